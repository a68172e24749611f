"""Questions in English, answered from the sample shop."""
import sqlite3

import pytest

from client import eventually


def counted(shop, sql):
    return shop.sql(sql)["rows"]


def test_an_answer_has_all_its_parts(shop):
    answer = shop.ask("how many orders per status")
    assert answer["outcome"] == "answered"
    assert sorted(answer["rows"]) == sorted(counted(shop, "SELECT status, count(*) FROM orders GROUP BY status"))
    assert answer["row_count"] == len(answer["rows"]) == 6
    assert answer["truncated"] is False
    assert answer["dialect"] == "sqlite"
    assert answer["explanation"]
    assert 0 < answer["confidence"] <= 1
    assert answer["question"] == "how many orders per status"
    assert {"understand_ms", "guard_ms", "execute_ms", "total_ms"} <= set(answer["timings"])
    assert answer["provenance"]["author"] == "builtin"
    for word in answer["provenance"]["words"]:
        assert answer["question"].encode()[word["begin"]:word["end"]].decode() == word["words"]


def test_the_chart_draws_the_result(shop):
    chart = shop.ask("how many orders per status")["chart"]
    assert "vega-lite/v6" in chart["$schema"]
    assert chart["data"] == {"name": "result"}
    fields = {encoding.get("field") for encoding in chart["encoding"].values() if isinstance(encoding, dict)}
    names = {column["name"] for column in shop.ask("how many orders per status")["columns"]}
    assert fields & names


def test_a_chart_that_is_named_is_drawn(shop):
    chart = shop.ask("how many orders per status as a pie chart")["chart"]
    assert chart["mark"]["type"] == "arc"
    assert {"theta", "color"} <= set(chart["encoding"])


@pytest.mark.parametrize("question, gold", [
    ("how many customers are there", "SELECT count(*) FROM customers"),
    ("how many customers are from Germany", "SELECT count(*) FROM customers WHERE country = 'Germany'"),
    ("what is the average price of products", "SELECT avg(price) FROM products"),
    ("total shipping cost of orders", "SELECT sum(shipping_cost) FROM orders"),
    ("how many products per category", "SELECT c.name, count(*) FROM products p JOIN categories c"
     " ON c.id = p.category_id GROUP BY c.name"),
    ("how many orders with status cancelled", "SELECT count(*) FROM orders WHERE status = 'cancelled'"),
    ("how many products cost more than 50", "SELECT count(*) FROM products WHERE price > 50"),
])
def test_the_rows_are_right(shop, question, gold):
    answer = shop.ask(question)
    assert answer["outcome"] == "answered", answer
    assert sorted(answer["rows"]) == sorted(counted(shop, gold)), answer["sql"]


def test_the_most_expensive_products_come_in_order(shop):
    answer = shop.ask("the 3 most expensive products")
    names = [row[0] for row in counted(shop, "SELECT name FROM products ORDER BY price DESC LIMIT 3")]
    assert answer["row_count"] == 3
    assert [next(cell for cell in row if cell in names) for row in answer["rows"]] == names


def test_its_sql_runs_as_it_stands(shop):
    answer = shop.ask("how many orders per channel")
    assert sorted(shop.sql(answer["sql"])["rows"]) == sorted(answer["rows"])


def test_nonsense_is_not_answered(shop):
    answer = shop.ask("please colour the invisible melody of tuesday's gravity")
    assert answer["outcome"] in ("unanswerable", "clarify")
    assert not answer["rows"]
    assert answer["suggestions"] or answer.get("clarification")


def test_a_question_about_what_is_not_there_says_what_is_missing(shop):
    answer = shop.ask("what is the average blood pressure of patients")
    assert answer["outcome"] == "unanswerable"
    assert answer["missing"]


def test_the_steps_come_as_events_before_the_answer(shop):
    events = shop.events("/queries/ask", {"question": "how many reviews per rating"})
    names = [name for name, _ in events]
    assert names[0] == "started" and names[-1] == "answer"
    done = [data["step"] for name, data in events if name == "step" and data["status"] == "done"]
    assert len(done) >= 3
    answer = events[-1][1]
    assert answer["id"] == events[0][1]["id"]
    assert sorted(answer["rows"]) == sorted(counted(shop, "SELECT rating, count(*) FROM reviews GROUP BY rating"))


def test_a_failure_is_an_event_with_the_problem(shop):
    reply = shop.send("POST", "/api/v1/queries/ask",
                      {"question": "how many orders", "connection_id": "no-such-connection"},
                      {"Accept": "text/event-stream"})
    assert b"not_found" in reply.body


def test_suggestions_can_be_asked(shop):
    questions = shop.get("/queries/suggestions")["questions"]
    assert questions
    for question in questions[:5]:
        assert shop.ask(question)["outcome"] == "answered", question


def test_without_a_connection_it_says_what_to_do(new_owner):
    problem = new_owner().refused("POST", "/queries/ask", {"question": "how many orders"})
    assert "connect" in problem["detail"].lower()


@pytest.mark.parametrize("question", ["", "   ", "x" * 20_000, "\u0000", "how many orders'; DROP TABLE orders; --"])
def test_odd_questions_end_well(shop, question):
    reply = shop.send("POST", "/api/v1/queries/ask", {"question": question})
    assert reply.status in (200, 400, 413, 422), reply
    assert shop.sql("SELECT count(*) FROM orders")["rows"] == [[1800]]


def test_an_assumption_can_be_taken_away(shop):
    question = "total of orders last year"
    first = shop.ask(question)
    assumed = [each["text"] for each in first["assumptions"]]
    assert assumed, first
    second = shop.ask(question, without=assumed)
    assert second["outcome"] != "answered" or second["sql"] != first["sql"]
    assert not set(assumed) & {each["text"] for each in second["assumptions"]}
    # Whoever asks it again from history asks the same.
    assert eventually(lambda: shop.get("/queries/" + second["id"]).get("without") == assumed)
    assert "without" not in shop.get("/queries/" + first["id"])


def test_a_reading_that_the_database_cannot_compute_gives_way(new_owner, tmp_path):
    """The net price overflows in every row: the answer comes from the gross price, and says so."""
    path = tmp_path / "prices.sqlite"
    with sqlite3.connect(path) as made:
        made.executescript("""
            CREATE TABLE raw (id INTEGER PRIMARY KEY, name TEXT, price REAL);
            INSERT INTO raw VALUES (1, 'a', 5), (2, 'b', 7);
            CREATE VIEW products AS SELECT id, name, abs(-9223372036854775807 - 1) AS net_price, price AS gross_price
            FROM raw;""")
    person = new_owner()
    person.upload("prices.sqlite", path.read_bytes())
    answer = person.ask("top products by price")
    assert answer["rows"] == [["b", 7], ["a", 5]] or answer["rows"] == [["b", 7.0], ["a", 5.0]]
    assert "other_reading" in [each["code"] for each in answer["assumptions"]]
    refused = person.ask("list net price of products", expect=502)
    assert refused["code"] == "query_bad_values"
