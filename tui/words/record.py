"""The words of the record (status, source, flags, direction) as people read them."""

from __future__ import annotations

from checkin.rules.events import ConsentState
from checkin.rules.problems import N_
from checkin.rules.review import Wait
from checkin.rules.sessions import Flag, Source, Status
from checkin.texts import _

_STATUS = {
    Status.OPEN: N_("on site"),
    Status.CLOSED: N_("complete"),
    Status.NEEDS_REVIEW: N_("needs review"),
    Status.PUBLICITY: N_("on the publicity list"),
    Status.CONFIRMED: N_("confirmed"),
}
_SOURCE = {
    Source.SCANNED: N_("scanned"),
    Source.CORRECTED: N_("corrected"),
    Source.VOUCHED: N_("vouched for"),
    Source.RULED: N_("ruled"),
    Source.ADDED: N_("added"),
}
_FLAG = {
    Flag.NO_CHECK_OUT: N_("no check-out"),
    Flag.NO_CHECK_IN: N_("no check-in"),
    Flag.MIDNIGHT: N_("past midnight"),
    Flag.TOO_LONG: N_("too long"),
    Flag.AFTER_CLOSE: N_("after the close"),
    Flag.OVERLAP: N_("overlaps another session"),
    Flag.CONSENT: N_("waits for consent"),
    Flag.CLOCK: N_("the desk's clock was changed"),
    Flag.UNKNOWN_BADGE: N_("unknown badge"),
    Flag.TRAINING: N_("training"),
    Flag.NOT_CREDITABLE: N_("gives no hours"),
    Flag.SHARE: N_("too short a share of the activity"),
    Flag.DAY_LIMIT: N_("cut to the day's limit"),
    Flag.RULE_UNMATCHED: N_("ruling without a session"),
    Flag.LATE_CHECK_OUT: N_("late check-out"),
    Flag.OBJECTION: N_("somebody objects"),
    Flag.CHANGED: N_("changed since it was confirmed"),
}
_CONSENT = {
    ConsentState.MISSING: N_("not there yet"),
    ConsentState.GIVEN: N_("given"),
    ConsentState.WITHDRAWN: N_("withdrawn"),
    ConsentState.NOT_NEEDED: N_("not needed"),
}


def status_word(status: str) -> str:
    """A session's status in the language in use."""
    return _(_STATUS[Status(status)])


def source_word(source: str) -> str:
    """Where minutes come from, in the language in use."""
    return _(_SOURCE[Source(source)])


def flag_word(flag: str) -> str:
    """A flag in the language in use."""
    return _(_FLAG[Flag(flag)])


def wait_word(wait: Wait) -> str:
    """Why a session waits for a supervisor, in the language in use."""
    return _("still on site") if wait is Wait.NOT_OUT else flag_word(wait)


def consent_word(state: ConsentState) -> str:
    """How it stands with a guardian's consent, in the language in use."""
    return _(_CONSENT[state])
