"""What `protect` asks and is told, at a desk and at the district alike."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from checkin.rules.problems import N_, Refused, by_count, refuse
from checkin.texts import _, first_few
from storage.disk.protection.lying import Lying
from storage.disk.protection.open_keys import PASSPHRASE_VARIABLE
from tui.cli.base import options
from tui.cli.base.command import option
from tui.cli.base.output import answer_to, message, need_agreed
from tui.cli.base.terminal import can_ask
from tui.words.laptop.protection import BEFORE

Function = Callable[..., Any]
Found = TypeVar("Found")


def protect_options(function: Function) -> Function:
    """The options of `protect`: changes, new_code, sheet, move_to, deletes."""
    for decorate in (
        option(
            "--delete-others",
            "deletes",
            is_flag=True,
            help=N_("Delete what else lies in the data folder (sheets, exports)."),
        ),
        options.file_option(
            "--move-to",
            metavar="DIR",
            help=N_("Move what else lies in the data folder (sheets, exports) into this folder."),
        ),
        options.file_option("--sheet", metavar="OUT.pdf", help=options.CODE_SHEET),
        option("--new-code", is_flag=True, help=N_("Make a new recovery code; the old sheet is no longer valid.")),
        option(
            "--change-passphrase", "changes", is_flag=True, help=N_("Set another passphrase (HOURDESK_NEW_PASSPHRASE).")
        ),
    ):
        function = decorate(function)
    return function


def check_options(*, changes: bool, new_code: bool, move_to: Path | None, deletes: bool) -> None:
    """Raises a usage error where two of them exclude each other."""
    if changes and new_code:
        raise click.UsageError(_("Use only one of --change-passphrase and --new-code."))
    if deletes and move_to is not None:
        raise click.UsageError(_("Use only one of --move-to and --delete-others."))


def agreed_to_protect(question: str, look: Callable[[], Found]) -> Found:
    """Say what nobody can undo, and ask where somebody can answer; returns what `look` found or asked. Raises Refused for a no.

    Where nobody is asked, `look` comes first: what it refuses is not said to happen.
    """
    is_asked = not os.environ.get(PASSPHRASE_VARIABLE) and can_ask()
    found = None if is_asked else look()
    for line in BEFORE:
        message(_(line))
    if is_asked:
        need_agreed(question)
    return look() if found is None else found


def _unsaid(files: tuple[Path, ...]) -> Refused:
    """What a command that can't ask is told: which files they are, and by which options it says what becomes of them."""
    text = by_count(
        len(files),
        N_(
            "this file lies in the data folder, and everybody could read it: {files}. Move it (--move-to DIR) or delete it "
            "(--delete-others); nothing was changed"
        ),
        N_(
            "these {count} files lie in the data folder, and everybody could read them: {files}. Move them (--move-to DIR) or delete "
            "them (--delete-others); nothing was changed"
        ),
    )
    named = first_few(name.as_posix() for name in files)
    return refuse("files_lie_there", "", text, count=len(files), files=named)


def lying_said(files: tuple[Path, ...], move_to: Path | None, *, deletes: bool) -> Lying:
    """What becomes of files that lie in the folder; asked at a terminal where the command line does not say it."""
    if not files or deletes or move_to is not None:
        return Lying(files, move_to)
    if not can_ask():
        raise _unsaid(files)
    message(_("These files lie in the data folder, and everybody could read them:"))
    for name in files:
        message(f"  {name.as_posix()}")
    place = answer_to(_("Move them to which folder (Enter alone: delete them)?"), " ").strip()
    if place:
        return Lying(files, Path(place).expanduser())
    need_agreed(_("Delete them?"))
    return Lying(files)
