"""Random keys, clicks and scans on both apps: nothing ends them, Esc leads back, no scan is lost, its verdict is seen.

`make test` drives with seeds that are the same every time and in a time that stands while anything is done, so that a run
is the same on every machine. `make soak` drives with new seeds, and each of them in real time too. Paste what it prints above
the test; a few steps that bring the fault back go into a test of their own, for a seed draws other steps once a key is added.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.portions import WHOLE, in_the_soak
from tests.tui.random_driver.drawing import Drawing
from tests.tui.random_driver.driving_the_desk import CARDS, drive_the_desk, shut_in
from tests.tui.random_driver.driving_the_district import PASTED, drive_the_district
from tests.tui.random_driver.standing_time import standing
from tests.tui.random_driver.steps import Step
from tui.desk.commands import COMMANDS as OF_THE_DESK
from tui.district.commands import COMMANDS as OF_THE_DISTRICT

STEPS, STEPS_OF_A_SOAK = 40, 250
LAST = 10
"""Steps that are told of a run that failed."""

Drive = Callable[[Path, Sequence[Step], list[Step]], Awaitable[None]]
seeds = st.integers(0, 2**32 - 1)
WALKED_LONG = WHOLE or settings.get_current_profile_name() == "soak"
# A seed does not get simpler: nothing is shrunk.
drawn = settings(max_examples=2 if WALKED_LONG else 1, phases=[Phase.explicit, Phase.generate])


def how_many() -> int:
    """Steps of a run."""
    return STEPS_OF_A_SOAK if WALKED_LONG else STEPS


def played(drive: Drive, folder: Path, seed: int, steps: Sequence[Step]) -> None:
    """Do the steps on a new folder; of a failure the last ones are told too, as Python."""
    done: list[Step] = []
    folder.mkdir()
    try:
        with shut_in(folder), standing(seed) as loop, asyncio.Runner(loop_factory=lambda: loop) as runner:
            runner.run(_driven(drive, folder, steps, done))
        if settings.get_current_profile_name() == "soak":
            done.clear()
            with shut_in(folder):
                asyncio.run(_driven(drive, _emptied(folder), steps, done))
    except Exception as error:
        last = "\n".join(f"    {step!r}," for step in done[-LAST:])
        what = str(error).strip().splitlines()[-1]
        raise AssertionError(
            f"{what}\n@example(seed={seed}), after {len(done)} steps, the last ones:\n{last}\n{error}"
        ) from error


def _emptied(folder: Path) -> Path:
    for left in folder.iterdir():
        shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
    return folder


async def _driven(drive: Drive, folder: Path, steps: Sequence[Step], done: list[Step]) -> None:
    await drive(folder, steps, done)


@drawn
@given(seed=seeds)
def test_the_desk_bears_everything(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    steps = list(Drawing(seed, OF_THE_DESK, CARDS).steps(how_many()))
    played(drive_the_desk, tmp_path_factory.mktemp("desk") / "laptop", seed, steps)


@in_the_soak
@drawn
@given(seed=seeds)
def test_the_clerk_s_screen_bears_everything(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    steps = list(Drawing(seed, OF_THE_DISTRICT, texts=PASTED).steps(how_many()))
    played(drive_the_district, tmp_path_factory.mktemp("clerk") / "laptop", seed, steps)
