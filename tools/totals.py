#!/usr/bin/env python3
"""Adds up the JUnit files that the phases of `./dev test` left in a folder.

totals.py RESULTS                      prints what failed and what passed at a second try only, then
                                       the totals; exits 1 when something failed or nothing ran
totals.py --failed-phase RESULTS NAME  notes a phase that failed; it counts as one failure
"""
import pathlib
import sys
import xml.etree.ElementTree as xml


def outcome(case: xml.Element) -> str:
    has = {child.tag for child in case}
    if has & {"failure", "error"}:
        return "failed"
    if "skipped" in has or case.get("status") == "notrun":
        return "skipped"
    return "flaky" if has & {"flakyFailure", "flakyError"} else "passed"


def outcomes(folder: pathlib.Path) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {"passed": [], "flaky": [], "failed": [], "skipped": []}
    for file in folder.rglob("*.xml"):
        for case in xml.parse(file).iter("testcase"):
            names[outcome(case)].append(f"{case.get('classname') or file.stem}.{case.get('name')}")
    return names


def note_failed_phase(folder: pathlib.Path, name: str) -> None:
    root = xml.Element("testsuite", name="phases")
    case = xml.SubElement(root, "testcase", name=name)
    xml.SubElement(case, "failure", message=f"the phase {name} failed")
    xml.ElementTree(root).write(folder / f"phase-{name}.xml")


def main() -> int:
    if sys.argv[1] == "--failed-phase":
        note_failed_phase(pathlib.Path(sys.argv[2]), sys.argv[3])
        return 0
    names = outcomes(pathlib.Path(sys.argv[1]))
    for kind in ("flaky", "failed"):
        for name in names[kind]:
            print(f"{kind}: {name}")
    passed, failed = len(names["passed"]) + len(names["flaky"]), len(names["failed"])
    rest = [f", {len(names[kind])} {kind}" for kind in ("skipped", "flaky") if names[kind]]
    print(f"{passed} passed, {failed} failed" + "".join(rest))
    return int(failed > 0 or passed == 0)


sys.exit(main())
