"""The keys of the review: letters and digits, their words, and the actions that they run."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from checkin.rules.review import Wait
from checkin.texts import _
from storage.supervision.review import ReviewRow
from tui.screens.review.proposal import REMEDIES
from tui.screens.review.sorting import Column
from tui.widgets.key_bar import Entry

_Key = tuple[str, str, Callable[[], str]]


def letter_action(char: str) -> str | None:
    """The action of a letter, however it was typed: full width and capitals too. None for a letter that means nothing."""
    return _LETTERS.get(_letter(char))


def letter_remedy(char: str) -> str | None:
    """What a letter does about a session, by its name."""
    letter = _letter(char)
    return next((name for name, (key, _action, _word) in _REMEDY_KEYS.items() if key.casefold() == letter), None)


def _letter(char: str) -> str:
    """The key that is meant. A digit decides nothing: minutes that were typed before their field stood would."""
    return unicodedata.normalize("NFKC", char).casefold()


def remedy_entries(rows: Sequence[ReviewRow], *, to_confirm: bool) -> list[Entry]:
    """The keys for what can be done about at least one of these rows; `to_confirm` says whether something is complete."""
    fitting = {remedy for row in rows for remedy in row.remedies}
    found = []
    for name, key in _REMEDY_KEYS.items():
        if to_confirm if name == "confirm" else REMEDIES[name] in fitting:
            found.append(_entry(key))
    return [*found, _entry(_LOST)] if any(Wait.LOST_DESK in row.waits for row in rows) else found


def key_entries(
    rows: Sequence[ReviewRow], *, to_confirm: bool = False, clash: bool = False, publicity: bool = False
) -> list[Entry]:
    """What fits the rows that are marked, then the keys of the list. `clash`: several desks made one code; `publicity`: somebody
    is on the publicity list."""
    found = [_entry(_DECIDE)] if clash else []
    found += [_entry(_PUBLICITY)] if publicity else []
    found += remedy_entries(rows, to_confirm=to_confirm)
    return [*found, *map(_entry, _LIST_KEYS if rows else _EMPTY_KEYS), ("F10", _("More"), "app.command('more')")]


def proposal_text(what: str) -> str:
    """The key of what is proposed, and its word: `E planned end`."""
    key, _action, word = _REMEDY_KEYS[what]
    return f"{key} {word()}"


def all_actions() -> set[str]:
    """The names of all actions that a key runs, those too that are not shown now."""
    keys = (*_REMEDY_KEYS.values(), *_LIST_KEYS, *_EMPTY_KEYS, _DECIDE, _LOST, _PUBLICITY)
    return {action.partition("(")[0] for _key, action, _word in keys}


def _entry(key: _Key) -> Entry:
    shown, action, word = key
    return _("Space") if shown == "Space" else shown, word(), "" if not action else f"screen.{action}"


_DECIDE: _Key = ("D", "decide", lambda: _("decide on the code"))
_LOST: _Key = ("L", "lost", lambda: _("lost laptop"))
_PUBLICITY: _Key = ("P", "publicity", lambda: _("publicity list"))
_REMEDY_KEYS: dict[str, _Key] = {
    "planned": ("E", "do('planned')", lambda: _("planned end")),
    "time": ("T", "do('time')", lambda: _("time")),
    "minutes": ("C", "do('minutes')", lambda: _("minutes")),
    "none": ("N", "do('none')", lambda: _("no credit")),
    "void": ("V", "do('void')", lambda: _("strike out")),
    "amend": ("A", "do('amend')", lambda: _("amend")),
    "scans": ("S", "do('scans')", lambda: _("scans count")),
    "keep": ("K", "do('keep')", lambda: _("keep")),
    "consent": ("G", "do('consent')", lambda: _("consent in")),
    "settle": ("B", "do('settle')", lambda: _("settled")),
    "confirm": ("F", "do('confirm')", lambda: _("confirm")),
}
_SEARCH: _Key = ("/", "search", lambda: _("search"))
_EVERYTHING: _Key = ("W", "everything", lambda: _("show all"))
_OTHER: _Key = ("O", "other", lambda: _("activity"))
_LEAVE: _Key = ("Esc", "leave", lambda: _("back"))
_LIST_KEYS: tuple[_Key, ...] = (
    ("Space", "mark", lambda: _("mark")),
    ("M", "mark_kind", lambda: _("mark kind")),
    _SEARCH,
    ("1–7", "sort", lambda: _("sort")),
    _EVERYTHING,
    _OTHER,
    ("Enter", "details", lambda: _("details")),
    _LEAVE,
)
_EMPTY_KEYS = (_SEARCH, _EVERYTHING, _OTHER, _LEAVE)
_LETTERS = {
    " " if key == "Space" else key.casefold(): action
    for key, action, _word in (*_REMEDY_KEYS.values(), *_LIST_KEYS, _DECIDE, _LOST, _PUBLICITY)
    if len(key) == 1 or key == "Space"
} | {str(column.value): f"sort({column.value})" for column in Column}
