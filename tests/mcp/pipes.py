"""`parlance mcp` as a client meets it: lines in, lines out."""
import itertools
import json
import subprocess

from conftest import BINARY

META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
}


class Pipes:
    def __init__(self, *words, **options):
        self.numbers = itertools.count(1)
        self.told = []  # what came beside the answers
        self.process = subprocess.Popen(
            [BINARY, "mcp", *map(str, words)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, bufsize=1, **options)

    def send(self, message):
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")

    def read(self):
        return json.loads(self.process.stdout.readline())

    def ask(self, method, meta=None, **params):
        """A request of the modern era; gives its whole answer."""
        number = next(self.numbers)
        self.send({"id": number, "method": method,
                   "params": {"_meta": {**META, **(meta or {})}, **params}})
        while (reply := self.read()).get("id") != number:
            self.told.append(reply)
        return reply

    def call(self, tool, **arguments):
        """What a tool gives, as text, and whether it is an error."""
        result = self.ask("tools/call", name=tool, arguments=arguments)["result"]
        return result["content"][0]["text"], result.get("isError", False)

    def end(self):
        self.process.stdin.close()
        return self.process.wait(20)
