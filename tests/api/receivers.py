"""Where dashboards are sent to in tests: a webhook and a mail server, on this machine."""
import email
import email.policy
import http.server
import socketserver
import threading
import time


class _Running:
    """A server on a thread of its own, with what it received."""

    def __init__(self, server):
        self.received = []
        self.server = server
        self.server.home = self
        self.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()

    def wait(self, count=1, seconds=20):
        deadline = time.monotonic() + seconds
        while len(self.received) < count and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(self.received) >= count, self.received
        return self.received[count - 1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class _Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.home.received.append((self.path, self.headers, body))
        self.send_response(self.server.home.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Webhook(_Running):
    status = 200

    def __init__(self):
        super().__init__(http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Hook))

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/hook"


class _Smtp(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 sink")
        mail = {"to": []}
        while line := self.rfile.readline():
            word = line.decode().strip()
            verb = word[:4].upper()
            if verb in ("EHLO", "HELO"):
                self.say("250 sink")
            elif verb == "MAIL":
                mail["from"] = word.split(":", 1)[1]
                self.say("250 ok")
            elif verb == "RCPT":
                mail["to"].append(word.split(":", 1)[1])
                self.say("550 nobody here" if "refused@" in word else "250 ok")
            elif verb == "DATA":
                self.say("354 go on")
                mail["message"] = self.message()
                self.server.home.received.append(mail)
                self.say("250 taken")
            elif verb == "QUIT":
                return self.say("221 bye")
            else:
                self.say("500 what")

    def message(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        return email.message_from_bytes(b"".join(lines), policy=email.policy.default)

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")


class MailSink(_Running):
    def __init__(self):
        socketserver.ThreadingTCPServer.allow_reuse_address = True
        super().__init__(socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Smtp))

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"
