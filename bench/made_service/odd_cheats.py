"""Cheats of kinds that the usual rules were not made for: each changes or adds visits and says so in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from bench.made_service.couples import friends_badge
from bench.made_service.lines import DAY, absent, add_hours, saturday, scanned
from bench.made_service.school import MINUTE, MadeSchool, Occasion, Visit

_GAP = (500, 2000)


def slow_stack(school: MadeSchool, random: Random) -> None:
    """A stack in one hand, as slowly as a quick line of people walks, in one order in and out, at times turned over."""
    _stack(school, random, "slow_stack", random.randrange(10, 18), random.choice((1, -1)), 1)


def shuffled_stack(school: MadeSchool, random: Random) -> None:
    """The same, shuffled between in and out."""
    _stack(school, random, "shuffled_stack", random.randrange(10, 18), 0, 1)


def two_scanners(school: MadeSchool, random: Random) -> None:
    """A stack dealt out to two desks, too few for each of them to be quick."""
    _stack(school, random, "two_scanners", 14, 1, 2)


def two_hands(school: MadeSchool, random: Random) -> None:
    """Two supervisors add hours for one pupil in turn, each too seldom to be noticed."""
    for pupil in random.sample(list(school.pupils), 1):
        add_hours(school, random, pupil, 6, ("Li", "Wu"), "two_hands")


def a_few_friends(school: MadeSchool, random: Random) -> None:
    """One supervisor adds hours for several friends, for each of them too seldom to be noticed."""
    for pupil in random.sample(list(school.pupils), 4):
        add_hours(school, random, pupil, 3, ("Li",), "a_few_friends")


def friends_by_turns(school: MadeSchool, random: Random) -> None:
    """Three supervisors add hours for four friends by turns."""
    for pupil in random.sample(list(school.pupils), 4):
        add_hours(school, random, pupil, 4, ("Li", "Wu", "Qian"), "friends_by_turns")


def two_schools(school: MadeSchool, random: Random) -> None:
    """A pupil's badge serves at two activities of the same hour."""
    occasion = random.choice([one for one in school.occasions if one.visits])
    other = Occasion("Z1", "town hall", occasion.start, occasion.end)
    for visit in random.sample([one for one in occasion.visits if one.source == "scanned"], 2):
        visit.cheat = "two_schools"
        other.visits.append(
            Visit(visit.volunteer, visit.start + MINUTE, visit.end - MINUTE, written=visit.end, cheat="two_schools")
        )
    school.occasions.append(other)


def replayed_day(school: MadeSchool, random: Random) -> None:
    """The lines of a real day, played to the desk again on another one at another hour."""
    source = random.choice(school.occasions)
    copy = saturday(school, "COPY")
    later = copy.start + 37 * MINUTE - source.start
    for visit in source.visits:
        if visit.source == "scanned":
            start, end = visit.start + later, visit.end + later
            copy.visits.append(Visit(visit.volunteer, start, end, written=end, cheat="replayed_day"))
    school.occasions.append(copy)


def under_the_share(school: MadeSchool, random: Random) -> None:
    """At ten activities a fifth is added, each time for others: at none of them so much that it would be noticed."""
    for occasion in random.sample(school.occasions, 10):
        for pupil in absent(school, occasion, random, len(occasion.visits) // 4):
            occasion.visits.append(
                Visit(pupil, occasion.start, occasion.end, "added", written=occasion.end + DAY, operator="Li", cheat="under_the_share")
            )  # fmt: skip


def _stack(school: MadeSchool, random: Random, cheat: str, count: int, order: int, desks: int) -> None:
    occasion = random.choice(school.occasions)
    stack = absent(school, occasion, random, count)
    out = random.sample(stack, count) if order == 0 else stack[::order]
    came = dict(scanned(stack, occasion.start + 10 * MINUTE, random, _GAP))
    went = dict(scanned(out, occasion.end - 20 * MINUTE, random, _GAP))
    for place, one in enumerate(stack):
        visit = Visit(one, came[one], went[one], written=went[one], cheat=cheat)
        visit.desk = f"{school.desk[:-1]}x" if desks == 2 and place % 2 else ""
        occasion.visits.append(visit)


ODD_CHEATS: Mapping[str, Callable[[MadeSchool, Random], None]] = {
    "slow_stack": slow_stack,
    "shuffled_stack": shuffled_stack,
    "two_scanners": two_scanners,
    "two_hands": two_hands,
    "a_few_friends": a_few_friends,
    "friends_by_turns": friends_by_turns,
    "two_schools": two_schools,
    "replayed_day": replayed_day,
    "under_the_share": under_the_share,
    "friends_badge": friends_badge,
}
"""Ways to cheat that no rule is named after."""
