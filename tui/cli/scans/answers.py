"""The answer to a scan: as a JSON object of the contract (design §7), and as a line for people."""

from __future__ import annotations

from typing import Any, assert_never

from checkin.rules.activities import Activity
from checkin.rules.identity import within
from checkin.rules.instants import local_text, moment
from checkin.rules.outcomes import Outcome, OutcomeKind
from checkin.rules.sessions import Effect, Flag
from checkin.texts import _
from storage.people.person import Person
from tui.words.table import plain


def object_of(outcome: Outcome, activity: Activity, person: Person | None, own_team: str) -> dict[str, Any]:
    """`seconds` and `minutes` are those of the session that the scan closed."""
    session = outcome.session
    closed = session if outcome.effect is Effect.CLOSED else None
    start = None if session is None else session.start
    return {
        "event": outcome.event,
        "outcome": str(outcome.kind),
        "volunteer": None if outcome.volunteer is None else within(outcome.volunteer, own_team),
        "name": None if person is None else person.name,
        "at": local_text(outcome.at, activity.zone),
        "session_start": None if start is None else local_text(start, activity.zone),
        "seconds": None if closed is None else closed.seconds,
        "minutes": None if closed is None else closed.minutes,
    }


def line_of(outcome: Outcome, activity: Activity, person: Person | None, own_team: str) -> str:
    """`09:00:02  001 张伟 七1班  checked in`."""
    parts = [f"{moment(outcome.at, activity.zone):%H:%M:%S}"]
    if outcome.volunteer is not None:
        who = [within(outcome.volunteer, own_team)]
        if person is not None:
            who += [person.name, person.class_name]
        parts.append(plain(" ".join(word for word in who if word)))
    return "  ".join([*parts, sentence_of(outcome)])


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
        ):
            return False
        case unreachable:
            assert_never(unreachable)


def sentence_of(outcome: Outcome) -> str:
    """What a scan came to, in words."""
    match outcome.kind:
        case OutcomeKind.OPENED:
            if Flag.CONSENT in outcome.flags:
                return _("checked in; the hours wait for a guardian's consent")
            return _("checked in")
        case OutcomeKind.CLOSED:
            return _checked_out(outcome)
        case OutcomeKind.DUPLICATE:
            return _("scanned twice, counted once")
        case OutcomeKind.TOO_SOON:
            return _("checked in a moment ago; to check out now, scan with --direction out")
        case OutcomeKind.ALREADY_IN:
            return _("is checked in already")
        case OutcomeKind.ALREADY_OUT:
            return _("has checked out already")
        case OutcomeKind.NO_CHECK_IN:
            return _("checked out without a check-in; waits for review")
        case OutcomeKind.UNKNOWN_BADGE if outcome.visitor_of is not None:
            return _visitor(outcome.effect, outcome.visitor_of)
        case OutcomeKind.UNKNOWN_BADGE:
            return _("this badge is in no roster here; recorded all the same")
        case OutcomeKind.NOT_A_BADGE:
            return _("refused: this is no badge; show the badge itself")
        case OutcomeKind.REVOKED:
            return _("refused: this badge was replaced by a new one")
        case OutcomeKind.NO_CONSENT:
            return _("refused: a guardian's consent is missing")
        case OutcomeKind.ACTIVITY_CLOSED:
            return _("refused: the activity is closed")
        case unreachable:
            assert_never(unreachable)


def _visitor(effect: Effect | None, school: str) -> str:
    who = _("Volunteer of another school: {school}").format(school=plain(school))
    match effect:
        case Effect.OPENED:
            return f"{who} · " + _("checked in")
        case Effect.CLOSED:
            return f"{who} · " + _("checked out")
        case Effect.TOO_SOON:
            return f"{who} · " + _("checked in a moment ago; to check out now, scan with --direction out")
        case Effect.NO_CHECK_IN:
            return f"{who} · " + _("checked out without a check-in; waits for review")
        case Effect.DUPLICATE | Effect.ALREADY_IN | Effect.ALREADY_OUT | None:
            return f"{who} · " + _("scanned before; nothing changed")
        case unreachable:
            assert_never(unreachable)


def _checked_out(outcome: Outcome) -> str:
    session = outcome.session
    if session is None:
        return _("checked out")
    if session.minutes:
        return _("checked out, {minutes} min").format(minutes=session.minutes)
    return _("checked out after {minutes} min, none of them counted yet").format(minutes=session.seconds // 60)
