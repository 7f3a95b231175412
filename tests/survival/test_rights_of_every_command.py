"""Each command that writes, in folders that stood open before: afterwards nobody else may read what lies in them."""

from __future__ import annotations

import os
import random

from tests.survival.world import World

OPENS_NO_FOLDER = ("roster template", "doctor")
"""What writes a sheet without opening the desk; the next command that opens it closes the folder."""
ALWAYS = 6
"""Commands in `make test`; all of them in the soak."""


def test_what_stood_open_is_closed(world: World, trials: int) -> None:
    tasks = [task for task in world.tasks() if task.name not in OPENS_NO_FOLDER]
    world.reset()
    usual = {place: place.stat().st_mode & 0o777 for place in world.place.rglob("*")}
    chance = random.Random(int(os.environ.get("HOURDESK_SEED", "13")))
    for task in tasks if trials else chance.sample(tasks, ALWAYS):
        world.reset()
        for place in world.place.rglob("*"):
            place.chmod(0o777 if place.is_dir() else 0o666)
        done = world.run(task)
        assert done.code == 0, (task.name, done.err)
        folder = world.place / task.data
        left = [str(one) for one in (folder, *folder.rglob("*")) if not one.is_symlink() and one.stat().st_mode & 0o077]
        assert not left, (task.name, left)
    world.reset()
    # As it was, for the tests that come after.
    for place, mode in usual.items():
        place.chmod(mode)
    world.reset()
