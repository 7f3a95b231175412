"""Supervisor commands ask for the PIN once one is set, and never wait where nobody can answer (design §7)."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

from checkin.clock import Clock
from checkin.rules.problems import N_, Refused, refuse
from checkin.texts import _
from storage.disk.folder import DataFolder
from storage.disk.pins.pin import check_pin, check_wait, has_pin, wrong_pin
from storage.store import Store
from storage.supervision.consequences import try_out
from tui.cli.base.output import unseen_answer_to
from tui.cli.base.terminal import can_ask

PIN_VARIABLE = "HOURDESK_PIN"
_CODE_VARIABLE = "HOURDESK_RECOVERY"
T = TypeVar("T")


class Supervisor:
    """Whoever works at a desk whose PIN was given already, or is still to be typed: called, it asks for it where it is.

    Before it is called a command looks, refuses and says before → after, as a screen does, and writes nothing.
    """

    def __init__(self, store: Store, *, types: bool) -> None:
        self._store = store
        self._types = types

    def __call__(self) -> None:
        """Ask for the PIN, where it is to be typed. Raises Refused where it is another."""
        if self._types:
            _ask(self._store.folder, self._store.clock)
            self._types = False

    def do(self, work: Callable[[Store], T]) -> T:
        """Do a work. Where the PIN is to be typed the work is tried before, and rolled back: nobody types it for what is refused.

        It must write nothing but the record, and say nothing.
        """
        if self._types:
            try_out(self._store, work)
        self()
        return work(self._store)


def need_supervisor(store: Store) -> None:
    """Raises Refused where a PIN is set and the right one is not given, by HOURDESK_PIN or at a hidden prompt.

    Also while a wait after wrong ones runs, whatever is given then.
    """
    need_supervisor_of(store.folder, store.clock)


def need_supervisor_later(store: Store, *, asks: bool = True) -> Supervisor:
    """As `need_supervisor`, but where a person types the PIN it is asked for when the answer is called. Where not `asks`, it is
    nobody's deed yet, or everybody's, and no PIN is wanted.

    Raises Refused at once for a wrong one in HOURDESK_PIN, while a wait runs, and where nobody can be asked.
    """
    if not asks:
        return Supervisor(store, types=False)
    types = has_pin(store.folder) and PIN_VARIABLE not in os.environ and can_ask()
    if types:
        check_wait(store.folder, store.clock)
    else:
        need_supervisor(store)
    return Supervisor(store, types=types)


def need_supervisor_and_do(store: Store, work: Callable[[Store], T]) -> T:
    """Do a supervisor's work; see `Supervisor.do`."""
    return need_supervisor_later(store).do(work)


def need_supervisor_to_replace(folder: DataFolder, clock: Clock) -> None:
    """As `need_supervisor`, where the desk in the folder is about to be replaced, and perhaps can't be opened any more.

    A damaged file of the PIN stops nobody: it is said everywhere that the newest backup brings it back.
    """
    try:
        need_supervisor_of(folder, clock)
    except Refused as refused:
        if any(problem.code != "bad_pin_file" for problem in refused.problems):
            raise


def need_supervisor_of(folder: DataFolder, clock: Clock) -> None:
    """As `need_supervisor`, of the desk in a folder."""
    if has_pin(folder):
        _ask(folder, clock)


def _ask(folder: DataFolder, clock: Clock) -> None:
    check_wait(folder, clock)
    no_terminal = N_("this needs the supervisor's PIN, and there is no terminal to ask: put it into {variable}")
    pin = _secret(PIN_VARIABLE, _("Supervisor's PIN"), refuse("needs_pin", "PIN", no_terminal, variable=PIN_VARIABLE))
    if not check_pin(folder, pin, clock):
        raise wrong_pin("PIN")


def recovery_code() -> str:
    """The recovery code of a PIN or a folder, from HOURDESK_RECOVERY or a prompt. Raises Refused where neither is there."""
    no_terminal = N_("there is no terminal to ask for the recovery code: put it into {variable}")
    missing = refuse("needs_code", "", no_terminal, variable=_CODE_VARIABLE)
    return _secret(_CODE_VARIABLE, _("Recovery code"), missing)


def _secret(variable: str, prompt: str, missing: Refused) -> str:
    """What a variable holds, or what is typed unseen. Raises `missing` where there is neither."""
    found = os.environ.get(variable)
    if found is not None:
        return found
    if not can_ask():
        raise missing
    return unseen_answer_to(prompt)
