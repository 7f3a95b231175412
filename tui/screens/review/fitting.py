"""About which of the chosen sessions a thing can be done, and what is said where it can't."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from checkin.rules.review import Remedy
from checkin.texts import _, ngettext
from storage.supervision.review import ReviewRow

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


def wanted_rows(
    what: str, chosen: Sequence[ReviewRow], marked: Collection[str], rows: Sequence[ReviewRow]
) -> Sequence[ReviewRow]:
    """The rows that are meant: the chosen ones; for confirming without marks all that are complete."""
    if what == "confirm" and not marked:
        return [row for row in rows if not row.waits]
    return chosen


def fitting_rows(what: str, wanted: Sequence[ReviewRow]) -> list[ReviewRow]:
    """Those of them about which it can be done."""
    remedy = REMEDIES[what]
    return [row for row in wanted if remedy in row.remedies]


def left_out_text(what: str, left: int) -> str:
    """What is said of sessions that are left out of it; nothing where there are none."""
    if not left or what == "confirm":
        return ""
    text = ngettext("{count} session is left out of it.", "{count} sessions are left out of it.", left)
    return text.format(count=left)


def nothing_text(what: str) -> str:
    """What is said where it can be done about none of them."""
    return _NOTHING[what]()


def _not_here() -> str:
    return _("This can't be done here: confirmed hours must be opened again first (V), added ones are struck out.")


_NOTHING: dict[str, Callable[[], str]] = {
    **dict.fromkeys(REMEDIES, _not_here),
    "scans": lambda: _("This is for check-outs that came after a ruling."),
    "keep": lambda: _("This is for check-outs that came after a ruling."),
    "consent": lambda: _("No guardian's consent is waited for here."),
    "settle": lambda: _("Nobody objects to this session."),
    "confirm": lambda: _("There is nothing complete to confirm."),
}
