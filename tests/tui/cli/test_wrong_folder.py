"""A command in a folder that is not its own: it says whose the folder is, and leaves it as it was.

Every command of the program is walked, as click knows them: one that is new is held to it too.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from tests.portions import share
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Made, Run, make_desk
from tests.tui.cli.every_command import every_command
from tests.tui.cli.supervisors_commands import SUPERVISORS

NO_FOLDER = {
    "demo",
    "read",
    "verify",
    "transfer show",
    "doctor",
    "completion",
    "man",
    "roster template",
    "batch formats",
    "district",
}
"""They need no data folder (design §7), or say what it is and end well; without a subcommand there is a screen."""
OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "init": ("--team", "FD", "--name", "复旦中学"),
    "activity add": (
        *("--code", "B", "--name", "X", "--place", "P"),
        *("--start", "2024-03-05T09:00", "--end", "2024-03-05T12:00"),
    ),
    "activity copy": ("A1", "--on", "2024-03-06"),
    "post template": ("{out}.xlsx", "--activity", "A1"),
    "post print": ("{out}.pdf",),
    "claim add": ("001", "--unit", "U", "--contact", "C", "--on", "2024-03-05", "--hours", "1"),
    "scan": ("--activity", "A1", "-"),
    "explain": ("001",),
    "volunteer": ("001",),
    "team form": ("{out}.docx",),
    "district rule": ("FD/001", "--void", "--reason", "R"),
    "district report": ("{out}.csv",),
    "district rebuild": ("--leave-out",),
}
"""Where the words of a supervisor's command, or what `words_for` makes up, are not enough."""
Kept = dict[str, bytes | None]


def words_for(name: str, command: click.Command) -> list[str]:
    """Words with which a command gets as far as its folder; `{…}` is filled in by the test."""
    if name in OTHER_WORDS:
        return list(OTHER_WORDS[name])
    if name in SUPERVISORS:
        return list(SUPERVISORS[name])
    given = list[str]()
    for parameter in command.params:
        if parameter.required:
            value = made_up(parameter)
            given += [parameter.opts[0], value] if isinstance(parameter, click.Option) else [value]
    return given


def made_up(parameter: click.Parameter) -> str:
    """Something that a parameter takes."""
    if isinstance(parameter.type, click.Choice):
        return str(parameter.type.choices[0])
    named = (parameter.metavar or parameter.name or "").upper()
    return next(
        (value for word, value in (("OUT", "{out}.csv"), ("PACK", "{pack}"), ("FILE", "{more}")) if word in named), "1"
    )


def walked(*, districts: bool) -> Iterator[tuple[str, click.Command]]:
    """The commands of a district, or all others, by their words."""
    for words, command in every_command():
        name = " ".join(words)
        is_one = words and (not isinstance(command, click.Group) or command.invoke_without_command)
        if is_one and (words[0] == "district") == districts and name not in NO_FOLDER:
            yield name, command


def kept(folder: Path) -> Kept:
    """Everything in a folder, byte for byte."""
    return {
        str(entry.relative_to(folder)): entry.read_bytes() if entry.is_file() else None for entry in folder.rglob("*")
    }


FILES = {"backup": "b.db", "pack": "p.hdpack", "kit": "k.hdkit", "more": "roster.csv"}


@pytest.fixture
def places(clock: StandingClock, tmp_path: Path, made: Made) -> dict[str, str]:
    """A desk, a district that has its pack, files of somebody else, and what the commands name."""

    def make(folder: Path) -> None:
        desk, town = make_desk(folder, clock), ("--data", folder / "town")
        for words in (("backup", "backup"), ("export", "pack"), ("kit", "kit")):
            assert desk(words[0], folder / FILES[words[1]]).code == 0
        assert desk("district", "init", "--code", "YZQ", "--name", "渝中区教委", *town).code == 0
        for word in ("trust", "merge"):
            assert desk("district", word, folder / FILES["pack"], *town).code == 0
        others = folder / "others"
        (others / "keys").mkdir(parents=True)
        (others / "backups").mkdir()
        for name in ("letter.docx", "keys/id_rsa", "backups/photos.zip"):
            (others / name).write_bytes(name.encode())

    made.copy("desk, town and others", make, tmp_path)
    filled = {name: str(tmp_path / file) for name, file in FILES.items()}
    return {**filled, "out": str(tmp_path / "out"), "event": "1", "certificate": "1", "entry": "1", "claim": "1", "second": filled["pack"],
            "desk": str(tmp_path / "desk"), "town": str(tmp_path / "town"), "others": str(tmp_path / "others")}  # fmt: skip


def stays(run: Run, places: dict[str, str], folder: Path, sentence: str, *, districts: bool) -> None:
    before = kept(folder)
    beside = sorted(folder.parent.iterdir())
    for name, command in walked(districts=districts):
        words = [word.format(**places) for word in words_for(name, command)]
        done = run(*name.split(), *words, "--data", folder, stdin="x\n")
        assert (name, done.code, sentence in done.err) == (name, 1, True), done.err
        assert "restore" not in done.err and "rebuild" not in done.err and "hourdesk init" not in done.err, name
        assert kept(folder) == before, name
        assert sorted(folder.parent.iterdir()) == beside, name


def without(source: str, *gone: str) -> Callable[[Path], None]:
    """Makes a copy of a folder in which some files are missing."""

    def make(target: Path) -> None:
        shutil.copytree(source, target)
        for name in gone:
            (target / name).unlink()

    return make


@pytest.mark.parametrize("gone", share([(), ("district.duckdb",), ("district.duckdb", "keys/district.pem")], 0, 3))
def test_a_desks_command_in_a_districts_folder(
    places: dict[str, str], run: Run, tmp_path: Path, gone: tuple[str, ...]
) -> None:
    without(places["town"], *gone)(tmp_path / "copy")
    stays(run, places, tmp_path / "copy", "this is a district's folder, and no desk's", districts=False)
    found = run("doctor", "--json", "--data", tmp_path / "copy").objects[0]
    assert found["ok"] is False and "this is a district's folder" in found["text"]


@pytest.mark.parametrize("gone", [(), ("desk.db",), ("desk.db", "keys/team.pem", "keys/team.pub", "desk.head")])
def test_a_districts_command_in_a_desks_folder(
    places: dict[str, str], run: Run, tmp_path: Path, gone: tuple[str, ...]
) -> None:
    without(places["desk"], *gone)(tmp_path / "copy")
    stays(run, places, tmp_path / "copy", "this is a desk's folder, and no district's", districts=True)


@pytest.mark.parametrize("districts", [False, True])
def test_among_somebody_elses_files(places: dict[str, str], run: Run, *, districts: bool) -> None:
    """Also where their folders are called as a desk's are."""
    sentence = f"no {'district' if districts else 'desk'} is in this folder, but other files are"
    stays(run, places, Path(places["others"]), sentence, districts=districts)


@pytest.mark.parametrize("districts", [False, True])
def test_on_a_stick_with_packs_and_kits(places: dict[str, str], run: Run, tmp_path: Path, *, districts: bool) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for name in ("pack", "kit"):
        shutil.copy(places[name], stick)
    before = kept(stick)
    for name in ("district init", "district rebuild", "district teams") if districts else ("init", "check", "restore"):
        command = next(one for words, one in walked(districts=districts) if words == name)
        words = [word.format(**places) for word in words_for(name, command)]
        done = run(*name.split(), *words, "--data", stick)
        assert (name, done.code) == (name, 1) and "packs, kits or backups lie in this folder, but no" in done.err
        assert kept(stick) == before


@pytest.mark.parametrize("words", [("roster", "list"), ("init", "--team", "FD", "--name", "x"), ("doctor",)])
def test_a_folder_that_nobody_may_read(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    data.mkdir()
    stat = Path.stat

    def forbidden(self: Path, **how: bool) -> os.stat_result:
        if data in self.parents:
            raise PermissionError(13, "Permission denied", str(self))
        return stat(self, **how)

    monkeypatch.setattr(Path, "stat", forbidden)
    done = run(*words)
    assert done.code == 1 and str(data) in done.err
