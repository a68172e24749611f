"""A double of the model providers that others wrote: it speaks their wire formats as they do."""
import http.client
import json
import pathlib
import subprocess
import time

from server import ROOT, free_port

CLI = ROOT / "tests/models/node_modules/@copilotkit/aimock/dist/cli.js"
NODE = ROOT / "build/tools/node/node"


class Double:
    """Answers what its fixtures say: what stands in the question, and what comes."""

    def __init__(self, folder):
        self.port = free_port()
        self.file = pathlib.Path(folder) / "fixtures.json"  # it does not start without any
        self.file.write_text(json.dumps({"fixtures": [{"match": {"userMessage": "-"}, "response": {"content": "-"}}]}))

    def __enter__(self):
        assert CLI.exists(), f"{CLI} is missing: npm ci in tests/models"
        self.process = subprocess.Popen(
            [NODE, CLI, "-p", str(self.port), "-f", self.file, "--log-level", "silent", "--strict"])
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                self._ask("GET", "/health")
                return self
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the double did not start")

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def answers(self, fixtures):
        """From now on, as if it had just begun."""
        self._ask("POST", "/__aimock/reset")
        self._ask("POST", "/__aimock/fixtures", {"fixtures": fixtures})

    def requests(self):
        """The requests that came, as the double noted them."""
        return self._ask("GET", "/__aimock/journal")

    def _ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.request(method, path, json.dumps(body or {}), {"Content-Type": "application/json"})
        reply = connection.getresponse()
        assert reply.status < 300, (path, reply.status, reply.read())
        return json.loads(reply.read())


#: Where each protocol stands below the double's address.
BASES = {"openai_chat": "/v1", "openai_responses": "/v1", "anthropic": "", "gemini": "/v1beta"}


def settings(port, protocol, key, streams=True, **more):
    """Settings in which every role is played by the double."""
    provider = {
        "name": "double", "protocol": protocol, "base_url": f"http://127.0.0.1:{port}{BASES[protocol]}",
        "key": key, "inside": True, "streams": streams}
    role = {"models": ["double/m"], "time_max_s": more.pop("time_max_s", 10)}
    return {
        "providers": [provider],
        "roles": {name: role for name in ("schema", "sql", "refinement", "dashboard")},
        "prices": [{"model": "m", "input": 1, "cached": 0.1, "output": 4}], **more}
