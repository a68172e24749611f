"""Links to dashboards: with one's own rights or a role's, never more than the maker's."""
import json
import urllib.parse

from client import Client, eventually, invite, login, register
from test_dashboards import STAFF, data, made, put_policy, shop_of, staff_of, tile_of, uploaded


def shared(person, board, role=None, days=7):
    wish = {"expires_in_days": days, **({"role": role} if role else {})}
    return person.post(f"/dashboards/{board['id']}/shares", wish, expect=201)


def opened(guest, link, **expect):
    return guest.post("/shared", {"token": link["token"]}, **expect)


def rows(guest, link, tile, **more):
    return guest.post("/shared/tile", {"token": link["token"], "tile_id": tile["id"], **more})["rows"]


def shut(guest, link, code="share_not_found", status=404):
    guest.refused("POST", "/shared", {"token": link["token"]}, code=code, status=status)


def test_a_link_with_a_roles_rights_needs_no_signing_in(server):
    owner = shop_of(server)
    board = made(owner, tile_of(kind="table"), tile_of("SELECT count(*) AS n FROM customers", kind="number"),
                 {"kind": "text", "text": "**Bold**"}, title="For everybody")
    link = shared(owner, board, "viewer")
    assert link["token"].startswith("prls_") and link["path"] == "/shared#" + link["token"]
    guest = Client(server.port)
    seen = opened(guest, link)
    assert seen["title"] == "For everybody" and [tile["kind"] for tile in seen["tiles"]] == ["table", "number", "text"]
    # Nothing of what the tiles ask, of the people or of the sources.
    told = json.dumps(seen)
    for secret in ("SELECT", "FROM", owner.username, board["tiles"][0]["connection_id"], board["id"]):
        assert secret not in told, secret
    assert rows(guest, link, seen["tiles"][0]) == data(owner, board)["rows"]
    guest.refused("POST", "/shared/tile", {"token": link["token"], "tile_id": board["id"]}, code="tile_not_found", status=404)
    # The word opens nothing else.
    guest.token = link["token"]
    guest.refused("GET", "/dashboards", status=401)
    listed = owner.get(f"/dashboards/{board['id']}/shares")["shares"]
    assert [(each["hint"], each["role"], each["uses"]) for each in listed] == [(link["token"][:11], "viewer", 1)]
    assert listed[0]["last_used_at"] and link["token"] not in json.dumps(listed)
    entries = [entry for entry in owner.get("/logs", door="share")["items"]]
    assert {entry["action"] for entry in entries} == {"dashboard_opened", "tile"}
    assert all(entry["username"] == "share:" + listed[0]["hint"] for entry in entries)
    assert [entry["action"] for entry in owner.get("/logs", text="rights of viewer")["items"]] == ["dashboard_shared"]


def test_a_link_ends_when_it_is_revoked_and_when_its_time_is_over(own_server):
    owner = shop_of(own_server)
    board = made(owner, tile_of())
    path = f"/dashboards/{board['id']}/shares"
    link, other = shared(owner, board, "viewer"), shared(owner, board, "viewer")
    guest = Client(own_server.port)
    assert link["token"] != other["token"] and opened(guest, link)
    owner.delete(f"{path}/{link['share']['id']}")
    shut(guest, link)
    owner.refused("DELETE", f"{path}/{link['share']['id']}", code="share_not_found", status=404)
    for wrong in ("prls_" + "0" * 64, "x", other["token"][:-1], other["token"] + "0", "prls_' OR 1=1 --"):
        shut(guest, {"token": wrong})
    for days in (0, 366):
        owner.refused("POST", path, {"expires_in_days": days}, status=422)
    # Of the word nothing is kept.
    owner.delete(f"/dashboards/{board['id']}")
    shut(guest, other)
    own_server.stop()
    for file in own_server.data.glob("parlance.sqlite*"):
        assert other["token"].encode() not in file.read_bytes()
    assert other["token"] not in own_server.logged()


def test_a_link_for_oneself_shows_each_what_they_may_see(server, tmp_path):
    owner, viewer, source = staff_of(server, tmp_path)
    board = made(owner, tile_of("SELECT name FROM staff ORDER BY id", connection_id=source, kind="table"))
    link = shared(owner, board)
    assert "role" not in link["share"]
    shut(Client(server.port), link, code="not_signed_in", status=401)
    tile = board["tiles"][0]
    assert rows(owner, link, tile) == [["Ada"], ["Ben"], ["Cleo"]]
    assert rows(viewer, link, tile) == [["Ada"], ["Ben"]]
    shut(register(server.port), link)


def test_nobody_gives_more_than_they_have(server, tmp_path):
    owner, analyst, source = staff_of(server, tmp_path)
    put_policy(owner, source, {"unrestricted": ["owner", "admin"], "rules": [
        {"to": {"roles": ["analyst"]}, "default": "allow", "tables": {"staff": {"rows": "team = 'red'"}}},
        # A policy may well let a lower role see more.
        {"to": {"roles": ["viewer"]}, "default": "allow"}]})
    board = made(analyst, tile_of("SELECT name FROM staff ORDER BY id", connection_id=source, kind="table"),
                 tile_of("SELECT word FROM plans", connection_id=source, kind="table"))
    for role in ("admin", "owner"):
        analyst.refused("POST", f"/dashboards/{board['id']}/shares", {"role": role, "expires_in_days": 1},
                        code="share_role_above_yours", status=403)
    guest = Client(server.port)
    lower, same = shared(analyst, board, "viewer"), shared(analyst, board, "analyst")
    staff, plans = board["tiles"]
    refused = guest.refused("POST", "/shared/tile", {"token": lower["token"], "tile_id": staff["id"]},
                            code="tile_not_visible", status=403)
    assert "staff" not in json.dumps(refused) and "team" not in json.dumps(refused)
    assert rows(guest, lower, plans) == [["zyxgeheim"]]
    assert rows(guest, same, staff) == [["Ada"], ["Ben"]]
    # What the maker loses, the link loses at once.
    put_policy(owner, source, {"unrestricted": ["owner"], "rules": [
        {"to": {"roles": ["viewer"]}, "default": "allow"}, {"to": {"roles": ["analyst"]}, "default": "deny",
                                                             "tables": {"staff": {"default": "allow"}}}]})
    guest.refused("POST", "/shared/tile", {"token": lower["token"], "tile_id": plans["id"]}, code="tile_not_visible")
    assert rows(guest, lower, staff) == [["Ada"], ["Ben"], ["Cleo"]]


def test_filters_work_through_a_link_within_the_same_rights(server, tmp_path):
    owner, analyst, source = staff_of(server, tmp_path)
    board = made(analyst, tile_of("SELECT name FROM staff ORDER BY id", connection_id=source, kind="table"))
    name = {"connection_id": source, "schema": "main", "table": "staff", "column": "name"}
    board = analyst.patch(f"/dashboards/{board['id']}", {
        "version": 1, "filters": [{"id": "who", "label": "Who", "kind": "choice", "columns": [name]}]})
    link = shared(analyst, board, "viewer")
    guest = Client(server.port)
    # The row rule asks for a team, and a role has none: it shows a guest nothing, and no choices.
    guest.refused("POST", "/shared/choices", {"token": link["token"], "filter_id": "who"}, code="tile_not_visible")
    put_policy(owner, source, {"default": "allow", "tables": {"staff": {"rows": "team = 'blue'"}}})
    assert guest.post("/shared/choices", {"token": link["token"], "filter_id": "who"})["values"] == ["Cleo"]
    tile = board["tiles"][0]
    assert rows(guest, link, tile, filters={"who": {"values": ["Cleo", "Ada"]}}) == [["Cleo"]]
    assert rows(guest, link, tile, filters={"who": {"values": ["Ada"]}}) == []
    guest.refused("POST", "/shared/tile", {"token": link["token"], "tile_id": tile["id"], "filters": {"gone": {}}}, status=422)


def test_a_link_ends_with_the_rights_of_its_maker(server):
    owner = shop_of(server)
    guest = Client(server.port)

    def maker():
        person = invite(owner, "analyst")
        board = made(person, tile_of())
        links = [shared(person, board, "viewer"), shared(person, board)]
        assert opened(guest, links[0]) and opened(owner, links[1])
        return person.get("/auth/me")["user"]["id"], links

    demoted, links = maker()
    owner.patch(f"/members/{demoted}", {"role": "viewer"})
    gone, others = maker()
    owner.delete(f"/members/{gone}")
    for mine, yours in (links, others):
        shut(guest, mine)
        shut(owner, yours)
    # An administrator's link to somebody else's dashboard ends with the office.
    admin = invite(owner, "admin")
    board = made(owner, tile_of())
    link = shared(admin, board, "viewer")
    assert opened(guest, link)
    owner.patch(f"/members/{admin.get('/auth/me')['user']['id']}", {"role": "analyst"})
    shut(guest, link)


def test_only_who_may_change_a_dashboard_makes_links(server):
    owner = shop_of(server)
    board = made(owner, tile_of())
    path = f"/dashboards/{board['id']}/shares"
    wish = {"expires_in_days": 1}
    analyst, viewer = invite(owner, "analyst"), invite(owner, "viewer")
    for method, body in (("GET", None), ("POST", wish)):
        analyst.refused(method, path, body, code="dashboard_not_yours", status=403)
        viewer.refused(method, path, body, status=403)
        shop_of(server).refused(method, path, body, code="dashboard_not_found", status=404)
    key = owner.post("/api-keys", {"name": "k", "scopes": ["write"], "expires_in_days": 1}, expect=201)["key"]
    Client(server.port, key).refused("POST", path, wish, code="sign_in_yourself", status=403)


def test_wrong_links_are_slowed_down(own_server):
    guest = Client(own_server.port)
    codes = {guest.send("POST", "/api/v1/shared", {"token": "prls_" + "1" * 64}).json()["code"] for _ in range(40)}
    assert codes == {"share_not_found", "too_many_attempts"}
