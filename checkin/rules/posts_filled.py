"""Who stands at which post, and who has not come to it: the plan of an activity against what was scanned.

A person who stands at a post counts for one of its shifts: the one under way for which they signed up, else the next for which
they did and which begins within half an hour, else the one under way, else the next, else the last. Where no scan of the
activity was taken at a post, who is on site counts as being where they signed up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from checkin.rules.posts import Beyond, Post, Shift, beyond

EARLY = timedelta(minutes=30) // timedelta(milliseconds=1)
"""Who comes so long (milliseconds) before their shift waits for it, and does not help in the one before."""


class Stay(NamedTuple):
    """A person was somewhere from `start` to `end` (milliseconds; None: still is). `post` is a code, None at no post."""

    person: str
    post: str | None
    start: int
    end: int | None


class ShiftState(StrEnum):
    """Where a shift stands in time."""

    BEFORE = "before"
    WITHIN = "within"
    AFTER = "after"


class Missing(NamedTuple):
    """Somebody who signed up and has not come to the post. `since` is when the shift began, None before that; `at_post` is the
    post at which they stand instead; `on_site` says that they are here."""

    person: str
    since: int | None
    at_post: str | None
    on_site: bool


class ShiftBoard(NamedTuple):
    """One shift of a post; `shift` is None for a post without shifts. Persons by key: `here` stand there now and count for this
    shift, of them `extra` did not sign up for it; `came` signed up and were there, of them `left` are not any more. `beyond`
    says how the shift reaches beyond the planned times of the activity."""

    post: Post
    shift: Shift | None
    state: ShiftState
    here: tuple[str, ...]
    extra: tuple[str, ...]
    came: tuple[str, ...]
    left: tuple[str, ...]
    missing: tuple[Missing, ...]
    beyond: Beyond | None = None

    @property
    def needed(self) -> int | None:
        """How many are needed; None where nobody said."""
        return None if self.shift is None else self.shift.needed

    @property
    def signed_up(self) -> int:
        """How many signed up."""
        return 0 if self.shift is None else len(self.shift.people)

    @property
    def lacking(self) -> int:
        """How many more are needed: on the spot while the shift lasts, on the list before it; 0 after it."""
        if self.needed is None or self.state is ShiftState.AFTER:
            return 0
        there = len(self.here) if self.state is ShiftState.WITHIN else self.signed_up
        return max(0, self.needed - there)

    @property
    def over(self) -> int:
        """How many more stand there than are needed."""
        return 0 if self.needed is None else max(0, len(self.here) - self.needed)


class PostBoard(NamedTuple):
    """All shifts, by post as planned; `elsewhere` are codes at which people stand and that the plan does not know, with them.

    `by_plan` says that no scan was taken at a post, so that being on site counts as being at the post."""

    rows: tuple[ShiftBoard, ...]
    elsewhere: tuple[tuple[str, tuple[str, ...]], ...] = ()
    by_plan: bool = False


def post_board(posts: Sequence[Post], span: tuple[int, int], stays: Iterable[Stay], at: int) -> PostBoard:
    """The board at `at` (milliseconds). `span` are the planned times of the activity, which a post without shifts has."""
    seen = [_as_of(stay, at) for stay in stays if stay.start <= at]
    by_plan = all(stay.post is None for stay in seen)
    if by_plan:
        signed_up: dict[str, list[tuple[str, Shift]]] = {}
        for code, shift in ((post.code, shift) for post in posts for shift in post.shifts):
            for person in shift.people:
                signed_up.setdefault(person, []).append((code, shift))
        seen = [one for stay in seen for one in (stay, *_planned(signed_up.get(stay.person, ()), stay, at))]
    now: dict[str, str | None] = {stay.person: None for stay in seen if stay.end is None}
    now |= {stay.person: stay.post for stay in seen if stay.end is None and stay.post is not None}
    there: dict[str | None, list[Stay]] = {}
    for stay in seen:
        there.setdefault(stay.post, []).append(stay)
    rows = tuple(row for post in posts for row in _of_post(post, span, there.get(post.code, []), now, at))
    known = {post.code for post in posts}
    others = sorted({post for post in now.values() if post is not None and post not in known})
    return PostBoard(rows, tuple((code, tuple(sorted(p for p in now if now[p] == code))) for code in others), by_plan)


def state_of(start: int, end: int, at: int) -> ShiftState:
    """Whether a time from `start` to before `end` is still to come, under way or over (milliseconds)."""
    return ShiftState.BEFORE if at < start else ShiftState.WITHIN if at < end else ShiftState.AFTER


def _as_of(stay: Stay, at: int) -> Stay:
    return stay._replace(end=None) if stay.end is not None and stay.end > at else stay


def _planned(signed_up: Iterable[tuple[str, Shift]], stay: Stay, at: int) -> list[Stay]:
    """The stays at posts that somebody on site has by the plan, from the shifts for which they signed up."""
    until = at if stay.end is None else stay.end
    return [
        Stay(stay.person, code, start, None if stay.end is None and shift.end > at else min(until, shift.end))
        for code, shift in signed_up
        if (start := max(stay.start, shift.start)) <= until and stay.start < shift.end
    ]


def _of_post(
    post: Post, span: tuple[int, int], there: list[Stay], now: dict[str, str | None], at: int
) -> list[ShiftBoard]:
    """The rows of a post; `there` are the stays at it, `now` says at which post each person on site stands."""
    standing = list(
        dict.fromkeys(stay.person for stay in there if stay.end is None and now.get(stay.person) == post.code)
    )
    if not post.shifts:
        here = tuple(sorted(standing))
        return [ShiftBoard(post, None, state_of(*span, at), here, here, (), (), ())]
    counts_for = {person: shift_of(post, person, at) for person in standing}
    return [
        _of_shift(post, s, {p for p in standing if counts_for[p] == s}, there, now, at)._replace(
            beyond=beyond(s, *span)
        )
        for s in post.shifts
    ]


def shift_of(post: Post, person: str, at: int) -> Shift:
    """The shift for which somebody who stands at the post counts."""
    by_time = sorted(post.shifts)
    within = [s for s in by_time if state_of(s.start, s.end, at) is ShiftState.WITHIN]
    coming = [s for s in by_time if at < s.start]
    mine = [s for s in (*within, *coming) if person in s.people and s.start - at <= EARLY]
    return (*mine, *within, *coming, by_time[-1])[0]


def _of_shift(
    post: Post, shift: Shift, here: set[str], there: list[Stay], now: dict[str, str | None], at: int
) -> ShiftBoard:
    state = state_of(shift.start, shift.end, at)
    were = {
        stay.person
        for stay in there
        if state is not ShiftState.BEFORE and stay.start < shift.end and (stay.end is None or stay.end > shift.start)
    }
    were |= here
    came = [person for person in shift.people if person in were]
    missing = tuple(
        Missing(person, None if state is ShiftState.BEFORE else shift.start, now.get(person), person in now)
        for person in shift.people
        if person not in were
    )
    left = tuple(p for p in came if p not in here and now.get(p) != post.code)
    extra = tuple(sorted(here - set(shift.people)))
    return ShiftBoard(post, shift, state, tuple(sorted(here)), extra, tuple(came), left, missing)
