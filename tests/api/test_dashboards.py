"""Dashboards: made by one, seen by all of the tenant, each with their own rights."""
import json
import sqlite3

import pytest

from client import eventually, invite, register

STATUS = "SELECT status, count(*) AS orders FROM orders GROUP BY status ORDER BY orders DESC"


def shop_of(server):
    person = register(server.port)
    person.post("/connections/sample", expect=201)
    return person


def made(person, *tiles, title="Sales"):
    return person.post("/dashboards", {"title": title, "tiles": list(tiles)}, expect=201)


def tile_of(sql=STATUS, **more):
    return {"kind": "chart", "title": "Orders by status", "sql": sql, **more}


def data(person, dashboard, index=0, **query):
    tile = dashboard["tiles"][index]["id"]
    return person.get(f"/dashboards/{dashboard['id']}/tiles/{tile}/data", **query)


def uploaded(person, folder, script, name="made.sqlite"):
    file = folder / name
    file.unlink(missing_ok=True)
    with sqlite3.connect(file) as database:
        database.executescript(script)
    return person.upload(name, file.read_bytes())["connection"]["id"]


def put_policy(owner, source, document):
    held = owner.get("/policies", connection_id=source)["version"]
    owner.call("PUT", "/policies", {
        "connection_id": source, "version": held, "document": document, "note": "test"})


# ---- making and changing ------------------------------------------------------------------------

def test_a_dashboard_is_made_changed_and_deleted(server):
    person = shop_of(server)
    assert person.get("/dashboards") == {"items": [], "next": None}
    board = made(person, tile_of(), {"kind": "text", "text": "# Hello\n<img onerror=alert(1)>"})
    assert [tile["kind"] for tile in board["tiles"]] == ["chart", "text"]
    assert board["tiles"][1]["text"] == "# Hello\n<img onerror=alert(1)>"
    assert board["tiles"][0]["sql"] == STATUS and board["may_change"]
    assert board["owner"] == person.username and board["version"] == 1

    path = f"/dashboards/{board['id']}"
    changed = person.patch(path, {"version": 1, "title": "Sales of today"})
    assert changed["title"] == "Sales of today" and changed["version"] == 2
    person.refused("PATCH", path, {"version": 1, "title": "x"}, code="dashboard_changed", status=409)
    listed = person.get("/dashboards")["items"]
    assert [(item["id"], item["tile_count"]) for item in listed] == [(board["id"], 2)]
    person.delete(path)
    person.refused("GET", path, code="dashboard_not_found", status=404)
    assert person.get("/dashboards")["items"] == []


def test_tiles_come_from_sql_and_from_answers(server):
    person = shop_of(server)
    answer = person.ask("how many orders per status as a pie chart")
    assert eventually(lambda: person.send("GET", f"/api/v1/queries/{answer['id']}").status == 200)
    board = made(person, title="Mine")
    path = f"/dashboards/{board['id']}/tiles"
    tile = person.post(path, {"kind": "chart", "query_id": answer["id"]}, expect=201)
    assert tile["title"] == "how many orders per status as a pie chart"
    assert tile["chart"]["usermeta"]["kind"] == "pie" and "GROUP BY" in tile["sql"]
    assert tile["connection_id"] == answer["connection_id"]
    seen = person.get(f"{path}/{tile['id']}/data")
    assert seen["rows"] == answer["rows"] and seen["chart"]["usermeta"]["kind"] == "pie"

    number = person.post(path, tile_of("SELECT count(*) AS n FROM orders", kind="number"), expect=201)
    seen = person.get(f"{path}/{number['id']}/data")
    assert seen["chart"]["usermeta"]["kind"] == "number" and seen["row_count"] == 1
    table = person.post(path, tile_of(kind="table"), expect=201)
    assert person.get(f"{path}/{table['id']}/data")["chart"] is None
    assert table["y"] == 8  # below the others

    person.refused("POST", path, tile_of(query_id=answer["id"]), code="query_id_or_sql")
    person.refused("POST", path, {"kind": "chart", "title": "x"}, code="query_id_or_sql")
    person.refused("POST", path, {"kind": "chart", "query_id": board["id"]}, code="query_not_found")
    lost = person.ask("what is the airspeed velocity of an unladen swallow")
    assert eventually(lambda: person.send("GET", f"/api/v1/queries/{lost['id']}").status == 200)
    person.refused(
        "POST", path, {"kind": "chart", "query_id": lost["id"]}, code="query_without_answer")


def test_a_tile_is_changed_by_those_who_saw_its_version(server):
    person = shop_of(server)
    board = made(person, tile_of(refresh_seconds=60, chart={"mark": "arc"}))
    tile = board["tiles"][0]
    path = f"/dashboards/{board['id']}/tiles/{tile['id']}"
    assert tile["refresh_seconds"] == 60 and tile["chart"] == {"mark": "arc"}
    changed = person.patch(path, {"version": 1, "title": "Other", "refresh_seconds": 0, "chart": {}})
    assert changed["title"] == "Other" and changed["version"] == 2
    assert "chart" not in changed and "refresh_seconds" not in changed
    person.refused("PATCH", path, {"version": 1, "title": "x"}, code="dashboard_changed", status=409)
    counted = person.patch(path, {"version": 2, "sql": "SELECT count(*) AS n FROM orders"})
    assert counted["sql"] == "SELECT count(*) AS n FROM orders" and counted["title"] == "Other"
    person.refused("PATCH", path, {"version": 3, "connection_id": tile["connection_id"]}, status=422)
    text = person.patch(path, {"version": 3, "kind": "text", "text": "Now *words*"})
    assert text["kind"] == "text" and "sql" not in text
    person.refused("GET", path + "/data", code="tile_without_data", status=422)
    person.refused("PATCH", path, {"version": 4, "kind": "chart"}, status=422)
    person.delete(path)
    person.refused("GET", path, code="tile_not_found", status=404)


def test_the_layout_is_changed_in_one_call(server):
    person = shop_of(server)
    board = made(person, tile_of(), tile_of(title="Second"))
    path = f"/dashboards/{board['id']}/layout"
    first, second = (tile["id"] for tile in board["tiles"])
    laid = person.call("PUT", path, {"version": 1, "tiles": [
        {"tile_id": first, "x": 6, "y": 0, "w": 6, "h": 3},
        {"tile_id": second, "x": 0, "y": 0, "w": 6, "h": 3}]})
    assert [(tile["id"], tile["x"]) for tile in laid["tiles"]] == [(second, 0), (first, 6)]
    assert laid["version"] == 2
    stale = {"version": 1, "tiles": [{"tile_id": first, "x": 0, "y": 0, "w": 6, "h": 3}]}
    person.refused("PUT", path, stale, code="dashboard_changed", status=409)
    wide = {"version": 2, "tiles": [{"tile_id": first, "x": 8, "y": 0, "w": 6, "h": 3}]}
    problem = person.refused("PUT", path, wide, code="invalid_fields", status=422)
    assert problem["errors"][0]["pointer"] == "/tiles/0/w"
    # Words that change do not move the tile back to where it once stood.
    moved = person.patch(f"/dashboards/{board['id']}/tiles/{first}", {"version": 1, "title": "Moved"})
    assert moved["x"] == 6


@pytest.mark.parametrize("tile, pointer", [
    ({"kind": "chart", "title": "x", "sql": STATUS, "text": "t"}, "/text"),
    ({"kind": "text"}, "/text"),
    ({"kind": "text", "text": "t", "sql": STATUS}, "/sql"),
    ({"kind": "chart", "title": "", "sql": STATUS}, "/title"),
    ({"kind": "pie", "title": "x", "sql": STATUS}, "/kind"),
    ({"kind": "chart", "title": "x", "sql": STATUS, "refresh_seconds": 3}, "/refresh_seconds"),
    ({"kind": "chart", "title": "x", "sql": STATUS, "x": 12, "y": 0}, "/x"),
    ({"kind": "chart", "title": "x", "sql": STATUS, "w": 8, "x": 5, "y": 0}, "/w"),
    ({"kind": "chart", "title": "x", "sql": STATUS, "chart": {"data": {"url": "//e"}}}, "/chart/data"),
    ({"kind": "chart", "title": "x" * 201, "sql": STATUS}, "/title"),
    ({"kind": "text", "text": "t" * 20_001}, "/text"),
])
def test_what_is_wrong_with_a_tile_is_told(shop, tile, pointer):
    problem = shop.refused("POST", "/dashboards", {"title": "Bad", "tiles": [tile]}, status=422)
    assert [error["pointer"] for error in problem["errors"]] == ["/tiles/0" + pointer], problem


def test_sql_that_does_not_run_is_not_kept(shop):
    for sql, code in (("SELECT nothing FROM orders", "sql_unknown_column"),
                      ("DELETE FROM orders", "sql_statement_refused"), ("SELECT (", "sql_syntax")):
        shop.refused("POST", "/dashboards", {"title": "Bad", "tiles": [tile_of(sql)]}, code=code)
    assert shop.get("/dashboards")["items"] == []


def test_many_tiles_are_too_many(server):
    person = shop_of(server)
    board = made(person, *[{"kind": "text", "text": "t"}] * 60)
    person.refused("POST", f"/dashboards/{board['id']}/tiles", {"kind": "text", "text": "t"},
                   code="too_many_tiles", status=422)
    person.refused("POST", "/dashboards",
                   {"title": "x", "tiles": [{"kind": "text", "text": "t"}] * 61}, status=422)


# ---- who may --------------------------------------------------------------------------------------

def test_viewers_read_analysts_write_their_own(server):
    owner = shop_of(server)
    analyst, viewer = invite(owner, "analyst"), invite(owner, "viewer")
    board = made(analyst, tile_of())
    path = f"/dashboards/{board['id']}"
    tile = board["tiles"][0]["id"]
    assert viewer.get(path)["may_change"] is False
    assert data(viewer, board)["row_count"] > 1
    for method, at, body in (
            ("POST", "/dashboards", {"title": "x"}), ("PATCH", path, {"version": 1, "title": "x"}),
            ("DELETE", path, None), ("POST", path + "/duplicate", {}),
            ("POST", path + "/tiles", tile_of()), ("DELETE", f"{path}/tiles/{tile}", None),
            ("PATCH", f"{path}/tiles/{tile}", {"version": 1, "title": "x"})):
        viewer.refused(method, at, body, code="forbidden", status=403)
    colleague = invite(owner, "analyst")
    colleague.refused("PATCH", path, {"version": 1, "title": "x"}, code="dashboard_not_yours", status=403)
    colleague.refused("DELETE", f"{path}/tiles/{tile}", code="dashboard_not_yours", status=403)
    assert owner.patch(path, {"version": 1, "title": "Ours"})["title"] == "Ours"
    copy = colleague.post(path + "/duplicate", {"title": "Mine"}, expect=201)
    assert copy["owner"] == colleague.username and copy["tiles"][0]["sql"] == STATUS
    assert colleague.patch(f"/dashboards/{copy['id']}", {"version": 1, "title": "Yes"})


def test_another_tenants_dashboards_do_not_exist(server):
    theirs = made(shop_of(server), tile_of())
    stranger = shop_of(server)
    nobody = "0190aaaa-0000-7000-8000-000000000000"
    refusals = []
    for board, tile in ((theirs["id"], theirs["tiles"][0]["id"]), (nobody, nobody)):
        path = f"/dashboards/{board}"
        layout = {"version": 1, "tiles": [{"tile_id": tile, "x": 0, "y": 0, "w": 1, "h": 1}]}
        for method, at, body in (
                ("GET", path, None), ("DELETE", path, None), ("POST", path + "/duplicate", {}),
                ("PATCH", path, {"version": 1, "title": "x"}), ("PUT", path + "/layout", layout),
                ("POST", path + "/tiles", tile_of()), ("GET", f"{path}/tiles/{tile}", None),
                ("PATCH", f"{path}/tiles/{tile}", {"version": 1, "title": "x"}),
                ("DELETE", f"{path}/tiles/{tile}", None), ("GET", f"{path}/tiles/{tile}/data", None)):
            problem = stranger.refused(method, at, body, status=404)
            refusals.append((board == nobody, problem["code"], problem["detail"]))
    known = [refusal[1:] for refusal in refusals if not refusal[0]]
    assert known == [refusal[1:] for refusal in refusals if refusal[0]]
    assert stranger.get("/dashboards")["items"] == []
    # A tile of theirs is no tile of one's own dashboard either.
    mine = made(stranger, tile_of())
    stranger.refused("GET", f"/dashboards/{mine['id']}/tiles/{theirs['tiles'][0]['id']}/data",
                     code="tile_not_found", status=404)
    their_source = theirs["tiles"][0]["connection_id"]
    stranger.refused("POST", f"/dashboards/{mine['id']}/tiles", tile_of(connection_id=their_source),
                     code="connection_not_found", status=404)


# ---- rights ---------------------------------------------------------------------------------------

STAFF = """
CREATE TABLE staff (id INTEGER PRIMARY KEY, name TEXT, team TEXT, email TEXT, salary INTEGER);
CREATE TABLE plans (id INTEGER PRIMARY KEY, word TEXT);
INSERT INTO staff VALUES (1,'Ada','red','ada@example.org',{salary}),(2,'Ben','red','ben@example.org',20),
  (3,'Cleo','blue','cleo@example.org',30);
INSERT INTO plans VALUES (1,'{word}');
"""
STAFF_POLICY = {"default": "deny", "tables": {"staff": {
    "default": "allow", "rows": "team = :user.team",
    "columns": {"email": {"mask": "partial"}, "salary": {"mask": "hidden"}}}}}


def staff_of(server, folder, salary=4711, word="zyxgeheim"):
    owner = register(server.port)
    source = uploaded(owner, folder, STAFF.format(salary=salary, word=word))
    put_policy(owner, source, STAFF_POLICY)
    viewer = invite(owner, "analyst")
    owner.patch(f"/members/{viewer.get('/auth/me')['user']['id']}", {"attributes": {"team": "red"}})
    return owner, viewer, source


def test_each_sees_the_data_with_their_own_rights(server, tmp_path):
    owner, viewer, _ = staff_of(server, tmp_path)
    board = made(
        owner,
        tile_of("SELECT name, email FROM staff ORDER BY id", kind="table", title="People"),
        tile_of("SELECT name, salary FROM staff WHERE salary > 4000", title="Rich"),
        tile_of("SELECT word FROM plans", kind="table", title="Plans"))
    assert [row[0] for row in data(owner, board)["rows"]] == ["Ada", "Ben", "Cleo"]
    rows = data(viewer, board)["rows"]
    assert [row[0] for row in rows] == ["Ada", "Ben"] and "ada@example.org" not in json.dumps(rows)
    # What comes from memory never crosses rights.
    again = data(viewer, board)
    assert again["rows"] == rows and again["cache"]["hit"] and again["cache"]["age_ms"] >= 0
    assert data(owner, board)["row_count"] == 3
    for index in (1, 2):
        tile = board["tiles"][index]["id"]
        problem = viewer.refused("GET", f"/dashboards/{board['id']}/tiles/{tile}/data",
                                 code="tile_not_visible", status=403)
        assert "salary" not in json.dumps(problem) and "plans" not in json.dumps(problem)
    seen = viewer.get(f"/dashboards/{board['id']}")["tiles"]
    assert "refusal" not in seen[0] and seen[0]["sql"]
    assert [tile["refusal"]["code"] for tile in seen[1:]] == ["tile_not_visible"] * 2
    for tile in seen[1:]:
        assert not {"sql", "question", "chart", "connection_id"} & tile.keys()
    assert "salary" not in json.dumps(seen) and "> 4000" not in json.dumps(seen)
    # A copy is no way to what the tile asks.
    copy = viewer.post(f"/dashboards/{board['id']}/duplicate", expect=201)
    assert "salary" not in json.dumps(copy) and "SELECT word" not in json.dumps(copy)
    tile = copy["tiles"][1]
    after = viewer.patch(f"/dashboards/{copy['id']}/tiles/{tile['id']}", {"version": 1, "title": "New"})
    assert after["refusal"] and "sql" not in after


def test_what_is_seen_is_audited_and_no_history(server):
    person = shop_of(server)
    board = made(person, tile_of())
    seen = data(person, board)
    assert seen["cache"]["hit"] is False and seen["columns"][0]["name"] == "status"
    assert data(person, board)["cache"]["hit"] is True
    assert data(person, board, cache="bypass").get("cache") is None
    entries = [entry for entry in person.get("/logs")["items"] if entry["action"] == "tile"]
    assert len(entries) == 3 and entries[-1]["query_id"] == seen["query_id"]
    assert entries[0]["tables"] == ["main.orders"] and entries[1]["cache_age_ms"] is not None
    assert person.get("/queries/history")["items"] == []


def test_a_source_that_is_gone_is_told_for_its_tiles_only(server, tmp_path):
    owner = shop_of(server)
    source = uploaded(owner, tmp_path, "CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1);")
    board = made(owner, tile_of("SELECT a FROM t", connection_id=source, kind="table"), tile_of())
    owner.delete(f"/connections/{source}")
    tile = board["tiles"][0]["id"]
    owner.refused("GET", f"/dashboards/{board['id']}/tiles/{tile}/data",
                  code="connection_not_found", status=404)
    assert data(owner, board, 1)["row_count"] > 0
    viewer = invite(owner, "viewer")
    seen = viewer.get(f"/dashboards/{board['id']}")["tiles"]
    assert seen[0]["refusal"]["code"] == "connection_not_found" and "refusal" not in seen[1]


def test_a_chart_that_no_longer_fits_gives_way(server):
    person = shop_of(server)
    chart = {"mark": "bar", "encoding": {"x": {"field": "gone"}, "y": {"field": "orders"}}}
    board = made(person, tile_of(chart=chart))
    assert data(person, board)["chart"]["usermeta"]["kind"] == "bar"


# ---- the charts of the overview -------------------------------------------------------------------

def test_usage_is_drawn(server):
    person = shop_of(server)
    assert person.get("/dashboard/charts") == {"charts": []}
    person.ask("how many orders per status")
    person.refused("POST", "/queries/sql", {"sql": "SELECT nothing FROM orders"}, status=422)
    assert eventually(lambda: len(person.get("/dashboard/charts")["charts"]) == 4)
    charts = {chart["id"]: chart for chart in person.get("/dashboard/charts", days=7)["charts"]}
    assert set(charts) == {"queries", "latency", "sources", "errors"}
    assert len(charts["queries"]["rows"]) == 7 * 4
    assert charts["queries"]["chart"]["usermeta"]["kind"] == "stacked_bar"
    name = person.get("/connections")["connections"][0]["name"]
    assert charts["sources"]["rows"] == [[name, 2]]
    assert charts["errors"]["rows"] == [["sql_unknown_column", 1]]
    analyst = invite(person, "analyst")
    assert analyst.get("/dashboard/charts") == {"charts": []}
    analyst.refused("GET", "/dashboard/charts?of=tenant", code="forbidden", status=403)
