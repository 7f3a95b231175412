"""The outcome of a scan, as the desk shows it (design §5)."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, assert_never

from checkin.rules.activities import Activity
from checkin.rules.sessions import Effect, Flag, Session


class OutcomeKind(StrEnum):
    """The closed set of answers to a scan."""

    OPENED = "opened"
    CLOSED = "closed"
    DUPLICATE = "duplicate"
    TOO_SOON = "too_soon"
    ALREADY_IN = "already_in"
    ALREADY_OUT = "already_out"
    NO_CHECK_IN = "no_check_in"
    UNKNOWN_BADGE = "unknown_badge"
    NOT_A_BADGE = "not_a_badge"
    REVOKED = "revoked"
    NO_CONSENT = "no_consent"
    ACTIVITY_CLOSED = "activity_closed"
    MOVED = "moved"


class Elsewhere(NamedTuple):
    """Another activity at which the same volunteer is checked in, and since when (milliseconds)."""

    activity: Activity
    since: int


class NamedPost(NamedTuple):
    """A post (岗位): its code, and its name in the plan of the activity; the code too where the plan does not have it."""

    code: str
    name: str


class Outcome(NamedTuple):
    """The answer to one scan. `event` is the id of its event in the log, `at` the instant of the scan (milliseconds).

    `volunteer` is the volunteer's key, or the number of an unknown badge, or None where the text was no badge.
    `session` is the session that the scan changed, `effect` the change. `total_minutes` are all credited minutes of
    this volunteer that this desk knows. `detail` is the fault of a text that is no badge. `visitor_of` is the name of
    the visitor's school, where the badge is unknown here and the district's kit knows it. `elsewhere` is where the
    volunteer was checked in at another activity at that instant: the two times would overlap. `post` is the post at
    which the scan was taken, and `post_before` the one from which it moved the volunteer; None where that was none. `served`
    are milliseconds of the volunteer's other sessions, in all activities, that began on the local day of this one.
    """

    kind: OutcomeKind
    event: str
    at: int
    activity: str
    volunteer: str | None = None
    session: Session | None = None
    effect: Effect | None = None
    total_minutes: int = 0
    detail: str | None = None
    visitor_of: str | None = None
    elsewhere: Elsewhere | None = None
    post: NamedPost | None = None
    post_before: NamedPost | None = None
    served: int = 0

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The flags of the session that the scan touched."""
        return self.session.flags if self.session else ()


def is_refused(kind: OutcomeKind) -> bool:
    """Whether the scan was not admitted."""
    match kind:
        case OutcomeKind.NOT_A_BADGE | OutcomeKind.REVOKED | OutcomeKind.NO_CONSENT | OutcomeKind.ACTIVITY_CLOSED:
            return True
        case (
            OutcomeKind.OPENED
            | OutcomeKind.CLOSED
            | OutcomeKind.DUPLICATE
            | OutcomeKind.TOO_SOON
            | OutcomeKind.ALREADY_IN
            | OutcomeKind.ALREADY_OUT
            | OutcomeKind.NO_CHECK_IN
            | OutcomeKind.UNKNOWN_BADGE
            | OutcomeKind.MOVED
        ):
            return False
        case unreachable:
            assert_never(unreachable)
