"""What is proposed about a session that waits, and what would come of it."""

from __future__ import annotations

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


def proposed(row: ReviewRow) -> str | None:
    """The name of what is proposed; None where nothing can be done about this row alone."""
    wanted = _PROPOSED.get(row.waits[0], ()) if row.waits else ("confirm",)
    return next((what for what in wanted if REMEDIES[what] in row.remedies), None)


def what_comes_of_it(store: Store, row: ReviewRow, what: str) -> list[str]:
    """Before → after of what is proposed, as lines. Nothing is written. Empty where the person has to say more first."""
    if what in _ASKS:
        return []
    try:
        # Any reason will do: it changes nothing of what comes out.
        work = DEEDS[what]([row], None).make({REASON: "…"})
        return list(look_ahead(store, work).lines)
    except Refused as refused:
        return [say(problem) for problem in refused.problems]
