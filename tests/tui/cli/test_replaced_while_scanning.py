"""The record is deleted, replaced or carried away between two lines of `hourdesk scan -`: no scan is green that is not kept."""

from __future__ import annotations

import io
import os
import shutil
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.decide import Arrival
from storage.disk.ids import new_id
from storage.presence.unwritten_scans import keep_unwritten, unwritten_scans
from storage.store import open_store
from tests.portions import share
from tests.tui.cli.conftest import Run

Badge = Callable[[str], str]
LINES = ("2024-03-05T09:00", "2024-03-05T09:10", "2024-03-05T09:20")


class Between(io.BytesIO):
    """Lines of a scanner; before the line of each number something happens to the folder."""

    def __init__(self, lines: Sequence[str], happens: dict[int, Callable[[], object]]) -> None:
        super().__init__("".join(line + "\n" for line in lines).encode())
        self._happens, self._number = happens, 0

    def readline(self, size: int | None = -1, /) -> bytes:
        self._number += 1
        self._happens.get(self._number, lambda: None)()
        return super().readline(size)


def lines_of(badge: Badge) -> list[str]:
    return [f"{at}\t{badge(number)}" for at, number in zip(LINES, ("001", "002", "003"), strict=True)]


def put_back(data: Path, kept: Path) -> None:
    for file in ("desk.db", "desk.db-wal", "desk.db-shm"):
        (data / file).unlink(missing_ok=True)
    shutil.copy(kept, data / "desk.db")


def replaced(data: Path, by: Path) -> None:
    shutil.copy(by, data / "other")
    (data / "other").replace(data / "desk.db")


def starts(desk: Run) -> list[str]:
    return sorted(o["start"][11:16] for o in desk("sessions", "--json").objects)


HARMS: dict[str, Callable[[Path, Path], object]] = {
    "deleted": lambda data, _: (data / "desk.db").unlink(),
    "replaced by an older one": replaced,
    "renamed": lambda data, _: (data / "desk.db").rename(data / "desk (1).db"),
    "replaced by a link": lambda data, older: ((data / "desk.db").unlink(), (data / "desk.db").symlink_to(older)),
    "emptied": lambda data, _: os.truncate(data / "desk.db", 0),
    "overwritten by an older one": lambda data, older: (data / "desk.db").write_bytes(older.read_bytes()),
}


@pytest.mark.parametrize("harm", share(HARMS, 0, 2))
def test_what_comes_after_it_is_kept_and_enters_at_the_next_start(
    desk: Run, badge: Badge, data: Path, tmp_path: Path, harm: str
) -> None:
    """The first scan was green. Two come after it: NOT RECORDED, exit 1. The record is put back, and they are in by themselves."""
    older, lines = tmp_path / "older.db", lines_of(badge)
    assert desk("backup", older).code == 0
    stream = Between(lines, {2: lambda: HARMS[harm](data, older)})

    done = desk("scan", "--activity", "A1", "-", stdin=stream)

    assert (done.code, len(done.lines)) == (1, 1)
    assert done.err.count("NOT RECORDED") == 2 and "the next start" in done.err
    put_back(data, older)
    again = desk("scan", "--activity", "A1", "-", stdin=lines[0] + "\n")
    assert again.code == 0 and "2 scans that were not recorded before" in again.err
    assert starts(desk) == ["09:00", "09:10", "09:20"]
    assert not (data / "not_recorded.jsonl").exists()


def test_the_folder_is_carried_away_and_comes_back_between_two_scans(
    desk: Run, badge: Badge, data: Path, tmp_path: Path
) -> None:
    """Nothing can be kept on a stick that is out: the command keeps the scan, and enters it with the next one."""
    away = tmp_path / "away"
    stream = Between(lines_of(badge), {2: lambda: data.rename(away), 3: lambda: away.rename(data)})
    done = desk("scan", "--activity", "A1", "-", stdin=stream)
    assert (done.code, len(done.lines)) == (1, 2)
    assert "until this command ends" in done.err and "1 scan that was not recorded before" in done.err
    assert starts(desk) == ["09:00", "09:10", "09:20"]


def test_a_folder_that_never_comes_back_is_said_person_by_person(
    desk: Run, badge: Badge, data: Path, tmp_path: Path
) -> None:
    stream = Between(lines_of(badge), {2: lambda: data.rename(tmp_path / "away")})
    done = desk("scan", "--activity", "A1", "-", stdin=stream)
    told = [line for line in done.err.splitlines() if "not kept" in line]
    assert done.code == 1 and len(told) == 2
    assert badge("002")[-4:] in told[0] and badge("003")[-4:] in told[1]


def test_a_scan_that_can_never_be_written_holds_no_other_back(desk: Run, badge: Badge, data: Path) -> None:
    """The screen kept a scan while the laptop's clock said 2250; the scan behind it enters all the same."""
    with open_store(data, SYSTEM_CLOCK) as store:
        for number, at in (("001", 8_836_000_000_000), ("002", 1_709_600_400_000)):
            scan = Arrival(new_id(store.now()), at, badge(number), "FD/A1")
            assert keep_unwritten(store, scan, None)
    assert desk("scan", "--activity", "A1", "-", stdin=f"{badge('003')}\n").code == 0
    assert {o["volunteer"] for o in desk("sessions", "--json").objects} == {"002", "003"}


def test_two_programs_keep_what_they_could_not_write_at_once(desk: Run, badge: Badge, data: Path) -> None:
    """Two windows and two `scan -` write into one file: none of them loses what another kept a moment ago."""
    text = badge("001")

    def keep_all() -> None:
        with open_store(data, SYSTEM_CLOCK) as store:
            for _ in range(10):
                assert keep_unwritten(store, Arrival(new_id(store.now()), store.now(), text, "FD/A1"), None)

    threads = [threading.Thread(target=keep_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_store(data, SYSTEM_CLOCK) as store:
        assert len(unwritten_scans(store.folder)) == 40
