"""Dashboards proposed for a source: tiles that run, hold something, and keep to what one may see."""
import json

import pytest

from client import invite, register
from test_dashboards import data, shop_of, staff_of, uploaded


def suggested(person, **wanted):
    return person.post("/dashboard/suggest", wanted)


def check_all_run(person, proposal):
    """Every tile runs, is not empty, and the whole can be kept as it came."""
    assert proposal["tiles"], proposal
    for tile in proposal["tiles"]:
        rows = person.sql(tile["sql"], connection_id=tile["connection_id"])["rows"]
        assert rows and any(cell is not None for row in rows for cell in row), tile
        assert tile["x"] + tile["w"] <= 12
    board = person.post(
        "/dashboards", {"title": proposal["title"], "tiles": proposal["tiles"]}, expect=201)
    for index in range(len(board["tiles"])):
        assert data(person, board, index)["row_count"] > 0
    return [tile["title"] for tile in proposal["tiles"]]


def test_the_shop_gets_a_dashboard(server):
    person = shop_of(server)
    proposal = suggested(person)
    titles = check_all_run(person, proposal)
    assert titles[0] == "Revenue" and "Revenue by month" in titles, titles
    kinds = [tile["kind"] for tile in proposal["tiles"]]
    assert kinds.count("number") == 4 and kinds.count("chart") >= 6 and kinds.count("table") == 1
    entry = next(each for each in person.get("/logs")["items"] if each["action"] == "suggest_dashboard")
    assert "main.orders" in entry["tables"]
    # A viewer may ask for one, too.
    assert suggested(invite(person, "viewer"))["tiles"]


def test_a_goal_orders_the_tiles(server):
    person = shop_of(server)
    sales = suggested(person, goal="sales overview")
    assert sales["title"] == "Sales overview" and sales["unmatched"] == []
    assert sales["tiles"][0]["title"] == "Revenue"
    customers = check_all_run(person, suggested(person, goal="customers"))
    assert customers[0] == "Customers", customers
    assert suggested(person, goal="quasars and pulsars")["unmatched"] == ["quasars", "pulsars"]


def test_a_schema_without_keys_gets_one(server, tmp_path):
    person = register(server.port)
    rows = ",".join(
        f"({n},{1 + n % 4},'2025-{1 + n % 12:02}-{1 + n % 28:02}','{('open', 'shut', 'void')[n % 3]}',{n})"
        for n in range(200))
    uploaded(person, tmp_path, f"""
        CREATE TABLE clients (client_id INTEGER, client_name TEXT, city TEXT);
        INSERT INTO clients VALUES (1,'Alder','Porto'),(2,'Birch','Graz'),(3,'Cedar','Porto'),(4,'Dogwood','Bern');
        CREATE TABLE tickets (ticket_id INTEGER, client_id INTEGER, opened_on TEXT, status TEXT, hours INTEGER);
        INSERT INTO tickets VALUES {rows};""")
    titles = check_all_run(person, suggested(person))
    assert "Tickets by status" in titles and "Tickets by month" in titles, titles
    assert any("client" in title for title in titles), titles


def test_a_postgres_schema_gets_one(server, postgres):
    person = register(server.port)
    person.post("/connections", postgres.connection("store"), expect=201)
    titles = check_all_run(person, suggested(person))
    assert any(title.startswith("Orders by") for title in titles), titles
    assert any("customers by" in title for title in titles), titles


def test_nothing_is_proposed_of_nothing(server, tmp_path):
    person = register(server.port)
    person.refused("POST", "/dashboard/suggest", {}, code="no_connection")
    uploaded(person, tmp_path, "CREATE TABLE orders (id INTEGER, placed_on DATE, total INTEGER);")
    proposal = suggested(person)
    assert proposal["tiles"] == [] and proposal["reason"] == "The tables that you may see are empty."


def test_a_proposal_keeps_to_the_policy(server, tmp_path):
    """Hidden and masked columns and held-back rows make no tile: what differs only there is
    proposed the same."""
    told = []
    for salary, word in ((4711, "zyxgeheim"), (1, "other")):
        _, viewer, source = staff_of(server, tmp_path, salary, word)
        proposal = suggested(viewer, connection_id=source)
        text = json.dumps(proposal)
        assert "salary" not in text.lower() and "email" not in text and "plans" not in text.lower()
        assert proposal["tiles"], proposal
        told.append(text.replace(source, "source"))
    assert told[0] == told[1]


def test_a_file_of_rows_gets_one(server):
    person = register(server.port)
    lines = [f"2025-{1 + n % 12:02}-{1 + n % 28:02},{('north', 'south')[n % 2]},{n % 17}" for n in range(300)]
    person.upload("calls.csv", ("called_on,region,minutes\n" + "\n".join(lines)).encode())
    titles = check_all_run(person, suggested(person))
    assert {"Calls", "Total minutes", "Calls by month", "Calls by region"} <= set(titles), titles


def test_odd_names_are_no_trouble(server, tmp_path):
    person = register(server.port)
    rows = ",".join(f"({n},'2025-{1 + n % 12:02}-11','{'ab'[n % 2]}',{n})" for n in range(60))
    uploaded(person, tmp_path, f"""
        CREATE TABLE "select" (id INTEGER PRIMARY KEY, "group by" DATE, "sta""tus" TEXT, "a.b[c]" INTEGER);
        INSERT INTO "select" VALUES {rows};
        CREATE TABLE "<img src=x onerror=alert(1)>" (id INTEGER, "Größe 😀" REAL);
        INSERT INTO "<img src=x onerror=alert(1)>" VALUES (1, 2.5), (2, 3.5);
        CREATE TABLE none (id INTEGER); CREATE TABLE nulls (id INTEGER, amount INTEGER, day DATE);
        INSERT INTO nulls VALUES (1, NULL, NULL), (2, NULL, NULL);""")
    check_all_run(person, suggested(person))


@pytest.mark.parametrize("goal", [
    "", " ", "😀😀😀", "'; DROP TABLE orders; --", "SELECT * FROM orders", "x" * 500, "show me as a pie chart",
    "\u202egnirts", "how many orders per status", "wie viele Bestellungen gibt es",
])
def test_any_goal_ends_well(shop, goal):
    proposal = suggested(shop, goal=goal)
    assert proposal["tiles"] and proposal["title"].strip(), proposal


def test_a_goal_that_is_too_long_is_refused(shop):
    problem = shop.refused("POST", "/dashboard/suggest", {"goal": "x" * 501}, status=422)
    assert problem["errors"][0]["pointer"] == "/goal"
