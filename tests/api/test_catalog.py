"""What a source holds: search, tables, profiles, relations."""
import json
import sqlite3

import pytest

from client import invite, register
from server import Server
from test_policies import POLICY


def relation_of(person, source, column, **query):
    for one in person.get(f"/connections/{source}/relations", **query)["relations"]:
        if one["from"]["columns"] == [column]:
            return one
    return None


@pytest.fixture(scope="module")
def source(shop):
    """The sample shop's id, its values learned."""
    shop.ask("how many orders")
    return shop.get("/connections")["connections"][0]["id"]


# Search and tables.

def test_search_finds_tables_by_words(shop, source):
    path = f"/connections/{source}/search"
    assert shop.get(path, q="orders")["tables"][0]["name"] == "orders"
    assert shop.get(path, q="cust")["tables"][0]["name"] == "customers"
    assert shop.get(path, q="prodcts")["tables"][0]["name"] == "products"
    nothing = shop.get(path, q="xylophone")
    assert nothing["tables"] == [] and nothing["matched"] == 0
    assert len(shop.get(path, limit=2)["tables"]) == 2  # what most others hang together by


def test_search_tells_as_much_as_one_wants(shop, source):
    path = f"/connections/{source}/search"
    names = shop.get(path, q="orders", detail="names")["tables"][0]
    full = shop.get(path, q="orders", detail="full")["tables"][0]
    assert "role" not in names and "description" not in names
    assert full["role"] == "fact" and full["reason"] and full["primary_key"] == ["id"]
    told = {column["name"]: column for column in full["columns"]}
    assert told["customer_id"]["points_at"] == "customers.id"
    assert told["customer_id"]["meaning"] == "reference"
    assert all("native_type" in column and "nullable" in column for column in full["columns"])
    shop.refused("GET", path + "?limit=0", status=422)
    shop.refused("GET", path + "?detail=all", status=422)


@pytest.mark.parametrize("words", ["", "'; DROP TABLE orders --", "%", "\x00", "ä" * 200, "🦆", "a " * 190])
def test_search_takes_any_words(shop, source, words):
    from urllib.parse import quote
    reply = shop.send("GET", f"/api/v1/connections/{source}/search?q={quote(words)}")
    assert reply.status in (200, 422), reply


def test_a_person_describes(shop, source):
    path = f"/connections/{source}/descriptions"
    made = shop.call("PUT", path, {"table": "orders", "text": "Everything a galleon carries"})
    assert made["description"]["text"] == "Everything a galleon carries"
    assert made["description"]["origin"] == "person" and made["description"]["author"] == shop.username
    assert shop.get(f"/connections/{source}/search", q="galleon")["tables"][0]["name"] == "orders"
    shop.call("PUT", path, {"table": "orders", "column": "status", "text": "Where it is"})
    columns = shop.get(f"/connections/{source}/describe", table="orders")["columns"]
    assert [c["description"]["origin"] for c in columns if c["name"] == "status"] == ["person"]
    gone = shop.call("PUT", path, {"table": "orders", "text": ""})
    assert gone["description"]["origin"] == "rules"
    assert shop.get(f"/connections/{source}/search", q="galleon")["tables"] == []
    shop.refused("PUT", path, {"table": "nothing", "text": "x"}, code="table_not_found", status=404)
    shop.refused("PUT", path, {"table": "orders", "column": "nothing", "text": "x"}, code="column_not_found")
    shop.refused("GET", f"/connections/{source}/describe?table=nothing", code="table_not_found", status=404)


def test_another_tenant_finds_nothing(server, source):
    stranger = register(server.port)
    for path in ("search?q=orders", "describe?table=orders", "profile?table=orders", "relations", "drift",
                 "catalog-settings"):
        stranger.refused("GET", f"/connections/{source}/{path}", code="connection_not_found", status=404)
    for method, path, body in (
            ("PUT", "descriptions", {"table": "orders", "text": "x"}),
            ("PUT", "relations/abc", {"state": "accepted"}),
            ("PATCH", "catalog-settings", {"profile": False})):
        stranger.refused(method, f"/connections/{source}/{path}", body, code="connection_not_found", status=404)


# Profiles.

def test_a_profile_counts_values(owner, tmp_path):
    file = tmp_path / "parcels.sqlite"
    with sqlite3.connect(file) as database:
        database.executescript(
            "CREATE TABLE parcels (id INTEGER PRIMARY KEY, weight REAL, state TEXT, sent_on DATE, email TEXT);")
        database.executemany("INSERT INTO parcels VALUES (?,?,?,?,?)", [
            (n, n / 2 if n % 5 else None, "lost" if n % 10 == 0 else "there", f"2026-0{1 + n % 9}-01",
             f"person{n}@example.org") for n in range(1, 101)])
    source = owner.upload("parcels.sqlite", file.read_bytes())["connection"]["id"]
    profile = owner.get(f"/connections/{source}/profile", table="parcels")
    assert profile["rows"] == 100 and profile["rows_exact"] and not profile["sampled"]
    columns = {column["name"]: column for column in profile["columns"]}
    assert columns["weight"]["nulls"] == 20 and columns["weight"]["distinct"] == 80
    assert columns["weight"]["minimum"] == "0.5" and columns["weight"]["maximum"] == "49.5"
    assert sum(bar["count"] for bar in columns["weight"]["histogram"]) == 80
    assert columns["state"]["top"] == [{"value": "there", "count": 90}, {"value": "lost", "count": 10}]
    assert columns["sent_on"]["minimum"] == "2026-01-01" and columns["sent_on"]["histogram"]
    assert columns["email"]["withheld"] == "sensitive" and "distinct" not in columns["email"]
    assert "@" not in json.dumps(profile)

    settings = f"/connections/{source}/catalog-settings"
    assert owner.get(settings) == {
        "watch_minutes": 60, "profile": True, "profile_sensitive": False, "include": [], "exclude": [],
        "connection_id": source}
    assert owner.patch(settings, {"profile_sensitive": True})["profile_sensitive"]
    allowed = owner.get(f"/connections/{source}/profile", table="parcels")
    assert [c["distinct"] for c in allowed["columns"] if c["name"] == "email"] == [100]
    owner.patch(settings, {"profile_sensitive": False})
    again = owner.get(f"/connections/{source}/profile", table="parcels")
    assert [c.get("withheld") for c in again["columns"] if c["name"] == "email"] == ["sensitive"]
    owner.patch(settings, {"profile": False})
    owner.refused("GET", f"/connections/{source}/profile?table=parcels", code="profile_off", status=403)
    owner.refused("PATCH", settings, {"watch_minutes": -1}, status=422)


def test_a_profile_says_that_it_is_a_sample(server, postgres):
    postgres.create("many")
    postgres.psql(
        "CREATE TABLE readings (id int PRIMARY KEY, level int);"
        "INSERT INTO readings SELECT n, n % 7 FROM generate_series(1, 50000) n; ANALYZE;"
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;", "many")
    owner = register(server.port)
    source = owner.post("/connections", postgres.connection("many"), expect=201)["id"]
    profile = owner.get(f"/connections/{source}/profile", table="readings")
    assert profile["sampled"] and profile["rows_looked_at"] == 20000
    assert profile["rows"] == 50000 and profile["rows_exact"]
    level = profile["columns"][1]
    assert level["distinct"] == 7 and len(level["histogram"]) == 7


# Relations.

RELATED = """
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, courier_id INTEGER, kept INTEGER);
CREATE TABLE depots (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE couriers (id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO customers VALUES (1,'Ada'),(2,'Ben'),(3,'Cleo');
INSERT INTO couriers VALUES (1,'Fast'),(2,'Slow');
INSERT INTO orders VALUES (1,1,7,1),(2,2,8,2),(3,3,9,2),(4,1,7,3);
"""


@pytest.fixture
def related(server, tmp_path):
    file = tmp_path / "related.sqlite"
    with sqlite3.connect(file) as database:
        database.executescript(RELATED)
    owner = register(server.port)
    return owner, owner.upload("related.sqlite", file.read_bytes())["connection"]["id"]


def test_relations_are_inferred_measured_and_decided(related):
    owner, source = related
    sure = relation_of(owner, source, "customer_id")
    assert sure["state"] == "inferred" and sure["confidence"] > 0.9
    clues = {clue["clue"]: clue for clue in sure["evidence"]}
    assert "3 of 3" in clues["inclusion"]["says"]
    doubtful = relation_of(owner, source, "courier_id")
    assert "0 of 3" in json.dumps(doubtful["evidence"]) and doubtful["confidence"] < 0.4

    path = f"/connections/{source}/relations"
    # Questions join by what is inferred, until somebody says no.
    question = {"question": "orders by courier name", "connection_id": source}
    assert "couriers" in (owner.post("/queries/ask", question).get("sql") or "")
    rejected = owner.call("PUT", f"{path}/{doubtful['id']}", {"state": "rejected"})
    assert rejected["state"] == "rejected" and rejected["decided_by"] == owner.username
    assert relation_of(owner, source, "courier_id")["state"] == "rejected"
    joins = owner.post("/queries/context", question)["joins"]
    assert not any("courier_id" in join["on"] for join in joins)
    back = owner.call("PUT", f"{path}/{doubtful['id']}", {"state": "undecided"})
    assert back["state"] == "inferred"
    assert owner.call("PUT", f"{path}/{sure['id']}", {"state": "accepted"})["confidence"] == 1

    # What no name gives away, a person can say.
    assert relation_of(owner, source, "kept") is None
    made = owner.post(path, {"from": {"table": "orders", "column": "kept"},
                             "to": {"table": "depots", "column": "id"}}, expect=201)
    assert made["state"] == "accepted" and made["decided_by"] == owner.username
    joins = owner.post("/queries/context", {"question": "orders and depots", "connection_id": source})["joins"]
    assert any("orders.kept = depots.id" in join["on"] for join in joins)
    assert owner.get(path, state="accepted")["in_all"] == 2
    assert owner.get(path, table="couriers")["in_all"] == 1

    owner.refused("PUT", f"{path}/nothing", {"state": "accepted"}, code="relation_not_found", status=404)
    owner.refused("POST", path, {"from": {"table": "orders", "column": "kept"},
                                 "to": {"table": "orders", "column": "kept"}}, code="relation_to_itself")
    owner.refused("POST", path, {"from": {"table": "orders", "column": "nothing"},
                                 "to": {"table": "customers", "column": "id"}}, code="column_not_found")
    viewer = invite(owner, "viewer")
    viewer.refused("PUT", f"{path}/{sure['id']}", {"state": "rejected"}, code="forbidden", status=403)


def test_nobody_decides_on_what_the_database_declares(shop, source):
    declared = shop.get(f"/connections/{source}/relations", state="declared")["relations"]
    assert declared and all(one["confidence"] == 1 for one in declared)
    shop.refused("PUT", f"/connections/{source}/relations/{declared[0]['id']}", {"state": "rejected"},
                 code="relation_declared", status=409)



def test_nobody_decides_on_a_relation_of_what_is_masked(related):
    owner, source = related
    held = owner.get("/policies", connection_id=source)
    owner.call("PUT", "/policies", {"connection_id": source, "version": held["version"], "note": "toy", "document": {
        "default": "allow", "tables": {"orders": {"default": "allow", "columns": {"courier_id": {"mask": "null"}}}}}})
    analyst = invite(owner, "analyst")
    masked = relation_of(analyst, source, "courier_id")
    for state in ("rejected", "accepted", "undecided"):
        analyst.refused("PUT", f"/connections/{source}/relations/{masked['id']}", {"state": state},
                        code="relation_not_found", status=404)
    assert relation_of(owner, source, "courier_id")["state"] == "inferred"


# Two worlds: what is hidden changes nothing that a restricted person is told.

WORLD = """
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, email TEXT, ssn TEXT, country TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, amount INTEGER);
CREATE TABLE employees (id INTEGER PRIMARY KEY, name TEXT, salary INTEGER, boss_id INTEGER);
CREATE TABLE secrets (id INTEGER PRIMARY KEY, employee_id INTEGER, word TEXT);
CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT, employee_id INTEGER);
INSERT INTO employees VALUES (1,'Eve',{salary},1), (2,'Sam',{salary},1);
INSERT INTO secrets VALUES (1,{key},'{word}');
INSERT INTO cities VALUES (1,'Berlin',1), (2,'Paris',2);
INSERT INTO customers VALUES (1,'Ada','ada@example.org','{ssn}','DE');
"""
HIDDEN_A = "INSERT INTO customers VALUES (9,'Zed','zed@example.org','999-99-9999','FR');" + "".join(
    f"INSERT INTO orders VALUES ({n}, 9, {n});" for n in range(1, 50))


@pytest.fixture(scope="module")
def worlds(server, tmp_path_factory):
    made = []
    for world, script in (
            ("a", WORLD.format(salary=1, key=1, word="xyzzy", ssn="111-11-1111") + HIDDEN_A),
            ("b", WORLD.format(salary=987654321, key=77, word="plugh " * 300, ssn="222-22-2222"))):
        file = tmp_path_factory.mktemp(world) / "toy.sqlite"
        with sqlite3.connect(file) as database:
            database.executescript(script)
        owner = register(server.port)
        source = owner.upload("toy.sqlite", file.read_bytes())["connection"]["id"]
        held = owner.get("/policies", connection_id=source)
        tables = {**POLICY["tables"], "cities": {"default": "allow"},
                  "employees": {"columns": {"id": {}, "name": {}, "salary": {"mask": "bucket"}}}}
        owner.call("PUT", "/policies", {"connection_id": source, "version": held["version"], "note": "toy",
                                        "document": {**POLICY, "tables": tables}})
        analyst = invite(owner, "analyst")
        me = analyst.get("/auth/me")["user"]["id"]
        owner.patch(f"/members/{me}", {"attributes": {"country": "DE"}})
        # Somebody who sees everything has looked before.
        for table in ("customers", "orders", "employees", "secrets", "cities"):
            owner.get(f"/connections/{source}/profile", table=table)
        owner.get(f"/connections/{source}/relations")
        made.append((analyst, source))
    return made


@pytest.mark.parametrize("path", [
    *(f"profile?table={table}" for table in ("customers", "orders", "employees", "cities")),
    "relations", "relations?table=employees", "search", "search?q=secret", "search?q=salary&detail=full",
    "search?q=customers&detail=full", "search?q=word", *(f"describe?table={t}" for t in ("customers", "employees")),
])
def test_nothing_hidden_is_told(worlds, path):
    told = []
    for analyst, source in worlds:
        reply = analyst.send("GET", f"/api/v1/connections/{source}/{path}").json()
        reply.pop("connection_id", None), reply.pop("computed_at", None)
        told.append(json.dumps(reply))
    assert told[0] == told[1]
    for word in ("secrets", "xyzzy", "boss_id", "zed@", "111-11", "987654"):
        assert word not in told[0]


def test_a_hidden_table_has_no_profile(worlds):
    for analyst, source in worlds:
        for path in ("profile", "describe"):
            hidden = analyst.refused("GET", f"/connections/{source}/{path}?table=secrets", code="table_not_found")
            missing = analyst.refused("GET", f"/connections/{source}/{path}?table=nothing", code="table_not_found")
            assert hidden["detail"] == missing["detail"]


def test_a_profile_hides_what_the_policy_hides(worlds):
    analyst, source = worlds[0]
    customers = analyst.get(f"/connections/{source}/profile", table="customers")
    assert customers["withheld"] == "policy" and "rows" not in customers
    employees = analyst.get(f"/connections/{source}/profile", table="employees")
    columns = {column["name"]: column for column in employees["columns"]}
    assert employees["rows"] == 2 and set(columns) == {"id", "name", "salary"}
    assert columns["salary"]["withheld"] == "policy" and "minimum" not in columns["salary"]
    assert columns["id"]["distinct"] == 2


def test_nobody_teaches_a_relation_of_what_is_hidden(worlds):
    analyst, source = worlds[0]
    analyst.refused("POST", f"/connections/{source}/relations", {
        "from": {"table": "secrets", "column": "employee_id"}, "to": {"table": "employees", "column": "id"}},
        code="table_not_found")
    analyst.refused("POST", f"/connections/{source}/relations", {
        "from": {"table": "cities", "column": "id"}, "to": {"table": "employees", "column": "salary"}},
        code="column_not_found")
    analyst.refused("PUT", f"/connections/{source}/descriptions", {"table": "secrets", "text": "x"},
                    code="table_not_found")


def test_a_catalog_of_many_megabytes_is_read(server, postgres):
    postgres.create("wordy")
    columns = ",".join(f"c{n} int" for n in range(1000))
    postgres.psql(
        f"CREATE TABLE wide ({columns}); GRANT SELECT ON wide TO reader;"
        "DO $$BEGIN FOR n IN 0..999 LOOP EXECUTE format('COMMENT ON COLUMN wide.c%s IS %L', n,"
        " repeat('many words ', 900)); END LOOP; END$$", "wordy")
    owner = register(server.port)
    source = owner.post("/connections", postgres.connection("wordy"), expect=201)["id"]
    assert len(owner.get(f"/connections/{source}/describe", table="wide")["columns"]) == 1000


# Which tables are taken.

def test_tables_are_picked(server, postgres):
    postgres.create("picked")
    postgres.psql(
        "CREATE TABLE customers (id int PRIMARY KEY, name text);"
        "CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers);"
        "CREATE TABLE tmp_load (x int); CREATE SCHEMA hr; CREATE TABLE hr.staff (id int);"
        "GRANT USAGE ON SCHEMA hr TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA public, hr TO reader;", "picked")
    owner = register(server.port)
    source = owner.post("/connections", postgres.connection("picked"), expect=201)["id"]
    settings = f"/connections/{source}/catalog-settings"

    def seen():
        return sorted(table["name"] for table in owner.get("/queries/schema", connection_id=source)["tables"])
    assert seen() == ["customers", "orders", "staff", "tmp_load"]
    held = owner.patch(settings, {"exclude": ["tmp_*", "hr.*"]})
    assert held["exclude"] == ["tmp_*", "hr.*"] and held["watch_minutes"] == 60
    assert seen() == ["customers", "orders"]
    all_of_them = owner.get(f"/connections/{source}/source-tables")["tables"]
    assert {table["name"]: table["taken"] for table in all_of_them} == {
        "customers": True, "orders": True, "staff": False, "tmp_load": False}
    owner.refused("POST", "/queries/sql", {"connection_id": source, "sql": "SELECT id FROM hr.staff"},
                  code="sql_unknown_table")
    gone = owner.get(f"/connections/{source}/drift")["items"][0]
    assert {change["table"] for change in gone["changes"]} == {"staff", "tmp_load"}
    owner.patch(settings, {"include": ["orders"], "exclude": []})
    assert seen() == ["orders"]
    assert owner.get("/queries/schema", connection_id=source)["tables"][0]["foreign_keys"] == []
    owner.post(f"/connections/{source}/refresh", {})
    assert seen() == ["orders"], "a look anew keeps to what was picked"
    owner.patch(settings, {"include": []})
    assert seen() == ["customers", "orders", "staff", "tmp_load"]
    owner.refused("PATCH", settings, {"include": [""]}, code="invalid_fields")
    analyst = invite(owner, "analyst")
    analyst.refused("GET", f"/connections/{source}/source-tables", code="forbidden", status=403)
    register(server.port).refused("GET", f"/connections/{source}/source-tables", code="connection_not_found", status=404)


def test_the_server_says_how_often_sources_are_watched(tmp_path, shop_file):
    with Server(tmp_path, "--watch-minutes", "7") as server:
        owner = register(server.port)
        source = owner.upload("shop.sqlite", shop_file.read_bytes())["connection"]["id"]
        settings = f"/connections/{source}/catalog-settings"
        assert owner.get(settings)["watch_minutes"] == 7
        assert owner.patch(settings, {"watch_minutes": 9})["watch_minutes"] == 9
