#!/usr/bin/env python3
"""Fails when docs/errors.md and the codes that the sources throw differ."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
THROWN = re.compile(r'Failure::\w+,\s*"([a-z0-9_]+)"')

thrown = {
    code: path.relative_to(ROOT)
    for path in sorted((ROOT / "src").rglob("*.[ch]pp"))
    if not path.stem.endswith("_test")
    for code in THROWN.findall(path.read_text())
}
documented = set(re.findall(r"^\| `([a-z0-9_]+)`", (ROOT / "docs/errors.md").read_text(), re.M))

bad = [f"docs/errors.md lacks `{code}` ({thrown[code]})" for code in sorted(thrown.keys() - documented)]
print("\n".join(bad) or "error codes: ok")
sys.exit(bool(bad))
