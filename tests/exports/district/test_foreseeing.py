"""What a decision would do to hours is seen before it is written, and nothing is kept of the look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from exports.district.district import District, init_district
from exports.district.says.foreseeing import foresee
from exports.district.says.rulings import rule_minutes, same_person, strike_out
from tests.exports.district.schools import School, received, scan
from tests.portions import in_the_soak, share
from tui.words.ruled_hours import ruled_lines

SIGNED = Signature("Zhou", "both schools agree")


def events(district: District) -> int:
    row = district.db.execute("SELECT count(*) FROM event").fetchone()
    assert row is not None
    return int(row[0])


def ruled(event: str) -> Callable[[District], object]:
    return lambda district: rule_minutes(district, event, 25, SIGNED)


def struck(event: str) -> Callable[[District], object]:
    return lambda district: strike_out(district, event, SIGNED)


def joined(_event: str) -> Callable[[District], object]:
    return lambda district: same_person(district, "FD/001", "FD/002", SIGNED)


@pytest.mark.parametrize(
    ("decision", "wanted", "waits"),
    share(
        [
            (ruled, {"FD/001": (60, 25)}, (0, 0)),
            (struck, {"FD/001": (60, 0)}, (0, 0)),  # The other scan is a check-in now.
            (joined, {"FD/001": (60, 0), "FD/002": (0, 60)}, (0, 0)),
        ],
        2,
        3,
    ),
)
def test_it_says_what_then_happens(
    tmp_path: Path,
    fd: School,
    decision: Callable[[str], Callable[[District], object]],
    wanted: dict[str, tuple[int, int]],
    waits: tuple[int, int],
) -> None:
    opened = scan(fd.first, "FD/001", 0)
    scan(fd.first, "FD/001", 60)
    with init_district(tmp_path / "d", code="YZQ", name="区", clock=SYSTEM_CLOCK) as district:
        received(district, fd.pack())
        decide, before = decision(str(opened.event)), events(district)
        seen = foresee(district, decide)
        assert {one.person: (one.before, one.after) for one in seen.persons} == wanted
        assert (seen.waiting_before, seen.waiting_after) == waits
        assert events(district) == before and foresee(district, decide) == seen
        decide(district)
        assert events(district) == before + 1 and foresee(district, lambda _d: None).persons == ()
        rows = dict(district.db.execute("SELECT team || '/' || volunteer, sum(credited)::BIGINT FROM session GROUP BY ALL").fetchall())  # fmt: skip
        assert {one: rows.get(one, 0) for one in wanted} == {one: after for one, (_before, after) in wanted.items()}


def test_a_day_that_it_makes_longer_than_a_day_is_told(tmp_path: Path, fd: School) -> None:
    """Two numbers become one person, each with most of a day; added hours, which may stand for several days, don't count."""
    scan(fd.first, "FD/001", 0)
    last = scan(fd.first, "FD/001", 60)
    scan(fd.first, "FD/002", 70)
    scan(fd.first, "FD/002", 130)
    with init_district(tmp_path / "d", code="YZQ", name="区", clock=SYSTEM_CLOCK) as district:
        received(district, fd.pack())
        rule_minutes(district, str(last.event), 1400, SIGNED)
        seen = foresee(district, joined(""))
        (day,) = seen.overfull
        assert (day.volunteer, day.before, day.after, day.most, day.under) == ("FD/002", 60, 1460, 1440, None)
        (line,) = [one for one in ruled_lines(seen) if "but a day has" in one]
        assert line.endswith(f"FD/002, {day.day}: 1 h → 24 h 20 min, but a day has 24 hours")
        joined("")(district)
        # What was too full already is not told again.
        assert foresee(district, ruled(str(last.event))).overfull == ()


@in_the_soak
def test_what_is_refused_on_trial_leaves_the_district_open_and_as_it_was(tmp_path: Path, fd: School) -> None:
    opened = scan(fd.first, "FD/001", 0)
    with init_district(tmp_path / "d", code="YZQ", name="区", clock=SYSTEM_CLOCK) as district:
        received(district, fd.pack())
        before = events(district)
        with pytest.raises(Refused):
            foresee(district, lambda d: strike_out(d, str(opened.event), Signature("Zhou", "")))
        assert events(district) == before
        strike_out(district, str(opened.event), SIGNED)
        assert events(district) == before + 1
