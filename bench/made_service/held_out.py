"""Cheats and honest days that were made after the rules were fixed; of all rules `in_pairs` alone was made with them known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from random import Random

from bench.made_service.lines import DAY, absent, add_hours, morning, saturday, scanned
from bench.made_service.school import CLASS, MINUTE, MadeSchool, Occasion, Visit

MOVED_DAY = date(2026, 9, 18)
"""A Friday in term that was moved, of which the timetable says nothing."""


def stack_in_ruled_out(school: MadeSchool, random: Random) -> None:
    """A stack is scanned in; nobody scans it out, and a supervisor rules the planned time for each of them."""
    occasion = random.choice(school.occasions)
    for one, came in scanned(absent(school, occasion, random, 14), occasion.start, random, (300, 1100)):
        occasion.visits.append(
            Visit(one, came, occasion.end, "ruled", written=occasion.end + DAY, operator="Li", cheat="stack_in_ruled_out")
        )  # fmt: skip


def stack_of_a_class(school: MadeSchool, random: Random) -> None:
    """A monitor scans the badges of classmates, shuffled in between."""
    occasion = random.choice(school.occasions)
    first = CLASS * random.randrange(len(school.pupils) // CLASS)
    there = {visit.volunteer for visit in occasion.visits}
    mates = [one for one in school.pupils[first : first + CLASS] if one not in there]
    _stacked(occasion, random.sample(mates, min(12, len(mates))), "stack_of_a_class", random)


def stack_again(school: MadeSchool, random: Random) -> None:
    """The same badges at three activities, shuffled each time."""
    stack = random.sample(list(school.pupils), 11)
    for occasion in random.sample(school.occasions, 3):
        occasion.visits = [visit for visit in occasion.visits if visit.volunteer not in stack]
        _stacked(occasion, stack, "stack_again", random)


def stack_alone(school: MadeSchool, random: Random) -> None:
    """An activity to which nobody came but a stack, shuffled in between."""
    occasion = saturday(school, "ALONE", 7)
    _stacked(occasion, random.sample(list(school.pupils), 20), "stack_alone", random)
    school.occasions.append(occasion)


def stack_mixed_in(school: MadeSchool, random: Random) -> None:
    """A monitor at the door scans a badge of the stack after every other person who comes in, and the stack at once at the end."""
    occasion = random.choice(school.occasions)
    stack = absent(school, occasion, random, 10)
    honest = sorted(visit.start for visit in occasion.visits if visit.source == "scanned")
    went = dict(scanned(random.sample(stack, len(stack)), occasion.end - 25 * MINUTE, random, (500, 1500)))
    for one, after in zip(stack, honest[::2], strict=False):
        occasion.visits.append(Visit(one, after + 700, went[one], written=went[one], cheat="stack_mixed_in"))


def ruled_friends(school: MadeSchool, random: Random) -> None:
    """The supervisor who rules for everybody rules the whole planned time for two friends who came late, five times each."""
    for pupil in random.sample(list(school.pupils), 2):
        for occasion in random.sample(school.occasions, 5):
            occasion.visits = [visit for visit in occasion.visits if visit.volunteer != pupil]
            occasion.visits.append(
                Visit(pupil, occasion.end - 20 * MINUTE, occasion.end + 130 * MINUTE, "ruled", written=occasion.end + DAY,
                      operator="teacher", cheat="ruled_friends")
            )  # fmt: skip


def favourites(school: MadeSchool, random: Random) -> None:
    """The supervisor who rules for everybody also adds hours for three pupils, five times each."""
    for pupil in random.sample(list(school.pupils), 3):
        add_hours(school, random, pupil, 5, ("teacher",), "favourites")


def out_of_class(school: MadeSchool, random: Random) -> None:
    """Eight pupils of one class get an activity in lessons that was written down days before."""
    occasion = morning("OUT", date(2026, 10, 14))
    first = CLASS * random.randrange(len(school.pupils) // CLASS)
    for one in random.sample(list(school.pupils[first : first + CLASS]), 8):
        came = occasion.start + random.randrange(10 * MINUTE)
        occasion.visits.append(Visit(one, came, came + 100 * MINUTE, written=came + 100 * MINUTE, cheat="out_of_class"))
    school.occasions.append(occasion)


def sports_day(school: MadeSchool, random: Random) -> str:
    """Six classes come to the stadium one after the other, each in one quick row, and leave so in another order."""
    occasion = saturday(school, "SPORT", 21)
    first = CLASS * random.randrange(len(school.pupils) // CLASS - 5)
    classes = [list(school.pupils[first + CLASS * n : first + CLASS * (n + 1)]) for n in range(6)]
    came = [one for each in classes for one in random.sample(each, len(each))]
    random.shuffle(classes)
    went = [one for each in classes for one in random.sample(each, len(each))]
    out = dict(scanned(went, occasion.end, random, (900, 2000)))
    for one, at in scanned(came, occasion.start, random, (900, 2000)):
        occasion.visits.append(Visit(one, at, out[one], written=out[one]))
    school.occasions.append(occasion)
    return occasion.code


def dead_scanner(school: MadeSchool, random: Random) -> str:
    """The scanner died before the end: one teacher rules for a fifth of those who were there, the others came to another desk."""
    occasion = saturday(school, "DEAD", 7)
    _walked(occasion, random.sample(list(school.pupils), 50), random)
    for place, visit in enumerate(occasion.visits):
        if place % 5 == 0:
            visit.source, visit.operator, visit.written = "ruled", "Zhao", visit.end + 2 * DAY
    school.occasions.append(occasion)
    return occasion.code


def rush(school: MadeSchool, random: Random) -> str:
    """Sixty pupils of all classes pour in as the gate opens, and out as it closes."""
    occasion = saturday(school, "RUSH", 14)
    _stacked(occasion, random.sample(list(school.pupils), 60), "", random, (800, 2000))
    school.occasions.append(occasion)
    return occasion.code


def club_without_desk(school: MadeSchool, random: Random) -> str:
    """A teacher leads a small club where there is no laptop, and adds two hours for each member, six times."""
    members = random.sample(list(school.pupils), 8)
    for turn in range(6):
        occasion = saturday(school, f"CLUB{turn}", 7)
        for one in members:
            occasion.visits.append(
                Visit(one, occasion.start, occasion.end, "added", written=occasion.end + DAY, operator="club teacher")
            )
        school.occasions.append(occasion)
    return occasion.code


def moved_day(school: MadeSchool, random: Random) -> str:
    """A whole grade of four classes serves at three places on a Friday whose lessons were moved."""
    first = CLASS * random.randrange(len(school.pupils) // CLASS - 3)
    grade = [one for one in school.pupils[first : first + 4 * CLASS] if random.random() < 0.9]
    random.shuffle(grade)
    for place in range(3):
        occasion = morning(f"MOVED{place}", MOVED_DAY, f"street {place}", 150)
        _walked(occasion, grade[place::3], random)
        school.occasions.append(occasion)
    return "MOVED0"


def forgetful_class(school: MadeSchool, random: Random) -> str:
    """A form teacher rules for a class that left in a hurry, at one activity after the other a few of them."""
    first = CLASS * random.randrange(len(school.pupils) // CLASS)
    for turn in range(5):
        occasion = saturday(school, f"HURRY{turn}", 7)
        _walked(occasion, random.sample(list(school.pupils[first : first + CLASS]), 30), random)
        for visit in random.sample(occasion.visits, 6):
            visit.source, visit.operator, visit.written = "ruled", "form teacher", visit.end + DAY
        school.occasions.append(occasion)
    return "HURRY0"


HELD_OUT_CHEATS: Mapping[str, Callable[[MadeSchool, Random], None]] = {
    "stack_in_ruled_out": stack_in_ruled_out,
    "stack_of_a_class": stack_of_a_class,
    "stack_again": stack_again,
    "stack_alone": stack_alone,
    "stack_mixed_in": stack_mixed_in,
    "ruled_friends": ruled_friends,
    "favourites": favourites,
    "out_of_class": out_of_class,
}
HELD_OUT_DAYS: Mapping[str, Callable[[MadeSchool, Random], str]] = {
    "sports_day": sports_day,
    "dead_scanner": dead_scanner,
    "rush": rush,
    "club_without_desk": club_without_desk,
    "moved_day": moved_day,
    "forgetful_class": forgetful_class,
}


def _stacked(
    occasion: Occasion, stack: Sequence[str], cheat: str, random: Random, gap: tuple[int, int] = (500, 1700)
) -> None:
    came = dict(scanned(stack, occasion.start + 20 * MINUTE, random, gap))
    went = dict(scanned(random.sample(stack, len(stack)), occasion.end - 25 * MINUTE, random, gap))
    occasion.visits += [Visit(one, came[one], went[one], written=went[one], cheat=cheat) for one in stack]


def _walked(occasion: Occasion, people: Sequence[str], random: Random) -> None:
    came = dict(scanned(people, occasion.start, random, (1500, 5000)))
    went = dict(scanned(random.sample(people, len(people)), occasion.end, random, (1500, 5000)))
    occasion.visits += [Visit(one, came[one], went[one], written=went[one]) for one in people]
