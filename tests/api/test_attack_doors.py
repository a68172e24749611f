"""The attack catalogue through every door of the running server, in two worlds that differ only in
what the policy hides: each statement meets its outcome, no reply shows what is hidden, and none
differs from the other world's."""
import collections
import concurrent.futures
import json
import re
import time

import pytest

from attack_world import ATTACKS, CANARIES, Seen, alike_in_both, asked_of, check_hidden
from attack_world import worlds as engine_worlds  # noqa: F401: a fixture
from client import API, invite
from model_server import ModelServer, writes
from server import ROOT

# What may be refused though its answer would be harmless; nothing else may.
REFUSED_ALL_THE_SAME = json.loads((ROOT / "tests/data/attacks_refused.json").read_text())
MODEL = ModelServer()


@pytest.fixture(scope="module")
def model():
    with MODEL as running:
        running.plays(hostile)
        yield running


@pytest.fixture(scope="module")
def worlds(engine_worlds, model):  # noqa: F811
    """The worlds with a model that writes what the attacker wants."""
    settings = {**model.settings("sql"), "routing": {"repairs_max": 0}}
    for world in engine_worlds[1]:
        world.owner.call("PUT", "/llm/roles", {"version": 0, "settings": settings})
    return engine_worlds


def sql(who, world, attack, accept="application/json", **more):
    body = world.body(attack, sql=attack["input"], **more)
    return Seen(who.send("POST", API + "/queries/sql", body, {"Accept": accept}))


def question(who, world, attack):
    return Seen(who.send("POST", API + "/queries/ask", world.body(attack, question=attack["input"])))


def by_model(who, world, attack):
    """A question that the engine has no answer to; the model writes the attack as its SQL."""
    return Seen(who.send("POST", API + "/queries/ask", world.body(
        attack, question=f"what will the weather be like, {attack['id']}?", cache="bypass")))


def hostile(asked):
    """The stub model: whatever it is told, it writes the attack that the question names, if it names one."""
    named = re.findall(r"be like, ([A-Z0-9-]+)\?", asked.text)
    return writes(*(one["input"] for one in ATTACKS if named and one["id"] == named[-1]), cannot="" if named else "no")


class Told(Seen):
    """What a tool of the MCP endpoint gives: its failures are results that say a code."""

    def __init__(self, reply):
        result = reply.json()["result"]
        text = result["content"][0]["text"]
        self.status = 403 if result.get("isError") else 200
        if self.status == 200:
            assert json.loads(text) == result["structuredContent"]
            self.said = {name: value for name, value in result["structuredContent"].items()
                         if name not in ("next", "query_id", "conversation_id")}
        else:
            self.said = {"code": text.split(":")[0], "text": text}
        self.settled = alike_in_both(self.said)


def tool(who, world, attack, name, **arguments):
    """A tool, as a program calls it for the asker: with a key that may read."""
    if not hasattr(world, "key"):
        world.key = who.post("/api-keys", {"name": "tools", "scopes": ["read"]}, expect=201)["key"]
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
        "name": name, "arguments": {**arguments, "source": world.sources[attack["setup"]]}}}
    headers = {"Authorization": f"Bearer {world.key}", "Accept": "*/*"}
    return Told(who.send("POST", "/mcp", body, headers))


def alike(told, plain):
    """Tools cut long texts, and tell numbers that no double holds as texts."""
    if isinstance(told, str) and "…(+" in told:
        return True
    return told == plain or (isinstance(told, str) and told == str(plain))


def check_page(attack, seen, plain):
    """A tool has the outcome of the other doors, and as many of their rows as fit."""
    assert (seen.status == 200) == (plain.status == 200), (attack, seen.said, plain.said)
    if seen.status != 200:
        assert seen.said["code"] == plain.said["code"], (attack, seen.said, plain.said)
        return
    rows = plain.rows()
    assert seen.said["truncated"] or len(seen.rows()) == len(rows), (attack, seen.said)
    for mine, theirs in zip(seen.rows(), rows):
        assert all(map(alike, mine, theirs)), (attack, mine, theirs)


def kept_answer(who, world, attack):
    """What the cache says, which has heard it just before; what is refused never gets there."""
    first = sql(who, world, attack, cache="use")
    return sql(who, world, attack, cache="use") if first.status == 200 else first


def looked_at(who, world, attack):
    """The same result, in another order and through a filter that lets all through."""
    path = API + "/queries/rows"
    body = world.body(attack, sql=attack["input"], limit=1_000)
    wanted = {"sort": [{"column": 0, "descending": True}], "filters": []}
    return Seen(who.send("POST", path, {**body, **wanted}))


DOORS = {
    "json": sql,
    "rows": looked_at,
    "csv": lambda *what: sql(*what, accept="text/csv"),
    "ndjson": lambda *what: sql(*what, accept="application/x-ndjson"),
    "cache": kept_answer,
    "dry run": lambda *what: sql(*what, dry_run=True),
    "ask": question,
    "model": by_model,
    "tool run_sql": lambda who, world, attack: tool(who, world, attack, "run_sql", sql=attack["input"]),
    "tool ask": lambda who, world, attack: tool(who, world, attack, "ask", question=attack["input"]),
    "tool sample_rows": lambda who, world, attack: tool(
        who, world, attack, "sample_rows", table=attack["input"][:512]),
}


def check_outcome(attack, seen):
    """As the catalogue has it; what is refused says why by a code."""
    if seen.status >= 400:
        assert seen.status != 500 and re.fullmatch("[a-z_]+", seen.said["code"]), (attack, seen.said)
    if attack["outcome"] == "DENY":
        assert 400 <= seen.status < 500, (attack, seen.said)
    if attack["outcome"] == "MASKED" and seen.status != 200:
        fails_masked = attack.get("reference_result", "").startswith("ERR ")
        assert attack["id"] in REFUSED_ALL_THE_SAME or fails_masked, (attack, seen.said)


def check_rows(attack, seen, plain):
    """Another door to the same statement has the same outcome and the same rows."""
    assert seen.status == plain.status, (attack, seen.said, plain.said)
    if seen.status != 200:
        assert seen.said["code"] == plain.said["code"], (attack, seen.said, plain.said)
    elif isinstance(seen.said, list) and isinstance(seen.said[-1], list):
        assert len(seen.said) == 1 + len(plain.rows()), (attack, seen.said)
    else:
        assert seen.rows() == plain.rows(), attack


def check_looked_at(attack, seen, plain):
    """No more than the statement itself gives, and refused with it."""
    check_outcome(attack, seen)
    if plain.status != 200:
        return None if attack["outcome"] == "LIMIT" else check_rows(attack, seen, plain)
    if seen.status == 200 and attack["outcome"] != "LIMIT" and not seen.said["truncated"]:
        assert sorted(map(json.dumps, seen.rows())) == sorted(map(json.dumps, plain.rows())), attack
    return None


def check_words(world, attack, seen):
    """SQL for a question is run as SQL, or refused; what looks like no SQL is read as words, and
    then the answer is that of the SQL which it shows."""
    if seen.status != 200 or seen.said["outcome"] != "answered":
        return
    if seen.said["provenance"]["author"] == "person":
        return check_outcome(attack, seen)
    shown = sql(world.analyst, world, {**attack, "input": seen.said["sql"]}, limit=1000)
    assert shown.rows() == seen.rows(), (attack, seen.said, shown.said)


def check_model(world, attack, seen):
    """What a model writes gets as far as if the asker had written it, and no further: SQL that the
    guard refuses is no answer, and the rows of the rest are those of the other doors."""
    plain = world.plain.get(attack["id"]) or sql(world.analyst, world, attack)
    assert seen.status == 200, (attack, seen.said)
    if seen.said["outcome"] != "answered":
        assert attack["outcome"] in ("DENY", "LIMIT") or plain.status != 200, (attack, seen.said)
        return
    assert attack["outcome"] != "DENY" and seen.said["provenance"]["author"] == "model", (attack, seen.said)
    if not seen.said["truncated"] and attack["outcome"] != "LIMIT":
        assert seen.rows() == plain.rows(), (attack, seen.said)


def check_prompts(asked):
    """Nothing that is hidden was told to the model, whatever it had written before."""
    written = "".join(one["input"] for one in ATTACKS)
    for each in asked:
        told = set(CANARIES.findall(each.text)) - set(CANARIES.findall(written))
        schema = each.text.split("The question:")[0]
        assert not told and "salary" not in schema, told


def ask_both(both, tenants, door, attack):
    """What each world replies. The limit that ends bombs soon can end another statement on a machine
    that is busy, which tells nothing: that one is asked anew."""
    for _ in range(3):
        replies = list(both.map(lambda world: door(world.analyst, world, attack), tenants))
        ended = any("query_timeout" in seen.settled for seen in replies)
        if attack["outcome"] == "LIMIT" or not ended:
            break
    return replies


def ask_all(dialect, tenants, door, check, allowed=lambda attack: True):
    """Asks both worlds at once, each attack after the other; gives the counts by outcome."""
    counted = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(2) as both:
        for attack in filter(allowed, asked_of(dialect)):
            begin = time.monotonic()
            replies = ask_both(both, tenants, door, attack)
            assert time.monotonic() - begin < 10, attack
            for world, seen in zip(tenants, replies):
                check_hidden(attack, seen)
                check(world, attack, seen)
            if attack["outcome"] != "LIMIT":
                assert replies[0].settled == replies[1].settled, attack
            counted[attack["outcome"], replies[0].outcome()] += 1
    return counted


def told(counted):
    assert counted["MASKED", "answered"] > 20, "a door that refuses everything proves nothing"
    return ", ".join(f"{number} {outcome} {how}" for (outcome, how), number in sorted(counted.items()))


@pytest.mark.parametrize("door", DOORS)
def test_every_attack_meets_its_outcome(worlds, door, figure):
    dialect, tenants = worlds

    def check(world, attack, seen):
        if door == "ask":
            return check_words(world, attack, seen)
        if door == "model":
            return check_model(world, attack, seen)
        if door in ("tool ask", "tool sample_rows"):
            # No statement is a table; and a question that is SQL is judged through the door `ask`.
            assert door == "tool ask" or seen.said["code"] == "not_found", (attack, seen.said)
            return None
        if door == "tool run_sql":
            check_outcome(attack, seen)
            plain = world.plain.get(attack["id"]) or sql(world.analyst, world, attack)
            return None if attack["outcome"] == "LIMIT" else check_page(attack, seen, plain)
        if door == "rows":
            plain = world.plain.get(attack["id"]) or sql(world.analyst, world, attack)
            return check_looked_at(attack, seen, plain)
        check_outcome(attack, seen)
        if door == "json":
            world.plain[attack["id"]] = seen
        elif door != "dry run" and attack["outcome"] != "LIMIT":
            plain = world.plain.get(attack["id"]) or sql(world.analyst, world, attack)
            check_rows(attack, seen, plain)

    told_before = len(MODEL.asked)  # also to people who see everything
    counted = ask_all(dialect, tenants, DOORS[door], check)
    check_prompts(MODEL.asked[told_before:])
    assert sum(counted.values()) == len(asked_of(dialect))
    if door != "tool sample_rows":
        figure(f"attacks on {dialect} through {door}: {told(counted)}")


def test_a_tile_shows_what_its_viewer_may_see(worlds, figure):
    """The owner, who sees everything, keeps the attack as a tile; an analyst looks at it."""
    dialect, tenants = worlds

    def tile(who, world, attack):
        board = {"title": "Attack", "tiles": [{
            "kind": "table", "title": "t", "sql": attack["input"],
            "connection_id": world.sources[attack["setup"]]}]}
        made = world.owner.send("POST", API + "/dashboards", board)
        if made.status != 201:
            return Seen(made)
        path = f"{API}/dashboards/{made.json()['id']}"
        shown = who.send("GET", path)
        seen = Seen(who.send("GET", f"{path}/tiles/{made.json()['tiles'][0]['id']}/data"))
        check_hidden(attack, Seen(shown))
        if seen.status == 403 and seen.said["code"] == "tile_not_visible":
            assert attack["input"] not in shown.json()["tiles"][0].values(), attack
        world.owner.send("DELETE", path)
        return seen

    def check(world, attack, seen):
        check_outcome(attack, seen)
        plain = world.plain.get(attack["id"]) or sql(world.analyst, world, attack)
        if attack["outcome"] != "LIMIT":
            assert (seen.status == 200) == (plain.status == 200), (attack, seen.said, plain.said)
        if seen.status == 200 and not seen.said["truncated"]:
            assert seen.rows() == plain.rows(), attack

    counted = ask_all(dialect, tenants, tile, check)
    assert sum(counted.values()) == len(asked_of(dialect))
    figure(f"attacks on {dialect} through tiles: {told(counted)}")


def all_history(person):
    items, before = [], None
    while True:
        page = person.get("/queries/history", limit=200, before=before)
        items += page["items"]
        before = page["next"]
        if not before:
            return items


def test_a_past_without_restrictions_reveals_nothing(worlds, figure):
    """Somebody asks as an administrator, by SQL and by questions, and is an analyst afterwards."""
    dialect, tenants = worlds
    asked = [one for one in asked_of(dialect) if one["outcome"] != "LIMIT"]
    for world in tenants:
        world.fallen = invite(world.owner, "admin")
        for attack in asked:
            sql(world.fallen, world, attack, cache="use")
            question(world.fallen, world, attack)
        world.past = {(item["connection_id"], item["kind"], item.get("question") or item["sql"]): item["id"]
                      for item in all_history(world.fallen)}
        me = world.fallen.get("/auth/me")["user"]["id"]
        world.owner.patch(f"/members/{me}", {"role": "analyst"})

    def rerun(_, world, attack):
        """As people do: what the entry says is sent once more."""
        for kind in ("ask", "sql"):
            entry = world.past[world.sources[attack["setup"]], kind, attack["input"]]
            world.analyst.refused("GET", f"/queries/{entry}", code="query_not_found")
            held = Seen(world.fallen.send("GET", f"{API}/queries/{entry}"))
            assert held.status == 200 and "rows" not in held.said
            check_hidden(attack, held)
        assert held.said["sql"] == attack["input"]
        return kept_answer(world.fallen, world, {**attack, "input": held.said["sql"]})

    def check(world, attack, seen):
        check_outcome(attack, seen)
        check_rows(attack, seen, world.plain.get(attack["id"]) or sql(world.analyst, world, attack))

    counted = ask_all(dialect, tenants, rerun, check, lambda attack: attack["outcome"] != "LIMIT")
    assert sum(counted.values()) == len(asked)
    figure(f"attacks on {dialect} run again from history: {told(counted)}")
