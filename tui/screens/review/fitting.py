"""Which of the chosen sessions allow an action, and what is said about the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from checkin.rules.review import Remedy
from checkin.texts import _, ngettext
from storage.supervision.review import ReviewRow
from tui.screens.review.proposal import REMEDIES


def wanted_rows(
    what: str, chosen: Sequence[ReviewRow], marked: Collection[str], rows: Sequence[ReviewRow]
) -> Sequence[ReviewRow]:
    """The rows for the action: the chosen ones. To confirm without marks takes all complete ones."""
    if what == "confirm" and not marked:
        return [row for row in rows if not row.waits]
    return chosen


def fitting_rows(what: str, wanted: Sequence[ReviewRow]) -> list[ReviewRow]:
    """The rows that allow the action."""
    remedy = REMEDIES[what]
    return [row for row in wanted if remedy in row.remedies]


def left_out_text(what: str, left: int) -> str:
    """The sentence about sessions that are left out; empty if there are none."""
    if not left or what == "confirm":
        return ""
    text = ngettext("{count} session is left out of it.", "{count} sessions are left out of it.", left)
    return text.format(count=left)


def nothing_text(what: str, wanted: Sequence[ReviewRow]) -> str:
    """The sentence for the case that none of the rows allows the action."""
    if what == "planned" and any(Remedy.TIME in row.remedies for row in wanted):
        return _("No planned end is over yet: give a time (T) or minutes (C).")
    return _NOTHING[what]()


def _not_here() -> str:
    return _("This can't be done here: confirmed hours must be opened again first (V), added ones are struck out.")


_NOTHING: dict[str, Callable[[], str]] = {
    **dict.fromkeys(REMEDIES, _not_here),
    "scans": lambda: _("Use this only for check-outs that came after a ruling."),
    "keep": lambda: _("Use this only for check-outs that came after a ruling."),
    "consent": lambda: _("Nothing here waits for a guardian's consent."),
    "settle": lambda: _("Nobody objects to this session."),
    "confirm": lambda: _("There is nothing complete to confirm."),
}
