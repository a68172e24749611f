#!/usr/bin/env python3
"""Fails when a file includes a folder that its layer does not name (the list in CMakeLists.txt is the law)."""
import pathlib
import re
import sys

SRC = pathlib.Path(__file__).resolve().parent.parent / "src"
LAYERS = re.findall(r"^parlance_layer\((.+)\)", (SRC.parent / "CMakeLists.txt").read_text(), re.M)
ALLOWED = {words[0]: set(words) for words in map(str.split, LAYERS)}
ALLOWED["main.cpp"] = set(ALLOWED)


def layer(path: pathlib.Path) -> str:
    return path.relative_to(SRC).parts[0]


bad = [
    f"{path.relative_to(SRC.parent)}:{number}: {layer(path)} may not include {folder}"
    for path in sorted(SRC.rglob("*.[ch]pp"))
    for number, line in enumerate(path.read_text().splitlines(), 1)
    for folder in re.findall(r'^#include "(\w+)/', line)
    if folder not in ALLOWED[layer(path)]
]
print("\n".join(bad) or "layers: ok")
sys.exit(bool(bad))
