#!/usr/bin/env python3
"""Adds up the JUnit files that the phases of `./dev test` left in a folder.

totals.py RESULTS                      prints what failed, then the totals; exits 1 when something
                                       failed or nothing ran
totals.py --failed-phase RESULTS NAME  notes a phase that failed; it counts as one failure
"""
import pathlib
import sys
import xml.etree.ElementTree as xml


def counts(folder: pathlib.Path) -> tuple[int, list[str], int]:
    passed, failed, skipped = 0, [], 0
    for file in folder.rglob("*.xml"):
        for case in xml.parse(file).iter("testcase"):
            if case.find("failure") is not None or case.find("error") is not None:
                failed.append(f"{case.get('classname') or file.stem}.{case.get('name')}")
            elif case.find("skipped") is not None or case.get("status") == "notrun":
                skipped += 1
            else:
                passed += 1
    return passed, failed, skipped


def note_failed_phase(folder: pathlib.Path, name: str) -> None:
    root = xml.Element("testsuite", name="phases")
    case = xml.SubElement(root, "testcase", name=name)
    xml.SubElement(case, "failure", message=f"the phase {name} failed")
    xml.ElementTree(root).write(folder / f"phase-{name}.xml")


def main() -> int:
    if sys.argv[1] == "--failed-phase":
        note_failed_phase(pathlib.Path(sys.argv[2]), sys.argv[3])
        return 0
    passed, failed, skipped = counts(pathlib.Path(sys.argv[1]))
    for name in failed:
        print(f"failed: {name}")
    print(f"{passed} passed, {len(failed)} failed" + (f", {skipped} skipped" if skipped else ""))
    return int(bool(failed) or passed == 0)


sys.exit(main())
