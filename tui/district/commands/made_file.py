"""A file that the clerk has written: where it goes, and what is done with it once it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import _
from exports.exchange.pack.finding import removable_media
from tui.district.clerk import Clerk
from tui.screens.field import Field
from tui.screens.fields.kinds import NewFile
from tui.screens.fields.paths import path_of
from tui.screens.making.made import Made, MadeDialog

_PATH = "path"

IN_THIS_FILE = N_("It is in this file:")


def file_field(proposed: Path) -> Field:
    """The field that asks for the file."""
    return Field(_PATH, _("file"), str(proposed), kind=NewFile(), needed=N_("write the path of a file"))


def file_named(values: Mapping[str, str]) -> Path:
    """What stands in the field of `file_field`."""
    return path_of(values[_PATH]).absolute()


async def show_made(clerk: Clerk, made: Made | None) -> None:
    """Say where it is, and let it be opened or copied."""
    if made is not None:
        sticks = [] if made.path.is_dir() else await asyncio.to_thread(removable_media)
        done = await clerk.answer(MadeDialog(_("Saved"), made, sticks))
        clerk.note(done or str(made.path))
