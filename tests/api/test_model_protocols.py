"""Whole questions through the wire formats of the providers, spoken by a double that others wrote."""
import itertools
import json
import time

import pytest

from doubles import BASES, Double, settings

PROTOCOLS = list(BASES)
keys = itertools.count()
#: Nothing that the engine knows: a model has to help.
WORDS = "which towns have the most loyal clientele"
TOWNS = "SELECT city, count(*) AS n FROM customers GROUP BY city"


def written(*texts, cannot=""):
    candidates = [{"reason": "so", "assumptions": ["all of them"], "sql": text} for text in texts]
    return {"candidates": candidates, "cannot": cannot, "missing": []}


def said(answer, **more):
    """A reply of the double."""
    return {"content": answer if isinstance(answer, str) else json.dumps(answer), **more}


def fixture(response, number=None, **more):
    match = {"userMessage": "towns"}
    if number is not None:
        match["sequenceIndex"] = number
    return {"match": match, "response": response, **more}


@pytest.fixture(scope="module")
def double(tmp_path_factory):
    with Double(tmp_path_factory.mktemp("double")) as running:
        yield running


@pytest.fixture
def asked(double, new_owner):
    """Makes a person with the sample shop whose tenant knows no model but the double."""
    def made(fixtures, protocol, **more):
        double.answers(fixtures)
        person = new_owner()
        person.post("/connections/sample", expect=201)
        # With a key of its own: failures are remembered for endpoint and key.
        held = settings(double.port, protocol, key=f"sk-canary-{next(keys)}", **more)
        person.call("PUT", "/llm/roles", {"version": 0, "settings": held})
        return person
    return made


def ask(person, question=WORDS, **more):
    return person.post("/queries/ask", {"question": question}, **more)


@pytest.mark.parametrize("streams", [True, False])
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_model_answers_in_each_format(asked, double, server, protocol, streams):
    usage = {"prompt_tokens": 120, "completion_tokens": 30, "input_tokens": 120, "output_tokens": 30,
             "promptTokenCount": 120, "candidatesTokenCount": 30, "total_tokens": 150, "totalTokenCount": 150}
    fixtures = [fixture(said(written(TOWNS), usage=usage))]
    person = asked(fixtures, protocol, streams=streams)
    answer = ask(person)
    assert answer["outcome"] == "answered" and answer["provenance"]["author"] == "model"
    assert answer["row_count"] == 16
    step, = answer["provenance"]["steps"]
    assert (step["task"], step["provider"], step["model"]) == ("write", "double", "m")
    assert (step["input_tokens"], step["output_tokens"]) == (120, 30)
    assert step["cost_usd"] == pytest.approx(240e-6)
    request, = [each for each in double.requests() if "towns" in json.dumps(each["body"])]
    assert "sk-canary" not in json.dumps(request["body"]) and "sk-canary" not in request["path"]
    assert "sk-canary" not in server.logged()


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("status, code", [
    (401, "llm_key_refused"), (404, "llm_model_unknown"), (400, "llm_request_refused")])
def test_a_refusal_of_the_provider_leaves_the_engine(asked, server, protocol, status, code):
    error = {"error": {"message": "secret words of the provider", "type": "some_error"}, "status": status}
    match_all = {"match": {}, "response": error}
    person = asked([match_all], protocol)
    reply = person.send("POST", "/api/v1/queries/ask", {"question": WORDS})
    assert "secret words" not in reply.body.decode()
    reply.problem(code)
    # It is not sure of this one, and is all there is.
    answer = ask(person, "how many orders did customers from Berlin place in winter")
    if answer["notes"]:
        assert answer["notes"][0]["code"] == code
    assert answer["provenance"]["author"] == "builtin"
    assert "secret words" not in server.logged()


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_passes_is_tried_again(asked, protocol, status):
    error = {"error": {"message": "later"}, "status": status, "retryAfter": 1}
    fixtures = [fixture(error, 0), fixture(said(written(TOWNS)), 1)]
    person = asked(fixtures, protocol)
    begin = time.monotonic()
    step, = ask(person)["provenance"]["steps"]
    assert step["tries"] == 2
    if status == 429:
        assert time.monotonic() - begin >= 1


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_wrong_sql_is_repaired(asked, double, protocol):
    fixtures = [fixture(said(written("SELECT town FROM clientele")), 0), fixture(said(written(TOWNS)), 1)]
    person = asked(fixtures, protocol)
    answer = ask(person)
    assert [step["task"] for step in answer["provenance"]["steps"]] == ["write", "repair"]
    assert answer["row_count"] == 16
    assert [each["outcome"] for each in answer["provenance"]["candidates"]] == ["sql_unknown_table", "ran"]
    assert "sql_unknown_table" in json.dumps(double.requests()[-1]["body"])


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_candidates_that_disagree_are_shown(asked, protocol):
    other = "SELECT country, count(*) AS n FROM customers GROUP BY country"
    person = asked([fixture(said(written(TOWNS, other)))], protocol)
    answer = ask(person)
    assert answer["confidence"] < 0.8
    assert "country" in answer["alternatives"][0]["sql"]


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("broken", [
    {"response": "no json at all"},
    {"response": '{"candidates": [{"sql": "SELECT 1"'},
    {"response": json.dumps(written(TOWNS)), "truncateAfterChunks": 2, "chunkSize": 8},
    {"response": json.dumps(written(TOWNS)), "disconnectAfterMs": 20, "latency": 15, "chunkSize": 8},
    {"response": json.dumps(written(TOWNS)), "chaos": {"malformedRate": 1}},
    {"response": json.dumps(written(TOWNS)), "chaos": {"dropRate": 1}},
    {"response": json.dumps(written(TOWNS)), "chaos": {"disconnectRate": 1}},
])
def test_a_broken_reply_is_no_answer(asked, protocol, broken):
    broken = dict(broken)
    broken["response"] = said(broken["response"])
    fixtures = [{"match": {}, **broken}]
    person = asked(fixtures, protocol, time_max_s=1)
    begin = time.monotonic()
    reply = person.send("POST", "/api/v1/queries/ask", {"question": WORDS})
    assert time.monotonic() - begin < 8
    assert reply.status != 500
    if reply.status == 200:  # what came before the break was whole
        assert reply.json()["provenance"]["author"] == "model"
    else:
        assert reply.problem()["code"].startswith("llm_")


@pytest.mark.parametrize("streams", [True, False])
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_tool_that_nobody_offered_is_not_called(asked, protocol, streams):
    arguments = json.dumps({**written(TOWNS), "url": "http://127.0.0.1:9/"})
    call = {"toolCalls": [{"name": "export_all", "arguments": arguments}]}
    person = asked([{"match": {}, "response": call}], protocol, streams=streams)
    person.send("POST", "/api/v1/queries/ask", {"question": WORDS}).problem("llm_bad_reply")


@pytest.mark.parametrize("streams", [True, False])
@pytest.mark.parametrize("protocol, word", [  # the double's Responses do not refuse as OpenAI's do
    ("openai_chat", "content_filter"), ("anthropic", "refusal"), ("gemini", "SAFETY")])
def test_a_refusal_of_the_model_is_told(asked, protocol, word, streams):
    refusal = said("I cannot help with that.", finishReason=word)
    person = asked([{"match": {}, "response": refusal}], protocol, streams=streams)
    person.send("POST", "/api/v1/queries/ask", {"question": WORDS}).problem("llm_refused")


def test_a_hanging_model_is_given_up(asked):
    person = asked([fixture(said(written(TOWNS)), chaos={"latencyMs": 30_000})], "openai_chat", time_max_s=1)
    begin = time.monotonic()
    person.send("POST", "/api/v1/queries/ask", {"question": WORDS}).problem("llm_timeout")
    assert time.monotonic() - begin < 3


def test_a_model_that_says_it_cannot_is_believed(asked):
    reply = said(written(cannot="Nothing about the weather here."))
    person = asked([{"match": {}, "response": reply}], "openai_chat")
    assert ask(person, "what is the weather like")["outcome"] == "unanswerable"


def test_the_same_question_is_not_paid_twice(asked, double):
    person = asked([fixture(said(written(TOWNS)))], "openai_chat")
    first, second = (ask(person)["provenance"]["steps"][0] for _ in range(2))
    assert not first["remembered"] and second["remembered"]
    assert len(double.requests()) == 1
    person.post("/queries/ask", {"question": WORDS, "cache": "bypass"})
    assert len(double.requests()) == 2


def test_sql_without_running_it(asked):
    person = asked([fixture(said(written(TOWNS)))], "openai_chat")
    made = person.post("/llm/generate-sql", {"question": WORDS})
    assert "GROUP BY city" in made["sql"] and made["rows"] == [] and made["row_count"] == 0
    assert person.get("/queries/history")["items"] == []
