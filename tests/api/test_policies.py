"""Who sees what: policies, suggestions and attributes, on every kind of source."""
import json
import sqlite3
import time

import pytest

from client import API, invite, register
from server import ROOT, run
from test_cancel import Stream

POLICY = {
    "default": "deny",
    "tables": {
        "customers": {
            "default": "allow",
            "columns": {"email": {"mask": "partial"}, "ssn": {"mask": "null"}},
            "rows": "country = :user.country",
        },
        "orders": {
            "default": "allow",
            "rows": "EXISTS (SELECT 1 FROM customers c WHERE c.id = orders.customer_id"
                    " AND c.country = :user.country)",
        },
        "employees": {"columns": {"id": {}, "name": {}}},
    },
}
TABLES = """
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, email TEXT, ssn TEXT, country TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, amount INTEGER);
CREATE TABLE employees (id INTEGER PRIMARY KEY, name TEXT, salary INTEGER);
CREATE TABLE secrets (id INTEGER PRIMARY KEY, word TEXT);
INSERT INTO customers VALUES (1,'Ada','ada@example.org','123-45-6789','DE'),
  (2,'Ben','ben@example.org','219-09-9999','FR'), (3,'Cleo','cleo@example.org','321-54-9876','DE');
INSERT INTO orders VALUES (1,1,10),(2,2,77777),(3,3,30);
INSERT INTO employees VALUES (1,'Eve',123456),(2,'Sam',654321);
INSERT INTO secrets VALUES (1,'xyzzy');
CREATE VIEW every_customer AS SELECT id, ssn FROM customers;
"""
SECRET = ["123-45-6789", "219-09-9999", "ben@example.org", "77777", "123456", "xyzzy", "FR"]


def sqlite_source(owner, folder):
    file = folder / "toy.sqlite"
    with sqlite3.connect(file) as database:
        database.executescript(TABLES)
    return owner.upload("toy.sqlite", file.read_bytes())["connection"]["id"]


def duckdb_source(owner):
    files = {
        "customers": "id,name,email,ssn,country\n1,Ada,ada@example.org,123-45-6789,DE\n"
                     "2,Ben,ben@example.org,219-09-9999,FR\n3,Cleo,cleo@example.org,321-54-9876,DE\n",
        "orders": "id,customer_id,amount\n1,1,10\n2,2,77777\n3,3,30\n",
        "employees": "id,name,salary\n1,Eve,123456\n2,Sam,654321\n",
        "secrets": "id,word\n1,xyzzy\n",
    }
    source = None
    for name, text in files.items():
        more = {"connection_id": source} if source else {}
        source = owner.upload(name + ".csv", text.encode(), **more)["connection"]["id"]
    return source


def postgres_source(owner, postgres):
    name = f"toy{time.monotonic_ns()}"
    postgres.psql(f"CREATE DATABASE {name};")
    postgres.psql(TABLES + "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;", name)
    return owner.post("/connections", postgres.connection(name), expect=201)["id"]


@pytest.fixture(scope="module", params=["sqlite", "postgres", "duckdb"])
def toy(request, server, tmp_path_factory):
    """A source with the policy in force, its owner, and an analyst of Germany."""
    owner = register(server.port)
    if request.param == "sqlite":
        source = sqlite_source(owner, tmp_path_factory.mktemp("toy"))
    elif request.param == "postgres":
        source = postgres_source(owner, request.getfixturevalue("postgres"))
    else:
        source = duckdb_source(owner)
    held = owner.get("/policies", connection_id=source)
    put = owner.call("PUT", "/policies", {
        "connection_id": source, "version": held["version"], "document": POLICY, "note": "toy"})
    assert put["version"] == held["version"] + 1
    analyst = invite(owner, "analyst")
    me = analyst.get("/auth/me")["user"]["id"]
    owner.patch(f"/members/{me}", {"attributes": {"country": "DE"}})
    return owner, analyst, source


def rows(person, source, sql):
    return person.sql(sql, connection_id=source)["rows"]


def test_masks_and_rows_hold(toy):
    owner, analyst, source = toy
    seen = rows(analyst, source, "SELECT id, email, ssn FROM customers ORDER BY id")
    assert [row[0] for row in seen] == [1, 3]
    assert all(row[1].startswith(("a", "c")) and row[1].endswith("example.org") for row in seen)
    assert [row[2] for row in seen] == [None, None]
    assert rows(analyst, source, "SELECT sum(amount) FROM orders") == [[40]]
    assert rows(analyst, source, "SELECT count(*) FROM customers WHERE ssn IS NOT NULL") == [[0]]
    assert rows(owner, source, "SELECT count(*) FROM customers WHERE ssn IS NOT NULL") == [[3]]


def test_the_audit_tells_the_version(toy):
    owner, analyst, source = toy
    rows(analyst, source, "SELECT id AS versioned FROM customers")
    entry = next(item for item in owner.get("/logs", text="versioned")["items"])
    held = owner.get("/policies", connection_id=source)["version"]
    assert [policy["version"] for policy in entry["policies"]] == [held] * len(entry["policies"])
    assert entry["masked_columns"] == [] and held > 0


def test_what_is_hidden_does_not_exist(toy):
    _, analyst, source = toy
    for hidden, never in (("SELECT salary FROM employees", "SELECT salaxy FROM employees"),
                          ("SELECT * FROM secrets", "SELECT * FROM secretx")):
        found = [analyst.refused("POST", "/queries/sql", {"sql": sql, "connection_id": source})
                 for sql in (hidden, never)]
        for one in found:
            one.pop("request_id")
        text = str(found[0]).replace("salary", "salaxy").replace("secrets", "secretx")
        assert text == str(found[1])
    first, second = (analyst.refused("GET", f"/queries/sample-data/{name}?connection_id={source}")
                     for name in ("secrets", "nothing"))
    first.pop("request_id"), second.pop("request_id")
    assert first == second


def test_metadata_obeys(toy):
    _, analyst, source = toy
    schema = analyst.get("/queries/schema", connection_id=source)
    names = {table["name"] for table in schema["tables"]}
    assert names == {"customers", "orders", "employees"}, "no secrets, and no view over customers"
    assert "salary" not in str(schema)
    assert all(table.get("row_estimate") is None for table in schema["tables"]
               if table["name"] in ("customers", "orders"))
    told = [schema, analyst.get("/queries/suggestions", connection_id=source),
            analyst.get("/connections"), analyst.get("/queries/history"),
            analyst.post(f"/connections/{source}/refresh")]
    for table in ("customers", "orders", "employees"):
        told.append(analyst.get(f"/queries/sample-data/{table}", connection_id=source))
    for question in ("show all customers", "how many orders are there", "customers in FR",
                     "average salary of employees", "who has the ssn 219-09-9999"):
        told.append({key: value for key, value in
                     analyst.ask(question, connection_id=source).items() if key != "question"})
    text = str([{**one, "items": None} for one in told])
    for secret in SECRET[:-1]:
        assert secret not in text.replace("the ssn 219-09-9999", ""), secret


def test_a_dry_run_says_that_there_is_a_rule_and_does_not_show_it(toy):
    owner, analyst, source = toy
    seen = analyst.sql("SELECT email FROM customers", connection_id=source, dry_run=True)
    assert "country" not in seen["sql"]
    assert seen["tables"] == [{**seen["tables"][0], "table": "customers", "rows_limited": True, "row_rules": []}]
    clear = owner.sql("SELECT email FROM customers", connection_id=source, dry_run=True)
    assert [each["rows_limited"] for each in clear["tables"]] == [False]


def test_attributes_act_at_once(toy):
    owner, _, source = toy
    other = invite(owner, "analyst")
    me = other.get("/auth/me")["user"]["id"]
    assert rows(other, source, "SELECT count(*) FROM customers") == [[0]], "none: nothing"
    owner.patch(f"/members/{me}", {"attributes": {"country": "FR"}})
    assert rows(other, source, "SELECT name FROM customers") == [["Ben"]]
    owner.patch(f"/members/{me}", {"role": "admin"})
    assert rows(other, source, "SELECT count(*) FROM customers") == [[3]]


def test_preview_and_tests(toy):
    owner, analyst, source = toy
    seen = owner.post("/policies/preview", {
        "connection_id": source, "as": {"role": "viewer", "attributes": {"country": "FR"}},
        "sql": "SELECT ssn FROM customers", "sample_rows": 5})
    tables = {table["name"]: table for table in seen["tables"]}
    assert not tables["secrets"]["seen"] and tables["secrets"]["because"]
    assert tables["customers"]["filtered"]
    assert {c["name"]: c["mask"] for c in tables["customers"]["columns"]}["ssn"] == "null"
    assert "Ben" in str(seen["samples"]) and "Ada" not in str(seen["samples"])
    assert seen["query"]["sql"] and "ssn" in str(seen["query"]["masked_columns"])
    tests = [
        {"name": "rows", "as": {"user": analyst.username}, "sql": "SELECT name FROM customers ORDER BY 1",
         "expect": {"returns": [["Ada"], ["Cleo"]], "row_count": 2, "must_not_reveal": ["Ben"]}},
        {"name": "hidden", "as": {"role": "viewer"}, "sql": "SELECT salary FROM employees",
         "expect": {"refused": "sql_unknown_column"}},
        {"name": "masked", "as": {"user": analyst.username}, "sql": "SELECT ssn FROM customers",
         "expect": {"masked_columns": ["customers.ssn"]}},
        {"name": "asked", "as": {"user": analyst.username}, "question": "how many customers",
         "expect": {"returns": [[2]]}},
    ]
    found = owner.post("/policies/test", {"connection_id": source, "tests": tests})
    assert found["passed"], found
    wrong = [{**tests[0], "expect": {"must_not_reveal": ["Cleo"]}}]
    assert not owner.post("/policies/test", {"connection_id": source, "tests": wrong})["passed"]


def test_only_admins_touch_policies(toy):
    _, analyst, source = toy
    for method, path in (("GET", "/policies"), ("PUT", "/policies"), ("POST", "/policies/preview"),
                         ("POST", "/policies/suggest"), ("GET", "/policies/versions")):
        body = None if method == "GET" else {"connection_id": source}
        analyst.refused(method, path, body, status=403)


def test_versions_conflicts_and_faults(toy):
    owner, analyst, source = toy
    held = owner.get("/policies", connection_id=source)
    change = {"connection_id": source, "version": held["version"], "document": POLICY}
    bad = owner.refused("PUT", "/policies", {**change, "document": {
        "default": "allow", "tables": {"customers": {"columns": {"nose": {"mask": "null"}}}}}},
        code="policy_invalid", status=422)
    assert bad["errors"][0]["pointer"].startswith("/document/rules/0/tables/customers")
    owner.refused("PUT", "/policies", {**change, "document": {"tables": 3}}, code="policy_invalid")
    owner.refused("PUT", "/policies", {**change, "version": 0}, code="policy_changed", status=409)
    failing = [{"name": "no", "as": {"role": "viewer"}, "sql": "SELECT 1", "expect": {"row_count": 2}}]
    owner.refused("PUT", "/policies", {**change, "tests": failing}, code="policy_test_failed")
    open_wide = {"default": "allow"}
    dry = owner.call("PUT", "/policies?dry_run=true", {**change, "document": open_wide})
    assert "version" not in dry and any(e["table"] == "secrets" for e in dry["effects"])
    assert owner.get("/policies", connection_id=source)["version"] == held["version"]
    owner.call("PUT", "/policies", {**change, "document": open_wide})
    assert rows(analyst, source, "SELECT word FROM secrets") == [["xyzzy"]]
    owner.call("PUT", "/policies", {**change, "version": held["version"] + 1, "note": "back"})
    analyst.refused("POST", "/queries/sql", {"sql": "SELECT word FROM secrets", "connection_id": source},
                    code="sql_unknown_table")
    versions = owner.get("/policies/versions", connection_id=source)["versions"]
    assert versions[0]["note"] == "back" and versions[-1]["author"] == "system"
    last = owner.get(f"/policies/versions/{versions[0]['version']}", connection_id=source)
    assert any("secrets" in one["pointer"] or "tables" in one["pointer"] or "default" in one["pointer"]
               for one in last["diff"])
    logged = owner.get("/logs", text="policy_changed")["items"]
    assert logged and logged[0]["username"] == owner.username


def test_new_sources_start_with_masks(server):
    owner = register(server.port)
    source = owner.post("/connections/sample", expect=201)["id"]
    analyst = invite(owner, "analyst")
    names = rows(analyst, source, "SELECT DISTINCT name FROM employees")
    assert names and all("*" in row[0] for row in names), names
    held = owner.get("/policies", connection_id=source)
    assert held["state"] == "suggested" and held["author"] == "system" and held["pending"] == []
    found = owner.post(f"/policies/suggest?connection_id={source}")["found"]
    assert {"customers", "employees"} <= {one["column"]["table"] for one in found}
    assert all(one["evidence"] and one["confidence"] >= 0.5 for one in found)


def test_limits_hold_for_each_person(server):
    owner = register(server.port)
    source = owner.post("/connections/sample", expect=201)["id"]
    analyst = invite(owner, "analyst")
    held = owner.get("/policies", connection_id=source)
    owner.call("PUT", "/policies", {"connection_id": source, "version": held["version"], "document": {
        "default": "allow", "limits": {"rows": 3}}})
    found = analyst.sql("SELECT id FROM orders", connection_id=source)
    assert len(found["rows"]) == 3 and found["truncated"]


def test_nobody_runs_more_at_once_than_the_policy_lets(server):
    owner = register(server.port)
    source = owner.post("/connections/sample", expect=201)["id"]
    analyst, colleague = invite(owner, "analyst"), invite(owner, "analyst")
    held = owner.get("/policies", connection_id=source)
    owner.call("PUT", "/policies", {"connection_id": source, "version": held["version"], "document": {
        "default": "allow", "limits": {"concurrent": 2}}})
    # More than the buffers of the socket hold, so that it waits for us.
    words = "long " * 90
    endless = {"sql": f"SELECT a.id, b.id AS other, '{words}' AS words FROM orders a CROSS JOIN orders b"}
    running = [Stream(analyst, "/queries/sql", endless, "application/json") for _ in range(2)]
    one, count = {"sql": "SELECT 1"}, {"question": "how many orders are there"}
    for method, path, body in (("POST", "/queries/sql", one), ("POST", "/queries/ask", count),
                               ("GET", "/queries/sample-data/orders", None)):
        reply = analyst.send(method, API + path, body)
        reply.problem("too_many_queries", 429)
        assert int(reply.headers["Retry-After"]) >= 1
    assert colleague.sql("SELECT 1")["rows"] == [[1]], "each has a share of their own"
    assert owner.sql("SELECT 1")["rows"] == [[1]]

    stopped = json.loads(running[0].begun[:running[0].begun.index(b",")] + b"}")["id"]
    assert analyst.post(f"/queries/{stopped}/cancel", expect=202) == {"cancelled": True}
    running[0].rest()
    assert analyst.sql("SELECT 1")["rows"] == [[1]], "one has ended"
    running[1].line.close()
    kept = [item["error_code"] for item in analyst.get("/queries/history")["items"] if "error_code" in item]
    assert kept.count("too_many_queries") == 3, "it is written down"


def test_the_schema_of_policies_is_published(owner):
    published = owner.get("/policies/schema.json")
    kept = json.loads((ROOT / "docs/api/policy.schema.json").read_text())
    assert published == kept, "stale: ./dev check tells how to renew it"


def test_the_command_line_tests_policies(own_server):
    owner = register(own_server.port)
    source = owner.post("/connections/sample", expect=201)["id"]
    held = owner.get("/policies", connection_id=source)
    tests = [{"name": "one", "as": {"role": "analyst"}, "sql": "SELECT count(*) FROM secrets",
              "expect": {"refused": "sql_unknown_table"}}]
    owner.call("PUT", "/policies", {"connection_id": source, "version": held["version"], "tests": tests,
                                    "document": held["document"]})
    words = ["--tenant", owner.get("/auth/me")["tenant"]["id"], "--data", own_server.data]
    done = run("admin", "policy", "test", *words)
    assert done.returncode == 0 and "1 passed, 0 failed" in done.stdout, done
    wrong = [{**tests[0], "expect": {"row_count": 1}}]
    owner.call("PUT", "/policies", {"connection_id": source, "version": held["version"] + 1, "force": True,
                                    "tests": wrong, "document": held["document"]})
    done = run("admin", "policy", "test", *words)
    assert done.returncode == 1 and "Sample shop: one:" in done.stdout, done
    done = run("admin", "policy", "get", "--connection", "Sample shop", *words)
    assert json.loads(done.stdout) == held["document"]
