"""Two tenants whose databases differ only in what their policy hides: an analyst of the one is told
the same as an analyst of the other. What they ask themselves is in test_attack_doors.py."""
import json
import re
import sqlite3

import pytest

from client import invite, register
from test_guard_cli import POLICY, parts

# What changes from call to call, whoever asks.
MOVING = {
    "id", "query_id", "request_id", "connection_id", "execution_ms", "elapsed_ms", "created_at",
    "asked_at", "conversation_id", "refreshed_at", "updated_at", "ms", "duration_ms",
    "next_cursor", "next", "cursor", "instance", "rerun_of", "latency_ms", "age_ms", "as_of",
    "cached", "hit", "timings", "username", "asked_by",
}


def tenant(server, source):
    """An analyst of a new tenant with the toy policy over this source."""
    owner = register(server.port)
    connection = source(owner)
    held = owner.get("/policies", connection_id=connection)
    owner.call("PUT", "/policies", {
        "connection_id": connection, "version": held["version"], "document": POLICY, "note": "toy"})
    return invite(owner, "analyst"), connection


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def worlds(request, server, tmp_path_factory):
    script = parts("attacks_postgres.sql" if request.param == "postgresql" else "attacks_sqlite.sql")

    def source(world):
        text = script["toy"] + script["world " + world]
        if request.param == "sqlite":
            path = tmp_path_factory.mktemp("world") / "toy.sqlite"
            with sqlite3.connect(path) as database:
                database.executescript(text)
            return lambda owner: owner.upload("toy.sqlite", path.read_bytes())["connection"]["id"]
        postgres = request.getfixturevalue("postgres")
        postgres.create(f"world_{world}")
        postgres.psql(text + "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;", f"world_{world}")
        body = postgres.connection(f"world_{world}")
        return lambda owner: owner.post("/connections", body, expect=201)["id"]

    return request.param, [tenant(server, source(world)) for world in ("a", "b")]


def settled(value):
    """A reply without what changes from call to call."""
    if isinstance(value, dict):
        return {key: settled(held) for key, held in value.items() if key not in MOVING}
    if isinstance(value, list):
        return [settled(one) for one in value]
    if isinstance(value, str):
        return re.sub(r"world_[ab]|p_[0-9a-f]{24}_[0-9a-f]{16}", "…", value)
    return value


def test_the_past_is_no_other_door(worlds):
    _, tenants = worlds
    pasts = []
    for analyst, source in tenants:
        analyst.sql("SELECT id, email, ssn FROM customers ORDER BY id", connection_id=source)
        items = analyst.get("/queries/history")
        pasts.append(settled(items))
    assert json.dumps(pasts[0]) == json.dumps(pasts[1])


@pytest.mark.parametrize("path", [
    "/queries/schema", "/queries/suggestions", "/queries/sample-data/customers", "/queries/sample-data/orders",
    "/queries/sample-data/employees",
])
def test_what_is_told_about_the_data(worlds, path):
    _, tenants = worlds
    replies = [settled(analyst.get(path, connection_id=source)) for analyst, source in tenants]
    assert replies[0] == replies[1]
    text = json.dumps(replies[0])
    assert "salary" not in text and "anna@" not in text and "111-11" not in text and "Dave" not in text


def test_a_hidden_table_is_one_that_is_not_there(worlds):
    _, tenants = worlds
    analyst, source = tenants[0]
    for column in ("salary", "wealth"):
        problem = analyst.refused(
            "POST", "/queries/sql",
            {"sql": f"SELECT {column} FROM employees", "connection_id": source}, code="sql_unknown_column")
        assert problem["detail"].replace(column, "x").startswith("There is no column x.")
