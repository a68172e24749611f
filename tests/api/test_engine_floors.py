"""The built-in engine on the questions of our own shop: it must not become worse than promised."""
import pathlib
import sys

from server import ROOT, run

EVAL = ROOT / "eval"
sys.path[:0] = [str(EVAL), str(ROOT / "tools")]
import business  # noqa: E402
import score  # noqa: E402


def answers(suite, folder, root=EVAL):
    made = pathlib.Path(folder) / "answers.jsonl"
    told = run("eval", "--suite", root / suite, "--root", root, "--out", made)
    assert told.returncode == 0, told.stderr
    return {each["id"]: each for each in score.load_jsonl(made)}


def share(rows, made, root=EVAL):
    told = score.figures(rows, made, [root])
    return told["accuracy_lenient"], told["wrong"]


def test_business_questions_and_their_refinements(tmp_path):
    rows = score.load_jsonl(EVAL / "shop/questions.jsonl")
    made = answers("shop/questions.jsonl", tmp_path)
    alone, wrong = share([row for row in rows if not row.get("previous")], made)
    assert alone >= 0.92, wrong
    refined, wrong = share([row for row in rows if row.get("previous")], made)
    assert refined >= 0.88, wrong


def test_what_cannot_be_answered_is_not_answered_surely(tmp_path):
    rows = score.load_jsonl(EVAL / "shop/unanswerable.jsonl")
    made = answers("shop/unanswerable.jsonl", tmp_path)
    held = [row["id"] for row in rows if row["expect"] in ("abstain", "refuse", "clarify")]
    sure = [id for id in held if made[id]["outcome"] == "answered" and made[id]["confidence"] >= 0.5]
    assert len(sure) <= 0.15 * len(held), sure


def test_the_scorer_knows_right_from_wrong(tmp_path):
    rows = score.load_jsonl(EVAL / "shop/questions.jsonl")
    right = {row["id"]: {"sql": row["sql_sqlite"], "outcome": "answered", "confidence": 1, "ms": 0} for row in rows}
    assert score.figures(rows, right, [EVAL])["accuracy_strict"] == 1
    wrong = {id: {**each, "sql": f"SELECT 'x', * FROM ({each['sql']}) LIMIT 0"} for id, each in right.items()}
    assert score.figures([row for row in rows if row["nonempty"]], wrong, [EVAL])["accuracy_lenient"] == 0


def test_business_schemas_without_declared_keys_and_with_names_of_all_kinds(tmp_path):
    business.write_all(ROOT / "tests/business", tmp_path)
    for suite, floor in (("business.jsonl", 0.9), ("follow_ups.jsonl", 0.65)):
        rows = score.load_jsonl(tmp_path / suite)
        right, wrong = share(rows, answers(suite, tmp_path, tmp_path), tmp_path)
        assert right >= floor, wrong
