"""What the endpoint costs a model: tokens of the tool list, and of a question on 5,000 tables."""
import json
import sqlite3

import pytest

from client import register
from conftest import node
from pipes import Pipes
from test_endpoint import key_of, rpc

TABLES = 5000
AREAS = ["sales", "billing", "support", "warehouse", "payroll", "fleet", "clinic", "school"]
THINGS = ["orders", "invoices", "tickets", "shipments", "visits", "courses", "vehicles", "claims"]


def tokens(*texts):
    return json.loads(node("count-tokens.mjs", input=json.dumps(texts)).stdout)


def table(number):
    area, thing = AREAS[number % 8], THINGS[number // 8 % 8]
    name = f"{area}_{thing}_{number:04}"
    columns = [f"{thing[:-1]}_id INTEGER PRIMARY KEY", f"{area}_code TEXT", "opened_on DATE",
               "amount REAL", "status TEXT", "owner_name TEXT", f"note_{number % 13} TEXT"]
    if number >= 64:
        twin = f"{AREAS[number % 8]}_{THINGS[number // 8 % 8]}_{number - 64:04}"
        columns.append(f"parent_id INTEGER REFERENCES {twin}({thing[:-1]}_id)")
    return f"CREATE TABLE {name} ({', '.join(columns)})"


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    file = tmp_path_factory.mktemp("large") / "large.sqlite"
    with sqlite3.connect(file) as database:
        database.execute("BEGIN")
        for number in range(TABLES):
            database.execute(table(number))
    pipes = Pipes("--source", f"sqlite:{file}")
    yield pipes
    assert pipes.end() == 0


def test_the_tool_list_is_small(large):
    tools = large.ask("tools/list")["result"]["tools"]
    [count] = tokens(json.dumps(tools, separators=(",", ":")))
    assert len(tools) == 8
    assert count <= 2500


def test_the_tool_list_is_small_with_several_sources(product):
    owner = register(product.server.port)
    owner.post("/connections/sample", expect=201)
    owner.upload("things.csv", b"id,name\n1,a\n")
    _, reply = rpc(product.server.port, key_of(owner), "tools/list")
    tools = reply["result"]["tools"]
    [count] = tokens(json.dumps(tools, separators=(",", ":")))
    assert len(tools) == 9
    assert count <= 2500


def test_a_question_on_5000_tables_costs_about_2000_tokens(large):
    overview = large.ask("resources/read", uri="parlance://schema/overview")
    found, wrong = large.call("search_schema", query="amount of fleet claims by status")
    assert not wrong
    names = [each["table"] for each in json.loads(found)["matches"]]
    assert names and all("fleet" in name or "claims" in name for name in names[:3])
    described, _ = large.call("describe_tables", tables=names[:2])
    rows, wrong = large.call(
        "run_sql", sql=f'SELECT status, sum(amount) AS total FROM {names[0]} GROUP BY status')
    assert not wrong
    counts = tokens(
        overview["result"]["contents"][0]["text"], found, described, rows)
    assert sum(counts) <= 2200, counts


@pytest.mark.parametrize("tool,arguments", [
    ("search_schema", {"query": "orders", "limit": 50, "detail": "full"}),
    ("describe_tables", {"tables": [f"sales_orders_{n:04}" for n in range(0, 640, 64)]}),
    ("analyze_question", {"question": "amount of sales orders and billing invoices by status"}),
    ("run_sql", {"sql": "SELECT 'x' || n AS text FROM generate_series(1, 900) AS t(n)"}),
])
def test_no_answer_is_larger_than_16_kib(large, tool, arguments):
    text, _ = large.call(tool, **arguments)
    assert len(text.encode()) <= 16 * 1024
