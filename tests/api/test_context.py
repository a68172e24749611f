"""Which tables, columns, keys and values a question is about: out of what the asker may see."""
import json
import sqlite3
import time

import pytest

from client import invite
from server import run
from test_knowledge import FILE, load
from test_policies import POLICY, sqlite_source
from test_two_worlds import settled, worlds  # noqa: F401: the fixture

CONTEXT = "/queries/context"


def test_it_names_tables_columns_joins_and_values(shop):
    found = shop.post(CONTEXT, {"question": "revenue of German customers by month"})
    names = [each["name"] for each in found["tables"]]
    assert {"customers", "orders", "order_items"} <= set(names)
    assert found["tables"][0]["score"] == 1
    assert {"table": "customers", "column": "country", "value": "Germany"}.items() <= found["values"][0].items()
    assert {"on": "orders.customer_id = customers.id", "inferred": False} in found["joins"]
    assert found["terms"][0]["phrase"] == "revenue"
    assert len(json.dumps(found)) < 8_000
    assert shop.post(CONTEXT, {"question": "zorgons"})["unknown"] == ["zorgons"]


def test_a_limit_and_bad_input(shop):
    assert len(shop.post(CONTEXT, {"question": "names of customers and products", "limit": 1})["tables"]) <= 2
    shop.refused("POST", CONTEXT, {"question": "x", "limit": 0}, code="invalid_fields")
    shop.refused("POST", CONTEXT, {"question": ""}, code="invalid_fields")
    for text in ("😀" * 3_000, "'; DROP TABLE orders; --", "SELECT 1", "?" * 60_000):
        shop.post(CONTEXT, {"question": text})


def test_it_knows_what_was_taught(new_owner):
    owner = new_owner()
    owner.post("/connections/sample", expect=201)
    load(owner, FILE)
    found = owner.post(CONTEXT, {"question": "takings of web orders sent back"})
    assert {each["phrase"] for each in found["terms"]} == {"takings", "web orders"}
    assert "returned" in {each["value"] for each in found["values"]}


def test_what_is_hidden_is_not_there(server, new_owner, tmp_path):
    owner = new_owner()
    source = sqlite_source(owner, tmp_path)
    held = owner.get("/policies", connection_id=source)
    owner.call("PUT", "/policies", {
        "connection_id": source, "version": held["version"], "document": POLICY, "note": "toy"})
    analyst = invite(owner, "analyst")
    me = analyst.get("/auth/me")["user"]["id"]
    owner.patch(f"/members/{me}", {"attributes": {"country": "DE"}})
    question = {"question": "salary of employees, secrets, Ben's ssn in FR", "connection_id": source}
    everything = json.dumps(owner.post(CONTEXT, question))
    assert "salary" in everything and "secrets" in everything and '"FR"' in everything
    found = analyst.post(CONTEXT, question)
    assert {each["name"] for each in found["tables"]} <= {"customers", "orders", "employees"}
    assert "salary" not in {each["name"] for each in found["columns"]}
    assert found["values"] == []


def test_it_does_not_depend_on_what_is_hidden(worlds):  # noqa: F811
    _, tenants = worlds
    for question in ("salary of Dave", "emails of German customers with open orders", "anna@example.org 111-11-1111",
                     "biggest orders of Bob", "who is the manager of Eve"):
        replies = [settled(analyst.post(CONTEXT, {"question": question, "connection_id": source}))
                   for analyst, source in tenants]
        assert replies[0] == replies[1], question


def test_the_command_line_says_it_too(shop_file):
    done = run("context", "revenue of German customers", "--source", f"sqlite:{shop_file}")
    assert done.returncode == 0 and "customers.country = 'Germany'" in done.stdout, done.stderr
    found = json.loads(run("context", "orders", "--source", f"sqlite:{shop_file}", "--json").stdout)
    assert found["tables"][0]["name"] == "orders"


def test_a_thousand_tables(tmp_path, figure):
    file = tmp_path / "large.sqlite"
    nouns = ["invoice", "shift", "permit", "locker", "sample", "route", "badge", "recipe", "meter", "claim"]
    with sqlite3.connect(file) as database:
        for number in range(1_000):
            database.execute(
                f"CREATE TABLE unit{number:03d}_{nouns[number % 10]} (id INTEGER PRIMARY KEY, amount_{number} REAL,"
                " status TEXT, noted_on DATE)")
    begin = time.monotonic()
    done = run("context", "unit 417 recipe by status", "--source", f"sqlite:{file}", "--json")
    took = time.monotonic() - begin
    assert json.loads(done.stdout)["tables"][0]["name"] == "unit417_recipe", done.stdout[:500]
    figure(f"context over 1,000 tables, from the command line: {took:.1f} s")


# Suggestions: all of them run, return something, and read only what is clear.

OTHER = {
    "library": """
CREATE TABLE authors (author_id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, country TEXT);
CREATE TABLE books (book_id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (author_id), title TEXT,
  genre TEXT, pages INTEGER, price REAL, published_on DATE);
CREATE TABLE loans (loan_id INTEGER PRIMARY KEY, book_id INTEGER REFERENCES books (book_id), loaned_on DATE);
CREATE TABLE fines (fine_id INTEGER PRIMARY KEY, loan_id INTEGER REFERENCES loans (loan_id), amount REAL, state TEXT);
INSERT INTO authors VALUES (1,'Ursula Vance','Kenya'),(2,'Tomas Brenner','Chile');
INSERT INTO books VALUES (1,1,'The Quiet Harbour','fiction',300,12.5,'2020-01-01'),
  (2,2,'Salt','history',200,9.0,'2021-01-01'),(3,2,'Iron','history',250,11.0,'2022-01-01');
INSERT INTO loans VALUES (1,1,'2025-01-02'),(2,3,'2025-02-02');
""",
    "legacy": """
CREATE TABLE tbl_cust (cust_id INTEGER, cust_nm TEXT, ctry_cd TEXT, crt_dt TEXT);
CREATE TABLE tbl_ordr (ordr_id INTEGER, cust_id INTEGER, ordr_dt TEXT, qty INTEGER, amt REAL, sts TEXT);
INSERT INTO tbl_cust VALUES (1,'Acme','DE','2024-01-01'),(2,'Zenith','FR','2024-02-01');
INSERT INTO tbl_ordr VALUES (1,1,'2024-03-01',3,30.0,'open'),(2,1,'2024-04-01',1,10.0,'done'),(3,2,'2024-05-01',2,20.0,'done');
""",
    "empty": "CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT, size INTEGER);",
}


def suggested(who, source=None):
    questions = who.get("/queries/suggestions", connection_id=source)["questions"]
    for question in questions:
        answer = who.ask(question, connection_id=source) if source else who.ask(question)
        assert answer["outcome"] == "answered" and answer["row_count"] > 0, (question, answer)
        assert any(cell not in (None, 0) for row in answer["rows"] for cell in row), (question, answer["rows"])
    return questions


def test_suggestions_for_the_shop(shop):
    assert len(suggested(shop)) >= 6


@pytest.mark.parametrize("name, least", [("library", 5), ("legacy", 4), ("empty", 0)])
def test_suggestions_for_other_schemas(new_owner, tmp_path, name, least):
    owner = new_owner()
    file = tmp_path / f"{name}.sqlite"
    with sqlite3.connect(file) as database:
        database.executescript(OTHER[name])
    source = owner.upload(f"{name}.sqlite", file.read_bytes())["connection"]["id"]
    questions = suggested(owner, source)
    assert len(questions) >= least
    assert not any("fine" in question.lower() for question in questions), "nothing is in that table"


def test_suggestions_read_only_what_is_clear(shop):
    analyst = invite(shop, "analyst")
    policy = {"default": "allow", "tables": {
        "employees": {"columns": {"salary": {"mask": "null"}}}, "orders": {"rows": "channel = 'web'"}}}
    held = shop.get("/policies")
    shop.call("PUT", "/policies", {"version": held["version"], "document": policy, "note": "narrow"})
    questions = suggested(analyst)
    assert questions
    for question in questions:
        assert "salary" not in question.lower() and "order" not in question.lower(), question


def test_verified_questions_are_suggested_first(new_owner):
    owner = new_owner()
    owner.post("/connections/sample", expect=201)
    load(owner, FILE)
    assert suggested(owner)[0] == "how many web orders did we ship in 2025"
