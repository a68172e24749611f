"""The built binary as a process: started on a free port with a folder of its own, ended by pid."""
import os
import pathlib
import random
import signal
import socket
import subprocess
import time

from client import Client

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BINARY = pathlib.Path(os.environ.get("PARLANCE_BINARY", ROOT / "build/release/parlance")).resolve()


def free_port():
    """Below the ports that the system gives to connections: nothing takes it while a server restarts."""
    return next(port for port in iter(lambda: random.randrange(20_000, 32_000), None) if bindable(port))


def bindable(port):
    with socket.socket() as probe:
        try:
            probe.bind(("0.0.0.0", port))
            return True
        except OSError:
            return False


def run(*words, **options):
    """A command of the binary, to its end."""
    options = {"capture_output": True, "text": True, "timeout": 60, **options}
    return subprocess.run([BINARY, *map(str, words)], **options)


class Server:
    def __init__(self, folder, *options):
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"
        self.log = self.folder / "server.log"
        self.options = options
        self.port = free_port()
        self.process = None

    def start(self):
        words = [BINARY, "serve", "--port", str(self.port), "--data", str(self.data), *self.options]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(words, cwd=self.folder, stdout=log, stderr=log)
        self.wait_until_ready()
        return self

    def wait_until_ready(self, seconds=30):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            assert self.process.poll() is None, f"the server ended:\n{self.logged()[-4000:]}"
            try:
                if Client(self.port).send("GET", "/readyz", timeout=5).status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.005)
        raise AssertionError(f"not ready after {seconds} s:\n{self.logged()[-4000:]}")

    def stop(self, seconds=30):
        """Asks it to end; gives its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def logged(self):
        return self.log.read_text(errors="replace")

    def files(self):
        """What lies in the data folder, but for the store's own files."""
        return sorted(
            str(path.relative_to(self.data))
            for path in self.data.rglob("*")
            if path.is_file() and not path.name.startswith("parlance.")
        )

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.kill()
