"""Dashboards that are sent: to a webhook or by e-mail, with the rights of who owns the schedule."""
import hashlib
import hmac
import json
import sqlite3
import time

import pytest

from client import eventually, invite, register
from receivers import MailSink, Webhook
from server import Server
from test_dashboards import made, put_policy, shop_of, staff_of, tile_of

DAILY = {"every": "day", "at": "08:00", "time_zone": "Europe/Berlin", "door": "webhook"}
FORBIDDEN = "Parlance may not go to the receiver: it lies in a private network, or has no https."
HOSTILE = "<img src=x onerror=alert(1)>"


def scheduled(person, board, **fields):
    return person.post(f"/dashboards/{board['id']}/schedules", {**DAILY, **fields}, expect=201)


def sent(person, board, schedule):
    return person.post(f"/dashboards/{board['id']}/schedules/{schedule['id']}/send")


def only(person, board):
    return person.get(f"/dashboards/{board['id']}/schedules")["schedules"][0]


def make_due(server, schedule, more=""):
    """As if its time had come."""
    with sqlite3.connect(server.data / "parlance.sqlite", timeout=20) as store:
        store.execute(f"UPDATE dashboard_schedules SET next_run_at = ? {more} WHERE id = ?",
                      (int(time.time() * 1e6) - 1, schedule["id"]))


@pytest.fixture(scope="module")
def mail():
    with MailSink() as sink:
        yield sink


@pytest.fixture(scope="module")
def mailing(tmp_path_factory, mail):
    with Server(tmp_path_factory.mktemp("mailing"), "--smtp", mail.url, "--smtp-from", "Parlance <reports@example.org>",
                "--public-url", "https://parlance.example.org") as running:
        yield running
        assert running.stop() == 0


def test_a_webhook_gets_the_rows_signed(server):
    person = shop_of(server)
    board = made(person, tile_of(kind="table", title=HOSTILE), {"kind": "text", "text": "Words"},
                 tile_of("SELECT id FROM orders ORDER BY id", kind="table", title="Long"), title="Sales")
    with Webhook() as hook:
        made_one = scheduled(person, board, url=hook.url)
        schedule, secret = made_one["schedule"], made_one["secret"]
        assert schedule["next_run_at"] and schedule["url"] == hook.url and len(secret) == 64
        assert sent(person, board, schedule) == {"outcome": "sent"}
        path, headers, body = hook.wait()
        assert path == "/hook" and headers["Content-Type"] == "application/json"
        at, mac = (part.split("=")[1] for part in headers["Parlance-Signature"].split(","))
        assert mac == hmac.new(secret.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()
        assert abs(int(at) - time.time()) < 60
        told = json.loads(body)
        assert told["delivery"] == headers["Parlance-Delivery"] and told["schedule_id"] == schedule["id"]
        assert told["dashboard"] == {"id": board["id"], "title": "Sales", "description": ""}
        first, text, long = told["tiles"]
        assert first["title"] == HOSTILE and [column["name"] for column in first["columns"]] == ["status", "orders"]
        assert first["rows"] == person.sql(board["tiles"][0]["sql"])["rows"] and text["text"] == "Words"
        assert len(long["rows"]) == 1000 and long["truncated"]
        hook.status = 500
        failed = sent(person, board, schedule)
        assert failed == {"outcome": "failed", "error": "The receiver answered with the status 500."}
        held = only(person, board)
        assert held["last_outcome"] == "failed" and held["last_error"] == failed["error"] and held["enabled"]
    assert sent(person, board, schedule)["error"] == "The receiver cannot be reached."
    entries = person.get("/logs", door="schedule")["items"]
    assert {entry["action"] for entry in entries} == {"tile", "dashboard_sent"}
    assert [entry["outcome"] for entry in entries if entry["action"] == "dashboard_sent"] == ["failed", "failed", "done"]
    assert secret not in json.dumps(person.get(f"/dashboards/{board['id']}/schedules"))
    for _ in range(3):
        last = person.send("POST", f"/api/v1/dashboards/{board['id']}/schedules/{schedule['id']}/send", {})
    assert last.json()["code"] == "too_many_attempts"


def test_what_is_due_is_sent_once_and_what_fails_again_and_again_is_turned_off(own_server):
    person = shop_of(own_server)
    board = made(person, tile_of())
    with Webhook() as hook:
        schedule = scheduled(person, board, url=hook.url)["schedule"]
        make_due(own_server, schedule)
        hook.wait()
        assert eventually(lambda: only(person, board).get("last_outcome") == "sent")
        assert only(person, board)["next_run_at"] == schedule["next_run_at"]
        hook.status = 503
        make_due(own_server, schedule, ", failures = 3")
        hook.wait(2)
        assert eventually(lambda: only(person, board)["failures"] == 4)
        held = only(person, board)
        assert held["enabled"] and held["next_run_at"] < schedule["next_run_at"]
        assert "stopped_schedules" in person.get(f"/dashboards/{board['id']}")
        make_due(own_server, schedule)
        hook.wait(3)
        assert eventually(lambda: not only(person, board)["enabled"])
        assert person.get(f"/dashboards/{board['id']}")["stopped_schedules"] == 1
        assert "next_run_at" not in only(person, board)
        # Turned on again, it begins anew.
        hook.status = 200
        on = person.call("PUT", f"/dashboards/{board['id']}/schedules/{schedule['id']}", {**DAILY, "url": hook.url, "version": 1})
        assert on["schedule"]["enabled"] and on["schedule"]["failures"] == 0 and "secret" not in on
        assert len(hook.received) == 3


def test_it_is_sent_with_the_rights_of_who_owns_it_as_they_are_then(server, tmp_path):
    owner, analyst, source = staff_of(server, tmp_path)
    board = made(analyst, tile_of("SELECT name, email FROM staff ORDER BY id", connection_id=source, kind="table"),
                 tile_of("SELECT count(*) AS n FROM staff", connection_id=source, kind="number"))
    with Webhook() as hook:
        made_one = scheduled(analyst, board, url=hook.url)
        schedule = made_one["schedule"]
        # The owner of the tenant asks, and it is still the analyst who looks.
        sent(owner, board, schedule)
        tiles = json.loads(hook.wait()[2])["tiles"]
        assert [row[0] for row in tiles[0]["rows"]] == ["Ada", "Ben"] and "ada@" not in json.dumps(tiles)
        put_policy(owner, source, {"default": "deny", "tables": {"plans": {"default": "allow"}}})
        sent(analyst, board, schedule)
        tiles = json.loads(hook.wait(2)[2])["tiles"]
        assert all(tile["rows"] == [] and tile["error"]["code"] for tile in tiles)
        # Whoever changes it sends it with their own rights, and to another place with another secret.
        other = owner.call("PUT", f"/dashboards/{board['id']}/schedules/{schedule['id']}",
                           {**DAILY, "url": hook.url + "/other", "version": 1})
        assert other["schedule"]["owner"] == owner.username and other["secret"] != made_one["secret"]
        sent(owner, board, other["schedule"])
        assert json.loads(hook.wait(3)[2])["tiles"][1]["rows"] == [[3]]


def test_a_schedule_of_somebody_who_left_is_turned_off(own_server):
    owner = shop_of(own_server)
    analyst = invite(owner, "analyst")
    board = made(analyst, tile_of())
    with Webhook() as hook:
        schedule = scheduled(analyst, board, url=hook.url)["schedule"]
        owner.patch(f"/members/{analyst.get('/auth/me')['user']['id']}", {"role": "viewer"})
        make_due(own_server, schedule)
        assert eventually(lambda: not only(owner, board)["enabled"], seconds=20)
        assert only(owner, board)["last_error"] == "Who owns the schedule may not send this dashboard any more."
        assert hook.received == []


def test_wrong_schedules_are_refused(server):
    person = shop_of(server)
    board = made(person, tile_of())
    path = f"/dashboards/{board['id']}/schedules"
    for fields in (
            {"url": "ftp://example.org"}, {"url": "https://a:b@example.org/"}, {"url": "x"},
            {"at": "24:00"}, {"at": "8:00"}, {"at": "ab:cd"}, {"time_zone": "Mars/Base"}, {"time_zone": "../../etc/passwd"},
            {"every": "minutes"}, {"every": "minutes", "minutes": 14}, {"every": "week"}, {"every": "month", "day": 32}, {}):
        person.refused("POST", path, {**DAILY, **({"url": "https://example.org/in"} if "url" not in fields and fields else {}), **fields}, status=422)
    person.refused("POST", path, {**DAILY, "door": "email", "recipients": ["a@example.org"]}, code="mail_not_configured")
    # Where no request may go, none goes.
    inner = scheduled(person, board, url="https://169.254.169.254/latest/meta-data")["schedule"]
    assert sent(person, board, inner)["error"] == FORBIDDEN
    private = scheduled(person, board, url="https://10.0.0.1/in")["schedule"]
    assert sent(person, board, private)["error"] == FORBIDDEN
    for _ in range(8):
        scheduled(person, board, url="https://example.org/in", every="minutes", minutes=15)
    person.refused("POST", path, {**DAILY, "url": "https://example.org/in"}, code="too_many_schedules", status=409)
    analyst, stranger = invite(person, "analyst"), shop_of(server)
    one = f"{path}/{inner['id']}"
    for method, at, body in (("GET", path, None), ("POST", path, {**DAILY, "url": "https://example.org/"}), ("DELETE", one, None),
                             ("PUT", one, {**DAILY, "url": "https://example.org/", "version": 1}), ("POST", one + "/send", {})):
        analyst.refused(method, at, body, code="dashboard_not_yours", status=403)
        stranger.refused(method, at, body, code="dashboard_not_found", status=404)
    person.delete(one)
    person.refused("DELETE", one, code="schedule_not_found", status=404)


def test_a_mail_has_the_tables_and_loads_nothing(mailing, mail):
    person = shop_of(mailing)
    title = "Umsätze " + HOSTILE
    board = made(person, tile_of(kind="table", title=HOSTILE), tile_of("SELECT count(*) AS n FROM orders", kind="number", title="All"),
                 tile_of(f"SELECT '{HOSTILE}' AS x, NULL AS y", kind="table", title="Odd"), {"kind": "text", "text": HOSTILE}, title=title)
    people = ["ada@example.org", "b.o'b+tag@mail.example.org"]
    schedule = scheduled(person, board, door="email", recipients=people)
    assert "secret" not in schedule and schedule["schedule"]["recipients"] == people
    assert person.get(f"/dashboards/{board['id']}/schedules")["has_mail"]
    assert sent(person, board, schedule["schedule"]) == {"outcome": "sent"}
    letter = mail.wait()
    assert letter["from"].startswith("<reports@example.org>") and len(letter["to"]) == 2
    message = letter["message"]
    assert message["Subject"] == title and message["From"] == "Parlance <reports@example.org>"
    assert "ada@example.org" in message["To"] and message["Date"] and message["Message-ID"].endswith("@example.org>")
    html = message.get_body(("html",)).get_content()
    text = message.get_body(("plain",)).get_content()
    orders = str(person.sql("SELECT count(*) FROM orders")["rows"][0][0])
    for form in (html, text):
        assert "shipped" in form and orders in form and "NULL" in form
    assert "<img" not in html and "&lt;img" in html and HOSTILE in text
    assert "https://parlance.example.org/dashboards/" + board["id"] in html
    for loading in ("src=", "url(", "<script", "<link", "<iframe"):
        assert loading not in html.replace("&lt;img src=x", "")
    for wrong in ("x", "a@b@c", "a b@example.org", "a@example.org\r\nBcc: x@y.z", "<a@example.org>", "a@-x"):
        person.refused("POST", f"/dashboards/{board['id']}/schedules", {**DAILY, "door": "email", "recipients": [wrong]}, status=422)


def test_a_mail_server_that_refuses_is_told(mailing, mail):
    person = shop_of(mailing)
    board = made(person, tile_of())
    schedule = scheduled(person, board, door="email", recipients=["refused@example.org"])["schedule"]
    assert sent(person, board, schedule)["error"] == "The mail server did not take the mail."


def test_mails_need_a_sender(tmp_path):
    server = Server(tmp_path, "--smtp", "smtp://127.0.0.1:1")
    with pytest.raises(AssertionError):
        server.start()
    assert "smtp-from" in server.logged() or "sender" in server.logged()
