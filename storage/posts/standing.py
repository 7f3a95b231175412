"""Who stands at which post of an activity, from its log."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.rules.activities import Activity
from checkin.rules.on_site import may_still_close
from checkin.rules.posts import Post, Shift
from checkin.rules.posts_filled import PostBoard, Stay, post_board, shift_of
from checkin.rules.record import Record
from checkin.rules.sessions import Session
from storage.presence.board import record_in
from storage.store import Store


def read_post_board(store: Store, activity: Activity, at: int | None = None, record: Record | None = None) -> PostBoard:
    """The posts of an activity now or at `at` (milliseconds), from its `record` where the caller has it."""
    at = store.now() if at is None else at
    record = record_in(store, activity.key) if record is None else record
    person = store.ledger.facts().person
    span = (activity.start or 0, activity.end or 0)
    posts = [
        post._replace(shifts=tuple(s._replace(people=_once(map(person, s.people))) for s in post.shifts))
        for post in activity.posts or ()
    ]
    return post_board(posts, span, stays_in(record, activity, at), at)


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
