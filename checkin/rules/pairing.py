"""Scans become sessions: a pure fold per volunteer and activity, in the order (time, id) (design §4)."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.rules.events import Direction
from checkin.rules.facts import Facts
from checkin.rules.occasions import Occasion
from checkin.rules.on_site import left_behind
from checkin.rules.replayed import is_replayed
from checkin.rules.scans import Reading
from checkin.rules.sessions import Draft, Effect, Flag, Mark, Status

# Looked up once: in Python 3.11 the name of an enum's member costs as much as a step of the fold.
_IN, _OUT, _AUTO = Direction.IN, Direction.OUT, Direction.AUTO
_OPENED, _CLOSED, _MOVED = Effect.OPENED, Effect.CLOSED, Effect.MOVED
_OPEN_SESSION, _CLOSED_SESSION = Status.OPEN, Status.CLOSED
Effects = dict[str, tuple[Effect, str]]
"""Of each scan that counts, what it did and to which session's key."""


def pair(readings: Iterable[Reading], occasion: Occasion, facts: Facts, effects: Effects) -> list[Draft]:
    """The sessions of one volunteer in one activity, from the scans that count (not struck, not bounced).

    What each scan did is entered into `effects`.
    """
    fold = _Fold(occasion, facts, effects)
    for reading in sorted(readings):
        fold.take(reading)
    fold.finish()
    return fold.drafts


class _Fold:
    __slots__ = ("_activity", "_days", "_facts", "_occasion", "_open", "drafts", "effects")

    def __init__(self, occasion: Occasion, facts: Facts, effects: Effects) -> None:
        self.drafts: list[Draft] = []
        self.effects = effects
        self._occasion = occasion
        self._activity, self._days = occasion.activity, occasion.days
        self._facts = facts
        self._open: Draft | None = None

    def take(self, reading: Reading) -> None:
        self._leave_behind(reading.at)
        effect, session = self._act(reading)
        self.effects[reading.id] = (effect, session.key)

    def finish(self) -> None:
        """Close the activity: what is still open waits for review, for closing ends no session."""
        if self._open is not None and self._activity.closed_at is not None:
            self._open.status = Status.NEEDS_REVIEW
            self._open.flags.add(Flag.NO_CHECK_OUT)

    def _act(self, reading: Reading) -> tuple[Effect, Draft]:
        session, asked = self._open, self._asked(reading)
        if session is not None and reading.post not in (None, session.post) and asked is not _OUT:
            # At another post, however short the stay at this one was.
            return _MOVED, self._move(reading, session)
        if asked is _IN or (asked is _AUTO and session is None):
            return (Effect.ALREADY_IN, session) if session else (_OPENED, self._start(reading))
        if session is None:
            return self._out_without_session(reading)
        if self._too_soon(reading, session):
            return Effect.TOO_SOON, session
        return _CLOSED, self._end(reading, session)

    def _asked(self, reading: Reading) -> Direction:
        """What a scan asks for by its direction or the activity's windows (design §4.1); auto where neither says it."""
        if reading.direction is not _AUTO:
            return reading.direction
        until, out_from = self._activity.check_in_until, self._activity.check_out_from
        if until is not None and reading.at < until:
            return _IN
        if out_from is not None and reading.at >= out_from:
            return _OUT
        return _AUTO

    def _too_soon(self, reading: Reading, session: Draft) -> bool:
        """A scan that was itself amended is never too soon; both times are those scanned (design §4.4)."""
        if reading.direction is not _AUTO or reading.amended or session.start is None:
            return False
        policy = self._facts.policy_for(session.activity, session.start)
        return 0 <= reading.scanned_at - session.scanned_start < policy.min_session_minutes * 60_000

    def _leave_behind(self, at: int) -> None:
        """Leave the open session for review where it would go on too long (design §4.3)."""
        session = self._open
        if session is None or session.start is None:
            return
        flag = left_behind(session.start, at, self._activity, self._days)
        if flag is not None:
            session.status = Status.NEEDS_REVIEW
            session.flags.add(flag)
            self._open = None

    def _start(self, reading: Reading) -> Draft:
        session = self._row(reading, _OPEN_SESSION, start=reading.at)
        self._open = session
        return session

    def _move(self, reading: Reading, session: Draft) -> Draft:
        """Let the session go on at the post of the scan."""
        if not session.marks and session.start is not None:
            session.marks = (Mark(None, session.start, session.key),)
        session.marks += (Mark(reading.post, reading.at, reading.id),)
        return self._rest_on(reading, session)

    def _end(self, reading: Reading, session: Draft) -> Draft:
        session.end = reading.at
        session.close_event = reading.id
        session.status = _CLOSED_SESSION
        self._open = None
        return self._rest_on(reading, session)

    def _rest_on(self, reading: Reading, session: Draft) -> Draft:
        """The session, which rests on this scan too."""
        session.corrected = session.corrected or reading.amended
        session.vouched = session.vouched or reading.vouched
        session.desks += (reading.desk,)
        self._flag_time(reading, session)
        return session

    def _out_without_session(self, reading: Reading) -> tuple[Effect, Draft]:
        """The effect of a check-out while no session is open, and the session that it concerns.

        A person who has left gets the answer that they left already. A person without a check-in gets one row for
        review, however often they scan. A session that was left behind was ended by no check-out, so this one has no
        check-in either, whatever was served before.
        """
        last = self.drafts[-1] if self.drafts else None
        if last is not None and self._same_occasion(last, reading.at):
            if last.status is Status.CLOSED:
                return Effect.ALREADY_OUT, last
            if Flag.NO_CHECK_IN in last.flags:
                return Effect.NO_CHECK_IN, last
        session = self._row(reading, Status.NEEDS_REVIEW, end=reading.at)
        session.flags.add(Flag.NO_CHECK_IN)
        return Effect.NO_CHECK_IN, session

    def _same_occasion(self, earlier: Draft, at: int) -> bool:
        """Whether `at` belongs to the same visit: on an overnight activity always, else on the same local day."""
        known = earlier.end if earlier.end is not None else earlier.start
        return self._activity.overnight or known is None or self._days.day(known) == self._days.day(at)

    def _row(self, reading: Reading, status: Status, start: int | None = None, end: int | None = None) -> Draft:
        session = Draft(
            key=reading.id,
            volunteer=reading.person,
            activity=reading.activity,
            occasion=self._activity,
            start=start,
            end=end,
            open_event=reading.id if start is not None else None,
            close_event=reading.id if end is not None else None,
            status=status,
            flags=set(),
            corrected=reading.amended,
            scanned_start=reading.scanned_at,
            desks=(reading.desk,),
            vouched=reading.vouched,
            marks=() if reading.post is None else (Mark(reading.post, reading.at, reading.id),),
        )
        self._flag_time(reading, session)
        self.drafts.append(session)
        return session

    def _flag_time(self, reading: Reading, session: Draft) -> None:
        closed_at = self._activity.closed_at
        if closed_at is not None and reading.at > closed_at:
            session.flags.add(Flag.AFTER_CLOSE)
        if not self._occasion.reached_from <= reading.at < self._occasion.reached_until:
            session.flags.add(Flag.FAR)
        # What somebody vouches for was written down by hand, and its source says so already.
        if not reading.vouched and is_replayed(reading.scanned_at, reading.arrived, reading.desk, self._facts.clocks):
            session.flags.add(Flag.REPLAYED)
