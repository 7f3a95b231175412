"""The keys of the review: letters, their words, and the actions that they run."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from checkin.texts import _
from tui.widgets.key_bar import Entry


def letter_action(char: str) -> str | None:
    """The action of a letter, however it was typed: full width and capitals too. None for a letter that means nothing."""
    return _LETTERS.get(unicodedata.normalize("NFKC", char).casefold())


def key_entries(*, clash: bool = False, lost: bool = False) -> list[Entry]:
    """The keys and their words; with `clash` the one that decides on a code which several desks made, with `lost` the one that
    decides on what a lost laptop said later."""
    left_out = {name for name, fits in ((_DECIDE, clash), (_LOST, lost)) if not fits}
    keys = [one for one in _KEYS if one[1] not in left_out]
    return [(key, word(), f"screen.{action}") for key, action, word in keys]


_DECIDE, _LOST = "decide", "lost"
_KEYS: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("D", _DECIDE, lambda: _("decide on the code")),
    ("L", _LOST, lambda: _("lost laptop")),
    ("P", "do('planned')", lambda: _("planned end")),
    ("T", "do('time')", lambda: _("time")),
    ("C", "do('minutes')", lambda: _("minutes")),
    ("0", "do('none')", lambda: _("no credit")),
    ("V", "do('void')", lambda: _("strike out")),
    ("A", "do('amend')", lambda: _("amend")),
    ("S", "do('scans')", lambda: _("scans count")),
    ("K", "do('keep')", lambda: _("keep")),
    ("G", "do('consent')", lambda: _("consent in")),
    ("B", "do('settle')", lambda: _("settled")),
    ("F", "do('confirm')", lambda: _("confirm")),
    ("Space", "mark", lambda: _("mark")),
    ("M", "mark_kind", lambda: _("mark kind")),
    ("W", "everything", lambda: _("show all")),
    ("O", "other", lambda: _("activity")),
    ("Enter", "details", lambda: _("details")),
    ("Esc", "leave", lambda: _("back")),
)
_LETTERS = {
    " " if key == "Space" else key.casefold(): action for key, action, _word in _KEYS if len(key) == 1 or key == "Space"
}
