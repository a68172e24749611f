"""Looking at a result: pages, order, filters, groups, files, charts; all of it under the asker's own rights."""
import csv
import http.client
import io
import json
import time
import zipfile
from xml.etree import ElementTree

import pytest

from client import API, eventually
from test_policies import SECRET, toy  # noqa: F401 (a fixture)

ROWS = "/queries/rows"


def page(person, **wanted):
    return person.post(ROWS, wanted)


def test_pages_fit_together_and_have_the_order_of_the_query(shop):
    sql = "SELECT status, id FROM orders ORDER BY status DESC"
    whole = shop.sql(f"SELECT status, id FROM ({sql}) AS o ORDER BY status DESC, id")["rows"]
    pages = [page(shop, sql=sql, offset=at, limit=7) for at in range(0, len(whole), 7)]
    assert [row for each in pages for row in each["rows"]] == whole
    assert [each["truncated"] for each in pages] == [True] * (len(pages) - 1) + [False]


def test_a_limit_of_the_query_holds_for_its_pages(shop):
    sql = "SELECT id FROM orders ORDER BY id LIMIT 10 OFFSET 5"
    assert page(shop, sql=sql, offset=6, limit=7)["rows"] == [[12], [13], [14], [15]]
    assert page(shop, sql=sql, offset=20)["rows"] == []


def test_columns_sort_in_both_directions_and_null_comes_last(shop):
    sql = "SELECT 1 AS a, NULL AS b UNION ALL SELECT 2, 'x' UNION ALL SELECT 3, 'y'"
    assert [row[0] for row in page(shop, sql=sql, sort=[{"column": 1}])["rows"]] == [2, 3, 1]
    assert [row[0] for row in page(shop, sql=sql, sort=[{"column": 1, "descending": True}])["rows"]] == [3, 2, 1]


def test_columns_of_one_name_stay_apart(shop):
    result = page(shop, sql="SELECT 1 AS id, 2 AS id UNION ALL SELECT 1, 3", sort=[{"column": 1, "descending": True}])
    assert [column["name"] for column in result["columns"]] == ["id", "id"]
    assert result["rows"] == [[1, 3], [1, 2]]


@pytest.mark.parametrize("wanted, ids", [
    ({"column": 0, "match": "equals", "value": "3"}, [3]),
    ({"column": 0, "match": "greater", "value": "8.5"}, [9, 10]),
    ({"column": 0, "match": "less", "value": "-1"}, []),
    ({"column": 1, "match": "contains", "value": "%' OR 1=1 --"}, []),
    ({"column": 1, "match": "is_null"}, []),
])
def test_filters(shop, wanted, ids):
    sql = "SELECT id, name FROM products WHERE id <= 10"
    filtered = page(shop, sql=sql, filters=[wanted])
    assert sorted(row[0] for row in filtered["rows"]) == ids
    counted = shop.post(ROWS + "/count", {"sql": sql, "filters": [wanted]})
    assert counted == {"row_count": len(ids), "more": False}


def test_a_filter_contains_takes_no_notice_of_case(shop):
    name = shop.sql("SELECT name FROM products WHERE id = 1")["rows"][0][0]
    found = page(shop, sql="SELECT id, name FROM products", filters=[
        {"column": 1, "match": "contains", "value": name.upper()}])
    assert [1, name] in found["rows"]


@pytest.mark.parametrize("wanted", [
    {"filters": [{"column": 9, "match": "is_null"}]},
    {"filters": [{"column": 0, "match": "equals", "value": "x"}]},
    {"filters": [{"column": 0, "match": "equals"}]},
    {"sort": [{"column": 2}]},
    {"columns": [5]},
])
def test_what_the_result_does_not_have_is_refused(shop, wanted):
    shop.refused("POST", ROWS, {"sql": "SELECT id, name FROM products", **wanted}, code="invalid_fields", status=422)


def test_an_answer_is_looked_at_by_its_id_and_only_by_its_owner(shop, new_owner):
    answer = shop.ask("how many orders per status")
    again = page(shop, query_id=answer["id"], sort=[{"column": 1, "descending": True}])
    assert sorted(map(str, again["rows"])) == sorted(map(str, answer["rows"]))
    for path in (ROWS, ROWS + "/count"):
        new_owner().refused("POST", path, {"query_id": answer["id"]}, code="query_not_found", status=404)


def test_groups_are_made_in_the_database(shop):
    made = shop.post(ROWS + "/groups", {
        "sql": "SELECT status, shipping_cost FROM orders", "by": [{"column": 0}],
        "measures": [{"summary": "count"}, {"summary": "sum", "column": 1}]})
    assert [each["name"] for each in made["columns"]] == ["status", "rows", "sum of shipping_cost"]
    assert [row[:2] for row in made["rows"]] == shop.sql(
        "SELECT status, count(*) FROM orders GROUP BY status ORDER BY 1")["rows"]
    assert shop.sql(made["sql"])["rows"] == made["rows"]


def test_groups_of_months_and_of_steps(shop):
    years = shop.post(ROWS + "/groups", {
        "sql": "SELECT ordered_at FROM orders", "by": [{"column": 0, "unit": "year"}],
        "measures": [{"summary": "count"}]})
    assert sum(row[1] for row in years["rows"]) == shop.sql("SELECT count(*) FROM orders")["rows"][0][0]
    steps = shop.post(ROWS + "/groups", {
        "sql": "SELECT id FROM orders WHERE id <= 100", "by": [{"column": 0, "step": 50}],
        "measures": [{"summary": "count"}]})
    assert [[float(row[0]), row[1]] for row in steps["rows"]] == [[0, 49], [50, 50], [100, 1]]


def export(person, kind, sql, **more):
    reply = person.send("POST", API + ROWS, {"sql": sql, "format": kind, **more})
    assert reply.status == 200, reply
    return reply


HOSTILE = ("SELECT '=1+1' AS \"=name\", -5 AS number, '<img src=x onerror=alert(1)>' AS html, "
           "'a|b' AS pipe, NULL AS nothing, 9007199254740993 AS big")


def test_csv_for_spreadsheets_has_no_formulas_and_the_exact_one_is_as_it_was(shop):
    read = lambda reply: list(csv.reader(io.StringIO(reply.body.decode(), newline="")))
    safe = read(export(shop, "csv", HOSTILE, without_formulas=True))
    assert safe[0][0] == "'=name" and safe[1][:2] == ["'=1+1", "-5"]
    assert read(export(shop, "csv", HOSTILE))[1][0] == "=1+1"


def test_markdown_shows_data_as_data(shop):
    reply = export(shop, "markdown", HOSTILE)
    assert reply.headers["Content-Type"].startswith("text/markdown")
    head, line, row = reply.body.decode().splitlines()
    assert "<img" not in row and "&lt;img" in row and "a\\|b" in row and "| NULL |" in row
    assert line.count("---:") == 2


def cells_of(workbook):
    book = zipfile.ZipFile(io.BytesIO(workbook))
    names = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in sheet.iterfind(".//m:row", names):
        rows.append([(cell.get("t"), "".join(cell.itertext()), cell.find("m:f", names)) for cell in row.iterfind("m:c", names)])
    return rows, book


def test_a_workbook_has_types_and_no_formulas(shop):
    reply = export(shop, "xlsx", HOSTILE)
    assert reply.headers["Content-Disposition"] == 'attachment; filename="result.xlsx"'
    assert (reply.headers["Parlance-Truncated"], reply.headers["Parlance-Row-Count"]) == ("false", "1")
    rows, _ = cells_of(reply.body)
    assert all(formula is None for row in rows for _, _, formula in row)
    kinds = [(kind, text) for kind, text, _ in rows[1]]
    assert kinds[0] == ("inlineStr", "=1+1")
    assert kinds[1] == (None, "-5")
    assert kinds[-1] == ("inlineStr", "9007199254740993")


def test_a_cut_file_says_so(shop):
    reply = export(shop, "xlsx", "SELECT id FROM orders", limit=3)
    assert reply.headers["Content-Disposition"] == 'attachment; filename="result-first-3-rows.xlsx"'
    assert reply.headers["Parlance-Truncated"] == "true"
    _, book = cells_of(reply.body)
    assert b"a limit cut the result" in book.read("xl/worksheets/sheet2.xml")


def test_parquet_is_parquet(shop):
    reply = export(shop, "parquet", "SELECT id, name FROM products ORDER BY id")
    assert reply.body[:4] == b"PAR1" and reply.body[-4:] == b"PAR1"
    assert len(reply.body) == int(reply.headers["Parlance-File-Bytes"])


def test_parquet_keeps_types_and_digits(shop, new_owner):
    """Read back by the import, which tells the types that stand in the file."""
    values = [["1815-12-10", "12.50", 9007199254740993, "=1"], ["2024-02-29", "-0.25", 1, "two\nlines"]]
    sql = " UNION ALL ".join(
        f"SELECT CAST('{day}' AS date) AS day, CAST({price} AS numeric(10, 2)) AS price, {big} AS big, '{words}' AS words"
        for day, price, big, words in values)
    person = new_owner()
    source = person.upload("any.csv", b"a\n1\n")["connection"]["id"]
    reply = export(person, "parquet", sql, connection_id=source)
    done = person.upload("back.parquet", reply.body)
    assert [each["type"] for each in done["table"]["columns"]] == ["date", "decimal", "integer", "text"]
    back = person.sql("SELECT CAST(day AS text), CAST(price AS text), big, words FROM back ORDER BY day",
                      connection_id=done["connection"]["id"])["rows"]
    assert back == values


def test_accept_chooses_the_format_of_run_sql(shop):
    reply = shop.send("POST", API + "/queries/sql", {"sql": "SELECT 1 AS one"}, headers={"Accept": "text/markdown"})
    assert reply.body.decode().splitlines()[-1] == "| 1 |"


def test_the_audit_knows_the_format_and_the_door(shop):
    export(shop, "xlsx", "SELECT 41 AS audited_export")
    entry = next(each for each in shop.get("/logs")["items"] if each.get("sql") == "SELECT 41 AS audited_export")
    assert (entry["action"], entry["outcome"], entry["door"], entry["row_count"]) == ("export_xlsx", "answered", "http", 1)


def test_a_chart_is_kept_with_its_answer(shop):
    path = f"/queries/{shop.ask('how many orders per status')['id']}"
    chart = {"mark": "point", "encoding": {"x": {"field": "status", "type": "nominal"}}}
    assert shop.call("PUT", path + "/chart", {"chart": chart})["chart"] == chart
    assert shop.get(path)["chart"] == chart
    hostile = {"mark": "bar", "data": {"url": "https://evil.example/"}}
    shop.refused("PUT", path + "/chart", {"chart": hostile}, code="chart_refused", status=422)
    assert shop.get(path)["chart"] == chart
    shop.call("PUT", path + "/chart", {"chart": {}})
    assert not shop.get(path).get("chart")


def test_masks_hold_in_pages_groups_and_files(toy):  # noqa: F811
    owner, analyst, source = toy
    sql = "SELECT id, email, ssn FROM customers"
    seen = page(analyst, sql=sql, connection_id=source, sort=[{"column": 2}, {"column": 0}])
    assert [column.get("masked", False) for column in seen["columns"]] == [False, True, True]
    assert [row[0] for row in seen["rows"]] == [1, 3]
    groups = analyst.post(ROWS + "/groups", {"sql": sql, "connection_id": source, "by": [{"column": 2}],
                                             "measures": [{"summary": "count"}]})
    assert groups["rows"] == [[None, 2]]
    for value in ("123-45-6789", "ada@example.org"):
        filters = [{"column": 2 if value[0] == "1" else 1, "match": "equals", "value": value}]
        counted = analyst.post(ROWS + "/count", {"sql": sql, "connection_id": source, "filters": filters})
        assert counted["row_count"] == 0
    for kind in ("csv", "markdown"):
        body = export(analyst, kind, sql, connection_id=source).body.decode()
        assert not [secret for secret in SECRET if secret in body]
    workbook = zipfile.ZipFile(io.BytesIO(export(analyst, "xlsx", sql, connection_id=source).body))
    assert not [secret for secret in SECRET if secret.encode() in workbook.read("xl/worksheets/sheet1.xml")]
    assert b"123-45-6789" in export(owner, "csv", sql, connection_id=source).body


def test_pages_are_the_same_on_every_engine(toy):  # noqa: F811
    owner, _, source = toy
    sql = "SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id"
    wanted = {"sql": sql, "connection_id": source, "sort": [{"column": 1, "descending": True}], "limit": 2}
    assert page(owner, **wanted)["rows"] == [[3, "Cleo"], [2, "Ben"]]
    assert page(owner, **wanted, offset=2)["rows"] == [[1, "Ada"]]
    found = page(owner, sql=sql, connection_id=source, filters=[{"column": 1, "match": "contains", "value": "E"}])
    assert sorted(row[1] for row in found["rows"]) == ["Ben", "Cleo"]


def test_tiles_tell_what_is_masked(toy):  # noqa: F811
    owner, analyst, source = toy
    board = owner.post("/dashboards", {"title": "Masked", "tiles": [{
        "kind": "table", "title": "People", "sql": "SELECT id, ssn FROM customers", "connection_id": source}]}, expect=201)
    path = f"/dashboards/{board['id']}/tiles/{board['tiles'][0]['id']}/data"
    told = lambda person: [each.get("masked", False) for each in person.get(path)["columns"]]
    assert (told(analyst), told(owner)) == ([False, True], [False, False])


def test_a_file_that_nobody_waits_for_is_not_made(new_owner):
    """Whoever cancels closes the connection: the query ends, and nothing is left on the disk."""
    person = new_owner()
    person.post("/connections/sample", expect=201)
    slow = ("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1000000000) "
            "SELECT x AS abandoned_export FROM n WHERE x < 0")
    line = http.client.HTTPConnection("127.0.0.1", person.port)
    line.request("POST", API + ROWS, json.dumps({"sql": slow, "format": "xlsx"}), {
        "Authorization": "Bearer " + person.token, "Content-Type": "application/json"})
    time.sleep(0.5)
    line.close()
    entry = eventually(lambda: next((each for each in person.get("/logs")["items"]
                                     if "abandoned_export" in (each.get("sql") or "")), None))
    assert (entry["action"], entry["outcome"]) == ("export_xlsx", "cancelled")
