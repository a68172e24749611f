"""Two hundred connections of fifty tenants, all used at once: nobody sees what is not theirs."""
import concurrent.futures
import random
import sqlite3
import time

import pytest

from client import register

TENANTS = 50
QUERIES = 3000
WORKERS = 32


def sqlite_file(folder, canary):
    path = folder / f"{canary}.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE items (id INTEGER PRIMARY KEY, owner TEXT)")
        database.executemany("INSERT INTO items (owner) VALUES (?)", [(canary,)] * 50)
    database.close()
    return path.read_bytes()


def settle(server, postgres, folder, number):
    """A tenant with four connections: CSV, SQLite and twice PostgreSQL, all full of its canary."""
    canary = f"canary-{number:03}"
    person = register(server.port, username=f"loader{number}")
    csv = ("id,owner\n" + "".join(f"{row},{canary}\n" for row in range(50))).encode()
    own = postgres.connection(f"tenant{number}", f"tenant{number}", f"tenant-pass-{number}")
    made = [person.upload("items.csv", csv)["connection"], person.upload("items.sqlite", sqlite_file(folder, canary))["connection"],
            person.post("/connections", own, expect=201), person.post("/connections", {**own, "name": "again"}, expect=201)]
    return person, canary, [connection["id"] for connection in made]


@pytest.fixture(scope="module")
def settled(server, postgres, tmp_path_factory):
    postgres.psql("".join(
        f"CREATE ROLE tenant{n} LOGIN PASSWORD 'tenant-pass-{n}'; CREATE DATABASE tenant{n};\n" for n in range(TENANTS)))
    for number in range(TENANTS):
        postgres.psql(f"CREATE TABLE items AS SELECT n AS id, 'canary-{number:03}' AS owner FROM generate_series(1, 50) n;"
                      f"GRANT SELECT ON items TO tenant{number}", f"tenant{number}")
    folder = tmp_path_factory.mktemp("canaries")
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda number: settle(server, postgres, folder, number), range(TENANTS)))


def test_every_row_carries_its_tenants_canary(settled, figure):
    dice = random.Random(11)
    pairs = [(person, canary, connection) for person, canary, ids in settled for connection in ids]
    assert len({connection for _, _, connection in pairs}) == 4 * TENANTS
    work = (pairs * (QUERIES // len(pairs) + 1))[:QUERIES]
    dice.shuffle(work)

    def look(job):
        person, canary, connection = job
        begin = time.monotonic()
        result = person.sql("SELECT owner, count(*) AS n FROM items GROUP BY owner", connection_id=connection)
        took = time.monotonic() - begin
        assert result["rows"] == [[canary, 50]], (canary, result)
        return took

    begin = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        took = sorted(pool.map(look, work))
    whole = time.monotonic() - begin
    p50, p99 = (took[int(len(took) * share)] * 1000 for share in (0.5, 0.99))
    figure(f"200 connections of 50 tenants, {WORKERS} at a time: {QUERIES / whole:.0f} queries/s, "
           f"p50 {p50:.1f} ms, p99 {p99:.1f} ms")


def test_nobody_lists_more_than_the_own(settled):
    for person, canary, ids in settled[::7]:
        listed = {connection["id"] for connection in person.get("/connections")["connections"]}
        assert listed == set(ids)
