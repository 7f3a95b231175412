"""Who stands at which post of an activity, from its log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from checkin.rules.activities import Activity
from checkin.rules.on_site import may_still_close
from checkin.rules.posts import Post, Shift
from checkin.rules.posts_filled import PostBoard, ShiftBoard, Stay, post_board, shift_of
from checkin.rules.posts_served import minutes_by_segment
from checkin.rules.record import Record
from checkin.rules.service import counted_minutes
from checkin.rules.sessions import Session
from checkin.rules.shifts_served import ShiftServed, minutes_by_shift
from storage.people.expected import Expected, expected_at
from storage.record import activity_record, record_in
from storage.store import Store


def read_post_board(
    store: Store, activity: Activity, at: int | None = None, expected: Expected | None = None
) -> PostBoard:
    """The posts of an activity now or at `at` (milliseconds). `expected` is read where the caller has it not."""
    at = store.now() if at is None else at
    record = record_in(store, activity.key)
    span = (activity.start or 0, activity.end or 0)
    return post_board(expected_posts(store, activity, expected), span, stays_in(record, activity, at), at)


def expected_posts(store: Store, activity: Activity, expected: Expected | None = None) -> tuple[Post, ...]:
    """The posts of an activity with who is expected there: each person once, and nobody who left the school before."""
    gone, person = (expected or expected_at(store, activity)).gone, store.ledger.facts().person

    def here(shift: Shift) -> Shift:
        return shift._replace(people=_once(one for one in map(person, shift.people) if one not in gone))

    return tuple(post._replace(shifts=tuple(map(here, post.shifts))) for post in activity.posts or ())


ShiftPlace = tuple[str, int | None, int | None]
"""The code of a post with the times of one of its shifts; None for what is served there in no shift."""


def minutes_of_shifts(store: Store, activity: Activity) -> Mapping[ShiftPlace, int]:
    """The minutes that count by now in each shift of an activity, and at each post in no shift."""
    facts, found = store.ledger.facts(), Counter[ShiftPlace]()
    for session in activity_record(store, activity.key).sessions:
        segments, minutes = session.segments, counted_minutes(session.status, session.minutes)
        shifts = minutes_by_shift(segments, minutes, session.volunteer, activity, facts)
        for segment, whole, parts in zip(segments, minutes_by_segment(segments, minutes), shifts, strict=True):
            for shift, share in parts or [ShiftServed(None, whole)]:
                if segment.post is not None:
                    found[segment.post, *((None, None) if shift is None else (shift.start, shift.end))] += share
    return found


def place_of(row: ShiftBoard) -> ShiftPlace:
    """The place of a row of the board."""
    return (row.post.code, *((None, None) if row.shift is None else (row.shift.start, row.shift.end)))


def stays_in(record: Record, activity: Activity, at: int) -> list[Stay]:
    """Where everybody was who came, as it stood at `at` (milliseconds)."""
    return [
        stay
        for session in record.sessions
        if session.activity == activity.key and session.start is not None
        for stay in _stays(session, activity, at)
    ]


def standing_in(store: Store, activity: Activity) -> list[tuple[str, Post, Shift | None]]:
    """Who stands now at a post of this activity's plan, at which, and the shift for which they count."""
    at = store.now()
    return [
        (person, row.post, row.shift if row.shift is None else shift_of(row.post, person, at))
        for row in read_post_board(store, activity, at).rows
        for person in row.here
    ]


def _stays(session: Session, activity: Activity, at: int) -> list[Stay]:
    here = may_still_close(session, activity, at)
    parts = [(part.post, part.start, part.end) for part in session.segments]
    return [
        # Of a session that nobody can check out any more nobody knows how long they stayed; they are not here.
        Stay(session.volunteer, post, start, start if end is None and not here else end)
        for post, start, end in parts or [(None, session.start or 0, session.end)]
    ]


def _once(people: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(people))
