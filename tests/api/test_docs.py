"""The documents tell the truth: what they show is run here."""
import json
import os
import re
import subprocess

import pytest

from server import ROOT


def test_the_first_steps_by_curl(own_server):
    script = ROOT / "docs/first-steps.sh"
    done = subprocess.run(["bash", script], capture_output=True, text=True, timeout=120, cwd=own_server.folder,
                          env={**os.environ, "PARLANCE": f"http://127.0.0.1:{own_server.port}"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "GROUP BY" in done.stdout.upper()
    assert "404" in done.stdout


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_links_lead_somewhere(page):
    path = ROOT / page
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
        assert (path.parent / target).exists(), target


def test_the_committed_document_is_what_the_server_says(anybody):
    committed = json.loads((ROOT / "docs/api/openapi.json").read_text())
    assert committed == anybody.get("/openapi.json")
