"""Two schools with one code come to the district; and one school that was set up anew. People are never merged by number alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from exports.district.district import open_district
from tests.portions import in_the_soak, share
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Answer
from tests.tui.cli.laptops import Laptop
from tui.cli.base.desk_choice import DeskChoice
from tui.cli.main import hourdesk


class Clerk:
    """The clerk's commands in the district's folder."""

    def __init__(self, folder: Path, clock: StandingClock) -> None:
        self._folder, self._clock = folder, clock
        assert self("init", "--name", "区教委").code == 0

    def __call__(self, *words: object) -> Answer:
        args = ["--data", str(self._folder), "district", *(str(word) for word in words)]
        done = CliRunner().invoke(hourdesk, args, obj=DeskChoice(clock=self._clock.clock), catch_exceptions=False)
        return Answer(done.exit_code, done.stdout, done.stderr)

    def minutes(self) -> dict[str, int]:
        """The minutes by number."""
        found: dict[str, int] = {}
        for row in self("sessions", "--json").objects:
            found[str(row["volunteer"])] = found.get(str(row["volunteer"]), 0) + int(row["minutes"])
        return found

    def names(self) -> dict[str, str]:
        """The names by number, of all registers."""
        with open_district(self._folder, self._clock.clock) as district:
            rows = district.db.execute("SELECT number, string_agg(DISTINCT name) FROM volunteer GROUP BY number")
            return dict(rows.fetchall())


@pytest.fixture
def clerk(tmp_path: Path, clock: StandingClock) -> Clerk:
    return Clerk(tmp_path / "district", clock)


def school(place: Path, clock: StandingClock, name: str, people: list[str], end: str, desk: str = "1") -> Laptop:
    """A school with the code FD, whose 001 and 002 served from nine o'clock until `end`."""
    laptop = Laptop(place, clock).set_up(desk, people, name)
    for number in ("001", "002"):
        laptop.scan(laptop.badge(number), "09:00:00", end)
    clock.advance(1000)
    return laptop


@pytest.fixture
def fudan(tmp_path: Path, clock: StandingClock, clerk: Clerk) -> Laptop:
    made = school(tmp_path / "fudan", clock, "复旦中学", ["001,张伟,七1班", "002,李娜,七1班"], "10:00:00")
    assert clerk("trust", made.pack()).code == 0 and clerk("merge", made.pack()).code == 0
    clock.advance(1000)
    return made


def test_another_school_of_the_same_code_is_called_another_school(
    clerk: Clerk, fudan: Laptop, tmp_path: Path, clock: StandingClock
) -> None:
    other = school(tmp_path / "other", clock, "枫桥中学", ["001,周杰,七1班", "002,吴彤,七1班"], "11:00:00")
    merged = clerk("merge", other.pack())
    for answer in (merged, clerk("trust", other.pack()), clerk("trust", "--also", other.pack())):
        said = answer.out + answer.err
        assert "“复旦中学” here" in said and "of “枫桥中学”" in said
        assert fudan.fingerprint() in said and other.fingerprint() in said
    chinese = clerk("trust", "--also", "--lang", "zh", other.pack())
    assert chinese.code == 1 and "这个文件是“枫桥中学”的" in chinese.err and "两所学校" in chinese.err
    assert clerk.minutes() == {"001": 60, "002": 60}
    assert clerk("trust", "--same-school", other.pack()).code == 2


@pytest.mark.parametrize("name", share(["复旦中学", "复 旦 中 学", "復旦中學"], 0, 3))
def test_a_school_that_was_set_up_anew_is_trusted_also(
    clerk: Clerk, fudan: Laptop, tmp_path: Path, clock: StandingClock, name: str
) -> None:
    anew = school(tmp_path / "anew", clock, name, ["001,张 伟,七1班", "002,李娜,七1班"], "10:30:00", "2")
    asked = clerk("trust", anew.pack())
    assert asked.code == 1 and "set up anew" in asked.err and "--also" in asked.err
    assert clerk("trust", "--also", anew.pack()).code == 0
    assert clerk("merge", anew.pack()).code == 0
    assert set(clerk.minutes()) == {"001", "002"}


@in_the_soak
def test_a_number_of_another_person_stays_apart_until_somebody_links_it(
    clerk: Clerk, fudan: Laptop, tmp_path: Path, clock: StandingClock
) -> None:
    campus = school(tmp_path / "campus", clock, "复旦中学", ["001,张伟,七1班", "002,赵敏,七3班"], "10:30:00", "2")
    assert clerk("trust", "--also", campus.pack()).code == 0
    assert clerk("merge", campus.pack()).code == 0
    apart = next(number for number, name in clerk.names().items() if name == "赵敏")
    assert apart.startswith("002-") and clerk.names()["002"] == "李娜"
    assert (clerk.minutes()["002"], clerk.minutes()[apart]) == (60, 90)


@in_the_soak
def test_whichever_school_comes_first_numbers_stay_apart(clerk: Clerk, tmp_path: Path, clock: StandingClock) -> None:
    """The second key's pack is merged before the first one's people are known."""
    first = school(tmp_path / "first", clock, "复旦中学", ["001,张伟,七1班", "002,李娜,七1班"], "10:00:00")
    second = school(tmp_path / "second", clock, "复旦中学", ["001,张伟,七1班", "002,赵敏,七3班"], "10:30:00", "2")
    assert clerk("trust", first.pack()).code == 0
    clock.advance(1000)
    assert clerk("trust", "--also", second.pack()).code == 0
    assert clerk("merge", second.pack()).code == 0
    assert clerk.names()["002"] == "赵敏"
    assert clerk("merge", first.pack()).code == 0
    assert sorted(clerk.names().values()).count("赵敏") == 1 and clerk.names()["002"] == "李娜"
    assert clerk.minutes()["002"] == 60


@in_the_soak
def test_a_school_that_was_renamed_is_one_school_when_somebody_says_so(
    clerk: Clerk, fudan: Laptop, tmp_path: Path, clock: StandingClock
) -> None:
    renamed = school(tmp_path / "renamed", clock, "渝中第一中学", ["001,张伟,七1班", "002,李娜,七1班"], "10:30:00", "2")
    assert clerk("trust", "--also", renamed.pack()).code == 1
    assert clerk("trust", "--also", "--same-school", renamed.pack()).code == 0
    assert clerk("merge", renamed.pack()).code == 0
    assert set(clerk.minutes()) == {"001", "002"}
