"""What can't be written where it was asked for is refused: nothing of the command is there, no key, no version, no event."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.survival.looking import look
from tests.survival.tasks.task import Task
from tests.survival.world import World

SOAK = "HOURDESK_TRIALS" in os.environ


def _files(folder: Path) -> dict[str, bytes]:
    """What lies there beside the record, which SQLite writes in its own way."""
    passing = ("desk.db", "desk.head", "desk.in_use", "district.duckdb")
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not file.name.startswith(passing)
    }


def _aimed(task: Task, target: str) -> Task:
    return task._replace(line=task.line.replace(task.file, target), file=target)


# One of them in `make test`, all in the soak.
@pytest.mark.parametrize("target", ["a folder", "in no folder", "below a file"][: None if SOAK else 1])
def test_nothing_is_half_written(world: World, target: str, trials: int) -> None:
    tried = [task for task in world.tasks() if task.file]
    assert len(tried) > (24 if trials else 15)
    wrong = []
    # By turns in `make test`, as the targets.
    for task in tried if trials else tried[::3]:
        world.reset()
        out, folder = world.place / task.file, world.place / task.data
        if target == "a folder" and task.line.startswith("backup "):
            continue  # In a folder it gets a name of its own.
        match target:
            case "a folder":
                out.mkdir()
                aimed = task
            case "in no folder":
                aimed = _aimed(task, f"nowhere/{task.file}")
            case _:
                aimed = _aimed(task, f"more.csv/{task.file}")
        seen, files = look(folder), _files(folder)
        done = world.run(aimed)
        if done.code != 1 or not done.err.strip() or "Traceback" in done.err:
            wrong.append((task.name, done.code, done.err))
        if _files(folder) != files or look(folder) != seen:
            wrong.append((task.name, "something is there", str(_files(folder).keys() ^ files.keys())))
    world.reset()
    assert not wrong
