"""Sessions as lines of the review: class, name, number, in, out, minutes, and why they wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import accumulate

from textual.content import Content

from checkin.durations import hours_text
from checkin.rules.activities import zone
from checkin.rules.review import Wait
from checkin.rules.service import counted_at
from checkin.rules.sessions import Flag, Session
from checkin.texts import _, enumerated
from checkin.words import flag_word, source_word, status_word, wait_word
from storage.supervision.review import Review, ReviewRow
from tui.screens.review.sorting import Column, Order
from tui.words.amounts import clock_text, day_text
from tui.words.cells import cell_width, end_of, padded, plain

_MARK, _CLOCK, _MINUTES = 2, 6, 5
_URGENT = (Wait.LATE_CHECK_OUT, Wait.OBJECTION, Wait.CHANGED)
ROOMY = 96
"""The width from which names and classes get more room and the desks are shown."""
NARROW = 60
"""Below this width the classes have a cell less, so that the last heading is whole."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide each column is."""

    class_name: int
    name: int
    number: int

    @property
    def widths(self) -> tuple[int, ...]:
        """Of all columns but the last one."""
        return (self.class_name, self.name, self.number, _CLOCK, _CLOCK, _MINUTES)

    @property
    def rest(self) -> int:
        """Cells before the last column."""
        return _MARK + sum(self.widths)

    def at(self, x: int) -> Column | None:
        """The column at a cell of the line."""
        ends = accumulate(self.widths, initial=_MARK)
        return Column(min(len(Column), sum(end <= x for end in ends))) if x >= _MARK else None


def columns_for(width: int) -> Columns:
    """Columns that fit a terminal."""
    if width >= ROOMY:
        return Columns(14, 18, 14)
    return Columns(10 if width >= NARROW else 9, 11, 9)


def who_text(row: ReviewRow) -> str:
    """Who it is, in one piece: the name, or the school of a visitor's badge, or that nobody is known to own it."""
    return plain(row.name or row.school or _("unknown badge"))


def heading_line(columns: Columns, order: Order) -> Content:
    """What stands above the table, with an arrow at the column by which it is sorted."""
    words = (_("class"), _("name"), _("number"), _("in"), _("out"), _("min"), _("waits for"))
    *cells, minutes, waits = (_sorted(Column(place), order) + word for place, word in enumerate(words, 1))
    left = "".join(padded(cell, room) for cell, room in zip(cells, columns.widths, strict=False))
    blanks = " " * max(0, _MINUTES - 1 - cell_width(minutes))
    return Content.styled(" " * _MARK + left + blanks + minutes + " " + waits, "$quiet")


def _sorted(column: Column, order: Order) -> str:
    return ("▼" if order.is_reversed else "▲") if column is order.column else ""


def row_line(row: ReviewRow, review: Review, columns: Columns, width: int, *, marked: bool) -> Content:
    """The line of one session, fitted into its columns."""
    session, here = row.session, zone(_timezone(row, review))
    why_room = max(0, width - columns.rest - 1)
    return Content.assemble(
        ("● " if marked else "  ", "bold $key"),
        padded(end_of(plain(row.class_name), columns.class_name - 1), columns.class_name),
        (padded(who_text(row), columns.name), "bold"),
        (padded(end_of(row.number, columns.number - 1), columns.number), "$quiet"),
        padded(_clock(session.start, here), _CLOCK),
        padded(_clock(session.end, here), _CLOCK),
        (str(session.minutes).rjust(4) + " ", "bold"),
        Content.styled(_other_day(session, review) + why_text(row, wide=width >= ROOMY), _style(row)).truncate(
            why_room, ellipsis=True
        ),
    )


def why_text(row: ReviewRow, *, wide: bool = False) -> str:
    """Why the session waits, else its status. A changed clock also says by how many seconds."""
    words = [wait_word(wait) for wait in row.waits if wait is not Wait.CLOCK]
    if row.waits and row.waits[0] is Wait.LATE_CHECK_OUT:
        words.insert(1, _("ruled {amount}").format(amount=hours_text(row.session.minutes)))
    words += [
        _("clock {seconds:+d} s").format(seconds=round((change.after - change.before) / 1000)) for change in row.clocks
    ]
    if not row.waits:
        told = {flag_word(flag) for flag in row.session.flags if flag is not Flag.CLOCK}
        words = [status_word(row.session.status), source_word(row.session.source), *sorted(told), *words]
    text = " · ".join(words)
    return f"{text}  [{plain(enumerated(row.desks))}]" if wide and row.desks else text


def group_text(row: ReviewRow) -> str:
    """The heading under which a session stands: its first cause."""
    return wait_word(row.waits[0]) if row.waits else _("nothing waits")


def group_line(text: str, count: int, width: int, *, urgent: bool) -> Content:
    """A heading within the table."""
    shown = f"{text}  {count} "
    line = shown + "─" * max(0, width - cell_width(shown))
    return Content.styled(line, "bold $warning" if urgent else "bold $primary")


def _timezone(row: ReviewRow, review: Review) -> str:
    return review.timezones[row.session.activity]


def _other_day(session: Session, review: Review) -> str:
    """`2026-03-04 · ` of a session that is not of the planned day, so that nobody takes its times for those of that day."""
    at = counted_at(session, review.activity) if review.activity else session.start or session.end
    if at is None:
        return ""
    here = zone(review.timezones[session.activity])
    day = day_text(at, here)
    planned = review.activity.start if review.activity else None
    return "" if planned is not None and day == day_text(planned, here) else f"{day} · "


def _clock(at: int | None, here: tzinfo) -> str:
    return "—" if at is None else clock_text(at, here)


def _style(row: ReviewRow) -> str:
    if not row.waits:
        return "$quiet"
    return "bold $warning" if row.waits[0] in _URGENT else ""


def lines_of(rows: Sequence[ReviewRow]) -> list[int | tuple[str, int, bool]]:
    """Places of rows, and before each first one of a cause its heading."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[group_text(row)] = counts.get(group_text(row), 0) + 1
    lines: list[int | tuple[str, int, bool]] = []
    last = None
    for place, row in enumerate(rows):
        text = group_text(row)
        if text != last:
            lines.append((text, counts[text], bool(row.waits) and row.waits[0] in _URGENT))
            last = text
        lines.append(place)
    return lines
