#!/usr/bin/env python3
"""Figures of the built binary: start, memory, ask, agents, peers, masks (see ./dev bench).

Times are medians. Machines drift, so what is compared is measured in one run, and the ratio is the figure.
"""
import argparse
import asyncio
import contextlib
import json
import os
import pathlib
import re
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


@contextlib.contextmanager
def database_of_peers(scratch):
    """The folder that measures the peers, with their PostgreSQL running."""
    work = scratch / "peers"
    if not (work / "bench.py").exists():
        shutil.copytree(PEERS, work, dirs_exist_ok=True)
    for path in (work, *work.rglob("*")):
        path.chmod(path.stat().st_mode | 0o200)
    environment = {**os.environ, "PEERS_WORK": str(scratch)}
    (scratch / "results").mkdir(exist_ok=True)
    subprocess.run(["./02_pg.sh", "init"], cwd=work, env=environment, check=True)
    try:
        yield work, environment
    finally:
        subprocess.run(["./02_pg.sh", "stop"], cwd=work, env=environment, check=False)


def peers(scratch):
    with database_of_peers(scratch) as (work, environment):
        subprocess.run(["./01_install.sh"], cwd=work, env=environment, check=True, stdout=subprocess.DEVNULL)
        compare(scratch, work, environment)


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


def tenant_of_peers(server):
    """The owner of a tenant whose default connection is the peers' database."""
    from client import register
    person = register(server.port, username="demo", email="demo@acme.test")
    person.post("/connections", {"name": "shop", "kind": "postgres", "host": "127.0.0.1", "port": PEERS_PORT,
                                 "database": "shop", "user": "tenant_ro", "password": "ro", "tls": "disable",
                                 "make_default": True}, expect=201)
    return person


def entry_of_parlance(folder):
    """Makes the tenant; says how to start Parlance on it."""
    from client import PASSWORD
    from server import BINARY, Server
    server = Server(emptied(folder)).start()
    tenant_of_peers(server)
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


# Masks on what q1 to q3 select, and row rules that let every row through: the same rows are sent.
def policy(customers, orders):
    return {"default": "allow", "tables": {
        "customers": {"columns": customers, "rows": "segment IN ('consumer', 'smb', 'enterprise')"},
        "orders": {"columns": orders, "rows": "total > 0"}}}


NULL = {"mask": "null"}
POLICIES = {
    "row rules alone": policy({}, {}),
    "masks that are constants": policy({"email": NULL, "city": {"mask": "constant", "value": "somewhere"}},
                                       {"created_at": NULL}),
    "masks that are computed": policy({"email": {"mask": "partial"}, "city": NULL}, {"created_at": {"mask": "month"}})}
# A condition that holds always and that PostgreSQL does not mark leakproof: here the fence must stay.
FENCED = {"q1": ("WHERE", "WHERE length(name) > 0 AND"), "q2": ("WHERE", "WHERE length(c.name) > 0 AND"),
          "q3": ("WHERE", "WHERE length(status) > 0 AND")}


def masks(scratch):
    from client import invite
    from server import Server
    with database_of_peers(scratch) as (work, _), Server(emptied(scratch / "masks")) as server:
        owner = tenant_of_peers(server)
        analyst = invite(owner, "analyst")
        source = owner.get("/connections")["connections"][0]["id"]
        queries = json.loads((work / "q/queries.json").read_text())
        for name, document in POLICIES.items():
            owner.call("PUT", "/policies", {"version": owner.get("/policies")["version"], "document": document,
                                            "connection_id": source})
            print(f"\n{name}: beside the same statement without (aim >= 0.9), and beside the same masks and rules"
                  " written by hand")
            for key in FENCED:
                compare_masks(key, queries[key], owner, analyst)
        print("\nWhere the fence stays")
        for key, change in FENCED.items():
            print_fenced(key, queries[key].replace(*change), owner, analyst)


def executed_by(owner, analyst, sql):
    assert owner.sql(sql)["row_count"] == analyst.sql(sql)["row_count"]
    return next(one for one in owner.get("/logs")["items"] if one["username"] == analyst.username)["executed_sql"]


def compare_masks(key, sql, owner, analyst):
    by_hand = executed_by(owner, analyst, sql)
    assert "OFFSET 0" not in by_hand, by_hand
    # Taken in turns, a second each: what else the machine does meets all.
    turns = [(owner, sql), (analyst, sql), (owner, by_hand)]
    figures = [[requests_per_second(person, text, key == "q1") for person, text in turns]
               for _ in range(2 if os.environ.get("FAST") else 7)]
    plain, masked, _ = (statistics.median(column) for column in zip(*figures))
    beside_plain = statistics.median(each[1] / each[0] for each in figures)
    beside_hand = statistics.median(each[1] / each[2] for each in figures)
    print(f"{key} masked  {masked:>8.0f} req/s   {beside_plain:>5.2f} x unmasked ({plain:.0f})"
          f"   {beside_hand:>5.2f} x by hand", flush=True)


def print_fenced(key, sql, owner, analyst):
    """A fence reads its whole table each time, so one request after the other."""
    executed = executed_by(owner, analyst, sql)
    assert "OFFSET 0" in executed, executed
    figures = [[person.sql(sql)["execution_ms"] for person in (owner, analyst)] for _ in range(5)]
    plain, fenced = (statistics.median(column) for column in zip(*figures))
    print(f"{key} fenced  {fenced:>8.1f} ms      {fenced / plain:>5.1f} x unmasked ({plain:.1f} ms)", flush=True)


def requests_per_second(person, sql, cycles):
    environment = {**os.environ, "TOKEN": person.token, "SQL": sql, **({"CYCLE": "1"} if cycles else {})}
    told = subprocess.run(
        ["wrk", "-t1", "-c32", "-d1s", "-s", ROOT / "bench/sql.lua", f"http://127.0.0.1:{person.port}"],
        env=environment, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in told, told
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])


def with_models(scratch):
    import agents
    asyncio.run(agents.measure(emptied(scratch), tell, resident_mb))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["start", "memory", "ask", "agents", "peers", "masks"])
    parser.add_argument("--binary", required=True)
    parser.add_argument("--scratch", required=True, type=pathlib.Path)
    options = parser.parse_args()
    os.environ["PARLANCE_BINARY"] = options.binary
    options.scratch.mkdir(parents=True, exist_ok=True)
    if options.what in ("peers", "masks") and not PEERS.is_dir():
        print(f"{options.what}: {PEERS} is not there; set PARLANCE_PEERS to the folder that measures the peers")
        return
    what = {
        "start": start, "memory": memory, "ask": ask, "agents": with_models, "peers": peers, "masks": masks,
    }[options.what]
    what(options.scratch if options.what in ("peers", "masks") else options.scratch / options.what)


main()
