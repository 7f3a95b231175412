"""Who may read what a desk keeps: the person who runs it, and nobody else on the computer."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.disk.atomic_file import atomic_path
from storage.disk.written.several_files import several_files
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

DAY_S = 24 * 3600


@pytest.fixture(autouse=True)
def _everybody_may_read() -> Iterator[None]:
    """The usual umask of a laptop: new files are for all to read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_ones(folder: Path) -> list[str]:
    return sorted(
        place.relative_to(folder.parent).as_posix()
        for place in (folder, *folder.rglob("*"))
        if not place.is_symlink() and place.stat().st_mode & 0o077
    )


def opened_wide(folder: Path) -> None:
    for place in (folder, *folder.rglob("*")):
        place.chmod(0o755 if place.is_dir() else 0o644)


def mode(file: Path) -> int:
    return file.stat().st_mode & 0o777


def test_what_a_desk_makes_is_closed_from_the_start(
    desk: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PIN, roster, backup and a list in the data folder; and a kit and a backup in a folder of the user's."""
    monkeypatch.setenv("HOURDESK_NEW_PIN", "4711")
    monkeypatch.setenv("HOURDESK_PIN", "4711")
    for args in (
        ("pin", "set"),
        ("backup", data / "backups" / "own.backup"),
        ("backup", tmp_path / "user.backup"),
        ("kit", tmp_path / "gate.hdkit"),
        ("export", data / "hours.csv"),
    ):
        done = desk(*args)
        assert done.code == 0, done.err
    assert open_ones(data) == []
    assert (mode(tmp_path / "user.backup"), mode(tmp_path / "gate.hdkit")) == (0o600, 0o600)


def test_a_folder_of_an_older_version_is_mended_at_the_next_start(desk: Run, data: Path) -> None:
    """Also in folders that people made there; links are left alone."""
    (data / "old lists").mkdir()
    (data / "old lists" / "names.csv").write_text("张伟")
    outside = data.parent / "outside.txt"
    outside.write_text("not the desk's")
    (data / "link").symlink_to(outside)
    opened_wide(data)
    outside.chmod(0o644)
    assert desk("activity", "list").code == 0
    assert open_ones(data) == [] and mode(outside) == 0o644


def test_check_and_doctor_tell_what_was_open(desk: Run, data: Path) -> None:
    opened_wide(data)
    checked = desk("check")
    assert checked.code == 0 and "sound" in checked.out and "now only you can" in checked.err
    assert desk("check").err == ""
    opened_wide(data)
    (found,) = [one for one in desk("doctor", "--json").objects if one["check"] == "rights"]
    assert found["ok"] and "now only you can" in found["text"]
    assert "rights" not in [one["check"] for one in desk("doctor", "--json").objects]


@pytest.mark.parametrize("refuses", [True, False])
def test_a_stick_that_knows_no_rights_is_told_and_nothing_fails(
    desk: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refuses: bool
) -> None:
    """FAT: a change of rights is refused, or has no effect."""

    def chmod(self: Path, mode: int, **how: object) -> None:
        if refuses:
            raise PermissionError(1, "Operation not permitted", str(self))

    opened_wide(data)
    monkeypatch.setattr(Path, "chmod", chmod)
    checked = desk("check")
    assert checked.code == 0 and "sound" in checked.out and "knows no rights" in checked.err
    (found,) = [one for one in desk("doctor", "--json").objects if one["check"] == "rights"]
    assert not found["ok"]
    for args in (("backup", tmp_path / "b.backup"), ("kit", tmp_path / "k.hdkit"), ("export", tmp_path / "p.hdpack")):
        done = desk(*args)
        assert done.code == 0, done.err


@pytest.mark.parametrize(("umask", "wanted"), [(0o022, 0o644), (0o077, 0o600)])
def test_an_export_has_the_rights_of_the_users_own_files(desk: Run, tmp_path: Path, umask: int, wanted: int) -> None:
    os.umask(umask)
    for name in ("hours.csv", "hours.xlsx", "desk.hdpack"):
        assert desk("export", tmp_path / name).code == 0
        assert mode(tmp_path / name) == wanted


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such rights")
def test_half_a_file_is_nobodys_but_the_users(tmp_path: Path) -> None:
    """A kill leaves it there, and there may be names in it; a whole one has the rights of the user's files."""
    several = tmp_path / "cards"
    with several_files(several), atomic_path(several / "1.png") as card:
        card.write_text("name")
        with atomic_path(tmp_path / "hours.csv") as half:
            half.write_text("name")
            assert mode(half) == mode(card) == 0o600
        with atomic_path(several / "2.png") as second:
            pass
        assert mode(second) == 0o600, "whole, and waits for the others"
    (tmp_path / "usual").touch()
    assert mode(tmp_path / "hours.csv") == mode(several / "1.png") == mode(tmp_path / "usual")


def test_what_an_interrupted_write_left_is_cleared_at_the_next_start(
    desk: Run, data: Path, clock: StandingClock
) -> None:
    """Of a process that ended, or older than a day; not what is being written now, and nothing that only looks alike."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    dead = [
        data / f".hourdesk-{ended.pid}-0123456789ab.toml",
        data / "keys" / f".hourdesk-{ended.pid}-0123456789ab.pem",
    ]
    old, young = data / "backups" / ".hourdesk-0123456789ab.backup", data / ".hourdesk-0123456789ac.backup"
    at_work = data / f".hourdesk-{os.getpid()}-0123456789ab.db"
    alike = [data / ".hourdesk-notes.txt", data / "hourdesk-0123456789ab.db"]
    for file in (*dead, old, young, at_work, *alike):
        file.write_text("half")
    now = clock.clock.now() / 1000
    for file in (young, at_work, *alike):
        os.utime(file, (now, now))
    for file in (old, *alike):
        os.utime(file, (now - 2 * DAY_S, now - 2 * DAY_S))
    assert desk("activity", "list").code == 0
    assert not any(file.exists() for file in (*dead, old))
    assert all(file.exists() for file in (young, at_work, *alike))


@pytest.mark.parametrize(
    "args", [("backup", "b.db"), ("export", "gate.hdpack"), ("badges", "cards")], ids=lambda args: args[0]
)
def test_what_an_interrupted_write_left_on_a_stick_is_cleared_by_the_next_write_there(
    desk: Run, tmp_path: Path, args: tuple[str, str]
) -> None:
    """A whole backup with keys and names may lie there, hidden. What another laptop writes there now stays."""
    stick = tmp_path / "stick"
    place = stick / args[1] if args[0] == "badges" else stick
    place.mkdir(parents=True)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    dead = [
        place / f".hourdesk-{ended.pid}-0123456789a{n}.{ending}"
        for n, ending in enumerate(("db", "db-journal", "hdpack"))
    ]
    old = place / f".hourdesk-{os.getpid()}-0123456789ac.hdpack"
    young = place / f".hourdesk-{ended.pid}-0123456789ad.hdpack"
    alike = place / ".hourdesk-notes.txt"
    for file in (*dead, old, young, alike):
        file.write_text("half")
    then = young.stat().st_mtime - 1_000
    for file in dead:
        os.utime(file, (then, then))
    for file in (old, alike):
        os.utime(file, (then - DAY_S, then - DAY_S))
    assert desk(args[0], stick / args[1]).code == 0
    assert {file for file in place.iterdir() if file.name.startswith(".")} == {young, alike}


def test_the_districts_folder_is_closed_and_cleared_too(run: Run, desk: Run, data: Path, tmp_path: Path) -> None:
    """A district of an older version: packs, keys and record; one more pack comes in."""
    pack, district = tmp_path / "1.hdpack", tmp_path / "district"
    desk("export", pack)
    assert run("district", "init", "--code", "xh", "--name", "徐汇", "--data", district).code == 0
    assert open_ones(district) == []
    opened_wide(district)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (district / "archive" / f".hourdesk-{ended.pid}-0123456789ab").write_text("half a pack")
    run("district", "merge", pack, "--data", district)
    assert open_ones(district) == [] and not list(district.rglob(".hourdesk-*"))


def test_a_home_folder_that_serves_as_data_folder_stays_as_it_is(
    desk: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what is the desk's is closed to others."""
    monkeypatch.setenv("HOME", str(data))
    (data / "Pictures").mkdir()
    (data / "Pictures" / "cat.png").write_bytes(b"")
    opened_wide(data)
    assert desk("activity", "list").code == 0
    assert open_ones(data) == ["desk", "desk/Pictures", "desk/Pictures/cat.png"]


def test_in_a_home_folder_all_that_a_desk_keeps_is_closed(
    desk: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what only some desks have: statements of a purge, missing events, a sealed key, a restore that was interrupted."""
    monkeypatch.setenv("HOME", str(data))
    kept = [
        "purged/p.hdpurge",
        "missing_events.jsonl",
        ".restoring/desk.db",
        ".converting/desk.db",
        "not_recorded.jsonl",
    ]
    for name in kept:
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_bytes(b"")
    opened_wide(data)
    assert desk("activity", "list").code == 0
    assert open_ones(data) == ["desk"]
