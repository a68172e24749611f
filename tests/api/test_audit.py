"""The audit is a chain that shows what was done to it, and nothing at rest can be read."""
import json
import sqlite3

from client import register
from server import run


def verify(server, *words):
    return run("admin", "audit", "verify", "--data", server.data, *words)


def store_of(server):
    return sqlite3.connect(server.data / "parlance.sqlite")


def asked(server):
    person = register(server.port)
    person.post("/connections/sample", expect=201)
    person.ask("how many orders per status in 2025")
    person.sql("SELECT count(*) FROM customers WHERE name <> 'needle-literal-31'")
    person.refused("POST", "/queries/sql", {"sql": "SELECT pg_sleep(1)"})
    return person


def test_what_was_done_is_in_the_log_and_holds(own_server):
    person = asked(own_server)
    entry = next(item for item in person.get("/logs", text="needle-literal")["items"])
    assert entry["tables"] == ["main.customers"]
    assert "needle-literal-31" in entry["sql"] and entry["executed_sql"]
    assert entry["policies"][0]["identity"]
    assert entry["sequence"] > 1 and entry["node"]
    assert any(item["outcome"] == "failed" for item in person.get("/logs")["items"])
    checked = verify(own_server)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert " hold" in checked.stdout and "BROKEN" not in checked.stdout


def test_the_log_is_narrowed_by_time_and_source(own_server):
    person = asked(own_server)
    items = person.get("/logs")["items"]
    moment = items[2]["at"]
    newer = person.get("/logs", since=moment)["items"]
    older = person.get("/logs", until=moment)["items"]
    assert newer == items[:3] and older == items[3:]
    source = person.get("/connections")["connections"][0]["id"]
    about = person.get("/logs", connection_id=source)["items"]
    assert about and {item["connection_id"] for item in about} == {source}
    assert person.get("/logs", connection_id="another")["items"] == []
    person.refused("GET", "/logs?since=yesterday", status=422)


def test_tampering_is_found_and_named(own_server):
    person = asked(own_server)
    assert own_server.stop() == 0
    seen = own_server.folder / "seen.json"
    seen.write_text(verify(own_server, "--json").stdout)
    with store_of(own_server) as store:
        (record, sequence), = store.execute(
            "SELECT id, sequence FROM audit_log WHERE action = 'ask' AND tenant_id <> ''")
        store.execute("UPDATE audit_log SET outcome = 'refused' WHERE id = ?", [record])
    store.close()
    broken = verify(own_server, "--json")
    assert broken.returncode == 6
    chain = next(each for each in json.loads(broken.stdout)["chains"] if each.get("broken"))
    assert chain["broken"] == {"kind": "edited", "sequence": sequence, "record_id": record}
    told = verify(own_server)
    assert told.returncode == 6 and record in told.stdout
    with store_of(own_server) as store:
        store.execute("DELETE FROM audit_log WHERE sequence >= ? AND tenant_id <> ''", [sequence])
    store.close()
    cut = json.loads(verify(own_server, "--json").stdout)["chains"]
    assert [each["broken"]["kind"] for each in cut if each.get("broken")] == ["truncated"]
    assert verify(own_server, "--seen", seen).returncode == 6


def test_keys_can_be_rotated_and_all_stays_readable(own_server):
    person = asked(own_server)
    assert run("admin", "keys", "rotate", "--data", own_server.data).returncode == 0
    person.sql("SELECT 'after-rotation' AS word")
    assert verify(own_server).returncode == 0
    assert person.get("/logs", text="needle-literal")["items"]
    lines = [json.loads(line) for line in run("admin", "audit", "export", "--data", own_server.data).stdout.splitlines()]
    assert any("needle-literal-31" in line.get("sql", "") for line in lines)
    assert all(line["hash"] and line["mac"] and line["sealed"] for line in lines)


def test_the_store_can_not_be_read_without_its_keys(own_server):
    person = asked(own_server)
    person.ask("which customers are called needle-question-77")
    assert own_server.stop() == 0
    stored = b"".join(path.read_bytes() for path in own_server.data.glob("parlance.sqlite*"))
    for secret in (b"how many orders per status", b"needle-literal-31", b"needle-question-77", b"count(*) FROM customers"):
        assert secret not in stored, secret
    assert b"audit_log" in stored
