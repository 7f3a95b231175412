"""Passphrases of a protected desk or district and of a kit: from a variable or a hidden prompt, never from the command line, which others see."""

from __future__ import annotations

import os
from pathlib import Path

import click

from checkin.outside_files import read_begin
from checkin.rules.problems import N_, refuse
from checkin.texts import _
from storage.disk.protection.open_keys import PASSPHRASE_VARIABLE, unlock
from tui.cli.base.output import unseen_answer_to
from tui.cli.base.terminal import can_ask

NEW_VARIABLE = "HOURDESK_NEW_PASSPHRASE"
KIT_VARIABLE = "HOURDESK_KIT_PASSPHRASE"
"""For kits, where the desk itself has another passphrase; without it the first variable holds for both."""
_HEAD = 100


def unlock_desk(path: Path) -> None:
    """Open a protected desk for the rest of this command, once; nothing is asked for one that is not protected.

    Raises Refused for a wrong passphrase, and where none is given and nobody can be asked.
    """
    from storage.protecting import needs_passphrase

    if not needs_passphrase(path):
        return
    unlock(path, _asked(_("Passphrase of this desk"), str(path)))


def unlock_district(path: Path) -> None:
    """The same for a district's folder."""
    from exports.district.protection.protecting import needs_passphrase

    if not needs_passphrase(path):
        return
    unlock(path, _asked(_("Passphrase of the district"), str(path)))


def unlock_desk_if_possible(path: Path) -> None:
    """The same for a command that also works without a desk; nothing is raised where nobody can be asked."""
    from storage.disk.whose.kinds import has_desk_record

    if not has_desk_record(path):
        return
    if os.environ.get(PASSPHRASE_VARIABLE) or can_ask():
        unlock_desk(path)


def unlock_district_if_possible(path: Path) -> None:
    """The same for a district's folder."""
    if os.environ.get(PASSPHRASE_VARIABLE) or can_ask():
        unlock_district(path)


def unlock_backup(source: Path) -> None:
    """Open an encrypted backup; the desk's passphrase is tried first where it came by the variable. Raises as `unlock_desk`."""
    from storage.disk.backup_file import backup_needs_passphrase, unlock_backup_file

    if not backup_needs_passphrase(source):
        return
    unlock_backup_file(source, _asked(_("Passphrase of the backup"), str(source)))


def _asked(question: str, where: str) -> str:
    named = os.environ.get(PASSPHRASE_VARIABLE)
    if named:
        return named
    if not can_ask():
        message = N_(
            "this is protected, and there is no terminal to ask for the passphrase: put it (or the recovery code) into {variable}"
        )
        raise refuse("needs_passphrase", where, message, variable=PASSPHRASE_VARIABLE)
    return unseen_answer_to(question)


def first_passphrase(names: tuple[str, ...]) -> str:
    """The passphrase for a desk that is to be protected. Raises Refused for a weak one, and where nobody can be asked;
    `names` are the team's code and name."""
    return _good(PASSPHRASE_VARIABLE, names)


def next_passphrase(names: tuple[str, ...]) -> str:
    """Another passphrase for a protected desk; raises as `first_passphrase`."""
    return _good(NEW_VARIABLE, names)


def _good(variable: str, names: tuple[str, ...]) -> str:
    from storage.protecting import check_passphrase

    passphrase = os.environ.get(variable) or ""
    if not passphrase and not can_ask():
        message = N_("there is no terminal to ask for a passphrase: put it into {variable}")
        raise refuse("needs_passphrase", "", message, variable=variable)
    passphrase = passphrase or unseen_answer_to(_("New passphrase"), _("The same again"))
    check_passphrase(passphrase, names)
    return passphrase


def passphrase_for(kit: Path) -> str | None:
    """The passphrase of a protected kit. None if the kit has none, or if there is nobody to ask."""
    named = os.environ.get(KIT_VARIABLE) or os.environ.get(PASSPHRASE_VARIABLE)
    if named or not can_ask() or not _is_protected(kit):
        return named
    return unseen_answer_to(_("Passphrase of the kit"))


def new_passphrase() -> str:
    """A passphrase for a kit that is made. Raises a usage error where nobody can be asked."""
    return os.environ.get(KIT_VARIABLE) or os.environ.get(PASSPHRASE_VARIABLE) or _typed_new(PASSPHRASE_VARIABLE)


def _typed_new(variable: str) -> str:
    if not can_ask():
        raise click.UsageError(
            _("There is no terminal to ask for a passphrase: put it into {variable}.").format(variable=variable)
        )
    return unseen_answer_to(_("New passphrase"), _("The same again"))


def _is_protected(kit: Path) -> bool:
    from exports.exchange.kit.sealing import is_protected

    try:
        return is_protected(read_begin(kit, _HEAD))
    except OSError:
        return False
