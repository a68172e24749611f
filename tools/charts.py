#!/usr/bin/env python3
"""How well charts are chosen: type and encoding on questions whose SQL and chart are known.

charts.py BINARY DATA OUT [--suite FILE.jsonl] [--all-questions] [--databases N:M] [--failures]

BINARY runs the known SQL of each row and chooses the chart of its result with the question as the
wish. Right is a chart of the row's type with the row's columns on its channels: the first column of
the SQL across (or as colour of a pie), the second up (or as angle), the group as colour. Bars may
lie. A group that the SQL does not select is selected first, as the charts of the suite show it.
Rows whose SQL lacks the binning of their chart (`sql_partial`) are told apart. Averages are over
charts and over databases. --databases takes a range of the databases in alphabetical order.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess

KINDS = {"bar": "bar", "stacked bar": "stacked bar", "grouped bar": "stacked bar", "line": "line",
         "multi line": "grouping line", "scatter": "scatter", "grouped scatter": "grouping scatter",
         "pie": "pie"}
GROUPED = {"stacked bar", "grouping line", "grouping scatter"}


def columns_apart(text):
    """The text parted at commas outside of parentheses."""
    return [part.strip() for part in re.split(r",(?![^()]*\))", text)]


def bare(column):
    return column.split(".")[-1].strip().lower()


def with_group(sql):
    """The SQL with the first GROUP BY column that it does not select; the text as it is without one."""
    found = re.match(r"\s*SELECT\s+(.*?)\s+FROM\s", sql, re.I | re.S)
    group = re.search(r"\sGROUP\s+BY\s+([\w.]+(?:\s*,\s*[\w.]+)*)", sql, re.I)
    if not found or not group:
        return sql
    shown = {bare(column) for column in columns_apart(found[1])}
    hidden = [column for column in columns_apart(group[1]) if bare(column) not in shown]
    return sql[:found.end(1)] + " , " + hidden[0] + sql[found.end(1):] if hidden else sql


def right_encoding(kind, encoding):
    """Whether the channels show columns 0, 1 and, of a grouped chart, 2."""
    if kind == "pie":
        return encoding.get("color") == 0 and encoding.get("theta") == 1
    lies = kind in ("bar", "stacked bar") and (encoding.get("x"), encoding.get("y")) == (1, 0)
    placed = lies or (encoding.get("x"), encoding.get("y")) == (0, 1)
    return placed and (encoding.get("color") == 2 if kind in GROUPED else "color" not in encoding)


def in_standard_quotes(sql):
    """SQLite reads `"text"` as text where no column has the name; elsewhere that is an error."""
    return re.sub(r'"([^"]*)"', lambda found: "'" + found[1].replace("'", "''") + "'", sql)


def rows_of(suite, databases, every_wording):
    rows = [json.loads(line) for line in suite.read_text().splitlines() if line.strip()]
    named = sorted({row["db"] for row in rows})
    chosen = set(named[databases])
    for row in sorted((row for row in rows if row["db"] in chosen), key=lambda row: row["db"]):
        wordings = row["questions"] if every_wording else [row["question"]]
        for at, words in enumerate(wordings):
            yield {**row, "id": f'{row["id"]}#{at}', "question": words, "sql": with_group(in_standard_quotes(row["sql"]))}


def drawn(binary, data, out, rows):
    suite, charts = out / "charts-suite.jsonl", out / "charts.jsonl"
    asked = ({key: row[key] for key in ("id", "question", "db", "sql")} for row in rows)
    suite.write_text("".join(json.dumps(row) + "\n" for row in asked))
    subprocess.run([binary, "chart", "--suite", suite, "--root", data, "--out", charts], check=True)
    made = [json.loads(line) for line in charts.read_text().splitlines()]
    return {row["id"]: row for row in made}


def judge(row, made):
    """(type right, type and encoding right, what was drawn)"""
    kind = KINDS.get(made["chart"], made["chart"])
    wanted = row["chart"].lower()
    same = kind == wanted
    return same, same and right_encoding(kind, made["encoding"]), kind or made["error"]


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else float("nan")


def tell(title, judged):
    if not judged:
        return
    by_db = collections.defaultdict(list)
    for row, verdict in judged:
        by_db[row["db"]].append(verdict[1])
    print(f"{title}: {len(judged)} charts of {len(by_db)} databases")
    print(f"  type {mean(v[0] for _, v in judged):.1%}, type and encoding {mean(v[1] for _, v in judged):.1%}, "
          f"averaged over databases {mean(mean(all_of) for all_of in by_db.values()):.1%}")
    kinds = collections.defaultdict(list)
    for row, verdict in judged:
        kinds[row["chart"]].append(verdict)
    for kind, verdicts in sorted(kinds.items()):
        wrong = collections.Counter(v[2] for v in verdicts if not v[0]).most_common(4)
        print(f"    {kind}: {len(verdicts)}, type {mean(v[0] for v in verdicts):.1%}, "
              f"both {mean(v[1] for v in verdicts):.1%}; drawn instead: {dict(wrong)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--suite", default="nvbench_visible.jsonl")
    parser.add_argument("--all-questions", action="store_true")
    parser.add_argument("--databases", default=":")
    parser.add_argument("--failures", action="store_true", help="list the wrong ones")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    bounds = [int(each) if each else None for each in options.databases.split(":")]
    rows = list(rows_of(options.data / options.suite, slice(*bounds), options.all_questions))
    made = drawn(options.binary, options.data, options.out, rows)
    judged = [(row, judge(row, made[row["id"]])) for row in rows]
    tell("charts", [each for each in judged if not each[0].get("sql_partial")])
    tell("charts whose SQL lacks their binning", [each for each in judged if each[0].get("sql_partial")])
    for row, verdict in judged if options.failures else []:
        if not verdict[1]:
            print(json.dumps({"wanted": row["chart"], "drawn": made[row["id"]], "question": row["question"],
                              "sql": row["sql"], "partial": bool(row.get("sql_partial"))}))


if __name__ == "__main__":
    main()
