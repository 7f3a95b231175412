"""A guide's page is played: all its shell commands, one after the other, by the program that is tested."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.forked_program import forked_program

GUIDES = Path(__file__).parents[2] / "docs/guide"
needs_shell = pytest.mark.skipif(shutil.which("sh") is None, reason="the guide's commands are for a POSIX shell")


def played(page: str, place: Path) -> str:
    """What the commands of a page print, in the folder `place`; each must end well."""
    text = (GUIDES / page).read_text("utf-8")
    script = "set -eu\n" + "\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL))
    with forked_program(place / "bin") as program:
        env = program.environment()
        done = subprocess.run(["sh", "-c", script], cwd=place, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout
