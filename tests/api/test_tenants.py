"""What belongs to another tenant does not exist."""
import pytest

from client import register


@pytest.fixture(scope="module")
def theirs(server):
    """Another tenant's ids of every kind."""
    other = register(server.port)
    connection = other.post("/connections/sample", expect=201)["id"]
    query = other.ask("how many orders are there")["id"]
    return {"connection": connection, "query": query, "user": other.get("/auth/me")["user"]["id"],
            "person": other}


@pytest.fixture(scope="module")
def mine(server):
    person = register(server.port)
    person.post("/connections/sample", expect=201)
    return person


PATHS = [
    ("GET", "/connections/{connection}", None),
    ("PATCH", "/connections/{connection}", {"name": "taken over"}),
    ("DELETE", "/connections/{connection}", None),
    ("GET", "/connections/{connection}/test", None),
    ("POST", "/connections/{connection}/refresh", {}),
    ("GET", "/queries/schema?connection_id={connection}", None),
    ("GET", "/queries/suggestions?connection_id={connection}", None),
    ("GET", "/queries/sample-data/orders?connection_id={connection}", None),
    ("POST", "/queries/ask", {"connection_id": "{connection}", "question": "how many orders"}),
    ("POST", "/queries/sql", {"connection_id": "{connection}", "sql": "SELECT 1"}),
    ("POST", "/queries/refine", {"query_id": "{query}", "instruction": "only for 2024"}),
    ("POST", "/queries/refine", {"connection_id": "{connection}", "sql": "SELECT 1", "instruction": "top 3"}),
    ("GET", "/queries/{query}", None),
    ("POST", "/evaluations", {"connection_id": "{connection}", "engine": "builtin"}),
    ("PATCH", "/members/{user}", {"role": "viewer"}),
    ("DELETE", "/members/{user}", None),
]


def fill(value, ids):
    if isinstance(value, dict):
        return {key: fill(each, ids) for key, each in value.items()}
    return value.format(**ids) if isinstance(value, str) else value


@pytest.mark.parametrize("method, path, body", PATHS, ids=[f"{m} {p}" for m, p, _ in PATHS])
def test_the_answer_is_the_same_as_for_what_never_was(mine, theirs, method, path, body):
    """Only the id and the request id may differ, so that nobody learns which ids are taken."""
    never = {name: "0" * len(str(value)) for name, value in theirs.items()}
    refusals = [
        mine.refused(method, fill(path, ids), fill(body, ids), status=404) for ids in (theirs, never)
    ]
    for refusal in refusals:
        refusal.pop("request_id")
        refusal.pop("instance", None)
    assert refusals[0] == refusals[1]


def test_cancelling_tells_nothing_about_others(mine, theirs):
    for query in (theirs["query"], "0" * 26):
        assert mine.post(f"/queries/{query}/cancel", expect=202) == {"cancelled": False}


def test_the_other_tenant_is_unharmed(mine, theirs):
    connections = theirs["person"].get("/connections")["connections"]
    assert [connection["id"] for connection in connections] == [theirs["connection"]]
    assert connections[0]["name"] != "taken over"
    assert theirs["person"].get("/auth/me")["role"] == "owner"


def test_lists_hold_the_own_rows_only(mine, theirs):
    assert theirs["connection"] not in str(mine.get("/connections"))
    assert theirs["query"] not in str(mine.get("/queries/history"))
    assert theirs["query"] not in str(mine.get("/logs"))
    assert theirs["user"] not in str(mine.get("/members"))


def test_a_tenant_in_the_body_changes_nothing(mine, theirs):
    tenant = theirs["person"].get("/auth/me")["tenant"]["id"]
    mine.refused("POST", "/queries/sql", {"sql": "SELECT 1", "tenant_id": tenant}, status=422)
