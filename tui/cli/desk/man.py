"""`hourdesk man`: the help of every command as man pages, in English and Chinese."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

import click

from checkin.rules.problems import N_
from checkin.texts import _, language
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples
from tui.cli.base.language import choose_language
from tui.cli.base.output import result

_FOLDERS = {"en": "man1", "zh": "zh_CN/man1"}
"""Where man looks for the pages of a language, below the folder of all pages."""


@examples(N_("hourdesk man"), N_("hourdesk man pages"))
@command(
    "man",
    N_(
        "Write man pages of every command, in English and Chinese, to where man looks for those of the user, or to DIR."
    ),
)
@argument("folder", metavar="DIR", type=options.A_PATH, required=False)
@click.pass_context
def man(ctx: click.Context, folder: Path | None) -> None:
    """Write the pages of both languages."""
    place = folder or _place()
    used = language()
    try:
        for spoken, below in _FOLDERS.items():
            choose_language(["--lang", spoken])
            _write(ctx.find_root().command, place / below)
    finally:
        choose_language(["--lang", used])
    message = _("The man pages are in {folder}: man hourdesk. If man does not find them: man -M {folder} hourdesk.")
    result(message.format(folder=place))


def _place() -> Path:
    """The man pages of this user, which man finds where ~/.local/bin is on the PATH."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "man"


def _write(root: click.Command, folder: Path) -> None:
    # Imported here: no other command needs it.
    from tui.cli.base.man_page import man_pages

    folder.mkdir(parents=True, exist_ok=True)
    for name, page in man_pages(root, version("hourdesk")):
        # Not atomic, as all else is: these are many, and the same command writes one that was cut off anew.
        (folder / f"{name}.1").write_text(page, "utf-8")
