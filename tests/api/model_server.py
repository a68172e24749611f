"""A model that says what a test tells it to: Chat Completions on this machine, for the roles."""
import dataclasses
import http.server
import json
import threading
import time


@dataclasses.dataclass
class Asked:
    """One request as it came."""
    path: str
    headers: dict
    body: dict

    @property
    def model(self):
        return self.body["model"]

    @property
    def text(self):
        """All that the model was told."""
        return "\n".join(message["content"] for message in self.body["messages"])

    @property
    def key(self):
        return self.headers.get("authorization", "").removeprefix("Bearer ")


@dataclasses.dataclass
class Says:
    """An answer beside the usual: another status, some seconds later, other tokens, or text as it is."""
    answer: object = None
    status: int = 200
    after_s: float = 0
    headers: dict = dataclasses.field(default_factory=dict)
    input_tokens: int = 200
    cached_tokens: int = 0
    output_tokens: int = 40
    finish: str = "stop"


def writes(*statements, cannot="", **more):
    """The SQL role's answer: these candidates, the best first."""
    candidates = [{"reason": "It says so.", "assumptions": [], "sql": sql} for sql in statements]
    return Says({"candidates": candidates, "cannot": cannot, "missing": []}, **more)


class ModelServer:
    """Takes turns as they were told: `says(...)` for the next answers, of which the last one stays;
    `plays(script)` for a function from what was asked to an answer."""

    def __init__(self, key="sk-scripted-31415"):
        self.key = key
        self.asked = []
        self._turns = []
        self._script = None
        self._lock = threading.Lock()
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                server._answer(self)

            def log_message(self, *_):
                pass

        self._http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._http.shutdown()
        self._http.server_close()

    @property
    def base_url(self):
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def says(self, *turns):
        with self._lock:
            self._script = None
            self._turns = list(turns)

    def plays(self, script):
        with self._lock:
            self._script = script

    def provider(self, name="scripted", **more):
        """It as a provider of the settings."""
        return {"name": name, "protocol": "openai_chat", "base_url": self.base_url, "inside": True,
                "key": self.key, **more}

    def settings(self, *roles, model="m1", **more):
        """Settings in which it plays these roles, or all of them."""
        role = {"models": [f"scripted/{model}"], "time_max_s": 20}
        names = roles or ("schema", "sql", "refinement", "dashboard")
        others = {name: {"models": []} for name in ("schema", "sql", "refinement", "dashboard")}
        return {"providers": [self.provider()], "roles": {**others, **{name: role for name in names}}, **more}

    def _next(self, asked):
        with self._lock:
            self.asked.append(asked)
            script = self._script
            if script is None:
                turn = self._turns.pop(0) if len(self._turns) > 1 else self._turns[0] if self._turns else None
                return turn if isinstance(turn, Says) else Says({"ok": True} if turn is None else turn)
        turn = script(asked)
        return turn if isinstance(turn, Says) else Says(turn)

    def _answer(self, handler):
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        headers = {name.lower(): value for name, value in handler.headers.items()}
        asked = Asked(handler.path, headers, body)
        if self.key and asked.key != self.key:
            with self._lock:
                self.asked.append(asked)
            says = Says({"error": {"message": f"Incorrect API key provided: {asked.key}."}}, status=401)
        else:
            says = self._next(asked)
        time.sleep(says.after_s)
        try:
            self._send(handler, asked, says)
        except OSError:
            pass  # whoever asked has left

    def _send(self, handler, asked, says):
        streams = says.status == 200 and bool(asked.body.get("stream"))
        content = says.answer if isinstance(says.answer, str) else json.dumps(says.answer)
        if says.status != 200:
            data = content.encode()
        elif streams:
            data = self._events(asked, content, says)
        else:
            data = json.dumps(self._whole(asked, content, says)).encode()
        handler.send_response(says.status)
        handler.send_header("Content-Type", "text/event-stream" if streams else "application/json")
        handler.send_header("Content-Length", str(len(data)))
        for name, value in says.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    @staticmethod
    def _usage(says):
        return {"prompt_tokens": says.input_tokens, "completion_tokens": says.output_tokens,
                "total_tokens": says.input_tokens + says.output_tokens,
                "prompt_tokens_details": {"cached_tokens": says.cached_tokens}}

    def _whole(self, asked, content, says):
        choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": says.finish}
        return {"id": "c1", "object": "chat.completion", "model": asked.model, "choices": [choice],
                "usage": self._usage(says)}

    def _events(self, asked, content, says):
        base = {"id": "c1", "object": "chat.completion.chunk", "model": asked.model}
        events = [{**base, "choices": [{"index": 0, "delta": {"content": content[at:at + 60]}, "finish_reason": None}]}
                  for at in range(0, len(content), 60)]
        events.append({**base, "choices": [{"index": 0, "delta": {}, "finish_reason": says.finish}],
                       "usage": self._usage(says)})
        lines = [f"data: {json.dumps(event)}\n\n" for event in events] + ["data: [DONE]\n\n"]
        return "".join(lines).encode()
