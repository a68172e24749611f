"""What was acknowledged stays, however the process ends; and how it ends when asked politely."""
import os
import stat
import threading
import time

import pytest

from client import login, register
from server import run


def test_kill_9_loses_nothing_that_was_acknowledged(own_server):
    person = register(own_server.port)
    shop = person.post("/connections/sample", expect=201)
    table = person.upload("kept.csv", b"a,b\n1,x\n2,y\n")
    asked = person.sql("SELECT count(*) FROM orders", connection_id=shop["id"])
    own_server.kill()
    own_server.start()
    again = login(own_server.port, person.username)
    kept = {connection["id"] for connection in again.get("/connections")["connections"]}
    assert kept == {shop["id"], table["connection"]["id"]}
    assert again.sql("SELECT a FROM kept", connection_id=table["connection"]["id"])["rows"] == [[1], [2]]
    assert asked["id"] in str(again.get("/logs"))


def test_kill_9_under_fire(own_server):
    """Writers go on until the process dies; every answer that came back must still hold."""
    person = register(own_server.port)
    acknowledged = []

    def write(worker):
        for number in range(1000):
            try:
                body = {"role": "viewer", "email": f"w{worker}n{number}@example.com"}
                acknowledged.append(person.post("/invitations", body, expect=201)["code"])
            except (OSError, Exception):
                return

    workers = [threading.Thread(target=write, args=(worker,)) for worker in range(4)]
    for worker in workers:
        worker.start()
    time.sleep(1)
    own_server.kill()
    for worker in workers:
        worker.join()
    own_server.start()
    assert len(acknowledged) > 10
    for number, code in enumerate(acknowledged[:: max(1, len(acknowledged) // 5)]):
        register(own_server.port, username=f"guest{number}", invitation_code=code)


def test_a_half_written_upload_is_gone_after_a_kill(own_server):
    person = register(own_server.port)
    before = own_server.files()
    content = b"a,b,c\n" + b"1,2,3\n" * 3_000_000
    sender = threading.Thread(target=lambda: _ignore(lambda: person.upload("big.csv", content)))
    sender.start()
    time.sleep(0.3)
    own_server.kill()
    sender.join()
    own_server.start()
    again = login(own_server.port, person.username)
    for connection in again.get("/connections")["connections"]:
        assert again.sql("SELECT count(*) FROM big", connection_id=connection["id"])["rows"] == [[3_000_000]]
    if not again.get("/connections")["connections"]:
        assert own_server.files() == before


def _ignore(action):
    try:
        action()
    except Exception:
        pass


def test_asked_to_end_it_finishes_what_it_does(own_server):
    person = register(own_server.port)
    person.post("/connections/sample", expect=201)
    slow = "SELECT count(*) AS n FROM order_items a JOIN order_items b ON a.quantity < b.quantity + a.order_id % 7"
    replies = []
    asking = threading.Thread(target=lambda: replies.append(person.send("POST", "/api/v1/queries/sql", {"sql": slow})))
    asking.start()
    time.sleep(0.15)
    assert own_server.stop() == 0
    asking.join()
    assert replies[0].status == 200, replies
    assert replies[0].json()["row_count"] == 1


def test_an_idle_keep_alive_connection_does_not_hold_it_up(own_server):
    import http.client
    line = http.client.HTTPConnection("127.0.0.1", own_server.port)
    line.request("GET", "/healthz")
    line.getresponse().read()
    begin = time.monotonic()
    assert own_server.stop() == 0
    assert time.monotonic() - begin < 5


def test_sessions_survive_a_restart(own_server):
    person = register(own_server.port)
    assert own_server.stop() == 0
    own_server.start()
    assert person.get("/auth/me")["user"]["username"] == person.username
    assert person.post("/auth/refresh", {"refresh_token": person.refresh_token})["access_token"]


def test_keys_are_for_the_owner_of_the_process_only(own_server):
    register(own_server.port)
    for folder, _, names in os.walk(own_server.data):
        for name in names:
            mode = stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode)
            assert mode & 0o077 == 0, f"{folder}/{name} is {mode:o}"


def test_a_key_that_others_can_read_refuses_to_start(own_server):
    register(own_server.port)
    assert own_server.stop() == 0
    keys = [path for path in own_server.data.rglob("*") if path.is_file() and "key" in path.name]
    assert keys, list(own_server.data.rglob("*"))
    keys[0].chmod(0o644)
    with pytest.raises(AssertionError, match="the server ended"):
        own_server.start()
    assert own_server.process.returncode != 0


def test_a_port_in_use_is_told(own_server, tmp_path):
    done = run("serve", "--port", own_server.port, "--data", tmp_path / "second")
    assert done.returncode != 0
    assert str(own_server.port) in done.stderr + done.stdout


def test_start_up_is_quick(own_server, figure):
    register(own_server.port)
    took = []
    for _ in range(5):
        assert own_server.stop() == 0
        begin = time.monotonic()
        own_server.start()
        took.append((time.monotonic() - begin) * 1000)
    figure(f"start to /readyz with an existing store: {sorted(took)[2]:.0f} ms")
    assert sorted(took)[2] < 1000
