"""Honest days that look odd. Each adds an activity to a made school and gives its code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random

from bench.made_service.couples import inseparable, side_by_side
from bench.made_service.lines import DAY, morning, saturday, scanned
from bench.made_service.school import CLASS, MINUTE, MadeSchool, Occasion, Visit

EXAM_DAY = date(2026, 6, 23)
"""A Tuesday in term on which nobody has lessons: the timetable says so (`without`)."""
UNTOLD_DAY = EXAM_DAY + timedelta(days=7)
"""Another one, of which the timetable says nothing."""


def bus(school: MadeSchool, random: Random) -> str:
    """A bus brings a class to one desk: one scan follows the other as quickly as people walk, in and out."""
    occasion = saturday(school, "BUS")
    return _served(school, occasion, _line(school, random, 45), random, quick=True)


def number_order(school: MadeSchool, random: Random) -> str:
    """A class lines up by number both times."""
    occasion = saturday(school, "LINE")
    line = _line(school, random, 40)
    came, went = occasion.start, occasion.end
    for one in line:
        came, went = came + random.randrange(1600, 3500), went + random.randrange(1600, 3500)
        occasion.visits.append(Visit(one, came, went, written=went))
    school.occasions.append(occasion)
    return occasion.code


def exam_day(school: MadeSchool, random: Random) -> str:
    """An exam of the seniors: the juniors serve on a Tuesday morning, which the timetable knows."""
    return _served(school, morning("EXAM", EXAM_DAY), _classes(school, random, 2), random)


def untold_exam_day(school: MadeSchool, random: Random) -> str:
    """The same, but nobody told the timetable."""
    return _served(school, morning("UNTOLD", UNTOLD_DAY), _classes(school, random, 2), random)


def choir(school: MadeSchool, random: Random) -> str:
    """Twelve pupils of many classes come by one small bus to four activities, and are quick."""
    singers = random.sample(list(school.pupils), 12)
    for occasion in random.sample(school.occasions, 4):
        occasion.visits = [visit for visit in occasion.visits if visit.volunteer not in singers]
        out = random.sample(singers, len(singers))
        went = dict(scanned(out, occasion.end - 25 * MINUTE, random, (1100, 2200)))
        for one, came in scanned(singers, occasion.start + 20 * MINUTE, random, (1100, 2200)):
            occasion.visits.append(Visit(one, came, went[one], written=went[one]))
    return occasion.code


def power_cut(school: MadeSchool, random: Random) -> str:
    """The power went: hand scanners kept the check-outs until the next day, a few people are ruled by two teachers."""
    occasion = saturday(school, "CUT")
    code = _served(school, occasion, _line(school, random, 40), random)
    for place, visit in enumerate(occasion.visits):
        visit.flags, visit.written = "replayed", visit.end + DAY
        if place % 8 == 0:
            visit.source, visit.flags, visit.operator = "ruled", "", ("Li", "Wu")[place % 16 // 8]
    school.clocks.append((occasion.start + 60 * MINUTE, -40_000))
    return code


def next_door(school: MadeSchool, random: Random) -> str:
    """Pupils go from the gymnasium to the yard next to it, within a minute or two."""
    occasion = saturday(school, "GYM")
    _served(school, occasion, _line(school, random, 20), random)
    yard = Occasion("YARD", "yard", occasion.end, occasion.end + 120 * MINUTE)
    for visit in occasion.visits:
        came = visit.end + random.randrange(50_000, 150_000)
        yard.visits.append(Visit(visit.volunteer, came, came + 100 * MINUTE, written=came + 100 * MINUTE))
    school.occasions.append(yard)
    return yard.code


ODD_DAYS: Mapping[str, Callable[[MadeSchool, Random], str]] = {
    "bus": bus,
    "number_order": number_order,
    "exam_day": exam_day,
    "untold_exam_day": untold_exam_day,
    "choir": choir,
    "power_cut": power_cut,
    "next_door": next_door,
    "inseparable": inseparable,
    "side_by_side": side_by_side,
}
"""Days that have a good answer to every question; best is none."""


def _line(school: MadeSchool, random: Random, count: int) -> list[str]:
    first = random.randrange(len(school.pupils) - count)
    return list(school.pupils[first : first + count])


def _classes(school: MadeSchool, random: Random, count: int) -> list[str]:
    """The pupils of some classes, of whom one or the other is ill."""
    first = CLASS * random.randrange(len(school.pupils) // CLASS - count + 1)
    return [one for one in school.pupils[first : first + count * CLASS] if random.random() < 0.93]


def _served(school: MadeSchool, occasion: Occasion, line: list[str], random: Random, *, quick: bool = False) -> str:
    gap = (900, 1700) if quick else (1500, 5000)
    random.shuffle(line)
    went = dict(scanned(random.sample(line, len(line)), occasion.end, random, gap))
    for one, came in scanned(line, occasion.start, random, gap):
        occasion.visits.append(Visit(one, came, went[one], written=went[one]))
    school.occasions.append(occasion)
    return occasion.code
