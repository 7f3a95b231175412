"""The guide of the audit, command by command: a stack of badges is asked about, answered, and known to the district."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.forked_program import forked_program

GUIDE = Path(__file__).parents[2] / "docs/guide/audit.md"


@pytest.mark.skipif(shutil.which("sh") is None, reason="the guide's commands are for a POSIX shell")
def test_the_guide_does_what_it_says(tmp_path: Path) -> None:
    script = "set -eu\n" + "\n".join(re.findall(r"```sh\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL))
    env = {name: value for name, value in os.environ.items() if not name.startswith("HOURDESK_")}
    with forked_program(tmp_path / "bin") as program:
        env |= {"PATH": f"{program.folder}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(["sh", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert done.stdout.count("Activity R1: 2 times many badges within seconds") == 4
    assert done.stdout.count("one bus brought the class; a teacher held the badges (Li)") == 2
    assert "3 sessions are drawn: sample.csv" in done.stdout
    assert "Sample 2026-autumn: 1 sessions checked, of 0 everything holds." in done.stdout
    assert done.stdout.count("Kept: this desk has seen the other one's record.") == 1
    assert done.stdout.count("nobody knows what was done (Inspector)") == 1
