"""OpenID providers, and browsers that go there: what the tests of signing in elsewhere need."""
import http.client
import json
import re
import subprocess
import urllib.parse

from client import API, Client
from server import ROOT, free_port

FOLDER = ROOT / "tests/oidc"
NODE = ROOT / "build/tools/node/node"
SECRET = "a secret of the tests, long enough"


class Provider:
    """A script of tests/oidc as a process."""

    def __init__(self, script, *words):
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.command = [NODE, FOLDER / script, str(self.port), *words]

    def __enter__(self):
        assert (FOLDER / "node_modules").exists(), "npm ci in tests/oidc"
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout.readline().strip() == "ready", "the provider did not start"
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def ask(self, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("POST" if body is not None else "GET", path, json.dumps(body) if body is not None else None)
        return json.loads(connection.getresponse().read())

    def say(self, **lies):
        self.ask("/say", lies)


class Browser:
    """Keeps cookies for each host, as browsers do, and comes from pages of its own server."""

    def __init__(self, port):
        self.port, self.cookies = port, {}
        self.origin = f"http://127.0.0.1:{port}"
        self.address = Client(port).address

    def fetch(self, method, url, body=None, headers=None):
        parts = urllib.parse.urlsplit(url)
        jar = self.cookies.setdefault(parts.netloc, {})
        headers = dict(headers or {})
        if jar:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())
        connection = http.client.HTTPConnection(parts.netloc, timeout=20, source_address=(self.address, 0))
        connection.request(method, parts.path + ("?" + parts.query if parts.query else ""), body, headers)
        reply = connection.getresponse()
        for name, value in reply.getheaders():
            if name.lower() == "set-cookie":
                pair, *rest = value.split(";")
                key, _, content = pair.partition("=")
                gone = any(each.strip().lower() in ("max-age=0",) for each in rest) or not content
                jar.pop(key, None) if gone else jar.__setitem__(key, content)
        return reply.status, reply.headers, reply.read().decode(errors="replace")

    def call(self, path, body, expect=200, token=None):
        headers = {"Content-Type": "application/json", "Origin": self.origin}
        if token:
            headers["Authorization"] = "Bearer " + token
        status, _, text = self.fetch("POST", self.origin + API + path, json.dumps(body), headers)
        assert status == expect, (path, status, text[:2000])
        return json.loads(text)

    def begin(self, provider_id, **more):
        return self.call("/auth/oidc/begin", {"provider_id": provider_id, **more})["redirect_to"]

    def visit(self, url, login):
        """Goes through the provider's own pages as `login`; gives the address that it leads back to."""
        for _ in range(12):
            if url.startswith(self.origin):
                return url
            status, headers, text = self.fetch("GET", url)
            while status in (302, 303):
                url = urllib.parse.urljoin(url, headers["Location"])
                if url.startswith(self.origin):
                    return url
                status, headers, text = self.fetch("GET", url)
            action = urllib.parse.urljoin(url, re.search(r'action="([^"]+)"', text)[1])
            form = {"prompt": re.search(r'name="prompt" value="(\w+)"', text)[1], "login": login, "password": "x"}
            sent = {"Content-Type": "application/x-www-form-urlencoded"}
            status, headers, text = self.fetch("POST", action, urllib.parse.urlencode(form), sent)
            assert status in (302, 303), (status, text[:500])
            url = urllib.parse.urljoin(action, headers["Location"])
        raise AssertionError("the provider leads nowhere")

    def finish(self, query, expect=200, **changes):
        fields = {name: value for name, value in {**query, **changes}.items()
                  if value is not None and name in ("state", "code", "iss", "error")}
        return self.call("/auth/oidc/finish", fields, expect)


def query_of(url):
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query))


def sign_in_settings(issuer, **more):
    return {"version": 0, "name": "Example login", "issuer": issuer, "client_id": "parlance",
            "client_secret": SECRET, "domains": ["example.org"], "newcomers": "analyst", "enabled": True, **more}
