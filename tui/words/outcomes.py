"""What a scan came to, in a sentence: the same on the command line as in the list of a paper sheet."""

from __future__ import annotations

from typing import assert_never

from checkin.rules.instants import clock_or_day_text
from checkin.rules.outcomes import Outcome, OutcomeKind
from checkin.rules.sessions import Effect, Flag
from checkin.texts import _, clauses, enumerated
from checkin.words import outcome_word
from tui.words.cells import plain


def sentence_of(outcome: Outcome) -> str:
    """What a scan came to, with more about it: minutes, a missing consent, the visitor's school, what to do."""
    answer, elsewhere = _answer(outcome), elsewhere_text(outcome)
    return clauses([answer, plain(elsewhere)]) if elsewhere else answer


def elsewhere_text(outcome: Outcome) -> str:
    """That somebody is checked in at another activity too, which, where, and since when; empty where nowhere."""
    there = outcome.elsewhere
    if there is None:
        return ""
    activity = there.activity
    where = enumerated(part for part in (activity.name or activity.code, activity.place) if part)
    since = clock_or_day_text(there.since, outcome.at, activity.zone)
    return _("still checked in at {where} since {time}").format(where=where, time=since)


def _answer(outcome: Outcome) -> str:
    match outcome.kind:
        case OutcomeKind.OPENED if Flag.CONSENT in outcome.flags:
            return _("checked in; the hours wait for a guardian's consent")
        case OutcomeKind.CLOSED:
            return _checked_out(outcome)
        case OutcomeKind.TOO_SOON:
            return _too_soon()
        case OutcomeKind.MOVED:
            return _moved(outcome)
        case OutcomeKind.UNKNOWN_BADGE if outcome.visitor_of is not None:
            who = visitor_text(plain(outcome.visitor_of))
            return f"{who} · {_of_a_visitor(outcome)}"
        case kind:
            return outcome_word(kind)


def _of_a_visitor(outcome: Outcome) -> str:
    match outcome.effect:
        case Effect.OPENED:
            return outcome_word(OutcomeKind.OPENED)
        case Effect.CLOSED:
            return outcome_word(OutcomeKind.CLOSED)
        case Effect.MOVED:
            return _moved(outcome)
        case Effect.TOO_SOON:
            return _too_soon()
        case Effect.NO_CHECK_IN:
            return outcome_word(OutcomeKind.NO_CHECK_IN)
        case Effect.DUPLICATE | Effect.ALREADY_IN | Effect.ALREADY_OUT | None:
            return _("scanned before; nothing changed")
        case unreachable:
            assert_never(unreachable)


def moved_text(outcome: Outcome) -> str:
    """`Gate → Tea`: from which post to which somebody moved; empty where nobody did."""
    if Effect.MOVED not in (outcome.effect, str(outcome.kind)) or outcome.post is None:
        return ""
    before = _("no post") if outcome.post_before is None else outcome.post_before.name
    return _("{before} → {after}").format(before=before, after=outcome.post.name)


def _moved(outcome: Outcome) -> str:
    return _("moved to another post: {posts}").format(posts=plain(moved_text(outcome)))


def _too_soon() -> str:
    return _("checked in a moment ago; to check out now, scan with --direction out")


def _checked_out(outcome: Outcome) -> str:
    session = outcome.session
    if session is None:
        return outcome_word(OutcomeKind.CLOSED)
    if session.minutes:
        return _("checked out, {minutes} min").format(minutes=session.minutes)
    return _("checked out after {minutes} min, none of them counted yet").format(minutes=session.seconds // 60)


def visitor_text(school: str) -> str:
    """Whose volunteer somebody is who is not in the register."""
    return _("Volunteer of another school: {school}").format(school=school)
