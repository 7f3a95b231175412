"""Totals of credited minutes: per volunteer, per activity, per kind of volunteer, and overall."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import assert_never

from checkin.rules.service import NO_SERVICE, WAITING, Part, part_of
from checkin.rules.sessions import UNSCANNED, Flag
from checkin.texts import _
from checkin.words import flag_word
from exports.tables.post_parts import minutes_of_posts
from exports.tables.rows import SessionRow
from storage.people.class_spelling import class_order

KIND_ORDER = ("student", "teacher", "parent")


@dataclass(slots=True)
class Total:
    """The totals of a group of rows. Minutes of each part (`checkin.rules.service.Part`) stay apart; `minutes` is their sum."""

    people: set[tuple[str | None, str]] = field(default_factory=set)
    sessions: int = 0
    to_review: int = 0
    scanned: int = 0
    replayed: int = 0
    corrected: int = 0
    vouched: int = 0
    ruled: int = 0
    added: int = 0
    transferred: int = 0
    claimed: int = 0

    @property
    def persons(self) -> int:
        """How many different volunteers; each counts once, however many sessions there are."""
        return len(self.people)

    def parts(self) -> list[Part]:
        """The parts that a table of totals has columns for: what was scanned, and the others where there are any."""
        return [part for part in Part if part is Part.SCANNED or self.of(part)]

    @property
    def minutes(self) -> int:
        """Credited minutes of all parts together."""
        return sum(self.of(part) for part in Part)

    def of(self, part: Part) -> int:
        """Credited minutes of one part."""
        minutes: int = getattr(self, part)
        return minutes

    def take(self, row: SessionRow) -> None:
        """Count one row. Hours without scans are minutes, but no session. Raises ValueError for an unknown source."""
        self.people.add((row.team, row.volunteer))
        minutes = row.credited
        match part_of(row.source, row.flags):
            case Part.SCANNED:
                self.scanned += minutes
            case Part.REPLAYED:
                self.replayed += minutes
            case Part.CORRECTED:
                self.corrected += minutes
            case Part.VOUCHED:
                self.vouched += minutes
            case Part.RULED:
                self.ruled += minutes
            case Part.ADDED:
                self.added += minutes
                return
            case Part.TRANSFERRED:
                self.transferred += minutes
                return
            case Part.CLAIMED:
                self.claimed += minutes
                return
            case unreachable:
                assert_never(unreachable)
        self.sessions += 1
        self.to_review += row.status in WAITING


@dataclass(slots=True)
class PostTotal:
    """How many people served at a post (岗位) of an activity, or in a shift (班次) of it, and their credited minutes there."""

    people: set[tuple[str | None, str]] = field(default_factory=set)
    minutes: int = 0

    def take(self, person: tuple[str | None, str], minutes: int) -> None:
        """Count somebody with minutes; none while their session waits."""
        self.people.add(person)
        self.minutes += minutes

    def with_all(self, other: PostTotal) -> PostTotal:
        """Both together; who is in both is one person."""
        return PostTotal(self.people | other.people, self.minutes + other.minutes)


@dataclass(frozen=True, slots=True)
class Person:
    """A volunteer with the names that the rows give. A badge that is nobody's has no team."""

    team: str
    volunteer: str
    name: str
    class_name: str
    kind: str

    @property
    def called(self) -> str:
        """The name, or what a badge is that is nobody's."""
        return self.name if self.team else flag_word(Flag.UNKNOWN_BADGE)


@dataclass(frozen=True, slots=True)
class Occasion:
    """An activity with the names that the rows give."""

    team: str
    activity: str
    name: str


class Totals:
    """Totals that are updated row by row, so that a long record need not be held in memory."""

    def __init__(self) -> None:
        self.everyone = Total()
        self._persons: dict[tuple[str | None, str], tuple[Person, Total]] = {}
        self._activities: dict[tuple[str, str], tuple[Occasion, Total]] = {}
        self._kinds: dict[str, Total] = {}
        self._classes: dict[str, Total] = {}
        self._months: dict[str, Total] = {}
        self._at_no_post: dict[Occasion, PostTotal] = {}
        self._posts: dict[tuple[Occasion, str, str], PostTotal] = {}
        self._shifts: dict[tuple[Occasion, str, str, str, str], PostTotal] = {}

    @classmethod
    def of(cls, rows: Iterable[SessionRow]) -> Totals:
        """Totals over all `rows`, which are read once."""
        totals = cls()
        for row in rows:
            totals.take(row)
        return totals

    def take(self, row: SessionRow) -> None:
        """Count one row in each of its groups. What is no service counts in none."""
        if not NO_SERVICE.isdisjoint(row.flags):
            return
        self.everyone.take(row)
        who = (row.team, row.volunteer)
        if who not in self._persons:
            person = Person(row.team or "", row.volunteer, row.name or "", row.class_name or "", row.kind or "")
            self._persons[who] = (person, Total())
        person, total = self._persons[who]
        if row.class_name and person.class_name != row.class_name:
            # Rows come by time: somebody is listed under the last class that they served in.
            self._persons[who] = (replace(person, class_name=row.class_name), total)
        total.take(row)
        what = (row.activity_team, row.activity)
        if what not in self._activities:
            occasion = Occasion(row.activity_team, row.activity, row.activity_name or "")
            self._activities[what] = (occasion, Total())
        self._activities[what][1].take(row)
        self._take_parts(row, self._activities[what][0])
        self._kinds.setdefault(row.kind or "", Total()).take(row)
        self._classes.setdefault(row.class_name or "", Total()).take(row)
        self._months.setdefault(f"{row.day:%Y-%m}" if row.day else "", Total()).take(row)

    def _take_parts(self, row: SessionRow, occasion: Occasion) -> None:
        who, waits = (row.team, row.volunteer), row.status in WAITING
        if not row.parts and row.source not in UNSCANNED:
            self._at_no_post.setdefault(occasion, PostTotal()).take(who, row.credited)
        for (post, name), minutes in minutes_of_posts(row.parts).items():
            total = self._posts.setdefault((occasion, post or "", name), PostTotal())
            total.take(who, 0 if waits else minutes)
        for part in row.parts:
            for shift in part.shifts:
                place = (occasion, part.post or "", part.name, shift.start or "", shift.end or "")
                total = self._shifts.setdefault(place, PostTotal())
                total.take(who, 0 if waits else shift.minutes)

    def per_shift(self) -> list[tuple[Occasion, str, str, str, str, PostTotal]]:
        """Each shift of a post in which somebody was scanned: as `per_post`, with its begin and end (ISO 8601 with offset; empty
        for what was served there in no shift), which come behind the shifts of the post.
        """
        ordered = sorted(
            self._shifts.items(),
            key=lambda one: (one[0][0].team, one[0][0].activity, one[0][1], not one[0][3], one[0][3:]),
        )
        return [(*key, total) for key, total in ordered]

    def per_post(self) -> list[tuple[Occasion, str, str, PostTotal]]:
        """Each post at which somebody was scanned, by activity and code: its code and name (both empty for what was served there
        at no post) and its total. Nothing of an activity in which nobody was scanned at a post.
        """
        found, with_posts = {**self._posts}, {occasion for occasion, _code, _name in self._posts}
        for occasion in with_posts & self._at_no_post.keys():
            none = occasion, "", ""
            found[none] = found.get(none, PostTotal()).with_all(self._at_no_post[occasion])
        ordered = sorted(found.items(), key=lambda one: (one[0][0].team, one[0][0].activity, one[0][1]))
        return [(*key, total) for key, total in ordered]

    def per_volunteer(self) -> list[tuple[Person, Total]]:
        """Each volunteer with a total, sorted by team, class and number: those without a class behind the classes of their team,
        and last the badges that are nobody's."""

        def place(pair: tuple[Person, Total]) -> tuple[object, ...]:
            person, _total = pair
            named = (person.team, not person.class_name, class_order(person.class_name))
            return (not person.team, *named, person.volunteer)

        return sorted(self._persons.values(), key=place)

    def per_activity(self) -> list[tuple[Occasion, Total]]:
        """Each activity with a total, sorted by team and code."""
        return sorted(self._activities.values(), key=lambda pair: (pair[0].team, pair[0].activity))

    def per_class(self) -> list[tuple[str, Total]]:
        """Each class with a total, as schools count classes, and last those who are in none."""
        ordered = sorted(self._classes.items(), key=lambda pair: (not pair[0], class_order(pair[0])))
        return [(name or _("no class"), total) for name, total in ordered]

    def per_month(self) -> list[tuple[str, Total]]:
        """Each month (`2026-03`) with a total; empty for what has no day."""
        return sorted(self._months.items())

    def per_kind(self) -> list[tuple[str, Total]]:
        """Each kind of volunteer with a total: students, teachers, parents, then other kinds."""
        return sorted(
            self._kinds.items(),
            key=lambda pair: (
                KIND_ORDER.index(pair[0]) if pair[0] in KIND_ORDER else len(KIND_ORDER),
                pair[0],
            ),
        )
