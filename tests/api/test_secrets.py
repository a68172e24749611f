"""No secret and no row of a tenant leaves by the log, an error or a file in clear."""
from client import PASSWORD, register


def test_nothing_secret_is_logged_or_stored_in_clear(own_server, postgres):
    person = register(own_server.port, email="secret.mail@example.com")
    person.post("/connections", postgres.connection("store"), expect=201)
    person.post("/connections/test", postgres.connection("store", password="wrong-password-577"))
    person.refused("POST", "/auth/login", {"username": person.username, "password": "guess-of-a-stranger-12"})
    canary = person.upload("canary.csv", b"name\nrow-canary-8861\n")["connection"]
    assert person.sql("SELECT name FROM canary", connection_id=canary["id"])["rows"] == [["row-canary-8861"]]
    person.send("GET", "/api/v1/auth/me?access_token=token-in-a-query-99")
    renewed = person.post("/auth/refresh", {"refresh_token": person.refresh_token})
    secrets = [PASSWORD, "reader-pass-2718", "wrong-password-577", "guess-of-a-stranger-12", "row-canary-8861",
               "token-in-a-query-99", person.token, person.refresh_token, renewed["refresh_token"]]
    assert own_server.stop() == 0
    logged = own_server.logged()
    assert [secret for secret in secrets if secret in logged] == []
    stored = b"".join(path.read_bytes() for path in own_server.data.rglob("*")
                      if path.is_file() and path.suffix not in (".duckdb", ".csv"))
    kept = [secret for secret in secrets if secret.encode() in stored and secret != "row-canary-8861"]
    assert kept == []


def test_the_log_is_json_with_request_ids(own_server):
    import json
    person = register(own_server.port)
    request_id = person.send("GET", "/api/v1/auth/me").headers["X-Request-Id"]
    assert own_server.stop() == 0
    lines = [json.loads(line) for line in own_server.logged().splitlines() if line.startswith("{")]
    assert any(request_id in str(line) for line in lines)


def test_errors_name_no_files_and_no_driver(shop):
    for sql in ("SELECT 1/0 FROM orders", "SELECT abs('x') FROM no_table", "SELECT CAST('x' AS integer)",
                "SELECT zeroblob(9999999999)"):
        reply = shop.send("POST", "/api/v1/queries/sql", {"sql": sql})
        text = reply.body.decode().lower()
        for leak in ("/tmp", "sqlite3", "libpq", "pqexec", ".cpp", "std::", "errno"):
            assert leak not in text, (sql, text)
