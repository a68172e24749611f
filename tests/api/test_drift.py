"""What became of a source: how its schema changed, and what that broke."""
import time

import pytest

from client import eventually, invite, register


@pytest.fixture
def drifting(server, postgres):
    postgres.create("drifting")
    postgres.psql(
        "CREATE TABLE customers (id int PRIMARY KEY, name text, country text);"
        "CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers, total numeric);"
        "CREATE TABLE old (x int, y text);"
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;"
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO reader;", "drifting")
    owner = register(server.port)
    return owner, owner.post("/connections", postgres.connection("drifting"), expect=201)["id"]


def lean_on(owner, source):
    """Something of each kind that leans on orders.total."""
    sql = "SELECT sum(total) AS total FROM orders"
    owner.post("/knowledge/verified", {"connection_id": source, "question": "turnover", "sql": sql}, expect=201)
    owner.post("/knowledge/terms", {"connection_id": source, "kind": "metric", "phrase": "takings", "table": "orders",
                                    "formula": "sum(total)"}, expect=201)
    board = owner.post("/dashboards", {"title": "Mine", "tiles": [
        {"kind": "number", "title": "Total", "sql": sql, "connection_id": source},
        {"kind": "number", "title": "Count", "sql": "SELECT count(*) AS n FROM orders", "connection_id": source}]},
        expect=201)
    held = owner.get("/policies", connection_id=source)
    owner.call("PUT", "/policies", {"connection_id": source, "version": held["version"], "note": "n", "document": {
        "default": "allow", "tables": {"orders": {"default": "allow", "columns": {"total": {"mask": "bucket"}}}}}})
    return board


def test_drift_is_kept_with_what_it_breaks(drifting, postgres):
    owner, source = drifting
    board = lean_on(owner, source)
    postgres.psql("ALTER TABLE orders RENAME total TO amount; ALTER TABLE old RENAME TO older;"
                  "CREATE TABLE fresh (id int); ALTER TABLE customers ALTER country TYPE varchar(2);", "drifting")
    told = owner.post(f"/connections/{source}/refresh", {})
    assert "public.orders.amount" in told["added"] and "public.orders.total" in told["removed"]
    page = owner.get(f"/connections/{source}/drift")
    assert len(page["items"]) == 1 and "next" not in page
    record = page["items"][0]
    assert record["cause"] == "asked" and record["changes_in_all"] == 4
    changes = {(one["kind"], one["table"], one.get("column")): one for one in record["changes"]}
    assert changes["column_renamed", "orders", "amount"]["before"] == "total"
    assert changes["table_renamed", "older", None]["before"] == "public.old"
    assert ("table_added", "fresh", None) in changes
    assert changes["column_type_changed", "customers", "country"]["after"].endswith("(2)")
    broken = {(one["kind"], one["name"]): one for one in record["broken"]}
    assert broken["verified", "turnover"]["code"] == "sql_unknown_column"
    assert ("term", "takings") in broken
    assert broken["tile", "Total"]["parent_id"] == board["id"] and ("tile", "Count") not in broken
    assert any(kind == "policy" for kind, _ in broken)
    # Nothing new, nothing told.
    owner.post(f"/connections/{source}/refresh", {})
    assert len(owner.get(f"/connections/{source}/drift")["items"]) == 1
    analyst = invite(owner, "analyst")
    analyst.refused("GET", f"/connections/{source}/drift", code="forbidden", status=403)


def test_drift_pages(drifting, postgres):
    owner, source = drifting
    for n in range(3):
        postgres.psql(f"CREATE TABLE more{n} (id int, n{n} int)", "drifting")
        owner.post(f"/connections/{source}/refresh", {})
    first = owner.get(f"/connections/{source}/drift", limit=2)
    second = owner.get(f"/connections/{source}/drift", limit=2, before=first["next"])
    tables = [one["changes"][0]["table"] for page in (first, second) for one in page["items"]]
    assert tables == ["more2", "more1", "more0"] and "next" not in second


def test_a_query_that_meets_drift_has_the_schema_looked_at(drifting, postgres):
    owner, source = drifting
    postgres.psql("ALTER TABLE customers DROP country", "drifting")
    time.sleep(15)  # a look is not older than that
    owner.refused("POST", "/queries/sql", {"sql": "SELECT country FROM customers", "connection_id": source},
                  code="database_schema_changed")
    found = eventually(lambda: owner.get(f"/connections/{source}/drift")["items"])
    assert found[0]["cause"] == "error"
    assert found[0]["changes"][0] == {"kind": "column_removed", "schema": "public", "table": "customers",
                                      "column": "country", "before": "text"}
    owner.refused("POST", "/queries/sql", {"sql": "SELECT country FROM customers", "connection_id": source},
                  code="sql_unknown_column")


def test_changes_are_acknowledged_and_that_is_taken_back(drifting, postgres):
    owner, source = drifting
    for n in range(3):
        postgres.psql(f"CREATE TABLE noted{n} (id int, n{n} int)", "drifting")
        owner.post(f"/connections/{source}/refresh", {})
    path = f"/connections/{source}/drift"
    newest, middle, oldest = owner.get(path)["items"]
    assert "acknowledged_at" not in newest
    noted = owner.patch(f"{path}/{newest['id']}", {"acknowledged": True})
    assert noted["acknowledged_by"] == owner.username and noted["acknowledged_at"]
    # Whoever was first stays the one who did.
    admin = invite(owner, "admin")
    assert admin.patch(f"{path}/{newest['id']}", {"acknowledged": True})["acknowledged_by"] == owner.username
    assert "acknowledged_at" not in owner.patch(f"{path}/{newest['id']}", {"acknowledged": False})
    assert admin.post(f"{path}/acknowledge", {"up_to": middle["id"]}) == {"acknowledged": 2}
    assert admin.post(f"{path}/acknowledge", {"up_to": middle["id"]}) == {"acknowledged": 0}
    assert [one.get("acknowledged_by") for one in owner.get(path)["items"]] == [None, admin.username, admin.username]
    actions = [one["action"] for one in owner.get("/logs", connection_id=source)["items"]]
    assert actions.count("drift_acknowledged") == 3 and actions.count("drift_unacknowledged") == 1
    stranger, analyst = register(owner.port), invite(owner, "analyst")
    for person, status in ((stranger, 404), (analyst, 403)):
        person.refused("PATCH", f"{path}/{oldest['id']}", {"acknowledged": True}, status=status)
        person.refused("POST", f"{path}/acknowledge", {"up_to": newest["id"]}, status=status)
    other = owner.post("/connections/sample", expect=201)["id"]
    owner.refused("PATCH", f"/connections/{other}/drift/{oldest['id']}", {"acknowledged": True}, "drift_not_found", 404)
