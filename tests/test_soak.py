"""`make soak` finds what fails and prints it so that it can be pasted into the test."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.portions import in_the_soak

SOAK = Path(__file__).parent.parent / "scripts" / "soak.py"
PLANTED = """
from dataclasses import dataclass
from enum import Enum

from hypothesis import Phase, example, given, reproduce_failure, settings
from hypothesis import strategies as st


class Way(Enum):
    IN = "in"
    OUT = "out"


@dataclass(frozen=True)
class Step:
    way: Way
    minutes: int = 0


steps = st.lists(st.builds(Step, st.sampled_from(Way), st.integers(0, 500)), max_size=4)

# above the planted one
@given(steps)
def test_planted(tmp_path_factory, steps):
    gone = [step.minutes for step in steps if step.way is Way.OUT]
    steps.clear()
    assert sum(gone) < 400, "a long day"

# above the one of chance
@given(st.randoms(use_true_random=False), st.data())
def test_of_chance(chance, data):
    assert chance.random() < 2 and data.draw(st.integers(0, 3)) != 2

@given(steps)
def test_sound(steps):
    assert len(steps) <= 4

def test_plain():
    raise AssertionError("no property: not run")
"""


def soak(place: Path) -> subprocess.CompletedProcess[str]:
    """One round."""
    command = [sys.executable, str(SOAK), "--minutes", "0", str(place)]
    return subprocess.run(command, cwd=place.parent, capture_output=True, text=True, check=False)


@in_the_soak
def test_a_failing_case_is_printed_ready_to_paste(tmp_path: Path) -> None:
    """Two of three properties fail; what was printed of each, pasted above it, fails at once without drawing anything."""
    planted = tmp_path / "planted" / "test_planted.py"
    planted.parent.mkdir()
    planted.write_text(PLANTED, "utf-8")
    done = soak(planted.parent)
    assert done.returncode == 1, done.stderr
    assert re.search(r"^[1-9]\d* examples of 3 properties, 2 of them failed$", done.stdout, re.MULTILINE)
    assert "test_plain" not in done.stdout and "AssertionError: a long day" in done.stdout
    (case,) = re.findall(r"^@example\([^@#]*\)$", done.stdout, re.MULTILINE)
    assert "Step(way=Way.OUT" in case and "tmp_path_factory" not in case
    (blob,) = re.findall(r"^@reproduce_failure\(.*\)$", done.stdout, re.MULTILINE)

    pasted = PLANTED.replace("# above the planted one", f"{case}\n@settings(phases=[Phase.explicit])")
    planted.write_text(pasted.replace("# above the one of chance", blob), "utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(planted)]
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "AssertionError: a long day" in again.stdout and "3 failed, 1 passed" in again.stdout


@in_the_soak
def test_nothing_fails(tmp_path: Path) -> None:
    """A property that holds ends with 0; a folder without any with 2."""
    (tmp_path / "sound").mkdir()
    (tmp_path / "sound" / "test_sound.py").write_text(PLANTED[: PLANTED.index("# above the planted")] + SOUND, "utf-8")
    done = soak(tmp_path / "sound")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^[1-9]\d* examples of 1 properties, 0 of them failed$", done.stdout, re.MULTILINE)
    (tmp_path / "none").mkdir()
    assert soak(tmp_path / "none").returncode == 2


SOUND = PLANTED[PLANTED.index("@given(steps)\ndef test_sound") : PLANTED.index("def test_plain")]
