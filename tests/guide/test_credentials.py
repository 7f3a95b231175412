"""The guide of credentials, command by command: a school, its district, another school and a university."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.forked_program import forked_program

GUIDE = Path(__file__).parents[2] / "docs/guide/credentials.md"


@pytest.mark.skipif(shutil.which("sh") is None, reason="the guide's commands are for a POSIX shell")
def test_the_guide_does_what_it_says(tmp_path: Path) -> None:
    """90 minutes of 张伟 stay in force everywhere; those of 李娜 are revoked for everybody once the next kit is there."""
    script = "set -eu\n" + "\n".join(re.findall(r"```sh\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL))
    env = {name: value for name, value in os.environ.items() if not name.startswith("HOURDESK_")}
    with forked_program(tmp_path / "bin") as program:
        env |= {"PATH": f"{program.folder}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(["sh", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert done.stdout.count("Not revoked as of the list of") == 5
    assert done.stdout.count("In force by this team’s own record.") == 1
    assert done.stdout.count("the code on the paper is that of the credential") == 1
    assert done.stdout.count("1 h 30 min (90 minutes)") == 5
    assert done.stdout.count("NOT KNOWN: nothing here says") == 1
    assert "in force → revoked" in done.stdout and done.stdout.count("genuine, but revoked") == 1
