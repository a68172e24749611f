"""A private PostgreSQL: made in a temporary folder, on a free port, run by a user who is not root."""
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

from server import free_port

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")
PASSWORD = "pg-admin-31415"

SETTINGS = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
max_connections = 300
fsync = off
ssl = on
ssl_cert_file = '{folder}/server.crt'
ssl_key_file = '{folder}/server.key'
"""


class Postgres:
    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="parlance-pg-"))
        self.data = self.folder / "data"
        self.port = free_port()
        self.user = pwd.getpwnam("postgres") if os.getuid() == 0 else None
        self.process = None

    @property
    def certificate(self):
        return (self.folder / "server.crt").read_text()

    def start(self):
        password_file = self.folder / "password"
        password_file.write_text(PASSWORD)
        self._make_certificate()
        if self.user:
            for path in (self.folder, *self.folder.iterdir()):
                os.chown(path, self.user.pw_uid, self.user.pw_gid)
        self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "scram-sha-256",
                  "--pwfile", password_file, "-E", "UTF8", "--no-locale", "-N")
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS.format(port=self.port, folder=self.folder))
        return self.restart()

    def restart(self):
        log = (self.folder / "server.log").open("ab")
        self.process = subprocess.Popen([PROGRAMS / "postgres", "-D", self.data], stdout=log,
                                        stderr=log, **self._as_user())
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if self.try_psql("SELECT 1").returncode == 0:
                return self
            time.sleep(0.05)
        raise AssertionError((self.folder / "server.log").read_text()[-4000:])

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)

    def remove(self):
        if self.process and self.process.poll() is None:
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def try_psql(self, sql, database="postgres"):
        words = [PROGRAMS / "psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres",
                 "-d", database, "-v", "ON_ERROR_STOP=1", "-qAtX"]
        return subprocess.run(words, input=sql, capture_output=True, text=True,
                              env={**os.environ, "PGPASSWORD": PASSWORD}, timeout=120)

    def psql(self, sql, database="postgres"):
        done = self.try_psql(sql, database)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def create(self, database):
        """A new database, also where another module had one of that name."""
        self.psql(f"DROP DATABASE IF EXISTS {database} WITH (FORCE);\nCREATE DATABASE {database};")

    def connection(self, database, user="reader", password="reader-pass-2718", **more):
        """The body that connects to it."""
        return {"name": f"{database} {user}", "kind": "postgres", "host": "127.0.0.1",
                "port": self.port, "database": database, "user": user, "password": password,
                "tls": "disable", **more}

    def _as_user(self):
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}

    def _run(self, program, *words):
        subprocess.run([PROGRAMS / program, *map(str, words)], check=True, capture_output=True,
                       cwd=self.folder, **self._as_user())

    def _make_certificate(self):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
             "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", self.folder / "server.key",
             "-out", self.folder / "server.crt"], check=True, capture_output=True)
        (self.folder / "server.key").chmod(0o600)


class Relay:
    """Stands between a client and a server on this machine, and can cut the line."""

    def __init__(self, target_port, cut_after=None):
        self.target_port = target_port
        self.cut_after = cut_after  # bytes from the server; None relays for ever
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.target_port))
            threading.Thread(target=self._pump, args=(client, server, None), daemon=True).start()
            threading.Thread(target=self._pump, args=(server, client, self), daemon=True).start()

    @staticmethod
    def _pump(source, sink, relay):
        passed = 0
        try:
            while data := source.recv(65536):
                passed += len(data)
                if relay and relay.cut_after is not None and passed > relay.cut_after:
                    break
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def close(self):
        self.listener.close()
