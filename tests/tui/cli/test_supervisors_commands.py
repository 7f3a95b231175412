"""With a PIN set and nobody to ask, every supervisor's command ends with the sentence, and has written nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import click
import pytest

from storage.disk import sqlite
from storage.disk.pins.pin import set_pin
from storage.store import open_store
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Made, Run, make_desk
from tests.tui.cli.every_command import every_command
from tests.tui.cli.laptops import Laptop
from tests.tui.cli.supervisors_commands import ANYBODYS, HALVES, MORE, SUPERVISORS
from tui.cli.base.command import Command

SENTENCE = "this needs the supervisor's PIN, and there is no terminal to ask: put it into HOURDESK_PIN"
Fill = Callable[[tuple[str, ...]], list[str]]


def commands() -> list[str]:
    """Every command of a desk by its words; those of a district have no PIN."""
    return [
        " ".join(words)
        for words, command in every_command()
        if words and words[0] != "district" and (not isinstance(command, click.Group) or command.invoke_without_command)
    ]


def test_every_command_is_a_supervisors_or_anybodys() -> None:
    """A new command fails here until somebody has decided whose it is: in `supervisors_commands.py`."""
    assert sorted(commands()) == sorted([*SUPERVISORS, *ANYBODYS])


def test_a_command_says_in_its_help_that_it_asks() -> None:
    told = {
        " ".join(words)
        for words, command in every_command()
        if isinstance(command, Command)
        and "If a supervisor's PIN is set" in " ".join(command.get_help(click.Context(command)).split())
    }
    assert told == set(SUPERVISORS)


def make_all(folder: Path, clock: StandingClock) -> None:
    """A desk with everything that the commands name, and a PIN; `names.json` says what those are called that got their names here."""
    desk = make_desk(folder, clock)
    badge = next(one["badge"] for one in desk("roster", "list", "--json").objects if one["number"] == "001")
    desk("scan", "--activity", "A1", "-", stdin=f"2024-03-05T09:00\t{badge}\n2024-03-05T11:00\t{badge}\n")
    event = str(desk("sessions", "--json").objects[0]["open_event"])
    assert desk("confirm", event).code == 0
    assert desk("certificate", "issue", folder / "c.pdf", "001").code == 0
    certificate = desk("certificate", "list", "--json").objects[0]["number"]
    entry = desk("diary", "add", "001", "在河边", "--json").objects[0]["entry"]
    (folder / "photo.jpg").write_bytes(b"a photo")
    served = ("--unit", "图书馆", "--contact", "李", "--on", "2024-03-01", "--hours", "2")
    claimed = desk("claim", "add", "001", *served, "--evidence", folder / "photo.jpg", "--json").objects[0]["claim"]
    assert desk("post", "add", "校门", "--activity", "A1").code == 0
    assert desk("objection", "raise", event, "--reason", "R").code == 0
    assert desk("backup", folder / "b.hdbackup").code == 0
    assert desk("kit", folder / "team.hdkit", "--desk", "gate 3").code == 0
    second = ("--data", folder / "second")
    assert desk("init", "--kit", folder / "team.hdkit", "--desk", "gate 2", *second).code == 0
    assert desk("export", folder / "second.hdpack", *second).code == 0
    (folder / "more.csv").write_text("学号,姓名,班级,人员类别,岗位\n001,张伟,七1班,学生,校门\n", "utf-8")
    Laptop(folder / "stranger", clock).set_up("9", ["001,张伟,七1班"]).pack()
    town = ("--data", folder / "town")
    assert desk("district", "init", "--code", "YZQ", "--name", "渝中区教委", *town).code == 0
    for words in (
        ("trust", folder / "second.hdpack"),
        ("merge", folder / "second.hdpack"),
        ("kit", folder / "town.hdkit"),
    ):
        assert desk("district", *words, *town).code == 0
    with open_store(folder / "desk", clock.clock) as store:
        set_pin(store.folder, "2468")
    names = {"claim": claimed, "event": event, "certificate": certificate, "entry": entry}
    (folder / "names.json").write_text(json.dumps(names), "utf-8")


@pytest.fixture
def fill(clock: StandingClock, tmp_path: Path, made: Made) -> Fill:
    """A desk with everything that the commands name, and a PIN. It fills in what stands between braces."""
    made.copy("all that commands name", lambda folder: make_all(folder, clock), tmp_path)
    names: dict[str, object] = {
        **json.loads((tmp_path / "names.json").read_text("utf-8")),
        "backup": tmp_path / "b.hdbackup", "out": tmp_path / "out",
        "kit": tmp_path / "team.hdkit", "second": tmp_path / "second.hdpack", "pack": tmp_path / "stranger" / "its.hdpack",
        "more": tmp_path / "more.csv", "district_kit": tmp_path / "town.hdkit",
    }  # fmt: skip
    return lambda words: [word.format(**names) for word in words]


def kept(data: Path) -> tuple[object, ...]:
    """All that the folder holds: every row of the record, and every other file but the count of tries at the PIN."""
    with closing(sqlite.connect(data / "desk.db")) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        rows = [(name, sorted(map(repr, db.execute(f'SELECT * FROM "{name}"')))) for name in tables]
    files = {
        path.relative_to(data): path.read_bytes()
        for path in data.rglob("*")
        if path.is_file() and not path.name.startswith(("desk.db", "pin_tries"))
    }
    return rows, files


def test_without_the_pin_nothing_is_written(fill: Fill, run: Run, data: Path, tmp_path: Path) -> None:
    # Where nothing can be encrypted that is said at once, and no PIN is asked for.
    without = set() if sqlite.ENCRYPTS else {"protect", "unprotect"}
    ways = [(*name.split(), *words) for name, words in SUPERVISORS.items() if name not in without]
    before, beside = kept(data), sorted(path.name for path in tmp_path.iterdir())
    for way in (*ways, *MORE):
        done = run(*fill(way))
        assert (way, done.code, SENTENCE in done.err) == (way, 1, True), done.err
        assert kept(data) == before, way
        assert sorted(path.name for path in tmp_path.iterdir()) == beside, way


def test_in_chinese_too(fill: Fill, run: Run) -> None:
    done = run(*fill(("badges", "reissue", "001", "--lang", "zh")))
    assert done.code == 1 and "负责人" in done.err and "HOURDESK_PIN" in done.err


def test_the_other_half_of_a_command_asks_nobody(fill: Fill, run: Run) -> None:
    for name, words in HALVES.items():
        done = run(*fill((*name.split(), *words)))
        assert (name, done.code) == (name, 0), done.err


@pytest.mark.parametrize("way", [("badges", "reissue", "001"), ("kit", "{out}.hdkit"), ("restore", "{backup}")])
def test_with_the_pin_it_is_done(
    way: tuple[str, ...], fill: Fill, run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOURDESK_PIN", "2468")
    before = kept(data)
    done = run(*fill(way))
    assert done.code == 0, done.err
    assert way[0] == "kit" or kept(data) != before


def test_a_damaged_pin_file_does_not_bar_the_restore_that_mends_it(
    fill: Fill, run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the record can be read it asks all the same: whoever spoils the file brings no older desk back."""
    restore = fill(("restore", "{backup}"))
    for content in ("{", ""):
        (data / "keys" / "pin.json").write_text(content, "utf-8")
        monkeypatch.setenv("HOURDESK_PIN", "1111")
        assert "not the supervisor's PIN" in run(*restore).err
    monkeypatch.setenv("HOURDESK_PIN", "2468")
    assert run(*restore).code == 0
    monkeypatch.setenv("HOURDESK_PIN", "1111")
    assert "not the supervisor's PIN" in run("policy", "set", "grid_minutes=5").err
    (data / "keys" / "pin.json").write_text("{", "utf-8")
    (data / "desk.db").write_bytes(b"no record\n" * 1000)
    assert run(*restore).code == 0


def test_hours_that_another_desk_added_are_told_by_whom(fill: Fill, run: Run, tmp_path: Path) -> None:
    """The record of a second laptop comes in without the PIN, for a gate can't wait; what its supervisor did is said."""
    second = ("--data", tmp_path / "second")
    added = (
        "add",
        "--volunteer",
        "002",
        "--activity",
        "A1",
        "--minutes",
        "600",
        "--insist",
        "--reason",
        "布置",
        "--operator",
        "王",
    )
    assert run(*added, *second).code == 0
    assert run("export", tmp_path / "later.hdpack", *second).code == 0
    done = run("take", tmp_path / "later.hdpack")
    assert done.code == 0 and "gate 2" in done.err and "王" in done.err and "10 h" in done.err
