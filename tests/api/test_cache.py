"""Equal questions are answered from memory, and say so; never across tenants or after a change."""
from client import invite, register

COUNT = "SELECT count(*) AS n FROM orders"


def shop_of(server):
    person = register(server.port)
    person.post("/connections/sample", expect=201)
    return person


def test_an_equal_question_is_a_hit_that_says_its_age(server):
    person = shop_of(server)
    first = person.ask("how many orders per channel")
    again = person.ask("how many orders per channel")
    assert first["cache"] == {"hit": False}
    assert again["cache"]["hit"] is True and again["cache"]["age_ms"] >= 0
    assert again["rows"] == first["rows"]
    fresh = person.post("/queries/ask", {"question": "how many orders per channel", "cache": "bypass"})
    assert "cache" not in fresh
    entry = person.get("/logs")["items"][1]
    assert entry["query_id"] == again["id"] and "cache_age_ms" in entry


def test_sql_asks_the_database_unless_told(server):
    person = shop_of(server)
    assert "cache" not in person.sql(COUNT)
    assert person.sql(COUNT, cache="use")["cache"] == {"hit": False}
    reply = person.send("POST", "/api/v1/queries/sql", {"sql": COUNT, "cache": "use"})
    assert reply.json()["cache"]["hit"] is True
    assert int(reply.headers["Parlance-Cache-Age"]) >= 0
    assert "cache" not in person.sql(COUNT)
    csv = person.send("POST", "/api/v1/queries/sql", {"sql": COUNT, "cache": "use", "format": "csv"})
    assert csv.headers["Parlance-Cache-Age"]


def test_colleagues_share_and_strangers_do_not(server):
    person = shop_of(server)
    person.sql(COUNT, cache="use")
    assert invite(person, "admin").sql(COUNT, cache="use")["cache"]["hit"] is True
    assert shop_of(server).sql(COUNT, cache="use")["cache"] == {"hit": False}


def test_what_the_clock_decides_is_run(server):
    person = shop_of(server)
    for _ in range(2):
        assert person.sql("SELECT now() AS moment", cache="use")["cache"] == {"hit": False}


def test_changes_and_admins_clear_it(server):
    person = shop_of(server)
    connection = person.get("/connections")["connections"][0]["id"]
    hit = lambda: person.sql(COUNT, cache="use")["cache"]["hit"]
    assert [hit(), hit()] == [False, True]
    person.post(f"/connections/{connection}/refresh")
    assert [hit(), hit()] == [False, True]
    assert person.call("DELETE", "/cache", expect=200)["forgotten"] >= 1
    assert hit() is False
    assert person.call("DELETE", f"/cache?connection_id={connection}", expect=200) == {"forgotten": 1}
    invite(person, "analyst").refused("DELETE", "/cache", status=403)


def test_metrics_count_it(server):
    person = shop_of(server)
    person.sql(COUNT, cache="use")
    person.sql(COUNT, cache="use")
    text = person.send("GET", "/metrics").body.decode()
    assert "# TYPE parlance_cache_hits_total counter" in text
    assert float(text.split("\nparlance_cache_hits_total ")[1].split()[0]) >= 1
