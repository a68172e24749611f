"""The bridge between pipes and a server, where the server is none or a strange one."""
import http.server
import select
import threading

import pytest

from pipes import Pipes


class Strange(http.server.BaseHTTPRequestHandler):
    """What stands where a server should be: answers as the path of its address says."""
    replies = {
        "/page/mcp": (502, "text/html", b"<h1>Bad gateway</h1>"),
        "/object/mcp": (404, "application/json", b'{"detail": "Not Found"}'),
        "/broken/mcp": (200, "application/json", b'{"jsonrpc": "2.0", "id": 1, "result": {'),
        "/stream/mcp": (200, "text/event-stream", b"data: [DONE]\n\ndata: {oh\n\n"),
        "/nothing/mcp": (200, "application/json", b""),
    }

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        status, kind, body = self.replies[self.path]
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def strange():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Strange)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize("method", ["initialize", "ping"])
@pytest.mark.parametrize("path", [path.removesuffix("/mcp") for path in Strange.replies])
def test_a_bridge_answers_whatever_stands_behind_it(strange, path, method):
    pipes = Pipes("--url", strange + path, "--api-key", "prlk_any")
    for number in (1, 2):
        pipes.send({"id": number, "method": method, "params": {}})
        ready, _, _ = select.select([pipes.process.stdout], [], [], 10)
        assert ready, "nobody answered"
        reply = pipes.read()
        assert reply["id"] == number and reply["error"]["code"] == -32000
    assert pipes.end() == 0
