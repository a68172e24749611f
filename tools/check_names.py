#!/usr/bin/env python3
"""Fails when two headers define one name in one namespace: no compiler sees that, and the linker takes either."""
import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
OPENS = re.compile(r"\s*namespace\s*([\w:]*)\s*\{")
CLOSES = re.compile(r"\}\s*// namespace")
DEFINES = re.compile(r"(?:struct|class|enum class|enum)\s+(\w+)(?!\w|::)[^;(]*\{")


def defined(path):
    """Names that begin a line inside of named namespaces, in full."""
    spaces = []
    for line in path.read_text().splitlines():
        if opens := OPENS.match(line):
            spaces.append(opens[1])
        elif CLOSES.match(line) and spaces:
            spaces.pop()
        elif (found := DEFINES.match(line)) and "" not in spaces:
            yield "::".join([*spaces, found[1]])


where = collections.defaultdict(set)
for header in sorted((ROOT / "src").rglob("*.hpp")):
    for name in defined(header):
        where[name].add(str(header.relative_to(ROOT)))
twice = [f"{name} is defined in {' and '.join(sorted(files))}" for name, files in where.items() if len(files) > 1]
print("\n".join(twice) or "names: ok")
sys.exit(bool(twice))
