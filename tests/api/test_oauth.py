"""How programs sign in for a person: OAuth 2.1 as MCP clients speak it, and what tricks do not work."""
import base64
import json
import subprocess

import pytest

from client import Client, invite, register
from oauth_program import FORM, Program, api_tokens, base, claims, fails, query_of, sent_back
from server import ROOT, Server


@pytest.fixture
def program(server):
    return Program(server.port)


NODE = ROOT / "build/tools/node/node"
LIBRARIES = ROOT / "tests/mcp"


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_the_official_libraries_sign_in_by_themselves(owner, version):
    words = [NODE, LIBRARIES / "oauth-client.mjs", base(owner.port), owner.token, version]
    ran = subprocess.run(words, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    held = json.loads(ran.stdout)
    assert held["steps"] == ["REDIRECT", "AUTHORIZED", "AUTHORIZED"]
    assert held["state"] == "state-of-the-program" and held["rotated"]
    assert held["resource"] == base(owner.port) + "/mcp" and held["scope"] == "parlance:read"
    said = claims(held["tokens"]["access_token"])
    assert said["permissions"] == ["read"] and said["tenant_id"] == claims(owner.token)["tenant_id"]


def test_metadata_says_what_clients_need(server, anybody):
    url = base(server.port)
    found = anybody.send("GET", "/.well-known/oauth-authorization-server").json()
    assert found["issuer"] == url
    assert found["code_challenge_methods_supported"] == ["S256"]
    assert found["authorization_response_iss_parameter_supported"] is True
    assert found["client_id_metadata_document_supported"] is True
    assert found["token_endpoint_auth_methods_supported"] == ["none"]
    for name in ("authorization", "token", "revocation", "registration"):
        assert found[name + "_endpoint"].startswith(url + "/oauth/")
    for path in ("", "/mcp"):
        reply = anybody.send("GET", "/.well-known/oauth-protected-resource" + path)
        assert reply.json()["resource"] == url + "/mcp"
        assert reply.json()["authorization_servers"] == [url]
        assert reply.json()["scopes_supported"] == ["parlance:read"]
        assert reply.headers["Cache-Control"] == "no-store"


def test_a_program_signs_in_for_a_person(program, owner):
    reply = program.authorize()
    assert reply.status == 302
    assert reply.headers["Location"] == "/authorize?" + program.query()
    shown = owner.post("/oauth/consent", {"query": program.query()})
    assert shown["client_name"] == "Some program" and shown["client_host"] == ""
    assert shown["redirect_host"] == "127.0.0.1:7777"
    assert shown["scopes"] == ["read"] and shown["username"] == owner.username
    back = program.allowed_by(owner)
    assert back["state"] == "a b&c" and back["iss"] == base(program.port)
    reply = program.trade(back["code"], resource=base(program.port) + "/mcp")
    assert reply.headers["Cache-Control"] == "no-store"
    tokens = reply.json()
    assert tokens["token_type"] == "Bearer" and tokens["scope"] == "parlance:read"
    said = claims(tokens["access_token"])
    assert said["scope"] == "parlance:read" and said["client_id"] == program.id and len(said["aud"]) == 1


def test_a_token_opens_the_door_that_it_was_made_for_only(program, owner):
    for_mcp = program.tokens(owner)["access_token"]
    Client(owner.port, for_mcp).refused("GET", "/auth/me", code="invalid_token", status=401)
    for_api = Client(owner.port, api_tokens(program, owner)["access_token"])
    assert for_api.get("/auth/me")["permissions"] == ["read"]
    for_api.refused("GET", "/members", code="forbidden", status=403)
    for_api.refused("POST", "/api-keys", {"name": "x"}, code="sign_in_yourself", status=403)
    again = {"query": program.query(), "allow": True}
    for_api.refused("POST", "/oauth/decision", again, code="sign_in_yourself", status=403)


def test_the_door_of_mcp_takes_tokens_that_were_made_for_it(program, owner):
    body = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}}

    def at_mcp(token):
        headers = {"Accept": "application/json, text/event-stream"}
        return Client(owner.port, token).send("POST", "/mcp", body, headers)
    for good in (program.tokens(owner)["access_token"], owner.token, owner.post("/api-keys", {"name": "x"}, 201)["key"]):
        assert at_mcp(good).json()["result"]["serverInfo"], good
    where = f'resource_metadata="{base(owner.port)}/.well-known/oauth-protected-resource/mcp"'
    for bad in (None, api_tokens(program, owner)["access_token"], "x", "prlk_" + "0" * 72):
        reply = at_mcp(bad)
        told = reply.headers["WWW-Authenticate"]
        assert reply.status == 401 and told.startswith("Bearer ") and where in told
        assert 'scope="parlance:read"' in told and ('error="invalid_token"' in told) == bool(bad)


def test_scopes_are_at_most_what_the_person_may(program, new_owner):
    owner = new_owner()
    viewer = invite(owner, "viewer")
    assert program.tokens(viewer, scope="parlance:write")["scope"] == "parlance:read"
    assert program.tokens(owner, scope="parlance:write")["scope"] == "parlance:read parlance:write"
    assert program.tokens(owner, scope=None)["scope"] == "parlance:read"
    for wrong in ("parlance:admin", "parlance:owner", "openid", "parlance:read parlance:admin"):
        sent_back(program.authorize(scope=wrong), "invalid_scope")


def test_nobody_gets_a_code_without_pkce(program, owner):
    for changes in ({"code_challenge": None}, {"code_challenge_method": None}, {"code_challenge_method": "plain"},
                    {"code_challenge": "short"}, {"code_challenge": program.challenge + "="},
                    {"code_challenge": "!" * 43}):
        sent_back(program.authorize(**changes), "invalid_request")
        body = {"query": program.query(**changes), "allow": True}
        owner.refused("POST", "/oauth/decision", body, code="oauth_request_invalid")


@pytest.mark.parametrize("verifier", [None, "", "x" * 43, "short", "challenge"])
def test_a_wrong_verifier_gets_nothing(program, owner, verifier):
    code = program.allowed_by(owner)["code"]
    wrong = program.challenge if verifier == "challenge" else verifier
    reply = program.trade(code, code_verifier=wrong)
    fails(reply, "invalid_grant" if wrong else "invalid_request")
    assert program.trade(code).status == 200


def test_other_faults_go_back_to_the_program(program):
    sent_back(program.authorize(response_type="token"), "unsupported_response_type")
    sent_back(program.authorize(response_type=None), "unsupported_response_type")
    sent_back(program.authorize(resource="https://other.example.org/mcp"), "invalid_target")
    sent_back(program.authorize(resource=base(program.port) + "/mcp/../api"), "invalid_target")
    sent_back(program.authorize(resource=base(program.port) + "x/mcp"), "invalid_target")
    reply = program.door.send("GET", "/oauth/authorize?" + program.query() + "&scope=parlance:read")
    fails(reply, "invalid_request")


def test_nobody_is_sent_to_a_site_unasked(server, owner):
    site = Program(server.port, redirect="https://evil.example/cb")
    for changes in ({"response_type": "token"}, {"scope": "openid"}, {"code_challenge": None}):
        reply = site.authorize(**changes)
        assert reply.status == 302 and reply.headers["Location"] == "/authorize?" + site.query(**changes)
        owner.refused("POST", "/oauth/consent", {"query": site.query(**changes)}, code="oauth_request_invalid")


@pytest.mark.parametrize("redirect", [
    "http://127.0.0.1:7777/callback/", "http://127.0.0.1:7777/callback?x=1", "http://localhost:7777/callback",
    "http://127.0.0.1:7777@evil.example/callback", "http://127.0.0.1.evil.example:7777/callback",
    "http://127.0.0.1:7777.evil.example/callback",
    "https://evil.example/callback", "http://127.0.0.1:7777/callback#x", "javascript:alert(1)", "//evil.example",
    "http://127.0.0.1:7777/callback/../x", "HTTP://127.0.0.1:7777/callback\r\nX: y"])
def test_nobody_is_sent_where_the_program_did_not_register(program, owner, redirect):
    reply = program.authorize(redirect_uri=redirect)
    reply.problem("oauth_redirect_unknown", 422)
    assert "Location" not in reply.headers
    body = {"query": program.query(redirect_uri=redirect), "allow": True}
    owner.refused("POST", "/oauth/decision", body, code="oauth_redirect_unknown")


def test_a_loopback_program_may_use_any_port(program, owner):
    elsewhere = "http://127.0.0.1:50123/callback"
    outcome = owner.post("/oauth/decision", {"query": program.query(redirect_uri=elsewhere), "allow": True})
    code = query_of(outcome["redirect_to"])["code"]
    fails(program.trade(code), "invalid_grant")
    assert program.trade(code, redirect_uri=elsewhere).status == 200


def test_unknown_programs_are_not_served(program, owner):
    for wrong in ("nobody", "01890000-0000-7000-8000-000000000000", "' OR 1=1 --"):
        program.authorize(client_id=wrong).problem("oauth_client_unknown", 422)
    for inner in ("https://127.0.0.1/client.json", "https://169.254.169.254/x", "https://localhost:1/x"):
        fails(program.authorize(client_id=inner), "invalid_client")


@pytest.mark.parametrize("uri", [
    "http://example.org/cb", "http://127.0.0.1.evil.example/cb", "http://127.0.0.1x/cb",
    "javascript:alert(1)", "data:text/html,x", "https://example.org/cb#x", "file:///x",
    "https://user@example.org/cb", "/relative", 5, "https://example.org/\n"])
def test_registrations_of_unsafe_addresses_are_refused(anybody, uri):
    fails(anybody.send("POST", "/oauth/register", {"redirect_uris": [uri]}), "invalid_redirect_uri")


def test_registrations_are_read_strictly_and_slowly(server):
    stranger = Client(server.port)
    for wrong in (b"x", b"[]", b"{}", b'{"redirect_uris":[]}',
                  b'{"redirect_uris":["https://a.example/cb"],"client_name":5}'):
        assert stranger.send("POST", "/oauth/register", wrong).status == 400
    good = {"redirect_uris": ["https://a.example/cb"]}
    replies = [stranger.send("POST", "/oauth/register", good).status for _ in range(20)]
    assert replies[0] == 201 and replies[-1] == 429


def test_a_name_shows_all_that_it_holds(server):
    site = {"redirect_uris": ["https://a.example/cb"]}
    for name, shown in (("a\u202eb\u061c\n  c\u00ad", "ab c"), ("x" * 101, "x" * 100 + "…"),
                        ("\U000e0041", None)):
        reply = Client(server.port).send("POST", "/oauth/register", {**site, "client_name": name})
        assert reply.json().get("client_name") == shown


def test_saying_no_gives_no_code(program, owner):
    back = program.allowed_by(owner, allow=False)
    assert back["error"] == "access_denied" and "code" not in back and back["state"] == "a b&c"


def test_consent_needs_somebody_who_is_signed_in(program, owner, anybody):
    shown, body = {"query": program.query()}, {"query": program.query(), "allow": True}
    for path, sent in (("/oauth/consent", shown), ("/oauth/decision", body)):
        anybody.refused("POST", path, sent, status=401)
        cookie = {"Cookie": "parlance_session_x=" + owner.refresh_token}
        anybody.refused("POST", path, sent, status=401, headers=cookie)
        reply = owner.send("POST", "/api/v1" + path, body, {"Origin": "https://evil.example"})
        reply.problem("wrong_origin", 403)
    key = owner.post("/api-keys", {"name": "x", "scopes": ["admin"]}, expect=201)["key"]
    Client(owner.port, key).refused("POST", "/oauth/decision", body, code="sign_in_yourself", status=403)


def test_a_code_works_once_and_a_second_use_ends_what_came_of_it(program, owner):
    code = program.allowed_by(owner, resource=base(program.port))["code"]
    tokens = program.trade(code).json()
    robot = Client(owner.port, tokens["access_token"])
    assert robot.get("/auth/me")
    fails(program.trade(code), "invalid_grant")
    robot.refused("GET", "/auth/me", code="session_ended", status=401)
    fails(program.renew(tokens["refresh_token"]), "invalid_grant")
    assert owner.get("/auth/me")


def test_a_code_is_of_no_use_to_others(program, owner):
    other = Program(program.port)
    code = program.allowed_by(owner)["code"]
    fails(other.trade(code), "invalid_grant")
    fails(other.trade(code, code_verifier=program.verifier), "invalid_grant")
    fails(program.trade(code, resource=base(program.port)), "invalid_grant")
    fails(program.trade(code, resource="https://other.example"), "invalid_target")
    fails(program.trade("plc_" + "x" * 43), "invalid_grant")
    assert program.trade(code).status == 200


def test_refresh_tokens_rotate_and_stay_with_their_program(program, owner):
    first = api_tokens(program, owner)
    other = Program(program.port)
    fails(other.renew(first["refresh_token"]), "invalid_grant")
    fails(program.renew(owner.refresh_token), "invalid_grant")
    fails(program.renew(first["refresh_token"], resource="https://other.example/mcp"), "invalid_target")
    owner.refused("POST", "/auth/refresh", {"refresh_token": first["refresh_token"]}, code="invalid_refresh_token")
    second = program.renew(first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"] and second["scope"] == "parlance:read"
    third = program.renew(second["refresh_token"]).json()
    robot = Client(owner.port, third["access_token"])
    assert robot.get("/auth/me")["permissions"] == ["read"]
    fails(program.renew(first["refresh_token"]), "invalid_grant")
    robot.refused("GET", "/auth/me", code="session_ended", status=401)


def test_programs_stand_among_the_sessions_and_end_with_a_click(program, new_owner):
    owner = new_owner()
    robot = Client(owner.port, api_tokens(program, owner)["access_token"])
    assert robot.get("/auth/me")
    session = next(each for each in owner.get("/auth/sessions")["sessions"] if not each["current"])
    assert session["user_agent"] == "Some program"
    owner.delete(f"/auth/sessions/{session['id']}")
    robot.refused("GET", "/auth/me", code="session_ended", status=401)


def test_tokens_are_revoked_by_their_program_only(program, owner):
    tokens = api_tokens(program, owner)
    robot = Client(owner.port, tokens["access_token"])
    other = Program(program.port)
    for token in (tokens["refresh_token"], tokens["access_token"], owner.refresh_token, "x"):
        assert other.form("/oauth/revoke", token=token, client_id=other.id).status == 200
    assert robot.get("/auth/me") and owner.get("/auth/me")
    assert program.form("/oauth/revoke", token=tokens["refresh_token"], client_id=program.id).status == 200
    robot.refused("GET", "/auth/me", code="session_ended", status=401)
    fails(program.renew(tokens["refresh_token"]), "invalid_grant")


def test_a_person_who_leaves_takes_the_programs_along(program, new_owner):
    owner = new_owner()
    member = invite(owner, "analyst")
    robot = Client(owner.port, api_tokens(program, member, scope="parlance:write")["access_token"])
    code = program.allowed_by(member)["code"]
    user_id = member.get("/auth/me")["user"]["id"]
    owner.patch(f"/members/{user_id}", {"role": "viewer"})
    assert robot.get("/auth/me")["permissions"] == ["read"]
    owner.delete(f"/members/{user_id}")
    robot.refused("GET", "/auth/me", code="session_ended", status=401)
    fails(program.trade(code), "invalid_grant")


def test_a_program_sees_its_persons_tenant_only(program, new_owner):
    ada, eve = new_owner(), new_owner()
    robot = Client(ada.port, api_tokens(program, ada)["access_token"])
    assert robot.get("/auth/me")["tenant"] == ada.get("/auth/me")["tenant"]
    theirs = eve.post("/connections/sample", expect=201)["id"]
    robot.refused("GET", f"/connections/{theirs}", code="connection_not_found", status=404)


def test_tokens_cannot_be_rewritten(program, owner):
    token = api_tokens(program, owner)["access_token"]
    head, body, mark = token.split(".")
    said = claims(token)

    def packed(value):
        return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).rstrip(b"=").decode()
    more = packed({**said, "scope": "parlance:read parlance:write"})
    for forged in (f"{head}.{more}.{mark}", packed({"alg": "none"}) + f".{body}.", packed({"alg": "none"}) + f".{more}.",
                   packed({"alg": "none", "typ": "at+jwt", "kid": "x"}) + f".{body}.{mark}"):
        Client(owner.port, forged).refused("GET", "/auth/me", code="invalid_token", status=401)


def test_the_token_door_speaks_oauth(program):
    fails(program.form("/oauth/token"), "invalid_request")
    fails(program.form("/oauth/token", grant_type="password", username="x", password="y"), "unsupported_grant_type")
    fails(program.form("/oauth/token", grant_type="client_credentials"), "unsupported_grant_type")
    fails(program.door.send("POST", "/oauth/token", {"grant_type": "refresh_token"}), "invalid_request")
    fails(program.door.send("POST", "/oauth/token", b"a=1&a=2", FORM), "invalid_request")
    fails(program.door.send("POST", "/oauth/token", b"%", FORM), "invalid_request")
    fails(program.door.send("POST", "/oauth/token", b"a=" + b"x" * 20000, FORM), "invalid_request")
    assert program.door.send("GET", "/oauth/token").status == 405


def test_the_public_url_is_the_name_of_everything(tmp_path):
    with Server(tmp_path, "--public-url", "https://parlance.example.org/") as running:
        host = {"Host": "parlance.example.org"}
        door = Client(running.port)
        found = door.send("GET", "/.well-known/oauth-protected-resource/mcp", headers=host).json()
        assert found["resource"] == "https://parlance.example.org/mcp"
        local = door.send("GET", "/.well-known/oauth-authorization-server").json()
        assert local["issuer"] == "https://parlance.example.org"
        owner, program = register(running.port), Program(running.port)
        assert claims(owner.token)["aud"] == ["https://parlance.example.org", "https://parlance.example.org/mcp"]
        sent = {"query": program.query(resource="https://parlance.example.org/mcp"), "allow": True}
        code = query_of(owner.post("/oauth/decision", sent)["redirect_to"])["code"]
        token = program.trade(code).json()["access_token"]
        assert claims(token)["aud"] == ["https://parlance.example.org/mcp"]
        assert claims(token)["iss"] == "https://parlance.example.org"
        owner.refused("POST", "/oauth/decision", {"query": program.query(), "allow": True}, code="oauth_request_invalid")


def test_codes_and_tokens_are_nowhere_in_clear(own_server):
    person, program = register(own_server.port), Program(own_server.port)
    unused = program.allowed_by(person)["code"]
    code = program.allowed_by(person)["code"]
    tokens = program.trade(code).json()
    renewed = program.renew(tokens["refresh_token"]).json()
    program.door.send("GET", "/oauth/authorize?" + program.query(state="state-canary-7731"))
    actions = [entry["action"] for entry in person.get("/logs")["items"]]
    assert "client_granted" in actions and "client_signed_in" in actions
    assert own_server.stop() == 0
    stored = b"".join(path.read_bytes() for path in own_server.data.rglob("*") if path.is_file())
    for secret in (unused, code, program.verifier, tokens["access_token"], tokens["refresh_token"],
                   renewed["access_token"], renewed["refresh_token"], "state-canary-7731"):
        assert secret not in own_server.logged()
        assert secret.encode() not in stored
