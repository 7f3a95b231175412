"""The keys of the volunteer's page: letters, for no field has the focus there, and the actions that they run."""

from __future__ import annotations

from collections.abc import Callable

from checkin.texts import _
from tui.widgets.key_bar import Entry

_KEYS: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("H", "explain", lambda: _("explain")),
    ("R", "award", lambda: _("award a star")),
    ("J", "commend", lambda: _("commend")),
    ("E", "evaluate", lambda: _("evaluate")),
    ("X", "redeem", lambda: _("exchange")),
    ("Z", "certify", lambda: _("certificate")),
    ("Y", "write", lambda: _("diary")),
    ("N", "note", lambda: _("note")),
    ("W", "things", lambda: _("things")),
    ("V", "strike", lambda: _("strike out")),
    ("I", "print", lambda: _("print")),
)
_SEARCH, _SORT = "/", "1–9"
_ACTIONS = {key.casefold(): action for key, action, _word in _KEYS} | {_SEARCH: "search"}


def letter_action(letter: str) -> str | None:
    """The action of a letter or digit; None for one that means nothing."""
    if letter.isdecimal() and letter != "0":
        return f"sort({int(letter) - 1})"
    return _ACTIONS.get(letter)


def key_entries(*, is_table: bool) -> list[Entry]:
    """The keys of this page, also those for which a supervisor must sign in; on a table those of its rows."""
    found = [("←→", _("page"), "screen.turn(1)")]
    found += [(key, word(), f"screen.{action}") for key, action, word in _KEYS]
    if is_table:
        found += [(_SEARCH, _("search"), "screen.search"), (_SORT, _("sort"), "")]
    return [*found, ("F10", _("More"), "app.command('more')"), ("Esc", _("back"), "screen.leave")]


def all_actions() -> set[str]:
    """The names of all actions that a letter runs."""
    return {*_ACTIONS.values(), "sort"}
