"""The verdict for an outcome: a word, a sign, a tone, and the person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import tzinfo
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, assert_never

from checkin.durations import hours_text
from checkin.rules.badge_numbers import NotABadge, grouped, is_badge_number
from checkin.rules.identity import split
from checkin.rules.outcomes import Outcome, OutcomeKind
from checkin.rules.problems import N_
from checkin.rules.sessions import Effect, Flag
from checkin.texts import _, in_a_row
from checkin.words import person_kind_word
from storage.people.person import Person
from tui.model.verdict_zone.without_keys import WITHOUT_KEYS
from tui.words.amounts import clock_text
from tui.words.cells import cell_width
from tui.words.outcomes import elsewhere_text, moved_text, visitor_text

LONGEST_AMOUNT = 12
"""Cells of a post's name that is shown as large as that of a person."""


class Tone(StrEnum):
    """How a verdict looks and sounds."""

    READY = "ready"
    IN = "in"
    OUT = "out"
    CALM = "calm"
    ATTENTION = "attention"
    REFUSED = "refused"
    LOST = "lost"
    HELD = "held"


class Verdict(NamedTuple):
    """What is shown after a scan. `name` is the large second line, `detail` is who it was, `times` and `advice` follow; `last`
    is a small line about the scan before, `amount` what a check-out comes to or the post that a move reached, as large as the
    name. `volunteer` is the key of whose scan it was, empty where there is nobody whose page could be opened; `note` is the
    sign that there is a note on that person, never its text; `has` says what they leave with of the
    things that were handed out. `keyless` is the advice where nobody may press the key that `advice` names; empty where it names
    none."""

    tone: Tone
    symbol: str
    word: str
    name: str = ""
    detail: str = ""
    times: str = ""
    advice: str = ""
    at: int = 0
    last: str = ""
    amount: str = ""
    volunteer: str = ""
    note: str = ""
    has: str = ""
    keyless: str = ""


NOTHING = Verdict(Tone.READY, "", "")
"""Before the first scan, where there is nothing to say."""


class _Saying(NamedTuple):
    tone: Tone
    symbol: str
    word: str
    advice: str = ""
    values: Mapping[str, object] = MappingProxyType({})


def verdict_of(outcome: Outcome, person: Person | None, zone: tzinfo, *, noted: bool = False) -> Verdict:
    """The verdict for a scan that is in the log; times are shown in `zone`. `noted`: there is a note on the person."""
    saying = _saying(outcome, lambda at: clock_text(at, zone))
    advice = []
    if Flag.CONSENT in outcome.flags:
        advice.append(_("A guardian's consent is missing: the hours wait for it."))
    if elsewhere := elsewhere_text(outcome):
        advice.append(
            _("{text}: check out there first, or the times overlap.").format(text=elsewhere[:1].upper() + elsewhere[1:])
        )
    if Flag.FAR in outcome.flags:
        advice.append(_("More than a day before or after the planned days: the hours wait for review."))
    if Flag.PAIRS in outcome.flags:
        advice.append(_("As many pairs today as the team counts by itself: these hours wait for review."))
    first = _(saying.advice).format(**saying.values) if saying.advice else ""
    keyless = _(WITHOUT_KEYS[saying.advice]).format(**saying.values) if saying.advice in WITHOUT_KEYS else ""
    return Verdict(
        saying.tone,
        saying.symbol,
        _(saying.word),
        name=person.name if person else outcome.visitor_of or "",
        detail=_who(outcome, person),
        times=_times(outcome, zone),
        amount=_amount(outcome),
        advice=in_a_row((first, *advice)),
        keyless=in_a_row((keyless, *advice)) if keyless else "",
        at=outcome.at,
        volunteer=outcome.volunteer or "" if person else "",
        note=note_sign() if noted else "",
    )


def note_sign() -> str:
    """What stands on a verdict where there is a note on the person: a sign, a word, and the key that shows the text."""
    return _("※ Note: Alt+↓ shows it")


def without_name(verdict: Verdict) -> Verdict:
    """The verdict of a scan with the number in place of name and class: nobody's name is to be seen, and no sign of a note."""
    if not verdict.volunteer:
        return verdict._replace(last="", note="")
    return verdict._replace(name=number_shown(verdict.volunteer), detail="", last="", note="")


def last_line(verdict: Verdict, zone: tzinfo) -> str:
    """The verdict in a small line, once its time is over."""
    who = verdict.name or verdict.detail
    parts = (clock_text(verdict.at, zone), f"{verdict.symbol} {verdict.word}", who)
    return _("Last: {scan}").format(scan="  ".join(part for part in parts if part))


def held_verdict(person: Person | None, volunteer: str, held: str, at: int, *, noted: bool = False) -> Verdict:
    """The answer to a scan of `volunteer` (a key) that has no activity yet; `held`: how many wait."""
    advice = _("This scan is kept on disk, and counts from now on once an activity is chosen: F6.")
    name = person.name if person else ""
    detail = who_is(person) if person else number_shown(volunteer)
    return Verdict(
        Tone.HELD, "‖", _("NO ACTIVITY"), name, detail, held, advice, at, volunteer=volunteer if person else "",
        note=note_sign() if noted else "",
    )  # fmt: skip


def held_without_a_badge(fault: NotABadge, held: str, at: int) -> Verdict:
    """The answer to a text that is no badge, while there is no activity."""
    return Verdict(Tone.REFUSED, "✗", _("NO BADGE"), times=held, advice=_(_why_no_badge(str(fault))), at=at)


def not_recorded(reason: str, at: int) -> Verdict:
    """The answer to a scan that could not be written."""
    advice = _("{reason}. The scan is kept here and tried again; don't let the person go yet.").format(reason=reason)
    return Verdict(Tone.LOST, "✗", _("NOT RECORDED"), advice=advice, at=at)


def _saying(outcome: Outcome, time: Callable[[int], str]) -> _Saying:
    session = outcome.session
    start = time(session.start) if session and session.start is not None else ""
    end = time(session.end) if session and session.end is not None else ""
    match outcome.kind:
        case OutcomeKind.OPENED:
            return _Saying(Tone.IN, "→", N_("IN"))
        case OutcomeKind.CLOSED:
            return _Saying(Tone.OUT, "←", N_("OUT"))
        case OutcomeKind.DUPLICATE:
            return _Saying(Tone.CALM, "↺", N_("AGAIN"), N_("Scanned twice in a row; it counts once."))
        case OutcomeKind.TOO_SOON:
            advice = N_("Checked in only at {start}. Really leaving? Press F7 to check out.")
            return _Saying(Tone.ATTENTION, "⚠", N_("TOO SOON"), advice, {"start": start})
        case OutcomeKind.ALREADY_IN:
            return _Saying(Tone.CALM, "=", N_("IS IN"), N_("In since {start}; nothing changed."), {"start": start})
        case OutcomeKind.ALREADY_OUT:
            return _Saying(Tone.CALM, "=", N_("IS OUT"), N_("Left at {end}; nothing changed."), {"end": end})
        case OutcomeKind.NO_CHECK_IN:
            advice = N_("This person leaves but never checked in. A supervisor must decide.")
            return _Saying(Tone.ATTENTION, "⚠", N_("NO CHECK-IN"), advice)
        case OutcomeKind.UNKNOWN_BADGE if outcome.visitor_of is not None:
            return _saying_to_visitor(outcome.effect, start)
        case OutcomeKind.UNKNOWN_BADGE:
            advice = N_(
                "A valid badge, but nobody here has it. It is recorded; find the person with F2 or add one with F5."
            )
            return _Saying(Tone.ATTENTION, "?", N_("UNKNOWN"), advice)
        case OutcomeKind.NOT_A_BADGE:
            return _Saying(Tone.REFUSED, "✗", N_("NO BADGE"), _why_no_badge(outcome.detail))
        case OutcomeKind.REVOKED:
            advice = N_("This badge was replaced by a new one. Ask for the new badge, or find the person with F2.")
            return _Saying(Tone.REFUSED, "✗", N_("OLD BADGE"), advice)
        case OutcomeKind.NO_CONSENT:
            advice = N_("A guardian's consent is missing, and the team admits nobody without it.")
            return _Saying(Tone.REFUSED, "✗", N_("NO CONSENT"), advice)
        case OutcomeKind.ACTIVITY_CLOSED:
            advice = N_("This activity is closed. Choose another one with F6.")
            return _Saying(Tone.REFUSED, "✗", N_("CLOSED"), advice)
        case OutcomeKind.MOVED:
            return _Saying(Tone.IN, "↔", N_("MOVED"))
        case unreachable:
            assert_never(unreachable)


def _saying_to_visitor(effect: Effect | None, start: str) -> _Saying:
    """Another school's volunteer comes and goes like everybody else, and is not to be registered here once more."""
    match effect:
        case Effect.OPENED:
            advice = N_(
                "Recorded. The district gives the hours to the volunteer's own school; you need not do anything."
            )
            return _Saying(Tone.IN, "→", N_("VISITOR IN"), advice)
        case Effect.CLOSED:
            advice = N_(
                "Recorded. The district gives the hours to the volunteer's own school; you need not do anything."
            )
            return _Saying(Tone.OUT, "←", N_("VISITOR OUT"), advice)
        case Effect.MOVED:
            return _Saying(Tone.IN, "↔", N_("VISITOR MOVED"))
        case Effect.TOO_SOON:
            advice = N_("Checked in only at {start}. Really leaving? Press F3 for scans out only, and scan again.")
            return _Saying(Tone.ATTENTION, "⚠", N_("VISITOR"), advice, {"start": start})
        case Effect.NO_CHECK_IN:
            advice = N_("This person leaves but never checked in. A supervisor must decide.")
            return _Saying(Tone.ATTENTION, "⚠", N_("VISITOR"), advice)
        case Effect.DUPLICATE | Effect.ALREADY_IN | Effect.ALREADY_OUT | None:
            return _Saying(Tone.CALM, "=", N_("VISITOR"), N_("Scanned before; nothing changed."))
        case unreachable:
            assert_never(unreachable)


def _why_no_badge(detail: str | None) -> str:
    if detail == NotABadge.CHECK_DIGITS:
        return N_("The number was read wrongly. Hold the badge still and scan it again.")
    if detail == NotABadge.LENGTH:
        return N_("Only a part of a number arrived. Scan the badge again, or find the person with F2.")
    return N_("This is not a volunteer's badge. Scan the badge, or find the person with F2.")


def _who(outcome: Outcome, person: Person | None) -> str:
    if person is not None:
        return who_is(person)
    if outcome.volunteer is None:
        return ""
    if outcome.visitor_of is not None:
        return visitor_text(outcome.visitor_of)
    return number_shown(outcome.volunteer)


def who_is(person: Person) -> str:
    """Class, number and kind, which stand below the name."""
    return " · ".join(part for part in (person.class_name, person.number, person_kind_word(person.kind)) if part)


def number_shown(volunteer: str) -> str:
    """The number of somebody whose name is not known, or of an unknown badge in groups of four."""
    number = split(volunteer)[1] or volunteer
    return grouped(number) if is_badge_number(number) else number


def _amount(outcome: Outcome) -> str:
    """The minutes of a session that this scan closed; the post to which it moved."""
    if outcome.effect is Effect.MOVED or outcome.kind is OutcomeKind.MOVED:
        name = "" if outcome.post is None else outcome.post.name
        return name if cell_width(name) <= LONGEST_AMOUNT else ""
    if outcome.kind is not OutcomeKind.CLOSED or outcome.session is None:
        return ""
    # Another text than elsewhere: in large letters Chinese says 分, which leaves the name its room.
    return _("{minutes:d} min").format(minutes=outcome.session.minutes)


def _times(outcome: Outcome, zone: tzinfo) -> str:
    parts = [moved] if (moved := moved_text(outcome)) else []
    session = outcome.session
    if session and session.start is not None and session.end is not None:
        span = f"{clock_text(session.start, zone)}–{clock_text(session.end, zone)}"
        parts.append(_("{span}, {amount}").format(span=span, amount=hours_text(session.minutes)))
    else:
        parts.append(clock_text(outcome.at, zone))
    if outcome.volunteer is not None:
        parts.append(_("so far {amount}").format(amount=hours_text(outcome.total_minutes)))
    return " · ".join(parts)
