"""How asking went lately, in figures: /dashboard/overview."""
from client import eventually, invite, register


def shop_of(server):
    person = register(server.port)
    person.post("/connections/sample", expect=201)
    return person


def overview(person, **wanted):
    return person.get("/dashboard/overview", **wanted)


def settled(person, queries, **wanted):
    """History is written beside the answer: the figures once it is there."""
    assert eventually(lambda: overview(person, **wanted)["total"]["queries"] >= queries)
    return overview(person, **wanted)


def test_figures_follow_what_was_asked(server):
    person = shop_of(server)
    assert overview(person)["total"]["queries"] == 0
    person.ask("how many orders per status")
    person.ask("How many orders per status")
    person.sql("SELECT count(*) FROM customers")
    person.refused("POST", "/queries/sql", {"sql": "SELECT nothing FROM orders"}, status=422)
    seen = settled(person, 4)
    assert seen["total"]["answered"] == 3 and seen["total"]["failed"] == 1
    assert len(seen["days"]) == 30 and seen["days"][-1]["queries"] == 4
    assert seen["sources"][0]["queries"] == 4
    assert seen["errors"][0]["count"] == 1
    assert seen["questions"][0]["question"] == "How many orders per status"
    assert seen["questions"][0]["count"] == 2
    assert {item["kind"] for item in seen["slowest"]} == {"ask", "sql"}
    assert len(overview(person, days=1)["days"]) == 1


def test_the_tenant_is_for_administrators(server):
    person = shop_of(server)
    colleague = invite(person, "analyst")
    colleague.ask("how many orders per status")
    assert settled(person, 1, of="tenant")["total"]["queries"] == 1
    assert overview(person)["total"]["queries"] == 0
    assert settled(colleague, 1)["total"]["queries"] == 1
    colleague.refused("GET", "/dashboard/overview?of=tenant", code="forbidden", status=403)
    assert overview(shop_of(server), of="tenant")["total"]["queries"] == 0


def test_the_period_has_bounds(server):
    person = shop_of(server)
    for days in ("0", "91", "many"):
        person.refused("GET", f"/dashboard/overview?days={days}", status=422)
