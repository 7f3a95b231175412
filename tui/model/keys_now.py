"""Which keys the bar of the desk shows: those that make sense in its present state (screens.md law 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checkin.texts import _
from tui.model.commands import Command, action_of, key_text
from tui.model.desk_mode import DeskMode
from tui.model.desk_state import DeskState

Entry = tuple[str, str, str]
"""A key as people write it, a word, and the action that a click runs."""


class Fitting(NamedTuple):
    """A command, by its name, with a word that says more than the command's own; empty where that one serves."""

    name: str
    word: str = ""


def fitting(state: DeskState, unwritten: int) -> Iterator[Fitting]:
    """What fits now, the most urgent first; `unwritten`: how many scans are not recorded. The bar leaves out the last ones where
    it has no room."""
    if state.mode is DeskMode.OPEN:
        if unwritten:
            yield Fitting("waiting")
        if state.identity is None:
            pass  # the folder is not open yet
        elif state.activity is None:
            yield from _without_activity(state)
        elif state.activity.closed_at is not None:
            yield from _closed(state)
        else:
            yield from _open(state)
        yield Fitting("language")


def last_keys(mode: DeskMode) -> Iterator[Fitting]:
    """The keys that always stand at the end; `mode` says what they are good for."""
    is_open = mode is DeskMode.OPEN
    yield Fitting("help")
    yield Fitting("more", "" if is_open else _("Open with the PIN"))


def entries_now(commands: Iterable[Command], state: DeskState, unwritten: int) -> list[Entry]:
    """The entries of the bar; the last two always stay."""
    known = {command.name: command for command in commands}
    found = [
        fit
        for fit in (*fitting(state, unwritten), *last_keys(state.mode))
        if fit.name in known and known[fit.name].keys
    ]
    return [
        (key_text(known[name].keys[0]), word or known[name].title(), action_of(known[name])) for name, word in found
    ]


def _without_activity(state: DeskState) -> Iterator[Fitting]:
    if state.noted:
        yield Fitting("note")
    yield Fitting("activities", _("Choose an activity"))
    yield Fitting("find")
    yield Fitting("walk_in")


def _closed(state: DeskState) -> Iterator[Fitting]:
    if state.left_with_things:
        yield Fitting("last_things")
    yield Fitting("review")
    yield Fitting("close_activity", _("Reopen"))
    yield Fitting("activities", _("Another activity"))
    yield Fitting("find")


def _open(state: DeskState) -> Iterator[Fitting]:
    if state.too_soon is not None:
        yield Fitting("check_out")
    if state.noted:
        yield Fitting("note")
    if state.left_with_things:
        yield Fitting("last_things")
    yield Fitting("find")
    yield Fitting("direction")
    if state.scans:
        yield Fitting("undo")
    yield Fitting("walk_in")
    yield Fitting("activities")
    yield Fitting("close_activity")
    if state.board is not None and (state.board.forgotten or state.board.forgotten_earlier):
        yield Fitting("review")
