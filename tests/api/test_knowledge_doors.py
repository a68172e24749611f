"""Knowledge is no other door: every attack is taught as the SQL of a question, by the analyst or by the owner
who sees everything, and asked by the analyst."""
import collections
import concurrent.futures
import itertools
import json
import re

import pytest

from attack_world import Seen, asked_of, check_hidden, worlds  # noqa: F401: a fixture
from client import API

_numbers = itertools.count(1)


def taught_and_asked(world, attack, number, teacher):
    """The reply to teaching when that is refused, else to the question."""
    question = f"what is zorgon number {number}"
    body = world.body(attack, question=question, sql=attack["input"])
    saved = getattr(world, teacher).send("POST", API + "/knowledge/verified", body)
    if saved.status != 201:
        return Seen(saved)
    seen = Seen(world.analyst.send("POST", API + "/queries/ask", world.body(attack, question=question)))
    seen.settled = re.sub(r"of person\d+", "of …", seen.settled)
    getattr(world, teacher).delete(f"/knowledge/verified/{saved.json()['id']}")
    return seen


@pytest.mark.parametrize("teacher", ["analyst", "owner"])
def test_what_is_taught_runs_like_what_is_asked(worlds, teacher, figure):  # noqa: F811
    dialect, tenants = worlds
    counted = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(2) as both:
        for attack in asked_of(dialect):
            number = next(_numbers)
            replies = list(both.map(lambda world: taught_and_asked(world, attack, number, teacher), tenants))
            for seen in replies:
                check_hidden(attack, seen)
                assert seen.status < 500 or attack["outcome"] == "LIMIT", (attack, seen.said)
                if attack["outcome"] == "DENY" and teacher == "analyst":
                    assert 400 <= seen.status < 500, (attack, seen.said)
                if seen.outcome() == "answered":
                    assert seen.said["provenance"]["author"] == "verified", (attack, seen.said)
            if attack["outcome"] != "LIMIT":
                assert replies[0].settled == replies[1].settled, (attack, replies[0].said, replies[1].said)
            counted[attack["outcome"], replies[0].outcome()] += 1
    assert counted["MASKED", "answered"] > 0, "a door that refuses everything proves nothing"
    figure(f"attacks on {dialect} through what the {teacher} taught: " + json.dumps(
        {" ".join(key): number for key, number in sorted(counted.items())}))
