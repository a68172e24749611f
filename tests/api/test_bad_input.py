"""Every operation of the OpenAPI document, fed with what it must not swallow."""
import json
import re
import socket

import pytest

from client import API, Client, register

CODE = re.compile(r"^[a-z][a-z0-9_]*$")


@pytest.fixture(scope="module")
def document(anybody):
    return anybody.get("/openapi.json")


@pytest.fixture(scope="module")
def victim(server):
    person = register(server.port)
    person.post("/connections/sample", expect=201)
    return person


def operations(document, wants_body=None):
    """(method, path with unknown ids, operation) of all that the document describes."""
    prefix = document["servers"][0]["url"].rstrip("/") if document.get("servers") else ""
    for path, item in document["paths"].items():
        full = path if path.startswith(API) or path.startswith("/.") else prefix + path
        for method, operation in item.items():
            if method not in ("get", "post", "put", "patch", "delete"):
                continue
            has_body = "application/json" in operation.get("requestBody", {}).get("content", {})
            if wants_body is None or wants_body == has_body:
                yield method.upper(), re.sub(r"\{[^}]+\}", "00000000000000000000000000", full), operation


def state(person):
    """What a request that fails must not change."""
    return [person.get(path) for path in ("/connections", "/members", "/auth/sessions", "/auth/me")]


def without_times(states):
    return re.sub(r"'(last_used_at|last_seen_at|refreshed_at)': '[^']*'", "", str(states))


def properties(document, operation):
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema.get("properties", {})


def must_refuse(reply, where):
    assert reply.status < 500, (where, reply)
    assert reply.status >= 400, (where, reply)
    assert CODE.match(reply.problem()["code"]), (where, reply.body)


def test_there_are_operations_to_test(document):
    paths = {path for _, path, _ in operations(document)}
    for known in ("/auth/login", "/connections", "/queries/ask", "/queries/sql"):
        assert API + known in paths


BROKEN = {
    "malformed": b'{"a": ',
    "not an object": b"[1, 2, 3]",
    "a bare word": b"yes",
    "nothing": b"",
    "invalid UTF-8": b'{"username": "\xff\xfe", "question": "\xc3\x28", "name": "\x80"}',
    "deep": b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "deep array": b"[" * 100_000,
    "unknown field": b'{"there_is_no_such_field": 1}',
    "two documents": b"{} {}",
    "NaN": b'{"limit": NaN}',
    "lone surrogate": b'{"question": "\\ud800"}',
    "NUL": b'{"question": "\\u0000", "username": "\\u0000", "name": "\\u0000", "sql": "\\u0000"}',
    "number too large": b'{"limit": 1e999, "port": 1e999}',
}


@pytest.mark.parametrize("what", BROKEN)
def test_broken_bodies(document, victim, what):
    before = without_times(state(victim))
    for method, path, operation in operations(document, wants_body=True):
        needs_nothing = not operation["requestBody"].get("required") and what == "nothing"
        if path.endswith(("/refresh", "/sample", "/cancel", "/logout", "/suggest", "/policies/test")) or needs_nothing:
            continue
        reply = victim.send(method, path, BROKEN[what], {"Content-Type": "application/json"})
        must_refuse(reply, (method, path))
    assert without_times(state(victim)) == before


def wrong_value(schema):
    kinds = schema.get("type", "string")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return {"string": 7, "integer": "seven", "number": "seven", "boolean": "perhaps",
            "array": {"a": 1}, "object": [1]}.get(kinds[0], {"odd": [1]})


def test_wrong_types_are_named_by_pointer(document, victim):
    for method, path, operation in operations(document, wants_body=True):
        for name, schema in properties(document, operation).items():
            reply = victim.send(method, path, {name: wrong_value(schema)})
            must_refuse(reply, (method, path, name))
            pointers = [fault["pointer"] for fault in reply.json().get("errors", [])]
            assert any(pointer.startswith("/" + name) for pointer in pointers) or reply.status == 404, (
                method, path, name, reply.body)


def test_all_that_is_wrong_is_said_at_once(anybody):
    problem = anybody.refused("POST", "/queries/sql", {"sql": 7, "limit": "x", "colour": 1}, status=None)
    assert problem["status"] in (401, 422)


def test_all_faults_of_one_body_come_together(victim):
    problem = victim.refused("POST", "/queries/sql", {"limit": "many", "colour": 1}, status=422)
    assert {"/sql", "/limit", "/colour"} <= {fault["pointer"] for fault in problem["errors"]}


# What an operation cannot do without, so that its id is all that is wrong.
NEEDED = {
    "/publish": {"baseline_id": "b"},
    "/drift/acknowledge": {"up_to": "d"},
    "/drift/": {"acknowledged": True},
    "/descriptions": {"table": "t", "text": "t"},
    "/relations/": {"state": "accepted"},
    "/relations": {"from": {"table": "a", "column": "b"}, "to": {"table": "c", "column": "d"}},
    "/members/": {"role": "viewer"},
    "/layout": {"version": 1, "tiles": [{"tile_id": "t", "x": 0, "y": 0, "w": 1, "h": 1}]},
    "/tiles/": {"version": 1},
    "/tiles": {"kind": "text", "text": "t"},
    "/duplicate": {},
    "/restore": {"version": 1},
    "/shares": {"expires_in_days": 1},
    "/send": {},
    "/schedules/": {"every": "minutes", "minutes": 15, "door": "webhook", "url": "https://example.org/", "version": 1},
    "/schedules": {"every": "minutes", "minutes": 15, "door": "webhook", "url": "https://example.org/"},
    "/chart": {"chart": {}},
    "/dashboards/": {"version": 1},
    "/threads/": {"title": "t"},
    "/feedback": {"verdict": "good"},
}


def test_unknown_ids_are_not_found(document, victim):
    for method, path, operation in operations(document):
        if "0000000000" not in path or path.endswith("/cancel"):
            continue
        known = properties(document, operation) if "requestBody" in operation else {}
        needed = next((needed for part, needed in NEEDED.items() if part in path), {})
        body = None if method in ("GET", "DELETE") else {name: needed[name] for name in needed if name in known}
        needs = [each["name"] for each in operation.get("parameters", []) if each["in"] == "query" and each.get("required")]
        query = "?" + "&".join(f"{name}=x" for name in needs) if needs else ""
        reply = victim.send(method, path + query, body)
        assert reply.status == 404, (method, path, reply)
        assert reply.problem()["code"]


@pytest.mark.parametrize("identifier", ["%00", "%ff%fe", "a%2Fb", "..%2F..", "x" * 5000, "'%20OR%201=1", "%F0%9F%92%A5"])
def test_odd_ids_are_not_found_either(victim, identifier):
    for path in ("/connections/{}", "/queries/{}", "/connections/{}/test", "/queries/sample-data/{}"):
        reply = victim.send("GET", API + path.format(identifier))
        assert reply.status in (400, 404, 414, 422, 431), (path, reply)
        assert reply.problem()


@pytest.mark.parametrize("query", ["limit=0", "limit=-1", "limit=100000", "limit=many", "before=nonsense", "limit=1&limit=2",
                                   "limit=", "nonsense=1"])
def test_odd_queries(victim, query):
    reply = victim.send("GET", f"{API}/queries/history?{query}")
    if reply.status != 200:
        must_refuse(reply, query)


def test_huge_bodies_are_refused_before_they_are_read(document, victim):
    for method, path, operation in operations(document, wants_body=True):
        head = (f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {victim.token}\r\n"
                "Content-Type: application/json\r\nContent-Length: 1000000000000\r\n\r\n")
        with socket.create_connection(("127.0.0.1", victim.port), timeout=10) as line:
            line.sendall(head.encode())
            answer = line.recv(65536)
        assert b" 413 " in answer.split(b"\r\n")[0], (method, path, answer[:300])


def test_a_chunked_flood_is_cut(victim):
    chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
    head = (f"POST {API}/queries/ask HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {victim.token}\r\n"
            "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
    with socket.create_connection(("127.0.0.1", victim.port), timeout=10) as line:
        line.sendall(head.encode())
        try:
            for _ in range(2000):
                line.sendall(chunk)
        except OSError:
            return
        assert b" 413 " in line.recv(65536).split(b"\r\n")[0]


RAW = {
    "no HTTP": b"hello\r\n\r\n",
    "endless header": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"".join(b"X-%d: 1\r\n" % n for n in range(20000)) + b"\r\n",
    "endless target": b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "two lengths": b"POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "length and chunks": b"POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "negative length": b"POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    "bad chunk": b"POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "a header with a line break": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\nb\r\n\r\n",
}


@pytest.mark.parametrize("what", RAW)
def test_what_is_not_proper_http(server, what):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        try:
            line.sendall(RAW[what])
            answer = line.recv(65536)
        except OSError:
            answer = b""
        assert not answer or answer.split(b" ")[1].startswith(b"4") or what == "a header with a line break", answer[:200]
    assert Client(server.port).send("GET", "/healthz").status == 200


def test_methods_and_paths_that_are_not_there(victim):
    assert victim.send("GET", API + "/no/such/thing").problem()["status"] == 404
    reply = victim.send("DELETE", API + "/queries/ask")
    assert reply.problem()["status"] == 405
    assert "POST" in reply.headers["Allow"]
    assert victim.send("BREW", API + "/queries/ask").status in (400, 405, 501)


def test_wrong_media_types(victim):
    for media in ("text/plain", "application/xml", "application/x-www-form-urlencoded"):
        reply = victim.send("POST", API + "/queries/ask", b'{"question": "x"}', {"Content-Type": media})
        assert reply.problem()["status"] == 415


@pytest.mark.parametrize("path", ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/_next/../../x",
                                  "/%00", "//etc/passwd", "/\\..\\..\\x"])
def test_static_files_stay_in_their_folder(server, path):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while data := line.recv(65536):
            answer += data
    assert b"root:" not in answer
    assert answer.split(b" ")[1] in (b"400", b"404"), answer[:200]


def test_without_a_token_only_the_public_operations_answer(document, anybody):
    public = ("/healthz", "/readyz", "/auth/options", "/auth/register", "/auth/login", "/auth/refresh",
              "/auth/oidc/begin", "/auth/oidc/finish", "/v1/shared", "/shared/tile", "/shared/choices", "/openapi.json", "/.well-known/jwks.json")
    for method, path, operation in operations(document):
        if path.endswith(public):
            continue
        reply = anybody.send(method, path, None if method in ("GET", "DELETE") else {})
        assert reply.status == 401, (method, path, reply)
        assert "Bearer" in reply.headers["WWW-Authenticate"]


def test_security_headers_stand_on_everything(server, victim):
    for path in ("/", API + "/auth/me", API + "/nowhere"):
        headers = victim.send("GET", path).headers
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert "default-src 'none'" in headers["Content-Security-Policy"] or path != "/", path
        assert "Server-Timing" in headers or path == "/"


def test_every_reply_has_a_request_id(victim):
    one, two = (victim.send("GET", API + "/auth/me").headers["X-Request-Id"] for _ in range(2))
    assert one and two and one != two


def test_the_document_is_openapi(document):
    assert document["openapi"].startswith("3.1")
    for _, path, operation in operations(document):
        assert operation["summary"], path
        assert operation["operationId"], path
        assert any(status[0] == "2" for status in operation["responses"]), path
    assert json.dumps(document)


@pytest.mark.parametrize("sql, title", [
    ("SELEC 1", "The SQL does not work"),
    ("SELECT nothing_of_this FROM orders", "The SQL does not work"),
    ("DELETE FROM orders", "Refused by the guard"),
])
def test_the_title_fits_what_went_wrong(victim, sql, title):
    assert victim.refused("POST", "/queries/sql", {"sql": sql})["title"] == title
