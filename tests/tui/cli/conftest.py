"""A desk that is worked by command, in this process: the same command tree as the program's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from checkin.texts import use_language
from tests.copied_desks import Made
from tests.standing_clock import StandingClock
from tui.cli.base.desk_choice import DeskChoice
from tui.cli.main import hourdesk

ROSTER = """学号,姓名,班级,人员类别
001,张 伟,七1班,学生
002,李娜,七1班,学生
003,王小明,七2班,学生
T01,陈老师,,教师
"""


@dataclass(frozen=True)
class Answer:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Standard output, line by line."""
        return self.out.splitlines()

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Standard output as one JSON object a line."""
        return [json.loads(line) for line in self.lines]


Run = Callable[..., Answer]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """English, no PIN, and no folder of the person who runs the tests."""
    for name in (
        "HOURDESK_PIN",
        "HOURDESK_NEW_PIN",
        "HOURDESK_PASSPHRASE",
        "HOURDESK_KIT_PASSPHRASE",
        "HOURDESK_DATA",
        "SHELL",
        "LANGUAGE",
        "LC_MESSAGES",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    yield
    use_language("en")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where the desk of the test keeps everything."""
    return tmp_path / "desk"


@pytest.fixture
def clock() -> StandingClock:
    """It is half past eleven in Shanghai, on a Thursday two years after the activity A1."""
    return StandingClock(datetime(2026, 3, 5, 11, 30, tzinfo=ZoneInfo("Asia/Shanghai")))


def run_at(data: Path, clock: StandingClock) -> Run:
    """Run `hourdesk --data … ARGS`; a bug comes through as the exception that it is."""

    def run_command(*args: object, stdin: str | bytes | BinaryIO = b"") -> Answer:
        words = ["--data", str(data), *(str(arg) for arg in args)]
        result = CliRunner().invoke(
            hourdesk,
            words,
            input=stdin,
            prog_name="hourdesk",
            obj=DeskChoice(clock=clock.clock),
            catch_exceptions=False,
        )
        return Answer(result.exit_code, result.stdout, result.stderr)

    return run_command


@pytest.fixture
def run(data: Path, clock: StandingClock) -> Run:
    """`hourdesk` on the desk of the test."""
    return run_at(data, clock)


def make_desk(folder: Path, clock: StandingClock) -> Run:
    """A desk in the folder `desk`, with four people and the activity A1, and the roster beside it."""
    run, roster = run_at(folder / "desk", clock), folder / "roster.csv"
    roster.write_text(ROSTER, "utf-8")
    activity = ("--code", "A1", "--name", "清洁家园", "--place", "公园")
    planned = ("--start", "2024-03-05T09:00", "--end", "2024-03-05T12:00")
    for command in (
        ("init", "--team", "FD", "--name", "复旦中学"),
        ("roster", "import", roster),
        ("activity", "add", *activity, *planned),
    ):
        assert run(*command).code == 0
    return run


@pytest.fixture
def desk(run: Run, clock: StandingClock, tmp_path: Path, made: Made) -> Run:
    """A desk with four people and the activity A1, 5 March 2024, 9 to 12 in the park."""
    made.copy(("desk", clock.now_ms), lambda folder: make_desk(folder, clock), tmp_path)
    return run


@pytest.fixture
def badge(desk: Run) -> Callable[[str], str]:
    """The badge number of a volunteer number."""
    badges = {person["number"]: person["badge"] for person in desk("roster", "list", "--json").objects}
    return badges.__getitem__
