"""Tells whether a reading gives what was asked for: both queries run, and their rows are compared.

For our own question sets, where the scorer of the public ones is not needed.
"""
import collections
import itertools
import sqlite3

STEPS_MAX = 3_000_000  # of SQLite's machine: what takes longer is not waited for


def opened(path):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    database.execute("PRAGMA query_only = ON")
    return database


def rows_of(database, sql):
    steps = itertools.count()
    database.set_progress_handler(lambda: next(steps) > STEPS_MAX // 1000, 1000)
    try:
        return database.execute(sql).fetchmany(20_000)
    except (sqlite3.Error, sqlite3.Warning):
        return None


def plain(value):
    """Numbers that are the same to six digits are the same."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(f"{value:.7g}")
    return value


def columns(rows):
    return list(zip(*[[plain(value) for value in row] for row in rows]))


def same_content(left, right):
    return collections.Counter(left) == collections.Counter(right)


def right(gold, told, ordered):
    """2: the rows asked for; 1: with more columns; 0: other rows. Columns may come in any order."""
    if told is None or gold is None or len(gold) != len(told):
        return 0
    if not gold:
        return 2
    wanted, given = columns(gold), columns(told)
    if len(given) < len(wanted):
        return 0
    fitting = [[at for at, other in enumerate(given) if same_content(column, other)] for column in wanted]
    whole = [tuple(row) for row in zip(*wanted)]
    for chosen in itertools.islice(itertools.product(*fitting), 200):
        if len(set(chosen)) < len(chosen):
            continue
        rows = [tuple(row) for row in zip(*[given[at] for at in chosen])]
        if rows == whole or (not ordered and same_content(rows, whole)):
            return 2 if len(given) == len(wanted) else 1
    return 0
