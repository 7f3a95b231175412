"""A folder with a team's desks, a kit, a pack and a backup, to which commands are done; it can be put back as it was."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from storage.disk import sqlite
from tests.survival.program import Ended, Program

ROSTER = "学号,姓名,班级,人员类别\n" + "".join(f"{n:03d},学生{n},七1班,学生\n" for n in range(1, 7))
MORE = "学号,姓名,班级,人员类别\n" + "".join(f"{n:03d},学生{n},七2班,学生\n" for n in range(7, 12))
WHY = ("--reason", "试验")


class Task(NamedTuple):
    """A command that writes: its arguments, what it reads, its environment, and the data folder that it works on."""

    name: str
    arguments: tuple[str, ...]
    data: str = "first"
    stdin: str = ""
    environment: Mapping[str, str] = {}


class World:
    """The folder `place`; `keep` has a second name for each of its files, so that a file that comes back is the same one."""

    def __init__(self, program: Program, place: Path, keep: Path) -> None:
        self._program, self.place, self._keep = program, place, keep
        self._bytes: dict[str, bytes] = {}
        self._folders: list[str] = []
        self.badges: list[str] = []

    def build(self) -> None:
        """Make everything, and remember it as it is."""
        self.place.mkdir()
        (self.place / "roster.csv").write_text(ROSTER, "utf-8")
        (self.place / "more.csv").write_text(MORE, "utf-8")
        planned = ("--start", "2026-03-05T09:00", "--end", "2026-03-05T12:00")
        self._did("first", "init", "--team", "FD", "--name", "复旦中学")
        self._did("first", "roster", "import", "roster.csv")
        self._did("first", "activity", "add", "--code", "A1", "--name", "清洁", "--place", "公园", *planned)
        people = self._did("first", "roster", "list", "--json").out.splitlines()
        self.badges = [json.loads(line)["badge"] for line in people]
        self._did("first", "scan", "--activity", "A1", "--json", "-", stdin=self.lines(3))
        self._did("first", "kit", "team.hdkit")
        self._did("second", "init", "--kit", "team.hdkit", "--desk", "2")
        self._did("second", "scan", "--activity", "A1", "--json", "-", stdin=self.lines(5, "09:40:00"))
        self._did("second", "export", "second.hdpack")
        self._did("first", "backup", "first.backup")
        self._remember()

    def lines(self, count: int, at: str = "09:10:00") -> str:
        """Lines of a scanner's memory."""
        return "".join(f"2026-03-05T{at}+08:00\t{badge}\n" for badge in self.badges[:count])

    def tasks(self) -> list[Task]:
        """Every kind of command that writes."""
        session = json.loads(self._did("first", "sessions", "--json").out.splitlines()[0])["open_event"]
        self.reset()
        return [
            Task("scan", ("scan", "--activity", "A1", "--json", "-"), stdin=self.lines(4, "10:30:00")),
            Task("init", ("init", "--team", "FD", "--name", "复旦中学"), "third"),
            Task("init --kit", ("init", "--kit", "team.hdkit", "--desk", "3"), "third"),
            Task("restore", ("restore", "first.backup")),
            Task("restore anew", ("restore", "first.backup"), "third"),
            Task("backup", ("backup", "out.backup")),
            Task("kit", ("kit", "out.hdkit")),
            Task("kit --take", ("kit", "--take", "team.hdkit"), "second"),
            Task("take", ("take", "second.hdpack")),
            Task("export pack", ("export", "out.hdpack")),
            Task("export table", ("export", "out.csv")),
            Task("roster import", ("roster", "import", "more.csv", "--add")),
            Task("activity add", ("activity", "add", "--code", "B1", "--name", "护校", "--place", "校门", "--start", "2026-03-06T07:00", "--end", "2026-03-06T08:00")),
            Task("policy set", ("policy", "set", "grid_minutes=10")),
            Task("add", ("add", "--volunteer", "001", "--activity", "A1", "--minutes", "30", *WHY)),
            Task("void", ("void", session, *WHY)),
            Task("reissue", ("badges", "reissue", "002")),
            Task("pin set", ("pin", "set"), environment={"HOURDESK_NEW_PIN": "482916"}),
            Task("revoke-desk", ("revoke-desk", self.second_desk, *WHY)),
            Task("purge", ("purge", *WHY)),
        ]  # fmt: skip

    @property
    def second_desk(self) -> str:
        """The whole id of the second desk, which the first desk has not taken in."""
        return next(file.stem for file in (self.place / "second" / "keys").glob("?" * 16 + ".pem"))

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
        for name, content in self._bytes.items():
            path, kept = self.place / name, self._keep / name.replace("/", "|")
            if not path.exists() or not path.samefile(kept):
                path.unlink(missing_ok=True)
                os.link(kept, path)
            if path.read_bytes() != content:
                path.write_bytes(content)

    def run(self, task: Task, **more: object) -> Ended:
        """Do a task; `more` is for `Program.run`."""
        arguments = ("--data", task.data, *task.arguments)
        return self._program.run(arguments, self.place, task.stdin, task.environment, **more)  # type: ignore[arg-type]

    def check(self, data: str) -> Ended:
        """What `check` says of a desk."""
        return self._program.run(("--data", data, "check"), self.place)

    def events(self, data: str) -> set[str]:
        """The ids of the scans in a desk's record."""
        with closing(sqlite.connect(self.place / data / "desk.db")) as connection:
            return {id_ for (id_,) in connection.execute("SELECT id FROM log WHERE kind = 'scan'")}

    def _did(self, data: str, *arguments: str, stdin: str = "") -> Ended:
        done = self._program.run(("--data", data, *arguments), self.place, stdin)
        assert done.code == 0, (arguments, done.out, done.err)
        return done

    def _remember(self) -> None:
        self._keep.mkdir()
        for path in sorted(self.place.rglob("*")):
            name = str(path.relative_to(self.place))
            if path.is_dir():
                self._folders.append(name)
            else:
                self._bytes[name] = path.read_bytes()
                os.link(path, self._keep / name.replace("/", "|"))
