"""Conversations that are kept, what is said of answers, and answers that are shared."""
import pytest

from client import eventually, invite, register
from model_server import ModelServer, writes
from test_agents import House
from test_policies import POLICY, rows, sqlite_source


def turns(who, thread):
    """Of a thread, oldest first."""
    return list(reversed(who.get("/threads/" + thread["id"])["turns"]))


def asked_in(who, thread, *questions):
    answers = [who.ask(each, conversation_id=thread["id"]) for each in questions]
    assert eventually(lambda: [each["state"] for each in turns(who, thread)] == ["ended"] * len(answers))
    return answers


@pytest.fixture
def thread(shop):
    return shop.post("/threads", {"title": "Orders"}, expect=201)


def test_a_thread_shows_what_was_told_but_no_rows(shop, thread):
    first, second = asked_in(shop, thread, "how many orders per status", "only delivered ones")
    assert second["refinement"]["taken"] == "follow_up"
    shown = turns(shop, thread)
    assert [each["id"] for each in shown] == [first["id"], second["id"]]
    kept = shown[0]["answer"]
    assert kept["sql"] == first["sql"] and kept["explanation"] == first["explanation"]
    assert kept["provenance"]["words"] == first["provenance"]["words"]
    assert kept["rows"] == [] and kept["row_count"] == first["row_count"]


def test_its_rows_come_anew(shop, thread):
    (answer,) = asked_in(shop, thread, "how many orders per status")
    again = shop.post(f"/queries/{answer['id']}/run")
    for part in ("id", "question", "conversation_id", "explanation", "sql", "columns", "rows", "chart", "confidence"):
        assert again[part] == answer[part], part
    assert len(turns(shop, thread)) == 1, "looking again is no new question"
    assert any(each["action"] == "run_again" for each in shop.get("/logs")["items"])


def test_list_search_rename_delete_and_back(shop):
    for title in ("Alpha", "Beta 100%"):
        shop.post("/threads", {"title": title}, expect=201)
    assert [each["title"] for each in shop.get("/threads", limit=2)["items"]] == ["Beta 100%", "Alpha"]
    found = shop.get("/threads", text="100%")["items"]
    assert [each["title"] for each in found] == ["Beta 100%"]
    path = "/threads/" + found[0]["id"]
    assert shop.patch(path, {"title": "Gamma"})["title"] == "Gamma"
    shop.delete(path)
    shop.refused("GET", path, code="thread_not_found", status=404)
    shop.post("/threads", {"title": "Gamma", "conversation_id": found[0]["id"]}, expect=201)
    assert shop.get(path)["title"] == "Gamma"


def test_older_turns_come_page_by_page(shop, thread):
    answers = asked_in(shop, thread, "how many orders", "how many customers", "how many products")
    page = shop.get("/threads/" + thread["id"], limit=2)
    assert [each["id"] for each in page["turns"]] == [answers[2]["id"], answers[1]["id"]]
    rest = shop.get("/threads/" + thread["id"], limit=2, before=page["next"])
    assert [each["id"] for each in rest["turns"]] == [answers[0]["id"]] and rest["next"] is None


def test_what_was_undone_is_not_gone_on_from(shop, thread):
    first, second = asked_in(shop, thread, "how many orders per status", "only delivered ones")
    third = shop.ask("sort it from highest to lowest", conversation_id=thread["id"], after=first["id"])
    assert sorted(third["rows"]) == sorted(first["rows"])
    fourth = shop.ask("only the top 2", conversation_id=thread["id"])
    assert fourth["rows"] == third["rows"][:2]
    assert eventually(lambda: len(turns(shop, thread)) == 4)
    assert [each.get("after") for each in turns(shop, thread)] == [None, None, first["id"], None]
    colleague = invite(shop, "analyst")
    colleague.refused("POST", "/queries/ask", {
        "question": "sort it", "conversation_id": "x", "after": second["id"]}, code="query_not_found", status=404)


def test_a_question_that_a_restart_cut_off_is_still_there(own_server):
    somebody = register(own_server.port)
    somebody.post("/connections/sample", expect=201)
    thread = somebody.post("/threads", {"title": "Long"}, expect=201)
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    import threading
    asking = threading.Thread(target=lambda: quietly(
        lambda: somebody.ask(slow, conversation_id=thread["id"])))
    asking.start()
    assert eventually(lambda: [each["state"] for each in turns(somebody, thread)] == ["running"])
    own_server.kill()
    asking.join()
    own_server.start()
    (left,) = turns(somebody, thread)
    assert left["state"] == "interrupted" and left["question"] == slow


def quietly(work):
    try:
        work()
    except Exception:  # the server goes away in the middle: that is the point
        pass


def test_a_thread_is_for_its_owner_alone(shop, thread):
    (answer,) = asked_in(shop, thread, "how many orders")
    for other in (invite(shop, "admin"), register(shop.port)):
        path = "/threads/" + thread["id"]
        assert thread["id"] not in str(other.get("/threads"))
        other.refused("GET", path, code="thread_not_found", status=404)
        other.refused("PATCH", path, {"title": "x"}, code="thread_not_found", status=404)
        other.refused("DELETE", path, code="thread_not_found", status=404)
        other.refused("POST", f"/queries/{answer['id']}/run", {}, code="query_not_found", status=404)
        mine = other.post("/threads", {"title": "Mine", "conversation_id": thread["id"]}, expect=201)
        assert other.get("/threads/" + mine["id"])["turns"] == []
    assert shop.get(path)["title"] == "Orders"


def test_a_shared_answer_is_asked_with_the_rights_of_who_looks(shop):
    answer = shop.ask("how many customers per country")
    colleague, stranger = invite(shop, "viewer"), register(shop.port)
    run = f"/queries/{answer['id']}/run"
    colleague.refused("POST", run, {}, code="query_not_found", status=404)
    assert shop.post(f"/queries/{answer['id']}/share")["shared"] is True
    theirs = colleague.post(run)
    assert theirs["rows"] == answer["rows"] and theirs["question"] == answer["question"]
    assert theirs["id"] != answer["id"] and theirs["conversation_id"] != answer["conversation_id"]
    stranger.refused("POST", run, {}, code="query_not_found", status=404)
    shop.delete(f"/queries/{answer['id']}/share")
    colleague.refused("POST", run, {}, code="query_not_found", status=404)
    assert colleague.post(f"/queries/{theirs['id']}/run")["rows"] == answer["rows"]


def test_feedback_is_for_admins(shop, thread):
    (answer,) = asked_in(shop, thread, "how many orders")
    path = f"/queries/{answer['id']}/feedback"
    said = {"verdict": "bad", "reasons": ["wrong_numbers", "too_slow"], "comment": "<b>100%</b> wrong"}
    shop.post(path, {"verdict": "good"}, expect=204)
    shop.post(path, said, expect=204)
    assert turns(shop, thread)[0]["feedback"] == said
    item = shop.get("/feedback", verdict="bad")["items"][0]
    assert item["query_id"] == answer["id"] and item["question"] == "how many orders"
    assert item["comment"] == said["comment"] and item["username"] == shop.username
    assert any(each["action"] == "feedback" and each["outcome"] == "bad" for each in shop.get("/logs")["items"])
    colleague = invite(shop, "analyst")
    colleague.refused("GET", "/feedback", status=403)
    colleague.refused("POST", path, {"verdict": "good"}, code="query_not_found", status=404)
    shop.delete(path)
    assert answer["id"] not in str(shop.get("/feedback"))


def test_what_has_no_rows_cannot_be_run_again(shop):
    answer = shop.ask("what is the weather on Mars")
    shop.refused("POST", f"/queries/{answer['id']}/run", {}, code="nothing_to_run")


def typed(who, text, **more):
    return [(each["kind"], each["text"]) for each in who.get("/suggestions", text=text, **more)["items"]]


def test_typing_is_completed_from_what_the_asker_sees(shop):
    assert ("table", "customers") in typed(shop, "how many cust")
    values = [text for kind, text in typed(shop, "customers in ber") if kind == "value"]
    cities = [row[0] for row in shop.sql("SELECT DISTINCT city FROM customers")["rows"]]
    assert values and all(each in cities for each in values)
    item = shop.get("/suggestions", text="\u00fc how many cust and", cursor=16)["items"][0]
    assert "\u00fc how many cust and".encode()[item["begin"]:item["end"]] == b"cust"
    for text in ("", "x" * 5000):
        assert shop.send("GET", "/api/v1/suggestions?text=" + text).status == 422
    for text in ("%", "'; DROP TABLE x", "\U0001f600", "<img onerror", "a" * 3000, "\u202e"):
        typed(shop, text)


def test_verified_questions_are_offered(shop):
    shop.post("/knowledge/verified", {
        "question": "Which zebras are overdue?", "sql": "SELECT count(*) FROM orders"}, expect=201)
    assert eventually(lambda: ("question", "Which zebras are overdue?") in typed(shop, "overdue zeb"))


def test_sql_that_fails_is_put_right(shop):
    fixed = shop.post("/queries/fix", {"sql": "SELECT nam, cuntry FROM custmers"})
    assert fixed["author"] == "builtin" and fixed["steps"] == []
    assert sorted(fixed["changes"]) == ["cuntry is country", "custmers is customers", "nam is name"]
    shop.sql(fixed["sql"])
    assert shop.post("/queries/fix", {"sql": "SELECT 1 AS x"})["changes"] == []
    shop.refused("POST", "/queries/fix", {"sql": "SELECT FROM WHERE x"}, code="cannot_fix")
    shop.refused("POST", "/queries/fix", {"sql": "DELETE FROM orders"}, code="cannot_fix")


def test_rights_hold_at_every_one_of_these_doors(server, tmp_path):
    owner = register(server.port)
    source = sqlite_source(owner, tmp_path)
    held = owner.get("/policies", connection_id=source)
    owner.call("PUT", "/policies", {
        "connection_id": source, "version": held["version"], "document": POLICY, "note": "toy"})
    analyst = invite(owner, "analyst")
    owner.patch("/members/" + analyst.get("/auth/me")["user"]["id"], {"attributes": {"country": "DE"}})

    def kinds(who, text):
        return [each for each in who.get("/suggestions", text=text, connection_id=source)["items"]]

    assert kinds(owner, "secr") and kinds(owner, "of ben@ex")
    for hidden in ("secr", "sala", "of ben@ex", "of 219-0", "of xyz"):
        assert kinds(analyst, hidden) == [], hidden
    for sql in ("SELECT email FROM customers ORDER BY id", "SELECT amount FROM orders ORDER BY id"):
        mine = owner.ask(sql, connection_id=source)
        owner.post(f"/queries/{mine['id']}/share")
        theirs = analyst.post(f"/queries/{mine['id']}/run")
        assert theirs["rows"] == rows(analyst, source, sql) != mine["rows"]
    hidden = owner.ask("SELECT word FROM secrets", connection_id=source)
    owner.post(f"/queries/{hidden['id']}/share")
    refusal = analyst.refused("POST", f"/queries/{hidden['id']}/run", {}, code="shared_out_of_reach", status=403)
    assert "secrets" not in str(refusal) and "xyzzy" not in str(refusal)
    analyst.refused("POST", "/queries/fix", {"sql": "SELECT word FROM secrts", "connection_id": source}, code="cannot_fix")


def test_a_model_repairs_what_is_more_than_a_name(server, tmp_path):
    with ModelServer() as model:
        house = House(server.port, model, tmp_path)
        broken = {"sql": "SELECT count(* FROM customers", "connection_id": house.source, "question": "how many?"}
        model.says(writes("SELECT count(*) AS n FROM customers"))
        fixed = house.analyst.post("/queries/fix", broken)
        assert fixed["author"] == "model" and "customers" in fixed["sql"]
        assert [step["task"] for step in fixed["steps"]] == ["repair"]
        told = model.asked[0].text
        assert "sql_syntax" in told and "canary" not in told and "secrets" not in told
        model.says(writes("SELECT payload FROM secrets"))
        refusal = house.analyst.refused("POST", "/queries/fix", {**broken, "sql": "SELECT sum(* FROM x"}, code="cannot_fix")
        assert "canary" not in str(refusal)
