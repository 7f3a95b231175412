"""The power fails while DuckDB writes the record: a torn block makes it unreadable, and the next opening makes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checkin.clock import SYSTEM_CLOCK
from exports.district.district import init_district, open_district
from exports.district.record.checking import check_district
from storage.disk.whose.own_names import MAKING_DISTRICT
from tests.exports.district.schools import School, received, scan, school
from tests.portions import in_the_soak
from tests.tui.driving import until
from tui.cli.main import hourdesk
from tui.district.clerk_app import ClerkApp

_BLOCKS_AT = 12_288
"""Behind the three headers of a file of DuckDB."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A closed district with a pack."""
    fd: School = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟")])
    with fd.first, init_district(tmp_path / "d", code="YZQ", name="教委", clock=SYSTEM_CLOCK) as district:
        scan(fd.first, "FD/001", 0)
        scan(fd.first, "FD/001", 60)
        assert received(district, fd.pack()) == ["merged"]
    return tmp_path / "d"


def tear(place: Path, *, while_writing: bool = True) -> None:
    """What a power cut leaves: parts of blocks that were written, and the log that is deleted last."""
    record = place / "district.duckdb"
    data = bytearray(record.read_bytes())
    data[_BLOCKS_AT + 512 :: 4096] = bytes(len(data[_BLOCKS_AT + 512 :: 4096]))
    data[_BLOCKS_AT + 513 :: 4096] = b"\xff" * len(data[_BLOCKS_AT + 513 :: 4096])
    record.write_bytes(data)
    if while_writing:
        (place / "district.duckdb.wal").touch()


def command(place: Path, *words: str) -> Result:
    return CliRunner().invoke(hourdesk, ["--data", str(place), "district", *words])


def test_the_next_command_makes_it_anew_and_says_so(place: Path) -> None:
    before = command(place, "totals").stdout
    tear(place)
    done = command(place, "totals")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == before and "made anew from the archive, and nothing is missing" in done.stderr
    assert list(place.glob("district-before-rebuild-1.duckdb"))
    assert "made anew" not in command(place, "totals").stderr
    assert check_district(place, SYSTEM_CLOCK) == []


def test_where_the_disk_damaged_it_the_clerk_is_told(place: Path) -> None:
    """No write was under way: a record that is mended in silence would hide that the disk fails."""
    tear(place, while_writing=False)
    done = command(place, "totals")
    assert done.exit_code == 1 and "district rebuild" in done.stderr
    assert not list(place.glob("district-before-rebuild-*"))


@in_the_soak
def test_where_something_would_be_missing_nothing_is_changed(place: Path) -> None:
    tear(place)
    next((place / "archive").iterdir()).unlink()
    damaged = (place / "district.duckdb").read_bytes()
    done = command(place, "totals")
    assert done.exit_code == 1 and "district rebuild" in done.stderr
    assert (place / "district.duckdb").read_bytes() == damaged


@in_the_soak
async def test_the_screen_says_it_too(place: Path) -> None:
    tear(place)
    app = ClerkApp(place, None, SYSTEM_CLOCK)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: any("made anew" in note.message for note in app._notifications))


def test_a_making_that_was_cut_off_in_the_file_itself_is_done_again(tmp_path: Path) -> None:
    place = tmp_path / "d"
    init_district(place, code="YZQ", name="教委", clock=SYSTEM_CLOCK).close()
    for file in (place / "decisions").iterdir():
        file.unlink()
    (place / MAKING_DISTRICT).write_text("[]", "utf-8")
    tear(place)
    cut_off = command(place, "totals")
    assert cut_off.exit_code == 1 and "district init once more" in cut_off.stderr
    assert command(place, "init", "--code", "YZQ", "--name", "教委").exit_code == 0
    open_district(place, SYSTEM_CLOCK).close()


def test_what_came_in_is_never_cleared_for_a_note_that_came_back(place: Path) -> None:
    (place / MAKING_DISTRICT).write_text("[]", "utf-8")
    tear(place)
    assert command(place, "init", "--code", "YZQ", "--name", "教委").exit_code == 1
    assert list((place / "archive").iterdir()) and list((place / "decisions").iterdir())
