"""What made cheats and made days are put together from: who is scanned when, who stays away, hours by word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from random import Random

from bench.made_service.school import MINUTE, MadeSchool, Occasion, Visit

DAY = 24 * 60 * MINUTE


def scanned(people: Sequence[str], at: int, random: Random, gap: tuple[int, int]) -> list[tuple[str, int]]:
    """When each of a line is scanned that begins at `at`, `gap` (from, below) milliseconds after the one before."""
    times = []
    for one in people:
        at += random.randrange(*gap)
        times.append((one, at))
    return times


def absent(school: MadeSchool, occasion: Occasion, random: Random, count: int) -> list[str]:
    """So many pupils, or as many as there are, who are not at an activity."""
    there = {visit.volunteer for visit in occasion.visits}
    away = [one for one in school.pupils if one not in there]
    return random.sample(away, min(count, len(away)))


def add_hours(school: MadeSchool, random: Random, pupil: str, times: int, hands: Sequence[str], cheat: str) -> None:
    """Give a pupil the hours of so many activities by the word of one hand after the other, in place of scans."""
    for turn, occasion in enumerate(random.sample(school.occasions, times)):
        occasion.visits = [visit for visit in occasion.visits if visit.volunteer != pupil]
        occasion.visits.append(
            Visit(pupil, occasion.start, occasion.end, "added", written=occasion.end + DAY, operator=hands[turn % len(hands)],
                  cheat=cheat)
        )  # fmt: skip


def saturday(school: MadeSchool, code: str, later: int = 7) -> Occasion:
    """An activity of two hours, so many days after the last one."""
    start = max(one.end for one in school.occasions) // DAY * DAY + later * DAY + 60 * MINUTE
    return Occasion(code, code.lower(), start, start + 120 * MINUTE)


def morning(code: str, day: date, place: str = "school", minutes: int = 120) -> Occasion:
    """An activity that begins at nine by the clock of China."""
    start = round(datetime(day.year, day.month, day.day, 1, tzinfo=UTC).timestamp()) * 1000
    return Occasion(code, place, start, start + minutes * MINUTE)
