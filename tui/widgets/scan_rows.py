"""Rows about the last scans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from textual.content import Content

from tui.model.verdicts import Tone, Verdict
from tui.widgets.rows import Piece, Row
from tui.words.amounts import clock_seconds_text, clock_text, day_text, short_day_text
from tui.words.cells import cell_width, cut, padded, plain

NAMES, WIDE_NAMES = 12, 20
WORDS = 12
ROOMY = 60
"""Columns from which scans have room for long names."""

_TONE_STYLES = {
    Tone.IN: "$good",
    Tone.OUT: "$primary",
    Tone.ATTENTION: "bold $warning",
    Tone.REFUSED: "bold $bad",
    Tone.LOST: "bold $error",
}


def scan_rows(verdicts: Sequence[Verdict], zone: tzinfo, width: int, now: int) -> list[Row]:
    """Time, sign, word, name, class and minutes of each scan; the time of one that is not of today carries its day."""
    today = day_text(now, zone)
    times = [
        clock_seconds_text(verdict.at, zone)
        if day_text(verdict.at, zone) == today
        else f"{short_day_text(verdict.at, zone, now)} {clock_text(verdict.at, zone)}"
        for verdict in verdicts
    ]
    before = max(map(len, times), default=0) + 2
    words = min(WORDS, max((cell_width(verdict.word) for verdict in verdicts), default=0)) + 1
    amounts = max((cell_width(verdict.amount) for verdict in verdicts), default=0)
    longest = max((cell_width(plain(verdict.name)) for verdict in verdicts), default=0) + 2
    names = min(WIDE_NAMES if width >= ROOMY else NAMES, longest)
    return [
        (Piece(_scan(verdict, padded(time, before), width, words, names, amounts), verdict.volunteer),)
        for verdict, time in zip(verdicts, times, strict=True)
    ]


def _scan(verdict: Verdict, time: str, width: int, words: int, names: int, amounts: int) -> Content:
    style = _TONE_STYLES.get(verdict.tone, "")
    word = f"{verdict.symbol} {padded(verdict.word, words)}"
    room = width - cell_width(time) - cell_width(word) - (amounts + 1 if verdict.amount else 0)
    name, detail = (padded(plain(verdict.name), names), verdict.detail) if verdict.name else (verdict.detail, "")
    name = cut(name, room)
    detail = cut(plain(detail), max(0, room - cell_width(name)))
    gap = " " * (room - cell_width(name) - cell_width(detail) + 1) if verdict.amount else ""
    return Content.assemble(
        (time, "$quiet"),
        (word, style),
        (name, "bold"),
        (detail, "$quiet"),
        (gap + _to_the_right(verdict.amount, amounts), style),
    )


def _to_the_right(amount: str, room: int) -> str:
    """Minutes end below each other; a row without any leaves their place to the class."""
    return " " * (room - cell_width(amount)) + amount if amount else ""
