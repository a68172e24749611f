#!/usr/bin/env python3
"""Nothing of a public question set may be in the repository: no question and no name of its databases or tables.

check_public.py DATA: the folder of the sets. Questions are found by runs of eight words; names by all of their words,
those of one word and those that any business has left out.
"""
import json
import pathlib
import re
import sqlite3
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
RUN = 8
OWN = "shop/"
# Names that a public set shares with everybody.
COMMON = {"order_items", "order_details", "customer_orders", "invoice_lines", "line_items", "customer_addresses",
          "product_categories", "bank_account", "car_dealership", "sales_rep", "job_history", "time_zone"}
TEXT = re.compile(r"[a-z0-9]+")


def tracked():
    told = subprocess.run(["git", "-C", ROOT, "ls-files"], check=True, capture_output=True, text=True)
    return [ROOT / name for name in told.stdout.splitlines() if not name.startswith(("eval/shop/", "tools/check_public"))]


def runs_of(text):
    words = TEXT.findall(text.lower())
    return {" ".join(words[at:at + RUN]) for at in range(len(words) - RUN + 1)}


def questions(data):
    for suite in sorted(data.glob("*.jsonl")):
        for line in suite.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield from [row.get("question", ""), *row.get("questions", [])]


def names(data):
    for path in sorted((data / "databases").rglob("*.sqlite")):
        yield path.stem
        with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as database:
            yield from (name for name, in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))


def readable(path):
    try:
        return path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, FileNotFoundError):
        return ""


def main():
    data = pathlib.Path(sys.argv[1])
    asked = set().union(*(runs_of(text) for text in questions(data)))
    named = {name.lower() for name in names(data) if "_" in name} - COMMON
    found = []
    for path in tracked():
        text = readable(path)
        found += [f"{path.relative_to(ROOT)}: {run}" for run in sorted(runs_of(text) & asked)]
        found += [f"{path.relative_to(ROOT)}: {name}" for name in sorted(named & set(re.findall(r"\w+", text.lower())))]
    print("\n".join(found) or f"nothing of {len(named)} names and {len(asked)} runs of words is in the repository")
    return bool(found)


sys.exit(main())
