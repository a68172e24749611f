"""A running query is stopped by its id, on every engine, and its connection serves the next one."""
import http.client
import json
import sqlite3
import time

import pytest

from client import API, parse_events

CONNECTIONS_MAX = 8  # to one source, by default


class Stream:
    """The reply of a query while it comes in."""

    def __init__(self, person, path, body, accept):
        self.line = http.client.HTTPConnection("127.0.0.1", person.port, timeout=30)
        self.line.request("POST", API + path, json.dumps(body), {
            "Authorization": "Bearer " + person.token, "Content-Type": "application/json", "Accept": accept})
        self.reply = self.line.getresponse()
        assert self.reply.status == 200, self.reply.read()
        self.begun = self.reply.read1(4096)

    def rest(self):
        """What else comes; False behind it when the reply ends before its time."""
        try:
            return self.reply.read(), True
        except (http.client.IncompleteRead, OSError) as cut:
            return getattr(cut, "partial", b""), False
        finally:
            self.line.close()


@pytest.fixture(scope="module")
def sources(owner, postgres, tmp_path_factory):
    path = tmp_path_factory.mktemp("cancel") / "numbers.sqlite"
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE numbers (n INTEGER)")
        made.executemany("INSERT INTO numbers VALUES (?)", ((n,) for n in range(2000)))
    rows = b"n\n" + b"".join(b"%d\n" % n for n in range(2000))
    postgres.psql(
        "CREATE TABLE numbers AS SELECT generate_series(0, 1999) AS n; GRANT SELECT ON numbers TO reader;"
        "CREATE VIEW slow_things AS SELECT a.n FROM numbers a, numbers b, numbers c, numbers d WHERE a.n + d.n < 0;"
        "GRANT SELECT ON slow_things TO reader;", "store")
    asked = owner.post("/connections", {**postgres.connection("store"), "name": "to cancel"}, expect=201)
    yield {
        "postgres": asked["id"],
        "sqlite": owner.upload("numbers.sqlite", path.read_bytes())["connection"]["id"],
        "duckdb": owner.upload("numbers.csv", rows)["connection"]["id"],
    }
    postgres.psql("DROP VIEW slow_things; DROP TABLE numbers", "store")


def outcome_of(person, query, seconds=10):
    """History is written within a second."""
    deadline = time.monotonic() + seconds
    while True:
        reply = person.send("GET", f"{API}/queries/{query}")
        if reply.status == 200 or time.monotonic() > deadline:
            return reply.json().get("outcome", reply.json())
        time.sleep(0.1)


@pytest.mark.parametrize("kind", ["postgres", "sqlite", "duckdb"])
def test_a_running_query_is_cancelled_by_its_id(owner, sources, kind):
    # More than the buffers between here and there can hold.
    text = "some text to make it long " * 20
    body = {"connection_id": sources[kind],
            "sql": f"SELECT a.n, b.n AS m, '{text}' AS t FROM numbers a CROSS JOIN numbers b"}
    for _ in range(CONNECTIONS_MAX + 2):
        begin = time.monotonic()
        stream = Stream(owner, "/queries/sql", body, "application/json")
        query = json.loads(stream.begun[:stream.begun.index(b",")] + b"}")["id"]
        assert owner.post(f"/queries/{query}/cancel", expect=202) == {"cancelled": True}
        text, whole = stream.rest()
        assert not whole and b'"row_count"' not in text
        assert time.monotonic() - begin < 10
    assert outcome_of(owner, query) == "cancelled"
    count = owner.sql("SELECT count(*) FROM numbers", connection_id=sources[kind])
    assert count["rows"] == [[2000]]


def test_a_question_is_cancelled_while_the_database_thinks(owner, postgres, sources):
    stream = Stream(owner, "/queries/ask",
                    {"connection_id": sources["postgres"], "question": "how many slow things are there"},
                    "text/event-stream")
    text = stream.begun
    while b'"execute","status":"started"' not in text:
        piece = stream.reply.read1(4096)
        assert piece, text
        text += piece
    query = dict(parse_events(text.decode()))["started"]["id"]
    begin = time.monotonic()
    assert owner.post(f"/queries/{query}/cancel", expect=202) == {"cancelled": True}
    event, problem = parse_events(stream.rest()[0].decode())[-1]
    assert (event, problem["code"]) == ("error", "query_cancelled"), problem
    assert time.monotonic() - begin < 5
    running = ("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%slow_things%'"
               " AND pid <> pg_backend_pid()")
    while postgres.psql(running).strip() != "0":
        assert time.monotonic() - begin < 5, "it still runs"
        time.sleep(0.1)
    assert outcome_of(owner, query) == "cancelled"
    assert owner.post(f"/queries/{query}/cancel", expect=202) == {"cancelled": False}


def test_nobody_cancels_what_another_tenant_runs(owner, new_owner, sources):
    body = {"connection_id": sources["postgres"], "sql": "SELECT a.n, b.n AS m FROM numbers a CROSS JOIN numbers b",
            "limit": 1000000}
    stream = Stream(owner, "/queries/sql", body, "application/json")
    query = json.loads(stream.begun[:stream.begun.index(b",")] + b"}")["id"]
    assert new_owner().post(f"/queries/{query}/cancel", expect=202) == {"cancelled": False}
    assert owner.post(f"/queries/{query}/cancel", expect=202) == {"cancelled": True}
    assert not stream.rest()[1]
