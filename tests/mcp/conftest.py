"""What the checks of the MCP endpoint share: servers, tokens, and the pinned programs of npm."""
import os
import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "api"))

from client import register  # noqa: E402
from server import BINARY, ROOT, Server, free_port  # noqa: E402

FIXTURES = BINARY.parent / "parlance-mcp-fixtures"
NODE = ROOT / "build/tools/node/node"
SECRET = "conformance-only"


def node(*words, **options):
    """A program of JavaScript, to its end."""
    home = options.pop("home", None)
    env = {**os.environ, "PATH": f"{NODE.parent}:{os.environ['PATH']}", "NO_COLOR": "1"}
    if home:
        env["HOME"] = str(home)
    options = {"capture_output": True, "text": True, "timeout": 240, "cwd": HERE, **options}
    return subprocess.run([NODE, *map(str, words)], env={**env, **options.pop("env", {})}, **options)


def passed(done):
    """The program found nothing wrong; what it printed tells what, if it did."""
    wrong = [line for line in done.stdout.splitlines() if not line.startswith(("ok ", "✓"))]
    assert done.returncode == 0, "\n".join(wrong[-60:]) + done.stderr[-3000:]
    return done


def minted(audience, tenant, scope="parlance:read"):
    return node("mint-jwt.mjs", SECRET, audience, tenant, scope).stdout.strip()


class Fixtures:
    """The server of the tests' own build."""

    def __init__(self, folder, *more):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/mcp"
        words = [FIXTURES, str(self.port), str(folder / "data"), *more]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline().startswith("listening")

    def stop(self):
        self.process.terminate()
        assert self.process.wait(20) == 0


@pytest.fixture(scope="session")
def open_fixtures(tmp_path_factory):
    server = Fixtures(tmp_path_factory.mktemp("open"), "open")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def fixtures(tmp_path_factory):
    server = Fixtures(tmp_path_factory.mktemp("fixtures"))
    yield server
    server.stop()


class Product:
    """The binary that ships, with the sample shop and an API key that may read."""

    def __init__(self, folder):
        self.server = Server(folder).start()
        self.url = f"http://127.0.0.1:{self.server.port}/mcp"
        self.owner = register(self.server.port)
        self.owner.post("/connections/sample", expect=201)
        made = self.owner.post("/api-keys", {"name": "checks", "scopes": ["read"]}, expect=201)
        self.key = made["key"]
        self.shop = next((self.server.data / "tenants").glob("*/sample-shop.sqlite"))


@pytest.fixture(scope="session")
def product(tmp_path_factory):
    made = Product(tmp_path_factory.mktemp("product"))
    yield made
    made.server.stop()
