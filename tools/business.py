#!/usr/bin/env python3
"""Fills databases from the schemas in tests/business: our own data, the same on every machine.

business.py FOLDER OUT    OUT/<name>.sqlite for every FOLDER/<name>.schema, and
                          OUT/business.jsonl from FOLDER/questions.txt, OUT/follow_ups.jsonl from
                          FOLDER/follow_ups.txt, as score.py reads them

A schema file lists tables and columns: `name type [key] [null PERCENT] [-> table.column [FIRST]]
[~> table.column [FIRST]] [= value | value]`, with `from A to B`, `after column LOW HIGH`, `like
PREFIX`, `person`, `company` or `thing` for what is filled in. `~>` is a key that the database does not
declare; FIRST keys only are pointed at, so that some rows have nothing.
"""
import datetime
import json
import pathlib
import random
import re
import sqlite3
import sys

FIRST = "Anna Boris Clara Dimitri Ella Felix Greta Hassan Ida Jan Kira Liam Maria Noah Olga Paul Rita Simon Tessa Viktor".split()
LAST = "Adler Bauer Castro Dvorak Engel Ferrer Gruber Horvat Ivanov Jensen Koch Lindt Moretti Nowak Oberg Peeters".split()
PLACE = "Alpine Baltic Cedar Delta Ember Falcon Granite Harbor Indigo Juniper Keystone Lunar Meridian Nordic Orchid".split()
TRADE = "Foods Systems Partners Textiles Media Energy Clinics Motors".split()
MADE = "Compact Heavy Classic Prime Ultra Basic".split()
THING = "Drill Valve Lamp Cable Pump Bracket Sensor Switch".split()
CLOCK = "2025-06-30 12:00:00"
TYPES = {"integer": "INTEGER", "decimal": "REAL", "text": "TEXT", "date": "DATE", "timestamp": "TIMESTAMP",
         "boolean": "BOOLEAN"}


class Column:
    """One line of a table."""

    def __init__(self, line):
        head, _, values = line.partition(" = ")
        words = head.split()
        self.name, self.type, self.words = words[0], words[1], words[2:]
        self.values = [value.strip() for value in values.split("|")] if values else []
        self.key = "key" in self.words
        self.null = int(self.after("null") or 0) if "null" in self.words else 0
        self.nullable = "null" in self.words
        self.declared = self.after("->")
        target = self.declared or self.after("~>")
        self.target = tuple(target.split(".")) if target else None
        arrow = "->" if self.declared else "~>"
        self.first = int(self.after(arrow, 2) or 0) if target else 0

    def after(self, word, steps=1):
        at = self.words.index(word) + steps if word in self.words else len(self.words)
        return self.words[at] if at < len(self.words) else None


class Table:
    def __init__(self, name):
        self.name, self.count, self.columns, self.rows = name, 20, [], []

    def keys(self, column):
        at = [each.name for each in self.columns].index(column)
        return [row[at] for row in self.rows]


def read_schema(path):
    tables = []
    for line in path.read_text().splitlines():
        said = line.strip()
        rows = re.fullmatch(r"# (\d+) rows", said)
        if said.startswith("table "):
            tables.append(Table(said[6:]))
        elif rows:
            tables[-1].count = int(rows.group(1))
        elif said and not said.startswith("#"):
            tables[-1].columns.append(Column(said))
    return tables


def name_of(kind, row, chance):
    if kind == "person":
        return f"{FIRST[row % len(FIRST)]} {LAST[(row * 7 + row // len(FIRST)) % len(LAST)]}"
    if kind == "company":
        return f"{PLACE[row % len(PLACE)]} {TRADE[(row + row // len(PLACE)) % len(TRADE)]}"
    return f"{MADE[row % len(MADE)]} {THING[(row + row // len(MADE)) % len(THING)]} {100 + row}"


def dated(column, value):
    return value.isoformat() + (" 09:30:00" if column.type == "timestamp" else "")


def between(column, chance):
    low, high = column.after("from"), column.after("to")
    if column.type in ("date", "timestamp"):
        low, high = datetime.date.fromisoformat(low), datetime.date.fromisoformat(high)
        return dated(column, low + datetime.timedelta(days=chance.randint(0, (high - low).days)))
    if column.type == "integer":
        return chance.randint(int(low), int(high))
    return round(chance.uniform(float(low), float(high)), 2)


def cell(column, table, tables, row, done, chance):
    if column.null and chance.random() * 100 < column.null:
        return None
    if column.target:
        keys = next(each for each in tables if each.name == column.target[0]).keys(column.target[1])
        keys = keys[:column.first] if column.first else keys
        # The square favours the first: real data is uneven.
        return keys[int(chance.random() ** 1.6 * len(keys))] if keys else None
    if column.after("like") is not None:
        return f"{column.after('like')}{1000 + row}"
    if column.values:
        unique = len(column.values) >= table.count
        return column.values[row] if unique else column.values[int(chance.random() ** 1.3 * len(column.values))]
    for kind in ("person", "company", "thing"):
        if kind in column.words:
            return name_of(kind, row, chance)
    if column.after("after"):
        begin = done[column.after("after")]
        low, high = (int(column.after("after", steps)) for steps in (2, 3))
        begin = datetime.date.fromisoformat(begin[:10])
        return dated(column, begin + datetime.timedelta(days=chance.randint(low, high)))
    if column.type == "boolean":
        return int(chance.random() < 0.7)
    return between(column, chance) if column.after("from") else row + 1


def fill(tables, chance):
    for table in tables:
        for row in range(table.count):
            done = {}
            for column in table.columns:
                done[column.name] = cell(column, table, tables, row, done, chance)
            table.rows.append(list(done.values()))


def written(column):
    null = "" if column.nullable else " NOT NULL"
    target = f' REFERENCES "{column.declared.split(".")[0]}"("{column.declared.split(".")[1]}")' if column.declared else ""
    return f'"{column.name}" {TYPES[column.type]}{" PRIMARY KEY" if column.key else null}{target}'


def write(tables, path):
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    for table in tables:
        database.execute(f'CREATE TABLE "{table.name}" ({", ".join(written(each) for each in table.columns)})')
        places = ", ".join("?" for _ in table.columns)
        database.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', table.rows)
    database.commit()
    database.close()


def build(schemas, out):
    out.mkdir(parents=True, exist_ok=True)
    made = {}
    for path in sorted(schemas.glob("*.schema")):
        tables = read_schema(path)
        fill(tables, random.Random(path.stem))
        write(tables, out / (path.stem + ".sqlite"))
        made[path.stem] = tables
    return made


def rows_of(path):
    """The questions of a file: a question and its SQL, in blocks that a blank line parts. One that begins
    with `then` follows up on the one before it."""
    rows, given = [], None
    for block in path.read_text().split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if len(lines) == 1 and lines[0].startswith("given "):
            given = lines[0][6:].strip()
        elif len(lines) == 2:
            ordered, then = lines[1].startswith("ordered "), lines[0].startswith("then ")
            row = {"id": f"business-{len(rows) + 1:03}", "db_id": given, "db": f"{given}.sqlite",
                   "question": lines[0][5:] if then else lines[0],
                   "sql": lines[1][8:] if ordered else lines[1], "ordered": ordered, "clock": CLOCK}
            rows.append({**row, "previous": rows[-1]["id"]} if then else row)
    return rows


def write_all(folder, out):
    build(folder, out)
    for source, suite in (("questions.txt", "business.jsonl"), ("follow_ups.txt", "follow_ups.jsonl")):
        (out / suite).write_text("".join(json.dumps(row) + "\n" for row in rows_of(folder / source)))


if __name__ == "__main__":
    write_all(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
