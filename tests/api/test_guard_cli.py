"""`parlance guard`: what a policy makes of a statement, for people who review policies."""
import json
import sqlite3

import pytest

from server import ROOT, run

POLICY = {
    "default": "deny",
    "tables": {
        "customers": {
            "default": "allow",
            "columns": {"email": {"mask": "partial"}, "ssn": {"mask": "null"}},
            "rows": "country = 'DE'",
        },
        "orders": {
            "default": "allow",
            "rows": "EXISTS (SELECT 1 FROM customers c WHERE c.id = orders.customer_id AND c.country = 'DE')",
        },
        "employees": {"columns": {"id": {}, "name": {}, "manager_id": {}}},
    },
}


def parts(name):
    """The parts of a file of tests/data, by their names."""
    text = (ROOT / "tests/data" / name).read_text()
    return dict(part.split("\n", 1) for part in text.split("-- part: ")[1:])


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    """Two files that differ in what the policy hides, and nothing else."""
    folder = tmp_path_factory.mktemp("worlds")
    script = parts("attacks_sqlite.sql")
    for world in ("a", "b"):
        with sqlite3.connect(folder / world) as database:
            database.executescript(script["toy"] + script[f"world {world}"])
        database.close()
    return {world: f"sqlite:{folder / world}" for world in ("a", "b")}


@pytest.fixture
def policy(tmp_path):
    path = tmp_path / "policy.json"
    path.write_text(json.dumps(POLICY))
    return path


def guard(source, policy, text, *more):
    return run("guard", "--source", source, "--policy", policy, *more, input=text)


def test_it_prints_the_sql_with_lineage(worlds, policy):
    done = guard(worlds["a"], policy, "SELECT id, email FROM customers")
    assert done.returncode == 0, done.stderr
    verdict = json.loads(done.stdout)
    assert "main.customers" not in verdict["sql"], "the table itself is not read"
    assert "a***" not in done.stdout
    email = verdict["columns"][1]
    assert email["masked"] is True
    assert email["sources"] == [{"schema": "main", "table": "customers", "column": "email"}]
    assert verdict["columns"][0]["masked"] is False
    assert verdict["tables"] == [{"schema": "main", "table": "customers", "fenced": True}]
    assert "country = 'DE'" in verdict["views"][0]["sql"]


def test_run_gives_masked_rows(worlds, policy):
    done = guard(worlds["a"], policy, "SELECT id, email, ssn FROM customers ORDER BY id", "--run")
    assert json.loads(done.stdout)["result"]["rows"] == [
        [1, "a***@example.com", None], [2, "b***@example.com", None]]


@pytest.mark.parametrize("text, code", [
    ("SELECT salary FROM employees", "sql_unknown_column"),
    ("SELECT nothing FROM employees", "sql_unknown_column"),
    ("SELECT * FROM main.customers", "sql_unknown_table"),
    ("SELECT * FROM sqlite_master", "sql_unknown_table"),
    ("SELECT load_extension('x')", "sql_function_refused"),
    ("DELETE FROM customers", "sql_statement_refused"),
])
def test_a_refusal_is_exit_code_3(worlds, policy, text, code):
    done = guard(worlds["a"], policy, text)
    assert done.returncode == 3, (done.stdout, done.stderr)
    assert json.loads(done.stdout)["error"]["code"] == code


def test_hidden_and_unknown_columns_look_the_same(worlds, policy):
    hidden, unknown = (
        guard(worlds["a"], policy, f"SELECT {name} FROM employees").stdout.replace(name, "x")
        for name in ("salary", "wealth"))
    assert hidden == unknown


def test_what_the_source_does_not_bear_out_is_reported(worlds, tmp_path):
    path = tmp_path / "policy.json"
    path.write_text(json.dumps({"default": "allow", "tables": {
        "customers": {"columns": {"passport": {"mask": "null"}}}, "orders": {"rows": "nothing = 1"}}}))
    done = guard(worlds["a"], path, "SELECT id FROM customers")
    assert done.returncode == 3, "a table whose rule names what is not there is hidden"
    assert "/rules/0/tables/customers/columns/passport" in done.stderr
    assert "/rules/0/tables/orders" in done.stderr


@pytest.mark.parametrize("content", [
    "", "{", "[]", "null", '{"tables": 1}', '{"tables": {"customers": {"columns": {"ssn": {"mask": "blur"}}}}}',
    '{"nonsense": 1}',
])
def test_a_bad_policy_is_exit_code_2(worlds, tmp_path, content):
    path = tmp_path / "policy.json"
    path.write_text(content)
    done = guard(worlds["a"], path, "SELECT 1")
    assert done.returncode == 2, (done.stdout, done.stderr)
    assert done.stdout == "" and done.stderr.strip()


def test_a_missing_policy_is_exit_code_2(worlds, tmp_path):
    assert guard(worlds["a"], tmp_path / "none.json", "SELECT 1").returncode == 2


def test_the_attributes_of_the_person_count(worlds, tmp_path):
    path = tmp_path / "policy.json"
    path.write_text(json.dumps({"default": "allow", "tables": {"customers": {"rows": "country = :user.land"}}}))
    text = "SELECT id FROM customers ORDER BY id"
    french = guard(worlds["a"], path, text, "--run", "--attribute", "land=FR")
    assert json.loads(french.stdout)["result"]["rows"] == [[3]]
    nowhere = guard(worlds["a"], path, text, "--run")
    assert json.loads(nowhere.stdout)["result"]["rows"] == []
    assert "land" in nowhere.stderr
    quoted = guard(worlds["a"], path, text, "--run", "--attribute", "land=FR' OR '1'='1")
    assert json.loads(quoted.stdout)["result"]["rows"] == []


def test_two_worlds_give_the_same_verdicts_for_the_whole_catalogue(worlds, policy):
    """Every SQL attack on SQLite through this door, byte for byte."""
    attacks = [json.loads(line) for line in (ROOT / "tests/data/attacks.jsonl").open()]
    asked = [one for one in attacks if one["form"] == "sql" and one["dialect"] == "sqlite"
             and one["outcome"] != "LIMIT" and one["setup"] == "toy" and "\n" not in one["input"]]
    assert len(asked) > 70
    text = "".join(one["input"] + "\n" for one in asked)
    verdicts = {world: guard(source, policy, text, "--lines", "--run").stdout.splitlines()
                for world, source in worlds.items()}
    assert len(verdicts["a"]) == len(asked)
    secret = ("anna@", "abby@", "111-11-1111", "922-22-2222", "90000", "Dave", "Ella")
    for attack, a, b in zip(asked, verdicts["a"], verdicts["b"]):
        a, b = (without_names_of_views(json.loads(one)) for one in (a, b))
        assert a == b, attack
        if attack["outcome"] == "DENY":
            assert a["error"], attack
        rows = json.dumps((a.get("result") or {}).get("rows"))
        leaked = [word for word in secret if word in rows and word not in attack["input"]]
        assert not leaked, attack


def without_names_of_views(verdict):
    """Views are named by chance, so that nobody can name one."""
    verdict = {key: value for key, value in verdict.items() if key not in ("sql", "views")}
    verdict.pop("policy", None)
    return verdict
