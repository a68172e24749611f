"""Connecting databases: what works, what does not, and what is said about it."""
import sqlite3
import socket
import time

import pytest

from client import invite
from postgres import Relay
from server import free_port


@pytest.fixture(scope="module")
def store(owner, postgres):
    """A PostgreSQL connection of the owner."""
    return owner.post("/connections", postgres.connection("store", make_default=True), expect=201)


def test_the_sample_shop_is_made_once(new_owner):
    person = new_owner()
    one = person.post("/connections/sample", expect=201)
    two = person.post("/connections/sample", expect=201)
    assert one["id"] == two["id"]
    assert (one["is_sample"], one["is_default"], one["kind"], one["tables"]) == (True, True, "sqlite", 7)


def test_a_password_never_comes_back(owner, postgres, store):
    for reply in (store, owner.get("/connections"), owner.get("/connections/" + store["id"])):
        assert "reader-pass-2718" not in str(reply)
        assert "password" not in str(reply)


def test_postgres_answers(owner, store):
    result = owner.sql("SELECT count(*) AS n, sum(total) AS total, min(placed_at) AS first FROM orders",
                       connection_id=store["id"])
    assert result["rows"][0][0] == 20000
    assert result["rows"][0][1] == 50002500.00
    assert [column["type"] for column in result["columns"]] == ["integer", "decimal", "timestamptz"]


def test_postgres_types_become_json(owner, store):
    rows = owner.sql("SELECT note, total, 'x' AS text, true AS yes FROM orders WHERE id = 4",
                     connection_id=store["id"])["rows"]
    assert rows == [[{"n": 4}, 1.00, "x", True]]


def test_postgres_is_asked_in_english(owner, store):
    answer = owner.ask("how many customers per country", connection_id=store["id"])
    assert sorted(answer["rows"]) == [["AT", 100], ["DE", 100], ["FR", 100]]
    assert answer["dialect"] == "postgres"


def test_the_schema_of_postgres(owner, store):
    schema = owner.get("/queries/schema", connection_id=store["id"])
    orders = next(table for table in schema["tables"] if table["name"] == "orders")
    assert orders["schema"] == "public"
    assert orders["comment"] == "What people bought"
    assert orders["foreign_keys"][0]["target_table"] == "customers"
    assert abs(orders["row_estimate"] - 20000) < 2000


def test_the_test_of_a_careful_account(owner, store):
    report = owner.get(f"/connections/{store['id']}/test")
    assert report["works"] is True
    assert report["server_version"].startswith("15") or "15." in report["server_version"]
    assert report["latency_ms"] >= 0
    assert "failure" not in {finding["level"] for finding in report["findings"]}


def codes(report, level):
    return {finding["code"] for finding in report["findings"] if finding["level"] == level}


def test_an_account_that_can_write_is_warned_of(owner, postgres):
    report = owner.post("/connections/test", postgres.connection("store", "writer", "writer-pass-1618"))
    assert report["works"] is True
    assert codes(report, "warning")
    assert "GRANT SELECT" in report["grant_script"]


def test_testing_stores_nothing(owner, postgres):
    before = owner.get("/connections")
    owner.post("/connections/test", postgres.connection("store"))
    assert owner.get("/connections") == before


@pytest.mark.parametrize("change", [
    {"password": "wrong"}, {"user": "nobody_here"}, {"database": "no_such_database"},
    {"port": "closed"}, {"port": "silent"}, {"host": "nowhere.invalid"}, {"tls": "verify_full"},
], ids=["password", "user", "database", "closed port", "silent port", "host", "tls"])
def test_what_is_wrong_is_said_in_time(owner, postgres, change):
    body = {**postgres.connection("store"), **change}
    with socket.create_server(("127.0.0.1", 0)) as silent:
        if body["port"] == "closed":
            body["port"] = free_port()
        if body["port"] == "silent":
            body["port"] = silent.getsockname()[1]
        begin = time.monotonic()
        report = owner.post("/connections/test", body)
        assert time.monotonic() - begin < 20
    assert report["works"] is False
    failures = [finding for finding in report["findings"] if finding["level"] == "failure"]
    assert failures and all(finding["message"] for finding in failures)
    assert "reader-pass-2718" not in str(report)


def test_each_mistake_has_a_code_of_its_own(owner, postgres):
    def failure(**change):
        return codes(owner.post("/connections/test", {**postgres.connection("store"), **change}), "failure")

    reasons = [failure(password="wrong"), failure(database="nowhere"), failure(port=free_port()),
               failure(host="nowhere.invalid")]
    assert len({frozenset(reason) for reason in reasons}) == len(reasons), reasons


def test_tls_that_is_required_and_verified(owner, postgres):
    body = postgres.connection("store", name="verified", tls="verify_full", ca_certificate=postgres.certificate)
    assert owner.post("/connections/test", body)["works"] is True
    made = owner.post("/connections", body, expect=201)
    rows = owner.sql("SELECT count(*) FROM customers", connection_id=made["id"])["rows"]
    assert rows == [[300]]
    assert "CERTIFICATE" not in str(owner.get("/connections"))


def test_a_server_without_tls_is_no_secret_kept(owner, postgres):
    postgres.psql("ALTER SYSTEM SET ssl = off; SELECT pg_reload_conf()")
    try:
        time.sleep(0.3)
        report = owner.post("/connections/test", postgres.connection("store", tls="require"))
        assert report["works"] is False
    finally:
        postgres.psql("ALTER SYSTEM RESET ssl; SELECT pg_reload_conf()")
        time.sleep(0.3)


@pytest.mark.parametrize("field, value", [
    ("host", "/var/run/postgresql"), ("host", "127.0.0.1,127.0.0.2"), ("host", ""),
    ("database", "store host=127.0.0.2"), ("port", 0), ("port", 70000),
])
def test_what_libpq_would_understand_and_must_not(owner, postgres, field, value):
    before = owner.get("/connections")
    body = {**postgres.connection("store"), field: value}
    reply = owner.send("POST", "/api/v1/connections/test", body)
    assert reply.status in (400, 403, 422) or reply.json()["works"] is False, reply
    assert owner.get("/connections") == before


def test_the_administrator_sees_who_asks(owner, postgres, store):
    postgres.psql("ALTER SYSTEM SET log_statement = 'all'; SELECT pg_reload_conf()")
    owner.sql("SELECT 4711 AS asked_by_somebody", connection_id=store["id"])
    names = postgres.psql("SELECT DISTINCT application_name FROM pg_stat_activity WHERE usename = 'reader'")
    postgres.psql("ALTER SYSTEM RESET log_statement; SELECT pg_reload_conf()")
    assert "parlance" in names.lower()


def test_a_server_that_goes_in_the_middle_of_a_result(owner, postgres):
    relay = Relay(postgres.port)
    made = owner.post("/connections", {**postgres.connection("store"), "name": "relayed", "port": relay.port},
                      expect=201)
    big = "SELECT a.id, b.name FROM orders a CROSS JOIN customers b"
    assert owner.sql("SELECT 1", connection_id=made["id"])["rows"] == [[1]]
    relay.cut_after = 200_000
    begin = time.monotonic()
    whole = True
    try:
        reply = owner.send("POST", "/api/v1/queries/sql", {
            "connection_id": made["id"], "sql": big, "format": "ndjson", "limit": 100000})
        whole = reply.status == 200 and b'"row_count"' in reply.body.splitlines()[-1]
    except OSError:
        whole = False
    except Exception as error:  # http.client.IncompleteRead is no OSError
        assert type(error).__name__ == "IncompleteRead", error
        whole = False
    assert not whole
    assert time.monotonic() - begin < 30
    relay.cut_after = None
    assert owner.sql("SELECT count(*) FROM orders", connection_id=made["id"])["rows"] == [[20000]]
    relay.close()


def test_the_pool_recovers_when_the_server_comes_back(owner, postgres, store):
    assert owner.sql("SELECT 1", connection_id=store["id"])["rows"] == [[1]]
    postgres.stop()
    problem = owner.refused("POST", "/queries/sql", {"sql": "SELECT 1", "connection_id": store["id"]})
    assert problem["status"] in (502, 503, 504), problem
    postgres.restart()
    assert owner.sql("SELECT 1", connection_id=store["id"])["rows"] == [[1]]


def test_a_slow_statement_is_ended_by_its_time_limit_or_by_us(owner, store):
    begin = time.monotonic()
    with pytest.raises(TimeoutError):
        owner.send("POST", "/api/v1/queries/sql", {
            "sql": "SELECT count(*) FROM orders a, orders b, orders c", "connection_id": store["id"]}, timeout=1)
    result = owner.sql("SELECT 1", connection_id=store["id"])
    assert result["rows"] == [[1]]
    assert time.monotonic() - begin < 10


def test_the_left_query_runs_no_longer_in_the_database(owner, postgres, store):
    with pytest.raises(TimeoutError):
        owner.send("POST", "/api/v1/queries/sql", {
            "sql": "SELECT count(*) AS left_alone FROM orders a, orders b, orders c",
            "connection_id": store["id"]}, timeout=1)
    running = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%left_alone%' AND pid <> pg_backend_pid()"
    deadline = time.monotonic() + 5
    while postgres.psql(running).strip() != "0":
        assert time.monotonic() < deadline, "it still runs"
        time.sleep(0.1)


def test_renaming_and_choosing_the_default(owner, store):
    owner.patch("/connections/" + store["id"], {"name": "the warehouse", "make_default": True})
    listed = {each["id"]: each for each in owner.get("/connections")["connections"]}
    assert listed[store["id"]]["name"] == "the warehouse"
    assert [each["id"] for each in listed.values() if each["is_default"]] == [store["id"]]
    assert owner.sql("SELECT count(*) FROM customers")["rows"] == [[300]]


def test_refreshing_sees_what_has_changed(owner, postgres, store):
    before = owner.post(f"/connections/{store['id']}/refresh")
    postgres.psql("CREATE TABLE invoices (id int PRIMARY KEY, amount numeric);"
                  "GRANT SELECT ON invoices TO reader", "store")
    after = owner.post(f"/connections/{store['id']}/refresh")
    assert after["tables"] == before["tables"] + 1
    assert "invoices" in str(after["added"])
    postgres.psql("DROP TABLE invoices", "store")
    assert "invoices" in str(owner.post(f"/connections/{store['id']}/refresh")["removed"])


def test_a_table_made_after_the_refresh_is_found(owner, postgres, store):
    """An unknown name makes Parlance look again, though not more often than every 15 seconds."""
    postgres.psql("CREATE TABLE late_arrivals (id int); INSERT INTO late_arrivals VALUES (1), (2);"
                  "GRANT SELECT ON late_arrivals TO reader", "store")
    try:
        body = {"sql": "SELECT count(*) FROM late_arrivals", "connection_id": store["id"]}
        deadline = time.monotonic() + 20
        while (reply := owner.send("POST", "/api/v1/queries/sql", body)).status != 200:
            assert time.monotonic() < deadline, reply
            time.sleep(1)
        assert reply.json()["rows"] == [[2]]
    finally:
        postgres.psql("DROP TABLE late_arrivals", "store")


def test_a_deleted_connection_is_gone(owner, postgres):
    made = owner.post("/connections", postgres.connection("store", name="short-lived"), expect=201)
    owner.delete("/connections/" + made["id"])
    owner.refused("GET", "/connections/" + made["id"], status=404)
    owner.refused("POST", "/queries/sql", {"sql": "SELECT 1", "connection_id": made["id"]}, status=404)


@pytest.mark.parametrize("path", ["/etc/passwd", "../../../etc/passwd", "../../parlance.sqlite", "/proc/self/mem",
                                  "a\u0000b", "file:x?mode=rw", ":memory:", ""])
def test_files_outside_the_own_folder_are_out_of_reach(owner, path):
    before = owner.get("/connections")
    problem = owner.refused("POST", "/connections", {"name": "x", "kind": "sqlite", "path": path})
    assert problem["status"] in (400, 403, 404, 422)
    assert owner.get("/connections") == before


def test_a_viewer_looks_and_does_not_touch(owner, store):
    viewer = invite(owner, "viewer")
    assert store["id"] in str(viewer.get("/connections"))
    viewer.refused("DELETE", "/connections/" + store["id"], status=403)
    viewer.refused("PATCH", "/connections/" + store["id"], {"name": "x"}, status=403)
    assert viewer.sql("SELECT count(*) FROM customers", connection_id=store["id"])["rows"] == [[300]]


def test_an_uploaded_sqlite_file_answers(owner, tmp_path):
    path = tmp_path / "zoo.sqlite"
    with sqlite3.connect(path) as zoo:
        zoo.execute("CREATE TABLE animals (name TEXT, legs INTEGER)")
        zoo.executemany("INSERT INTO animals VALUES (?, ?)", [("dog", 4), ("hen", 2), ("ant", 6)])
    zoo.close()
    made = owner.upload("zoo.sqlite", path.read_bytes())["connection"]
    answer = owner.ask("how many animals are there", connection_id=made["id"])
    assert answer["rows"] == [[3]]
