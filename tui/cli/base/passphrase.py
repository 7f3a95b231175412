"""The passphrase of a kit: from HOURDESK_PASSPHRASE or a hidden prompt, never from the command line, which others see."""

from __future__ import annotations

import os
from pathlib import Path

import click

from checkin.outside_files import read_begin
from checkin.texts import _
from tui.cli.base.output import unseen_answer_to
from tui.cli.base.terminal import can_ask

VARIABLE = "HOURDESK_PASSPHRASE"
_HEAD = 100


def passphrase_for(kit: Path) -> str | None:
    """The passphrase of a protected kit. None if the kit has none, or if there is nobody to ask."""
    named = os.environ.get(VARIABLE)
    if named or not can_ask() or not _is_protected(kit):
        return named
    return unseen_answer_to(_("Passphrase of the kit"))


def new_passphrase() -> str:
    """A passphrase for a kit that is made. Raises a usage error where nobody can be asked."""
    named = os.environ.get(VARIABLE)
    if named:
        return named
    if not can_ask():
        raise click.UsageError(
            _("There is no terminal to ask for a passphrase: put it into {variable}.").format(variable=VARIABLE)
        )
    return unseen_answer_to(_("New passphrase"), _("The same again"))


def _is_protected(kit: Path) -> bool:
    from exports.exchange.kit.sealing import is_protected

    try:
        return is_protected(read_begin(kit, _HEAD))
    except OSError:
        return False
