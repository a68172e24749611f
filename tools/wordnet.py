#!/usr/bin/env python3
"""Writes the engine's thesaurus from WordNet 3.0: `word: other other`, one word a line, in order.

wordnet.py WORDNET OUT

WORDNET is the folder of Debian's `wordnet-base`. Kept are single words, and of each word the senses that its
texts use most: the others would say too much. Without the folder the thesaurus is empty.
"""
import pathlib
import sys

SENSES = 3
KINDS = ("noun", "verb", "adj")
LETTERS = set("abcdefghijklmnopqrstuvwxyz")


def plain(word):
    return len(word) >= 3 and set(word) <= LETTERS


def synsets_of(path):
    """Offset of each set of synonyms, and its single words."""
    found = {}
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" ")
        count = int(fields[3], 16)
        words = (fields[4 + 2 * i].split("(")[0].lower() for i in range(count))
        found[fields[0]] = [word for word in words if plain(word)]
    return found


def add_kind(folder, kind, into):
    synsets = synsets_of(folder / f"data.{kind}")
    for line in (folder / f"index.{kind}").read_text(encoding="latin-1").splitlines():
        fields = line.split()
        if line.startswith(" ") or not plain(fields[0]):
            continue
        pointers = int(fields[3])
        used = int(fields[5 + pointers])
        offsets = fields[6 + pointers:][:min(SENSES, max(used, 1))]
        others = into.setdefault(fields[0], {})
        for offset in offsets:
            others.update(dict.fromkeys(synsets.get(offset, ())))


def main():
    folder, out = map(pathlib.Path, sys.argv[1:3])
    found = {}
    for kind in KINDS:
        if (folder / f"data.{kind}").is_file():
            add_kind(folder, kind, found)
    lines = []
    for word, others in sorted(found.items()):
        others.pop(word, None)
        if others:
            lines.append(f"{word}: {' '.join(others)}\n")
    out.write_text("".join(lines), encoding="ascii")


if __name__ == "__main__":
    main()
