"""Signing in at an OpenID provider: with a real one, and with one that lies."""
import base64
import hashlib
import json
import re
import time
import urllib.parse

import pytest

from client import Client, register
from identity import Browser, Provider, query_of, sign_in_settings


@pytest.fixture(scope="module")
def honest(server):
    with Provider("provider.mjs", f"http://127.0.0.1:{server.port}/sso") as running:
        yield running


@pytest.fixture(scope="module")
def liar():
    with Provider("liar.mjs") as running:
        yield running


@pytest.fixture
def boss(server, honest):
    """An owner whose team signs in at the honest provider."""
    owner = register(server.port)
    owner.shape = owner.call("PUT", "/sign-in", sign_in_settings(honest.issuer))
    owner.provider = owner.shape["provider"]["id"]
    return owner


def come(server, provider_id, name, expect=200, browser=None, **more):
    browser = browser or Browser(server.port)
    back = browser.visit(browser.begin(provider_id, **more), name)
    return browser.finish(query_of(back), expect)


def unique(name):
    return f"{name}{time.monotonic_ns()}"


def test_a_newcomer_comes_in_and_is_the_same_the_next_time(server, boss):
    name = unique("grace")
    done = come(server, boss.provider, name, next="/ask?source=a")
    me = done["tokens"]["me"]
    assert done["next"] == "/ask?source=a"
    assert me["user"] == {"id": me["user"]["id"], "username": name, "email": f"{name}@example.org"}
    assert (me["role"], me["tenant"]["id"]) == ("analyst", boss.tokens["me"]["tenant"]["id"])
    assert "refresh_token" not in done["tokens"]  # it is in a cookie
    again = come(server, boss.provider, name)
    assert again["tokens"]["me"]["user"]["id"] == me["user"]["id"] and again["next"] == "/"
    entries = [each for each in boss.get("/logs", limit=20)["items"] if each["action"] == "oidc_login"]
    assert [each["username"] for each in entries] == [name, name]
    # Nobody signs in to that account by a password.
    Client(server.port).refused("POST", "/auth/login", {"username": name, "password": "x"}, "invalid_credentials", 401)


def test_the_session_is_one_like_others(server, boss):
    browser = Browser(server.port)
    done = come(server, boss.provider, unique("s"), browser=browser)
    fresh = browser.call("/auth/refresh", {"session_id": done["tokens"]["session_id"], "cookie": True})
    person = Client(server.port, fresh["access_token"])
    assert person.get("/auth/me")["user"] == done["tokens"]["me"]["user"]
    boss.patch(f"/members/{done['tokens']['me']['user']['id']}", {"disabled": True})
    person.refused("GET", "/auth/me", status=401)
    name = done["tokens"]["me"]["user"]["username"]
    refused = come(server, boss.provider, name, 403)
    assert refused["code"] == "member_disabled"


def test_who_may_come(server, boss):
    shape = boss.shape["provider"]
    unverified = come(server, boss.provider, unique("unverified"), 403)
    assert unverified["code"] == "oidc_domain"
    change = sign_in_settings(shape["issuer"], version=1, domains=["Example.NET"])
    assert boss.call("PUT", "/sign-in", change)["provider"]["domains"] == ["example.net"]
    assert come(server, boss.provider, unique("far"), 403)["code"] == "oidc_domain"
    boss.call("PUT", "/sign-in", sign_in_settings(shape["issuer"], version=2, newcomers=None, domains=[]))
    assert come(server, boss.provider, unique("new"), 403)["code"] == "oidc_not_invited"
    invited = boss.post("/invitations", {"role": "viewer"}, expect=201)["code"]
    name = unique("guest")
    done = come(server, boss.provider, name, invitation_code=invited)
    assert done["tokens"]["me"]["role"] == "viewer"
    assert come(server, boss.provider, unique("late"), 422, invitation_code=invited)["code"] == "bad_invitation"
    # Removed is removed, though the provider still vouches.
    boss.delete(f"/members/{done['tokens']['me']['user']['id']}")
    assert come(server, boss.provider, name, 403)["code"] == "oidc_not_invited"
    named = boss.post("/invitations", {"role": "viewer", "email": "nobody@example.org"}, expect=201)["code"]
    assert come(server, boss.provider, unique("x"), 422, invitation_code=named)["code"] == "bad_invitation"
    boss.call("PUT", "/sign-in", sign_in_settings(shape["issuer"], version=3, enabled=False))
    Client(server.port).refused("POST", "/auth/oidc/begin", {"provider_id": boss.provider}, status=403)
    browser = Browser(server.port)
    assert browser.call("/auth/oidc/begin", {"provider_id": boss.provider}, 404)["code"] == "sign_in_not_found"


def test_nobody_is_known_by_an_address(server, boss):
    name = unique("victim")
    # Somebody of another team has claimed the address: that account is not touched.
    other = register(server.port, email=f"{name}@example.org")
    done = come(server, boss.provider, name)
    assert done["tokens"]["me"]["user"]["id"] != other.tokens["me"]["user"]["id"]
    assert "email" not in done["tokens"]["me"]["user"]
    # A member with this address connects the two, and then is the one.
    name = unique("member")
    code = boss.post("/invitations", {"role": "admin"}, expect=201)["code"]
    member = register(server.port, email=f"{name}@example.org", invitation_code=code)
    assert come(server, boss.provider, name, 409)["code"] == "oidc_account_exists"
    browser = Browser(server.port)
    token = member.tokens["access_token"]
    redirect = browser.call("/auth/oidc/connection", {}, token=token)["redirect_to"]
    connected = browser.finish(query_of(browser.visit(redirect, name)))
    assert connected == {"next": "/admin/sessions"}
    assert member.get("/auth/oidc/connection") == {
        "provider": "Example login", "connected": True, "email": f"{name}@example.org", "has_password": True}
    done = come(server, boss.provider, name)
    assert done["tokens"]["me"]["user"]["id"] == member.tokens["me"]["user"]["id"]
    assert done["tokens"]["me"]["role"] == "admin"
    member.delete("/auth/oidc/connection")
    assert come(server, boss.provider, name, 409)["code"] == "oidc_account_exists"


def test_who_signs_out_signs_out_at_the_provider_too(server, honest, boss):
    kept = sign_in_settings(honest.issuer, version=1, sign_out=True)
    shown = boss.call("PUT", "/sign-in", kept)
    assert shown["provider"]["sign_out"] is True and shown["sign_out_uri"] == f"http://127.0.0.1:{server.port}/login"
    browser = Browser(server.port)
    token = come(server, boss.provider, unique("leaver"), browser=browser)["tokens"]["access_token"]
    url = browser.call("/auth/oidc/logout", {}, token=token)["redirect_to"]
    Client(server.port, token).refused("GET", "/auth/me", status=401)
    asked = query_of(url)
    assert url.startswith(honest.issuer) and asked["id_token_hint"].count(".") == 2
    assert (asked["client_id"], asked["post_logout_redirect_uri"]) == ("parlance", shown["sign_out_uri"])
    # The provider knows the person by it, asks once more, and sends them back; then it knows nobody.
    status, _, page = browser.fetch("GET", url)
    assert status == 200, page
    form = dict(re.findall(r'name="(\w+)" value="(\w+)"', page), logout="yes")
    sent = {"Content-Type": "application/x-www-form-urlencoded"}
    action = re.search(r'action="([^"]+)"', page)[1]
    status, headers, _ = browser.fetch("POST", action, urllib.parse.urlencode(form), sent)
    assert status in (302, 303) and headers["Location"] == shown["sign_out_uri"]
    status, headers, _ = browser.fetch("GET", browser.begin(boss.provider))
    status, _, page = browser.fetch("GET", urllib.parse.urljoin(honest.issuer, headers["Location"]))
    assert 'name="login"' in page
    # The token is kept sealed, and only as long as it is needed.
    for file in server.data.glob("parlance.sqlite*"):
        assert asked["id_token_hint"].encode() not in file.read_bytes()


def test_a_sign_out_stays_here_unless_the_team_wants_more(server, honest, boss, liar):
    browser = Browser(server.port)
    token = come(server, boss.provider, unique("stayer"), browser=browser)["tokens"]["access_token"]
    assert browser.call("/auth/oidc/logout", {}, token=token) == {}
    Client(server.port, token).refused("GET", "/auth/me", status=401)
    # Who came by a password has nothing to end elsewhere, whatever the team wants.
    boss.call("PUT", "/sign-in", sign_in_settings(honest.issuer, version=1, sign_out=True))
    assert boss.post("/auth/oidc/logout") == {}
    boss.refused("GET", "/auth/me", status=401)
    liar.say()
    problem = register(server.port).refused(
        "PUT", "/sign-in", sign_in_settings(liar.issuer, sign_out=True), "invalid_fields", 422)
    assert problem["errors"][0]["pointer"] == "/sign_out"


def test_an_account_is_connected_to_one_person_only(server, boss):
    name = unique("shared")
    first = come(server, boss.provider, name)
    browser = Browser(server.port)
    redirect = browser.call("/auth/oidc/connection", {}, token=boss.tokens["access_token"])["redirect_to"]
    refused = browser.finish(query_of(browser.visit(redirect, name)), 409)
    assert refused["code"] == "oidc_connected"
    person = Client(server.port, first["tokens"]["access_token"])
    person.refused("DELETE", "/auth/oidc/connection", code="oidc_only_way", status=409)


def test_the_settings_keep_the_secret(server, boss, liar):
    liar.say()
    shown = boss.get("/sign-in")
    assert shown["provider"]["has_secret"] and "client_secret" not in json.dumps(shown)
    assert shown["redirect_uri"] == f"http://127.0.0.1:{server.port}/sso"
    assert shown["link"].endswith("/login?sso=" + boss.provider)
    # Another issuer, or client, does not get what was given for this one.
    moved = sign_in_settings(liar.issuer, version=1)
    del moved["client_secret"]
    problem = boss.refused("PUT", "/sign-in", moved, "invalid_fields", 422)
    assert problem["errors"][0]["pointer"] == "/client_secret"
    boss.refused("PUT", "/sign-in", sign_in_settings(shown["provider"]["issuer"], version=7), "sign_in_changed", 409)
    for wrong, pointer in (({"issuer": "http://127.0.0.1:1"}, "/issuer"), ({"issuer": "https://10.1.2.3"}, "/issuer"),
                           ({"issuer": "ftp://a.b"}, "/issuer"), ({"domains": []}, "/domains"),
                           ({"domains": ["no domain"]}, "/domains"), ({"name": "a\nb"}, "/name"),
                           ({"client_id": "ä b"}, "/client_id")):
        body = {**sign_in_settings(shown["provider"]["issuer"], version=1), **wrong}
        assert boss.refused("PUT", "/sign-in", body, "invalid_fields", 422)["errors"][0]["pointer"] == pointer, wrong
    with_slash = sign_in_settings(shown["provider"]["issuer"] + "/", version=1)
    assert boss.call("PUT", "/sign-in", with_slash)["provider"]["issuer"] == shown["provider"]["issuer"]
    options = Client(server.port).get("/auth/options", provider_id=boss.provider)
    assert options["provider"] == {"id": boss.provider, "name": "Example login"}
    boss.delete("/sign-in")
    assert "provider" not in Client(server.port).get("/auth/options", provider_id=boss.provider)
    for file in (server.data / "parlance.sqlite", server.log):
        assert b"long enough" not in file.read_bytes()


def test_only_administrators_of_the_team_decide(server, boss):
    code = boss.post("/invitations", {"role": "analyst"}, expect=201)["code"]
    analyst = register(server.port, invitation_code=code)
    key = boss.post("/api-keys", {"name": "k", "scopes": ["admin"]}, expect=201)["key"]
    for method, body in (("GET", None), ("PUT", sign_in_settings("https://a.b")), ("DELETE", None)):
        analyst.refused(method, "/sign-in", body, status=403)
    Client(server.port, key).refused("DELETE", "/sign-in", code="sign_in_yourself", status=403)
    assert "provider" not in register(server.port).get("/sign-in")  # another team has none


# A provider that lies.


@pytest.fixture
def misled(server, liar):
    """The id of a team's provider, which is about to lie."""
    liar.say()
    owner = register(server.port)
    settings = sign_in_settings(liar.issuer, newcomers=None, domains=[])
    owner.provider = owner.call("PUT", "/sign-in", settings)["provider"]["id"]
    owner.code = owner.post("/invitations", {"role": "viewer"}, expect=201)["code"]
    return owner


def attempt(server, liar, misled, expect, browser=None, **changes):
    browser = browser or Browser(server.port)
    asked = query_of(browser.begin(misled.provider, invitation_code=misled.code))
    code = liar.ask("/code?nonce=" + asked["nonce"])["code"]
    return browser.finish({"state": asked["state"], "code": code}, expect, **changes), asked


def test_honest_tokens_are_taken(server, liar, misled):
    done, asked = attempt(server, liar, misled, 200)
    assert done["tokens"]["me"]["role"] == "viewer"
    assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256"
    sent = liar.ask("/asked")
    digest = hashlib.sha256(sent["form"]["code_verifier"].encode()).digest()
    assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]
    assert base64.b64decode(sent["authorization"].split()[1]).decode().startswith("parlance:a%20secret")
    liar.say(key="ec")
    assert attempt(server, liar, misled, 200)[0]["tokens"]


NOW = int(time.time())
LIES = {
    "wrong nonce": {"claims": {"nonce": "another"}},
    "no nonce": {"claims": {"nonce": None}},
    "wrong audience": {"claims": {"aud": "somebody else"}},
    "two audiences, nobody authorized": {"claims": {"aud": ["parlance", "b"]}},
    "authorized for another": {"claims": {"azp": "b"}},
    "expired": {"claims": {"exp": NOW - 60}},
    "without an end": {"claims": {"exp": None}},
    "of long ago": {"claims": {"iat": NOW - 3600}},
    "of tomorrow": {"claims": {"iat": NOW + 86400}},
    "foreign issuer": {"claims": {"iss": "https://accounts.example.com"}},
    "nobody": {"claims": {"sub": ""}},
    "a number for a name": {"claims": {"sub": 7}},
    "unsigned": {"key": "none"},
    "signed with the public key": {"key": "hmac"},
    "signed by another key": {"key": "other"},
    "an algorithm of another key": {"header": {"kid": "ec"}},
    "something critical": {"header": {"crit": ["b64"], "b64": True}},
    "no token": {"token": {"access_token": "a"}},
    "no object": {"token": {"id_token": "x.y.z"}},
    "a refused code": {"status": 400},
}


@pytest.mark.parametrize("lie", LIES)
def test_lies_are_refused(server, liar, misled, lie):
    liar.say(**LIES[lie])
    problem, _ = attempt(server, liar, misled, 401)
    assert problem["code"] == "oidc_refused"
    liar.say()
    assert attempt(server, liar, misled, 200)[0]["tokens"]


def test_a_provider_that_fails_is_said_to(server, liar, misled):
    liar.say(status=500)
    assert attempt(server, liar, misled, 502)[0]["code"] == "oidc_unavailable"
    liar.say(status=401)
    assert attempt(server, liar, misled, 502)[0]["code"] == "oidc_client_refused"


def test_a_sign_in_is_used_once_and_by_its_browser(server, liar, misled):
    browser = Browser(server.port)
    _, asked = attempt(server, liar, misled, 200, browser)
    code = liar.ask("/code?nonce=" + asked["nonce"])["code"]
    replay = browser.finish({"state": asked["state"], "code": code}, 401)
    assert replay["code"] == "oidc_expired"
    # Who lures a person to the end of another sign-in does not get them in.
    other = query_of(browser.begin(misled.provider))
    lured = Browser(server.port).finish({"state": other["state"], "code": "c"}, 401)
    assert lured["code"] == "oidc_expired"
    assert browser.finish({"state": "invented", "code": "c"}, 401)["code"] == "oidc_expired"
    assert browser.finish({"state": query_of(browser.begin(misled.provider))["state"], "error": "access_denied"},
                          403)["code"] == "oidc_denied"


def test_the_issuer_must_be_the_one_that_was_asked(server, liar, misled):
    problem, _ = attempt(server, liar, misled, 401, iss="https://accounts.example.com")
    assert problem["code"] == "oidc_refused"
    assert attempt(server, liar, misled, 200, iss=liar.issuer)[0]["tokens"]


def test_people_are_led_nowhere_else(server, liar, misled):
    for bad in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\tb", "ask"):
        browser = Browser(server.port)
        asked = query_of(browser.begin(misled.provider, next=bad, invitation_code=misled.code))
        code = liar.ask("/code?nonce=" + asked["nonce"])["code"]
        misled.code = misled.post("/invitations", {"role": "viewer"}, expect=201)["code"]
        assert browser.finish({"state": asked["state"], "code": code})["next"] == "/", bad


def test_pages_of_other_sites_cannot_begin(server, misled):
    headers = {"Origin": "https://evil.example", "Content-Type": "application/json"}
    for path, body in (("begin", {"provider_id": misled.provider}), ("finish", {"state": "a", "code": "b"})):
        Client(server.port).refused("POST", f"/auth/oidc/{path}", body, "wrong_origin", 403, headers=headers)
        Client(server.port).refused("POST", f"/auth/oidc/{path}", body, "foreign_origin", 403)


def test_a_document_of_somebody_else_is_no_document(server, liar):
    owner = register(server.port)
    for lie in ({"issuer": "https://accounts.example.com"}, {"token_endpoint": "ftp://a.b"},
                {"jwks_uri": "file:///etc/passwd"}, {"authorization_endpoint": "javascript:alert(1)"}):
        with Provider("liar.mjs") as other:
            other.say(document=lie)
            problem = owner.refused("PUT", "/sign-in", sign_in_settings(other.issuer), "invalid_fields", 422)
            assert problem["errors"][0]["pointer"] == "/issuer"
