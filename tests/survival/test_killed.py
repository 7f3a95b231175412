"""Each command that writes is killed at seeded moments: what was shown green is there, and the next start finishes or undoes."""

from __future__ import annotations

import os
import random

import pytest

from tests.survival.figures import note_figures
from tests.survival.trials import assert_sound
from tests.survival.world import World

SEED = int(os.environ.get("HOURDESK_SEED", "13"))
ALWAYS = 24
"""Kills in `make test`."""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL and no fork")
def test_killed_at_any_moment(world: World, trials: int) -> None:
    chance, tasks = random.Random(SEED), world.tasks()
    # How long each takes, so that the kills lie within it.
    long = {}
    for task in tasks if trials else tasks[:8]:
        world.reset()
        began = os.times().elapsed
        world.run(task)
        long[task.name] = os.times().elapsed - began
    chosen = [task for task in tasks if task.name in long]
    killed = 0
    for number in range(trials or ALWAYS):
        # Every third one is a scan: that is what the desk does all day.
        task = chosen[0] if number % 3 == 0 else chance.choice(chosen)
        world.reset()
        after = chance.uniform(0, long[task.name] * 1.1)
        done = world.run(task, kill_after=after)
        killed += done.code == -9
        assert_sound(world, task, done, f"seed {SEED}, trial {number}: {task.name} killed after {after:.4f} s")
    assert killed > (trials or ALWAYS) // 4
    note_figures("killed", killed)
