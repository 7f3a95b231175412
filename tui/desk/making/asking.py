"""What several of the ways ask for in a form: a file that is there, a passphrase, a text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, refuse
from checkin.texts import _
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.flow import with_record
from tui.model.stay import Stay
from tui.screens.fields.kinds import ROSTERS
from tui.screens.fields.paths import FILE_NEEDED

if TYPE_CHECKING:
    from tui.screens.field import Field

T = TypeVar("T")
R = TypeVar("R")
FILE, PASSPHRASE, TEXT = "file", "passphrase", "text"

REASON_NEEDED = N_("write the reason: it is kept in the record")


async def ask_file(
    desk: Desk,
    title: str,
    explanation: str,
    endings: Sequence[str],
    read: Callable[[Path], Awaitable[T]],
    example: str = "",
) -> T | None:
    """What `read` gives of the file that somebody picked or named; what it refuses is said in the form. None for Esc."""
    from tui.screens.form import FormDialog

    async def keep(values: dict[str, str]) -> T:
        return await read(readable(values[FILE]))

    field = file_field(endings, example)
    return await desk.app.push_screen_wait(FormDialog(title, [field], keep, explanation, does=_("go on")))


async def ask_list(
    desk: Desk,
    title: str,
    explanation: str,
    work: Callable[[Path, Store], R],
    use: Callable[[R], Awaitable[T]],
    example: str = "",
) -> T | None:
    """What `use` gives of what `work` reads in a list that somebody names, with the record. Where the list is refused, that is said
    and the form stays with its name: rows are put right in the file. So it does where `use` refuses it. None for Esc. Call it in
    a worker."""

    async def read(file: Path) -> T:
        found = await with_record(desk, title, partial(work, file))
        if found is None:
            raise Stay
        return await use(found)

    return await ask_file(desk, title, explanation, ROSTERS, read, example)


def file_field(endings: Sequence[str], example: str = "") -> Field:
    """The field for a file that must be there."""
    from tui.screens.field import Field
    from tui.screens.fields.kinds import File

    return Field(FILE, _("file"), example=example, kind=File(tuple(endings)), needed=FILE_NEEDED)


def readable(typed: str) -> Path:
    """The file that was picked or named in `file_field`. Raises Refused where it can't be read."""
    from tui.screens.fields.paths import path_of

    file = path_of(typed)
    try:
        file.open("rb").close()
    except OSError as error:
        message = N_("this file can't be read ({reason})")
        raise refuse("unreadable", FILE, message, reason=reason_of(error)) from error
    return file


async def ask_passphrase(desk: Desk, title: str, explanation: str, use: Callable[[str], Awaitable[T]]) -> T | None:
    """What `use` gives for the passphrase; a wrong one is said in the form. None for Esc."""
    from tui.screens.field import Field
    from tui.screens.fields.kinds import Secret
    from tui.screens.form import FormDialog

    async def keep(values: dict[str, str]) -> T:
        return await use(values[PASSPHRASE])

    field = Field(PASSPHRASE, _("passphrase"), kind=Secret())
    return await desk.app.push_screen_wait(FormDialog(title, [field], keep, explanation, does=_("go on")))


async def ask_text(
    desk: Desk,
    title: str,
    label: str,
    *,
    explanation: str = "",
    value: str = "",
    example: str = "",
    needed: str = "",
    endings: Sequence[str] = (),
    use: Callable[[str], Awaitable[T]],
) -> T | None:
    """What `use` gives of what somebody typed; what it refuses is said in the form, and what was typed stays. None for Esc.
    `needed`: the sentence for nothing typed. With `endings` a file can be picked too."""
    from tui.screens.field import Field
    from tui.screens.fields.kinds import File, Words
    from tui.screens.form import FormDialog

    async def keep(values: dict[str, str]) -> T:
        return await use(values[TEXT])

    kind = File(tuple(endings)) if endings else Words()
    field = Field(TEXT, label, value, example, kind, needed=needed)
    return await desk.app.push_screen_wait(FormDialog(title, [field], keep, explanation, does=_("go on")))
