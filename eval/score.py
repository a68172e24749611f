#!/usr/bin/env python3
"""Scores answers to questions by what their SQL gives.

score.py SUITE.jsonl PREDICTIONS.jsonl --root DIR [--json]

Two results are equal as multisets of rows (lists, where the suite says that the order matters), whatever the
order of their columns; numbers to a millionth. Lenient: the answer may have columns more than wanted.
"""
import argparse
import collections
import itertools
import json
import pathlib
import sqlite3
import statistics
import time

TOLERANCE = 1e-6
ROWS_MAX = 200_000
TRIALS_MAX = 20_000
UNSURE = ("clarify", "abstain")


def load_jsonl(path):
    lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


# ---- Running ---------------------------------------------------------------------------------

def run(database, sql, seconds):
    """How many columns and the rows, or None for what does not run in time."""
    end = time.monotonic() + seconds
    with sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True) as connection:
        connection.set_progress_handler(lambda: time.monotonic() > end, 2000)
        try:
            cursor = connection.execute(sql)
            return len(cursor.description), cursor.fetchmany(ROWS_MAX)
        except (sqlite3.Error, sqlite3.Warning):
            return None


def database_of(row, roots):
    return next(path for path in (pathlib.Path(root) / row["db"] for root in roots) if path.is_file())


class Gold:
    """The results that are right for a question, each run once."""

    def __init__(self, seconds=10):
        self.seconds = seconds
        self.known = {}

    def results(self, row, roots):
        if row["id"] not in self.known:
            texts = [row.get("sql_sqlite") or row["sql"], *(row.get("alternatives") or [])]
            made = [run(database_of(row, roots), sql, self.seconds) for sql in texts]
            self.known[row["id"]] = [each for each in made if each is not None]
        return self.known[row["id"]]


# ---- Comparing -------------------------------------------------------------------------------

def close(left, right):
    numbers = [isinstance(each, (int, float)) for each in (left, right)]
    if all(numbers):
        return abs(left - right) <= TOLERANCE * max(abs(left), abs(right), 1)
    return not any(numbers) and left == right


def order_key(row):
    """Puts rows in one order; numbers by six digits, so that a tiny difference does not reorder them."""
    numbers = [isinstance(value, (int, float)) for value in row]
    return [("", float(f"{value:.6g}")) if number else (type(value).__name__, value or "")
            for number, value in zip(numbers, row)]


def same(left, right, ordered):
    if len(left) != len(right):
        return False
    if not ordered:
        left, right = sorted(left, key=order_key), sorted(right, key=order_key)
    return all(close(*pair) for rows in zip(left, right) for pair in zip(*rows))


def column(rows, index):
    return [(row[index],) for row in rows]


def matches(wanted, got, ordered, extra):
    """Whether some choice of the columns of `got` equals `wanted`; each is a width and rows."""
    (width, wanted), (offered, got) = wanted, got
    if len(wanted) != len(got) or offered < width or (offered > width and not extra):
        return False
    fitting = [[j for j in range(offered) if same(column(wanted, i), column(got, j), ordered)] for i in range(width)]
    for choice in itertools.islice(itertools.product(*fitting), TRIALS_MAX):
        picked = [tuple(row[j] for j in choice) for row in got]
        if len(set(choice)) == width and same(wanted, picked, ordered):
            return True
    return False


def judge(row, answer, roots, golds, seconds=10.0):
    """What an answer is worth: `strict` and `lenient`."""
    answered = answer and answer.get("sql") and answer["outcome"] == "answered"
    got = run(database_of(row, roots), answer["sql"], seconds) if answered else None
    if got is None:
        return {"strict": False, "lenient": False}
    wanted, ordered = golds.results(row, roots), bool(row.get("ordered"))
    return {name: any(matches(each, got, ordered, extra=extra) for each in wanted)
            for name, extra in (("strict", False), ("lenient", True))}


# ---- Figures ---------------------------------------------------------------------------------

def calibration_error(sure):
    """How far confidence is from the truth, in ten bins (ECE); `sure`: confidence and right, of each answer."""
    bins = collections.defaultdict(list)
    for confidence, right in sure:
        bins[min(int(confidence * 10), 9)].append((confidence, right))
    off = sum(abs(sum(c for c, _ in each) - sum(r for _, r in each)) for each in bins.values())
    return off / len(sure) if sure else 0.0


def precision_at(sure, wanted):
    """How many are right of the surest part; None when fewer were answered."""
    wanted = max(1, int(wanted))
    most = sorted(sure, reverse=True, key=lambda each: each[0])[:wanted]
    return sum(right for _, right in most) / len(most) if len(most) >= wanted else None


def figures(rows, answers, roots):
    golds = Gold()
    told = {row["id"]: judge(row, answers.get(row["id"]), roots, golds) for row in rows}
    answered = [row["id"] for row in rows if answers.get(row["id"], {}).get("outcome") == "answered"]
    sure = [(answers[id]["confidence"], told[id]["lenient"]) for id in answered]
    parts = [{"coverage": part, "precision": precision_at(sure, len(rows) * part / 100)} for part in (10, 25, 50, 75, 100)]
    return {"n": len(rows), "answered": len(answered),
            "accuracy_strict": sum(each["strict"] for each in told.values()) / len(rows),
            "accuracy_lenient": sum(each["lenient"] for each in told.values()) / len(rows),
            "precision_at_coverage": parts, "ece_10_bins": calibration_error(sure),
            "ms_median": statistics.median(each["ms"] for each in answers.values()),
            "wrong": [id for id, each in told.items() if not each["lenient"]]}


def unanswerable(rows, answers):
    unsure = sum(answers.get(row["id"], {}).get("outcome") in UNSURE for row in rows)
    return {"unanswerable": {"n": len(rows), "clarify_or_abstain_rate": unsure / len(rows)}}


def main():
    said = argparse.ArgumentParser(description="Scores answers to questions by what their SQL gives.")
    said.add_argument("suite")
    said.add_argument("predictions")
    said.add_argument("--root", action="append", required=True, help="the folder that the databases of the suite are in")
    said.add_argument("--match", choices=["lenient"], default="lenient", help="both are told")
    said.add_argument("--json", action="store_true", help="for programs")
    said = said.parse_args()
    rows = load_jsonl(said.suite)
    answers = {each["id"]: each for each in load_jsonl(said.predictions)}
    told = unanswerable(rows, answers) if any("expect" in row for row in rows) else figures(rows, answers, said.root)
    if said.json:
        print(json.dumps(told))
    else:
        for name, value in told.items():
            print(f"{name:<24} {value}")


if __name__ == "__main__":
    main()
