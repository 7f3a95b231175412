"""A fresh pack on the stick: after a minute, at once, when the stick comes back; never in the way of a scan."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from exports.exchange.pack import copies
from exports.exchange.pack.copies import Copied, CopyKeeper, copy_name, copy_to
from exports.exchange.pack.opening import open_pack
from exports.exchange.pack.taking import take_pack
from storage.disk.copies.copy_folders import copy_folders, is_there, set_copy_folders
from storage.presence.board import read_board
from storage.store import Store
from tests.exports.exchange.kit.conftest import NewDesk, scan
from tests.standing_clock import StandingClock


class Rounds(list[list[Copied]]):
    """The reports of the keeper, round by round."""

    def wait_for(self, count: int) -> list[Copied]:
        end = time.monotonic() + 20
        while len(self) < count and time.monotonic() < end:
            time.sleep(0.02)
        return self[count - 1]


def events_in(pack: Path) -> int:
    with open_pack(pack) as opened:
        return sum(1 for _ in opened.events())


def test_the_stick_follows_the_log_and_survives_being_pulled_out(
    second: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plugged in, one scan, pulled out, another scan, plugged in again: the pack on it is the newest each time."""
    monkeypatch.setattr(copies, "EVERY_SECONDS", 0.2)
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.mkdir()
    rounds = Rounds()
    keeper = CopyKeeper(second.folder.path, [stick], rounds.append, second.clock)
    pack = stick / copy_name(second.identity)
    assert rounds.wait_for(1)[0].problem is None and events_in(pack) == 0
    scan(second, "002", -30)
    rounds.wait_for(len(rounds) + 2)
    assert events_in(pack) == 1
    stick.rename(away)
    scan(second, "003", -20)
    problem = rounds.wait_for(len(rounds) + 2)[0].problem
    assert problem is not None and problem.code == "no_folder"
    away.rename(stick)
    assert rounds.wait_for(len(rounds) + 2)[0].problem is None
    assert events_in(pack) == 2
    scan(second, "003", -1)
    keeper.close()
    assert events_in(pack) == 3
    assert {file.name for file in stick.iterdir()} == {pack.name, pack.with_suffix(".head").name}


def test_what_does_not_change_is_not_written_again(
    second: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: StandingClock
) -> None:
    monkeypatch.setattr(copies, "EVERY_SECONDS", 0.1)
    rounds = Rounds()
    keeper = CopyKeeper(second.folder.path, [tmp_path], rounds.append, second.clock)
    rounds.wait_for(1)
    before = (tmp_path / copy_name(second.identity)).stat().st_mtime_ns
    clock.advance(1000)
    last = rounds.wait_for(4)[0]
    keeper.close()
    assert (tmp_path / copy_name(second.identity)).stat().st_mtime_ns == before
    assert last.at > rounds[0][0].at


def test_a_folder_that_can_not_be_used_is_not_set(second: Store, tmp_path: Path) -> None:
    set_copy_folders(second.folder, [tmp_path])
    assert copy_folders(second.folder) == [tmp_path]
    for wrong in (tmp_path / "none", second.folder.path):
        with pytest.raises(Refused):
            set_copy_folders(second.folder, [wrong])
    assert copy_folders(second.folder) == [tmp_path]
    set_copy_folders(second.folder, [])
    assert copy_folders(second.folder) == []


@pytest.fixture
def stick() -> Iterator[Path]:
    """A folder on another disk: in memory."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as place:
        yield Path(place)


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="there is no second disk to write to")
@pytest.mark.parametrize("again", [False, True], ids=["the desk goes on", "the desk was started again"])
def test_a_stick_that_leaves_its_folder_behind_gets_no_copy(
    second: Store, tmp_path: Path, stick: Path, again: bool
) -> None:
    """Pulled out, its place is a folder of the laptop's own disk: a copy there would go with the laptop."""
    place = tmp_path / "media"
    place.symlink_to(stick)
    assert set_copy_folders(second.folder, [stick, tmp_path]) == [tmp_path]
    # As a place that is mounted, and not the folder behind it.
    second.folder.change_settings({"copies": [str(place)], **({"copies_on_sticks": [str(place)]} if again else {})})
    rounds = Rounds()
    keeper = CopyKeeper(second.folder.path, [] if again else [place], rounds.append, second.clock)
    if not again:
        assert rounds.wait_for(1)[0].problem is None and (stick / copy_name(second.identity)).is_file()
    place.unlink()
    place.mkdir()
    keeper.use([place])
    seen = len(rounds)
    problem = rounds.wait_for(seen + 1)[0].problem
    assert problem is not None and problem.code == "no_folder" and "own disk" in problem.message
    assert list(place.iterdir()) == [] and is_there(second.folder, place) is not again
    place.rmdir()
    place.symlink_to(stick)
    keeper.copy_now()
    assert rounds.wait_for(len(rounds) + 1)[0].problem is None
    keeper.close()


def test_a_full_or_read_only_stick_is_a_value(second: Store, tmp_path: Path) -> None:
    wall = tmp_path / "file"
    wall.write_text("no folder")
    assert copy_to(second, wall).problem is not None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_laptop_whose_stick_another_one_takes(second: Store, kit: Path, new_desk: NewDesk, tmp_path: Path) -> None:  # fmt: skip
    """A real process keeps copies and is killed; the third laptop takes the stick and knows who is inside."""
    scan(second, "002", -30)
    scan(second, "003", -20)
    stick = tmp_path / "stick"
    stick.mkdir()
    program = (
        "import sys, time; from pathlib import Path; from checkin.clock import SYSTEM_CLOCK\n"
        "from exports.exchange.pack.copies import CopyKeeper\n"
        "copied = lambda told: print('copied', flush=True)\n"
        "CopyKeeper(Path(sys.argv[1]), [Path(sys.argv[2])], copied, SYSTEM_CLOCK); time.sleep(60)"
    )
    laptop = subprocess.Popen(
        [sys.executable, "-c", program, str(second.folder.path), str(stick)], stdout=subprocess.PIPE, text=True
    )
    assert laptop.stdout is not None and laptop.stdout.readline() == "copied\n"
    laptop.send_signal(signal.SIGKILL)
    laptop.communicate()
    third = new_desk("3", kit)
    take_pack(third, stick / copy_name(second.identity))
    inside = {row.number for row in read_board(third, "FD/A1").rows if row.state == "on_site"}
    assert inside == {"002", "003"}
