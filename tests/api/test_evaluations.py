"""Evaluations: verified questions asked as if they were not verified, graded, compared; and the gate."""
import time

import pytest

from client import eventually, invite, login, register
from model_server import ModelServer, Says, writes
from test_knowledge import load
from test_policies import POLICY, SECRET, sqlite_source

COUNT = ("how many customers are there", "SELECT count(*) FROM customers")
CITIES = ("customers per country", "SELECT country, count(*) FROM customers GROUP BY country")
WRONG = ("how many products are there", "SELECT count(*) + 1 FROM products")
VAGUE = ("what is the flurbiness of our zorps", "SELECT 1")
PATRONS = ("how many zorps are there", "SELECT count(*) FROM customers")
TEACHES = "terms:\n  - {kind: synonym, phrase: zorps, table: customers}\n"
MISLEADS = "verified:\n  - question: how many customers\n    sql: SELECT count(*) FROM orders\n"


def verify(who, *pairs):
    return [who.post("/knowledge/verified", {"question": question, "sql": sql}, 201)["id"]
            for question, sql in pairs]


def ended(who, run, state="done"):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = who.get("/evaluations/" + run["id"])
        if found["state"] != "running":
            assert found["state"] == state, found
            return found
        time.sleep(0.05)
    raise AssertionError("the evaluation did not end")


def evaluate(who, **body):
    return ended(who, who.post("/evaluations", {"engine": "builtin", **body}, 202))


def marks(run):
    return {mark["question"]: mark for mark in run["marks"]}


@pytest.fixture
def shop_owner(new_owner):
    owner = new_owner()
    owner.post("/connections/sample", expect=201)
    return owner


def test_verified_questions_are_graded(shop_owner):
    ids = verify(shop_owner, COUNT, CITIES, WRONG, VAGUE)
    started = shop_owner.post("/evaluations", {"engine": "builtin", "name": "first"}, 202)
    assert started["state"] == "running" and started["questions"] == 4 and started["name"] == "first"
    run = ended(shop_owner, started)
    assert run["finished"] == 4 and [mark["id"] for mark in run["marks"]] == ids
    of = marks(run)
    assert of[COUNT[0]]["grade"] == "good" and of[COUNT[0]]["right_sql"] == COUNT[1]
    assert of[CITIES[0]]["grade"] == "good" and of[CITIES[0]]["confidence"] > 0
    assert of[WRONG[0]]["grade"] == "bad"
    assert [each["code"] for each in of[WRONG[0]]["reasons"]] == ["single_cell"]
    assert of[VAGUE[0]]["outcome"] in ("unanswerable", "clarify")
    assert of[VAGUE[0]]["reasons"][0]["code"] == "not_answered"
    totals = run["totals"]
    assert (totals["questions"], totals["good"], totals["bad"], totals["answered"]) == (4, 2, 2, 3)
    assert totals["accuracy"] == 0.5 and totals["coverage"] == 0.75
    assert totals["input_tokens"] == 0 and totals["cost"] == 0 and totals["roles"] == []
    assert totals["p95_ms"] >= totals["p50_ms"] > 0


def test_a_question_is_not_answered_by_its_own_pair(shop_owner):
    verify(shop_owner, VAGUE)
    assert shop_owner.ask(VAGUE[0])["outcome"] == "answered"
    assert marks(evaluate(shop_owner))[VAGUE[0]]["outcome"] != "answered"
    verify(shop_owner, ("what is the flurbiness of all our zorps", "SELECT 1"))
    assert shop_owner.ask(VAGUE[0])["outcome"] == "answered"


def test_it_leaves_no_history_and_an_audit(shop_owner):
    verify(shop_owner, COUNT)
    run = evaluate(shop_owner)
    assert shop_owner.get("/queries/history")["items"] == []
    entries = [each for each in shop_owner.get("/logs")["items"] if each["action"] == "evaluate"]
    assert len(entries) == 2 and all(each["request_id"] == run["id"] for each in entries)
    assert any(each["action"] == "evaluation_started" for each in shop_owner.get("/logs")["items"])


def test_lists_deletes_and_says_what_is_missing(shop_owner):
    shop_owner.refused("POST", "/evaluations", {"engine": "builtin"}, "nothing_to_evaluate", 409)
    shop_owner.refused("POST", "/evaluations", {"engine": "oracle"}, "invalid_fields", 422)
    verify(shop_owner, COUNT)
    shop_owner.refused("POST", "/evaluations", {"engine": "agents"}, "llm_not_configured", 422)
    runs = [evaluate(shop_owner, name=str(number)) for number in range(3)]
    page = shop_owner.get("/evaluations", limit=2)
    assert [each["name"] for each in page["items"]] == ["2", "1"]
    assert [each["name"] for each in shop_owner.get("/evaluations", limit=2, before=page["next"])["items"]] == ["0"]
    assert "marks" not in page["items"][0] and page["items"][0]["totals"]["good"] == 1
    assert shop_owner.get("/evaluations", connection_id="nobody")["items"] == []
    shop_owner.delete("/evaluations/" + runs[0]["id"])
    shop_owner.refused("GET", "/evaluations/" + runs[0]["id"], code="evaluation_not_found", status=404)
    shop_owner.refused("DELETE", "/evaluations/" + runs[0]["id"], code="evaluation_not_found", status=404)


def test_nobody_else_sees_them(shop_owner, new_owner):
    verify(shop_owner, COUNT)
    run = evaluate(shop_owner)
    other = evaluate(shop_owner)
    colleague, viewer, stranger = invite(shop_owner, "admin"), invite(shop_owner, "viewer"), new_owner()
    for who in (colleague, stranger):
        assert who.get("/evaluations")["items"] == []
        for method, path, body in [
                ("GET", "", None), ("DELETE", "", None), ("POST", "/cancel", {}),
                ("GET", "/compare/" + other["id"], None), ("POST", "/publish", {"baseline_id": other["id"]})]:
            who.refused(method, f"/evaluations/{run['id']}{path}", body, "evaluation_not_found", 404)
    viewer.refused("POST", "/evaluations", {"engine": "builtin"}, status=403)


def test_two_are_compared(shop_owner):
    verify(shop_owner, COUNT, PATRONS, WRONG)
    before = evaluate(shop_owner)
    assert marks(before)[PATRONS[0]]["grade"] == "bad"
    load(shop_owner, TEACHES)
    after = evaluate(shop_owner)
    told = shop_owner.get(f"/evaluations/{before['id']}/compare/{after['id']}")
    assert (told["better"], told["worse"], told["same"]) == (1, 0, 2) and told["reasons_against"] == []
    assert told["pairs"][0]["question"] == PATRONS[0] and told["pairs"][0]["change"] == "better"
    back = shop_owner.get(f"/evaluations/{after['id']}/compare/{before['id']}")
    assert [each["code"] for each in back["reasons_against"]] == ["fewer_good", "more_bad"]
    assert back["before"]["good"] == 2 and back["after"]["good"] == 1


def publish(who, run, baseline, code=None, **more):
    body, path = {"baseline_id": baseline["id"], **more}, f"/evaluations/{run['id']}/publish"
    return who.refused("POST", path, body, code, 409) if code else who.post(path, body)


def test_a_proposal_is_published_only_when_it_is_no_worse(shop_owner):
    verify(shop_owner, COUNT, PATRONS)
    baseline = evaluate(shop_owner)
    good, bad = evaluate(shop_owner, proposed_knowledge=TEACHES), evaluate(shop_owner, proposed_knowledge=MISLEADS)
    assert good["proposes_knowledge"] and good["totals"]["good"] == 2 and baseline["totals"]["good"] == 1
    assert shop_owner.get("/knowledge/terms")["items"] == [], "nothing is published by a run"
    refused = publish(shop_owner, bad, baseline, "evaluation_worse")
    assert {each["pointer"] for each in refused["errors"]} == {"/fewer_good", "/more_bad"}
    assert len(shop_owner.get("/knowledge/verified")["items"]) == 2
    assert publish(shop_owner, good, baseline, accuracy_min=1) == {
        "added": 1, "changed": 0, "unchanged": 0, "problems": []}
    assert [each["phrase"] for each in shop_owner.get("/knowledge/terms")["items"]] == ["zorps"]
    assert shop_owner.ask(PATRONS[0])["outcome"] == "answered"
    publish(shop_owner, good, baseline, "evaluation_outdated")


def test_the_gate_has_a_floor_and_compares_like_with_like(shop_owner):
    verify(shop_owner, COUNT, WRONG)
    baseline, run = evaluate(shop_owner), evaluate(shop_owner, proposed_knowledge=TEACHES)
    refused = publish(shop_owner, run, baseline, "evaluation_worse", accuracy_min=0.9)
    assert [each["pointer"] for each in refused["errors"]] == ["/accuracy_min"]
    publish(shop_owner, baseline, baseline, "evaluations_not_comparable")
    publish(shop_owner, run, run, "evaluations_not_comparable")
    publish(shop_owner, run, evaluate(shop_owner, engine="cascade"), "evaluations_not_comparable")
    shop_owner.refused(
        "POST", "/evaluations", {"engine": "builtin", "proposed_knowledge": "terms: [{kind: synonym}]"}, status=422)
    wrong = "terms:\n  - {kind: synonym, phrase: zorps, table: nowhere}\n"
    shop_owner.refused(
        "POST", "/evaluations", {"engine": "builtin", "proposed_knowledge": wrong}, "knowledge_invalid", 422)


def test_one_at_a_time_and_it_can_be_stopped(shop_owner):
    verify(shop_owner, *((f"how many orders have status {number}",
                          f"SELECT count(*) FROM orders WHERE status = '{number}'") for number in range(60)))
    run = shop_owner.post("/evaluations", {"engine": "builtin"}, 202)
    shop_owner.refused("POST", "/evaluations", {"engine": "builtin"}, "evaluation_running", 409)
    shop_owner.post(f"/evaluations/{run['id']}/cancel")
    stopped = ended(shop_owner, run, "cancelled")
    assert stopped["finished"] == len(stopped["marks"]) == stopped["totals"]["questions"] < 60
    shop_owner.post(f"/evaluations/{run['id']}/cancel")
    gone = shop_owner.post("/evaluations", {"engine": "builtin"}, 202)
    shop_owner.delete("/evaluations/" + gone["id"])
    shop_owner.refused("GET", "/evaluations/" + gone["id"], code="evaluation_not_found", status=404)
    deadline = time.monotonic() + 30
    while shop_owner.send("POST", "/api/v1/evaluations", {"engine": "builtin"}).status != 202:
        assert time.monotonic() < deadline
        time.sleep(0.1)


SALARIES = ("what is the total salary", "SELECT sum(salary) FROM employees")
SSN = ("which ssn has Ben", "SELECT ssn FROM customers WHERE name = 'Ben'")
MANY = ("how many customers", "SELECT count(*) FROM customers")
STAFF = ("how many employees are there", "SELECT count(*) FROM employees")


def test_rights_are_those_of_the_one_who_began(new_owner, tmp_path):
    """A restricted person is graded against what they may see, and on questions that they may know."""
    owner = new_owner()
    source = sqlite_source(owner, tmp_path)
    held = owner.get("/policies", connection_id=source)
    owner.call("PUT", "/policies", {
        "connection_id": source, "version": held["version"], "document": POLICY, "note": "toy"})
    verify(owner, SALARIES, SSN, MANY, STAFF)
    analyst = invite(owner, "analyst")
    owner.patch(f"/members/{analyst.get('/auth/me')['user']['id']}", {"attributes": {"country": "DE"}})
    run = evaluate(analyst)
    assert [mark["question"] for mark in run["marks"]] == [STAFF[0]] and run["questions"] == 1
    assert run["marks"][0]["grade"] == "good"
    assert not any(word in str(run) for word in ("salary", "ssn", *SECRET[:-1]))
    all_of_it = {mark["question"] for mark in evaluate(owner)["marks"]}
    assert all_of_it == {SALARIES[0], SSN[0], MANY[0], STAFF[0]}


# With models.

TOWNS = ("which towns have the most loyal clientele",
         "SELECT city, count(*) AS n FROM customers GROUP BY city")


@pytest.fixture
def model():
    with ModelServer() as running:
        yield running


def put(owner, model, *roles, version=0, **more):
    settings = {**model.settings(*roles), **more}
    return owner.call("PUT", "/llm/roles", {"version": version, "settings": settings})


def test_models_are_evaluated_with_their_tokens_cost_and_time(shop_owner, model):
    verify(shop_owner, TOWNS)
    put(shop_owner, model, "sql", prices=[{"model": "m1", "input": 1, "cached": 0.1, "output": 4}])
    model.says(writes(TOWNS[1]))
    run = evaluate(shop_owner, engine="agents")
    mark, = run["marks"]
    assert mark["grade"] == "good" and mark["sql"].startswith("SELECT"), mark
    call, = mark["calls"]
    assert (call["role"], call["task"], call["model"]) == ("sql", "write", "m1")
    assert (call["input_tokens"], call["output_tokens"], call["cost"]) == (200, 40, pytest.approx(360e-6))
    totals = run["totals"]
    assert (totals["input_tokens"], totals["output_tokens"]) == (200, 40)
    assert totals["cost"] == pytest.approx(360e-6) and totals["cost_is_whole"]
    role, = totals["roles"]
    assert (role["role"], role["model"], role["calls"], role["failures"]) == ("sql", "m1", 1, 0)
    assert 0 < role["p50_ms"] <= role["p95_ms"]
    assert not any(TOWNS[1] in asked.text for asked in model.asked), "the right answer is no example"


def told_to_models(owner):
    """What the tenant's administrator can read of what left the house for evaluations."""
    entries = [each for each in owner.get("/logs")["items"] if each["action"] == "evaluate" and each.get("question")]
    kept = [owner.get(f"/queries/{each['query_id']}/transcript")["transcript"] for each in entries]
    return [call for transcript in kept for call in transcript["calls"]]


@pytest.mark.parametrize("said", [writes(TOWNS[1]), Says("no json")])
def test_what_left_the_house_is_kept(shop_owner, model, said):
    verify(shop_owner, TOWNS)
    put(shop_owner, model, "sql")
    model.says(said)
    evaluate(shop_owner, engine="agents")
    asked, = model.asked
    call, = told_to_models(shop_owner)
    assert call["messages"][0]["text"] in asked.text and call["system"] in asked.text
    assert TOWNS[0] in call["messages"][0]["text"]


def test_what_left_the_house_is_kept_when_it_is_stopped(shop_owner, model):
    verify(shop_owner, TOWNS)
    put(shop_owner, model, "sql")
    model.says(writes(TOWNS[1], after_s=5))
    run = shop_owner.post("/evaluations", {"engine": "agents"}, 202)
    eventually(lambda: model.asked)
    shop_owner.post(f"/evaluations/{run['id']}/cancel")
    ended(shop_owner, run, "cancelled")
    call, = told_to_models(shop_owner)
    assert TOWNS[0] in call["messages"][0]["text"]


def test_the_cascade_asks_models_only_where_the_engine_is_unsure(shop_owner, model):
    verify(shop_owner, TOWNS, COUNT)
    put(shop_owner, model, "sql")
    model.says(writes(TOWNS[1]))
    of = marks(evaluate(shop_owner, engine="cascade"))
    assert of[COUNT[0]]["calls"] == [] and of[COUNT[0]]["grade"] == "good"
    assert len(of[TOWNS[0]]["calls"]) == 1 and of[TOWNS[0]]["grade"] == "good"


def test_roles_are_changed_only_when_they_do_no_worse(shop_owner, model):
    verify(shop_owner, TOWNS, COUNT)
    put(shop_owner, model, "sql")
    model.plays(lambda asked: writes(TOWNS[1] if asked.model == "m2" else "SELECT 1"))
    baseline = evaluate(shop_owner, engine="cascade")
    settings = shop_owner.get("/llm/roles")["settings"]
    settings["roles"]["sql"]["models"] = ["scripted/m2"]
    for provider in settings["providers"]:
        provider.pop("has_key", None)
    run = evaluate(shop_owner, engine="cascade", proposed_models=settings)
    assert run["proposes_models"] and run["totals"]["good"] == 2 and baseline["totals"]["good"] == 1
    assert shop_owner.get("/llm/roles")["version"] == 1, "nothing is in force by a run"
    assert model.key not in str(shop_owner.get("/evaluations/" + run["id"]))
    assert publish(shop_owner, run, baseline)["models_version"] == 2
    now = shop_owner.get("/llm/roles")["settings"]
    assert now["roles"]["sql"]["models"] == ["scripted/m2"] and now["providers"][0]["has_key"]
    publish(shop_owner, run, baseline, "evaluation_outdated")
    better = evaluate(shop_owner, engine="cascade")
    settings["roles"]["sql"]["models"] = ["scripted/m1"]
    back = evaluate(shop_owner, engine="cascade", proposed_models=settings)
    publish(shop_owner, back, better, "evaluation_worse")
    assert shop_owner.get("/llm/roles")["version"] == 2


def test_knowledge_is_not_published_once_other_models_answer(shop_owner, model):
    verify(shop_owner, COUNT, PATRONS)
    put(shop_owner, model, "sql")
    model.says(writes("SELECT 1"))
    baseline = evaluate(shop_owner, engine="cascade")
    run = evaluate(shop_owner, engine="cascade", proposed_knowledge=TEACHES)
    put(shop_owner, model, "sql", version=1)
    publish(shop_owner, run, baseline, "evaluation_outdated")
    assert shop_owner.get("/knowledge/terms")["items"] == []


def test_proposals_of_models_are_for_administrators_and_hold_no_keys(shop_owner, model):
    verify(shop_owner, COUNT)
    settings = model.settings("sql")
    body = {"engine": "agents", "proposed_models": settings}
    refused = shop_owner.refused("POST", "/evaluations", body, "invalid_fields", 422)
    assert refused["errors"][0]["pointer"] == "/proposed_models/providers/0/key"
    del settings["providers"][0]["key"]
    invite(shop_owner, "analyst").refused("POST", "/evaluations", body, "not_allowed", 403)
    settings["roles"]["sql"] = {"models": []}
    shop_owner.refused("POST", "/evaluations", body, "llm_not_configured", 422)


def test_a_model_that_fails_is_a_mark_too(shop_owner, model):
    verify(shop_owner, TOWNS)
    put(shop_owner, model, "sql")
    model.says(Says(status=401))
    run = evaluate(shop_owner, engine="agents")
    mark, = run["marks"]
    assert mark["outcome"] == "failed" and mark["failure"] == "llm_key_refused" and mark["grade"] == "bad"
    assert [call["trouble"] for call in mark["calls"]] == ["llm_key_refused"]
    assert [role["failures"] for role in run["totals"]["roles"]] == [1]


def test_one_that_was_interrupted_says_so(own_server, model):
    owner = register(own_server.port)
    owner.post("/connections/sample", expect=201)
    verify(owner, TOWNS, COUNT)
    put(owner, model, "sql")
    model.says(writes(TOWNS[1], after_s=5))
    run = owner.post("/evaluations", {"engine": "agents"}, 202)
    own_server.kill()
    own_server.start()
    owner = login(own_server.port, owner.username)
    ended(owner, run, "interrupted")
    started = owner.post("/evaluations", {"engine": "agents"}, 202)
    assert own_server.stop() == 0, "it does not wait for models"
    own_server.start()
    owner = login(own_server.port, owner.username)
    ended(owner, started, "cancelled")
