"""Claims in words and lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checkin.durations import h_mm
from checkin.texts import _
from storage.claims.claims import Claimed, State
from tui.words.cells import aligned, plain


def state_word(state: State) -> str:
    """Where a claim stands."""
    words = {State.WAITING: _("to be verified"), State.VERIFIED: _("verified"), State.REFUSED: _("sent back")}
    return words[state]


def claim_line(one: Claimed, names: Mapping[str, tuple[str, str, str]]) -> str:
    """A claim in one line."""
    name, class_name, _kind = names.get(one.person, ("—", "", ""))
    parts = (one.claim.day, name, class_name, one.claim.unit, h_mm(one.claim.minutes))
    return "  ".join(plain(part) for part in parts if part)


def claim_lines(found: Sequence[Claimed], names: Mapping[str, tuple[str, str, str]]) -> list[str]:
    """All of them, with their state and why."""
    rows = [
        [one.claim.day, plain(names.get(one.person, ("—", "", ""))[0]), plain(one.claim.unit), h_mm(one.claim.minutes),
         state_word(one.state), plain("" if one.judged is None else one.judged.reason or "")]
        for one in found
    ]  # fmt: skip
    return list(aligned(rows, frozenset((3,)))) or [_("Nobody handed in a claim.")]
