"""How a certificate stands, in words: in the list of certificates, where one is revoked, and among what a lost desk said."""

from __future__ import annotations

from checkin.durations import hours_text
from checkin.rules.problems import N_
from checkin.texts import _
from storage.recognition.certificates import Issued
from tui.words.cells import plain

NONE_ISSUED = N_("No certificate was issued yet.")
CORRECTED = N_("The record was corrected later: today the minutes are different.")


def state_text(one: Issued) -> str:
    """In force, revoked and why, or of a lost laptop."""
    if one.revoked is not None:
        return _("revoked: {reason}").format(reason=plain(one.revoked.reason or ""))
    return _("in force") if one.counts else _("does not count: its laptop was lost")


def revoking_text(one: Issued) -> str:
    """What becomes of one that is revoked."""
    text = _("{number}: in force → revoked") if one.counts else _("{number}: does not count → revoked")
    return text.format(number=one.body.number)


def total_text(minutes: int, day: str) -> str:
    """How much a certificate says, and when it was issued."""
    text = _("{amount} ({minutes} minutes), issued on {day}")
    return text.format(amount=hours_text(minutes), minutes=minutes, day=day)
