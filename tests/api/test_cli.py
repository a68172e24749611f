"""The command line: the same journey without a server."""
import csv
import io
import json
import sqlite3
import time

import pytest

from model_server import ModelServer, Says, writes
from server import run


def test_asking_prints_the_sql_and_a_table(shop_file):
    done = run("ask", "how many orders per status", "--source", f"sqlite:{shop_file}")
    assert done.returncode == 0, done.stderr
    assert "GROUP BY" in done.stdout.upper()
    for status in ("cancelled", "delivered", "returned"):
        assert status in done.stdout


def test_a_conversation_takes_follow_ups(shop_file):
    said = "how many orders per status\nwithout cancelled\nundo\nblah blah\nquit\nnever read\n"
    done = run("ask", "-i", "--source", f"sqlite:{shop_file}", input=said)
    assert done.returncode == 0, done.stderr
    assert "Changed: only where status is not “cancelled”" in done.stdout
    assert "Changed: no longer only where status is not “cancelled”" in done.stdout
    assert "status <> 'cancelled'" in done.stdout


def test_a_conversation_takes_choices(tmp_path):
    path = tmp_path / "flights.sqlite"
    with sqlite3.connect(path) as made:
        made.executescript("""
            CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT);
            CREATE TABLE flights (id INTEGER PRIMARY KEY, origin_city_id INTEGER REFERENCES cities (id),
                                  destination_city_id INTEGER REFERENCES cities (id));
            INSERT INTO cities VALUES (1, 'Paris');""")
    done = run("ask", "-i", "--source", f"sqlite:{path}", input="how many flights per city\nthe second\n")
    assert "1. " in done.stdout and "2. " in done.stdout
    assert done.stdout.count("JOIN cities ON flights.origin_city_id = cities.id") == 2, done.stdout


def test_asking_nothing_is_refused(shop_file):
    done = run("ask", "--source", f"sqlite:{shop_file}")
    assert done.returncode != 0 and "question" in done.stderr


def test_asking_as_json(shop_file):
    done = run("ask", "how many orders per status", "--source", f"sqlite:{shop_file}", "--format", "json")
    answer = json.loads(done.stdout)
    assert [column["name"] for column in answer["columns"]][0] == "status"
    assert len(answer["rows"]) == answer["row_count"] == 6


def test_sql_as_csv(shop_file):
    done = run("sql", "SELECT id, name FROM categories ORDER BY id", "--source", f"sqlite:{shop_file}", "--format", "csv")
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert rows[0] == ["id", "name"]
    assert rows[1] == ["1", "Coffee"]
    assert len(rows) == 8


def test_a_csv_file_is_a_source(tmp_path):
    path = tmp_path / "pets.csv"
    path.write_text("name,legs\nRex,4\nPolly,2\nTom,4\n")
    done = run("ask", "how many pets per legs", "--source", path, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert sorted(json.loads(done.stdout)["rows"]) == [[2, 1], [4, 2]]


def test_postgres_is_a_source(postgres):
    source = f"postgresql://reader:reader-pass-2718@127.0.0.1:{postgres.port}/store?sslmode=disable"
    done = run("sql", "SELECT count(*) AS n FROM orders", "--source", source, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["rows"] == [[20000]]


@pytest.mark.parametrize("words, code", [
    (("ask",), 2), (("no-such-command",), 2), (("ask", "x", "--source", "nowhere.sqlite"), 2),
    (("sql", "SELEC 1", "--source", "{shop}"), 2), (("sql", "DELETE FROM orders", "--source", "{shop}"), 3),
    (("sql", "SELECT 1", "--source", "postgresql://a:b@127.0.0.1:1/x"), 4),
])
def test_failures_are_one_line_and_an_exit_code(shop_file, words, code):
    done = run(*[str(word).format(shop=f"sqlite:{shop_file}") for word in words])
    assert done.returncode == code, (done.stdout, done.stderr)
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr and "terminate called" not in done.stderr


def test_the_password_in_a_source_is_not_repeated():
    done = run("sql", "SELECT 1", "--source", "postgresql://joe:the-secret-42@127.0.0.1:1/x")
    assert "the-secret-42" not in done.stdout + done.stderr


def test_an_answer_takes_less_than_a_blink(shop_file, figure):
    took = []
    for _ in range(11):
        begin = time.monotonic()
        done = run("ask", "how many orders per status", "--source", f"sqlite:{shop_file}")
        took.append((time.monotonic() - begin) * 1000)
        assert done.returncode == 0
    figure(f"parlance ask on the sample shop, process start to end: {sorted(took)[5]:.0f} ms")
    assert sorted(took)[5] < 1000


def test_eval_writes_a_prediction_for_every_row(shop_file, tmp_path):
    suite = tmp_path / "suite.jsonl"
    rows = [{"id": f"q{number}", "db": "shop.sqlite", "question": question, "clock": "2026-01-01T00:00:00Z"}
            for number, question in enumerate(["how many orders are there", "how many customers per country", "zzz qqq xxx"])]
    suite.write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = tmp_path / "out.jsonl"
    done = run("eval", "--suite", suite, "--root", shop_file.parent, "--out", out)
    assert done.returncode == 0, done.stderr
    predictions = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["id"] for row in predictions] == ["q0", "q1", "q2"]
    assert [row["outcome"] for row in predictions[:2]] == ["answered", "answered"]
    assert "count" in predictions[0]["sql"].lower()
    assert all({"id", "sql", "outcome", "confidence", "ms"} <= set(row) for row in predictions)


def eval_files(tmp_path, questions):
    """A suite with its right SQL."""
    suite = tmp_path / "suite.jsonl"
    rows = [{"id": f"q{number}", "db": "shop.sqlite", "question": question, "sql": sql}
            for number, (question, sql) in enumerate(questions)]
    suite.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return suite


def lines_of(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


EVALUATED = [("how many orders are there", "SELECT count(*) FROM orders"),
             ("how many customers per country", "SELECT country, count(*) FROM customers GROUP BY 1"),
             ("how many products are there", "SELECT count(*) + 1 FROM products"),
             ("which towns have the most loyal clientele", "SELECT city, count(*) FROM customers GROUP BY city")]


def test_eval_grades_and_compares_reports(shop_file, tmp_path):
    suite = eval_files(tmp_path, EVALUATED)
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    done = run("eval", "--suite", suite, "--root", shop_file.parent, "--out", tmp_path / "out", "--report", before)
    assert done.returncode == 0, done.stderr
    assert [mark["grade"] for mark in lines_of(before)] == ["good", "good", "bad", "bad"]
    assert lines_of(before)[2]["reasons"][0]["code"] == "single_cell"
    assert "accuracy 50.0 % (2 good, 2 bad, 0 for review)" in done.stderr
    marks = lines_of(before)
    marks[0]["grade"], marks[2]["grade"] = "bad", "good"
    after.write_text("".join(json.dumps(mark) + "\n" for mark in marks))
    done = run("eval", "compare", before, after)
    assert done.returncode == 0 and "1 better, 1 worse, 2 as before" in done.stdout
    assert "- q0 (good -> bad) how many orders are there" in done.stdout
    assert run("eval", "compare", before, after, "--gate").returncode == 0
    marks[2]["grade"] = "bad"
    after.write_text("".join(json.dumps(mark) + "\n" for mark in marks))
    done = run("eval", "compare", before, after, "--gate")
    assert done.returncode == 1 and "fewer_good" in done.stdout and "more_bad" in done.stdout
    done = run("eval", "compare", tmp_path / "out", tmp_path / "out")
    assert done.returncode == 0 and "0 better, 0 worse, 4 as before" in done.stdout, done.stderr


def test_eval_says_what_it_needs(shop_file, tmp_path):
    suite = eval_files(tmp_path, EVALUATED)
    for arguments in (["--out", tmp_path / "out"], ["--suite", suite],
                      ["--suite", suite, "--out", tmp_path / "out", "--engine", "agents"]):
        done = run("eval", *arguments)
        assert done.returncode == 2 and "eval_options" in done.stderr
    done = run("eval", "compare", suite, suite)
    assert done.returncode == 2 and "report_row" in done.stderr


def test_eval_has_models_answer(shop_file, tmp_path):
    suite = eval_files(tmp_path, EVALUATED)
    roles, out, report = tmp_path / "roles.json", tmp_path / "out", tmp_path / "report"
    with ModelServer() as model:
        settings = model.settings("sql", prices=[{"model": "m1", "input": 1, "cached": 0.1, "output": 4}])
        roles.write_text(json.dumps(settings))
        model.says(writes(EVALUATED[3][1]))
        common = ["--suite", suite, "--root", shop_file.parent, "--out", out, "--report", report, "--roles", roles]
        done = run("eval", *common, "--engine", "cascade")
        assert done.returncode == 0, done.stderr
        asked = len(model.asked)
        marks = {mark["id"]: mark for mark in lines_of(report)}
        assert marks["q0"]["calls"] == [] and marks["q3"]["grade"] == "good", marks
        assert marks["q3"]["calls"][0]["cost"] == pytest.approx(360e-6)
        assert "sql scripted/m1: " in done.stderr and "p95" in done.stderr
        done = run("eval", *common, "--engine", "agents", "--at-once", "4")
        assert done.returncode == 0, done.stderr
        assert len(model.asked) - asked >= 4, "models are asked every question"
        assert {row["id"] for row in lines_of(out)} == {"q0", "q1", "q2", "q3"}
        model.says(Says(status=401))
        assert run("eval", *common, "--engine", "cascade").returncode == 0
        failed, = (mark for mark in lines_of(report) if mark["id"] == "q3")
        assert failed["failure"] == "llm_key_refused"
        assert [call["trouble"] for call in failed["calls"]] == ["llm_key_refused"], "what failed is counted too"
        settings["budgets"] = {"tokens_day": {"hard": 10}}
        roles.write_text(json.dumps(settings))
        asked = len(model.asked)
        done = run("eval", *common, "--engine", "agents")
        assert done.returncode == 0 and len(model.asked) == asked, "the budget stops before it is passed"


def test_help_explains_every_option_of_serve():
    done = run("serve", "--help")
    assert done.returncode == 0
    for word in ("--port", "--data", "--config"):
        assert word in done.stdout


def test_variables_stand_in_for_options(own_server):
    """Command line over variable over file."""
    done = run("serve", "--help", env={"PARLANCE_PORT": "not a port", "PATH": "/usr/bin"})
    assert done.returncode in (0, 2)


def test_the_store_can_be_looked_at(own_server):
    own_server.stop()
    done = run("admin", "store", "status", "--data", own_server.data)
    assert done.returncode == 0, done.stderr
    assert "1" in done.stdout


def test_keys_rotate_and_everything_still_opens(own_server, postgres):
    from client import login, register
    person = register(own_server.port)
    made = person.post("/connections", postgres.connection("store"), expect=201)
    own_server.stop()
    done = run("admin", "keys", "rotate", "--data", own_server.data)
    assert done.returncode == 0, done.stderr
    own_server.start()
    again = login(own_server.port, person.username)
    assert again.sql("SELECT count(*) FROM customers", connection_id=made["id"])["rows"] == [[300]]
