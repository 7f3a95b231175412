"""Which sessions can be marked together: all that wait for one cause, all that span one change of a desk's clock, a class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checkin.rules.review import Wait
from checkin.texts import _
from checkin.words import wait_word
from storage.people.class_spelling import class_order
from storage.supervision.review import ReviewRow
from tui.words.cells import plain

_CAUSE, _CLOCK, _CLASS = "cause ", "clock ", "class "
ALL, NONE = "all", "none"


def kinds(rows: Sequence[ReviewRow]) -> list[tuple[str, str]]:
    """Ids and lines for a list to choose from."""
    causes = Counter(wait for row in rows for wait in row.waits)
    found = [(_CAUSE + wait, f"{wait_word(wait)}  {causes[wait]}") for wait in Wait if causes[wait]]
    clocks = Counter(change for row in rows for change in row.clocks if row.waits)
    for change, count in clocks.items():
        seconds = round((change.after - change.before) / 1000)
        text = _("the clock of one desk, changed by {seconds:+d} s").format(seconds=seconds)
        found.append((_CLOCK + change.event, f"{text}  {count}"))
    classes = Counter(row.class_name for row in rows if row.class_name)
    found += [(_CLASS + name, f"{plain(name)}  {classes[name]}") for name in sorted(classes, key=class_order)]
    return [(ALL, _("all of the list") + f"  {len(rows)}"), *found, (NONE, _("none"))]


def of_kind(rows: Sequence[ReviewRow], kind: str) -> list[str]:
    """The sessions of a kind, by key."""
    return [row.session.key for row in rows if _is(row, kind)]


def _is(row: ReviewRow, kind: str) -> bool:
    if kind == ALL:
        return True
    if kind.startswith(_CAUSE):
        return kind.removeprefix(_CAUSE) in row.waits
    if kind.startswith(_CLOCK):
        return any(change.event == kind.removeprefix(_CLOCK) for change in row.clocks)
    return kind.startswith(_CLASS) and row.class_name == kind.removeprefix(_CLASS)
