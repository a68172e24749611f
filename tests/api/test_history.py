"""What was asked stays: in the history of the one who asked, and in the log of the tenant."""
import pytest

from client import eventually, invite


@pytest.fixture(scope="module")
def asked(shop):
    answer = shop.ask("how many orders per channel")
    result = shop.sql("SELECT count(*) AS apples FROM orders")
    assert eventually(lambda: len(shop.get("/queries/history")["items"]) >= 2)
    return answer, result


def test_the_newest_comes_first(shop, asked):
    items = shop.get("/queries/history")["items"]
    assert [item["id"] for item in items[:2]] == [asked[1]["id"], asked[0]["id"]]
    assert [item["kind"] for item in items[:2]] == ["sql", "ask"]
    assert items[1]["question"] == "how many orders per channel"
    assert items[1]["outcome"] == "answered"
    assert items[1]["row_count"] == 3


def test_one_by_its_id(shop, asked):
    item = shop.get("/queries/" + asked[0]["id"])
    assert item["sql"] == asked[0]["sql"]
    assert item["explanation"] == asked[0]["explanation"]


def test_it_can_be_searched(shop, asked):
    found = shop.get("/queries/history", text="apples")["items"]
    assert [item["id"] for item in found] == [asked[1]["id"]]


def test_pages_join_without_gap_or_overlap(shop):
    for number in range(5):
        shop.sql(f"SELECT {number} AS page")
    assert eventually(lambda: len(shop.get("/queries/history")["items"]) >= 5)
    everything = [item["id"] for item in shop.get("/queries/history", limit=200)["items"]]
    paged, before = [], None
    while True:
        page = shop.get("/queries/history", limit=2, before=before)
        paged += [item["id"] for item in page["items"]]
        before = page["next"]
        if before is None:
            break
    assert paged == everything


def test_a_failure_is_kept_with_its_code(shop):
    shop.refused("POST", "/queries/sql", {"sql": "SELECT no_such_column FROM orders"})
    item = eventually(lambda: next((each for each in shop.get("/queries/history")["items"]
                                    if "no_such_column" in (each.get("sql") or "")), None))
    assert item["outcome"] == "failed"
    assert item["error_code"]


def test_history_is_my_own_and_the_log_is_the_tenants(shop):
    colleague = invite(shop, "analyst")
    mine = colleague.sql("SELECT 'colleague' AS who")["id"]
    assert eventually(lambda: mine in str(colleague.get("/queries/history")))
    assert mine not in str(shop.get("/queries/history"))
    colleague.refused("GET", "/queries/" + shop.get("/queries/history")["items"][0]["id"], status=404)
    logged = [item for item in shop.get("/logs")["items"] if item.get("query_id") == mine]
    assert logged[0]["username"] == colleague.username
    assert logged[0]["door"] == "http"
    assert logged[0]["executed_sql"]
    assert logged[0]["request_id"]


def test_the_log_can_be_filtered(shop):
    shop.refused("POST", "/queries/sql", {"sql": "DELETE FROM orders"})
    failures = shop.get("/logs", limit=200)["items"]
    outcomes = {item["outcome"] for item in failures}
    for outcome in outcomes:
        some = shop.get("/logs", outcome=outcome)["items"]
        assert some and all(item["outcome"] == outcome for item in some)
