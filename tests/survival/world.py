"""A folder with desks, a district and what they sent, to which commands are done; it can be put back as it was."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from tests.survival.building import built
from tests.survival.program import Ended, Program
from tests.survival.tasks import TASKS
from tests.survival.tasks.task import Task

INPUTS = (".hdkit", ".hdpack", ".backup", ".csv")
"""Endings of files that a task reads, where it does not write them."""


class World:
    """The folder `place`; `keep` has a second name for each of its files, so that a file that comes back is the same one."""

    def __init__(self, program: Program, place: Path, keep: Path) -> None:
        self._program, self.place, self._keep = program, place, keep
        self._bytes: dict[str, bytes] = {}
        self._seen: dict[str, tuple[int, ...]] = {}
        self._folders: list[str] = []
        self.names: dict[str, str] = {}

    def build(self, *, all_of_it: bool = True) -> None:
        """Make everything, or only what belongs to the school's own two desks, and remember it as it is."""
        self.place.mkdir()
        self.names = built(self._did, self.place, all_of_it=all_of_it)
        self._remember()

    def tasks(self) -> list[Task]:
        """The tasks that can be done in this world, `scan` first."""
        here = {"third", *self._folders}
        named = set(self.names)
        return [task for task in TASKS if task.data in here and task.needs() <= named and self._has_files(task)]

    def _has_files(self, task: Task) -> bool:
        words = task.arguments(self.names)
        return all((self.place / word).exists() for word in words if word.endswith(INPUTS) and word != task.file)

    def reset(self) -> None:
        """Put every file back, the same one where it was; delete what came."""
        for path in sorted(self.place.rglob("*"), reverse=True):
            name = str(path.relative_to(self.place))
            if path.is_dir() and not path.is_symlink():
                if name not in self._folders:
                    path.rmdir()
            elif name not in self._bytes:
                path.unlink()
        for name in self._folders:
            (self.place / name).mkdir(exist_ok=True, mode=0o700)
        for name in self._bytes:
            self._put_back(name)

    def _put_back(self, name: str) -> None:
        path, kept = self.place / name, self._keep / name.replace("/", "|")
        if not path.exists() or not path.samefile(kept):
            path.unlink(missing_ok=True)
            os.link(kept, path)
        if _look(path) != self._seen[name]:
            path.write_bytes(self._bytes[name])
            os.utime(path, ns=(path.stat().st_atime_ns, self._seen[name][0]))

    def run(self, task: Task, **more: Any) -> Ended:
        """Do a task; `more` is for `Program.run`."""
        arguments = ("--data", task.data, *task.arguments(self.names))
        environment = {name: value.format(**self.names) for name, value in task.environment.items()}
        return self._program.run(arguments, self.place, task.stdin.format(**self.names), environment, **more)

    def _did(self, data: str, *arguments: str, stdin: str = "", environment: Any = None, ago: int = 0) -> Ended:
        done = self._program.run(("--data", data, *arguments), self.place, stdin, environment, ago=ago)
        assert done.code == 0, (arguments, done.out, done.err)
        return done

    def _remember(self) -> None:
        self._keep.mkdir()
        for path in sorted(self.place.rglob("*")):
            name = str(path.relative_to(self.place))
            if path.is_dir():
                self._folders.append(name)
            else:
                self._bytes[name], self._seen[name] = path.read_bytes(), _look(path)
                os.link(path, self._keep / name.replace("/", "|"))


def _look(path: Path) -> tuple[int, ...]:
    """What changes with each write to a file."""
    status = path.stat()
    return status.st_mtime_ns, status.st_size, status.st_mode
