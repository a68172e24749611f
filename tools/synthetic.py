"""Questions with their SQL, written by templates over the schemas of tests/business.

The words are ours: nothing of a public question set is in them. The same questions come out on every
machine. `questions(tables, name, count)` gives rows as `business.py` writes them.
"""
import pathlib
import random
import re

from business import CLOCK

NOISE = {"tbl", "mst", "hdr", "master", "header"}
VALUES_SHOWN = 6


def abbreviations():
    path = pathlib.Path(__file__).parent.parent / "src/engine/data/en/abbreviations.txt"
    pairs = [line.split(":", 1) for line in path.read_text().splitlines() if ":" in line and not line.startswith("#")]
    return {short: full.strip() for short, full in pairs}


SHORT = abbreviations()


def words(name):
    """`unitPrice`, `UNT_PRC` and `unit_price` as `unit price`."""
    parts = re.sub(r"([a-z])([A-Z])", r"\1 \2", name).replace("_", " ").lower().split()
    parts = [part for part in parts if part not in NOISE] or parts
    return " ".join(SHORT.get(part, part) for part in parts)


def plural(phrase):
    if phrase.endswith("s"):
        return phrase
    if phrase.endswith("y") and phrase[-2] not in "aeiou":
        return phrase[:-1] + "ies"
    return phrase + ("es" if phrase.endswith(("x", "ch", "sh")) else "s")


def singular(phrase):
    if phrase.endswith("ies"):
        return phrase[:-3] + "y"
    return phrase[:-1] if phrase.endswith("s") and not phrase.endswith("ss") else phrase


class NothingFits(Exception):
    """This schema has nothing that the template speaks of."""


class Entity:
    """A table as templates speak of it."""

    def __init__(self, table):
        self.table, self.sql = table, f'"{table.name}"'
        self.one = singular(words(table.name))
        self.many = plural(self.one)
        columns = table.columns
        self.key = next((each for each in columns if each.key), None)
        named = [each for each in columns if {"person", "company", "thing"} & set(each.words)]
        named += [each for each in columns if each.values and len(each.values) >= table.count]
        self.name = named[0] if named else None
        self.kinds = [each for each in columns if each.type == "text" and each.values and each is not self.name]
        self.numbers = [each for each in columns if each.type in ("integer", "decimal") and each.after("from")
                        and each.name != "floor" and "no" not in words(each.name).split()]
        self.dates = [each for each in columns if each.type in ("date", "timestamp") and each.after("from")]
        self.empty = [each for each in columns if each.nullable and not each.target]
        self.flags = [each for each in columns if each.type == "boolean"]
        self.parents = [each for each in columns if each.target and not each.nullable]

    def spoken(self, column):
        """The name of a column without that of its table."""
        own = [word for word in words(column.name).split() if word not in self.one.split()]
        return " ".join(own) or words(column.name)

    def shown(self):
        return (self.name or self.key or self.table.columns[0]).name


class Writer:
    """Fills templates in by chance."""

    def __init__(self, tables, seed):
        self.chance = random.Random(seed)
        self.entities = {table.name: Entity(table) for table in tables}

    def pick(self, things):
        return self.chance.choice(things)

    def some(self, test):
        fitting = [each for each in self.entities.values() if test(each)]
        if not fitting:
            raise NothingFits
        return self.pick(fitting)

    def number(self, entity, column):
        values = sorted(value for value in entity.table.keys(column.name) if value is not None)
        value = values[int(len(values) * self.chance.uniform(0.3, 0.8))]
        return int(value) if value >= 20 else round(value, 1)

    def value(self, column):
        return self.pick(column.values[:VALUES_SHOWN])

    def child(self):
        """(child, its pointing column, parent)."""
        entity = self.some(lambda each: any(self.entities[column.target[0]].name for column in each.parents))
        column = self.pick([each for each in entity.parents if self.entities[each.target[0]].name])
        return entity, column, self.entities[column.target[0]]

    def joined(self, child, column, parent):
        return f'{parent.sql} p JOIN {child.sql} t ON t."{column.name}" = p."{column.target[1]}"'

    # ---- one template each: (question, SQL, ordered) -------------------------------------

    def count(self):
        e = self.some(lambda each: True)
        said = self.pick(["How many {} are there?", "How many {} do we have?", "number of {}", "count the {}"])
        return said.format(e.many), f"SELECT count(*) FROM {e.sql}", False

    def count_by_kind(self):
        e = self.some(lambda each: each.kinds)
        k = self.pick(e.kinds)
        said = self.pick(["{0} by {1}", "Number of {0} per {1}", "How many {0} are there for each {1}?",
                          "How many {0} per {1}?", "count of {0} by {1}", "{0} per {1}", "breakdown of {0} by {1}"])
        return said.format(e.many, e.spoken(k)), f'SELECT "{k.name}", count(*) FROM {e.sql} GROUP BY 1', False

    def figure(self):
        e = self.some(lambda each: each.numbers)
        n = self.pick(e.numbers)
        how, call = self.pick([("average", "avg"), ("total", "sum"), ("highest", "max"), ("lowest", "min"), ("mean", "avg")])
        said = self.pick(["What is the {0} {1} of {2}?", "{0} {1} of all {2}", "{0} {1} of the {2}", "show me the {0} {3} {1}"])
        return said.format(how, e.spoken(n), e.many, e.one), f'SELECT {call}("{n.name}") FROM {e.sql}', False

    def figure_by_kind(self):
        e = self.some(lambda each: each.numbers and each.kinds)
        n, k = self.pick(e.numbers), self.pick(e.kinds)
        how, call = self.pick([("average", "avg"), ("total", "sum"), ("maximum", "max")])
        said = self.pick(["{0} {1} by {2}", "{0} {1} of {3} per {2}", "What is the {0} {1} for each {2}?", "{0} {3} {1} by {2}"])
        return (said.format(how, e.spoken(n), e.spoken(k), e.many),
                f'SELECT "{k.name}", {call}("{n.name}") FROM {e.sql} GROUP BY 1', False)

    def figure_by_parent(self):
        c, f, p = self.child()
        if not c.numbers:
            raise NothingFits
        n = self.pick(c.numbers)
        how, call = self.pick([("average", "avg"), ("total", "sum")])
        said = self.pick(["{0} {1} per {2}", "{0} {1} of {3} by {2}", "What is the {0} {3} {1} of each {2}?"])
        return (said.format(how, c.spoken(n), p.one, c.many),
                f'SELECT p."{p.shown()}", {call}(t."{n.name}") FROM {self.joined(c, f, p)} GROUP BY p."{f.target[1]}"', False)

    def count_by_parent(self):
        c, f, p = self.child()
        said = self.pick(["Number of {0} per {1}", "How many {0} does each {1} have?", "{0} per {1}", "How many {0} per {1}?"])
        return (said.format(c.many, p.one),
                f'SELECT p."{p.shown()}", count(*) FROM {self.joined(c, f, p)} GROUP BY p."{f.target[1]}"', False)

    def with_value(self):
        e = self.some(lambda each: each.kinds)
        k = self.pick(e.kinds)
        v = self.value(k)
        said = self.pick(["{0} with {1} {2}", "Show {2} {0}", "Which {0} have the {1} {2}?", "list all {0} whose {1} is {2}", "{2} {0}"])
        return said.format(e.many, e.spoken(k), v), f'SELECT "{e.shown()}" FROM {e.sql} WHERE "{k.name}" = \'{v}\'', False

    def count_value(self):
        e = self.some(lambda each: each.kinds)
        k = self.pick(e.kinds)
        v = self.value(k)
        said = self.pick(["How many {0} have the {1} {2}?", "How many {2} {0} are there?", "number of {2} {0}", "How many {0} are {2}?"])
        return said.format(e.many, e.spoken(k), v), f'SELECT count(*) FROM {e.sql} WHERE "{k.name}" = \'{v}\'', False

    def either_value(self):
        e = self.some(lambda each: any(len(kind.values) > 1 for kind in each.kinds))
        k = self.pick([kind for kind in e.kinds if len(kind.values) > 1])
        one, two = self.chance.sample(k.values[:VALUES_SHOWN], 2)
        said = self.pick(["{0} with {1} {2} or {3}", "Which {0} are {2} or {3}?", "Show {2} and {3} {0}"])
        return (said.format(e.many, e.spoken(k), one, two),
                f'SELECT "{e.shown()}" FROM {e.sql} WHERE "{k.name}" IN (\'{one}\', \'{two}\')', False)

    def not_value(self):
        e = self.some(lambda each: each.kinds)
        k = self.pick(e.kinds)
        v = self.value(k)
        said = self.pick(["{0} that are not {2}", "{0} whose {1} is not {2}", "All {0} except {2} ones"])
        return said.format(e.many, e.spoken(k), v), f'SELECT "{e.shown()}" FROM {e.sql} WHERE "{k.name}" <> \'{v}\'', False

    def over(self):
        e = self.some(lambda each: each.numbers)
        n = self.pick(e.numbers)
        v = self.number(e, n)
        how, op = self.pick([("over", ">"), ("above", ">"), ("under", "<"), ("of at least", ">="), ("below", "<"), ("of more than", ">")])
        said = self.pick(["{0} with a {1} {2} {3}", "Which {0} have a {1} {2} {3}?", "show {0} with {1} {2} {3}"])
        return said.format(e.many, e.spoken(n), how, v), f'SELECT "{e.shown()}" FROM {e.sql} WHERE "{n.name}" {op} {v}', False

    def value_and_over(self):
        e = self.some(lambda each: each.numbers and each.kinds)
        n, k = self.pick(e.numbers), self.pick(e.kinds)
        value, v = self.value(k), self.number(e, n)
        said = self.pick(["{0} {1} with a {2} over {3}", "Which {0} {1} have a {2} above {3}?"])
        return (said.format(value, e.many, e.spoken(n), v),
                f'SELECT "{e.shown()}" FROM {e.sql} WHERE "{k.name}" = \'{value}\' AND "{n.name}" > {v}', False)

    def top(self):
        e = self.some(lambda each: each.numbers and (each.name or each.key))
        n, count = self.pick(e.numbers), self.chance.randint(2, 6)
        said = self.pick(["Top {2} {0} by {1}", "The {2} {0} with the highest {1}", "show the {2} {0} with the most {1}"])
        return (said.format(e.many, e.spoken(n), count),
                f'SELECT "{e.shown()}" FROM {e.sql} ORDER BY "{n.name}" DESC LIMIT {count}', True)

    def extreme(self):
        e = self.some(lambda each: each.numbers and (each.name or each.key))
        n = self.pick(e.numbers)
        how, order = self.pick([("highest", "DESC"), ("lowest", "ASC"), ("largest", "DESC"), ("smallest", "ASC")])
        said = self.pick(["Which {0} has the {1} {2}?", "{0} with the {1} {2}", "What is the {0} with the {1} {2}?"])
        return (said.format(e.one, how, e.spoken(n)),
                f'SELECT "{e.shown()}" FROM {e.sql} ORDER BY "{n.name}" {order} LIMIT 1', False)

    def childless(self):
        c, f, p = self.child()
        said = self.pick(["{1} without {0}", "Which {1} have no {0}?", "{1} that have never had a {2}", "{1} with no {0}"])
        return (said.format(c.many, p.many, c.one),
                f'SELECT p."{p.shown()}" FROM {p.sql} p WHERE NOT EXISTS (SELECT 1 FROM {c.sql} t '
                f'WHERE t."{f.name}" = p."{f.target[1]}")', False)

    def with_children(self):
        c, f, p = self.child()
        count = self.chance.randint(2, 9)
        how, op = self.pick([("more than", ">"), ("at least", ">="), ("fewer than", "<")])
        said = self.pick(["{1} with {3} {2} {0}", "Which {1} have {3} {2} {0}?", "Show {1} that have {3} {2} {0}"])
        return (said.format(c.many, p.many, count, how),
                f'SELECT p."{p.shown()}" FROM {self.joined(c, f, p)} GROUP BY p."{f.target[1]}" HAVING count(*) {op} {count}', False)

    def most_children(self):
        c, f, p = self.child()
        count = self.pick([1, 1, 3, 5])
        said = self.pick(["Which {0} has the most {1}?", "{0} with the most {1}"] if count == 1 else
                         ["Top {2} {3} by number of {1}", "The {2} {3} with the most {1}"])
        return (said.format(p.one, c.many, count, p.many),
                f'SELECT p."{p.shown()}", count(*) FROM {self.joined(c, f, p)} GROUP BY p."{f.target[1]}" '
                f'ORDER BY 2 DESC LIMIT {count}', False)

    def top_by_total(self):
        c, f, p = self.child()
        if not c.numbers:
            raise NothingFits
        n, count = self.pick(c.numbers), self.chance.randint(2, 6)
        said = self.pick(["Top {0} {1} by total {2}", "The {0} {1} with the highest total {2}"])
        return (said.format(count, p.many, c.spoken(n)),
                f'SELECT p."{p.shown()}", sum(t."{n.name}") FROM {self.joined(c, f, p)} GROUP BY p."{f.target[1]}" '
                f'ORDER BY 2 DESC LIMIT {count}', True)

    def of_parent(self):
        c, f, p = self.child()
        if not (c.name or c.key):
            raise NothingFits
        row = p.table.rows[self.chance.randrange(min(8, len(p.table.rows)))]
        at = [column.name for column in p.table.columns]
        name, key = row[at.index(p.shown())], row[at.index(f.target[1])]
        said = self.pick(["{0} of {1}", "Which {0} belong to {1}?", "How many {0} does {1} have?", "{0} for {1}"])
        shown = "count(*)" if said.startswith("How") else f'"{c.shown()}"'
        key = f"'{key}'" if isinstance(key, str) else key
        return said.format(c.many, name), f'SELECT {shown} FROM {c.sql} WHERE "{f.name}" = {key}', False

    def in_year(self):
        e = self.some(lambda each: each.dates)
        d, year = e.dates[0], self.pick([2023, 2024])
        said = self.pick(["How many {0} were there in {1}?", "Number of {0} in {1}", "How many {0} in {1}?"])
        return (said.format(e.many, year),
                f"SELECT count(*) FROM {e.sql} WHERE \"{d.name}\" >= '{year}-01-01' AND \"{d.name}\" < '{year + 1}-01-01'", False)

    def along_months(self):
        e = self.some(lambda each: each.dates)
        d, year = e.dates[0], self.pick([2023, 2024])
        n = self.pick(e.numbers + [None])
        shown = f'sum("{n.name}")' if n else "count(*)"
        said = self.pick(["Number of {0} per month in {1}", "{0} by month in {1}", "How many {0} per month in {1}?"] if not n else
                         ["Total {2} per month in {1}", "Total {2} of {0} by month in {1}"])
        month = f"date(\"{d.name}\", 'start of month')"
        return (said.format(e.many, year, e.spoken(n) if n else ""),
                f"SELECT {month}, {shown} FROM {e.sql} WHERE \"{d.name}\" >= '{year}-01-01' AND "
                f"\"{d.name}\" < '{year + 1}-01-01' GROUP BY 1 ORDER BY 1", True)

    def along_years(self):
        e = self.some(lambda each: each.dates)
        d = e.dates[0]
        said = self.pick(["Number of {0} per year", "{0} by year", "How many {0} per year?"])
        return (said.format(e.many),
                f"SELECT CAST(strftime('%Y', \"{d.name}\") AS INTEGER), count(*) FROM {e.sql} GROUP BY 1 ORDER BY 1", True)

    def share(self):
        e = self.some(lambda each: each.kinds)
        k = self.pick(e.kinds)
        v = self.value(k)
        said = self.pick(["What percentage of {0} are {1}?", "share of {1} {0}", "What share of {0} is {1}?"])
        return (said.format(e.many, v),
                f'SELECT 100.0 * sum("{k.name}" = \'{v}\') / count(*) FROM {e.sql}', False)

    def shares(self):
        e = self.some(lambda each: each.kinds)
        k = self.pick(e.kinds)
        said = self.pick(["Share of {0} by {1}", "Percentage of {0} by {1}"])
        return (said.format(e.many, e.spoken(k)),
                f'SELECT "{k.name}", 100.0 * count(*) / (SELECT count(*) FROM {e.sql}) FROM {e.sql} GROUP BY 1', False)

    def above_average(self):
        e = self.some(lambda each: each.numbers)
        n = self.pick(e.numbers)
        said = self.pick(["{0} with a {1} above average", "{0} whose {1} is higher than the average {1}", "Which {0} have a {1} above the average?"])
        return (said.format(e.many, e.spoken(n)),
                f'SELECT "{e.shown()}" FROM {e.sql} WHERE "{n.name}" > (SELECT avg("{n.name}") FROM {e.sql})', False)

    def best_of_each(self):
        e = self.some(lambda each: each.numbers and each.kinds and each.name)
        n, k = self.pick(e.numbers), self.pick(e.kinds)
        said = self.pick(["{0} with the highest {1} in each {2}", "Which {0} has the highest {1} in each {2}?"])
        return (said.format(e.one, e.spoken(n), e.spoken(k)),
                f'SELECT "{k.name}", "{e.shown()}" FROM {e.sql} t WHERE "{n.name}" = (SELECT max(x."{n.name}") '
                f'FROM {e.sql} x WHERE x."{k.name}" = t."{k.name}")', False)

    def without(self):
        e = self.some(lambda each: each.empty and (each.name or each.key))
        column = self.pick(e.empty)
        said = self.pick(["{0} without {1}", "{0} with no {1}", "Which {0} have no {1}?"])
        return said.format(e.many, e.spoken(column)), f'SELECT "{e.shown()}" FROM {e.sql} WHERE "{column.name}" IS NULL', False

    def listed(self):
        e = self.some(lambda each: each.name and (each.kinds or each.numbers))
        column = self.pick(e.kinds + e.numbers)
        said = self.pick(["List the {0} with their {1}", "Show {2} and {1} of all {0}", "{0} and their {1}", "Give me {0} with {1}"])
        return (said.format(e.many, e.spoken(column), e.spoken(e.name)),
                f'SELECT "{e.shown()}", "{column.name}" FROM {e.sql}', False)

    def sorted(self):
        e = self.some(lambda each: each.name and each.numbers)
        n = self.pick(e.numbers)
        how, order = self.pick([("highest first", "DESC"), ("in descending order", "DESC"), ("ascending", "ASC")])
        return (f"{e.many} sorted by {e.spoken(n)} {how}", f'SELECT "{e.shown()}" FROM {e.sql} ORDER BY "{n.name}" {order}', True)

    def different(self):
        e = self.some(lambda each: each.kinds)
        k = self.pick(e.kinds)
        said, shown = self.pick([("How many different {} are there?", "count(DISTINCT {})"), ("What are the different {}?", "DISTINCT {}"),
                                 ("List the different {}", "DISTINCT {}")])
        return said.format(plural(words(k.name))), f"SELECT {shown} FROM {e.sql}".replace("{}", f'"{k.name}"'), False

    def two_kinds(self):
        e = self.some(lambda each: len(each.kinds) > 1)
        one, two = self.chance.sample(e.kinds, 2)
        return (f"Number of {e.many} by {e.spoken(one)} and {e.spoken(two)}",
                f'SELECT "{one.name}", "{two.name}", count(*) FROM {e.sql} GROUP BY 1, 2', False)

    def kind_of_parent(self):
        c, f, p = self.child()
        if not p.kinds:
            raise NothingFits
        k = self.pick(p.kinds)
        said = self.pick(["Number of {0} by {1} {2}", "{0} by {1} {2}", "How many {0} per {1} {2}?"])
        return (said.format(c.many, p.one, p.spoken(k)),
                f'SELECT p."{k.name}", count(*) FROM {self.joined(c, f, p)} GROUP BY 1', False)


TEMPLATES = [name for name, made in vars(Writer).items()
             if callable(made) and not name.startswith("_") and name not in ("pick", "some", "number", "value", "child", "joined")]


def questions(tables, name, count):
    writer, rows, seen = Writer(tables, "questions " + name), [], set()
    for at in range(count * 4):
        if len(rows) == count:
            break
        try:
            made = getattr(writer, TEMPLATES[at % len(TEMPLATES)])()
        except NothingFits:
            continue
        if made[0] in seen:
            continue
        seen.add(made[0])
        rows.append({"id": f"synthetic-{name}-{len(rows) + 1:03}", "db_id": name, "db": f"{name}.sqlite",
                     "question": made[0][0].upper() + made[0][1:], "sql": made[1], "ordered": made[2], "clock": CLOCK})
    return rows
