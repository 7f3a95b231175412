"""The n-th write, sync, rename … fails, once or from then on: the command ends in a sentence, and nothing is half written."""

from __future__ import annotations

import errno
import os
import random
from pathlib import Path

import pytest

from tests.survival.figures import note_figures
from tests.survival.program import COMPILER, KILL, Arm
from tests.survival.tasks.task import Task
from tests.survival.trials import assert_sound, usual_of
from tests.survival.world import World

SEED = int(os.environ.get("HOURDESK_SEED", "13"))
ALWAYS = 16
"""Faults in `make test`; in the soak each place of each command is tried, if there are trials enough."""
ERRORS = {errno.EIO: "EIO", errno.ENOSPC: "ENOSPC", KILL: "killed"}


@pytest.mark.skipif(COMPILER is None, reason="no C compiler here: the library that makes writes fail can't be made")
def test_each_write_fails_once_or_for_good(
    world: World, shim: Path | None, trials: int, share: tuple[int, int]
) -> None:
    assert shim is not None, "the compiler made no shim"
    number, count = share
    # All shares draw the same list, and each takes its part of it.
    chance, tasks = random.Random(SEED), world.tasks()
    if not trials:
        tasks = [tasks[0], *chance.sample(tasks[1:], 3)]
    usual = {task.name: usual_of(world, task) for task in tasks}
    faults = [
        (task, at, error, always)
        for task in tasks
        for at in range(1, usual[task.name].operations + 1)
        for error in ERRORS
        for always in ((False,) if error == KILL else (False, True))
        if usual[task.name].seconds < 1 or at % 10 == 1
    ]
    chance.shuffle(faults)
    chosen = faults[: trials or ALWAYS][number::count]
    for task, at, error, always in chosen:
        world.reset()
        done = world.run(task, arm=Arm(str(world.place), at, error, always))
        how = f"{ERRORS[error]}, {'from then on' if always else 'once'}"
        said = f"{task.name}: operation {at} of {usual[task.name].operations}, {how}"
        _assert_told(task, done.code, done.err, error, said)
        assert_sound(world, task, done, usual[task.name], said, can_undo=not always)
    note_figures("failing disk", len(chosen))


def _assert_told(task: Task, code: int, err: str, error: int, said: str) -> None:
    """An error of the disk ends in a sentence, or does no harm."""
    assert code in ((0, 1, -9) if error == KILL else (0, 1)), (said, code, err)
    if code == 1:
        assert err.strip(), said
