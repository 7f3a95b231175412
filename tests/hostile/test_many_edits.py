"""Another desk edited, closed or renamed more activities than a statement of SQLite has room for, years apart from each other."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from bench.many_changes import Served, changed, pack_of_changes
from checkin.rules.events import ActivityChange, Close, Direction, Scan
from exports.exchange.kit.making import make_kit
from tests.exports.district.schools import DAY, school
from tests.portions import in_the_soak
from tests.standing_clock import StandingClock
from tui.cli.base.desk_choice import DeskChoice
from tui.cli.main import hourdesk

MANY = 1_100
_WEEK_MS = 7 * 86_400_000
SERVED = Served("FD/001", "FD/A1", "", DAY - MANY * _WEEK_MS)


def _start(place: int) -> int:
    return SERVED.at + place * _WEEK_MS


def _weekly(_served: Served, place: int, _before: str) -> ActivityChange:
    start = _start(place)
    plan = {"name": f"n{place}", "place": "p", "start": start, "end": start + 7_200_000, "timezone": "Asia/Shanghai"}
    return ActivityChange(f"FD/M{place}", plan, made=True)


def _there(_served: Served, place: int, _before: str) -> Scan:
    return Scan(f"FD/M{place}", Direction.IN, "keyboard", "FD/001")


def _edited(_served: Served, place: int, _before: str) -> ActivityChange | Close:
    """One after the other another end, another name, a close."""
    key = f"FD/M{place}"
    if place % 3 == 2:
        return Close(key)
    return ActivityChange(key, {"name": "另一名"} if place % 3 else {"end": _start(place) + 3_600_000})


@in_the_soak
def test_its_log_goes_in_and_what_it_changes_is_told(tmp_path: Path) -> None:
    """An activity each week for twenty years, and somebody in each; the other desk knows all of them."""
    clock = StandingClock(DAY)
    fd = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟")], clock.clock)
    changed(fd.first, _weekly, SERVED, MANY)
    changed(fd.first, _there, SERVED, MANY, every=_WEEK_MS)
    kit = tmp_path / "team.hdkit"
    make_kit(fd.first, kit)
    clock.advance(60_000)
    pack = pack_of_changes(tmp_path / "gate", kit, clock.clock, [_edited], SERVED._replace(at=DAY), MANY)
    clock.advance(60_000)
    options = ["--data", str(fd.folder / "first"), "--lang", "en", "take", "--json", str(pack)]
    done = CliRunner().invoke(hourdesk, options, obj=DeskChoice(clock=clock.clock))
    assert done.exit_code == 0, (done.stderr, done.exception)
    assert json.loads(done.stdout)["new_events"] == MANY
