"""Language models of a tenant: settings, keys, budgets, and what they do on request."""
import json
import threading

import pytest

from client import eventually, invite, register
from model_server import ModelServer, Says
from server import Server, run


@pytest.fixture
def model():
    with ModelServer() as running:
        yield running


@pytest.fixture
def tenant(new_owner):
    """An owner with the sample shop and no settings yet."""
    owner = new_owner()
    owner.post("/connections/sample", expect=201)
    return owner


def put(person, settings, version=0, expect=200):
    return person.call("PUT", "/llm/roles", {"version": version, "settings": settings}, expect)


def refused_put(person, settings, code, status, version=0):
    return person.refused("PUT", "/llm/roles", {"version": version, "settings": settings}, code, status)


def played(models):
    return {each["role"]: each["plays"] for each in models["roles"]}


def test_as_shipped_nobody_plays_and_it_says_why(tenant):
    models = tenant.get("/llm/roles")
    assert models["from"] == "shipped" and models["version"] == 0
    assert set(played(models)) == {"schema", "sql", "refinement", "dashboard"}
    assert not any(played(models).values())
    assert all(each["because"] == "Its provider has no key." for each in models["roles"])
    assert [each["name"] for each in models["settings"]["providers"]] == ["openai", "anthropic", "gemini"]
    tenant.refused("POST", "/llm/test", {"role": "sql"}, "llm_not_configured", 422)


def test_settings_are_kept_and_keys_never_told(tenant, model):
    settings = model.settings("sql")
    settings["providers"][0]["headers"] = [{"name": "X-Team", "value": "team-canary-55"}]
    models = put(tenant, settings)
    assert models["from"] == "tenant" and models["version"] == 1
    assert models["updated_by"] == tenant.username
    provider, = models["settings"]["providers"]
    assert provider["has_key"] and provider["headers"] == [{"name": "X-Team"}]
    assert played(models) == {"schema": False, "sql": True, "refinement": False, "dashboard": False}
    for text in (json.dumps(models), json.dumps(tenant.get("/llm/roles"))):
        assert model.key not in text and "team-canary-55" not in text
    tested = tenant.post("/llm/test", {"role": "sql"})
    assert tested["works"] and tested["provider"] == "scripted" and tested["model"] == "m1"
    assert (tested["input_tokens"], tested["output_tokens"]) == (200, 40)
    assert "cost_usd" not in tested and "code" not in tested
    asked = model.asked[-1]
    assert asked.key == model.key and asked.headers["x-team"] == "team-canary-55"


def test_a_change_of_what_has_changed_is_refused(tenant, model):
    put(tenant, model.settings("sql"))
    refused_put(tenant, model.settings("sql"), "llm_settings_changed", 409)
    tenant.refused("DELETE", "/llm/roles?version=0", code="llm_settings_changed", status=409)
    back = tenant.call("DELETE", "/llm/roles?version=1")
    assert back["from"] == "shipped" and back["version"] == 2
    put(tenant, {**model.settings("sql"), "providers": [without_key(model)]}, version=2)
    assert not tenant.post("/llm/test", {"role": "sql"})["works"], "the key went with the settings"


def without_key(model, **more):
    provider = {**model.provider(), **more}
    del provider["key"]
    return provider


def test_a_key_stays_where_it_was_given_for(tenant, model):
    put(tenant, model.settings("sql"))
    put(tenant, {**model.settings("sql"), "providers": [without_key(model)]}, version=1)
    assert tenant.post("/llm/test", {"role": "sql"})["works"]
    with ModelServer(key=None) as thief:
        moved = without_key(model, base_url=thief.base_url)
        models = put(tenant, {**model.settings("sql"), "providers": [moved]}, version=2)
        assert not models["settings"]["providers"][0]["has_key"]
        tenant.post("/llm/test", {"role": "sql"})
        assert thief.asked and all(model.key not in str(asked.headers) for asked in thief.asked)
        put(tenant, {**model.settings("sql"), "providers": [without_key(model)]}, version=3)
        assert tenant.post("/llm/test", {"role": "sql"})["code"] == "llm_key_refused"


@pytest.mark.parametrize("change, pointer", [
    ({"base_url": "ftp://x.example"}, "/settings/providers/0/base_url"),
    ({"base_url": "http://x.example", "inside": False}, "/settings/providers/0/base_url"),
    ({"base_url": "https://127.0.0.1:9/v1", "inside": False}, "/settings/providers/0/base_url"),
    ({"base_url": "http://10.1.2.3/v1"}, "/settings/providers/0/base_url"),
    ({"base_url": "http://169.254.169.254/v1"}, "/settings/providers/0/base_url"),
    ({"name": "Not A Name"}, "/settings/providers/0/name"),
    ({"key_env": "HOME"}, "/settings/providers/0/key_env"),
    ({"more": 1}, "/settings/providers/0/more"),
])
def test_bad_settings_say_where(tenant, model, change, pointer):
    provider = {**model.provider(), **change}
    if "key_env" in change:
        del provider["key"]
    problem = refused_put(tenant, {**model.settings("sql"), "providers": [provider]}, "invalid_fields", 422)
    assert pointer in [fault["pointer"] for fault in problem["errors"]], problem


def test_a_wrong_key_and_a_dead_server_have_codes(tenant, model):
    put(tenant, {**model.settings("sql"), "providers": [model.provider(key="sk-wrong-9")]})
    tested = tenant.post("/llm/test", {"role": "sql"})
    assert not tested["works"] and tested["code"] == "llm_key_refused"
    assert "sk-wrong-9" not in json.dumps(tested)
    tenant.refused("POST", "/llm/test", {"role": "schema"}, "llm_not_configured", 422)
    tenant.refused("POST", "/llm/test", {"role": "sql", "model": 3}, "invalid_fields", 422)
    model.says(Says({"error": {"message": "no such thing"}}, status=404))
    put(tenant, model.settings("sql"), version=1)
    assert tenant.post("/llm/test", {"role": "sql"})["code"] == "llm_model_unknown"
    put(tenant, {**model.settings("sql"), "providers": [model.provider(base_url="http://127.0.0.1:9/v1")]}, version=2)
    assert tenant.post("/llm/test", {"role": "sql"})["code"] == "llm_unreachable"


def test_another_model_of_the_chain_can_be_tested(tenant, model):
    settings = model.settings("sql")
    settings["roles"]["sql"]["models"] = ["scripted/first", "scripted/second/deep"]
    put(tenant, settings)
    assert tenant.post("/llm/test", {"role": "sql", "model": 1})["model"] == "second/deep"
    assert model.asked[-1].model == "second/deep"


def test_only_administrators_may(tenant, model):
    put(tenant, model.settings())
    analyst, viewer = invite(tenant, "analyst"), invite(tenant, "viewer")
    for person in (analyst, viewer):
        person.refused("GET", "/llm/roles", status=403)
        person.refused("PUT", "/llm/roles", {"version": 1, "settings": {}}, status=403)
        person.refused("DELETE", "/llm/roles?version=1", status=403)
        person.refused("POST", "/llm/test", {"role": "sql"}, status=403)
        person.refused("GET", "/llm/usage", status=403)
        person.refused("GET", "/queries/0/transcript", status=403)
    viewer.refused("POST", "/llm/descriptions", {"tables": ["orders"]}, status=403)
    assert played(tenant.get("/llm/roles"))["sql"]


def test_usage_and_budgets(tenant, model):
    priced = {"prices": [{"model": "m*", "input": 1000, "cached": 100, "output": 2000}]}
    put(tenant, model.settings("sql", **priced))
    model.says(Says({"ok": True}, cached_tokens=100), Says({"error": {}}, status=401))
    assert tenant.post("/llm/test", {"role": "sql"})["cost_usd"] == pytest.approx(0.19)
    assert not tenant.post("/llm/test", {"role": "sql"})["works"]
    usage = tenant.get("/llm/usage")
    day, = usage["days"]
    assert (day["role"], day["provider"], day["model"]) == ("sql", "scripted", "m1")
    assert (day["calls"], day["failures"]) == (2, 1)
    assert (day["input_tokens"], day["cached_tokens"], day["output_tokens"]) == (200, 100, 40)
    assert day["day"] == usage["to"] and usage["from"].endswith("-01")
    assert usage["sum"]["cost_usd"] == day["cost_usd"] == pytest.approx(0.19)
    assert {each["budget"]: each["used"] for each in usage["budgets"]} == {
        "tokens_day": 240, "tokens_month": 240, "money_day": pytest.approx(0.19), "money_month": pytest.approx(0.19)}
    assert tenant.get("/llm/usage", **{"from": "2020-01-01", "to": "2020-01-31"})["days"] == []
    for query in ("from=2026-13-01", "from=yesterday0", "from=2020-01-01"):
        tenant.refused("GET", "/llm/usage?" + query, code="invalid_fields", status=422)


def test_a_budget_stops_before_it_is_passed(tenant, model):
    model.says({"ok": True})
    put(tenant, model.settings("sql", budgets={"tokens_day": {"soft": 200, "hard": 1300}}))
    assert tenant.post("/llm/test", {"role": "sql"})["works"]
    calls = len(model.asked)
    tested = tenant.post("/llm/test", {"role": "sql"})
    assert not tested["works"] and tested["code"] == "llm_budget"
    assert len(model.asked) == calls, "nothing was sent"
    budget = {each["budget"]: each for each in tenant.get("/llm/usage")["budgets"]}["tokens_day"]
    assert (budget["used"], budget["soft"], budget["hard"], budget["state"]) == (240, 200, 1300, "warned")
    warnings = [each for each in tenant.get("/logs")["items"] if each["action"] == "llm_budget_tokens_day"]
    assert [each["outcome"] for each in warnings] == ["warned"]
    put(tenant, model.settings("sql", budgets={"tokens_day": {"hard": 240}}), version=1)
    assert {each["state"] for each in tenant.get("/llm/usage")["budgets"] if each["budget"] == "tokens_day"} == {"used_up"}


def test_many_at_once_do_not_pass_a_budget_together(tenant, model):
    model.says(Says({"ok": True}, after_s=0.5))
    put(tenant, model.settings("sql", budgets={"tokens_day": {"hard": 3500}}))
    outcomes = []
    threads = [threading.Thread(target=lambda: outcomes.append(tenant.post("/llm/test", {"role": "sql"})))
               for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 <= sum(each["works"] for each in outcomes) <= 3
    assert {each.get("code") for each in outcomes} == {None, "llm_budget"}
    assert tenant.post("/llm/test", {"role": "sql"})["works"], "what was set aside is free again"


def test_tenants_do_not_meet(tenant, new_owner, model):
    put(tenant, model.settings("sql"))
    tenant.post("/llm/test", {"role": "sql"})
    other = new_owner()
    assert other.get("/llm/roles")["from"] == "shipped"
    assert other.get("/llm/usage")["days"] == []
    put(other, {**model.settings("sql"), "providers": [without_key(model)]})
    assert other.post("/llm/test", {"role": "sql"})["code"] == "llm_key_refused"
    assert tenant.post("/llm/test", {"role": "sql"})["works"]


def test_descriptions_are_suggested_and_not_kept(tenant, model):
    put(tenant, model.settings("schema"))
    model.says({"descriptions": [
        {"table": "orders", "column": "", "text": "What people bought."},
        {"table": "orders", "column": "status", "text": "How far it is."},
        {"table": "secrets", "column": "", "text": "Not asked for."}]})
    told = tenant.post("/llm/descriptions", {"tables": ["orders"]})
    assert {"table": "orders", "text": "What people bought."} in told["descriptions"]
    assert {"table": "orders", "column": "status", "text": "How far it is."} in told["descriptions"]
    assert all(each["table"] == "orders" for each in told["descriptions"])
    assert [step["task"] for step in told["steps"]] == ["describe"]
    assert "order_items" not in {line.strip() for line in model.asked[-1].text.split()}
    assert tenant.get("/knowledge/terms")["items"] == []
    tenant.refused("POST", "/llm/descriptions", {"tables": ["no_such"]}, "not_found", 404)
    tenant.refused("POST", "/llm/descriptions", {"tables": []}, status=422)
    transcript = tenant.get(f"/queries/{told['query_id']}/transcript")["transcript"]
    call, = transcript["calls"]
    assert call["messages"][-1]["text"] in model.asked[-1].text
    assert call["system"] == model.asked[-1].body["messages"][0]["content"]


def answered(person):
    answer = person.post("/queries/ask", {"question": "how many orders per status"})
    assert answer["outcome"] == "answered", answer
    return answer


def test_a_narrative_of_the_own_result(tenant, model):
    settings = model.settings("dashboard")
    put(tenant, settings)
    answer = answered(tenant)
    eventually(lambda: tenant.get("/queries/history")["items"])
    path = f"/queries/{answer['id']}/narrative"
    tenant.refused("POST", path, {}, "llm_results_withheld", 403)
    settings["roles"]["dashboard"] = {**settings["roles"]["dashboard"], "sends": "results"}
    put(tenant, settings, version=1)
    status, count = answer["rows"][0][:2]
    model.says({"text": f"Most of them: {count} orders are {status}."})
    told = tenant.post(path)
    assert told["text"] == f"Most of them: {count} orders are {status}."
    assert told["row_count"] == len(answer["rows"]) and not told["truncated"]
    assert str(count) in model.asked[-1].text
    model.says({"text": "There are 987654321 orders."})
    other = tenant.post("/queries/ask", {"question": "how many orders per month"})
    assert "start of month" in other["sql"], "the source's own dialect"
    eventually(lambda: len(tenant.get("/queries/history")["items"]) > 1)
    tenant.refused("POST", f"/queries/{other['id']}/narrative", {}, "llm_bad_reply", 502)
    colleague = invite(tenant, "admin")
    colleague.refused("POST", path, {}, "query_not_found", 404)
    put(tenant, model.settings("sql"), version=2)
    tenant.refused("POST", path, {}, "llm_not_configured", 422)


def test_transcripts_are_for_the_tenants_admins(tenant, new_owner, model):
    put(tenant, model.settings("schema"))
    model.says({"descriptions": [{"table": "orders", "column": "", "text": "Bought."}]})
    analyst = invite(tenant, "analyst")
    told = analyst.post("/llm/descriptions", {"tables": ["orders"]})
    path = f"/queries/{told['query_id']}/transcript"
    assert tenant.get(path)["transcript"]["calls"][0]["role"] == "schema"
    analyst.refused("GET", path, status=403)
    new_owner().refused("GET", path, code="transcript_not_found", status=404)
    tenant.refused("GET", "/queries/no-such/transcript", code="transcript_not_found", status=404)
    reads = [each for each in tenant.get("/logs")["items"] if each["action"] == "transcript_read"]
    assert len(reads) == 1


def test_metrics_count_calls_and_name_nobody(tenant, model, server, anybody):
    put(tenant, model.settings("refinement"))
    tenant.post("/llm/test", {"role": "refinement"})
    text = anybody.send("GET", "/metrics").body.decode()
    line, = [line for line in text.splitlines() if line.startswith('parlance_llm_calls_total{role="refinement"}')]
    assert float(line.split()[-1]) >= 1
    assert tenant.username not in text and "scripted" not in text


def test_secrets_stay_in_the_vault_and_survive_rotation(tmp_path, model):
    settings = model.settings("sql")
    settings["providers"][0]["headers"] = [{"name": "X-Team", "value": "team-canary-55"}]
    server = Server(tmp_path).start()
    try:
        owner = register(server.port)
        put(owner, settings)
        assert owner.post("/llm/test", {"role": "sql"})["works"]
        put(owner, {**settings, "providers": [model.provider(key="sk-wrong-canary-7")]}, version=1)
        owner.post("/llm/test", {"role": "sql"})
        put(owner, settings, version=2)
        actions = [each["action"] for each in owner.get("/logs")["items"]]
        assert actions.count("llm_settings_changed") == 3
        told = json.dumps(owner.get("/logs")) + json.dumps(owner.get("/llm/roles"))
        assert server.stop() == 0
        stored = b"".join(path.read_bytes() for path in server.data.rglob("*") if path.is_file())
        for secret in (model.key, "team-canary-55", "sk-wrong-canary-7"):
            assert secret not in server.logged() and secret not in told
            assert secret.encode() not in stored
        assert model.base_url.encode() not in stored
        rotated = run("admin", "keys", "rotate", "--data", server.data)
        assert rotated.returncode == 0, rotated.stderr
        server.start()
        assert owner.post("/llm/test", {"role": "sql"})["works"]
        assert model.asked[-1].headers["x-team"] == "team-canary-55"
    finally:
        if server.process.poll() is None:
            server.kill()


def test_the_operators_file_is_for_all_who_have_none(tmp_path, model, monkeypatch):
    monkeypatch.setenv("MODEL_KEY_OF_TEST", model.key)
    provider = {**model.provider(), "key_env": "MODEL_KEY_OF_TEST"}
    del provider["key"]
    path = tmp_path / "models.json"
    path.write_text(json.dumps({**model.settings("sql"), "providers": [provider]}))
    with Server(tmp_path, "--models", str(path)) as server:
        owner = register(server.port)
        models = owner.get("/llm/roles")
        assert models["from"] == "server" and played(models)["sql"]
        assert model.base_url not in json.dumps(models) and "MODEL_KEY" not in json.dumps(models)
        assert owner.post("/llm/test", {"role": "sql"})["works"]
        assert model.asked[-1].key == model.key
        mine = put(owner, {"providers": [{"name": "openai", "key": "sk-own"}]})
        assert mine["from"] == "tenant" and played(mine)["sql"]
        assert owner.call("DELETE", "/llm/roles?version=1")["from"] == "server"


def test_a_wrong_file_of_the_operator_ends_the_start_in_one_line(tmp_path):
    path = tmp_path / "models.json"
    for text in ("", "{", '{"roles":{"sql":{"models":["nobody/m"]}}}'):
        path.write_text(text)
        ended = run("serve", "--port", 0, "--data", tmp_path / "data", "--models", path)
        assert ended.returncode != 0
        told = [line for line in ended.stderr.splitlines() if "models file" in line]
        assert len(told) == 1 and str(path) in told[0], ended.stderr


def test_inside_is_closed_where_others_can_reach_the_server(tmp_path, model):
    with Server(tmp_path, "--listen", "0.0.0.0") as server:
        owner = register(server.port)
        problem = refused_put(owner, model.settings("sql"), "invalid_fields", 422)
        assert problem["errors"][0]["pointer"] == "/settings/providers/0/inside"
        assert model.asked == []


def test_what_is_closed_later_is_passed_over_and_said(tmp_path, model):
    with Server(tmp_path) as server:
        owner = register(server.port)
        put(owner, model.settings("sql"))
        assert server.stop() == 0
    with Server(tmp_path, "--listen", "0.0.0.0") as server:
        owner.client.port = server.port
        models = owner.get("/llm/roles")
        state = {each["role"]: each for each in models["roles"]}["sql"]
        assert not state["plays"] and state["models"] == []
        assert state["because"] == "Its provider lies where this server lets nobody connect."
        assert models["settings"]["providers"][0]["base_url"] == model.base_url
        owner.refused("POST", "/llm/test", {"role": "sql"}, "llm_not_configured", 422)
        assert model.asked == []
