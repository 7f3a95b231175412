"""What was made, where it is, and what to do with it now: open it, print it, copy it to a stick (screens.md law 9)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from textual import work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from checkin.texts import _
from tui.devices.printer import open_file, send_to_printer
from tui.screens.dialog import Dialog, Text
from tui.widgets.key_bar import Entry
from tui.widgets.options import Options
from tui.widgets.text import Paragraphs
from tui.words.faults import Trouble, sentences
from tui.words.laptop.here import printed_text

_OPEN, _PRINT, _FOLDER, _COPY = "open", "print", "folder", "copy:"
_OF_HOURDESK = ".hd"
"""How the endings of files begin that no other program opens: packs, kits, keys, backups."""
_MOST_LINES = 8


class Made(NamedTuple):
    """A file (or a folder of files) that was made, and what is said about it. `printed`: the printer that took it already."""

    path: Path
    lines: tuple[str, ...]
    warns: tuple[str, ...] = ()
    printed: str | None = None


class MadeDialog(Dialog[str | None]):
    """Gives a sentence that says what was done with the file; None for Esc. `sticks` are folders to which it can be copied.

    What was made is made, whatever is done here.
    """

    def __init__(self, title: str, made: Made, sticks: Sequence[Path] = ()) -> None:
        super().__init__(title)
        self._made = made
        self._sticks = list(sticks)
        self._busy = False

    def parts(self) -> Iterable[Widget]:
        """What it is, where it is, what to mind; then what to do with it."""
        made = self._made
        lines = [*made.lines]
        if made.printed is not None:
            lines.append(_("It was sent to the printer {printer}.").format(printer=made.printed))
        yield Text("\n".join(lines))
        yield Text(Content.styled(str(made.path), "bold"), id="path")
        yield Text("\n".join(_cut(made.warns)), warns=True)
        yield Text(" ")
        yield Options(*[Option(Paragraphs.of(text), id=name) for name, text in self._choices()], compact=True)

    def entries(self) -> list[Entry]:
        """The arrows and Enter, as one entry."""
        return [("↑↓ Enter", _("choose"), "screen.choose")]

    def begin(self) -> None:
        """Begin at the first line."""
        found = self.query_one(OptionList)
        found.highlighted = 0
        found.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        if not self._busy and event.option_id is not None:
            self._busy = True
            self._do(event.option_id)

    def action_choose(self) -> None:
        """A click on the key bar."""
        self.query_one(OptionList).action_select()

    def _choices(self) -> list[tuple[str, str]]:
        path = self._made.path
        is_pdf = path.suffix.lower() == ".pdf"
        choices = []
        if is_pdf:
            choices.append((_PRINT, _("print it") if self._made.printed is None else _("print it once more")))
        if not path.suffix.lower().startswith(_OF_HOURDESK):
            choices.append((_OPEN, _("open the folder") if path.is_dir() else _("open it")))
        if not path.is_dir():
            choices.append((_FOLDER, _("open the folder where it is")))
            others = [stick for stick in self._sticks if stick.resolve() != path.parent.resolve()]
            choices += [(_COPY + str(stick), _("copy it to {place}").format(place=stick)) for stick in others]
        return choices

    @work
    async def _do(self, what: str) -> None:
        self.trouble.say("")
        try:
            said = await asyncio.to_thread(self._done, what)
        except Trouble as error:
            self.trouble.say("\n".join(sentences(error)))
        else:
            if said is not None:
                self.dismiss(said)
        finally:
            self._busy = False

    def _done(self, what: str) -> str | None:
        path = self._made.path
        if what == _PRINT:
            printer = send_to_printer(path)
            if printer is not None:
                return printed_text(path.name, printer)
            self._say(
                _("No printer took it. Look whether one is set up and on, or print the file on another computer.")
            )
        elif what.startswith(_COPY):
            copied = _copied(path, Path(what.removeprefix(_COPY)))
            return _("Copied to {file}.").format(file=copied)
        elif open_file(path.parent if what == _FOLDER else path):
            return _("{file} is being opened.").format(file=path.name)
        else:
            self._say(_("Nothing here opens it. Take the file to another computer: its place stands above."))
        return None

    def _say(self, text: str) -> None:
        self.app.call_from_thread(self.trouble.say, text)


def _copied(path: Path, folder: Path) -> Path:
    """Copy a file into a folder, whole or not at all; a copy of what only this user may read is private too. Raises OSError."""
    from storage.disk.atomic_file import write_whole
    from storage.disk.private_files import is_private

    out = folder / path.name
    write_whole(out, path.read_bytes(), private=is_private(path))
    return out


def _cut(lines: Sequence[str]) -> list[str]:
    """At most so many that the choices stay in sight."""
    shown = list(lines[:_MOST_LINES])
    if len(lines) > _MOST_LINES:
        shown[-1] = f"… +{len(lines) - _MOST_LINES + 1}"
    return shown
