"""What people teach about a source: words, figures, filters, verified questions; who hears of it."""
import json
import sqlite3
import time

import pytest

from client import invite, register
from server import run
from test_policies import POLICY, sqlite_source

FILE = """\
terms:
  - {kind: synonym, phrase: patrons, table: customers}
  - {kind: synonym, phrase: home country, table: customers, column: country}
  - {kind: synonym, phrase: sent back, table: orders, column: status, value: returned}
  - kind: metric
    phrase: takings
    table: order_items
    formula: sum(order_items.quantity * order_items.unit_price)
  - kind: metric
    phrase: return rate
    table: orders
    formula: |
      100.0 * count(*) FILTER (WHERE status = 'returned')
        / count(*)
  - {kind: filter, phrase: web orders, table: orders, condition: "channel = 'web'"}
  - {kind: columns, table: products, columns: [name, price, stock]}
verified:
  - question: how many web orders did we ship in 2025
    sql: >-
      SELECT count(*) AS shipped FROM orders WHERE channel = 'web' AND status IN ('shipped', 'delivered')
      AND shipped_on >= '2025-01-01' AND shipped_on < '2026-01-01'
"""


@pytest.fixture
def taught(new_owner):
    owner = new_owner()
    owner.post("/connections/sample", expect=201)
    assert load(owner, FILE) == {"added": 8, "changed": 0, "unchanged": 0, "problems": []}
    return owner


def load(who, text, expect=200, **query):
    path = "/knowledge/import" + "".join(f"?{key}={value}" for key, value in query.items())
    headers = {"Content-Type": "application/octet-stream"}
    return who.call("POST", path, text.encode(), expect, headers=headers)


def table(who, question, **more):
    answer = who.ask(question, **more)
    assert answer["outcome"] == "answered", answer
    return answer["rows"]


def test_words_mean_what_they_were_taught(taught):
    assert table(taught, "how many patrons per home country") == table(taught, "how many customers per country")
    rows = taught.sql("SELECT count(*) FROM orders WHERE status = 'returned'")["rows"]
    assert table(taught, "how many orders were sent back") == rows


def test_a_figure_is_grouped_filtered_and_ranked(taught):
    by_month = taught.ask("takings by month")
    assert by_month["rows"] == taught.sql(
        "SELECT CAST(date_trunc('month', o.ordered_at) AS date) AS month, sum(i.quantity * i.unit_price)"
        " FROM order_items i JOIN orders o ON o.id = i.order_id GROUP BY 1 ORDER BY 1")["rows"]
    assert by_month["columns"][1]["name"] == "takings"
    assert len(table(taught, "top 5 patrons by takings")) == 5
    assert table(taught, "return rate of web orders") == taught.sql(
        "SELECT 100.0 * count(*) FILTER (WHERE status = 'returned') / count(*) FROM orders WHERE channel = 'web'"
    )["rows"]


def test_a_filter_and_the_columns_of_a_list(taught):
    assert table(taught, "how many web orders per status") == taught.sql(
        "SELECT status, count(*) FROM orders WHERE channel = 'web' GROUP BY status")["rows"]
    listed = taught.ask("list products")
    assert [column["name"] for column in listed["columns"]] == ["name", "price", "stock"]


def test_a_verified_question_answers_those_like_it(taught):
    answer = taught.ask("How many web orders did we ship in 2025?")
    assert answer["provenance"]["author"] == "verified"
    assert "verified_question" in {each["code"] for each in answer["assumptions"]}
    assert answer["assumptions"][0]["text"].startswith("built from the verified question “how many web")
    assert "status IN ('shipped', 'delivered')" in answer["sql"]
    other = taught.ask("how many web orders did we ship in 2026")
    assert other["provenance"]["author"] == "verified" and "2027-01-01" in other["sql"]
    assert taught.ask("how many orders did we ship in 2025")["provenance"]["author"] == "builtin"
    # In the middle of a conversation it stands by itself.
    first = taught.ask("list all product names")
    again = taught.ask("how many web orders did we ship in 2025", conversation_id=first["conversation_id"])
    assert again["refinement"]["taken"] == "new_question" and again["provenance"]["author"] == "verified"


def test_a_term_lives(new_owner):
    owner = new_owner()
    owner.post("/connections/sample", expect=201)
    body = {"kind": "synonym", "phrase": "wibbles", "table": "customers"}
    term = owner.post("/knowledge/terms", body, expect=201)
    assert term["author"] == owner.username and "problem" not in term
    assert owner.get("/knowledge/terms")["items"] == [term] == [owner.get(f"/knowledge/terms/{term['id']}")]
    assert owner.ask("how many wibbles")["outcome"] == "answered"
    owner.refused("POST", "/knowledge/terms", {**body, "phrase": "Wibbles"}, code="knowledge_taken", status=409)
    changed = owner.patch(f"/knowledge/terms/{term['id']}", {"phrase": "blorbs", "description": "of the shop"})
    assert changed["phrase"] == "blorbs" and changed["updated_at"] > term["updated_at"]
    assert owner.ask("how many wibbles")["outcome"] != "answered"
    assert table(owner, "how many blorbs") == owner.sql("SELECT count(*) FROM customers")["rows"]
    owner.delete(f"/knowledge/terms/{term['id']}")
    assert owner.ask("how many blorbs")["outcome"] != "answered"
    owner.refused("GET", f"/knowledge/terms/{term['id']}", code="knowledge_not_found", status=404)


def test_a_verified_question_lives(new_owner):
    owner = new_owner()
    owner.post("/connections/sample", expect=201)
    body = {"question": "what is our magic number", "sql": "SELECT count(*) AS magic FROM reviews"}
    made = owner.post("/knowledge/verified", body, expect=201)
    assert owner.get("/knowledge/verified")["items"] == [made]
    assert owner.ask("what's our magic number?")["sql"] is not None
    owner.patch(f"/knowledge/verified/{made['id']}", {"sql": "SELECT 42 AS magic FROM reviews LIMIT 1"})
    assert table(owner, "what is our magic number") == [[42]]
    owner.delete(f"/knowledge/verified/{made['id']}")
    assert owner.get("/knowledge/verified")["items"] == []


@pytest.mark.parametrize("body, code", [
    ({"kind": "synonym", "phrase": "x", "table": "nowhere"}, "sql_unknown_table"),
    ({"kind": "synonym", "phrase": "x", "table": "orders", "column": "nothing"}, "sql_unknown_column"),
    ({"kind": "synonym", "phrase": "x", "table": "orders", "value": "y"}, "invalid_fields"),
    ({"kind": "metric", "phrase": "x", "table": "orders"}, "invalid_fields"),
    ({"kind": "metric", "phrase": "x", "table": "orders", "formula": "sum(shipping_cost"}, "sql_syntax"),
    ({"kind": "metric", "phrase": "x", "table": "orders", "formula": "1 FROM orders"}, "knowledge_formula"),
    ({"kind": "metric", "phrase": "x", "table": "orders", "formula": "load_extension('x')"}, "sql_function_refused"),
    ({"kind": "metric", "phrase": "x", "table": "customers", "formula": "sum(orders.shipping_cost)"},
     "knowledge_not_joined"),
    ({"kind": "filter", "phrase": "x", "table": "orders", "condition": "count(*) > 1"}, "knowledge_condition"),
    ({"kind": "synonym", "phrase": "x", "table": "orders", "column": "shipping_cost", "value": "a lot"},
     "knowledge_value"),
])
def test_what_does_not_hold_is_refused_on_save(shop, body, code):
    shop.refused("POST", "/knowledge/terms", body, code=code)
    assert shop.get("/knowledge/terms")["items"] == []


def test_a_remembered_answer_does_not_outlive_what_it_was_taught(taught):
    question = "how many web orders"
    assert taught.ask(question)["cache"]["hit"] is False
    assert taught.ask(question)["cache"]["hit"] is True
    item = next(each for each in taught.get("/knowledge/terms")["items"] if each.get("phrase") == "web orders")
    taught.patch(f"/knowledge/terms/{item['id']}", {"description": "by the shop's own pages"})
    assert taught.ask(question)["cache"]["hit"] is False


# Files.


def export(who):
    reply = who.send("GET", "/api/v1/knowledge/export")
    assert reply.status == 200 and reply.headers["Content-Type"] == "application/yaml"
    return reply.body.decode()


def test_an_export_is_an_import(taught, new_owner):
    text = export(taught)
    assert load(taught, text) == {"added": 0, "changed": 0, "unchanged": 8, "problems": []}
    other = new_owner()
    other.post("/connections/sample", expect=201)
    trial = load(other, text, dry_run="true")
    assert trial["added"] == 8 and other.get("/knowledge/terms")["items"] == []
    assert load(other, text)["added"] == 8
    assert export(other) == text
    changed = load(other, text.replace("channel = 'web'", "channel = 'phone'"))
    assert changed["changed"] == 2 and changed["unchanged"] == 6


def test_a_file_with_faults_changes_nothing(taught):
    bad = FILE.replace("table: products", "table: produce").replace("status = 'returned'", "state = 'returned'")
    trial = load(taught, bad, dry_run="true")
    assert [each["pointer"] for each in trial["problems"]] == ["/terms/4", "/terms/6"]
    problem = taught.refused(
        "POST", "/knowledge/import", bad.encode(), code="knowledge_invalid", status=422,
        headers={"Content-Type": "application/octet-stream"})
    assert [each["pointer"] for each in problem["errors"]] == ["/terms/4", "/terms/6"]
    assert len(taught.get("/knowledge/terms")["items"]) == 7


@pytest.mark.parametrize("text, code", [
    (b"a: &a [x]\nterms: *a\n", "knowledge_file"),
    (b"terms: [\n", "knowledge_file"),
    (b"terms: !!python/object x\n", "knowledge_file"),
    (b"[" * 100_000, "knowledge_file"),
    (b"\xff\xfe", "knowledge_file"),
    (b"terms: nothing\n", "invalid_fields"),
    (b"secrets: []\n", "invalid_fields"),
    (b"# " + b"x" * 600_000, "knowledge_file_too_large"),
])
def test_a_hostile_file_is_refused_soon(taught, text, code):
    begin = time.monotonic()
    taught.refused("POST", "/knowledge/import", text, code=code,
                   headers={"Content-Type": "application/octet-stream"})
    assert time.monotonic() - begin < 5
    assert len(taught.get("/knowledge/terms")["items"]) == 7


# Rights.


def test_who_may_teach(taught):
    viewer = invite(taught, "viewer")
    assert len(viewer.get("/knowledge/terms")["items"]) == 7
    body = {"kind": "synonym", "phrase": "goods", "table": "products"}
    viewer.refused("POST", "/knowledge/terms", body, code="forbidden", status=403)
    analyst = invite(taught, "analyst")
    term = analyst.post("/knowledge/terms", body, expect=201)
    assert term["author"] == analyst.username
    assert table(viewer, "how many goods") == taught.sql("SELECT count(*) FROM products")["rows"]


def test_another_tenant_knows_nothing_of_it(taught, new_owner):
    stranger = new_owner()
    stranger.post("/connections/sample", expect=201)
    item = taught.get("/knowledge/terms")["items"][0]
    for method, body in (("GET", None), ("PATCH", {"phrase": "mine"}), ("DELETE", None)):
        foreign = stranger.refused(method, f"/knowledge/terms/{item['id']}", body, status=404)
        nobody = stranger.refused(method, "/knowledge/terms/" + "0" * len(item["id"]), body, status=404)
        assert foreign["detail"] == nobody["detail"] and foreign["code"] == "knowledge_not_found"
    stranger.refused("GET", "/knowledge/terms?connection_id=" + item["connection_id"], code="connection_not_found")
    assert stranger.get("/knowledge/terms")["items"] == []


HIDDEN = [
    {"kind": "synonym", "phrase": "wage", "table": "employees", "column": "salary"},
    {"kind": "metric", "phrase": "payroll", "table": "employees", "formula": "sum(salary)"},
    {"kind": "synonym", "phrase": "passwords", "table": "secrets"},
    {"kind": "filter", "phrase": "french customers", "table": "customers", "condition": "country = 'FR'"},
    {"kind": "synonym", "phrase": "her", "table": "customers", "column": "email", "value": "ben@example.org"},
    {"kind": "columns", "table": "employees", "columns": ["name", "salary"]},
]
SHOWN = {"kind": "synonym", "phrase": "staff", "table": "employees"}


@pytest.fixture(scope="module")
def toy(server, tmp_path_factory):
    """An owner who has taught all of it, and an analyst who may see less."""
    owner = register(server.port)
    source = sqlite_source(owner, tmp_path_factory.mktemp("toy"))
    held = owner.get("/policies", connection_id=source)
    owner.call("PUT", "/policies", {
        "connection_id": source, "version": held["version"], "document": POLICY, "note": "toy"})
    analyst = invite(owner, "analyst")
    me = analyst.get("/auth/me")["user"]["id"]
    owner.patch(f"/members/{me}", {"attributes": {"country": "DE"}})
    for term in [*HIDDEN, SHOWN]:
        owner.post("/knowledge/terms", {**term, "connection_id": source}, expect=201)
    for question, sql in [
        ("who earns the most", "SELECT name FROM employees ORDER BY salary DESC LIMIT 1"),
        ("what does Ben owe", "SELECT sum(amount) FROM orders JOIN customers c ON c.id = customer_id WHERE c.name = 'Ben'"),
        ("who works here", "SELECT name FROM employees ORDER BY name"),
    ]:
        owner.post("/knowledge/verified", {"question": question, "sql": sql, "connection_id": source}, expect=201)
    return owner, analyst, source


def test_what_is_hidden_is_not_told(toy):
    owner, analyst, source = toy
    assert len(owner.get("/knowledge/terms", connection_id=source)["items"]) == 7
    terms = analyst.get("/knowledge/terms", connection_id=source)["items"]
    assert [each["phrase"] for each in terms] == ["staff"]
    verified = analyst.get("/knowledge/verified", connection_id=source)["items"]
    assert [each["question"] for each in verified] == ["who works here"]
    text = export_of(analyst, source)
    assert "salary" not in text and "'FR'" not in text and "Ben" not in text and "staff" in text
    for item in owner.get("/knowledge/terms", connection_id=source)["items"][:-1]:
        analyst.refused("GET", f"/knowledge/terms/{item['id']}", code="knowledge_not_found", status=404)
        analyst.refused("DELETE", f"/knowledge/terms/{item['id']}", code="knowledge_not_found", status=404)
        analyst.refused(
            "PATCH", f"/knowledge/terms/{item['id']}", {"phrase": "x"}, code="knowledge_not_found", status=404)


def export_of(who, source):
    return who.send("GET", f"/api/v1/knowledge/export?connection_id={source}").body.decode()


def test_what_is_hidden_answers_nothing(toy):
    owner, analyst, source = toy
    for question in ("payroll", "average wage", "how many passwords", "who earns the most", "french customers",
                     "what does Ben owe"):
        assert owner.ask(question, connection_id=source)["outcome"] == "answered", question
        answer = analyst.send("POST", "/api/v1/queries/ask", {"question": question, "connection_id": source})
        text = answer.body.decode().lower()
        for secret in ("salary", "'fr'", "secrets", "654321", "sum(amount)", "verified"):
            assert secret not in text, (question, text)
    assert analyst.ask("who works here", connection_id=source)["provenance"]["author"] == "verified"


def test_who_sees_less_cannot_teach_more(toy):
    _, analyst, source = toy
    for term in HIDDEN:
        problem = analyst.send("POST", "/api/v1/knowledge/terms", {**term, "connection_id": source}).json()
        assert problem["code"] in ("sql_unknown_table", "sql_unknown_column", "knowledge_not_clear"), problem
    # What is there already is as unknown to them as what is not.
    body = {"question": "who earns the most", "sql": "SELECT 1 FROM employees LIMIT 1", "connection_id": source}
    analyst.post("/knowledge/verified", body, expect=201)


def stored_file(server, table, column):
    """The file of a source that has this column; other tests keep files in the same folder."""
    for path in server.data.rglob("*.sqlite"):
        with sqlite3.connect(path) as database:
            if database.execute("SELECT 1 FROM pragma_table_info(?) WHERE name = ?", (table, column)).fetchone():
                return path
    raise AssertionError(f"no file has {table}.{column}")


def test_what_is_gone_is_a_problem_for_administrators(server, new_owner, tmp_path):
    owner = new_owner()
    file = tmp_path / "shop.sqlite"
    with sqlite3.connect(file) as database:
        database.executescript("CREATE TABLE things (id INTEGER PRIMARY KEY, colour TEXT, size INTEGER);"
                               "INSERT INTO things VALUES (1, 'red', 2), (2, 'blue', 3);")
    source = owner.upload("shop.sqlite", file.read_bytes())["connection"]["id"]
    held = owner.get("/policies", connection_id=source)
    owner.call("PUT", "/policies", {"connection_id": source, "version": held["version"],
                                    "document": {"default": "allow"}, "note": "all"})
    for term in ({"kind": "synonym", "phrase": "hue", "table": "things", "column": "colour"},
                 {"kind": "metric", "phrase": "bulk", "table": "things", "formula": "sum(size)"}):
        owner.post("/knowledge/terms", {**term, "connection_id": source}, expect=201)
    analyst = invite(owner, "analyst")
    assert len(analyst.get("/knowledge/terms", connection_id=source)["items"]) == 2
    with sqlite3.connect(stored_file(server, "things", "colour")) as database:
        database.executescript("ALTER TABLE things DROP COLUMN colour")
    owner.post(f"/connections/{source}/refresh")
    items = owner.get("/knowledge/terms", connection_id=source)["items"]
    assert [each.get("problem", {}).get("code") for each in items] == ["sql_unknown_column", None]
    assert [each["phrase"] for each in analyst.get("/knowledge/terms", connection_id=source)["items"]] == ["bulk"]
    assert table(owner, "bulk", connection_id=source) == [[5]]
    owner.delete(f"/knowledge/terms/{items[0]['id']}")


# Without a server.


def test_the_command_line_takes_a_file(shop_file, tmp_path):
    file = tmp_path / "knowledge.yaml"
    file.write_text(FILE)
    done = run("ask", "takings of web orders", "--source", f"sqlite:{shop_file}", "--knowledge", file)
    assert done.returncode == 0 and "takings" in done.stdout, done.stderr
    done = run("ask", "how many web orders did we ship in 2025", "--source", f"sqlite:{shop_file}", "--knowledge", file)
    assert "built from the verified question" in done.stdout
    file.write_text(FILE.replace("table: products", "table: produce"))
    done = run("ask", "takings", "--source", f"sqlite:{shop_file}", "--knowledge", file)
    assert done.returncode == 2 and "knowledge_invalid" in done.stderr and "/terms/6" in done.stderr


def test_it_lies_sealed(taught, server):
    assert taught.get("/knowledge/terms")["items"]
    needle = b"takings"
    for path in server.folder.rglob("*"):
        if path.is_file() and path.suffix in (".db", ".db-wal"):
            assert needle not in path.read_bytes(), path


def test_the_audit_tells_who_taught(taught):
    actions = json.dumps(taught.get("/logs")["items"])
    assert "knowledge_imported" in actions
