"""People who always come together: two friends, twins, a family by car; and two badges in one hand, which look much like them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Literal

from bench.made_service.lines import scanned
from bench.made_service.school import CLASS, MadeSchool, Visit

_BEHIND = (800, 2500)
"""Milliseconds in which one who hurries passes a scanner after another one."""
_IN_ONE_HAND = (400, 1100)


def come_together(
    school: MadeSchool, random: Random, group: Sequence[str], times: int, gap: tuple[int, int], cheat: str = ""
) -> None:
    """A group comes to so many activities, one right after the other, and leaves so: those behind them in the line wait."""
    for occasion in random.sample(school.occasions, min(times, len(school.occasions))):
        occasion.visits = [visit for visit in occasion.visits if visit.volunteer not in group]
        came = dict(_put_in(occasion.visits, group, random, gap, "start"))
        went = dict(_put_in(occasion.visits, group, random, gap, "end"))
        occasion.visits += [Visit(one, came[one], went[one], written=went[one], cheat=cheat) for one in group]


def friends_badge(school: MadeSchool, random: Random) -> None:
    """Somebody brings a friend’s badge fifteen times, and holds both to the scanner."""
    come_together(school, random, random.sample(list(school.pupils), 2), 15, _IN_ONE_HAND, "friends_badge")


def inseparable(school: MadeSchool, random: Random) -> str:
    """Twins and friends, and families by car, who come and leave together for a year, in a hurry."""
    for place in range(10):
        first = CLASS * (place % (len(school.pupils) // CLASS))
        friends = random.sample(list(school.pupils[first : first + CLASS]), 2 + (place % 5 == 0))
        come_together(school, random, friends, random.randrange(8, 30), _BEHIND)
    return school.occasions[0].code


def side_by_side(school: MadeSchool, random: Random) -> str:
    """Two scanners at one desk all year, and friends who use both at the same moment."""
    for occasion in school.occasions:
        there = sorted(occasion.visits, key=lambda visit: visit.start)
        for line in (there[::2], there[1::2]):
            people = [visit.volunteer for visit in line]
            came = dict(scanned(people, occasion.start, random, (1500, 5000)))
            went = dict(scanned(random.sample(people, len(people)), occasion.end, random, (1500, 5000)))
            for visit in line:
                visit.start, visit.end = came[visit.volunteer], went[visit.volunteer]
                visit.written = max(visit.written, visit.end)
    for place in range(6):
        friends = random.sample(list(school.pupils[CLASS * place : CLASS * (place + 1)]), 2)
        come_together(school, random, friends, random.randrange(8, 20), (50, 1500))
    return school.occasions[0].code


def _put_in(
    line: Sequence[Visit], group: Sequence[str], random: Random, gap: tuple[int, int], what: Literal["start", "end"]
) -> list[tuple[str, int]]:
    """When each of a group is scanned that stands behind somebody in the line."""
    before = getattr(random.choice([visit for visit in line if visit.source == "scanned"]), what)
    times = scanned(random.sample(group, len(group)), before + 1500, random, gap)
    waited = times[-1][1] + 1500 - before
    for visit in line:
        if getattr(visit, what) > before:
            setattr(visit, what, getattr(visit, what) + waited)
            visit.written = max(visit.written, visit.end)
    return times
