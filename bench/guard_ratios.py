#!/usr/bin/env python3
"""What the guard costs beside libpg_query's bare parse, in one run (see ./dev bench guard)."""
import json
import subprocess
import sys

AIMS = {"approve_text": 4.0, "approve_restricted": 4.0}
KNOWN_SHAPE_AIM_US = 3.0


def measured(program):
    text = subprocess.run(
        [program, "--benchmark_format=json", "--benchmark_min_time=0.3", "--benchmark_repetitions=3"],
        check=True, capture_output=True, text=True,
    ).stdout
    times, labels = {}, {}
    for one in json.loads(text)["benchmarks"]:
        name, size = one["run_name"].split("/")[:2]
        labels.setdefault(size, one.get("label", ""))
        if one.get("aggregate_name") == "median":
            times[name, size] = one["real_time"] / 1000
    return times, labels


def main():
    times, labels = measured(sys.argv[1])
    names = list(dict.fromkeys(name for name, _ in times if name != "bare_parse"))
    print("statement".ljust(14) + "bare parse".rjust(12) + "".join(name.rjust(22) for name in names))
    for size, label in sorted(labels.items()):
        bare = times["bare_parse", size]
        cells = "".join(f"{times[n, size]:9.2f} us {times[n, size] / bare:6.2f} x" .rjust(22) for n in names)
        print(f"{label:<14}{bare:9.2f} us{cells}")
    print(f"aims at the third statement: {', '.join(f'{n} <= {a:g} x' for n, a in AIMS.items())}; "
          f"a known shape <= {KNOWN_SHAPE_AIM_US:g} us")


if __name__ == "__main__":
    main()
