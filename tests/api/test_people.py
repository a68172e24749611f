"""Invitations, members who are switched off, the team's settings, and the log as a whole."""
import json
import time

from client import Client, invite, login, register


def test_invitations_are_listed_renewed_and_taken_back(server, new_owner):
    owner = new_owner()
    made = owner.post("/invitations", {"role": "viewer", "email": "a@b.org", "expires_in_days": 2}, expect=201)
    (row,) = owner.get("/invitations")["invitations"]
    assert (row["id"], row["role"], row["email"], row["invited_by"]) == (made["id"], "viewer", "a@b.org", owner.username)
    assert row["expired"] is False and made["code"] not in json.dumps(row)
    renewed = owner.post(f"/invitations/{made['id']}/renew")
    assert renewed["code"] != made["code"] and renewed["role"] == "viewer"
    joining = {"username": "late", "password": owner.password, "email": "a@b.org", "invitation_code": made["code"]}
    Client(server.port).refused("POST", "/auth/register", joining, "bad_invitation", 422)
    owner.delete(f"/invitations/{made['id']}")
    assert owner.get("/invitations")["invitations"] == []
    joining["invitation_code"] = renewed["code"]
    Client(server.port).refused("POST", "/auth/register", joining, "bad_invitation", 422)
    for path in ("", "/renew"):
        method = "POST" if path else "DELETE"
        owner.refused(method, f"/invitations/{made['id']}{path}", {} if path else None, "invitation_not_found", 404)
    # A used one is no longer open.
    invite(owner, "analyst")
    assert owner.get("/invitations")["invitations"] == []


def test_invitations_of_a_team_are_its_own(server, new_owner):
    owner, other = new_owner(), new_owner()
    made = owner.post("/invitations", {"role": "owner"}, expect=201)
    other.refused("DELETE", f"/invitations/{made['id']}", code="invitation_not_found", status=404)
    admin = invite(owner, "admin")
    admin.refused("DELETE", f"/invitations/{made['id']}", code="role_too_high", status=403)
    analyst = invite(owner, "analyst")
    for person in (analyst, Client(server.port, owner.post("/api-keys", {"name": "k", "scopes": ["read"]}, expect=201)["key"])):
        person.refused("GET", "/invitations", status=403)
    owner.refused("POST", "/invitations", {"role": "viewer", "expires_in_days": 91}, "invalid_fields", 422)


def test_who_is_switched_off_is_out_at_once_and_back_later(server, new_owner):
    owner = new_owner()
    person = invite(owner, "analyst")
    key = Client(server.port, person.post("/api-keys", {"name": "k", "scopes": ["read"]}, expect=201)["key"])
    person_id = person.tokens["me"]["user"]["id"]
    assert key.get("/auth/me")["role"] == "analyst"
    changed = owner.patch(f"/members/{person_id}", {"disabled": True})
    assert changed["disabled_at"]
    person.refused("GET", "/auth/me", status=401)
    key.refused("GET", "/auth/me", code="invalid_api_key", status=401)
    body = {"username": person.username, "password": person.password}
    Client(server.port).refused("POST", "/auth/login", body, "member_disabled", 403)
    body = {"refresh_token": person.refresh_token}
    Client(server.port).refused("POST", "/auth/refresh", body, "invalid_refresh_token", 401)
    owner.patch(f"/members/{person_id}", {"disabled": True})  # twice is once
    assert "disabled_at" not in owner.patch(f"/members/{person_id}", {"disabled": False})
    assert login(server.port, person.username, person.password).get("/auth/me")["role"] == "analyst"
    assert key.get("/auth/me")["role"] == "analyst"
    person.refused("GET", "/auth/me", status=401)  # ended sessions stay so
    actions = [each["action"] for each in owner.get("/logs", limit=20)["items"]]
    assert actions.count("member_enabled") == 1 and "member_disabled" in actions


def test_switched_off_stays_so_after_a_restart(own_server):
    owner = register(own_server.port)
    person = invite(owner, "viewer")
    owner.patch(f"/members/{person.tokens['me']['user']['id']}", {"disabled": True})
    assert own_server.stop() == 0
    own_server.start()
    Client(own_server.port, person.tokens["access_token"]).refused("GET", "/auth/me", status=401)
    body = {"username": person.username, "password": person.password}
    Client(own_server.port).refused("POST", "/auth/login", body, "member_disabled", 403)


def test_an_owner_who_can_come_in_stays(server, new_owner):
    owner = new_owner()
    own_id = owner.tokens["me"]["user"]["id"]
    owner.refused("PATCH", f"/members/{own_id}", {"disabled": True}, "own_account", 409)
    second = invite(owner, "owner")
    second.patch(f"/members/{own_id}", {"disabled": True})
    second.refused("PATCH", f"/members/{second.tokens['me']['user']['id']}", {"role": "admin"}, "last_owner", 409)
    admin = invite(second, "admin")
    admin.refused("PATCH", f"/members/{own_id}", {"disabled": False}, "role_too_high", 403)


def test_the_settings_of_a_team(server, new_owner):
    owner = new_owner()
    before = owner.get("/tenant")
    assert before["invite_as"] == "analyst" and before["server_history_days"] == 365 and "history_days" not in before
    after = owner.patch("/tenant", {"name": "Ünïcode & Söhne", "invite_as": "viewer", "history_days": 30})
    assert (after["name"], after["invite_as"], after["history_days"]) == ("Ünïcode & Söhne", "viewer", 30)
    assert owner.get("/auth/me")["tenant"]["name"] == "Ünïcode & Söhne"
    assert "history_days" not in owner.patch("/tenant", {"history_days": 0})
    owner.refused("PATCH", "/tenant", {"name": " a"}, "invalid_fields", 422)
    owner.refused("PATCH", "/tenant", {"history_days": -1}, "invalid_fields", 422)
    invite(owner, "analyst").refused("GET", "/tenant", status=403)
    assert new_owner().get("/tenant")["name"] != "Ünïcode & Söhne"


def test_the_log_is_verified_with_progress_and_exported(server, shop):
    for number in range(3):
        shop.sql(f"SELECT {number} AS n")
    events = shop.client.send("GET", "/api/v1/audit/verify", headers={"Accept": "text/event-stream"})
    assert "event: progress" in events.body.decode() and "event: verified" in events.body.decode()
    found = shop.get("/audit/verify")
    tenant = shop.tokens["me"]["tenant"]["id"]
    (chain,) = found["chains"]
    assert found["holds"] and chain["tenant_id"] == tenant and chain["records"] == chain["sequence"] == found["records"]
    reply = shop.send("GET", "/api/v1/audit/export")
    assert reply.headers["Content-Disposition"] == 'attachment; filename="audit.ndjson"'
    lines = [json.loads(line) for line in reply.body.decode().splitlines()]
    assert [each["sequence"] for each in lines] == list(range(1, len(lines) + 1)) and len(lines) > chain["records"]
    assert {each["tenant_id"] for each in lines} == {tenant}
    assert lines[chain["sequence"] - 1]["hash"] == chain["hash"]
    assert all(after["previous_hash"] == before["hash"] for before, after in zip(lines, lines[1:]))
    assert "SELECT 2 AS n" in [each.get("sql") for each in lines]
    late = shop.send("GET", f"/api/v1/audit/export?since={lines[-1]['at']}").body.decode().splitlines()
    assert 1 <= len(late) <= 3
    assert not list((server.data / "exports").glob("audit-*"))


def test_the_log_as_a_whole_is_for_administrators_in_person(server, new_owner):
    owner = new_owner()
    analyst = invite(owner, "analyst")
    for path in ("/audit/verify", "/audit/export", "/logs/usage"):
        analyst.refused("GET", path, status=403)
    key = Client(server.port, owner.post("/api-keys", {"name": "k", "scopes": ["admin"]}, expect=201)["key"])
    key.refused("GET", "/audit/export", code="sign_in_yourself", status=403)


def test_a_log_that_was_changed_does_not_hold(own_server):
    import sqlite3
    owner = register(own_server.port)
    owner.post("/connections/sample", expect=201)
    owner.sql("SELECT 1 AS n")
    store = sqlite3.connect(own_server.data / "parlance.sqlite")
    with store:
        store.execute("UPDATE audit_log SET username = 'mallory' WHERE action = 'sql'")
    store.close()
    found = owner.get("/audit/verify")
    assert not found["holds"] and found["chains"][0]["broken"]["kind"] == "edited"


def test_use_is_told_by_day_door_person_and_action(server, new_owner):
    owner = new_owner()
    owner.post("/connections/sample", expect=201)
    analyst = invite(owner, "analyst")
    analyst.sql("SELECT 1 AS n")
    analyst.refused("POST", "/queries/sql", {"sql": "SELECT nothing FROM nowhere"})
    usage = owner.get("/logs/usage", days=7)
    assert len(usage["days"]) == 7 and usage["days"][-1]["requests"] == usage["total"]["requests"] > 3
    assert {each["name"] for each in usage["doors"]} == {"http"} | ({"catalog"} & {each["name"] for each in usage["doors"]})
    person = next(each for each in usage["people"] if each["label"] == analyst.username)
    assert person["requests"] >= 3 and person["failed"] == 1 and person["p95_ms"] >= person["median_ms"] > 0
    assert next(each for each in usage["actions"] if each["name"] == "sql")["requests"] == 2
    assert len(usage["errors"]) == 1
    owner.refused("GET", "/logs/usage?days=0", code="invalid_fields", status=422)
    assert time.strftime("%Y-%m-%d", time.gmtime()) == usage["days"][-1]["name"]
