#!/usr/bin/env python3
"""What the MCP endpoint does in a second, beside the reference server in JavaScript, and how long a call over pipes
takes (see ./dev bench mcp). Both servers are asked in turns in one run, for machines drift; wrk asks, on the same
cores."""
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/mcp"))

from conftest import NODE, Product, free_port  # noqa: E402
from pipes import Pipes  # noqa: E402

ROUNDS, SECONDS, CALLS = 3, 4, 500
SCRIPT = """
wrk.method = "POST"
wrk.body = [[%s]]
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Accept"] = "application/json, text/event-stream"
wrk.headers["MCP-Protocol-Version"] = "2026-07-28"
wrk.headers["Mcp-Method"] = "tools/call"
wrk.headers["Mcp-Name"] = "search_schema"
wrk.headers["Authorization"] = "Bearer %s"
"""
CALL = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
    "_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28",
              "io.modelcontextprotocol/clientCapabilities": {}},
    "name": "search_schema", "arguments": {"query": "orders"}}})


def rate(url, script):
    told = subprocess.run(["wrk", "-t1", "-c16", f"-d{SECONDS}", "-s", script, url],
                          check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in told, told
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])


def pipes(shop):
    asked = Pipes("--source", f"sqlite:{shop}")
    asked.call("search_schema", query="orders")
    took = []
    for _ in range(CALLS):
        begin = time.perf_counter()
        asked.call("search_schema", query="orders")
        took.append((time.perf_counter() - begin) * 1000)
    asked.end()
    return statistics.median(took), statistics.quantiles(took, n=100)[98]


def main():
    with tempfile.TemporaryDirectory() as folder:
        product = Product(pathlib.Path(folder))
        script = pathlib.Path(folder) / "call.lua"
        script.write_text(SCRIPT % (CALL, product.key))
        port = free_port()
        reference = subprocess.Popen([NODE, ROOT / "tests/mcp/blueprint-server.mjs", "--port", str(port)],
                                     stderr=subprocess.DEVNULL)
        time.sleep(1)
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(rate(product.url, script))
            theirs.append(rate(f"http://127.0.0.1:{port}/mcp", script))
        reference.terminate()
        reference.wait()
        median, slow = pipes(product.shop)
        product.server.stop()
    print(f"tools/call search_schema over HTTP: {statistics.median(ours):,.0f} req/s   aim > 10,000")
    print(f"the reference server, which looks nothing up: {statistics.median(theirs):,.0f} req/s")
    print(f"ratio: {statistics.median(a / b for a, b in zip(ours, theirs)):.2f}")
    print(f"tools/call search_schema over pipes: {median:.2f} ms, 99 of 100 below {slow:.2f} ms   aim < 1 ms")


main()
