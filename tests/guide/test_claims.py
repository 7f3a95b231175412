"""The guide of claims, command by command: handed in, verified or refused, and counted up to the limit."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.forked_program import forked_program

GUIDE = Path(__file__).parents[2] / "docs/guide/claims.md"


@pytest.mark.skipif(shutil.which("sh") is None, reason="the guide's commands are for a POSIX shell")
def test_the_guide_does_what_it_says(tmp_path: Path) -> None:
    script = "set -eu\n" + "\n".join(re.findall(r"```sh\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL))
    env = {name: value for name, value in os.environ.items() if not name.startswith("HOURDESK_")}
    with forked_program(tmp_path / "bin") as program:
        env |= {"PATH": f"{program.folder}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(["sh", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "2 claims entered: 4:30 h" in done.stdout
    assert done.stdout.count(" is verified.") == 2 and done.stdout.count(" is refused;") == 1
    assert "at most 240 min of service of their own in all: 120 min" in done.stdout
