"""A person's HTTP client: small words around http.client, so that a test reads like a sentence."""
import dataclasses
import http.client
import itertools
import json
import time
import urllib.parse

API = "/api/v1"
PASSWORD = "ninety-nine green balconies"
_numbers = itertools.count(1)


@dataclasses.dataclass
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self):
        return json.loads(self.body)

    def problem(self, code=None, status=None):
        """The problem document (RFC 9457) that this reply must be."""
        assert self.headers["Content-Type"] == "application/problem+json", self
        document = self.json()
        assert document["status"] == self.status, document
        for member in ("type", "title", "detail", "code", "request_id"):
            assert isinstance(document.get(member), str) and document[member], (member, document)
        if code:
            assert document["code"] == code, document
        if status:
            assert self.status == status, document
        return document


class Client:
    """Calls the API at a port; with a token, as the person who holds it. Each comes from an address
    of its own on this machine's loopback network, as people do, so that none is slowed down for
    what another does."""

    def __init__(self, port, token=None):
        self.port = port
        self.token = token
        number = next(_numbers)
        self.address = f"127.1.{number // 250 % 250}.{number % 250 + 1}"

    def send(self, method, path, body=None, headers=None, timeout=60):
        """Any request; `body` is bytes, or a value that becomes JSON."""
        headers = dict(headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        if self.token:
            headers.setdefault("Authorization", "Bearer " + self.token)
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=timeout, source_address=(self.address, 0))
        try:
            connection.request(method, path, body, headers)
            reply = connection.getresponse()
            return Reply(reply.status, reply.headers, reply.read())
        finally:
            connection.close()

    def call(self, method, path, body=None, expect=200, **options):
        """A request of the API that must end with this status; gives its JSON."""
        reply = self.send(method, API + path, body, **options)
        assert reply.status == expect, (method, path, reply.status, reply.body[:2000])
        return reply.json() if reply.body else None

    def get(self, path, expect=200, **query):
        query = {key: value for key, value in query.items() if value is not None}
        path += "?" + urllib.parse.urlencode(query) if query else ""
        return self.call("GET", path, expect=expect)

    def post(self, path, body=None, expect=200, **options):
        return self.call("POST", path, {} if body is None else body, expect, **options)

    def patch(self, path, body, expect=200):
        return self.call("PATCH", path, body, expect)

    def delete(self, path, expect=204):
        return self.call("DELETE", path, expect=expect)

    def refused(self, method, path, body=None, code=None, status=None, **options):
        """A request that must fail with a problem document; gives it."""
        return self.send(method, API + path, body, **options).problem(code, status)

    # What a person does.

    def upload(self, filename, content, expect=201, **query):
        path = "/files?" + urllib.parse.urlencode({"filename": filename, **query})
        headers = {"Content-Type": "application/octet-stream"}
        return self.call("POST", path, content, expect, headers=headers)

    def sql(self, text, expect=200, **more):
        return self.post("/queries/sql", {"sql": text, **more}, expect)

    def ask(self, question, expect=200, **more):
        return self.post("/queries/ask", {"question": question, **more}, expect)

    def events(self, path, body):
        """The events of a reply that is a stream of them: [(event, data)]."""
        headers = {"Accept": "text/event-stream"}
        reply = self.send("POST", API + path, body, headers)
        assert reply.status == 200, reply
        assert reply.headers["Content-Type"].startswith("text/event-stream"), reply
        return parse_events(reply.body.decode())


def parse_events(text):
    found = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        fields = [line.split(":", 1) for line in block.split("\n") if line and line[0] != ":"]
        event = "".join(value.strip() for name, value in fields if name == "event")
        data = "\n".join(value.removeprefix(" ") for name, value in fields if name == "data")
        if data:
            found.append((event, json.loads(data)))
    return found


@dataclasses.dataclass
class Person:
    """Somebody who is signed in: a client, and what the server said about the session."""

    client: Client
    tokens: dict
    username: str
    password: str = PASSWORD

    def __getattr__(self, name):
        return getattr(self.client, name)

    @property
    def refresh_token(self):
        return self.tokens["refresh_token"]


def register(port, **more):
    """A new person; without an invitation code, the owner of a new tenant."""
    username = more.pop("username", f"person{next(_numbers)}")
    body = {"username": username, "password": PASSWORD, **more}
    if "invitation_code" not in body:
        body.setdefault("tenant_name", f"Tenant of {username}")
    tokens = Client(port).post("/auth/register", body, expect=201)
    return Person(Client(port, tokens["access_token"]), tokens, username)


def login(port, username, password=PASSWORD):
    tokens = Client(port).post("/auth/login", {"username": username, "password": password})
    return Person(Client(port, tokens["access_token"]), tokens, username, password)


def invite(owner, role):
    """A new member of the owner's tenant."""
    invitation = owner.post("/invitations", {"role": role}, expect=201)
    return register(owner.port, invitation_code=invitation["code"])


def eventually(find, seconds=5):
    """History follows within a second; waits for it."""
    deadline = time.monotonic() + seconds
    while not (found := find()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found
