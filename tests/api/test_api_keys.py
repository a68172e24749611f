"""Keys with which programs sign in: what they may do, and when they end."""
import hashlib
import re
import sqlite3
import time

import pytest

from client import Client, eventually, invite, register
from server import run


def made(person, **more):
    return person.post("/api-keys", {"name": "robot", **more}, expect=201)


def client_of(person, reply):
    return Client(person.port, reply["key"])


def test_a_key_does_what_its_person_may_within_its_scopes(shop):
    reply = made(shop)
    assert re.fullmatch(r"prlk_[0-9a-f]{72}", reply["key"])
    assert reply["key"][-8:] == hashlib.sha256(reply["key"][:-8].encode()).hexdigest()[:8]
    assert reply["api_key"]["scopes"] == ["read"]
    robot = client_of(shop, reply)
    assert robot.get("/auth/me")["permissions"] == ["read"]
    assert robot.post("/queries/sql", {"sql": "SELECT count(*) FROM orders"})["rows"]
    robot.refused("POST", "/connections/sample", {}, code="forbidden", status=403)
    robot.refused("GET", "/members", code="forbidden", status=403)
    boss = client_of(shop, made(shop, scopes=["admin"]))
    assert boss.get("/auth/me")["permissions"] == ["read", "write", "admin"]
    assert boss.get("/members")["members"]


def test_the_key_is_told_once_and_its_use_is_noted(owner):
    reply = made(owner, name="nightly report")
    client_of(owner, reply).get("/auth/me")

    def used():
        listed = {key["id"]: key for key in owner.get("/api-keys")["api_keys"]}
        return listed[reply["api_key"]["id"]].get("last_used_at") and listed
    listed = eventually(used)[reply["api_key"]["id"]]
    assert listed["name"] == "nightly report"
    assert listed["last_used_from"] == "this machine"
    assert listed["hint"] == reply["key"][:11]
    assert reply["key"] not in str(owner.get("/api-keys"))
    days = 90 * 86400
    made_at, until = (time.mktime(time.strptime(listed[each][:19], "%Y-%m-%dT%H:%M:%S"))
                      for each in ("created_at", "expires_at"))
    assert abs(until - made_at - days) <= 3600


@pytest.mark.parametrize("change", [
    lambda key: key[:-1] + ("0" if key[-1] != "0" else "1"),
    lambda key: key[:20] + ("0" if key[20] != "0" else "1") + key[21:],
    lambda key: key + "0",
    lambda key: key[:-1],
    lambda key: key.upper(),
    lambda key: "prlk_",
    lambda key: "prlk_" + "0" * 72,
])
def test_a_key_that_was_touched_is_worth_nothing(owner, change):
    key = made(owner)["key"]
    Client(owner.port, change(key)).refused("GET", "/auth/me", status=401)
    assert Client(owner.port, key).get("/auth/me")


def test_keys_are_tried_slowly_only(owner):
    stranger = Client(owner.port, "prlk_" + "0" * 72)
    codes = [stranger.refused("GET", "/auth/me")["code"] for _ in range(70)]
    assert codes[0] == "invalid_api_key" and codes[-1] == "too_many_attempts"
    good = Client(owner.port, made(owner)["key"])
    good.address = stranger.address
    assert good.get("/auth/me")


def test_a_revoked_key_ends_at_once(owner):
    reply = made(owner)
    robot = client_of(owner, reply)
    robot.get("/auth/me")
    owner.delete(f"/api-keys/{reply['api_key']['id']}")
    robot.refused("GET", "/auth/me", code="invalid_api_key", status=401)
    owner.refused("DELETE", f"/api-keys/{reply['api_key']['id']}", code="api_key_not_found")
    listed = {key["id"]: key for key in owner.get("/api-keys")["api_keys"]}
    assert listed[reply["api_key"]["id"]]["revoked_at"]


def test_a_key_goes_with_its_person_and_sinks_with_the_role(new_owner):
    owner = new_owner()
    admin = invite(owner, "admin")
    robot = client_of(admin, made(admin, scopes=["admin"]))
    assert robot.get("/auth/me")["permissions"] == ["read", "write", "admin"]
    user_id = admin.get("/auth/me")["user"]["id"]
    owner.patch(f"/members/{user_id}", {"role": "viewer"})
    assert robot.get("/auth/me")["permissions"] == ["read"]
    owner.delete(f"/members/{user_id}")
    robot.refused("GET", "/auth/me", code="invalid_api_key", status=401)


def test_nobody_makes_a_key_that_does_more(new_owner):
    owner = new_owner()
    viewer = invite(owner, "viewer")
    viewer.refused("POST", "/api-keys", {"name": "x", "scopes": ["write"]}, code="scope_too_high", status=403)
    viewer.refused("POST", "/api-keys", {"name": "x", "never_expires": True}, code="api_key_must_expire", status=403)
    owner.refused("POST", "/api-keys", {"name": "x", "scopes": ["owner"]}, code="invalid_fields", status=422)
    assert "expires_at" not in made(owner, never_expires=True)["api_key"]
    for wrong in ({"name": ""}, {"name": "x" * 101}, {"name": "a\u0000b"}, {"name": "x", "scopes": []},
                  {"name": "x", "expires_in_days": 366}, {"name": "x", "expires_in_days": 0},
                  {"name": "x", "expires_in_days": 5, "never_expires": True}, {"name": "x", "user_id": "somebody"}):
        owner.refused("POST", "/api-keys", wrong, status=422)


def test_a_key_lets_nobody_in_and_locks_nobody_out(owner):
    reply = made(owner, scopes=["admin"])
    robot = client_of(owner, reply)
    robot.refused("POST", "/api-keys", {"name": "another"}, code="sign_in_yourself", status=403)
    robot.refused("DELETE", f"/api-keys/{reply['api_key']['id']}", code="sign_in_yourself", status=403)
    session = owner.get("/auth/sessions")["sessions"][0]["id"]
    robot.refused("DELETE", f"/auth/sessions/{session}", code="sign_in_yourself", status=403)
    robot.refused("POST", "/invitations", {"role": "viewer"}, code="sign_in_yourself", status=403)
    mine = owner.get("/auth/me")["user"]["id"]
    robot.refused("PATCH", f"/members/{mine}", {"role": "viewer"}, code="sign_in_yourself", status=403)
    robot.refused("DELETE", f"/members/{mine}", code="sign_in_yourself", status=403)


def test_keys_of_another_tenant_do_not_exist(new_owner):
    ada, eve = new_owner(), new_owner()
    reply = made(ada)
    assert eve.get("/api-keys")["api_keys"] == []
    eve.refused("DELETE", f"/api-keys/{reply['api_key']['id']}", code="api_key_not_found", status=404)
    assert client_of(ada, reply).get("/auth/me")["tenant"] == ada.get("/auth/me")["tenant"]
    member = invite(ada, "analyst")
    assert member.get("/api-keys")["api_keys"] == []
    member.refused("DELETE", f"/api-keys/{reply['api_key']['id']}", code="api_key_not_found", status=404)
    theirs = made(member)
    assert [key["username"] for key in ada.get("/api-keys")["api_keys"]] == [member.username, ada.username]
    ada.delete(f"/api-keys/{theirs['api_key']['id']}")
    client_of(member, theirs).refused("GET", "/auth/me", code="invalid_api_key")


def test_keys_are_in_the_audit_and_nowhere_in_clear(own_server):
    person = register(own_server.port)
    reply = made(person, name="audited")
    client_of(person, reply).get("/auth/me")
    Client(own_server.port, reply["key"][:-1] + "x").refused("GET", "/auth/me")
    person.send("GET", "/api/v1/auth/me?access_token=" + reply["key"])
    person.delete(f"/api-keys/{reply['api_key']['id']}")
    actions = [entry["action"] for entry in person.get("/logs")["items"]]
    assert "api_key_created" in actions and "api_key_revoked" in actions
    assert own_server.stop() == 0
    assert reply["key"] not in own_server.logged()
    stored = b"".join(path.read_bytes() for path in own_server.data.rglob("*") if path.is_file())
    assert reply["key"].encode() not in stored
    assert reply["key"][5:-8].encode() not in stored


def test_keys_outlive_a_restart_and_revoked_ones_do_not_come_back(own_server):
    person = register(own_server.port)
    kept, ended = made(person), made(person)
    person.delete(f"/api-keys/{ended['api_key']['id']}")
    assert own_server.stop() == 0
    own_server.start()
    client_of(person, kept).get("/auth/me")
    client_of(person, ended).refused("GET", "/auth/me", code="invalid_api_key")


def test_the_command_line_makes_and_ends_keys_of_a_running_server(own_server):
    person = register(own_server.port, tenant_name="Bakery")
    at = ("--data", own_server.data, "--tenant", "Bakery")
    made_there = run("admin", "api-key", "create", *at, "--username", person.username,
                     "--name", "cron", "--scope", "write")
    assert made_there.returncode == 0, made_there.stderr
    robot = Client(own_server.port, made_there.stdout.strip())
    assert eventually(lambda: robot.send("GET", "/api/v1/auth/me").status == 200)
    assert robot.get("/auth/me")["permissions"] == ["read", "write"]
    listed = run("admin", "api-key", "list", *at).stdout
    assert "cron" in listed and robot.token not in listed
    key_id = listed.split()[0]
    assert run("admin", "api-key", "revoke", *at, "--id", key_id).returncode == 0
    assert eventually(lambda: robot.send("GET", "/api/v1/auth/me").status == 401)
    assert run("admin", "api-key", "revoke", *at, "--id", key_id).returncode == 2
    assert run("admin", "api-key", "create", *at, "--username", "nobody", "--name", "x").returncode == 2
    actions = [(entry["action"], entry["door"]) for entry in person.get("/logs")["items"]]
    assert ("api_key_created", "cli") in actions and ("api_key_revoked", "cli") in actions


def test_the_log_tells_what_came_with_which_key(own_server):
    owner = register(own_server.port)
    owner.post("/connections/sample", expect=201)
    nightly, unused = made(owner, name="nightly"), made(owner, name="unused")
    key_id = nightly["api_key"]["id"]
    program = client_of(owner, nightly)
    program.sql("SELECT 1 AS one")
    program.refused("POST", "/queries/sql", {"sql": "SELECT nothing FROM nowhere"}, status=422)
    owner.sql("SELECT 2 AS two")
    by_key = owner.get("/logs", api_key_id=key_id)["items"]
    assert [(each["outcome"], each["api_key_id"]) for each in by_key] == [("failed", key_id), ("answered", key_id)]
    assert owner.get("/logs", api_key_id=unused["api_key"]["id"])["items"] == []
    assert all("api_key_id" not in each for each in owner.get("/logs")["items"] if each not in by_key)
    (used,) = owner.get("/logs/usage")["keys"]
    assert (used["name"], used["label"], used["requests"], used["failed"]) == (key_id, "nightly", 2, 1)
    assert f'"api_key_id":"{key_id}"' in own_server.logged() and nightly["key"] not in own_server.logged()
    # Nothing of the key itself, and the chain covers the id.
    assert nightly["key"] not in str(owner.get("/logs"))
    assert owner.get("/audit/verify")["holds"] is True
    with sqlite3.connect(own_server.data / "parlance.sqlite") as store:
        store.execute("UPDATE audit_log SET api_key_id = NULL WHERE api_key_id IS NOT NULL")
    verified = owner.get("/audit/verify")
    assert [chain["broken"]["kind"] for chain in verified["chains"]] == ["edited"]
