"""What a scan came to, as a sentence in a list."""

from __future__ import annotations

from collections.abc import Mapping

from checkin.rules.outcomes import OutcomeKind
from checkin.rules.problems import N_
from checkin.texts import _

OUTCOMES: Mapping[OutcomeKind, str] = {
    OutcomeKind.OPENED: N_("checked in"),
    OutcomeKind.CLOSED: N_("checked out"),
    OutcomeKind.DUPLICATE: N_("scanned twice, counted once"),
    OutcomeKind.TOO_SOON: N_("too soon after the check-in"),
    OutcomeKind.ALREADY_IN: N_("is checked in already"),
    OutcomeKind.ALREADY_OUT: N_("has checked out already"),
    OutcomeKind.NO_CHECK_IN: N_("checked out without a check-in; waits for review"),
    OutcomeKind.UNKNOWN_BADGE: N_("this badge is in no roster here; recorded all the same"),
    OutcomeKind.NOT_A_BADGE: N_("refused: this is no badge; show the badge itself"),
    OutcomeKind.REVOKED: N_("refused: this badge was replaced by a new one"),
    OutcomeKind.NO_CONSENT: N_("refused: a guardian's consent is missing"),
    OutcomeKind.ACTIVITY_CLOSED: N_("refused: the activity is closed"),
}


def outcome_word(kind: OutcomeKind) -> str:
    """The sentence in the language in use."""
    return _(OUTCOMES[kind])
