"""What 10,000 tables of a real PostgreSQL cost: to detect, to search, to find the drift of (see ./dev bench catalog).

    python3 bench/catalog.py [TABLES]
"""
import pathlib
import random
import statistics
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "api"))

from client import register  # noqa: E402
from postgres import Postgres  # noqa: E402
from server import Server  # noqa: E402

SUBJECTS = ("customer order invoice shipment payment product supplier warehouse employee contract ticket campaign "
            "account asset budget claim device event facility goal issue journal kit lead meter note offer plan quote "
            "route sensor task unit vendor visit").split()
FORMS = "header line item detail history status type group audit archive link batch entry summary snapshot".split()
HOUSES = "sales crm hr fin ops log mkt inv prod svc web edu med geo sci law ins tax pay hub".split()
SEARCHES = ["order", "customer invoice", "paid invoices", "ship", "sales order item", "employee contract amount", "cust",
            "warehouse status", "ticket history country", "budget plan", "pay", "sensor readings", "archived claims",
            "hr_employee_header", "totals by country", "custmer adress", "id", "amount"]


def names(count):
    for number in range(count):
        house, rest = HOUSES[number % 20], number // 20
        form = FORMS[rest // len(SUBJECTS) % len(FORMS)]
        more = "" if number < 20 * len(SUBJECTS) * len(FORMS) else f"_{number}"
        yield f"{house}_{SUBJECTS[rest % len(SUBJECTS)]}_{form}{more}"


def tables(count):
    random.seed(7)
    made = []
    for name in names(count):
        key = ""
        if made:
            target = random.choice(made)
            key = f", {target.split('_', 1)[1]}_id int REFERENCES {target}"
        made.append(name)
        yield (f"CREATE TABLE {name} (id int PRIMARY KEY, name text, status text, amount numeric(12,2), quantity int,"
               f" created_at timestamptz, updated_at timestamptz, country_code text, notes text{key});"
               f"COMMENT ON TABLE {name} IS 'The {name.replace('_', ' ')} of the house.';")


def timed(work):
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


def told(name, times):
    times = sorted(one * 1000 for one in times)
    p95 = times[int(len(times) * 0.95)]
    print(f"{name}: p50 {statistics.median(times):.1f} ms, p95 {p95:.1f} ms, most {times[-1]:.1f} ms")


def searched(owner, source, rounds=20):
    times = []
    for _ in range(rounds):
        for words in SEARCHES:
            took, found = timed(lambda words=words: owner.get(f"/connections/{source}/search", q=words))
            assert found["tables"], words
            times.append(took)
    return times


def main(count):
    database = Postgres()
    try:
        database.start()
        database.psql("CREATE ROLE reader LOGIN PASSWORD 'reader-pass-2718'; CREATE DATABASE big;")
        statements = list(tables(count))
        for begin in range(0, count, 500):
            database.psql("\n".join(statements[begin:begin + 500]), "big")
        database.psql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader; ANALYZE;", "big")
        with tempfile.TemporaryDirectory() as folder, Server(folder) as server:
            owner = register(server.port)
            took, made = timed(lambda: owner.post("/connections", database.connection("big"), expect=201))
            print(f"detection of {made['tables']} tables: {took:.2f} s")
            source = made["id"]
            took, _ = timed(lambda: owner.get(f"/connections/{source}/search", q="order"))
            print(f"first search, which draws the atlas: {took:.2f} s")
            told("search while values are learned", searched(owner, source, 3))
            time.sleep(60)
            owner.get(f"/connections/{source}/search", q="order")
            told("search", searched(owner, source))
            database.psql(f"DROP TABLE {next(names(1))} CASCADE; CREATE TABLE fresh (id int)", "big")
            took, drift = timed(lambda: owner.post(f"/connections/{source}/refresh", {}))
            print(f"look at the schema again: {took:.2f} s, {len(drift['removed'])} gone")
    finally:
        database.remove()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
