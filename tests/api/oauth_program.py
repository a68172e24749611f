"""A program that signs in for a person by OAuth 2.1, and what it reads in the replies."""
import base64
import hashlib
import json
import secrets
import urllib.parse

from client import Client

CALLBACK = "http://127.0.0.1:7777/callback"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def base(port):
    return f"http://127.0.0.1:{port}"


def query_of(url):
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query))


def claims(token):
    body = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


class Program:
    """A client that registers itself and keeps a PKCE verifier."""

    def __init__(self, port, redirect=CALLBACK, name="Some program"):
        self.port, self.redirect = port, redirect
        self.door = Client(port)
        document = {"client_name": name, "redirect_uris": [redirect], "token_endpoint_auth_method": "none",
                    "grant_types": ["authorization_code", "refresh_token"],
                    "software_id": "unknown members do not matter"}
        reply = self.door.send("POST", "/oauth/register", document)
        assert reply.status == 201, reply
        self.id = reply.json()["client_id"]
        self.verifier = secrets.token_urlsafe(48)
        digest = hashlib.sha256(self.verifier.encode()).digest()
        self.challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def query(self, **changes):
        values = {"response_type": "code", "client_id": self.id, "redirect_uri": self.redirect,
                  "code_challenge": self.challenge, "code_challenge_method": "S256", "state": "a b&c",
                  "scope": "parlance:read", "resource": base(self.port) + "/mcp", **changes}
        return urllib.parse.urlencode({key: value for key, value in values.items() if value is not None})

    def authorize(self, **changes):
        return self.door.send("GET", "/oauth/authorize?" + self.query(**changes))

    def allowed_by(self, person, allow=True, **changes):
        """What the browser brings back to the program."""
        outcome = person.post("/oauth/decision", {"query": self.query(**changes), "allow": allow})
        assert outcome["redirect_to"].startswith(self.redirect)
        return query_of(outcome["redirect_to"])

    def form(self, path, **values):
        body = urllib.parse.urlencode({key: value for key, value in values.items() if value is not None})
        return self.door.send("POST", path, body.encode(), FORM)

    def trade(self, code, **changes):
        values = {"grant_type": "authorization_code", "code": code, "client_id": self.id,
                  "redirect_uri": self.redirect, "code_verifier": self.verifier, **changes}
        return self.form("/oauth/token", **values)

    def renew(self, token, **changes):
        return self.form("/oauth/token", **{"grant_type": "refresh_token", "refresh_token": token,
                                            "client_id": self.id, **changes})

    def tokens(self, person, **changes):
        reply = self.trade(self.allowed_by(person, **changes)["code"])
        assert reply.status == 200, reply
        return reply.json()


def fails(reply, error, status=400):
    assert reply.status == status, reply
    assert reply.headers["Content-Type"] == "application/json"
    assert reply.json()["error"] == error, reply.json()


def sent_back(reply, error):
    assert reply.status == 302, reply
    location = reply.headers["Location"]
    assert location.startswith(CALLBACK + "?"), location
    query = query_of(location)
    assert query["error"] == error and query["state"] == "a b&c" and "code" not in query
    assert query["iss"].startswith("http://127.0.0.1:")


def api_tokens(program, person, **changes):
    """Tokens for the API instead of MCP."""
    return program.tokens(person, resource=base(program.port), **changes)
