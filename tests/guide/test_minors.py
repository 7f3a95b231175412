"""The guide of minors, command by command: a limit that comes is told, and the muster marks who is under 14."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.forked_program import forked_program

GUIDE = Path(__file__).parents[2] / "docs/guide/minors.md"


@pytest.mark.skipif(shutil.which("sh") is None, reason="the guide's commands are for a POSIX shell")
def test_the_guide_does_what_it_says(tmp_path: Path) -> None:
    script = "set -eu\n" + "\n".join(re.findall(r"```sh\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL))
    env = {name: value for name, value in os.environ.items() if not name.startswith("HOURDESK_")}
    with forked_program(tmp_path / "bin") as program:
        env |= {"PATH": f"{program.folder}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(["sh", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "at most 2 h 30 min at a stretch" in done.stdout, "the usual table"
    assert done.stdout.count("at most 12 min at a stretch") == 2, "the school's own, and whose limit comes"
    assert "a teacher or parent on site  nobody is there" in done.stdout
    assert re.search(r"001  张伟 .*under 14", done.stdout)
    assert done.stdout.count("longer than the activity\n") == 1
