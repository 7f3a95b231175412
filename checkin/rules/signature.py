"""The person who does something at the desk, and the reason, as one value; both are
written into the record (design §4).
"""

from __future__ import annotations

from typing import NamedTuple

from checkin.rules.problems import N_, refuse
from checkin.rules.typed_texts import is_seen

LONGEST_REASON = 500


class Signature(NamedTuple):
    """`operator` is the name of who does it, `reason` why, as it was written; None where nobody said it."""

    operator: str | None = None
    reason: str | None = None

    def because(self, reason: str | None) -> Signature:
        """The same person, with another reason."""
        return self._replace(reason=reason)


UNSIGNED = Signature()


def with_note(signed: Signature) -> Signature:
    """A signature whose reason may be left out: without outer and doubled blanks, None where nobody sees anything of it.

    Raises Refused for one of over 500 characters.
    """
    text = " ".join((signed.reason or "").split())
    if len(text) > LONGEST_REASON:
        raise refuse(
            "reason_too_long", "--reason", N_("write the reason in at most {most} characters"), most=LONGEST_REASON
        )
    return signed.because(text if is_seen(text) else None)


def with_reason(signed: Signature) -> Signature:
    """A signature whose reason is needed, otherwise as `with_note`. Raises Refused where there is none, too."""
    checked = with_note(signed)
    if checked.reason is None:
        raise refuse("missing_reason", "--reason", N_("say why: a correction without a reason is not recorded"))
    return checked
