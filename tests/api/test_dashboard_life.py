"""What becomes of dashboards: filters that whoever looks chooses by, versions, and the audit."""
import json
import urllib.parse

from client import invite, register
from test_dashboards import data, made, put_policy, shop_of, staff_of, tile_of, uploaded


def column(source, table, name):
    return {"connection_id": source, "schema": "main", "table": table, "column": name}


def filter_of(kind, *columns, name="f", label="Filter"):
    return {"id": name, "label": label, "kind": kind, "columns": list(columns)}


def with_filters(person, board, *filters):
    return person.patch(f"/dashboards/{board['id']}", {"version": board["version"], "filters": list(filters)})


def chosen(person, board, index=0, **values):
    return data(person, board, index, filters=json.dumps(values))


def source_of(person):
    return person.get("/connections")["connections"][0]["id"]


# ---- filters ------------------------------------------------------------------------------------

def test_a_filter_narrows_the_tiles_that_read_its_table(server):
    person = shop_of(server)
    source = source_of(person)
    board = made(
        person, tile_of("SELECT country, count(*) AS n FROM customers GROUP BY country", kind="table"),
        tile_of("SELECT c.country, count(o.id) AS n FROM customers c LEFT JOIN orders o"
                " ON o.customer_id = c.id GROUP BY c.country", kind="table"),
        tile_of("SELECT count(*) AS n FROM products", kind="number"))
    board = with_filters(
        person, board, filter_of("choice", column(source, "customers", "country"), name="country", label="Country"),
        filter_of("date", column(source, "orders", "ordered_at"), name="day"),
        filter_of("number", column(source, "orders", "shipping_cost"), name="cost"),
        filter_of("text", column(source, "customers", "city"), name="city"))
    assert [each["id"] for each in board["filters"]] == ["country", "day", "cost", "city"]
    path = f"/dashboards/{board['id']}/filters/country/choices"
    countries = person.get(path)["values"]
    every = dict(person.sql("SELECT country, count(*) FROM customers GROUP BY country")["rows"])
    assert countries == sorted(every) and not person.get(path)["more"]
    part = countries[0][1:4].upper()
    assert person.get(path, search=part)["values"] == [each for each in countries if part.lower() in each.lower()]

    two = countries[:2]
    seen = chosen(person, board, country={"values": two})
    assert sorted(seen["rows"]) == [[each, every[each]] for each in two]
    assert seen["filtered_by"] == ["country"] and seen["not_filtered_by"] == []
    untouched = chosen(person, board, 2, country={"values": two})
    assert untouched["rows"] == data(person, board, 2)["rows"]
    assert untouched["not_filtered_by"] == ["country"] and untouched["filtered_by"] == []

    # A customer without orders in those days stays, with none.
    day = {"from": "2026-01-01", "to": "2026-01-31"}
    joined = chosen(person, board, 1, day=day)
    right = person.sql(
        "SELECT c.country, count(o.id) FROM customers c LEFT JOIN (SELECT * FROM orders WHERE ordered_at >="
        " '2026-01-01' AND ordered_at < '2026-02-01') o ON o.customer_id = c.id GROUP BY c.country")["rows"]
    assert sorted(joined["rows"]) == sorted(right) and len(right) == len(every)
    some = chosen(person, board, 1, day=day, cost={"from": "-1", "to": "5.5"}, city={"text": "e"})
    assert some["filtered_by"] == ["day", "cost", "city"]
    assert sum(row[1] for row in some["rows"]) < sum(row[1] for row in right)
    assert chosen(person, board, country={"values": []}, day={"from": ""})["rows"] == data(person, board)["rows"]
    # Gone with the filter.
    board = with_filters(person, board)
    assert board["filters"] == []
    tile = board["tiles"][0]["id"]
    person.refused("GET", f"/dashboards/{board['id']}/tiles/{tile}/data?filters=%7B%22country%22%3A%7B%7D%7D", status=422)
    person.refused("GET", path, code="filter_not_found", status=404)


def test_what_is_chosen_is_a_value_whatever_it_holds(server, tmp_path):
    person = register(server.port)
    nasty = ["' OR 1=1 --", "%", "_", "\\", "\u202eevil", "<img src=x onerror=alert(1)>", "a\"b", "DE'); SELECT 1; --"]
    rows = ",".join("('" + each.replace("'", "''") + "')" for each in nasty)
    source = uploaded(person, tmp_path, f"CREATE TABLE t (word TEXT); INSERT INTO t VALUES {rows};")
    board = with_filters(
        person, made(person, tile_of("SELECT word FROM t", connection_id=source, kind="table")),
        filter_of("choice", column(source, "t", "word"), name="pick"),
        filter_of("text", column(source, "t", "word"), name="part"))
    for word in nasty:
        assert chosen(person, board, pick={"values": [word]})["rows"] == [[word]], word
        assert [word] in chosen(person, board, part={"text": word})["rows"]
    assert chosen(person, board, part={"text": "%"})["rows"] == [["%"]]
    path = f"/dashboards/{board['id']}/tiles/{board['tiles'][0]['id']}/data?filters="
    for wrong in ("x", "[]", '{"pick": 1}', '{"pick": {"values": "a"}}', '{"gone": {}}', '{"pick": {"sql": "x"}}'):
        person.refused("GET", path + urllib.parse.quote(wrong))
    for fields in ({"id": "a b"}, {"columns": []}, {"columns": [column(source, "t", "gone")]}, {"kind": "number"},
                   {"kind": "date", "columns": [column("0190aaaa", "t", "word")]}, {"label": ""}):
        person.refused("PATCH", f"/dashboards/{board['id']}", {
            "version": board["version"], "filters": [{**filter_of("choice", column(source, "t", "word")), **fields}]}, status=422)


def tile_result(board, index=0, **values):
    return {"tile": {"dashboard_id": board["id"], "tile_id": board["tiles"][index]["id"], "filters": json.dumps(values)}}


def test_the_rows_of_a_tile_are_paged_counted_and_taken_away_as_it_is_filtered(server, tmp_path):
    person = shop_of(server)
    sql = "SELECT id, status FROM orders ORDER BY id DESC"
    board = with_filters(person, made(person, tile_of(sql, kind="table"), {"kind": "text", "text": "hello"}),
                         filter_of("choice", column(source_of(person), "orders", "status"), name="status"))
    done = person.sql("SELECT id, status FROM orders WHERE status = 'delivered' ORDER BY id DESC")["rows"]
    wanted = tile_result(board, status={"values": ["delivered"]})
    assert person.post("/queries/rows/count", wanted)["row_count"] == len(done) > 20
    assert person.post("/queries/rows", {**wanted, "offset": 10, "limit": 5})["rows"] == done[10:15]
    up = person.post("/queries/rows", {**wanted, "sort": [{"column": 0}], "limit": 3})
    assert up["rows"] == sorted(done)[:3]
    file = person.send("POST", "/api/v1/queries/rows", {**wanted, "format": "csv"})
    assert len(file.body.decode().strip().split("\r\n")) == 1 + len(done)
    assert person.post("/queries/rows/count", tile_result(board))["row_count"] > len(done)
    person.refused("POST", "/queries/rows", tile_result(board, gone={}), status=422)
    person.refused("POST", "/queries/rows", tile_result(board, 1), code="tile_without_data", status=422)

    owner, viewer, source = staff_of(server, tmp_path)
    board = with_filters(
        owner, made(owner, tile_of("SELECT name FROM staff ORDER BY id", connection_id=source, kind="table"),
                    tile_of("SELECT word FROM plans", connection_id=source, kind="table")),
        filter_of("choice", column(source, "staff", "name"), name="name"))
    assert viewer.post("/queries/rows", tile_result(board))["rows"] == [["Ada"], ["Ben"]]  # of the own team
    assert viewer.post("/queries/rows/count", tile_result(board, name={"values": ["Cleo"]}))["row_count"] == 0
    for path in ("", "/count"):
        viewer.refused("POST", f"/queries/rows{path}", tile_result(board, 1), code="tile_not_visible", status=403)
    person.refused("POST", "/queries/rows", tile_result(board), code="dashboard_not_found", status=404)


def test_filters_show_nobody_more_than_they_may_see(server, tmp_path):
    owner, viewer, source = staff_of(server, tmp_path)
    board = with_filters(
        owner, made(owner, tile_of("SELECT name FROM staff ORDER BY id", connection_id=source, kind="table"),
                    tile_of("SELECT word FROM plans", connection_id=source, kind="table")),
        filter_of("choice", column(source, "staff", "name"), name="name"),
        filter_of("number", column(source, "staff", "salary"), name="salary"),
        filter_of("choice", column(source, "staff", "email"), name="email"),
        filter_of("choice", column(source, "plans", "word"), name="word"))
    seen = viewer.get(f"/dashboards/{board['id']}")
    assert [len(each["columns"]) for each in seen["filters"]] == [1, 0, 1, 0]
    path = f"/dashboards/{board['id']}/filters"
    assert viewer.get(f"{path}/name/choices")["values"] == ["Ada", "Ben"]  # of the own team
    assert owner.get(f"{path}/name/choices")["values"] == ["Ada", "Ben", "Cleo"]
    assert viewer.get(f"{path}/word/choices")["values"] == [] and viewer.get(f"{path}/salary/choices")["values"] == []
    assert "ada@" not in json.dumps(viewer.get(f"{path}/email/choices"))
    assert chosen(viewer, board, name={"values": ["Cleo"]})["rows"] == []
    # A hidden column neither narrows nor tells: whatever is chosen, the rows are the same.
    every = data(viewer, board)["rows"]
    for bound in ("0", "4711", "99999"):
        salary = chosen(viewer, board, salary={"from": bound})
        assert salary["rows"] == every and salary["not_filtered_by"] == ["salary"]
    # A masked one is compared with what it shows.
    assert chosen(viewer, board, email={"values": ["ada@example.org"]})["rows"] == []
    tile = board["tiles"][1]["id"]
    viewer.refused("GET", f"/dashboards/{board['id']}/tiles/{tile}/data?filters=%7B%22word%22%3A%7B%22text%22%3A%22z%22%7D%7D",
                   code="tile_not_visible", status=403)
    stranger = register(server.port)
    stranger.refused("GET", f"{path}/name/choices", code="dashboard_not_found", status=404)


def test_a_tile_with_a_size_and_no_place_stands_below_all_others(server):
    person = shop_of(server)
    board = made(person, tile_of(), {"kind": "text", "text": "Wide", "w": 12, "h": 1})
    assert [(tile["y"], tile["w"], tile["h"]) for tile in board["tiles"]] == [(0, 6, 4), (4, 12, 1)]
    low = person.post(f"/dashboards/{board['id']}/tiles", tile_of(x=6, w=3), expect=201)
    assert (low["x"], low["y"], low["w"], low["h"]) == (6, 5, 3, 4)


COUNTRIES = ("SELECT c.name, c.country, count(o.id) AS n FROM customers c LEFT JOIN orders o ON o.customer_id = c.id"
             " WHERE c.id <= 3 OR c.vip GROUP BY c.id ORDER BY c.id")


def test_filters_mean_the_same_on_postgresql_under_row_rules(server, postgres):
    owner = register(server.port)
    source = owner.post("/connections", postgres.connection("store"), expect=201)["id"]
    analyst = invite(owner, "analyst")
    put_policy(owner, source, {"unrestricted": ["owner"], "rules": [
        {"default": "allow", "tables": {"customers": {"rows": "country <> 'AT'", "columns": {"name": {"mask": "partial"}}}}}]})
    at = {"connection_id": source, "schema": "public"}
    board = with_filters(
        owner, made(owner, tile_of(COUNTRIES, connection_id=source, kind="table")),
        filter_of("choice", {**at, "table": "customers", "column": "country"}, name="country"),
        filter_of("date", {**at, "table": "orders", "column": "placed_at"}, name="day"),
        filter_of("number", {**at, "table": "orders", "column": "total"}, name="total"),
        filter_of("choice", {**at, "table": "customers", "column": "vip"}, name="vip"))
    wish = {"country": {"values": ["DE", "AT"]}, "vip": {"values": ["true"]},
            "day": {"from": "2026-01-02", "to": "2026-01-05"}, "total": {"from": "0.5", "to": "10000.25"}}
    seen = chosen(owner, board, **wish)
    assert seen["filtered_by"] == ["country", "day", "total", "vip"] and len(seen["rows"]) > 3
    right = postgres.psql(
        "SELECT c.name, c.country, count(o.id) FROM customers c LEFT JOIN (SELECT * FROM orders WHERE placed_at >= '2026-01-02'"
        " AND placed_at < '2026-01-06' AND total BETWEEN 0.5 AND 10000.25) o ON o.customer_id = c.id"
        " WHERE (c.id <= 3 OR c.vip) AND c.vip AND c.country IN ('DE', 'AT') GROUP BY c.id ORDER BY c.id", "store")
    assert [f"{name}|{country}|{n}" for name, country, n in seen["rows"]] == right.strip().split("\n")
    narrow = chosen(analyst, board, **wish)["rows"]
    assert {row[1] for row in narrow} == {"DE"} and len(narrow) < len(seen["rows"])
    assert not any(row[0].startswith("Customer 1") for row in narrow)
    path = f"/dashboards/{board['id']}/filters"
    assert owner.get(f"{path}/country/choices")["values"] == ["AT", "DE", "FR"]
    assert analyst.get(f"{path}/country/choices")["values"] == ["DE", "FR"]
    assert sorted(owner.get(f"{path}/vip/choices")["values"]) == ["false", "true"]


def test_filters_work_on_files(server):
    owner = register(server.port)
    rows = "".join(f"{n},2026-0{1 + n % 3}-15,{'north' if n % 2 else 'south'}\n" for n in range(30))
    source = owner.upload("sales.csv", ("id,day,region\n" + rows).encode())["connection"]["id"]
    table = owner.get("/queries/schema", connection_id=source)["tables"][0]
    at = {"connection_id": source, "schema": table["schema"], "table": table["name"]}
    sql = f"SELECT count(*) AS n FROM {table['name']}"
    board = with_filters(owner, made(owner, tile_of(sql, connection_id=source, kind="number")),
                         filter_of("date", {**at, "column": "day"}, name="day"),
                         filter_of("choice", {**at, "column": "region"}, name="region"))
    assert chosen(owner, board, day={"from": "2026-02-01", "to": "2026-02-15"})["rows"] == [[10]]
    assert chosen(owner, board, day={"to": "2026-02-14"}, region={"values": ["north"]})["rows"] == [[5]]


# ---- how often a page asks anew --------------------------------------------------------------------

def test_the_interval_belongs_to_the_dashboard(server):
    person = shop_of(server)
    board = person.post("/dashboards", {"title": "Watched", "tiles": [], "refresh_seconds": 300}, expect=201)
    assert board["refresh_seconds"] == 300
    path = f"/dashboards/{board['id']}"
    assert person.patch(path, {"version": 1, "title": "Other"})["refresh_seconds"] == 300
    person.refused("PATCH", path, {"version": 2, "refresh_seconds": 5}, status=422)
    assert "refresh_seconds" not in person.patch(path, {"version": 2, "refresh_seconds": 0})


# ---- versions --------------------------------------------------------------------------------------

def test_every_change_can_be_looked_at_and_undone(server):
    person = shop_of(server)
    board = made(person, tile_of(), {"kind": "text", "text": "Words"})
    path = f"/dashboards/{board['id']}"
    first = board["tiles"]
    with_filters(person, board, filter_of("choice", column(source_of(person), "customers", "country"), label="Land"))
    person.patch(f"{path}/tiles/{first[0]['id']}", {"version": 1, "title": "Renamed"})
    person.delete(f"{path}/tiles/{first[1]['id']}")
    person.call("PUT", f"{path}/layout", {
        "version": 3, "tiles": [{"tile_id": first[0]["id"], "x": 3, "y": 0, "w": 5, "h": 5}]})
    person.post(f"{path}/tiles", tile_of(title="Third"), expect=201)
    versions = person.get(f"{path}/versions")["versions"]
    assert [(each["number"], each["summary"]) for each in versions] == [
        (6, "Added the tile “Third”"), (5, "Moved a tile"), (4, "Removed a text"),
        (3, "Changed the tile “Orders by status”: title"), (2, "Changed the dashboard: filters"), (1, "Made it")]
    assert {each["author"] for each in versions} == {person.username}
    old = person.get(f"{path}/versions/3")
    assert [tile["title"] for tile in old["tiles"]] == ["Renamed", ""] and old["filters"][0]["label"] == "Land"

    person.refused("POST", f"{path}/versions/1/restore", {"version": 1}, code="dashboard_changed", status=409)
    back = person.post(f"{path}/versions/1/restore", {"version": person.get(path)["version"]})
    assert back["filters"] == [] and [(tile["id"], tile["title"], tile["x"], tile["w"]) for tile in back["tiles"]] == [
        (tile["id"], tile["title"], tile["x"], tile["w"]) for tile in first]
    assert data(person, back)["row_count"] > 0
    assert person.get(f"{path}/versions")["versions"][0]["summary"] == "Restored version 1"
    person.refused("GET", f"{path}/versions/99", code="dashboard_version_not_found", status=404)
    analyst = invite(person, "analyst")
    for method, at, body in (("GET", "versions", None), ("GET", "versions/1", None), ("POST", "versions/1/restore", {"version": 1})):
        analyst.refused(method, f"{path}/{at}", body, code="dashboard_not_yours", status=403)


def test_a_version_tells_nobody_what_its_tiles_ask(server, tmp_path):
    owner, viewer, source = staff_of(server, tmp_path)
    board = made(viewer, tile_of("SELECT name FROM staff", connection_id=source, kind="table"))
    owner.patch(f"/dashboards/{board['id']}/tiles/{board['tiles'][0]['id']}", {"version": 1, "sql": "SELECT salary FROM staff"})
    old = viewer.get(f"/dashboards/{board['id']}/versions/2")
    assert old["tiles"][0]["refusal"] and "salary" not in json.dumps(old["tiles"])
    back = viewer.post(f"/dashboards/{board['id']}/versions/2/restore", {"version": 1})
    assert back["tiles"][0]["refusal"] and "sql" not in back["tiles"][0]


# ---- the audit -------------------------------------------------------------------------------------

def test_changes_are_audited(server):
    person = shop_of(server)
    board = made(person, tile_of(), title="Watched by many")
    path = f"/dashboards/{board['id']}"
    person.patch(path, {"version": 1, "title": "Watched by all"})
    person.post(f"{path}/duplicate", {"title": "Mine"}, expect=201)
    person.post(f"{path}/versions/1/restore", {"version": 2})
    person.delete(path)
    noted = [(entry["action"], entry["question"], entry["outcome"]) for entry in person.get("/logs")["items"]
             if entry["action"].startswith("dashboard_")]
    assert noted == [
        ("dashboard_deleted", "Watched by many", "done"), ("dashboard_restored", "Watched by many: version 1", "done"),
        ("dashboard_created", "Mine", "done"), ("dashboard_changed", "Watched by all", "done"),
        ("dashboard_created", "Watched by many", "done")]
