"""The data folder on a disk that is full: told clearly, nothing is left over, and it recovers."""
import os
import subprocess
import warnings

import pytest

from client import register
from server import Server

DISK_MIB = 24


@pytest.fixture
def small_disk(tmp_path):
    """A file system of a few MiB, which only root can make."""
    if os.geteuid() != 0:
        warnings.warn("NOT TESTED: a full disk. Only root can mount a small one.")
        pytest.skip("needs root to mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "parlance-test", disk],
                          capture_output=True, text=True)
    if made.returncode != 0:
        warnings.warn(f"NOT TESTED: a full disk. {made.stderr}")
        pytest.skip("mounting is not allowed here")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def rows(mib):
    """A CSV file that no compression makes much smaller."""
    text = os.urandom(mib * 512 * 1024).hex().encode()
    return b"text\n" + b"\n".join(text[at:at + 64] for at in range(0, len(text), 64)) + b"\n"


def test_an_upload_that_fills_the_disk(small_disk):
    with Server(small_disk) as server:
        person = register(server.port)
        kept = person.upload("small.csv", b"a\n1\n")["connection"]["id"]
        before = server.files()
        for name, mib in (("huge.csv", DISK_MIB + 2), ("tight.csv", DISK_MIB - 8)):
            reply = person.send("POST", "/api/v1/files?filename=" + name, rows(mib),
                                {"Content-Type": "application/octet-stream"})
            problem = reply.problem("storage_full", 507)
            assert "no room left" in problem["detail"], problem
            assert server.files() == before
        assert [each["id"] for each in person.get("/connections")["connections"]] == [kept]
        assert person.sql("SELECT a FROM small")["rows"] == [[1]]
        assert person.upload("after.csv", rows(1))["table"]["rows"] == 16384
        assert server.stop() == 0
