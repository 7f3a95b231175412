"""A district with two schools: FD issued certificates at two desks, YZ checks them. Everything happens in March 2024."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Answer
from tui.cli.base.desk_choice import DeskChoice
from tui.cli.main import hourdesk

ROSTER = "学号,姓名,班级,人员类别\n001,张伟,七1班,学生\n002,李娜,七1班,学生\n003,王小明,七2班,学生\n"
PLAN = ("--name", "清洁家园", "--place", "公园", "--start", "2024-03-05T09:00", "--end", "2024-03-05T12:00")


@dataclass
class World:
    """`fd` and `gate` are desks of one school, `yz` is another school's, `district` theirs, `nowhere` an empty folder."""

    folder: Path
    clock: StandingClock

    def __call__(self, who: str, *words: object, clock: StandingClock | None = None) -> Answer:
        """Run `hourdesk --data WHO WORDS`."""
        line = ["--data", str(self.folder / who), "--lang", "en", *map(str, words)]
        choice = DeskChoice(clock=(clock or self.clock).clock)
        done = CliRunner().invoke(hourdesk, line, prog_name="hourdesk", obj=choice, catch_exceptions=False)
        return Answer(done.exit_code, done.stdout, done.stderr)

    def do(self, who: str, *words: object) -> Answer:
        """As calling it; it must go well."""
        answer = self(who, *words)
        assert answer.code == 0, (words, answer.out, answer.err)
        return answer

    def verify(self, who: str, *words: object, clock: StandingClock | None = None) -> tuple[int, list[str]]:
        """The exit code, and the result of each source."""
        answer = self(who, "certificate", "verify", *words, "--json", clock=clock)
        return answer.code, [row["result"] for row in answer.objects]

    def hand_in(self) -> None:
        """The packs of both desks of FD go to the district."""
        for who in ("fd", "gate"):
            self.do(who, "export", self.folder / f"{who}.hdpack")
            self.do("district", "district", "merge", self.folder / f"{who}.hdpack")


def at(day: int, month: int = 3, year: int = 2024) -> StandingClock:
    """Noon of a day."""
    return StandingClock(datetime(year, month, day, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai")))


def school(world: World, who: str, team: str, name: str) -> None:
    """A first desk with three pupils, an activity and confirmed hours of two of them."""
    roster = world.folder / "roster.csv"
    roster.write_text(ROSTER, "utf-8")
    world.do(who, "init", "--team", team, "--name", name)
    world.do(who, "roster", "import", roster)
    world.do(who, "activity", "add", "--code", "A1", *PLAN)
    for number, minutes in (("001", 90), ("002", 60)):
        world.do(who, "add", "--volunteer", number, "--activity", "A1", "--minutes", minutes, "--reason", "扶老")
    world.do(who, "confirm", "--activity", "A1")


@pytest.fixture(scope="session")
def made_world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Made once: certificates 1.jwt and 2.jwt of FD, 3.jwt revoked; gate.jwt from the desk without the team's key;
    the district's list has all of them, and YZ took its kit."""
    monkeypatch = pytest.MonkeyPatch()
    for name in ("HOURDESK_PIN", "HOURDESK_PASSPHRASE", "HOURDESK_DATA"):
        monkeypatch.delenv(name, raising=False)
    world = World(tmp_path_factory.mktemp("world"), at(6))
    folder = world.folder
    school(world, "fd", "FD", "复旦中学")
    world.do("fd", "kit", folder / "team.hdkit", "--desk", "gate")
    world.do("gate", "init", "--kit", folder / "team.hdkit")
    world.do("gate", "add", "--volunteer", "003", "--activity", "A1", "--minutes", 30, "--reason", "扶老")
    world.do("gate", "confirm", "--activity", "A1")
    for name, number in (("1", "001"), ("2", "002"), ("3", "001")):
        world.do("fd", "certificate", "issue", folder / f"{name}.pdf", number)
    world.do("gate", "certificate", "issue", folder / "gate.pdf", "003")
    third = world.do("fd", "certificate", "verify", folder / "3.jwt", "--json").objects[0]["number"]
    world.do("fd", "certificate", "revoke", third, "--reason", "误发")
    school(world, "yz", "YZ", "渝中实验小学")
    world.do("district", "district", "init", "--code", "YZQ", "--name", "渝中区教委")
    world.do("fd", "export", folder / "fd.hdpack")
    world.do("yz", "export", folder / "yz.hdpack")
    for who in ("fd", "yz"):
        world.do("district", "district", "trust", folder / f"{who}.hdpack")
    world.do("district", "district", "merge", folder / "yz.hdpack")
    world.hand_in()
    world.do("district", "district", "kit", folder / "district.hdkit")
    world.do("district", "district", "credentials", folder / "list.jwt")
    world.do("yz", "kit", "--take", folder / "district.hdkit")
    monkeypatch.undo()
    return world
