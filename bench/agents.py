"""What the router costs, and how many questions wait for a slow model at once (see ./dev bench agents).

The model is a scripted one in this process: what it takes is known, so what is left is ours.
"""
import asyncio
import json
import os
import statistics
import time

QUESTION = "which towns have the most loyal clientele, number {}"
SQL = "SELECT city, count(*) AS n FROM customers GROUP BY city ORDER BY n DESC LIMIT {}"


def model_reply(number):
    content = json.dumps({
        "candidates": [
            {"sql": SQL.format(number % 40 + 1), "reason": "towns by customers", "assumptions": []},
            {"sql": "SELECT city, count(*) FROM customers GROUP BY 1", "reason": "all", "assumptions": []},
        ], "cannot": "", "missing": []})
    return json.dumps({
        "choices": [{"message": {"content": content}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 900, "completion_tokens": 80}}).encode()


def http(head, body):
    return b"\r\n".join([*head, b"Content-Type: application/json", b"Content-Length: %d" % len(body), b"", body])


async def message(reader):
    """One HTTP message with a Content-Length or in chunks: its first line and its body."""
    head = await reader.readuntil(b"\r\n\r\n")
    lower = head.lower()
    if b"transfer-encoding: chunked" in lower:
        body = b""
        while size := int(await reader.readline(), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
    else:
        at = lower.find(b"content-length:")
        size = int(lower[at + 15:lower.index(b"\r\n", at)]) if at >= 0 else 0
        body = await reader.readexactly(size)
    return head.split(b"\r\n", 1)[0], body


class Model:
    """Chat Completions that answer after a while."""

    def __init__(self):
        self.pause = 0
        self.asked = 0

    async def serve(self, reader, writer):
        try:
            while True:
                await message(reader)
                self.asked += 1
                number = self.asked
                if self.pause:
                    await asyncio.sleep(self.pause)
                writer.write(http([b"HTTP/1.1 200 OK"], model_reply(number)))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


class Asker:
    """One person's connection."""

    def __init__(self, port, token):
        self.port = port
        self.head = [
            b"POST /api/v1/queries/ask HTTP/1.1", b"Host: 127.0.0.1", b"Authorization: Bearer " + token.encode()]

    async def open(self):
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        return self

    async def ask(self, number):
        """The answer, and the milliseconds that it took."""
        body = json.dumps({"question": QUESTION.format(number), "cache": "bypass"}).encode()
        begin = time.perf_counter()
        self.writer.write(http(self.head, body))
        status, reply = await message(self.reader)
        took = (time.perf_counter() - begin) * 1000
        if b" 200 " not in status:
            raise RuntimeError(f"{status.decode()}: {reply[:300].decode()}")
        return json.loads(reply), took


def processor_ms(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        user, system = stat.read().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")


def percentile(values, share):
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def of_model(answer):
    return sum(step["ms"] for step in answer["provenance"]["steps"])


async def overhead(asker, count=400):
    ours, inside = [], []
    for number in range(count):
        answer, took = await asker.ask(number)
        assert answer["provenance"]["author"] == "model", answer
        ours.append(took - of_model(answer))
        inside.append(answer["timings"]["total_ms"] - of_model(answer))
    return ours[count // 10:], inside[count // 10:]


async def crowd(askers, rounds, memory_of):
    """Everybody asks at once, again and again; milliseconds, and the memory after each round."""
    took, memory = [], []
    for each in range(rounds):
        replies = await asyncio.gather(
            *(asker.ask(each * len(askers) + at) for at, asker in enumerate(askers)))
        took.append([ms for _, ms in replies])
        memory.append(memory_of())
    return took, memory


def settings(port):
    role = {"models": ["here/m"]}
    return {
        "providers": [{
            "name": "here", "protocol": "openai_chat", "base_url": f"http://127.0.0.1:{port}/v1",
            "inside": True, "streams": False, "at_once_max": 512}],
        "roles": {name: role for name in ("schema", "sql", "refinement", "dashboard")},
        "prices": [{"model": "m", "input": 1, "cached": 0.1, "output": 4}],
    }


async def measure(scratch, tell, resident_mb):
    from client import register
    from server import Server
    model = Model()
    async with await asyncio.start_server(model.serve, "127.0.0.1", 0, backlog=1024) as serving:
        file = scratch / "models.json"
        file.write_text(json.dumps(settings(serving.sockets[0].getsockname()[1])))
        server = await asyncio.to_thread(Server(scratch, "--models", str(file)).start)
        try:
            owner = await asyncio.to_thread(register, server.port)
            await asyncio.to_thread(owner.post, "/connections/sample", expect=201)
            ours, inside = await overhead(await Asker(server.port, owner.token).open())
            tell("router, guard, two candidates run, vote: p50", percentile(inside, 50), "ms")
            tell("  p95", percentile(inside, 95), "ms", 15)
            tell("the same with HTTP, budget and audit on disk: p50", percentile(ours, 50), "ms")
            tell("  p95", percentile(ours, 95), "ms", 15)
            model.pause = 0.5
            askers = [await Asker(server.port, owner.token).open() for _ in range(200)]
            pid = server.process.pid
            rounds = int(os.environ.get("ROUNDS", "12"))
            before = processor_ms(pid)
            took, memory = await crowd(askers, rounds, lambda: resident_mb(pid))
            each = (processor_ms(pid) - before) / (rounds * len(askers))
            later = [ms for each in took[2:] for ms in each]
            tell("200 at once, a model that takes 500 ms: p50", percentile(later, 50), "ms")
            tell("  p95", percentile(later, 95), "ms", 900)
            tell("  processor time of the server for a question", each, "ms")
            tell("  memory after the 3rd round (RSS)", memory[2], "MB")
            tell("  memory after the last round (RSS)", memory[-1], "MB")
        finally:
            await asyncio.to_thread(server.stop)
