"""What is proposed about a session that waits, and what would come of it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from checkin.rules.problems import Refused
from checkin.rules.review import Remedy, Wait
from checkin.texts import say
from storage.store import Store
from storage.supervision.review import ReviewRow
from tui.screens.deed import REASON
from tui.screens.review.changes import look_ahead
from tui.screens.review.deeds import DEEDS

_TIMES_MISSING = ("planned", "minutes")
_PROPOSED: dict[Wait, tuple[str, ...]] = {
    Wait.LATE_CHECK_OUT: ("scans",),
    Wait.OBJECTION: ("settle",),
    Wait.CHANGED: ("void",),
    Wait.NO_CHECK_OUT: _TIMES_MISSING,
    Wait.NO_CHECK_IN: _TIMES_MISSING,
    Wait.MIDNIGHT: _TIMES_MISSING,
    Wait.TOO_LONG: _TIMES_MISSING,
    Wait.NOT_OUT: _TIMES_MISSING,
    Wait.OVERLAP: ("amend",),
    Wait.CLOCK: ("amend",),
    Wait.FAR: ("amend",),
    Wait.OUTSIDE: ("amend",),
    Wait.PAIRS: ("minutes",),
    Wait.UNKNOWN_BADGE: ("amend",),
    Wait.CONSENT: ("consent",),
    Wait.RULE_UNMATCHED: ("void",),
}
"""What helps most often, the best first. A lost desk's sessions are decided together, not here."""
REMEDIES = {
    "planned": Remedy.PLANNED_END,
    "time": Remedy.TIME,
    "minutes": Remedy.MINUTES,
    "none": Remedy.MINUTES,
    "void": Remedy.VOID,
    "amend": Remedy.AMEND,
    "scans": Remedy.SCANS,
    "keep": Remedy.KEEP,
    "consent": Remedy.CONSENT,
    "settle": Remedy.SETTLE,
    "confirm": Remedy.CONFIRM,
}
"""What a key of the review does, by its name."""
_ASKS = ("minutes", "amend", "time")


class Proposal(NamedTuple):
    """The name of what is proposed about a session, and before → after of it as lines: none where the person says more first."""

    what: str
    ahead: list[str]


def proposal(store: Store, row: ReviewRow) -> Proposal | None:
    """What is proposed: the best that the record takes; where it takes none, the first with what is wrong. Nothing is written.
    None where nothing can be done about this row alone."""
    wanted = _PROPOSED.get(row.waits[0], ()) if row.waits else ("confirm",)
    refused = None
    for what in wanted:
        if REMEDIES[what] not in row.remedies:
            continue
        try:
            return Proposal(what, _what_comes_of_it(store, row, what))
        except Refused as error:
            # The session is the one that is shown: its id would tell a person nothing.
            texts = [say(replace(problem, where="")) for problem in error.problems]
            refused = refused or Proposal(what, texts)
    return refused


def _what_comes_of_it(store: Store, row: ReviewRow, what: str) -> list[str]:
    """Before → after as lines. Raises Refused as the deed does."""
    if what in _ASKS:
        return []
    # Any reason will do: it changes nothing of what comes out.
    work = DEEDS[what]([row], lambda: None).make({REASON: "…"})
    return list(look_ahead(store, work).lines)
