#!/usr/bin/env python3
"""The scoreboard of the built-in engine: what it answers right, how sure it is, how fast.

eval.py BINARY DATA OUT [--readme README.md] [SUITE.jsonl…]

DATA is the folder of the question sets with its `score.py`; sets that are not there are told. The
business questions of tests/business are asked too. OUT receives the predictions. With --readme the table between the scoreboard marks is written anew.
"""
import argparse
import json
import pathlib
import subprocess
import sys

import business

SETS = ["shop/questions", "spider_train", "spider_dev_visible", "spider_syn_visible", "sparc_visible",
        "cosql_visible", "defog_visible", "unanswerable_visible", "shop/unanswerable"]
PUBLIC = ["spider_dev_visible", "spider_syn_visible", "sparc_visible", "cosql_visible", "defog_visible"]
TITLES = {
    "shop/questions": "shop (our own; tuned on)",
    "business": "business, 25 schemas (our own; tuned on)",
    "follow_ups": "business, chains of follow-ups (our own; nothing mended for it)",
    "spider_train": "Spider train (the ranking learned from it)",
    "spider_dev_visible": "Spider dev, open part",
    "spider_syn_visible": "Spider-Syn dev, open part",
    "sparc_visible": "SParC dev, open part, every turn",
    "cosql_visible": "CoSQL dev, open part, every turn",
    "defog_visible": "Defog sql-eval, open part",
    "unanswerable_visible": "unanswerable, open part",
    "shop/unanswerable": "shop, unanswerable or vague",
}
BEGIN, END = "<!-- scoreboard -->", "<!-- /scoreboard -->"
WORDS = ["set", "questions", "right", "of the surer half", "abstained or asked back", "calibration error",
         "median ms", "tokens"]


def rows_of(path):
    return [json.loads(line) for line in path.read_text().splitlines() if line.strip()]


def percent(value):
    return "" if value is None else f"{value:.1%}"


def predict(binary, root, name, suite, out):
    predictions = out / (name.replace("/", "-") + ".jsonl")
    subprocess.run([binary, "eval", "--suite", suite, "--root", root, "--out", predictions], check=True)
    return predictions


def score(data, root, predictions, rows):
    """What score.py says of some rows of a suite."""
    part = predictions.with_suffix(".part.jsonl")
    part.write_text("".join(json.dumps(row) + "\n" for row in rows))
    command = [sys.executable, data / "score.py", part, predictions, "--root", root, "--match", "lenient", "--json"]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(told.stdout)


def surely_false(rows, predictions):
    """The share of unanswerable questions that are answered with confidence of a half or more."""
    made = {row["id"]: row for row in rows_of(predictions)}
    false = [made[row["id"]]["outcome"] == "answered" and made[row["id"]]["confidence"] >= 0.5 for row in rows]
    return sum(false) / len(false)


def line(title, told):
    at_half = next((each["precision"] for each in told["precision_at_coverage"] if each["coverage"] == 50), None)
    kept = told["n"] - told["answered"]
    return [title, str(told["n"]), percent(told["accuracy_lenient"]), percent(at_half), percent(kept / told["n"]),
            f"{told['ece_10_bins']:.3f}", f"{told['ms_median']:.2f}", "0"]


def lines_for(name, data, root, suite, predictions):
    rows = rows_of(suite)
    title = TITLES.get(name, name)
    if any("expect" in row for row in rows):
        told = score(data, root, predictions, rows)["unanswerable"]
        return [[title, str(told["n"]), f"{percent(surely_false(rows, predictions))} answered with confidence ≥ 0.5",
                 "", percent(told["clarify_or_abstain_rate"]), "", "", "0"]]
    if name != "shop/questions":
        return [line(title, score(data, root, predictions, rows))]
    alone = [row for row in rows if not row.get("previous")]
    after = [row for row in rows if row.get("previous")]
    return [line(title + ", stand-alone", score(data, root, predictions, alone)),
            line(title + ", refinements", score(data, root, predictions, after))]


def all_together(data, out, names):
    """The public sets as one: how far confidence can be trusted whatever is asked."""
    rows, made = [], []
    for name in names:
        suite = [row for row in rows_of(data / (name + ".jsonl")) if "expect" not in row]
        ids = {row["id"] for row in suite}
        rows += [{**row, "id": f"{name} {row['id']}"} for row in suite]
        told = rows_of(out / (name.replace("/", "-") + ".jsonl"))
        made += [{**row, "id": f"{name} {row['id']}"} for row in told if row["id"] in ids]
    predictions = out / "together.jsonl"
    predictions.write_text("".join(json.dumps(row) + "\n" for row in made))
    return line("the five open public sets above as one", score(data, data, predictions, rows))


def own_sets(out):
    """The business questions, with their databases filled anew: (name, root, suite) of each set."""
    root = out / "business"
    business.write_all(pathlib.Path(__file__).parent.parent / "tests/business", root)
    return [(name, root, root / f"{name}.jsonl") for name in ("business", "follow_ups")]


def table(lines):
    written = ["| " + " | ".join(WORDS) + " |", "|" + "---|" * len(WORDS)]
    return "\n".join(written + ["| " + " | ".join(each) + " |" for each in lines])


def write_readme(path, text):
    whole = path.read_text()
    before, rest = whole.split(BEGIN)
    path.write_text(before + BEGIN + "\n" + text + "\n" + END + rest.split(END)[1])


def main():
    said = argparse.ArgumentParser(description="The scoreboard of the built-in engine.")
    said.add_argument("binary", type=pathlib.Path)
    said.add_argument("data", type=pathlib.Path)
    said.add_argument("out", type=pathlib.Path)
    said.add_argument("suites", nargs="*", type=pathlib.Path)
    said.add_argument("--readme", type=pathlib.Path)
    said = said.parse_args()
    said.out.mkdir(parents=True, exist_ok=True)
    wanted = [(each.stem, said.data, each.resolve()) for each in said.suites]
    if not wanted:
        wanted = [(name, said.data, said.data / (name + ".jsonl")) for name in SETS]
        wanted[1:1] = own_sets(said.out)
    lines = []
    for name, root, suite in wanted:
        if not suite.is_file():
            print(f"not there: {suite.name}", file=sys.stderr)
            continue
        lines += lines_for(name, said.data, root, suite, predict(said.binary, root, name, suite, said.out))
    if not said.suites and all((said.data / (name + ".jsonl")).is_file() for name in PUBLIC):
        lines.append(all_together(said.data, said.out, PUBLIC))
    if not lines:
        sys.exit("no question set: name one, or set PARLANCE_EVAL to the folder that holds them")
    print(table(lines))
    if said.readme:
        write_readme(said.readme, table(lines))


main()
