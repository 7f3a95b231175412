"""One trial: a task is cut off or hindered, and what must be true afterwards."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from checkin.clock import SYSTEM_CLOCK
from storage.store import open_store
from tests.survival.looking import NOTHING, Seen, assert_whole, look
from tests.survival.program import Arm, Ended
from tests.survival.tasks.task import Task
from tests.survival.world import World

LEAVERS_BIRTH = b"2001-02-03"


class Usual(NamedTuple):
    """What a task does where nobody disturbs it: how long it takes (seconds), how many operations on files it does, what is in
    its folder before and after, the names there that begin with a dot, what is in its other folder before and after, and what is
    in its folder after each part of it alone."""

    seconds: float
    operations: int
    before: Seen
    after: Seen
    dotted: frozenset[str]
    files_before: frozenset[str]
    files: frozenset[str]
    parts: tuple[Seen, ...]


def by_turns(tasks: list[Task], chance: random.Random) -> Iterator[Task]:
    """Every third one is the first task, a scan: that is what the desk does all day. Of the others none comes again before all came."""
    while True:
        for place, task in enumerate(chance.sample(tasks[1:], len(tasks) - 1)):
            if place % 2 == 0:
                yield tasks[0]
            yield task


def usual_of(world: World, task: Task) -> Usual:
    """Run a task undisturbed, and see what comes of it."""
    folder = world.place / task.data
    world.reset()
    before = look(folder) if folder.is_dir() else NOTHING
    files_before = files_in(world.place, task)
    world.reset()
    began = time.monotonic()
    done = world.run(task, arm=Arm(str(world.place)))
    seconds = time.monotonic() - began
    assert done.code == 0, (task.name, done.out, done.err)
    after = look(folder)
    assert not before.wrong and not after.wrong, (task.name, before.wrong, after.wrong)
    dotted = frozenset(path.name for path in folder.glob(".*"))
    files = files_in(world.place, task)
    parts = tuple(_seen_after(world, task._replace(line=line)) for line in task.each)
    return Usual(seconds, done.count, before, after, dotted, files_before, files, parts)


def _seen_after(world: World, task: Task) -> Seen:
    world.reset()
    assert world.run(task).code == 0, task.line
    return look(world.place / task.data)


def files_in(place: Path, task: Task) -> frozenset[str]:
    """The names of the files in the folder that a task writes to, without those of a write that was cut off."""
    found = (place / task.folder).glob("*") if task.folder else ()
    return frozenset(file.name for file in found if not file.name.startswith("."))


def assert_sound(world: World, task: Task, done: Ended, usual: Usual, told: str, *, can_undo: bool = True) -> None:
    """What was answered is there, a file that was promised is whole, the record is sound with all of the command or nothing of it,
    and the next start goes on. `told` names the trial in a failure. Where the disk refuses to delete too, not `can_undo`, files that
    took their places already stay.
    """
    assert "Traceback" not in done.err, (told, done.err)
    if task.file and (done.code == 0 or (world.place / task.file).exists()):
        assert_whole(world.place / task.file, told)
    if task.folder:
        _assert_all_or_none(world.place, task, done.code, usual, told, can_undo)
    folder = world.place / task.data
    seen = look(folder)
    if done.code != 0 and (usual.before == NOTHING or task.name.startswith("restore")):
        # What began to make or restore a desk or a district: done again it comes through, and clears what the first one left.
        again = world.run(task)
        assert again.code == 0 or "already" in again.err, (told, again.err)
        seen = look(folder)
    if task.name == "purge" and done.code != 0:
        _assert_purge_finished(world, task, told)
        seen = look(folder)
    assert not seen.wrong, (told, seen.wrong)
    assert not set(done.scans) - seen.scans, (told, set(done.scans) - seen.scans)
    left = {path.name for path in folder.iterdir() if path.name.startswith(".") and path.suffix != ".lock"}
    assert not left - usual.dotted, (told, left)
    _assert_all_or_nothing(task, done.code, seen, usual, told)


def _assert_all_or_none(place: Path, task: Task, code: int, usual: Usual, told: str, can_undo: bool) -> None:
    """Each of several files is whole; all of them are there or none. Only a kill while they take their places leaves some, or a disk
    that lets nobody take them back."""
    there = files_in(place, task)
    for name in there:
        assert_whole(place / task.folder / name, told)
    is_some = usual.files_before <= there <= usual.files and (code < 0 or (code == 1 and not can_undo))
    whole = [usual.files] if code == 0 else [usual.files_before, usual.files]
    assert is_some or there in whole, (told, there)


def _assert_purge_finished(world: World, task: Task, told: str) -> None:
    """The next start finishes what was begun: where fields are gone their bytes are gone too, and a statement says so."""
    started = world.run(Task("start", "roster list", task.data))
    assert started.code == 0, (told, started.err)
    folder = world.place / task.data
    is_purged = bool(list(folder.glob("purged/*.hdpurge")))
    with open_store(folder, SYSTEM_CLOCK) as store:
        assert bool(store.ledger.queries.of_kind("purge")) == is_purged, (told, started.err)
    there = [file.name for file in folder.glob("desk.db*") if LEAVERS_BIRTH in file.read_bytes()]
    assert bool(there) != is_purged, (told, there)


def _assert_all_or_nothing(task: Task, code: int, seen: Seen, usual: Usual, told: str) -> None:
    whole = [usual.after] if code == 0 else [usual.before, usual.after, *usual.parts]
    if code != 0 and task.stepwise:
        events, most = seen.rows["log"], usual.after.rows["log"]
        assert usual.before.rows["log"] <= events <= most, (told, events, most)
        return
    known = [(one.rows, one.is_protected) for one in whole]
    assert (seen.rows, seen.is_protected) in known, (told, _differences(seen, whole))


def _differences(seen: Seen, whole: Iterable[Seen]) -> list[dict[str, tuple[int | None, int | None]]]:
    """The tables that have another count of rows than expected."""
    return [
        {name: (seen.rows.get(name), one.rows.get(name)) for name in {*seen.rows, *one.rows} if seen.rows.get(name) != one.rows.get(name)}
        for one in whole
    ]  # fmt: skip
