"""A damaged record at the screens: a calm sentence that says what to do, and never an error of the program."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.texts import use_language
from storage.disk import sqlite
from tests.exports.district.invented import invented_district
from tests.portions import in_the_soak
from tests.tui.desks import make_desk
from tests.tui.driving import until
from tui.desk.app import DeskApp
from tui.district.clerk_app import ClerkApp
from tui.model import jobs
from tui.model.writer_handle import WriterHandle
from tui.screens.ask import AskDialog


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET raw = x'7b7d' WHERE kind = 'activity'",
        "UPDATE log SET at = 'noon' WHERE kind = 'activity'",
        "UPDATE identity SET timezone = 'Asia/Chongqin'",
        "UPDATE identity SET first = x'00'",
        "DROP TABLE held_scan",
    ],
)
async def test_the_desk_does_not_start_on_a_damaged_record(tmp_path: Path, statement: str) -> None:
    """It ends with the sentence, or starts where the damage is none of its matter."""
    path = make_desk(tmp_path / "desk").path
    with closing(sqlite.connect(path / "desk.db", isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER log_refuses_update")
        connection.execute(statement)
    writer = WriterHandle(path, None, SYSTEM_CLOCK)
    writer.open()
    app = DeskApp(writer, writer.submit(jobs.first_look))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: not app.is_running or bool(app.last_words) or app.state.board is not None)
    writer.close()
    assert not any("went wrong" in line for line in app.last_words)
    assert app.last_words or "noon" in statement


@in_the_soak
async def test_the_clerks_screen_on_a_damaged_record(tmp_path: Path) -> None:
    """Damaged at its end or all through: who does not want it made anew is told of `district rebuild`."""
    with invented_district(tmp_path / "d") as district:
        record = district.folder.database
    sound = record.read_bytes()
    record.write_bytes(sound[:20_000])
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("escape")
        await until(pilot, lambda: bool(app.last_words))
    assert app.return_value == 1 and "hourdesk district rebuild" in app.last_words[0]
    broken = bytearray(sound)
    for place in range(12_288, len(broken), 4096):
        broken[place : place + 64] = bytes(64)
    record.write_bytes(broken)
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("escape")
        await until(pilot, lambda: bool(app.last_words))
    assert "hourdesk district rebuild" in app.last_words[0]
