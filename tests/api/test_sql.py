"""SQL that a person wrote: run read-only, within limits, in three formats."""
import csv
import io
import json
import threading
import time

import pytest

SLOW = """WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1000000000)
          SELECT count(*) FROM n"""


def test_rows_come_with_names_types_and_exact_values(shop):
    result = shop.sql("SELECT id, name, price, active, NULL AS nothing FROM products ORDER BY id LIMIT 2")
    assert [column["name"] for column in result["columns"]] == ["id", "name", "price", "active", "nothing"]
    assert [column["type"] for column in result["columns"]][:4] == ["integer", "text", "real", "boolean"]
    identifier, name, price, active, nothing = result["rows"][0]
    assert (identifier, type(name), price, nothing) == (1, str, 18.75, None)
    assert active in (True, False)
    assert (result["row_count"], result["truncated"]) == (2, False)
    assert result["execution_ms"] >= 0
    assert result["id"]


def test_whole_numbers_keep_every_digit(shop):
    assert shop.sql("SELECT 9007199254740993 AS big")["rows"] == [[9007199254740993]]


def test_the_limit_cuts_and_says_so(shop):
    result = shop.sql("SELECT id FROM orders", limit=10)
    assert (len(result["rows"]), result["row_count"], result["truncated"]) == (10, 10, True)


def test_ndjson_has_a_header_a_line_a_row_and_an_end(shop):
    reply = shop.send("POST", "/api/v1/queries/sql",
                      {"sql": "SELECT id, status FROM orders ORDER BY id LIMIT 3", "format": "ndjson"})
    assert reply.headers["Content-Type"].startswith("application/x-ndjson")
    head, *rows, end = [json.loads(line) for line in reply.body.splitlines()]
    assert [column["name"] for column in head["columns"]] == ["id", "status"]
    assert [row[0] for row in rows] == [1, 2, 3]
    assert (end["row_count"], end["truncated"]) == (3, False)


def test_csv_is_rfc_4180(shop):
    reply = shop.send("POST", "/api/v1/queries/sql", {
        "sql": "SELECT 'a,b' AS comma, 'say \"hi\"' AS quote, 'two' || chr(10) || 'lines' AS lines, 1 AS one",
        "format": "csv"})
    assert reply.status == 200, reply
    assert reply.headers["Content-Type"].startswith("text/csv")
    assert b"\r\n" in reply.body
    rows = list(csv.reader(io.StringIO(reply.body.decode(), newline="")))
    assert rows == [["comma", "quote", "lines", "one"], ["a,b", 'say "hi"', "two\nlines", "1"]]


def test_a_dry_run_tells_what_would_run_and_reads_nothing(shop):
    plan = shop.sql("SELECT o.status, count(*) AS orders FROM orders o GROUP BY o.status", dry_run=True)
    assert "rows" not in plan
    assert plan["dialect"] == "sqlite"
    assert [table["table"] for table in plan["tables"]] == ["orders"]
    status = plan["columns"][0]
    assert (status["name"], status["sources"][0]["column"]) == ("status", "status")
    assert plan["limits"]["rows_max"] > 0
    assert shop.sql(plan["sql"])["row_count"] == 6


@pytest.mark.parametrize("sql", [
    "DELETE FROM orders", "UPDATE orders SET status = 'x'", "INSERT INTO categories VALUES (99, 'x')",
    "DROP TABLE orders", "CREATE TABLE x (a int)", "PRAGMA user_version", "ATTACH 'x.db' AS x",
    "SELECT load_extension('x')", "SELECT * FROM sqlite_master", "SELECT 1; SELECT 2",
    "WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone", "SELECT readfile('/etc/passwd')",
    "VACUUM", "BEGIN", "EXPLAIN SELECT 1", "COPY orders TO '/tmp/x'",
])
def test_what_is_not_a_plain_read_is_refused(shop, sql):
    before = shop.sql("SELECT count(*) FROM orders")["rows"]
    problem = shop.refused("POST", "/queries/sql", {"sql": sql})
    assert problem["status"] in (400, 403, 422), problem
    assert shop.sql("SELECT count(*) FROM orders")["rows"] == before


def test_a_syntax_error_says_where(shop):
    problem = shop.refused("POST", "/queries/sql", {"sql": "SELECT id FORM orders"}, code="sql_syntax")
    assert problem["position"] == "SELECT id FORM orders".index("orders")


def test_an_unknown_column_says_its_name_and_place(shop):
    problem = shop.refused("POST", "/queries/sql", {"sql": "SELECT colour FROM products"})
    assert "colour" in problem["detail"]
    assert problem["position"] == 7


def test_samples_of_a_table(shop):
    result = shop.get("/queries/sample-data/customers", limit=5)
    assert result["row_count"] == len(result["rows"]) == 5
    shop.refused("GET", "/queries/sample-data/no_such_table", status=404)
    shop.refused("GET", "/queries/sample-data/orders%22%3B%20DROP%20TABLE%20orders", status=404)


def test_the_schema_has_tables_columns_and_keys(shop):
    schema = shop.get("/queries/schema")
    tables = {table["name"]: table for table in schema["tables"]}
    assert set(tables) == {"categories", "products", "employees", "customers", "orders", "order_items",
                           "reviews"}
    assert tables["order_items"]["primary_key"] == ["order_id", "product_id"]
    keys = {key["columns"][0]: key["target_table"] for key in tables["order_items"]["foreign_keys"]}
    assert keys == {"order_id": "orders", "product_id": "products"}
    types = {column["name"]: column["type"] for column in tables["orders"]["columns"]}
    assert types["ordered_at"] == "timestamp" and types["shipped_on"] == "date"


def test_a_client_that_goes_away_stops_its_query(shop):
    begin = time.monotonic()
    with pytest.raises(TimeoutError):
        shop.send("POST", "/api/v1/queries/sql", {"sql": SLOW}, timeout=0.5)
    assert shop.sql("SELECT 1 AS still_alive")["rows"] == [[1]]
    assert time.monotonic() - begin < 5


def test_cancelling_an_ask_in_its_stream(shop):
    """`started` names the query, so that another request can stop it."""
    events = shop.events("/queries/ask", {"question": "how many orders are there"})
    query = dict(events)["started"]["id"]
    # It has ended: cancelling is no error and changes nothing.
    assert shop.post(f"/queries/{query}/cancel", expect=202) == {"cancelled": False}


def test_many_at_once_answer_each_its_own(shop):
    wrong = []

    def one(number):
        rows = shop.sql(f"SELECT {number} AS mine FROM orders LIMIT 1")["rows"]
        if rows != [[number]]:
            wrong.append((number, rows))

    threads = [threading.Thread(target=one, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
