"""The official conformance suites, the Inspector, both client libraries and the checks of the wire
against the MCP endpoint."""
import json
import os
import socket
import subprocess
import time

import pytest

from conftest import BINARY, HERE, NODE, minted, node, passed
from server import free_port

CONFORMANCE = HERE / "node_modules/@modelcontextprotocol/conformance/dist/index.js"
INSPECTOR = HERE / "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js"
REVISIONS = ["2025-11-25", "2026-07-28"]


def conformance(url, revision, folder, *more):
    return node(CONFORMANCE, "server", "--url", url, "--requirements", revision, "-o", folder, *more)


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_scored_scenario_passes_with_the_fixtures(open_fixtures, revision, tmp_path):
    passed(conformance(open_fixtures.url, revision, tmp_path))


@pytest.fixture(scope="module")
def behind_a_token(product):
    """The suites cannot send a token; a proxy puts it on."""
    port = free_port()
    words = [NODE, "auth-proxy.mjs", str(port), product.url.removesuffix("/mcp"), product.key]
    proxy = subprocess.Popen(words, cwd=HERE, stdout=subprocess.DEVNULL)
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/mcp"
    proxy.terminate()
    proxy.wait()


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_product_misses_nothing_but_the_fixtures(behind_a_token, revision, tmp_path):
    known = HERE / f"baseline-nofixtures-{revision}.yml"
    passed(conformance(behind_a_token, revision, tmp_path, "--expected-failures", known))


def test_wire_with_fixtures_and_tokens(fixtures):
    passed(node(
        "wire-checks.mjs", fixtures.url, "--tool", "run_sql", "--args", '{"sql":"select 1"}',
        "--bad-args", "{}", "--progress-tool", "test_tool_with_progress",
        "--token", minted(fixtures.url, "t1"), "--token2", minted(fixtures.url, "t2"),
        "--wrong-aud", minted("http://other.example/mcp", "t1"),
        "--no-scope", minted(fixtures.url, "t1", "other:scope")))


@pytest.mark.parametrize("tool,args", [
    ("run_sql", {"sql": "select 1"}),
    ("search_schema", {"query": "orders"}),
    ("ask", {"question": "how many orders per status"}),
])
def test_wire_of_the_product(product, tool, args):
    passed(node(
        "wire-checks.mjs", product.url, "--tool", tool, "--args", json.dumps(args),
        "--bad-args", "{}", "--token", product.key))


def local(product):
    return f"{BINARY} mcp --source sqlite:{product.shop}"


def bridged(product):
    return f"{BINARY} mcp --url {product.url.removesuffix('/mcp')}"


@pytest.mark.parametrize("command", [local, bridged])
def test_stdio(product, command):
    passed(node("stdio-checks.mjs", command(product), env={"PARLANCE_API_KEY": product.key}))


@pytest.mark.parametrize("era", ["modern", "legacy"])
def test_inspector_over_http(product, era, tmp_path):
    def inspector(*words):
        done = node(
            INSPECTOR, "--cli", "--server-url", product.url, "--transport", "http",
            "--protocol-era", era, "--header", f"Authorization: Bearer {product.key}",
            *words, "--format", "json", "-q", home=tmp_path)
        return passed(done).stdout
    inspector("--method", "tools/list", "--strict")
    told = inspector("--method", "tools/call", "--tool-name", "run_sql", "--tool-args-json",
                     '{"sql":"select 41 + 1 as n"}')
    assert "42" in told
    assert "overview" in inspector("--method", "resources/list")
    assert "orders" in inspector("--method", "resources/read", "--uri", "parlance://schema/overview")
    assert "explore_source" in inspector("--method", "prompts/list")


@pytest.mark.parametrize("era", ["modern", "legacy"])
def test_inspector_over_stdio(product, era, tmp_path):
    passed(node(
        INSPECTOR, "--cli", "--protocol-era", era, "--method", "tools/list", "--format", "json",
        "-q", *local(product).split(), home=tmp_path))


CALLS = [
    ("search_schema", {"query": "revenue"}),
    ("describe_tables", {"tables": ["orders", "customers"]}),
    ("sample_rows", {"table": "orders"}),
    ("analyze_question", {"question": "revenue of German customers"}),
    ("ask", {"question": "how many orders per status"}),
    ("run_sql", {"sql": "select * from orders order by id"}),
]


@pytest.mark.parametrize("client", ["client-v1.mjs", "client-v2.mjs"])
@pytest.mark.parametrize("tool,args", CALLS)
def test_clients_take_the_structured_content(product, client, tool, args):
    done = passed(node(
        client, product.url, "--token", product.key, "--tool", tool, "--args", json.dumps(args)))
    assert json.loads(done.stdout)["structured_valid"] is True
    assert "note:" not in done.stderr


@pytest.mark.parametrize("client", ["client-v1.mjs", "client-v2.mjs"])
@pytest.mark.parametrize("command", [local, bridged])
def test_clients_over_stdio(product, client, command):
    os.environ["PARLANCE_API_KEY"] = product.key  # the libraries hand on what they are told
    done = passed(node(
        client, "--stdio", command(product) + f" --api-key {product.key}" * (command is bridged),
        "--tool", "run_sql", "--args", '{"sql":"select 1"}'))
    assert json.loads(done.stdout)["structured_valid"] is True
