"""Certificates that were refused for want of a font: the question whether they are issued all the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App

from checkin.rules.problems import Problem, Refused
from checkin.texts import _
from tui.screens.ask import MOST_LINES, AskDialog
from tui.words.lists import more_line
from tui.words.record.on_screen import said_here

_CODES = frozenset({"no_glyph", "unshaped"})
_MOST = MOST_LINES - 3


@contextmanager
def kept(refused: list[Problem]) -> Iterator[None]:
    """What is refused within is refused still, and stands in the list afterwards."""
    try:
        yield
    except Refused as error:
        refused.extend(error.problems)
        raise


async def issue_all_the_same(app: App[Any], refused: Collection[Problem]) -> bool:
    """Whether somebody wants the certificates that were refused since no font here has a character of them; not asked where
    nothing was refused for that."""
    lacking = [said_here(one) for one in refused if one.code in _CODES]
    if not lacking:
        return False
    more = [more_line(len(lacking) - _MOST)] if len(lacking) > _MOST else []
    told = _("It is numbered and signed like any other; write in by hand what is lacking on the paper.")
    question = AskDialog(_("Issue it all the same?"), [*lacking[:_MOST], *more, "", told], _("issue it"))
    return await app.push_screen_wait(question) is True
