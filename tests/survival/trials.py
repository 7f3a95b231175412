"""One trial: a task is cut off or hindered, and what must be true afterwards."""

from __future__ import annotations

from pathlib import Path

from tests.survival.program import Ended
from tests.survival.world import Task, World

NEW_DESK = frozenset({"init", "init --kit", "restore anew"})
"""Tasks that make a desk in a folder where none was."""
WRITES_FILE = {"backup": "out.backup", "kit": "out.hdkit", "export pack": "out.hdpack", "export table": "out.csv"}


def assert_sound(world: World, task: Task, done: Ended, told: str) -> None:
    """What was answered is there, a file that was promised is there, the record is sound, and the next start goes on.

    `told` names the trial in a failure.
    """
    assert "Traceback" not in done.err, (told, done.err)
    if done.code == 0 and task.name in WRITES_FILE:
        assert (world.place / WRITES_FILE[task.name]).stat().st_size > 0, told
    database = world.place / task.data / "desk.db"
    if task.name in NEW_DESK and (done.code != 0 or not database.exists()):
        assert done.code != 0, told
        again = world.run(task)
        there = "already" in again.err
        assert again.code == 0 or there, (told, again.err)
    checked = world.check(task.data)
    assert checked.code == 0, (told, checked.out, checked.err)
    missing = set(done.scans) - world.events(task.data)
    assert not missing, (told, missing)
    left = [path.name for path in (world.place / task.data).iterdir() if _is_half_written(path)]
    assert not left, (told, left)


def _is_half_written(path: Path) -> bool:
    """Files that are written beside their place, and then renamed: the next start has deleted them."""
    return path.name.startswith(".hourdesk-") and path.suffix != ".lock"
