"""What describe_tables tells of tables beyond what stands in the database: as much as the API does."""
import json
import sqlite3

import pytest

from client import invite, register
from pipes import Pipes
from test_endpoint import call, key_of

DELIVERIES = """
    CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, email TEXT);
    CREATE TABLE couriers (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE deliveries (id INTEGER PRIMARY KEY, customer_id INTEGER, courier_id INTEGER,
                             depot INTEGER, fee REAL, sent_on DATE, status TEXT);
    INSERT INTO customers VALUES (1, 'Ada', 'a@example.org'), (2, 'Bo', 'b@example.org');
    INSERT INTO couriers VALUES (1, 'Cy'), (2, 'Di');
    INSERT INTO deliveries VALUES (1, 1, 71, 1, 2.5, '2024-01-02', 'done'), (2, 2, 72, 2, 3, '2024-01-03', 'open');
"""


@pytest.fixture
def owner(product, tmp_path):
    file = tmp_path / "deliveries.sqlite"
    with sqlite3.connect(file) as database:
        database.executescript(DELIVERIES)
    person = register(product.server.port)
    person.source = person.upload(file.name, file.read_bytes())["connection"]["id"]
    return person


def relations_of(person):
    told = person.get(f"/connections/{person.source}/relations")["relations"]
    return {each["from"]["columns"][0]: each for each in told}


def described(person, *tables, **more):
    told = call(person.port, key_of(person), "describe_tables", tables=list(tables), **more)
    return {each["table"]: each for each in told["tables"]}


def column(table, name):
    [line] = [each for each in table["columns"] if each.startswith(name + " ")]
    return line


def test_columns_say_what_they_mean_in_a_word(owner):
    deliveries = described(owner, "deliveries")["deliveries"]
    by_api = {each["name"]: each.get("meaning") for each in owner.get(
        f"/connections/{owner.source}/describe", table="deliveries")["columns"]}
    assert by_api["fee"] == "money" and column(deliveries, "fee").split()[1].endswith("/money")
    assert column(deliveries, "status").split()[1] == f"text/{by_api['status']}"
    assert "/" not in column(deliveries, "id").split()[1], "the key says it"
    assert "/" not in column(deliveries, "sent_on").split()[1], "the type says it"


def test_what_nobody_described_rules_do(owner):
    path = f"/connections/{owner.source}/describe"
    by_rules = owner.get(path, table="deliveries")["description"]
    assert by_rules["origin"] == "rules"
    assert described(owner, "deliveries")["deliveries"]["description"] == by_rules["text"]
    assert "comment" not in described(owner, "deliveries")["deliveries"]
    owner.call("PUT", f"/connections/{owner.source}/descriptions",
               {"table": "deliveries", "text": "Parcels on their way."})
    owner.call("PUT", f"/connections/{owner.source}/descriptions",
               {"table": "deliveries", "column": "fee", "text": "Without tax."})
    told = described(owner, "deliveries")["deliveries"]
    assert told["comment"] == "Parcels on their way." and "description" not in told
    assert column(told, "fee").endswith(": Without tax.")


def test_inferred_relations_say_how_sure_they_are(owner):
    by_api = relations_of(owner)
    tables = described(owner, "deliveries", "customers", "couriers")
    for name, table in [("customer_id", "customers"), ("courier_id", "couriers")]:
        sure = f"(inferred, {by_api[name]['confidence']:g})"
        assert by_api[name]["state"] == "inferred" and by_api[name]["confidence"] < 1
        assert f" →{table}.id {sure}" in column(tables["deliveries"], name)
        assert tables[table]["joins"] == [f"deliveries.{name} → {table}.id {sure}"]
    assert by_api["courier_id"]["confidence"] < 0.5 < by_api["customer_id"]["confidence"]
    assert "joins" not in tables["deliveries"]


def test_relations_are_as_people_say(owner):
    path, by_api = f"/connections/{owner.source}/relations", relations_of(owner)
    owner.call("PUT", f"{path}/{by_api['customer_id']['id']}", {"state": "accepted"})
    owner.call("PUT", f"{path}/{by_api['courier_id']['id']}", {"state": "rejected"})
    for detail in ("full", "summary"):
        table = described(owner, "deliveries", detail=detail)["deliveries"]
        assert "→customers.id" in column(table, "customer_id")
        assert "→" not in column(table, "courier_id")
        assert "inferred" not in str(table)


def test_nobody_hears_of_what_they_do_not_see(owner):
    held = owner.get("/policies")
    owner.call("PUT", "/policies", {
        "connection_id": held["connection_id"], "version": held["version"],
        "document": {"default": "deny", "tables": {
            "deliveries": {"default": "allow"}, "couriers": {"default": "allow"}}}})
    table = described(invite(owner, "analyst"), "deliveries")["deliveries"]
    assert "→couriers.id (inferred" in column(table, "courier_id")
    assert "→" not in column(table, "customer_id")
    assert "customers" not in str(table)


def test_a_source_without_a_server_tells_it_too(tmp_path):
    with sqlite3.connect(tmp_path / "deliveries.sqlite") as database:
        database.executescript(DELIVERIES)
    pipes = Pipes("--source", f"sqlite:{tmp_path / 'deliveries.sqlite'}")
    text, wrong = pipes.call("describe_tables", tables=["deliveries", "customers"])
    tables = {each["table"]: each for each in json.loads(text)["tables"]}
    assert not wrong and "→customers.id (inferred, 0." in column(tables["deliveries"], "customer_id")
    assert tables["customers"]["joins"][0].startswith("deliveries.customer_id → customers.id (inferred, 0.")
    assert tables["customers"]["description"]
    assert pipes.end() == 0
