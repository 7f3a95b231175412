"""Each command that writes is killed at seeded moments: what was shown green is there, and the next start finishes or undoes."""

from __future__ import annotations

import os
import random

import pytest

from tests.survival.figures import note_figures
from tests.survival.trials import assert_sound, by_turns, usual_of
from tests.survival.world import World

SEED = int(os.environ.get("HOURDESK_SEED", "13"))
ALWAYS = 16
"""Kills in `make test`."""
SLOW = 1.0
"""Seconds: a task that takes longer, because a passphrase is dear there, is killed a hundredth as often."""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL and no fork")
def test_killed_at_any_moment(world: World, trials: int, share: tuple[int, int]) -> None:
    number, count = share
    chance, tasks = random.Random(SEED * 1000 + number), world.tasks()
    if not trials:
        tasks = [tasks[0], *chance.sample(tasks[1:], 4)]
    usual = {task.name: usual_of(world, task) for task in tasks}
    wanted, killed = (trials or ALWAYS) // count, 0
    for turn, chosen in zip(range(wanted), by_turns(tasks, chance), strict=False):
        slow = usual[chosen.name].seconds > SLOW and chance.random() > 0.01
        task = tasks[0] if slow else chosen
        world.reset()
        after = chance.uniform(0, usual[task.name].seconds * 1.1)
        done = world.run(task, kill_after=after)
        killed += done.code == -9
        told = f"seed {SEED}, share {number}, trial {turn}: {task.name} killed after {after:.4f} s"
        assert_sound(world, task, done, usual[task.name], told)
    assert killed > wanted // 4
    note_figures("killed", killed)
