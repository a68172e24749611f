"""What dbt projects say of their models, taken as what a source is taught."""
import sqlite3

import pytest

from client import invite, register

PROPERTIES = """\
version: 2
models:
  - name: dim_customers
    config: {alias: customers}
    description: One row per person who ever bought
    columns:
      - name: customer_id
        description: Tells customers apart
        data_tests: [unique, not_null]
      - name: region
        description: "{{ doc('region') }}"
  - name: fct_orders
    columns:
      - name: buyer
        tests:
          - relationships: {to: ref('customers'), field: customer_id}
      - name: placed_on
        tests: [not_null]
  - name: stg_events
    description: Not in the warehouse
"""

SEMANTICS = """\
semantic_models:
  - name: orders
    model: ref('fct_orders')
    entities: [{name: order, type: primary, expr: order_id}]
    dimensions:
      - {name: order_state, type: categorical, expr: status}
    measures:
      - {name: takings, agg: sum, expr: amount, description: Before tax}
      - {name: shop_orders, agg: count, expr: "1"}
metrics:
  - name: paid_takings
    label: Paid takings
    type: simple
    filter: "{{ Dimension('order__order_state') }} = 'paid'"
    type_params: {measure: takings}
  - name: paid_share
    type: ratio
    type_params: {numerator: paid_takings, denominator: takings}
  - name: running
    type: cumulative
    type_params: {measure: takings}
  - name: odd
    label: A figure with far too many words in it
    type: simple
    type_params: {measure: takings}
"""


@pytest.fixture
def warehouse(server, tmp_path):
    file = tmp_path / "warehouse.sqlite"
    with sqlite3.connect(file) as database:
        database.executescript(
            "CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, region TEXT, email TEXT);"
            "CREATE TABLE fct_orders (order_id INTEGER PRIMARY KEY, buyer INTEGER, amount REAL, status TEXT,"
            " placed_on DATE);"
            "INSERT INTO customers VALUES (1,'North','a@example.org'),(2,'South','b@example.org');"
            "INSERT INTO fct_orders VALUES (1,1,10,'paid','2026-01-01'),(2,2,30,'open','2026-01-02');")
    owner = register(server.port)
    return owner, owner.upload("warehouse.sqlite", file.read_bytes())["connection"]["id"]


def load(who, source, text, expect=200, dry_run=False):
    headers = {"Content-Type": "application/octet-stream"}
    path = f"/knowledge/import-dbt?connection_id={source}&dry_run={str(dry_run).lower()}"
    return who.call("POST", path, text.encode(), expect, headers=headers)


def outcomes(report):
    return {(item["subject"], item.get("kind")): item["outcome"] for item in report["items"]}


def test_properties_become_descriptions_and_relations(warehouse):
    owner, source = warehouse
    told = load(owner, source, PROPERTIES, dry_run=True)
    assert (told["added"], told["changed"], told["unchanged"], told["passed"]) == (3, 0, 0, 3)
    assert owner.get(f"/connections/{source}/describe", table="customers")["description"]["origin"] == "rules"
    report = load(owner, source, PROPERTIES)
    assert outcomes(report) == {
        ("dim_customers", "description"): "added", ("dim_customers.customer_id", "description"): "added",
        ("dim_customers.region", None): "passed", ("fct_orders.buyer", "relation"): "added",
        ("fct_orders.placed_on", None): "passed", ("stg_events", None): "passed"}
    why = {item["subject"]: item["detail"] for item in report["items"] if item["outcome"] == "passed"}
    assert "doc block" in why["dim_customers.region"] and "no table stg_events" in why["stg_events"]
    table = owner.get(f"/connections/{source}/describe", table="customers")
    assert table["description"]["text"] == "One row per person who ever bought"
    column = next(each for each in table["columns"] if each["name"] == "customer_id")
    assert column["description"]["text"] == "Tells customers apart. Each row has another value. Never empty."
    relations = owner.get(f"/connections/{source}/relations", state="accepted")["relations"]
    assert [(each["from"]["columns"], each["to"]["table"]) for each in relations] == [(["buyer"], "customers")]
    again = load(owner, source, PROPERTIES)
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 3)


def test_semantic_models_become_terms(warehouse):
    owner, source = warehouse
    report = load(owner, source, SEMANTICS)
    assert outcomes(report) == {
        ("orders.order_state", "term"): "added", ("shop_orders", "term"): "added",
        ("paid_takings", "term"): "added", ("paid_share", "term"): "added",
        ("running", None): "passed", ("odd", "term"): "passed"}
    assert "six words" in next(item["detail"] for item in report["items"] if item["subject"] == "odd")
    answer = owner.ask("paid takings", connection_id=source)
    assert answer["outcome"] == "answered" and float(answer["rows"][0][0]) == 10, answer
    share = owner.ask("what is the paid share", connection_id=source)
    assert share["outcome"] == "answered" and abs(float(share["rows"][0][0]) - 0.25) < 1e-9, share
    changed = load(owner, source, SEMANTICS.replace("label: Paid takings", "label: Paid takings\n    description: Gross"))
    assert outcomes(changed)[("paid_takings", "term")] == "changed"


def test_several_files_are_taken_together(warehouse):
    owner, source = warehouse
    models, metrics = SEMANTICS.split("metrics:\n")
    stream = "---\n".join([PROPERTIES, "metrics:\n" + metrics, models])
    told = load(owner, source, stream, dry_run=True)
    assert owner.get("/knowledge/terms", connection_id=source)["items"] == []
    report = load(owner, source, stream)
    assert report == told and outcomes(report)[("paid_takings", "term")] == "added"
    assert outcomes(report)[("dim_customers", "description")] == "added"
    assert {item["pointer"].split("/")[1] for item in report["items"]} == {"0", "1", "2"}
    refused = owner.call("POST", f"/knowledge/import-dbt?connection_id={source}", b"a: 1\n---\nb: 2\n", 422,
                         headers={"Content-Type": "application/octet-stream"})
    assert refused["code"] == "knowledge_file"


def test_what_people_said_stays_theirs(warehouse):
    owner, source = warehouse
    load(owner, source, PROPERTIES)
    path = f"/connections/{source}/relations"
    made = owner.get(path, state="accepted")["relations"][0]
    owner.call("PUT", f"{path}/{made['id']}", {"state": "rejected"})
    report = load(owner, source, PROPERTIES.replace("Tells customers apart", "The customer's number"))
    assert outcomes(report)[("fct_orders.buyer", "relation")] == "passed"
    assert outcomes(report)[("dim_customers.customer_id", "description")] == "changed"


@pytest.mark.parametrize("text,code", [
    ("nothing: here", "knowledge_file"),
    ("models: [&a {name: x}, *a]", "knowledge_file"),
    ("models: " + "[" * 40 + "]" * 40, "knowledge_file"),
    ("models: [{name: x}", "knowledge_file"),
    ("models:\n" + "  - {name: x}\n" * 40_000, "knowledge_file_too_large"),
], ids=["other", "alias", "deep", "broken", "large"])
def test_other_and_hostile_files_are_refused(warehouse, text, code):
    owner, source = warehouse
    owner.refused("POST", f"/knowledge/import-dbt?connection_id={source}", text.encode(), code=code,
                  headers={"Content-Type": "application/octet-stream"})


def test_who_sees_less_is_told_less(warehouse):
    owner, source = warehouse
    held = owner.get("/policies", connection_id=source)
    owner.call("PUT", "/policies", {"connection_id": source, "version": held["version"], "note": "n", "document": {
        "default": "deny", "tables": {"fct_orders": {"default": "allow", "columns": {"buyer": {"mask": "null"}}}}}})
    analyst = invite(owner, "analyst")
    hidden = load(analyst, source, PROPERTIES.replace("customers", "nothing_here").replace("dim_nothing_here", "dim_customers"))
    seen = load(analyst, source, PROPERTIES)
    assert {item["outcome"] for item in seen["items"]} == {"passed"}
    details = [item["detail"].replace("customers", "nothing_here") for item in seen["items"]]
    assert details == [item["detail"] for item in hidden["items"]], "what is hidden is told from what never was"
    viewer = invite(owner, "viewer")
    viewer.refused("POST", f"/knowledge/import-dbt?connection_id={source}", PROPERTIES.encode(), code="forbidden",
                   status=403, headers={"Content-Type": "application/octet-stream"})
    stranger = register(owner.port)
    stranger.refused("POST", f"/knowledge/import-dbt?connection_id={source}", PROPERTIES.encode(),
                     code="connection_not_found", status=404, headers={"Content-Type": "application/octet-stream"})


def test_a_draft_is_looked_at_without_keeping_it(warehouse):
    owner, source = warehouse
    path = "/knowledge/check"
    term = {"kind": "metric", "phrase": "takings", "table": "fct_orders", "formula": "sum(amount)"}
    owner.call("POST", path, {"connection_id": source, "term": term}, expect=204)
    assert owner.get("/knowledge/terms", connection_id=source)["items"] == []
    wrong = owner.refused("POST", path, {"connection_id": source, "term": {**term, "formula": "sum(amout)"}},
                          code="sql_unknown_column", status=422)
    assert wrong["position"] == 4
    owner.refused("POST", path, {"connection_id": source, "term": {**term, "kind": "filter"}}, code="invalid_fields")
    owner.refused("POST", path, {"connection_id": source}, code="invalid_fields")
    verified = {"question": "how much", "sql": "SELECT sum(amount) FROM fct_orders"}
    owner.call("POST", path, {"connection_id": source, "verified": verified}, expect=204)
    owner.refused("POST", path, {"connection_id": source, "verified": {**verified, "sql": "DELETE FROM fct_orders"}})
    made = owner.post("/knowledge/terms", {**term, "connection_id": source}, expect=201)
    owner.refused("POST", path, {"connection_id": source, "term": term}, code="knowledge_taken", status=409)
    owner.call("POST", path, {"connection_id": source, "id": made["id"], "term": term}, expect=204)
