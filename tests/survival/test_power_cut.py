"""The power fails during a command: what was answered is there, and all of the command or nothing of it."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.survival.figures import note_figures
from tests.survival.power_cut import Disk, Operation, recorded
from tests.survival.program import COMPILER, Arm, Ended
from tests.survival.tasks.task import Task
from tests.survival.trials import Usual, assert_sound, by_turns, usual_of
from tests.survival.world import World

SEED = int(os.environ.get("HOURDESK_SEED", "13"))
ALWAYS = 30
"""Images in `make test`."""
EACH = 15
"""Images of one run of a command; then it is run anew."""


class Run(NamedTuple):
    """A run of a task: the files before it (by path, with inode and content), and what it did to them."""

    task: Task
    files: dict[str, tuple[int, bytes]]
    operations: Sequence[Operation]
    done: Ended


@pytest.mark.skipif(COMPILER is None, reason="no C compiler here: the library that records writes can't be made")
def test_what_was_answered_is_there_after_a_power_cut(
    world: World, shim: Path | None, trials: int, share: tuple[int, int], tmp_path: Path
) -> None:
    assert shim is not None, "the compiler made no shim"
    number, count = share
    chance, tasks = random.Random(SEED * 1000 + number), world.tasks()
    if not trials:
        tasks = [tasks[0], *chance.sample(tasks[1:], 2)]
    usual = {task.name: usual_of(world, task) for task in tasks}
    wanted = (trials or ALWAYS) // count
    for turn, task in zip(range(0, wanted, EACH), by_turns(tasks, chance), strict=False):
        run = _run(world, task, tmp_path / "operations")
        for image in range(min(EACH, wanted - turn)):
            cut = chance.randrange(len(run.operations) + 1)
            told = f"seed {SEED}, share {number}, image {turn + image}: {task.name}, power cut after operation {cut} of {len(run.operations)}"
            _assert_survives(world, run, cut, chance, usual[task.name], told)
    note_figures("power cut", wanted)


def _run(world: World, task: Task, log: Path) -> Run:
    world.reset()
    place = world.place
    files = {str(path): (path.stat().st_ino, path.read_bytes()) for path in place.rglob("*") if path.is_file()}
    done = world.run(task, arm=Arm(str(place), log=str(log)))
    assert done.code == 0, (task.name, done.err)
    operations = [one for one in recorded(log) if not one.path.endswith("-shm")]
    assert "write" in {one.name for one in operations}
    return Run(task, files, operations, done)


def _assert_survives(world: World, run: Run, cut: int, chance: random.Random, usual: Usual, told: str) -> None:
    """Put what the cut leaves into the world itself, so that the record is the same file, and look at it."""
    disk, out = Disk(run.files, chance), b""
    for one in run.operations[:cut]:
        if one.name == "said":
            out += one.data
        else:
            disk.do(one)
    world.reset()
    _lay_out(disk.cut(), run.files)
    # A command that has come to its end had answered; one before may have.
    ended = cut == len(run.operations)
    done = Ended(0 if ended else -9, out.decode("utf-8", "replace"), "", 0)
    assert_sound(world, run.task, done, usual, told)


def _lay_out(image: dict[str, bytes], before: dict[str, tuple[int, bytes]]) -> None:
    for path in before.keys() - image.keys():
        Path(path).unlink()
    for path, content in image.items():
        if path in before and before[path][1] == content:
            continue
        file = Path(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
