"""Minutes by shift (班次): a session is cut where the shifts of its posts begin and end, and is rounded once."""

from __future__ import annotations

import pytest

from checkin.rules.activities import Activity
from checkin.rules.facts import Facts
from checkin.rules.policies import Policy
from checkin.rules.policy_versions import PolicyVersions
from checkin.rules.posts import Post, Shift
from checkin.rules.posts_served import minutes_by_segment
from checkin.rules.sessions import Segment
from checkin.rules.shifts_served import minutes_by_shift
from tests.checkin.rules.story import at

GATE = ("08:00-10:00", "10:00-12:00")
NIGHT = ("23:00-2/01:00", "2/01:00-2/03:00")


def served(
    parts: str, minutes: int, shifts: tuple[str, ...] = GATE, signed: str = "", counted: dict[str, int] | None = None,
    **policy: object,
) -> str:  # fmt: skip
    """The minutes of a session whose parts are such as `gate 08:00-11:00`, `gate` being the post with shifts."""
    plan = tuple(Shift(*map(at, shift.split("-")), None, ("A/ana",) if shift == signed else ()) for shift in shifts)
    activity = Activity(
        "A/A", "A", start=at("08:00"), end=at("12:00"), posts=(Post("gate", "Gate", plan), Post("tea", "Tea"))
    )
    segments = []
    for part in parts.split(", "):
        post, span = part.split()
        start, end = ((at(one) if one else None) for one in span.split("-"))
        assert start is not None
        seconds = 0 if end is None else (end - start) // 1000
        segments.append(Segment(None if post == "none" else post, start, end, "", (counted or {}).get(part, seconds)))
    facts = Facts(policies={"A": PolicyVersions([(0, Policy(**policy))])} if policy else {})  # type: ignore[arg-type]
    found = minutes_by_shift(segments, minutes, "A/ana", activity, facts)
    for whole, cut in zip(minutes_by_segment(segments, minutes), found, strict=True):
        assert not cut or sum(one.minutes for one in cut) == whole
    names = dict(zip(plan, shifts, strict=True))
    return ", ".join(
        f"{'out' if one.shift is None else names[one.shift]} {one.minutes}" for cut in found for one in cut
    )


@pytest.mark.parametrize(
    ("parts", "minutes", "said"),
    [
        ("gate 08:00-12:00", 240, "08:00-10:00 120, 10:00-12:00 120"),
        ("gate 07:50-10:30", 160, "out 10, 08:00-10:00 120, 10:00-12:00 30"),
        ("gate 11:00-13:00", 120, "10:00-12:00 60, out 60"),
        ("gate 09:00-09:30, tea 09:30-10:30, gate 10:30-11:00", 120, "08:00-10:00 30, 10:00-12:00 30"),
        ("tea 08:00-10:00", 120, ""),
        ("none 08:00-09:00, gate 09:00-11:00", 180, "08:00-10:00 60, 10:00-12:00 60"),
        ("gate 09:59:20-10:00:50", 1, "08:00-10:00 0, 10:00-12:00 1"),
        ("gate 08:00-12:00", 30, "08:00-10:00 15, 10:00-12:00 15"),
        ("gate 08:00-12:00", 0, "08:00-10:00 0, 10:00-12:00 0"),
        ("gate 09:00-", 90, "08:00-10:00 60, 10:00-12:00 30"),
        ("gate 10:00-10:00", 45, "10:00-12:00 45"),
    ],
)
def test_cut_where_shifts_begin_and_end(parts: str, minutes: int, said: str) -> None:
    assert served(parts, minutes) == said


def test_a_shift_over_midnight_is_one_shift() -> None:
    assert served("gate 22:30-2/02:00", 210, NIGHT) == "out 30, 23:00-2/01:00 120, 2/01:00-2/03:00 60"


def test_of_shifts_that_overlap_the_one_counts_for_which_somebody_signed_up() -> None:
    over = ("08:00-10:00", "09:00-11:00")
    assert served("gate 08:00-11:00", 180, over) == "08:00-10:00 120, 09:00-11:00 60"
    assert served("gate 08:00-11:00", 180, over, signed="09:00-11:00") == "08:00-10:00 60, 09:00-11:00 120"


def test_only_the_time_that_the_policy_counts_is_shared_out() -> None:
    """The half hour before the planned start counts nowhere, so the first shift gets its two hours and no more."""
    early = ("07:00-08:00", "08:00-10:00")
    seconds = {"gate 07:30-10:00": 7200}
    assert served("gate 07:30-10:00", 120, early, counted=seconds, clamp_start=True) == "08:00-10:00 120"
    assert served("gate 07:30-10:00", 150, early) == "07:00-08:00 30, 08:00-10:00 120"
