#!/usr/bin/env python3
"""Figures of the built binary: start, memory, ask, peers (see ./dev bench).

Times are medians. Machines drift, so what is compared is measured in one run, and the ratio is the figure.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/api"))

PEERS = pathlib.Path(os.environ.get("PARLANCE_PEERS", ROOT.parent / "shared/peers"))
PEERS_PORT = 55432


def emptied(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def tell(what, value, unit, aim=None):
    print(f"{what:<58} {value:>9.1f} {unit}" + (f"   aim < {aim}" if aim else ""), flush=True)


def milliseconds(action):
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1000


def bare_start():
    """What starting any process costs here, to hold our start against."""
    return statistics.median(milliseconds(lambda: subprocess.run(["/bin/true"], check=True)) for _ in range(21))


def with_store(scratch):
    """A server whose store has seen somebody."""
    from client import register
    from server import Server
    server = Server(emptied(scratch)).start()
    register(server.port).post("/connections/sample", expect=201)
    server.stop()
    return server


def start(scratch):
    server = with_store(scratch)
    took = []
    for _ in range(11):
        took.append(milliseconds(server.start))
        server.stop()
    tell("start to /readyz, existing store", statistics.median(took), "ms", 100)
    tell("  beside /bin/true", statistics.median(took) / bare_start(), "times")


def resident_mb(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")


def memory(scratch):
    from client import register
    server = with_store(scratch).start()
    time.sleep(1)
    tell("idle memory after the start (RSS)", resident_mb(server.process.pid), "MB", 40)
    person = register(server.port)
    person.post("/connections/sample", expect=201)
    for _ in range(100):
        person.ask("how many orders per status")
    tell("memory after 100 answers (RSS)", resident_mb(server.process.pid), "MB")
    server.stop()


def ask(scratch):
    from server import BINARY
    shop = emptied(scratch) / "shop.sqlite"
    subprocess.run([BINARY, "sample", shop], check=True, stdout=subprocess.DEVNULL)
    words = [BINARY, "ask", "how many orders per status", "--source", f"sqlite:{shop}"]
    took = [milliseconds(lambda: subprocess.run(words, check=True, capture_output=True)) for _ in range(31)]
    tell("parlance ask on the sample shop, process start to end", statistics.median(took), "ms", 100)
    tell("  beside /bin/true", statistics.median(took) / bare_start(), "times")


def peers(scratch):
    if not PEERS.is_dir():
        print(f"peers: {PEERS} is not there; set PARLANCE_PEERS to the folder that measures them")
        return
    work = scratch / "peers"
    if not (work / "bench.py").exists():
        shutil.copytree(PEERS, work, dirs_exist_ok=True)
    for path in (work, *work.rglob("*")):
        path.chmod(path.stat().st_mode | 0o200)
    environment = {**os.environ, "PEERS_WORK": str(scratch)}
    (scratch / "results").mkdir(exist_ok=True)
    subprocess.run(["./01_install.sh"], cwd=work, env=environment, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["./02_pg.sh", "init"], cwd=work, env=environment, check=True)
    try:
        compare(scratch, work, environment)
    finally:
        subprocess.run(["./02_pg.sh", "stop"], cwd=work, env=environment, check=False)


def compare(scratch, work, environment):
    quick = os.environ.get("FAST")
    seconds, repeats = ("2", "1") if quick else ("10", "3")
    ours = scratch / "ours.json"
    ours.write_text(json.dumps([entry_of_parlance(scratch / "parlance")]))
    subprocess.run(["./bench.py", "--dur", seconds, "--reps", repeats, "--conns", "8,32", "--config", "peers.json",
                    "--config", str(ours)], cwd=work, env=environment, check=True)
    with (scratch / "results/pglimits.out").open("w") as out:
        subprocess.run(["./05_pglimits.sh", "2" if quick else "5", "1" if quick else "3"], cwd=work, env=environment,
                       stdout=out, check=True)
    print_ratios(json.loads((scratch / "results/peers.json").read_text())["peers"],
                 (scratch / "results/pglimits.out").read_text())


def entry_of_parlance(folder):
    """Makes a tenant whose default connection is the peers' database; says how to start Parlance on it."""
    from client import PASSWORD, register
    from server import BINARY, Server
    server = Server(emptied(folder)).start()
    person = register(server.port, username="demo", email="demo@acme.test")
    person.post("/connections", {"name": "shop", "kind": "postgres", "host": "127.0.0.1", "port": PEERS_PORT,
                                 "database": "shop", "user": "tenant_ro", "password": "ro", "tls": "disable",
                                 "make_default": True}, expect=201)
    server.stop()
    return {"name": "parlance", "cwd": str(folder), "port": 7005, "health": "/healthz",
            "cmd": [str(BINARY), "serve", "--port", "7005", "--data", str(server.data)],
            "login_body": {"email": "demo@acme.test", "password": PASSWORD}}


def print_ratios(measured, pglimits):
    ours = measured.pop("parlance")
    print("\nParlance beside the best peer of the same run (above 1 is ahead)")
    for key in sorted(key for key in ours if key.startswith("q") and "/" in key):
        best = max(((peer[key]["median"]["rps"], name) for name, peer in measured.items() if key in peer), default=None)
        if best:
            mine = ours[key]["median"]["rps"]
            print(f"{key:<8} {mine:>9.0f} req/s   {mine / best[0]:>5.2f} x {best[1]} ({best[0]:.0f})")
    fastest = min((peer["q4"]["total_ms"], name) for name, peer in measured.items())
    print(f"q4       {ours['q4']['total_ms']:>9} ms      {fastest[0] / ours['q4']['total_ms']:>5.2f} x {fastest[1]}"
          f" ({fastest[0]} ms); peak memory {ours['q4']['mem']['hwm_mb']} MB")
    for line in pglimits.splitlines():
        words = line.split()
        key = f"{words[0]}/c{line.partition('c=')[2].split()[0]}" if "tps median" in line else None
        if key in ours and "simple" in words:
            tps = float(line.partition("median")[2].split()[0])
            print(f"{key:<8} beside pgbench ({words[1]}): {ours[key]['median']['rps'] / tps:.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["start", "memory", "ask", "peers"])
    parser.add_argument("--binary", required=True)
    parser.add_argument("--scratch", required=True, type=pathlib.Path)
    options = parser.parse_args()
    os.environ["PARLANCE_BINARY"] = options.binary
    options.scratch.mkdir(parents=True, exist_ok=True)
    what = {"start": start, "memory": memory, "ask": ask, "peers": peers}[options.what]
    what(options.scratch if options.what == "peers" else options.scratch / options.what)


main()
