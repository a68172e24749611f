"""The tenants of the attack catalogue: two worlds that differ only in what the policy hides, and what
their analysts get to see."""
import csv
import io
import json
import re
import sqlite3

import pytest

from client import invite, register
from server import ROOT
from test_guard_cli import parts
from test_two_worlds import settled

ATTACKS = [json.loads(line) for line in (ROOT / "tests/data/attacks.jsonl").open()]
DIALECTS = {"postgresql": "attacks_postgres.sql", "sqlite": "attacks_sqlite.sql"}

# As the policy of the toy, but columns that a table gains later are not seen, and bombs end soon.
POLICY = {
    "default": "deny",
    "tables": {
        "customers": {
            "columns": {
                "id": {}, "tenant_code": {}, "name": {}, "country": {}, "created_at": {},
                "email": {"mask": "partial"}, "ssn": {"mask": "null"},
            },
            "rows": "country = 'DE'",
        },
        "orders": {
            "default": "allow",
            "rows": "EXISTS (SELECT 1 FROM customers c WHERE c.id = orders.customer_id AND c.country = 'DE')",
        },
        "employees": {"columns": {"id": {}, "name": {}, "manager_id": {}}},
    },
    "limits": {"time_ms": 250, "bytes": 1 << 20},
}
EVENTS = {"events": {"columns": {"id": {}, "y": {}}}}

# Of both worlds; the worlds' difference tells of sums, counts and orders.
CANARIES = re.compile(
    "anna@|bert@|abby@|bill@|Cora|Dave|Ella|Finn|Gus|canary|Zoe|Yan"
    r"|111-11|222-22|333-33|444-44|922-22|811-11|655-55|755-55|999-99|888-88"
    "|90000|50000|60000|40000|80000|70000|98[.]99|99[.]00|77[.]00")


def asked_of(dialect):
    return [one for one in ATTACKS if one["dialect"] == dialect and one["form"] == "sql"]


def name_of(setup, world):
    return f"doors_{setup.replace('+', '_')}_{world}"


class World:
    """A tenant with one source for each setup of the catalogue, and what its analyst gets."""

    def __init__(self, server, dialect, world, make):
        self.owner = register(server.port)
        script = parts(DIALECTS[dialect])
        setups = sorted({one["setup"] for one in asked_of(dialect)})
        self.sources = {}
        self.plain = {}  # replies by the id of the attack
        for setup in setups:
            more = script[setup] if setup != "toy" else ""
            text = (script["toy"] + script["world " + world] + more).replace("app_ro", "reader")
            self.sources[setup] = make(self.owner, name_of(setup, world), text)
            self.restrict(setup)
        self.analyst = invite(self.owner, "analyst")

    def restrict(self, setup):
        source = self.sources[setup]
        tables = {**POLICY["tables"], **(EVENTS if setup == "toy+partition" else {})}
        held = self.owner.get("/policies", connection_id=source)
        self.owner.call("PUT", "/policies", {"connection_id": source, "version": held["version"],
                                             "document": {**POLICY, "tables": tables}})

    def body(self, attack, **more):
        return {"connection_id": self.sources[attack["setup"]], **more}


@pytest.fixture(scope="module", params=DIALECTS)
def worlds(request, server, tmp_path_factory):
    def file(owner, name, script):
        path = tmp_path_factory.mktemp("doors") / f"{name}.sqlite"
        with sqlite3.connect(path) as database:
            database.executescript(script)
        return owner.upload("doors.sqlite", path.read_bytes())["connection"]["id"]

    def database(owner, name, script):
        postgres = request.getfixturevalue("postgres")
        postgres.create(name)
        postgres.psql(script + "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;", name)
        return owner.post("/connections", postgres.connection(name), expect=201)["id"]

    make = file if request.param == "sqlite" else database
    return request.param, [World(server, request.param, world, make) for world in "ab"]


# The names that the worlds' databases have, and identifiers: their digits look like a canary now and then.
INCIDENTAL = re.compile(
    "doors_[a-z_]*_[ab]|p_[0-9a-f]{24}_[0-9a-f]{16}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def alike_in_both(said):
    """What is said, without what differs by chance."""
    return INCIDENTAL.sub("…", json.dumps(settled(said), ensure_ascii=False))


class Seen:
    """A reply, without what changes from call to call."""

    def __init__(self, reply):
        self.status = reply.status
        kind = reply.headers["Content-Type"]
        if kind.startswith(("application/json", "application/problem+json")):
            self.said = reply.json()
        elif kind.startswith("application/x-ndjson"):
            self.said = [json.loads(line) for line in reply.body.splitlines()]
        else:
            self.said = list(csv.reader(io.StringIO(reply.body.decode(), newline="")))
        self.settled = alike_in_both(self.said)

    def outcome(self):
        if self.status != 200:
            return "refused"
        return self.said.get("outcome", "answered") if isinstance(self.said, dict) else "answered"

    def rows(self):
        if isinstance(self.said, dict):
            return self.said.get("rows")
        return [line for line in self.said if isinstance(line, list)]


def check_hidden(attack, seen):
    """No canary that the asker did not write."""
    own = set(CANARIES.findall(attack["input"]))
    leaked = set(CANARIES.findall(seen.settled)) - own
    assert not leaked, (leaked, attack, seen.said)
