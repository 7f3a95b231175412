"""Each outcome has a word, a sign and a tone of its own kind, and says what to do where something is to be done."""

from __future__ import annotations

import pytest

from checkin.rules.activities import zone
from checkin.rules.outcomes import NamedPost, Outcome, OutcomeKind
from checkin.rules.sessions import Flag, Session, Source, Status
from tests.tui.outcomes import OUTCOMES, PERSON, outcome_of_kind
from tui.model.verdicts import Tone, not_recorded, verdict_of

ZONE = zone("Asia/Shanghai")
TONES = {
    OutcomeKind.OPENED: (Tone.IN, "→"),
    OutcomeKind.CLOSED: (Tone.OUT, "←"),
    OutcomeKind.DUPLICATE: (Tone.CALM, "↺"),
    OutcomeKind.TOO_SOON: (Tone.ATTENTION, "⚠"),
    OutcomeKind.ALREADY_IN: (Tone.CALM, "="),
    OutcomeKind.ALREADY_OUT: (Tone.CALM, "="),
    OutcomeKind.NO_CHECK_IN: (Tone.ATTENTION, "⚠"),
    OutcomeKind.UNKNOWN_BADGE: (Tone.ATTENTION, "?"),
    OutcomeKind.NOT_A_BADGE: (Tone.REFUSED, "✗"),
    OutcomeKind.REVOKED: (Tone.REFUSED, "✗"),
    OutcomeKind.NO_CONSENT: (Tone.REFUSED, "✗"),
    OutcomeKind.ACTIVITY_CLOSED: (Tone.REFUSED, "✗"),
    OutcomeKind.MOVED: (Tone.IN, "↔"),
}


@pytest.mark.parametrize("kind", OutcomeKind)
def test_every_outcome_has_its_tone_and_sign(kind: OutcomeKind) -> None:
    """The table above, for all of them."""
    verdict = verdict_of(outcome_of_kind(kind), PERSON, ZONE)
    assert (verdict.tone, verdict.symbol) == TONES[kind]


def test_no_two_outcomes_share_a_word() -> None:
    """Colour is never alone: the word alone tells them apart."""
    assert len({verdict_of(o, PERSON, ZONE).word for o in OUTCOMES}) == len(OutcomeKind)


def test_a_check_out_tells_the_span_and_the_hours_so_far() -> None:
    """09:00 to 11:30, and 12 hours 30 in all."""
    verdict = verdict_of(outcome_of_kind(OutcomeKind.CLOSED), PERSON, ZONE)
    assert verdict.times == "09:00–11:30, 2 h 30 min · so far 12 h 30 min"


def test_hours_that_wait_for_consent_are_said() -> None:
    """A check-in without a guardian's consent is a check-in that says so."""
    outcome = outcome_of_kind(OutcomeKind.OPENED)
    assert outcome.session is not None
    held = outcome._replace(session=outcome.session._replace(flags=(Flag.CONSENT,)))
    verdict = verdict_of(held, PERSON, ZONE)
    assert verdict.tone is Tone.IN and "consent" in verdict.advice


def test_an_unknown_badge_is_told_by_its_number_in_groups() -> None:
    """Nobody has it, so its number is shown as it is printed."""
    outcome = Outcome(OutcomeKind.UNKNOWN_BADGE, "e", 0, "t/a", volunteer="717635122893202853622377")
    assert verdict_of(outcome, None, ZONE).detail == "7176 3512 2893 2028 5362 2377"


def test_what_is_not_recorded_says_so_and_why() -> None:
    """The tone of its own, and the reason."""
    verdict = not_recorded("the disk is full", 0)
    assert verdict.tone is Tone.LOST and "the disk is full" in verdict.advice


def test_the_session_of_the_examples_is_real() -> None:
    """The examples hold what the fold would give."""
    session = outcome_of_kind(OutcomeKind.CLOSED).session
    assert isinstance(session, Session) and session.source is Source.SCANNED and session.status is Status.CLOSED


def test_only_a_check_out_has_minutes_as_large_as_the_name_and_a_move_its_post() -> None:
    """And in and out are told apart by their arrows."""
    verdicts = {kind: verdict_of(outcome_of_kind(kind), PERSON, ZONE) for kind in OutcomeKind}
    assert [kind for kind, verdict in verdicts.items() if verdict.amount] == [OutcomeKind.CLOSED, OutcomeKind.MOVED]
    assert verdicts[OutcomeKind.CLOSED].amount == "150 min"
    moved = verdicts[OutcomeKind.MOVED]
    assert (moved.amount, moved.times) == ("Tea tent", "Gate → Tea tent · 10:15 · so far 12 h 30 min")
    assert (
        verdict_of(
            outcome_of_kind(OutcomeKind.MOVED)._replace(post=NamedPost("T", "Tea tent by the river")), PERSON, ZONE
        ).amount
        == ""
    )
    assert {kind: verdict.symbol for kind, verdict in verdicts.items() if verdict.symbol in "→←"} == {
        OutcomeKind.OPENED: "→",
        OutcomeKind.CLOSED: "←",
    }
