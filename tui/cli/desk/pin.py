"""`hourdesk pin`: set, reset by the recovery code, take away."""

from __future__ import annotations

import os
from pathlib import Path

import click

from checkin.rules.problems import N_, refuse
from checkin.texts import _
from storage.disk.atomic_file import try_place
from storage.disk.pins.pin import (
    check_code,
    check_new_pin,
    check_wait,
    has_pin,
    remove_pin,
    reset_pin,
    set_pin,
    wrong_code,
)
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.command import examples, group
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, tell, unseen_answer_to
from tui.cli.base.supervisor import PIN_VARIABLE, need_supervisor_later, recovery_code
from tui.cli.base.terminal import can_ask
from tui.words.laptop.protection import KEEP_PIN_CODE, code_text, pin_off_text, sheet_text

NEW_PIN_VARIABLE = "HOURDESK_NEW_PIN"

_sheet = options.file_option("--sheet", metavar="OUT.pdf", help=options.CODE_SHEET)


@examples(N_("hourdesk pin set"))
@group("pin", N_("The supervisor's PIN."))
def pin() -> None:
    """What is done with the PIN."""


@examples(N_("hourdesk pin set"), N_("hourdesk pin set --sheet recovery.pdf"))
@pin.command(
    "set", help=N_("Set or change the PIN; from then on corrections ask for it. A recovery code comes with it.")
)
@_sheet
@pass_desk
def set_(choice: DeskChoice, sheet: Path | None) -> None:
    """Ask for the old PIN where there is one, then for the new one."""
    with choice.open() as store:
        changing = has_pin(store.folder)
        supervisor = need_supervisor_later(store)
        _try_sheet(sheet)
        named = _named_pin(changing)
        supervisor()
        _tell(store, set_pin(store.folder, named or _typed_pin()), sheet)
    result(_("The PIN is set. Whatever changes hours or the roster asks for it from now on."))


@examples(N_("hourdesk pin reset"))
@pin.command("reset", help=N_("Set a new PIN with the recovery code, if the old one is forgotten."))
@_sheet
@pass_desk
def reset(choice: DeskChoice, sheet: Path | None) -> None:
    """Ask for the code (or take it from HOURDESK_RECOVERY), then for the new PIN."""
    with choice.open() as store:
        if not has_pin(store.folder):
            raise refuse("no_pin", "PIN", N_("no PIN is set here; set one with hourdesk pin set"))
        check_wait(store.folder, store.clock)
        _try_sheet(sheet)
        code, named = recovery_code(), _named_pin(changing=True)
        # A wrong code is said before anybody thinks of a new PIN.
        if not check_code(store.folder, code, store.clock) or not (
            new_code := reset_pin(store.folder, code, named or _typed_pin(), store.clock)
        ):
            raise wrong_code()
        _tell(store, new_code, sheet)
    result(_("The PIN is set. Whatever changes hours or the roster asks for it from now on."))


@examples(N_("hourdesk pin off"))
@pin.command("off", help=N_("Take the PIN away: everybody at the desk is a supervisor again."))
@pass_desk
def off(choice: DeskChoice) -> None:
    """Ask for the PIN a last time."""
    with choice.open() as store:
        if not has_pin(store.folder):
            raise refuse("no_pin", "PIN", N_("no PIN is set here; set one with hourdesk pin set"))
        need_supervisor_later(store)()
        remove_pin(store.folder)
    result(pin_off_text())


def _try_sheet(sheet: Path | None) -> None:
    if sheet is not None:
        try_place(sheet, private=True)


def _tell(store: Store, code: str, sheet: Path | None) -> None:
    """Write the recovery code to the sheet, or print it here. If the sheet can't be written, print it: it is kept nowhere else."""
    if sheet is not None:
        from exports.printed.recovery_sheet.page import write_recovery_sheet

        try:
            printed = write_recovery_sheet(sheet, store.identity, code, store.today())
        except BaseException:
            result(code_text(code))
            raise
        tell(printed.notes)
        result(sheet_text(sheet))
        return
    result(code_text(code))
    result(_(KEEP_PIN_CODE))


def _named_pin(changing: bool) -> str | None:
    """The new PIN from its variable; None where it is to be typed. A first one may come as HOURDESK_PIN; then that variable holds the
    one in force, and HOURDESK_NEW_PIN the next. Raises Refused for one that can't be set, and a usage error where nobody can type it."""
    named = os.environ.get(NEW_PIN_VARIABLE) or (None if changing else os.environ.get(PIN_VARIABLE))
    if named is not None:
        check_new_pin(named)
    elif not can_ask():
        variable = NEW_PIN_VARIABLE if changing else PIN_VARIABLE
        raise click.UsageError(
            _("There is no terminal to ask for the new PIN: put it into {variable}.").format(variable=variable)
        )
    return named


def _typed_pin() -> str:
    return unseen_answer_to(_("New PIN"), _("The same again"))
