"""What the doctor finds of the terminal: size, colours, character set, and what it tells a program."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator

from checkin.texts import _
from tui.doctor.finding import Finding
from tui.doctor.terminal_modes import BRACKETED_PASTE, FOCUS_REPORTING, asked_modes

_LEAST_COLUMNS, _LEAST_LINES = 80, 24


def terminal_findings() -> Iterator[Finding]:
    """Where the output goes to a file, that alone."""
    yield _size_and_colours()
    yield _character_set()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    known = asked_modes(sys.stdin.fileno(), sys.stdout.fileno(), (FOCUS_REPORTING, BRACKETED_PASTE))
    yield _mode(
        "focus",
        known[FOCUS_REPORTING],
        _("Focus: the terminal says when another window takes the keys"),
        _("Focus: this terminal can't say when another window takes the keys; keep its window in front"),
        _("Focus: the terminal doesn't say whether it reports this; look at the focus light when you change windows"),
    )
    yield _mode(
        "paste",
        known[BRACKETED_PASTE],
        _("Input methods: the terminal marks what they send"),
        _("Input methods: this terminal doesn't mark what they send; type names with the English keyboard"),
        _("Input methods: the terminal doesn't say whether it marks what they send; most do"),
    )


def _mode(check: str, known: bool | None, yes: str, no: str, silent: str) -> Finding:
    return Finding(check, known is not False, silent if known is None else yes if known else no)


def _character_set() -> Finding:
    name = (sys.stdout.encoding or "").lower().replace("-", "")
    if name in ("utf8", "utf8sig", "gb18030"):
        return Finding("locale", True, _("Character set: {name}").format(name=sys.stdout.encoding))
    text = _("Character set: {name} has no Chinese; choose a UTF-8 locale, such as LANG=C.UTF-8")
    return Finding("locale", False, text.format(name=sys.stdout.encoding))


def _size_and_colours() -> Finding:
    if not sys.stdout.isatty():
        return Finding("terminal", True, _("Terminal: the output goes to a file or another program"))
    size = shutil.get_terminal_size()
    shown = f"{size.columns}×{size.lines}"
    if size.columns < _LEAST_COLUMNS or size.lines < _LEAST_LINES:
        text = _("Terminal: {size} is small; make the window {columns}×{lines} or larger")
        return Finding("terminal", False, text.format(size=shown, columns=_LEAST_COLUMNS, lines=_LEAST_LINES))
    colours = _colours()
    if colours < 256:
        text = _("Terminal: {size}, {colours} colours; use a terminal with 256 for a clear picture")
        return Finding("terminal", False, text.format(size=shown, colours=colours))
    return Finding("terminal", True, _("Terminal: {size}, {colours} colours").format(size=shown, colours=colours))


def _colours() -> int:
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit") or os.environ.get("WT_SESSION"):
        return 2**24
    return 256 if "256" in os.environ.get("TERM", "") else 16
