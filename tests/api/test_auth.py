"""Registering, signing in, and what a session is worth."""
import base64
import json

import pytest

from client import PASSWORD, Client, invite, login, register


def claims(token):
    body = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


def test_registering_makes_a_tenant_with_its_owner(new_owner):
    person = new_owner(tenant_name="Bakery", email="baker@example.com")
    me = person.get("/auth/me")
    assert me["user"]["username"] == person.username
    assert me["user"]["email"] == "baker@example.com"
    assert me["tenant"]["name"] == "Bakery"
    assert me["role"] == "owner"
    assert {"read", "write", "admin"} <= set(me["permissions"])


def test_options_say_that_registration_is_open_on_loopback(anybody):
    options = anybody.get("/auth/options")
    assert options["registration"] == "open"
    assert options["version"]


def test_the_token_carries_what_the_contract_says(new_owner):
    person = new_owner()
    body = claims(person.tokens["access_token"])
    me = person.get("/auth/me")
    assert body["sub"] == person.username
    assert body["user_id"] == me["user"]["id"]
    assert body["tenant_id"] == me["tenant"]["id"]
    assert body["permissions"] == me["permissions"]
    assert {"iss", "aud", "iat", "nbf", "exp", "jti", "sid"} <= set(body)
    assert body["exp"] - body["iat"] == 15 * 60 == person.tokens["expires_in"]


def test_the_key_set_holds_the_public_key_of_the_token(new_owner):
    person = new_owner()
    reply = person.send("GET", "/.well-known/jwks.json")
    header = json.loads(base64.urlsafe_b64decode(person.token.split(".")[0] + "=="))
    keys = {key["kid"]: key for key in reply.json()["keys"]}
    assert header["alg"] == "ES256"
    assert keys[header["kid"]]["crv"] == "P-256"
    assert "d" not in keys[header["kid"]]


@pytest.mark.parametrize("change", [
    lambda head, body, mark: f"{head}.{body}.",
    lambda head, body, mark: f"{head}.{body}.{mark[:-4]}AAAA",
    lambda head, body, mark: f"{head}.{body[:-4]}AAAA.{mark}",
    lambda head, body, mark: "eyJhbGciOiJub25lIn0" + f".{body}.",
    lambda head, body, mark: "x",
])
def test_a_token_that_was_touched_is_worth_nothing(owner, change):
    forged = Client(owner.port, change(*owner.token.split(".")))
    forged.refused("GET", "/auth/me", status=401)


def test_wrong_password_and_unknown_user_look_the_same(owner):
    anybody = Client(owner.port)
    wrong = anybody.refused("POST", "/auth/login", status=401,
                            body={"username": owner.username, "password": "not the password"})
    unknown = anybody.refused("POST", "/auth/login", status=401,
                              body={"username": "nobody-of-that-name", "password": "whatever it is"})
    assert {**wrong, "request_id": ""} == {**unknown, "request_id": ""}


def test_signing_in_with_the_email(new_owner):
    person = new_owner(email="by.mail@example.com")
    tokens = Client(person.port).post(
        "/auth/login", {"email": "by.mail@example.com", "password": PASSWORD})
    assert tokens["me"]["user"]["username"] == person.username


def test_a_username_is_taken_once(owner):
    Client(owner.port).refused("POST", "/auth/register", status=409, body={
        "username": owner.username, "password": PASSWORD, "tenant_name": "Another"})


@pytest.mark.parametrize("password", ["short", "password1234", "x" * 5000])
def test_weak_and_endless_passwords_are_refused(anybody, password):
    anybody.refused("POST", "/auth/register", body={
        "username": "weakling", "password": password, "tenant_name": "Weak"})


def test_refreshing_replaces_the_token(new_owner):
    person = new_owner()
    renewed = person.post("/auth/refresh", {"refresh_token": person.refresh_token})
    assert renewed["refresh_token"] != person.refresh_token
    assert renewed["session_id"] == person.tokens["session_id"]
    assert Client(person.port, renewed["access_token"]).get("/auth/me")


def test_two_tabs_that_refresh_at_once_get_the_same_successor(new_owner):
    person = new_owner()
    first = person.post("/auth/refresh", {"refresh_token": person.refresh_token})
    second = person.post("/auth/refresh", {"refresh_token": person.refresh_token})
    assert first["refresh_token"] == second["refresh_token"]


def test_an_older_token_ends_the_whole_session(new_owner):
    person = new_owner()
    first = person.post("/auth/refresh", {"refresh_token": person.refresh_token})
    second = person.post("/auth/refresh", {"refresh_token": first["refresh_token"]})
    anybody = Client(person.port)
    anybody.refused("POST", "/auth/refresh", {"refresh_token": person.refresh_token}, status=401)
    anybody.refused("POST", "/auth/refresh", {"refresh_token": second["refresh_token"]}, status=401)
    Client(person.port, second["access_token"]).refused("GET", "/auth/me", status=401)


def test_logging_out_acts_at_once(new_owner):
    person = new_owner()
    person.call("POST", "/auth/logout", expect=204)
    person.refused("GET", "/auth/me", status=401)
    Client(person.port).refused(
        "POST", "/auth/refresh", {"refresh_token": person.refresh_token}, status=401)


def test_sessions_are_listed_and_ended_one_by_one(new_owner):
    here = new_owner()
    there = login(here.port, here.username)
    sessions = {session["id"]: session for session in here.get("/auth/sessions")["sessions"]}
    assert sessions[here.tokens["session_id"]]["current"] is True
    assert sessions[there.tokens["session_id"]]["current"] is False
    here.delete("/auth/sessions/" + there.tokens["session_id"])
    there.refused("GET", "/auth/me", status=401)
    assert here.get("/auth/me")


def test_somebody_elses_session_does_not_exist(new_owner):
    mine, theirs = new_owner(), new_owner()
    mine.refused("DELETE", "/auth/sessions/" + theirs.tokens["session_id"], status=404)
    assert theirs.get("/auth/me")


def test_the_browser_keeps_its_refresh_token_in_a_cookie(new_owner):
    person = new_owner()
    origin = f"http://127.0.0.1:{person.port}"
    reply = person.send("POST", "/api/v1/auth/login", {
        "username": person.username, "password": PASSWORD, "cookie": True}, {"Origin": origin})
    assert "refresh_token" not in reply.json()
    cookie = reply.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=" in cookie
    asked = {"cookie": True, "session_id": reply.json()["session_id"]}
    jar = {"Cookie": cookie.split(";")[0]}
    stranger = Client(person.port)
    stranger.refused("POST", "/auth/refresh", asked, headers={**jar, "Origin": "http://evil.example"})
    renewed = stranger.send("POST", "/api/v1/auth/refresh", asked, {**jar, "Origin": origin})
    assert renewed.status == 200, renewed


def test_guessing_a_password_is_slowed_down(own_server):
    person = register(own_server.port)
    wrong = {"username": person.username, "password": "a wrong guess"}
    guesser = Client(own_server.port)
    replies = [guesser.send("POST", "/api/v1/auth/login", wrong) for _ in range(20)]
    throttled = [reply for reply in replies if reply.status == 429]
    assert throttled
    assert int(throttled[0].headers["Retry-After"]) > 0


def test_many_accounts_from_one_address_are_slowed_down_too(own_server):
    guesser = Client(own_server.port)
    replies = [guesser.send("POST", "/api/v1/auth/login", {"username": f"anna{number}", "password": "summer holidays"})
               for number in range(80)]
    assert {reply.status for reply in replies} == {401, 429}


@pytest.mark.parametrize("role, may, may_not", [
    ("viewer", {"read"}, {"write", "admin", "owner"}),
    ("analyst", {"read", "write"}, {"admin", "owner"}),
    ("admin", {"read", "write", "admin"}, {"owner"}),
])
def test_a_role_is_worth_its_permissions(owner, role, may, may_not):
    member = invite(owner, role)
    me = member.get("/auth/me")
    assert me["role"] == role
    assert me["tenant"]["id"] == owner.get("/auth/me")["tenant"]["id"]
    assert may <= set(me["permissions"])
    assert not may_not & set(me["permissions"])


def test_an_invitation_works_once(owner):
    code = owner.post("/invitations", {"role": "viewer"}, expect=201)["code"]
    register(owner.port, invitation_code=code)
    Client(owner.port).refused("POST", "/auth/register", body={
        "username": "secondcomer", "password": PASSWORD, "invitation_code": code})


def test_what_each_role_may_not_do(owner):
    viewer, analyst = invite(owner, "viewer"), invite(owner, "analyst")
    for person in (viewer, analyst):
        person.refused("GET", "/members", status=403)
        person.refused("GET", "/logs", status=403)
        person.refused("POST", "/invitations", {"role": "admin"}, status=403)
        person.refused("POST", "/connections", {"name": "x", "kind": "sqlite", "path": "x"}, status=403)
    viewer.refused("POST", "/files?filename=a.csv", b"a\n1\n", status=403)


def test_demotion_acts_at_once(owner):
    member = invite(owner, "admin")
    user_id = member.get("/auth/me")["user"]["id"]
    assert member.get("/members")
    owner.patch(f"/members/{user_id}", {"role": "viewer"})
    reply = member.send("GET", "/api/v1/members")
    assert reply.status in (401, 403), reply


def test_removal_acts_at_once(owner):
    member = invite(owner, "analyst")
    owner.delete("/members/" + member.get("/auth/me")["user"]["id"])
    member.refused("GET", "/auth/me", status=401)


def test_the_last_owner_stays(owner):
    mine = owner.get("/auth/me")["user"]["id"]
    owner.refused("DELETE", f"/members/{mine}")
    owner.refused("PATCH", f"/members/{mine}", {"role": "viewer"})
    assert owner.get("/auth/me")["role"] == "owner"


def test_an_admin_makes_no_owner(owner):
    admin = invite(owner, "admin")
    admin.refused("POST", "/invitations", {"role": "owner"})
