"""Sessions as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checkin.texts import _, enumerated
from checkin.words import flag_word, source_word, status_word
from exports.tables.rows import SessionRow
from tui.words.cells import aligned, plain
from tui.words.volunteer_page import session_activity

_RIGHT = frozenset({6})


def session_table(rows: Iterable[SessionRow], own_team: str) -> Iterator[str]:
    """A heading and a line for each row; nothing where there are no rows."""
    lines = [_line(row, own_team) for row in rows]
    if lines:
        headings = [
            _("number"),
            _("name"),
            _("activity"),
            _("date"),
            _("check in"),
            _("check out"),
            _("minutes"),
            _("status"),
            _("source"),
            _("note"),
            _("event"),
        ]
        yield from aligned([headings, *lines], _RIGHT)


def session_line(row: SessionRow, own_team: str) -> str:
    """A session on one line, alone."""
    return "  ".join(cell for cell in _line(row, own_team) if cell)


def _line(row: SessionRow, own_team: str) -> list[str]:
    day = "" if row.day is None else row.day.isoformat()
    return [
        row.volunteer if row.team in (own_team, None) else f"{row.team}/{row.volunteer}",
        plain(row.name or "—"),
        session_activity(row, own_team),
        day or "—",
        _clock(row.start, day),
        _clock(row.end, day),
        str(row.minutes),
        status_word(row.status),
        source_word(row.source),
        enumerated(map(flag_word, row.flags)),
        row.open_event or row.close_event or "",
    ]


def _clock(text: str | None, day: str) -> str:
    if text is None:
        return "—"
    return text[11:19] if text.startswith(day) else f"{text[5:10]} {text[11:19]}"
