"""What the tests share: one server, one private PostgreSQL, tenants as many as they like."""
import pytest

from client import Client, register
from postgres import Postgres
from server import BINARY, Server, run

_figures = []


def pytest_configure():
    if not BINARY.exists():
        pytest.exit(f"{BINARY} is missing: ./dev build", returncode=1)


def pytest_terminal_summary(terminalreporter):
    for figure in _figures:
        terminalreporter.write_line(figure)


@pytest.fixture(scope="session")
def figure():
    """Notes a measured figure for the end of the report."""
    return _figures.append


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("server")) as running:
        yield running
        assert running.stop() == 0


@pytest.fixture
def own_server(tmp_path):
    """A server for one test that stops or fills it."""
    with Server(tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def anybody(server):
    return Client(server.port)


@pytest.fixture
def new_owner(server):
    return lambda **more: register(server.port, **more)


@pytest.fixture(scope="module")
def owner(server):
    return register(server.port)


@pytest.fixture(scope="module")
def shop(owner):
    """An owner whose default connection is the sample shop."""
    owner.post("/connections/sample", expect=201)
    return owner


@pytest.fixture(scope="session")
def postgres():
    running = Postgres()
    try:
        running.start()
        running.psql(
            "CREATE ROLE reader LOGIN PASSWORD 'reader-pass-2718';"
            "CREATE ROLE writer LOGIN PASSWORD 'writer-pass-1618';"
            "CREATE DATABASE store;")
        running.psql(
            "CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL, country text, vip boolean);"
            "CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers,"
            " total numeric(12,2), placed_at timestamptz, note jsonb);"
            "COMMENT ON TABLE orders IS 'What people bought';"
            "INSERT INTO customers SELECT n, 'Customer ' || n, (ARRAY['DE','FR','AT'])[1 + n % 3],"
            " n % 10 = 0 FROM generate_series(1, 300) n;"
            "INSERT INTO orders SELECT n, 1 + n % 300, n * 0.25, timestamptz '2026-01-01' +"
            " n * interval '1 hour', jsonb_build_object('n', n) FROM generate_series(1, 20000) n;"
            "ANALYZE;"
            "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;"
            "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO writer;", "store")
        yield running
    finally:
        running.remove()


@pytest.fixture(scope="session")
def shop_file(tmp_path_factory):
    """The sample shop as a file, for the command line."""
    path = tmp_path_factory.mktemp("shop") / "shop.sqlite"
    assert run("sample", path).returncode == 0
    return path
