"""A team is deleted for ever, and nothing of it is left."""
import concurrent.futures
import sqlite3
import time

from client import PASSWORD, Client, invite, login, register
from server import run


def fill(owner):
    """Something of much that a tenant can have."""
    owner.post("/connections/sample", expect=201)
    source = owner.upload("secret-plans.csv", b"plan,price\ninvasion,12\n")["connection"]["id"]
    owner.ask("how many orders are there")
    owner.post("/dashboards", {"title": "Secret board", "tiles": [{"kind": "text", "text": "secret tile"}]}, expect=201)
    owner.post("/knowledge/verified", {"connection_id": source, "question": "q", "sql": "SELECT 1"}, expect=201)
    owner.post("/invitations", {"role": "viewer"}, expect=201)


def rows_with(store, text):
    """The tables in which a row has this text."""
    tables = [name for (name,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {table for table in tables for row in store.execute(f"SELECT * FROM {table}") if text in row}


def test_a_team_goes_with_all_that_it_has(own_server):
    owner, other = register(own_server.port, tenant_name="Doomed"), register(own_server.port)
    member, elsewhere = invite(owner, "analyst"), invite(owner, "viewer")
    code = other.post("/invitations", {"role": "viewer"}, expect=201)["code"]
    joining = {"username": elsewhere.username, "password": PASSWORD, "invitation_code": code}
    Client(own_server.port).post("/auth/register", joining, expect=201)
    fill(owner)
    fill(other)
    key = Client(own_server.port, owner.post("/api-keys", {"name": "k", "scopes": ["read"]}, expect=201)["key"])
    tenant = owner.get("/tenant")["id"]
    folder = own_server.data / "tenants" / tenant
    assert any(folder.iterdir())
    with sqlite3.connect(own_server.data / "parlance.sqlite") as store:
        wrapped = [key for (key,) in store.execute("SELECT wrapped_key FROM tenant_keys WHERE tenant_id = ?", [tenant])]
        assert wrapped and len(rows_with(store, tenant)) > 15
    owner.post("/tenant/delete", {"name": "Doomed", "password": PASSWORD}, expect=204)
    for person in (owner, member, elsewhere, key):
        person.refused("GET", "/auth/me", status=401)
    for gone in (owner, member):
        body = {"username": gone.username, "password": PASSWORD}
        Client(own_server.port).refused("POST", "/auth/login", body, "invalid_credentials", 401)
    assert login(own_server.port, elsewhere.username).get("/auth/me")["tenant"]["id"] == other.get("/tenant")["id"]
    assert not folder.exists()
    with sqlite3.connect(own_server.data / "parlance.sqlite") as store:
        assert rows_with(store, tenant) == rows_with(store, wrapped[0]) == set()
        assert rows_with(store, owner.username) <= {"audit_log"}  # the refused sign-in of just now
        assert store.execute("SELECT count(*) FROM audit_log WHERE action = 'tenant_deleted'").fetchone() == (1,)
    # The other team is unharmed, also after a restart, and the whole audit holds.
    assert own_server.stop() == 0
    own_server.start()
    again = login(own_server.port, other.username)
    assert len(again.get("/connections")["connections"]) == 2
    assert again.ask("how many orders are there")["sql"]
    assert run("admin", "audit", "verify", "--data", own_server.data).returncode == 0


def test_what_runs_ends_and_leaves_nothing(own_server):
    owner = register(own_server.port, tenant_name="Busy")
    source = owner.upload("numbers.csv", b"n\n" + b"".join(b"%d\n" % n for n in range(2000)))["connection"]["id"]
    tenant = owner.get("/tenant")["id"]
    slow = {"sql": "SELECT count(*) FROM numbers a, numbers b, numbers c WHERE a.n + c.n < 0", "connection_id": source}
    with concurrent.futures.ThreadPoolExecutor() as pool:
        running = pool.submit(owner.send, "POST", "/api/v1/queries/sql", slow)
        time.sleep(1)
        assert not running.done()
        owner.post("/tenant/delete", {"name": "Busy", "password": PASSWORD}, expect=204)
        assert running.result(timeout=10).status >= 400
    time.sleep(1)  # what is written later would have been by now
    with sqlite3.connect(own_server.data / "parlance.sqlite") as store:
        assert rows_with(store, tenant) == set()
    assert not (own_server.data / "tenants" / tenant).exists()


def test_only_an_owner_who_means_it_deletes_a_team(server, new_owner):
    owner = new_owner(tenant_name="Kept")
    admin = invite(owner, "admin")
    right = {"name": "Kept", "password": PASSWORD}
    admin.refused("POST", "/tenant/delete", right, "forbidden", 403)
    for faulty, pointer in (({"name": "kept", "password": PASSWORD}, "/name"), ({"name": "Kept"}, "/password"),
                            ({"name": "Kept", "password": "wrong horse"}, "/password")):
        problem = owner.refused("POST", "/tenant/delete", faulty, "invalid_fields", 422)
        assert [each["pointer"] for each in problem["errors"]] == [pointer]
    key = owner.post("/api-keys", {"name": "k", "scopes": ["admin"]}, expect=201)["key"]
    Client(server.port, key).refused("POST", "/tenant/delete", right, status=403)
    log = owner.get("/logs", text="tenant_deleted")["items"]
    assert [each["outcome"] for each in log] == ["refused"]
    # Guessing a password is slow here, too.
    codes = {owner.refused("POST", "/tenant/delete", {**right, "password": f"guess {n}"})["code"] for n in range(12)}
    assert "too_many_attempts" in codes
    assert owner.get("/tenant")["name"] == "Kept"
