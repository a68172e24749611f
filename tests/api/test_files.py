"""Dropping files: what is read, what is refused, and that nothing is left of what is refused."""
import collections
import json
import random
import time

import pytest

STATUSES = ["open", "paid", "shipped", "lost"]


def orders_csv(rows):
    """CSV of orders with a known distribution; gives it with the number per status."""
    dice = random.Random(7)
    counted = collections.Counter()
    lines = ["order_id,status,amount,ordered_on,express"]
    for number in range(1, rows + 1):
        status = dice.choices(STATUSES, [50, 30, 15, 5])[0]
        counted[status] += 1
        lines.append(f"{number},{status},{dice.randrange(1, 9999) / 4},2026-{1 + number % 12:02}-{1 + number % 28:02},"
                     f"{'true' if number % 5 == 0 else 'false'}")
    return "\n".join(lines).encode() + b"\n", counted


def test_a_hundred_thousand_rows_are_asked_at_once(new_owner, figure):
    person = new_owner()
    content, counted = orders_csv(100_000)
    begin = time.monotonic()
    done = person.upload("orders.csv", content)
    uploaded = time.monotonic()
    answer = person.ask("how many orders per status")
    figure(f"upload of 100,000 rows: {uploaded - begin:.2f} s; first answer: {time.monotonic() - uploaded:.2f} s")
    assert done["table"]["rows"] == 100_000
    assert [column["type"] for column in done["table"]["columns"]] == ["integer", "text", "decimal", "date", "boolean"]
    assert done["connection"]["is_default"] is True
    assert {row[0]: row[1] for row in answer["rows"]} == counted
    assert answer["sql"].upper().startswith("SELECT")
    assert "GROUP BY" in answer["sql"].upper()
    assert {row[0]: row[1] for row in person.sql(answer["sql"])["rows"]} == counted


def test_a_second_file_becomes_a_second_table(new_owner):
    person = new_owner()
    first = person.upload("orders.csv", b"id,customer\n1,7\n2,8\n")
    second = person.upload("customers.csv", b"id,name\n7,Ann\n8,Bob\n",
                           connection_id=first["connection"]["id"])
    assert second["connection"]["id"] == first["connection"]["id"]
    assert second["connection"]["tables"] == 2
    rows = person.sql("SELECT c.name FROM orders o JOIN customers c ON c.id = o.customer ORDER BY o.id")["rows"]
    assert rows == [["Ann"], ["Bob"]]


@pytest.mark.parametrize("filename, content, count", [
    ("semicolons.csv", b"name;points\nAnn;1\nBob;2\n", 2),
    ("tabs.tsv", b"name\tpoints\nAnn\t1\n", 1),
    ("bom.csv", b"\xef\xbb\xbfname,points\nAnn,1\n", 1),
    ("windows.csv", b"name,points\r\nAnn,1\r\nBob,2\r\n", 2),
    ("quotes.csv", b'name,points\n"A, ""the"" first",1\n"two\nlines",2\n', 2),
    ("list.json", b'[{"name": "Ann", "points": 1}, {"name": "Bob", "points": 2}]', 2),
    ("no ending", b"name,points\nAnn,1\n", 1),
    ("lines.ndjson", b'{"name": "Ann", "points": 1}\n{"name": "Bob", "points": 2}\n', 2),
])
def test_the_forms_that_people_have(new_owner, filename, content, count):
    person = new_owner()
    done = person.upload(filename, content)
    assert done["table"]["rows"] == count
    assert {column["name"] for column in done["table"]["columns"]} == {"name", "points"}
    assert person.sql(f"SELECT sum(points) FROM \"{done['table']['name']}\"")["rows"] == [[sum(range(count + 1))]]


def test_a_form_with_a_file_in_it(new_owner):
    person = new_owner()
    body = (b'--edge\r\nContent-Disposition: form-data; name="file"; filename="pets.csv"\r\n'
            b"Content-Type: text/csv\r\n\r\nname,legs\nRex,4\n\r\n--edge--\r\n")
    done = person.call("POST", "/files?filename=pets.csv", body, 201,
                       headers={"Content-Type": "multipart/form-data; boundary=edge"})
    assert (done["table"]["name"], done["table"]["rows"]) == ("pets", 1)


def test_a_source_keeps_the_name_of_its_first_file(new_owner):
    person = new_owner()
    first = person.upload("my orders.csv", b"a\n1\n")["connection"]
    person.upload("more.csv", b"b\n1\n", connection_id=first["id"])
    assert first["file"] == "my orders.csv"
    assert person.get(f"/connections/{first['id']}")["file"] == "my orders.csv"


def test_umlauts_and_spaces_in_names(new_owner):
    person = new_owner()
    done = person.upload("Größe und Umsatz.csv", "Straße,Umsatz €\nHauptstraße,12\n".encode())
    assert done["table"]["rows"] == 1
    assert person.get("/queries/sample-data/" + "Gr%C3%B6%C3%9Fe%20und%20Umsatz"
                      if done["table"]["name"] == "Größe und Umsatz"
                      else "/queries/sample-data/" + done["table"]["name"].replace("ö", "%C3%B6").replace("ß", "%C3%9F")
                      )["rows"] == [["Hauptstraße", 12]]


REFUSED = {
    "empty": ("a.csv", b""),
    "only blanks": ("a.csv", b"\n\n   \n"),
    "junk": ("a.csv", bytes(range(256)) * 64),
    "junk that calls itself Parquet": ("a.parquet", b"PAR1" + b"\x00" * 500 + b"PAR1"),
    "junk that calls itself SQLite": ("a.sqlite", b"SQLite format 3\x00" + b"\xff" * 4000),
    "broken JSON": ("a.json", b'[{"a": 1}, {"a": '),
    "header without rows": ("a.csv", b"one,two,three\n"),
    "unknown ending": ("a.exe", b"MZ\x90\x00" * 100),
    "picture as CSV": ("a.csv", b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" * 20),
    "DuckDB from outside": ("a.duckdb", b"\x00" * 8 + b"DUCK" + b"\x00" * 4084),
    "a path as name": ("../../evil.csv", b"a\n1\n"),
    "a hidden name": (".csv", b"a\n1\n"),
    "an endless name": ("x" * 5000 + ".csv", b"a\n1\n"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_leaves_nothing(server, new_owner, what):
    person = new_owner()
    filename, content = REFUSED[what]
    before = server.files()
    reply = person.send("POST", "/api/v1/files?filename=" + filename.replace("/", "%2F"), content,
                        {"Content-Type": "application/octet-stream"})
    if what in ("a path as name", "a hidden name") and reply.status == 201:
        # Taking the last part of a path as the name is fine too, as long as it stays at home.
        assert not [path for path in server.files() if "evil" in path and "tenants" not in path]
        return
    problem = reply.problem()
    assert 400 <= problem["status"] < 500, problem
    assert server.files() == before
    assert person.get("/connections")["connections"] == []


def test_ragged_rows_are_told(server, new_owner):
    person = new_owner()
    before = server.files()
    reply = person.send("POST", "/api/v1/files?filename=ragged.csv",
                        b"a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n", {"Content-Type": "application/octet-stream"})
    if reply.status == 201:
        assert reply.json()["warnings"], "rows were dropped or padded without a word"
    else:
        reply.problem()
        assert server.files() == before


def test_headers_that_repeat_become_names_that_differ(new_owner):
    person = new_owner()
    done = person.upload("twice.csv", b"name,name,Name\nx,y,z\n")
    names = [column["name"].lower() for column in done["table"]["columns"]]
    assert len(set(names)) == 3
    assert person.sql(f"SELECT * FROM {done['table']['name']}")["rows"] == [["x", "y", "z"]]


def test_a_failed_second_file_leaves_the_first_alone(server, new_owner):
    person = new_owner()
    first = person.upload("good.csv", b"a\n1\n")["connection"]
    before = server.files()
    reply = person.send("POST", f"/api/v1/files?filename=bad.json&connection_id={first['id']}", b'{"a": [',
                        {"Content-Type": "application/octet-stream"})
    reply.problem()
    assert server.files() == before
    assert person.sql("SELECT a FROM good")["rows"] == [[1]]


def test_a_formula_stays_text(new_owner):
    person = new_owner()
    person.upload("formula.csv", b"a\n\"=cmd|' /C calc'!A1\"\n")
    assert person.sql("SELECT a FROM formula")["rows"] == [["=cmd|' /C calc'!A1"]]


def test_an_upload_that_breaks_off_leaves_nothing(server, new_owner):
    import socket
    person = new_owner()
    before = server.files()
    head = (f"POST /api/v1/files?filename=big.csv HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {person.token}\r\n"
            "Content-Type: application/octet-stream\r\nContent-Length: 10000000\r\n\r\n")
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(head.encode() + b"a,b\n1,2\n" * 1000)
    deadline = time.monotonic() + 10
    while server.files() != before:
        assert time.monotonic() < deadline, set(server.files()) - set(before)
        time.sleep(0.05)
    assert person.get("/connections")["connections"] == []


def test_a_file_reaches_no_other_file(new_owner):
    """DuckDB would read any path; the guard and the configuration must not."""
    person = new_owner()
    person.upload("a.csv", b"a\n1\n")
    for sql in ("SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM glob('/*')", "SELECT * FROM read_text('/etc/hostname')",
                "SELECT getenv('HOME')", "SELECT * FROM duckdb_settings()", "INSTALL httpfs", "COPY a TO '/tmp/x.csv'"):
        person.refused("POST", "/queries/sql", {"sql": sql})


def test_json_with_depth(new_owner):
    person = new_owner()
    deep = json.dumps([{"a": 1, "b": {"c": [1, 2, {"d": "x"}]}}]).encode()
    done = person.upload("deep.json", deep)
    assert done["table"]["rows"] == 1
    assert len(person.get("/queries/sample-data/deep")["rows"]) == 1
