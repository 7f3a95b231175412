"""Notes on people stay where they are: no command that writes a file, and none that lists or prints, lets one out (domain §7)."""

from __future__ import annotations

import io
import re
import shlex
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from tests.hostile.every_reader import desk_commands
from tests.storage.telltales import forms
from tests.survival.tasks.task import Task
from tests.survival.world import World

NOTE = "花生过敏"
"""What the world's first desk has noted of 001."""
THE_DESK_ITSELF = {"backup"}
"""What holds the whole record: it is made anew from it, and is as secret as the data folder."""
SHOWS = ("note ",)
"""Commands that are there to show notes."""
ALWAYS = {"backup", "kit", "export", "export table", "export workbook", "roster export", "muster"}
"""The tasks of `make test`: the others carry less."""
LISTED = [
    ("note", "list"), ("note", "show", "001"), ("volunteer", "001"), ("volunteer", "001", "--json"), ("roster", "list"),
    ("roster", "find", "00"), ("muster", "--activity", "A1"), ("consent", "list"),
]  # fmt: skip


def _texts(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The bytes of a file, of every member of a ZIP within it, and what a PDF says, each with where it stood."""
    yield name, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from _texts(f"{name}: {member}", archive.read(member))
    elif data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        yield f"{name}: text", "".join(page.get_textpage().get_text_range() for page in document).encode()
        yield f"{name}: about it", repr(document.get_metadata_dict()).encode()


def _told(files: dict[str, bytes]) -> list[str]:
    return [
        where
        for name, data in files.items()
        for where, text in _texts(name, data)
        if any(one in text for one in forms(NOTE))
    ]


def _outside(world: World, before: dict[str, float]) -> dict[str, bytes]:
    """The files that are new or changed, without the records and backups of desks."""
    found = {}
    for file in world.place.rglob("*"):
        name = file.relative_to(world.place).as_posix()
        record = "desk.db" in file.name or file.parent.name == "backups"
        if file.is_file() and not record and before.get(name) != file.stat().st_mtime_ns:
            found[name] = file.read_bytes()
    return found


def _times(world: World) -> dict[str, float]:
    return {
        file.relative_to(world.place).as_posix(): file.stat().st_mtime_ns
        for file in world.place.rglob("*")
        if file.is_file()
    }


def test_no_file_that_a_command_writes_holds_a_note(world: World, trials: int) -> None:
    """Each task of the world in the soak, in `make test` those that carry most of the register. A kit with notes is
    sealed: `tests/tui/cli/test_notes.py` opens one."""
    let_out = dict[str, list[str]]()
    tasks = [task for task in world.tasks() if trials or task.name in ALWAYS]
    assert {task.name for task in tasks} >= ALWAYS
    for task in tasks:
        world.reset()
        before = _times(world)
        done = world.run(task)
        told = _told({**_outside(world, before), "what was printed": (done.out + done.err).encode()})
        if told and not task.line.startswith(SHOWS):
            let_out[task.name] = told
    world.reset()
    assert let_out.keys() == THE_DESK_ITSELF, let_out


def test_no_listing_prints_a_note(world: World, trials: int) -> None:
    """Every command that reads a desk's record in the soak, in `make test` what tells most of a person; only the notes' own do."""
    world.reset()
    out = world.place / "listed"
    out.mkdir()
    listed = desk_commands(out, world.place / "first.hdpack")
    told = list[str]()
    for words in listed if trials else [words for words in listed if words in LISTED]:
        done = world.run(Task(words[0], shlex.join(words)))
        if _told({"what was printed": (done.out + done.err).encode()}):
            told.append(" ".join(words[:2]))
    files = {file.name: file.read_bytes() for file in out.iterdir() if file.name != "backup.db"}
    assert set(told) == {"note list", "note show"} and not _told(files)
    world.reset()


def test_nothing_that_leaves_the_desk_knows_notes() -> None:
    """Of all that makes files for others the kit alone reads the table of notes; a module that is new is held to it too."""
    root = Path(__file__).parents[2]
    modules = (file for room in ("checkin", "exports", "storage", "tui") for file in (root / room).rglob("*.py"))
    knowing = {
        file.relative_to(root).as_posix() for file in modules
        if re.search(r"storage\.people\.notes|person_note|words\.people\.notes|\.notes\b.*record", file.read_text("utf-8"))
    }  # fmt: skip
    assert {name for name in knowing if name.startswith("exports/")} == {
        f"exports/exchange/kit/{name}.py" for name in ("contents", "making", "taking")
    }
    assert {name for name in knowing if name.startswith(("tui/cli/", "tui/words/"))} == {
        "tui/cli/exchange/kit.py", "tui/cli/presence/muster.py", "tui/cli/roster/notes.py", "tui/cli/scans/telling.py",
        "tui/words/exchange/kits.py", "tui/words/people/notes.py", "tui/words/volunteer_page.py",
    }  # fmt: skip
