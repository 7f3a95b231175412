"""The district asks a school why so much of one desk's time comes from elsewhere than from scans in time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from textual.widgets import DataTable

from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import PAPER, VOUCHED, Amend, Direction
from checkin.rules.period import ALL_DAYS
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from checkin.texts import use_language
from exports.district.asks.shares import desk_shares, unusual_shares
from exports.district.district import District
from exports.district.reports.workbook import write_workbook
from storage.disk.ids import new_id
from storage.store import Store
from storage.supervision import corrections
from tests.exports.district.schools import DAY, HOUR, MINUTE, School, received, school
from tests.exports.reading_back import values_as_text
from tests.portions import in_the_soak, share
from tests.tui.driving import until
from tui.cli.main import hourdesk
from tui.district.clerk_app import ClerkApp
from tui.district.way_line import WayLine

MORNING = DAY - 8 * HOUR
LI = Signature("li", "名单")


@pytest.fixture
def schools(tmp_path: Path) -> Iterator[list[School]]:
    """Three schools; at each somebody is there from eight to eight, scanned in time."""
    made = [
        school(tmp_path / code, code, f"{code}小学", [("001", "张伟"), ("002", "李娜")]) for code in ("FD", "YZ", "RM")
    ]
    for one in made:
        served(one.first, "001", 12)
    yield made
    for one in made:
        one.first.close()


def served(store: Store, number: str, hours: int, *, late: bool = False, source: str = "keyboard") -> str:
    """Somebody is there from eight on; the event that opened the session. `late`: entered when all was over."""
    team = store.identity.team
    voucher = f"{team}/001" if source in (PAPER, VOUCHED) else None
    opened = ""
    for at, way in ((MORNING, Direction.IN), (MORNING + hours * HOUR, Direction.OUT)):
        made = new_id(DAY + 20 * HOUR if late or voucher else at)
        scan = Arrival(made, at, "", f"{team}/A1", way, source, f"{team}/{number}", voucher)
        event = Desk(store.ledger).scan(scan, new_id(store.now())).event
        opened = opened or event
    return opened


def replay(store: Store) -> None:
    served(store, "002", 11, late=True)


def add(store: Store) -> None:
    corrections.add(store, "FD/002", "FD/A1", 600, LI, insist=True)


def rule(store: Store) -> None:
    corrections.rule(store, served(store, "002", 1), 600, LI)


def vouch(store: Store) -> None:
    served(store, "002", 11, source=VOUCHED)


def paper(store: Store) -> None:
    served(store, "002", 11, source=PAPER)


def correct(store: Store) -> None:
    corrections.amend_all(store, [Amend(served(store, "002", 11), at=MORNING + MINUTE)], LI)


def told(district: District, schools: list[School]) -> list[tuple[str, str, int]]:
    received(district, *(one.pack() for one in schools))
    return [(one.team, str(one.share), one.minutes) for one in unusual_shares(district)]


@pytest.mark.parametrize(
    ("deed", "share", "minutes"),
    share([(replay, "replayed", 660), (add, "added", 600), (rule, "ruled", 600), (vouch, "vouched", 660), (paper, "paper", 660),
     (correct, "corrected", 659)], 0, 6),
)  # fmt: skip
def test_one_desk_does_what_the_others_do_not(
    deed: Callable[[Store], None], share: str, minutes: int, schools: list[School], district: District
) -> None:
    deed(schools[0].first)
    assert told(district, schools) == [("FD", share, minutes)]
    (one,) = unusual_shares(district)
    assert (one.all_minutes, one.usual) == (720 + minutes, 0.0) and one.desk_name == "1号台"


@in_the_soak
def test_what_all_desks_do_is_usual(schools: list[School], district: District) -> None:
    for one in schools:
        replay(one.first)
    assert told(district, schools) == []
    assert [(one.team, one.usual == one.part) for one in desk_shares(district)] == [
        ("FD", True),
        ("RM", True),
        ("YZ", True),
    ]


@in_the_soak
def test_few_minutes_are_no_question(schools: list[School], district: District) -> None:
    served(schools[0].first, "002", 9, late=True)
    assert told(district, schools) == [] and [one.minutes for one in desk_shares(district)] == [540]


def test_a_single_desk_is_compared_with_nothing(schools: list[School], district: District) -> None:
    replay(schools[0].first)
    assert told(district, schools[:1]) == []
    assert [one.usual for one in desk_shares(district)] == [None]


@in_the_soak
def test_a_ruling_counts_at_the_desk_that_made_it(schools: list[School], district: District) -> None:
    """The second desk of FD scans in time; only its first desk rules, on its own and on the other's session."""
    fd = schools[0]
    rule(fd.first)
    with fd.another_desk("2号台") as second:
        served(second, "001", 1)
        packs = [fd.pack(), fd.pack(second, "two"), *(one.pack() for one in schools[1:])]
        received(district, *packs)
    assert [(one.desk_name, str(one.share)) for one in desk_shares(district)] == [("1号台", "ruled")]


def test_the_limits_are_data(schools: list[School], district: District) -> None:
    served(schools[0].first, "002", 9, late=True)
    assert told(district, schools) == []
    file = district.folder.settings / "shares.toml"
    file.write_text(file.read_text("utf-8").replace("least_minutes = 600", "least_minutes = 500"), "utf-8")
    assert len(unusual_shares(district)) == 1
    file.write_text("least_minutes = -1\nleast_share = nan\ntimes = 3\n", "utf-8")
    with pytest.raises(Refused) as refused:
        unusual_shares(district)
    assert len(refused.value.problems) == 4


@pytest.fixture
def six_teams(tmp_path: Path) -> Iterator[list[School]]:
    """Six schools; at each somebody is there in time, and two forgot to scan: one is typed later, one gets the time added."""
    people = [(number, f"张{number}") for number in ("001", "002", "003", "004", "005", "006", "007")]
    made = [school(tmp_path / code, code, f"{code}小学", people) for code in ("FD", "YZ", "RM", "BS", "NK", "SP")]
    for one in made:
        served(one.first, "001", 12)
        served(one.first, "002", 1, late=True)
        corrections.add(one.first, f"{one.code}/003", f"{one.code}/A1", 30, LI)
    yield made
    for one in made:
        one.first.close()


@pytest.mark.parametrize(
    ("in_time", "typed", "added", "ruled", "asked"),
    share(
        [
            (1, 11, 660, 660, ["added", "replayed", "ruled"]),
            (1, 0, 6000, 0, ["added"]),
            (2, 10, 600, 600, ["together"]),
            (2, 1, 30, 0, []),
        ],
        1,
        4,
    ),
)
def test_of_six_teams_one_desk_is_asked_about(
    in_time: int, typed: int, added: int, ruled: int, asked: list[str], six_teams: list[School], district: District
) -> None:
    """A second desk of one school brings hours that nobody scanned, of one kind or a little of each; its first desk and the
    five honest schools are not asked, and a second desk that is like them isn't either."""
    fd = six_teams[0]
    with fd.another_desk("2号台") as second:
        for number in ("004", "005")[:in_time]:
            served(second, number, 12)
        if typed:
            served(second, "006", typed, late=True)
        corrections.add(second, "FD/003", "FD/A1", added, LI, insist=True)
        if ruled:
            corrections.rule(second, served(second, "007", 1), ruled, LI)
        received(district, fd.pack(second, "two"), *(one.pack() for one in six_teams))
    place = str(district.folder.path)
    district.close()
    listed = CliRunner().invoke(hourdesk, ["--data", place, "district", "shares", "--json"], catch_exceptions=False)
    found = [json.loads(line) for line in listed.stdout.splitlines()]
    assert {(one["team"], one["desk_name"]) for one in found} == ({("FD", "2号台")} if asked else set())
    assert sorted(one["what"] for one in found) == asked
    plain = CliRunner().invoke(
        hourdesk, ["--data", place, "--lang", "zh", "district", "shares"], catch_exceptions=False
    )
    assert plain.output.count("2号台") == len(asked) and "1号台" not in plain.output


@in_the_soak
async def test_the_clerk_sees_a_question(schools: list[School], district: District, tmp_path: Path) -> None:
    """A list on the screen with the whole question below, and a sheet in the workbook, in the language of the reader."""
    replay(schools[0].first)
    told(district, schools)
    use_language("en")
    write_workbook(district, tmp_path / "report.xlsx", ALL_DAYS)
    (_heads, line) = openpyxl.load_workbook(tmp_path / "report.xlsx")["Questions"].iter_rows(values_only=True)
    assert not values_as_text(tmp_path / "report.xlsx")
    assert line[0] == "FD" and "Please ask the school why" in str(line[-1])
    use_language("zh")
    assert "请向学校了解原因" in unusual_shares(district)[0].text
    use_language("en")
    district.close()
    app = ClerkApp(district.folder.path, None, SYSTEM_CLOCK)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.query_one(DataTable).row_count > 0)
        await pilot.press("4")
        await until(pilot, lambda: app.query_one(WayLine).text.endswith("Unusual shares"))
        row = [str(cell).strip() for cell in app.query_one(DataTable).get_row_at(0)]
        assert row == ["FD小学", "1号台", "entered at another time than scanned", "11:00", "23:00", "48%", "0%"]
