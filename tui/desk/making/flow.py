"""The way of everything that is made at the desk: beside the screen, with its progress, and then where the file is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from checkin.rules.problems import Refused
from checkin.texts import _
from exports.file_names import file_names
from storage.disk.folder import DataFolder
from storage.store import Store, open_store
from tui.desk.desk import Desk
from tui.model.long_work import STOPPED, Stopped
from tui.model.stay import Stay
from tui.screens.making.beside import done_beside
from tui.screens.making.made import Made, MadeDialog
from tui.words.faults import Trouble
from tui.words.lists import in_one_line
from tui.words.record.on_screen import sentences_here

T = TypeVar("T")
_ANOTHER_PLACE = frozenset(
    {
        "not_writable",
        "no_folder",
        "disk_full",
        "is_a_folder",
        "not_a_file",
        "unmakable_folder",
        "in_protected_folder",
        "own_file",
        "other_file",
        "bad_file_name",
    }
)
"""Codes of refusals that another folder mends."""


class File(NamedTuple):
    """How a file that is to be made is called. `for_all` goes among the user's documents, what is printed into the desk's own
    folder; `within` is another folder for it."""

    stem: str
    ending: str = ".pdf"
    for_all: bool = False
    within: Path | None = None

    def place(self, folder: DataFolder) -> Path:
        """Where it is written. Makes the folder; raises OSError."""
        if self.within is not None:
            return self.within / file_names([self.stem], self.ending)[0]
        from tui.model.sheets import file_outside, sheet_file

        return (file_outside if self.for_all else sheet_file)(folder, self.stem, self.ending)


async def with_record(desk: Desk, title: str, work: Callable[[Store], T]) -> T | None:
    """Do a long work with the record, in a thread with its own connection: scans go on meanwhile.

    None where it was stopped or could not be done, which is said: in the strip, or as a list to scroll where more is wrong than
    that shows. Call it in a worker.
    """
    return await without_form(desk, title, in_form(desk, title, work))


async def in_form(desk: Desk, title: str, work: Callable[[Store], T]) -> T:
    """As `with_record`, for what a form saves: why it could not be done is raised, so that the form says it beside its fields and
    keeps what was typed."""
    try:
        return await _beside(desk, title, work)
    except Stopped as stopped:
        raise _stay(stopped) from None


async def make_file(desk: Desk, title: str, file: File, make: Callable[[Store, Path], Made]) -> Made | None:
    """Make a file and say where it is; where it can't be written there, another place is asked for. None: it was not made."""
    made = await only_make(desk, title, file, make)
    if made is not None:
        await say_made(desk, title, made)
    return made


async def only_make(desk: Desk, title: str, file: File, make: Callable[[Store, Path], Made]) -> Made | None:
    """As `make_file`, without the dialog that says where it is."""
    return await without_form(desk, title, made_in_form(desk, title, file, make))


async def without_form(desk: Desk, title: str, doing: Awaitable[T]) -> T | None:
    """What something gives that a form could save by, where there is no form: why it was not done is said, and None comes back."""

    try:
        return await doing
    except Stay as stay:
        if stay.lines:
            desk.app.notify("\n".join(stay.lines), timeout=12, markup=False)
    except Trouble as error:
        await desk.say_wrong(error, title)
    return None


async def made_in_form(desk: Desk, title: str, file: File, make: Callable[[Store, Path], Made]) -> Made:
    """As `only_make`, for what a form saves: why it could not be made is raised, so that the form says it beside its fields and
    keeps what was typed."""
    out: Path | None = None
    folder = DataFolder(desk.writer.path)
    while True:
        try:
            out = await asyncio.to_thread(file.place, folder) if out is None else out
            return await _beside(desk, title, partial(_made, make, out))
        except Trouble as error:
            out = await _another_place(desk, title, file, out, error)
        except Stopped as stopped:
            raise _stay(stopped) from None


async def say_made(desk: Desk, title: str, made: Made) -> None:
    """Say what was made and where it is, until it was opened, printed or copied, or somebody goes back."""
    sticks = [] if made.path.is_dir() else await asyncio.to_thread(sticks_of, desk)
    done = await desk.app.push_screen_wait(MadeDialog(title, made, sticks))
    if done is None:
        done = _short(made)
    desk.app.notify(done, timeout=20, markup=False)


def _short(made: Made) -> str:
    """What was made and where it is, in one line; a heading of other lines says nothing alone."""
    first = "".join(made.lines[:1])
    return str(made.path) if first.endswith((":", "：")) else in_one_line([first, str(made.path)])


def _stay(stopped: Stopped) -> Exception:
    """It was stopped by a person."""

    return Stay([str(stopped) or _(STOPPED)])


def sticks_of(desk: Desk) -> list[Path]:
    """The sticks that are plugged in, and the folders for copies that are there now."""
    from exports.exchange.pack.finding import removable_media
    from storage.disk.copies.copy_folders import is_there

    own = DataFolder(desk.writer.path)
    here = [folder for folder in desk.copies.folders if is_there(own, folder)]
    return list(dict.fromkeys([*here, *removable_media()]))


async def _beside(desk: Desk, title: str, work: Callable[[Store], T]) -> T:
    def opened() -> T:
        with open_store(desk.writer.path, desk.clock) as store:
            return work(store)

    return await done_beside(desk.app, title, opened, desk.clock.steady)


def _made(make: Callable[[Store, Path], Made], out: Path, store: Store) -> Made:
    return make(store, out)


async def _another_place(desk: Desk, title: str, file: File, out: Path | None, error: Exception) -> Path:
    """Where to write it instead. Raises Stay where nobody says, and the error where no place helps."""
    from tui.screens.making.place import PlaceForm

    helps = isinstance(error, OSError) or (
        isinstance(error, Refused) and any(problem.code in _ANOTHER_PLACE for problem in error.problems)
    )
    if not helps:
        raise error
    name = file.stem + file.ending if out is None else out.name
    why = "\n".join(sentences_here(error))
    sticks = await asyncio.to_thread(sticks_of, desk)
    place = await desk.app.push_screen_wait(PlaceForm(title, why, (sticks or [Path.home()])[0] / name))
    if place is None:
        raise Stay
    return place
