"""What the checks of others do not know of: paging, rights, cancelling, news, forms, and what is written down."""
import http.client
import json
import sqlite3
import time

import pytest

from client import eventually, invite, register
from pipes import META, Pipes


def rpc(port, key, method, params=None, headers=None, legacy=False, timeout=30):
    """One request of HTTP; gives its status and its JSON."""
    params = {**({} if legacy else {"_meta": META}), **(params or {})}
    more = {} if legacy else {"MCP-Protocol-Version": "2026-07-28", "Mcp-Method": method,
                              "Mcp-Name": params.get("name") or params.get("uri") or ""}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("POST", "/mcp", json.dumps(
            {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}),
            {"Content-Type": "application/json", "Accept": "application/json, text/event-stream",
             "Authorization": f"Bearer {key}", **more, **(headers or {})})
        reply = connection.getresponse()
        text = reply.read().decode()
        if reply.headers["Content-Type"] == "text/event-stream":
            return reply.status, [json.loads(line[6:]) for line in text.splitlines()
                                  if line.startswith("data: ")]
        return reply.status, json.loads(text) if text else None
    finally:
        connection.close()


def call(port, key, tool, **arguments):
    _, reply = rpc(port, key, "tools/call", {"name": tool, "arguments": arguments})
    result = reply["result"]
    if result.get("isError"):
        return result["content"][0]["text"]
    assert json.loads(result["content"][0]["text"]) == result["structuredContent"]
    return result["structuredContent"]


def key_of(person, **more):
    return person.post("/api-keys", {"name": "test", "scopes": ["read"], **more}, expect=201)["key"]


@pytest.fixture
def port(product):
    return product.server.port


def test_pages_of_a_result_are_the_whole_result(product, port):
    page = call(port, product.key, "run_sql", sql="SELECT id FROM orders ORDER BY id", max_rows=400)
    seen = list(page["rows"])
    while page["truncated"]:
        page = call(port, product.key, page["next"]["tool"], **page["next"]["arguments"])
        seen += page["rows"]
    assert "next" not in page
    assert seen == product.owner.sql("SELECT id FROM orders ORDER BY id", limit=10_000)["rows"]


def test_a_result_belongs_to_one_person_of_one_tenant(product, port):
    page = call(port, product.key, "run_sql", sql="SELECT id FROM orders", max_rows=1)
    handle = page["next"]["arguments"]["result_id"]
    colleague = key_of(invite(product.owner, "analyst"))
    stranger = register(port)
    stranger.post("/connections/sample", expect=201)
    for key in (colleague, key_of(stranger)):
        assert call(port, key, "get_result", result_id=handle).startswith("result_not_found: ")
        status, reply = rpc(port, key, "resources/read", {"uri": f"parlance://result/{handle}"})
        assert reply["error"]["code"] == -32602
    again = call(port, product.key, "get_result", result_id=handle)
    assert again["row_count"] == 1
    for wrong in (handle[:-1], handle[::-1], "x", "A" * 900):
        assert call(port, product.key, "get_result", result_id=wrong).startswith("result_not_found: ")


def test_answers_go_on_and_are_refined(product, port):
    answer = call(port, product.key, "ask", question="show all orders", max_rows=2)
    assert answer["outcome"] == "answered" and answer["row_count"] == 2 and answer["truncated"]
    more = call(port, product.key, "get_result", **answer["next"]["arguments"])
    assert more["rows"][0] != answer["rows"][0]
    changed = call(port, product.key, "refine", query_id=answer["query_id"],
                   instruction="only with status paid")
    assert changed["changes"] and "paid" in changed["sql"]


def test_the_audit_and_the_history_say_which_door(product, port):
    call(port, product.key, "run_sql", sql="SELECT 4711 AS through_a_tool")
    found = eventually(lambda: [
        each for each in product.owner.get("/logs", door="mcp", limit=50)["items"]
        if "4711" in str(each)])
    assert found and found[0]["door"] == "mcp"


def test_what_is_masked_stays_masked(product, port):
    owner = register(port)
    owner.post("/connections/sample", expect=201)
    analyst = invite(owner, "analyst")
    held = owner.get("/policies")
    owner.call("PUT", "/policies", {
        "connection_id": held["connection_id"], "version": held["version"],
        "document": {"default": "deny", "tables": {
            "customers": {"default": "allow", "columns": {"email": {"mask": "null"}}},
            "orders": {"default": "allow", "columns": {"employee_id": {"mask": "null"}}}}}})
    key = key_of(analyst)
    described = call(port, key, "describe_tables", tables=["customers", "employees"])
    assert described["unknown"] == ["employees"]
    [email] = [each for each in described["tables"][0]["columns"] if each.startswith("email ")]
    assert email.split(" masked")[-1] in ("", " null"), "its values are not counted"
    [city] = [each for each in described["tables"][0]["columns"] if each.startswith("country ")]
    assert " = " in city or "…" in city, "those of a clear column are"
    rows = call(port, key, "sample_rows", table="customers")
    assert {row[rows["columns"].index("email")] for row in rows["rows"]} == {None}
    assert call(port, key, "sample_rows", table="employees").startswith("not_found: ")
    found = call(port, key, "search_schema", query="employees salary hired", detail="full")
    assert "employees" not in [each["table"] for each in found["matches"]]
    assert "→employees" not in json.dumps(found, ensure_ascii=False)
    for uri in ("parlance://schema/overview", "parlance://schema/joins", "parlance://policy"):
        _, reply = rpc(port, key, "resources/read", {"uri": uri})
        assert "employees" not in json.dumps(reply), uri
    _, reply = rpc(port, key, "completion/complete", {
        "ref": {"type": "ref/resource", "uri": "parlance://schema/{schema}/{table}"},
        "argument": {"name": "table", "value": "e"}})
    assert reply["result"]["completion"]["values"] == []


def test_names_are_completed(product, port):
    _, reply = rpc(port, product.key, "completion/complete", {
        "ref": {"type": "ref/resource", "uri": "parlance://schema/{schema}/{table}"},
        "argument": {"name": "table", "value": "Ord"}})
    assert reply["result"]["completion"] == {
        "values": ["order_items", "orders"], "total": 2, "hasMore": False}


FLIGHTS = """
    CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT, country TEXT);
    CREATE TABLE flights (id INTEGER PRIMARY KEY, origin_city_id INTEGER REFERENCES cities (id),
                          destination_city_id INTEGER REFERENCES cities (id), fare REAL);
    INSERT INTO cities VALUES (1, 'Paris', 'France'), (2, 'Rome', 'Italy');
    INSERT INTO flights VALUES (1, 1, 2, 100), (2, 2, 1, 120), (3, 2, 1, 80);"""


def test_a_question_that_could_mean_two_things_is_asked_back_about(product, port, tmp_path):
    """By a form where the client has them; what was chosen is answered, for the same person only."""
    with sqlite3.connect(tmp_path / "flights.sqlite") as made:
        made.executescript(FLIGHTS)
    owner = register(port)
    owner.upload("flights.sqlite", (tmp_path / "flights.sqlite").read_bytes())
    key = key_of(owner)
    words = "how many flights in Paris"
    told = call(port, key, "ask", question=words)
    assert told["outcome"] == "clarify" and len(told["clarification"]["options"]) == 2
    forms = {**META, "io.modelcontextprotocol/clientCapabilities": {"elicitation": {}}}
    question = {"name": "ask", "arguments": {"question": words}, "_meta": forms}
    _, asked = rpc(port, key, "tools/call", question)
    result = asked["result"]
    assert result["resultType"] == "input_required"
    form = result["inputRequests"]["choice"]["params"]["requestedSchema"]["properties"]["choice"]
    chosen = {"choice": {"action": "accept", "content": {"choice": form["enum"][0]}}}
    retry = {**question, "inputResponses": chosen, "requestState": result["requestState"]}
    _, done = rpc(port, key, "tools/call", retry)
    assert done["result"]["structuredContent"]["rows"] == [[2]]
    _, no = rpc(port, key, "tools/call", {**retry, "inputResponses": {"choice": {"action": "decline"}}})
    assert no["result"]["structuredContent"]["outcome"] == "clarify"
    _, again = rpc(port, key, "tools/call", {**retry, "inputResponses": {"other": {}}})
    assert again["result"]["resultType"] == "input_required"
    for whose, change in [(product.key, {}), (key_of(invite(owner, "analyst")), {}),
                          (key, {"requestState": result["requestState"][:-2]}),
                          (key, {"inputResponses": "yes"}),
                          (key, {"arguments": {"question": "something else"}})]:
        _, refused = rpc(port, whose, "tools/call", {**retry, **change})
        assert refused["error"]["code"] == -32602, change


def test_progress_is_told_before_the_answer(product, port):
    _, told = rpc(port, product.key, "tools/call", {
        "name": "ask", "arguments": {"question": "how many customers"},
        "_meta": {**META, "progressToken": "p", "io.modelcontextprotocol/logLevel": "info"}})
    steps = [each["params"] for each in told if each.get("method") == "notifications/progress"]
    assert [each["progress"] for each in steps] == sorted({each["progress"] for each in steps})
    assert {each["progressToken"] for each in steps} == {"p"} and len(steps) > 2
    assert any(each.get("method") == "notifications/message" for each in told)
    assert told[-1]["result"]["structuredContent"]["rows"]


SLOW = "SELECT count(*) AS n FROM order_items a, order_items b, order_items c, order_items d"


def running(owner, wanted):
    return eventually(lambda: [each for each in owner.get("/logs", limit=5)["items"]
                               if each.get("outcome") == wanted], 10)


def test_closing_a_request_stops_its_query(product, port):
    owner = register(port)
    owner.post("/connections/sample", expect=201)
    connection = http.client.HTTPConnection("127.0.0.1", port)
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": {"_meta": META, "name": "run_sql", "arguments": {"sql": SLOW}}}
    connection.request("POST", "/mcp", json.dumps(body), {
        "Content-Type": "application/json", "Accept": "*/*", "Mcp-Name": "run_sql",
        "Mcp-Method": "tools/call", "MCP-Protocol-Version": "2026-07-28",
        "Authorization": f"Bearer {key_of(owner)}"})
    time.sleep(0.3)
    connection.close()
    assert running(owner, "cancelled")


def test_a_cancelled_request_over_pipes_is_not_answered(product):
    pipes = Pipes("--source", f"sqlite:{product.shop}")
    pipes.call("search_schema", query="orders")
    pipes.send({"id": "slow", "method": "tools/call", "params": {
        "_meta": META, "name": "run_sql", "arguments": {"sql": SLOW}}})
    time.sleep(0.3)
    pipes.send({"method": "notifications/cancelled", "params": {"requestId": "slow"}})
    begin = time.monotonic()
    pipes.call("run_sql", sql="SELECT 1")
    assert time.monotonic() - begin < 5
    assert pipes.told == []
    assert pipes.end() == 0


def test_what_was_asked_is_answered_when_the_input_ends(product):
    pipes = Pipes("--source", f"sqlite:{product.shop}")
    pipes.send({"id": 7, "method": "tools/call", "params": {
        "_meta": META, "name": "ask", "arguments": {"question": "how many orders"}}})
    pipes.process.stdin.close()
    assert json.loads(pipes.process.stdout.read())["id"] == 7
    assert pipes.process.wait(10) == 0


class Stream:
    """`subscriptions/listen`, event by event."""

    def __init__(self, port, key, wanted):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
        body = {"jsonrpc": "2.0", "id": "s", "method": "subscriptions/listen",
                "params": {"_meta": META, "notifications": wanted}}
        self.connection.request("POST", "/mcp", json.dumps(body), {
            "Content-Type": "application/json", "Accept": "application/json, text/event-stream",
            "MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "subscriptions/listen",
            "Authorization": f"Bearer {key}"})
        self.reply = self.connection.getresponse()

    def next(self):
        while not (line := self.reply.readline()).startswith(b"data: "):
            assert line, "the stream ended"
        return json.loads(line[6:])


def test_those_who_see_it_hear_that_a_schema_changed(product, port):
    owner = register(port)
    csv = b"id,name\n1,a\n2,b\n"
    source = owner.upload("things.csv", csv)["connection"]["id"]
    stream = Stream(port, key_of(owner), {
        "resourcesListChanged": True, "toolsListChanged": True,
        "resourceSubscriptions": ["parlance://schema/overview"]})
    stranger = Stream(port, product.key, {"resourcesListChanged": True})
    assert stream.next()["method"] == "notifications/subscriptions/acknowledged"
    assert stranger.next()["method"] == "notifications/subscriptions/acknowledged"
    owner.upload("others.csv", csv, connection_id=source)
    heard = [stream.next() for _ in range(2)]
    assert [each["method"] for each in heard] == [
        "notifications/resources/list_changed", "notifications/resources/updated"]
    assert heard[1]["params"]["uri"] == "parlance://schema/overview"
    assert all(each["params"]["_meta"]["io.modelcontextprotocol/subscriptionId"] == "s"
               for each in heard)
    owner.post("/connections/sample", expect=201)
    assert stream.next()["method"] == "notifications/tools/list_changed"
    assert stream.next()["method"] == "notifications/resources/list_changed", "there are templates for it"
    stranger.connection.sock.settimeout(0.5)
    with pytest.raises(TimeoutError):
        stranger.next()


def test_several_sources_are_told_apart(product, port):
    owner = register(port)
    owner.post("/connections/sample", expect=201)
    other = owner.upload("things.csv", b"id,name\n1,a\n")["connection"]["id"]
    key = key_of(owner)
    _, reply = rpc(port, key, "tools/list")
    tools = {each["name"]: each for each in reply["result"]["tools"]}
    assert "source" in tools["run_sql"]["inputSchema"]["properties"]
    assert {each["id"] for each in call(port, key, "list_sources")["sources"]} >= {other}
    assert call(port, key, "run_sql", sql="SELECT name FROM things", source=other)["rows"] == [["a"]]
    theirs = product.owner.get("/connections")["connections"][0]["id"]
    assert call(port, key, "run_sql", sql="SELECT 1", source=theirs).startswith("connection_not_found: ")


def listed(port, key, what):
    _, reply = rpc(port, key, f"resources/{'templates/' * (what != 'resources')}list")
    return reply["result"][what]


def read(port, key, uri):
    """The text of a resource, or the code of the refusal."""
    _, reply = rpc(port, key, "resources/read", {"uri": uri})
    return reply["error"]["code"] if "error" in reply else reply["result"]["contents"][0]["text"]


def test_resources_say_whose_they_are_and_others_are_read_by_their_id(product, port):
    owner = register(port)
    owner.post("/connections/sample", expect=201)
    key = key_of(owner)
    assert all("the default source" in each["description"] for each in listed(port, key, "resources"))
    assert not [each for each in listed(port, key, "resourceTemplates") if "{source}" in each["uriTemplate"]]
    other = owner.upload("things.csv", b"id,name\n1,a\n2,b\n")["connection"]["id"]
    templates = {each["name"]: each["uriTemplate"] for each in listed(port, key, "resourceTemplates")}
    assert len(templates) == 11
    for name, holds in [("overview", "things"), ("joins", "No foreign keys"), ("policy", "read-only"),
                        ("table", "things"), ("sample", '[1,"a"]'), ("profile", '"distinct":2'), ("changes", '"items":[]')]:
        uri = templates[f"source_{name}"].replace("{table}", "things").replace(
            "{schema}", "main").replace("{source}", other)
        text = read(port, key, uri)
        assert holds in text and "orders" not in text, uri
    assert "orders" in read(port, key, "parlance://schema/overview")
    theirs = product.owner.get("/connections")["connections"][0]["id"]
    for source in (theirs, "none", "x" * 500, "%27%20OR%201=1", "..%2F..", "%00"):
        for rest in ("schema/overview", "schema/main/orders", "sample/main/orders", "policy"):
            assert read(port, key, f"parlance://source/{source}/{rest}") == -32602, (source, rest)


def test_changes_of_a_schema_are_told_as_far_as_they_are_seen(product, port):
    owner = register(port)
    source = owner.upload("things.csv", b"id,name\n1,a\n2,b\n")["connection"]["id"]
    held = owner.get("/policies", connection_id=source)
    rule = {"id": "things", "to": {"roles": ["analyst"]}, "default": "deny", "tables": {"things": {"default": "allow"}}}
    document = {"rules": [rule]}
    owner.call("PUT", "/policies", {"connection_id": source, "version": held["version"],
                                    "document": document, "note": "things only"})
    analyst = invite(owner, "analyst")
    owner.upload("secrets.csv", b"id,name\n1,a\n", connection_id=source)
    owner.post(f"/connections/{source}/refresh")
    of_owner = json.loads(read(port, key_of(owner, scopes=["read", "admin"]), "parlance://changes"))["items"]
    assert [each["table"] for each in of_owner[0]["changes"]] == ["secrets"] and of_owner[0]["broken"] == []
    assert json.loads(read(port, key_of(analyst), "parlance://changes")) == {"items": []}
    assert json.loads(read(port, key_of(analyst), "parlance://profile/main/things"))["rows"] == 2
    assert read(port, key_of(analyst), "parlance://profile/main/secrets") == -32602


def test_joins_that_nobody_declared_say_why(product, port):
    owner = register(port)
    source = owner.upload("customers.csv", b"id,name\n1,Ada\n2,Bob\n")["connection"]["id"]
    owner.upload("orders.csv", b"id,customer_id\n1,1\n2,2\n3,2\n", connection_id=source)
    joins = read(port, key_of(owner), "parlance://schema/joins")
    assert "main.orders.customer_id = main.customers.id (inferred, 0." in joins and "The column is called as the table" in joins


def test_sources_and_their_tables_are_completed(product, port):
    owner = register(port)
    owner.post("/connections/sample", expect=201)
    other = owner.upload("things.csv", b"id,name\n1,a\n")["connection"]["id"]
    key = key_of(owner)
    theirs = product.owner.get("/connections")["connections"][0]["id"]

    def completed(name, value, **context):
        _, reply = rpc(port, key, "completion/complete", {
            "ref": {"type": "ref/resource", "uri": "parlance://source/{source}/schema/{schema}/{table}"},
            "argument": {"name": name, "value": value}, "context": {"arguments": context}})
        return reply["result"]["completion"]["values"]
    assert completed("source", other) == [other] and len(completed("source", "")) == 2
    assert completed("source", theirs) == []
    assert completed("table", "t", source=other) == ["things"]
    assert completed("table", "", source=theirs) == []


def test_huge_and_strange_messages_leave_the_server_alive(product, port):
    for arguments in ({"sql": "x" * 70_000}, {"sql": 7}, {"sql": "SELECT 1", "no": 1},
                      {"sql": "SELECT 1", "max_rows": 10**30}, {"sql": "SELECT 1", "max_rows": 0}):
        assert call(port, product.key, "run_sql", **arguments).startswith("invalid_fields: ")
    status, _ = rpc(port, product.key, "tools/call", {
        "name": "run_sql", "arguments": {"sql": "x" * (2 << 20)}})
    assert status == 413
    assert call(port, product.key, "run_sql", sql="SELECT 1 AS n")["rows"] == [[1]]


def test_a_large_schema_by_pipes(tmp_path):
    """Names with what SQL and JSON quote; a table without rows."""
    file = tmp_path / "odd.sqlite"
    with sqlite3.connect(file) as database:
        database.execute('CREATE TABLE "a ""b"" \\" (id INTEGER PRIMARY KEY, "x y" TEXT)')
    pipes = Pipes("--source", f"sqlite:{file}")
    text, wrong = pipes.call("describe_tables", tables=['a "b" \\'])
    assert not wrong and json.loads(text)["tables"][0]["columns"][1] == "x y text null"
    text, wrong = pipes.call("sample_rows", table='a "b" \\')
    assert not wrong and json.loads(text)["rows"] == []
    assert pipes.end() == 0
