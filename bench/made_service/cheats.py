"""Known cheats, put into a made school: each changes or adds visits and says so in them. One function a way to cheat."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from random import Random

from bench.made_service.lines import DAY, absent
from bench.made_service.school import MINUTE, MadeSchool, Occasion, Visit


def stack_in_one_hand(school: MadeSchool, random: Random) -> None:
    """Somebody scans a stack of badges in, and later out, now and then as slowly as people walk."""
    occasion = _some(school, random)
    came, went = occasion.start + 10 * MINUTE, occasion.end - 10 * MINUTE
    for volunteer in absent(school, occasion, random, random.randrange(12, 25)):
        came += random.randrange(250, 1000)
        went += random.randrange(250, 1000)
        occasion.visits.append(Visit(volunteer, came, went, written=went, cheat="badge_stack"))


def same_times(school: MadeSchool, random: Random) -> None:
    """Two helpers scan the badges of absent people by turns, at two scanners: the times are alike, the order is none."""
    occasion = _some(school, random)
    came, went = occasion.start // 3000 * 3000, occasion.end // 3000 * 3000
    # A line holds pupils whose numbers lie together: these six never stand in one.
    far_apart = school.pupils[:: len(school.pupils) // 6]
    for volunteer in far_apart[:6]:
        at = random.randrange(0, 2900)
        occasion.visits.append(Visit(volunteer, came + at, went + at, written=went + at, cheat="same_times"))


def in_lessons(school: MadeSchool, random: Random) -> None:
    """An activity on a Tuesday morning at which pupils were in class."""
    tuesday = random.choice(school.occasions).start // DAY * DAY + 3 * DAY + 60 * MINUTE
    while datetime.fromtimestamp(tuesday / 1000, UTC).weekday() != 1:
        tuesday += DAY
    occasion = Occasion("L1", "school", tuesday, tuesday + 120 * MINUTE)
    for volunteer in random.sample(list(school.pupils), 10):
        came = tuesday + random.randrange(20 * MINUTE)
        went = came + 100 * MINUTE
        occasion.visits.append(Visit(volunteer, came, went, written=went, cheat="in_lessons"))
    # At one school it was written down afterwards, at another days before: that alone makes no lesson free.
    occasion.planned = random.choice((occasion.end + DAY, 0))
    school.occasions.append(occasion)


def two_places(school: MadeSchool, random: Random) -> None:
    """A person's badge is scanned at another place while the person serves."""
    occasion = _some(school, random)
    other = Occasion("P1", "elsewhere", occasion.start, occasion.end)
    for visit in random.sample([v for v in occasion.visits if v.source == "scanned"], 3):
        visit.cheat = "two_places"
        other.visits.append(
            Visit(visit.volunteer, visit.start + 20 * MINUTE, visit.end, "scanned", "overlap", "needs_review", visit.end,
                  cheat="two_places")
        )  # fmt: skip
    school.occasions.append(other)


def added_by_word(school: MadeSchool, random: Random) -> None:
    """A third and more of an activity's hours are added without a scan."""
    occasion = _some(school, random)
    for volunteer in absent(school, occasion, random, len(occasion.visits)):
        written = occasion.end + DAY
        occasion.visits.append(
            Visit(volunteer, occasion.start, occasion.end, "added", written=written, operator=f"teacher {volunteer}",
                  cheat="without_scans")
        )  # fmt: skip


def entered_late(school: MadeSchool, random: Random) -> None:
    """Scans of a day that come to the desk weeks after it."""
    occasion = _some(school, random)
    for visit in random.sample([v for v in occasion.visits if v.source == "scanned"], 5):
        visit.flags, visit.written, visit.cheat = (
            "replayed",
            visit.end + random.randrange(20, 60) * DAY,
            "entered_late",
        )


def clock_set_back(school: MadeSchool, random: Random) -> None:
    """The desk's clock goes back by most of an hour while people come in."""
    occasion = _some(school, random)
    school.clocks.append((occasion.start + 5 * MINUTE, -random.randrange(30, 90) * MINUTE))
    for visit in occasion.visits[:10]:
        visit.flags, visit.cheat = "clock", "clock_back"


def after_the_close(school: MadeSchool, random: Random) -> None:
    """Many check-outs long after the activity was closed."""
    occasion = _some(school, random)
    for visit in random.sample([v for v in occasion.visits if v.source == "scanned"], 8):
        visit.flags, visit.cheat = "after_close", "while_closed"
        visit.end = visit.written = visit.end + 45 * MINUTE


def longer_than_it_was(school: MadeSchool, random: Random) -> None:
    """Three persons get twice the time that the activity lasted."""
    occasion = _some(school, random)
    for visit in random.sample([v for v in occasion.visits if v.source == "scanned"], 3):
        visit.end = visit.written = visit.start + 2 * (occasion.end - occasion.start) + 60 * MINUTE
        visit.cheat = "longer_than_activity"


def one_hand(school: MadeSchool, random: Random) -> None:
    """One supervisor adds hours for the same pupil again and again."""
    pupil = random.choice(list(school.pupils))
    for occasion in random.sample(school.occasions, min(6, len(school.occasions))):
        occasion.visits = [visit for visit in occasion.visits if visit.volunteer != pupil]
        occasion.visits.append(
            Visit(pupil, occasion.start, occasion.end, "added", written=occasion.end + DAY, operator="friend", cheat="one_hand")
        )  # fmt: skip


CHEATS: Mapping[str, Callable[[MadeSchool, Random], None]] = {
    "badge_stack": stack_in_one_hand,
    "same_times": same_times,
    "in_lessons": in_lessons,
    "two_places": two_places,
    "without_scans": added_by_word,
    "entered_late": entered_late,
    "clock_back": clock_set_back,
    "while_closed": after_the_close,
    "longer_than_activity": longer_than_it_was,
    "one_hand": one_hand,
}
"""Ways to cheat, by the name of the usual rule that asks about them."""


def _some(school: MadeSchool, random: Random) -> Occasion:
    """An activity without a cheat so far."""
    clean = [one for one in school.occasions if not any(visit.cheat for visit in one.visits)]
    return random.choice(clean)
