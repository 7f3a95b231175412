"""The word of each member of the closed sets of the rules: on the screen, on the command line and in every export.

A test goes through all members, so that a new one can't come without its word.
"""

from __future__ import annotations

from collections.abc import Mapping

from checkin.rules.events import SET_ASIDE, ConsentState, Direction, Kind, Quality
from checkin.rules.outcomes import OutcomeKind
from checkin.rules.period import Period
from checkin.rules.problems import N_
from checkin.rules.review import Wait
from checkin.rules.school_year.requirements import Progress
from checkin.rules.service import Part
from checkin.rules.sessions import Flag, Source, Status
from checkin.texts import _

PERSON_KINDS: Mapping[str, str] = {"student": N_("student"), "teacher": N_("teacher"), "parent": N_("parent")}
STATUSES: Mapping[Status, str] = {
    Status.OPEN: N_("not checked out"),
    Status.CLOSED: N_("complete"),
    Status.NEEDS_REVIEW: N_("needs review"),
    Status.PUBLICITY: N_("on the publicity list"),
    Status.CONFIRMED: N_("confirmed"),
}
SOURCES: Mapping[Source, str] = {
    Source.SCANNED: N_("scanned"),
    Source.CORRECTED: N_("corrected"),
    Source.VOUCHED: N_("vouched for"),
    Source.RULED: N_("ruled"),
    Source.ADDED: N_("added"),
    Source.TRANSFERRED: N_("transferred"),
    Source.CLAIMED: N_("claimed"),
}
SOURCES_FOR_PARENTS: Mapping[Source, str] = {
    Source.SCANNED: N_("scanned"),
    Source.CORRECTED: N_("scanned and corrected"),
    Source.VOUCHED: N_("vouched for by a teacher"),
    Source.RULED: N_("ruled by a supervisor"),
    Source.ADDED: N_("added without scans"),
    Source.TRANSFERRED: N_("brought from another school"),
    Source.CLAIMED: N_("service of their own, verified by the school"),
}
REPLAYED_WORD = N_("scanned, entered at another time")
"""Minutes of scans that came long after their time, where minutes are summed apart by source."""
FLAGS: Mapping[Flag, str] = {
    Flag.NO_CHECK_OUT: N_("no check-out"),
    Flag.NO_CHECK_IN: N_("no check-in"),
    Flag.MIDNIGHT: N_("past midnight"),
    Flag.TOO_LONG: N_("too long"),
    Flag.AFTER_CLOSE: N_("after the close"),
    Flag.OVERLAP: N_("overlaps another session"),
    Flag.CONSENT: N_("no guardian's consent"),
    Flag.CLOCK: N_("the desk's clock was changed"),
    Flag.REPLAYED: N_("entered at another time than scanned"),
    Flag.FAR: N_("far from the planned day"),
    Flag.OUTSIDE: N_("outside the planned times"),
    Flag.PAIRS: N_("more pairs than the day allows"),
    Flag.UNKNOWN_BADGE: N_("unknown badge"),
    Flag.TRAINING: N_("training"),
    Flag.NOT_CREDITABLE: N_("gives no hours"),
    Flag.SHARE: N_("too short a share of the activity"),
    Flag.DAY_LIMIT: N_("cut to the day's limit"),
    Flag.CLAIM_LIMIT: N_("cut to the limit of service of their own"),
    Flag.RULE_UNMATCHED: N_("ruling without a session"),
    Flag.LOST_DESK: N_("from a desk that was revoked"),
    Flag.LATE_CHECK_OUT: N_("late check-out"),
    Flag.OBJECTION: N_("somebody objects"),
    Flag.CHANGED: N_("changed since it was confirmed"),
}
OUTCOMES: Mapping[OutcomeKind, str] = {
    OutcomeKind.OPENED: N_("checked in"),
    OutcomeKind.CLOSED: N_("checked out"),
    OutcomeKind.DUPLICATE: N_("scanned twice, counted once"),
    OutcomeKind.TOO_SOON: N_("too soon after the check-in"),
    OutcomeKind.ALREADY_IN: N_("is checked in already"),
    OutcomeKind.ALREADY_OUT: N_("has checked out already"),
    OutcomeKind.NO_CHECK_IN: N_("checked out without a check-in; waits for review"),
    OutcomeKind.UNKNOWN_BADGE: N_("this badge is in no roster here; it is still recorded"),
    OutcomeKind.NOT_A_BADGE: N_("refused: this is no badge; show the badge itself"),
    OutcomeKind.REVOKED: N_("refused: this badge was replaced by a new one"),
    OutcomeKind.NO_CONSENT: N_("refused: a guardian's consent is missing"),
    OutcomeKind.ACTIVITY_CLOSED: N_("refused: the activity is closed"),
    OutcomeKind.MOVED: N_("moved to another post"),
}
EVENTS: Mapping[str, str] = {
    Kind.SCAN: N_("scan"),
    Kind.REFUSE: N_("refused scan"),
    Kind.AMEND: N_("amended"),
    Kind.VOID: N_("struck out"),
    Kind.RULE: N_("ruling"),
    Kind.ADD: N_("added hours"),
    Kind.CONFIRM: N_("confirmation"),
    Kind.ACTIVITY: N_("activity"),
    Kind.CLOSE: N_("activity closed"),
    Kind.REOPEN: N_("activity reopened"),
    Kind.CLASH: N_("one code, two activities: decided"),
    Kind.POLICY: N_("policy"),
    Kind.BADGE: N_("badge"),
    Kind.CONSENT: N_("consent"),
    Kind.CLOCK: N_("clock changed"),
    Kind.LINK: N_("one person, two numbers"),
    Kind.OBJECTION: N_("objection"),
    Kind.EVALUATE: N_("evaluation"),
    Kind.COMMEND: N_("commendation"),
    Kind.AWARD: N_("stars awarded"),
    Kind.REDEEM: N_("hours redeemed"),
    Kind.CERTIFY: N_("certificate"),
    Kind.JOIN: N_("laptop joined to the team"),
    Kind.PURGE: N_("personal data purged"),
    Kind.REVOKE: N_("lost desk revoked"),
    Kind.ADMIT: N_("decided on a lost desk's record"),
    Kind.TRANSFER: N_("hours brought from another school"),
    Kind.ANSWER: N_("answer to a question of the audit"),
    Kind.INSPECT: N_("session inspected"),
    Kind.WITNESS: N_("another desk's record witnessed"),
    Kind.CLAIM: N_("claim of service of their own"),
    Kind.JUDGE: N_("claim judged"),
    Kind.HAND_OUT: N_("thing handed out"),
    Kind.HAND_BACK: N_("thing given back"),
}
DIRECTIONS: Mapping[str, str] = {
    Direction.AUTO: N_("in or out by itself"),
    Direction.IN: N_("only in"),
    Direction.OUT: N_("only out"),
}
QUALITIES: Mapping[Quality, str] = {
    Quality.EXCELLENT: N_("excellent"),
    Quality.GOOD: N_("good"),
    Quality.PASSED: N_("passed"),
    Quality.FAILED: N_("failed"),
}
CONSENTS: Mapping[ConsentState, str] = {
    ConsentState.MISSING: N_("not there yet"),
    ConsentState.GIVEN: N_("given"),
    ConsentState.WITHDRAWN: N_("withdrawn"),
    ConsentState.NOT_NEEDED: N_("not needed"),
}


def category_word(category: str) -> str:
    """The category of an activity, as the school or the district calls it; a word for an activity without one."""
    return category or _("uncategorised")


def person_kind_word(kind: str) -> str:
    """What kind of person a volunteer is; another kind than ours stays as it is written."""
    return _(PERSON_KINDS.get(kind, "")) or kind


def status_word(status: str) -> str:
    """A session's status in words. Raises ValueError for a text that is no status of ours."""
    return _(STATUSES[Status(status)])


def source_word(source: str, *, for_parents: bool = False) -> str:
    """The source of minutes in words: short for a column, or in full for parents. Raises ValueError for an unknown one."""
    return _((SOURCES_FOR_PARENTS if for_parents else SOURCES)[Source(source)])


def part_word(part: Part, *, for_parents: bool = False) -> str:
    """What minutes that are summed apart rest on, in words: short for a column, or in full for parents."""
    return _(REPLAYED_WORD) if part is Part.REPLAYED else source_word(part, for_parents=for_parents)


def flag_word(flag: str) -> str:
    """A flag of a session in words. Raises ValueError for a text that is no flag of ours."""
    return _(FLAGS[Flag(flag)])


def wait_word(wait: Wait) -> str:
    """Why a session waits for a supervisor."""
    return _("still on site") if wait is Wait.NOT_OUT else flag_word(wait)


def outcome_word(kind: OutcomeKind) -> str:
    """The outcome of a scan in words."""
    return _(OUTCOMES[kind])


def event_word(kind: str) -> str:
    """The kind of an event in words; a kind of a newer version stays as it is written."""
    if kind == SET_ASIDE:
        return _("set aside: can't be so")
    return _(EVENTS.get(kind, "")) or kind


def progress_word(progress: Progress) -> str:
    """How far somebody is towards what is asked."""
    if progress.reached:
        return _("reached")
    if not progress.begun:
        return _("not begun")
    if progress.over:
        return _("missed")
    return _("behind") if progress.behind else _("on the way")


def direction_word(direction: str) -> str:
    """The direction of a scan in words."""
    return _(DIRECTIONS.get(direction, "")) or direction


def quality_word(quality: Quality) -> str:
    """How well somebody served."""
    return _(QUALITIES[quality])


def consent_word(state: ConsentState) -> str:
    """The state of a guardian's consent in words."""
    return _(CONSENTS[state])


def covered_word(covered: bool) -> str:
    """In words, whether a redemption counts."""
    return _("exchanged") if covered else _("not covered, does not count")


def period_text(period: Period) -> str:
    """The days of a period, as a report prints them."""
    if period.is_open:
        return _("all days")
    return f"{period.first or ''} — {period.last or ''}".strip()
