"""`hourdesk pin set`."""

from __future__ import annotations

import os

import click

from checkin.rules.problems import N_
from checkin.texts import _
from storage.pin import has_pin, set_pin
from tui.cli.command import group
from tui.cli.desk_choice import DeskChoice, pass_desk
from tui.cli.output import result
from tui.cli.supervisor import VARIABLE, need_supervisor
from tui.cli.terminal import can_ask

NEW_VARIABLE = "HOURDESK_NEW_PIN"


@group("pin", N_("The supervisor's PIN."))
def pin() -> None:
    """What is done with the PIN."""


@pin.command("set", help=N_("Set or change the PIN; from then on corrections ask for it."))
@pass_desk
def set_(choice: DeskChoice) -> None:
    """Ask for the old PIN where there is one, then for the new one."""
    with choice.open() as store:
        changing = has_pin(store.folder)
        need_supervisor(store)
        set_pin(store.folder, _new_pin(changing))
    result(_("The PIN is set. Corrections, rulings and the policy ask for it from now on."))


def _new_pin(changing: bool) -> str:
    """A first PIN may come as HOURDESK_PIN; then that variable holds the one in force, and HOURDESK_NEW_PIN the next."""
    named = os.environ.get(NEW_VARIABLE) or (None if changing else os.environ.get(VARIABLE))
    if named is not None:
        return named
    if not can_ask():
        variable = NEW_VARIABLE if changing else VARIABLE
        raise click.UsageError(
            _("There is no terminal to ask for the new PIN: put it into {variable}.").format(variable=variable)
        )
    return str(click.prompt(_("New PIN"), hide_input=True, err=True, confirmation_prompt=_("The same once more")))
