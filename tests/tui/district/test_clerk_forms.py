"""Report forms and hours by hand on the clerk's screen: shown, filled in, written, and told before → after."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from checkin.clock import SYSTEM_CLOCK
from exports.district.district import open_district
from exports.district.reports.form import entered
from exports.district.returns.returns import returned_minutes
from tests.exports.district.invented import invented_district
from tests.portions import in_the_soak
from tests.tui.district.clerks_dialogs import fill, from_more, rows, said, settles, title
from tests.tui.driving import told, until
from tui.district.clerk_app import ClerkApp
from tui.district.commands.returns import ReturnForm
from tui.screens.making.made import MadeDialog


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "documents")
    return tmp_path / "documents" / "Hourdesk"


@in_the_soak
async def test_a_form_is_filled_in_and_written_among_the_documents(tmp_path: Path, documents: Path) -> None:
    invented_district(tmp_path / "d").close()
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        await from_more(app, pilot, "report forms")
        await settles(app, pilot, lambda: len(rows(app)[0]) == 5)
        assert rows(app)[0][2] == "" and rows(app)[0][4].strip() == "5"
        await pilot.press("e")
        await fill(
            app, pilot, rows(app)[0][1] if rows(app)[0][1] != "(no project)" else "", leader="[b]陈静[/b]", served="120"
        )
        await settles(app, pilot, lambda: rows(app)[0][2] == "[b]陈静[/b]")
        assert rows(app)[0][4].strip() == "3"
        await pilot.press("p")
        await until(pilot, lambda: title(app) == "Save")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, MadeDialog))
        await pilot.press("escape")
        await settles(app, pilot)
        shown = len(rows(app))
        app.exit(0)
    (file,) = documents.glob("*.docx")
    cells = [cell.text for table in Document(str(file)).tables for row in table.rows for cell in row.cells]
    assert "[b]陈静[/b]" in cells and "120" in "".join(cells) and len(Document(str(file)).tables) == shown


@in_the_soak
async def test_a_text_that_is_too_long_is_said_beside_its_field_and_nothing_is_kept(tmp_path: Path) -> None:
    invented_district(tmp_path / "d").close()
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        await from_more(app, pilot, "report forms")
        await settles(app, pilot, lambda: len(rows(app)[0]) == 5)
        await pilot.press("enter")
        await settles(app, pilot, lambda: ["person in charge", ""] in rows(app))
        await pilot.press("e")
        await fill(app, pilot, "", text="字" * 501, leader="Zhou")
        await until(pilot, lambda: bool(told(app)))
        app.exit(0)
    with open_district(tmp_path / "d", SYSTEM_CLOCK) as district:
        assert all("leader" not in entered(district, team, "") for team in district.team_names())


async def test_hours_by_hand_are_told_before_and_after_and_only_then_taken(tmp_path: Path) -> None:
    invented_district(tmp_path / "d").close()
    sheet = tmp_path / "hours.csv"
    sheet.write_text("name,hours\n陈小1,3\n", "utf-8")
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        for _time in range(2):
            await from_more(app, pilot, "take in hours")
            await until(pilot, lambda: title(app).startswith("Take in hours"))
            form = app.screen
            assert isinstance(form, ReturnForm)
            form.row("team").text = "RM"
            await fill(app, pilot, "by hand", file=str(sheet))
            await until(pilot, lambda: "Press Enter again" in said(app))
            assert ("— → 3 h" if not _time else "3 h → 5 h") in said(app), said(app)
            await pilot.press("ctrl+s")
            await settles(app, pilot, lambda: bool(rows(app)) and rows(app)[0][0] == "RM")
            sheet.write_text("name,hours\n陈小1,5\n", "utf-8")
        await pilot.press("enter")
        await settles(app, pilot, lambda: len(rows(app)) == 1 and "5:00" in rows(app)[0][3])
        app.exit(0)
    with open_district(tmp_path / "d", SYSTEM_CLOCK) as district:
        assert returned_minutes(district) == {"RM": 300}


@in_the_soak
async def test_hours_that_are_only_looked_at_are_not_taken(tmp_path: Path) -> None:
    invented_district(tmp_path / "d").close()
    (tmp_path / "RM.csv").write_text("name,hours\n陈小1,3\n陈小2,many\n", "utf-8")
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        await from_more(app, pilot, "take in hours")
        await fill(app, pilot, "by hand", file=str(tmp_path / "RM.csv"))
        await until(pilot, lambda: "many" in said(app) or bool(told(app)))
        form = app.screen
        assert isinstance(form, ReturnForm)
        form.row("skip").text = "yes"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Press Enter again" in said(app))
        app.exit(0)
    with open_district(tmp_path / "d", SYSTEM_CLOCK) as district:
        assert returned_minutes(district) == {}


@in_the_soak
async def test_a_report_for_some_days_is_written_from_more(tmp_path: Path) -> None:
    """A workbook of the days that were named; days that are turned round are said in the form; forms of those days as a .docx."""
    invented_district(tmp_path / "d").close()
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        await from_more(app, pilot, "for some days")
        await fill(
            app, pilot, "Report of the district", first="2026-04-30", last="2026-04-01", path=str(tmp_path / "q.xlsx")
        )
        await until(pilot, lambda: "The last day is before the first" in told(app))
        await fill(app, pilot, "Report of the district", first="2026-04-01", last="2026-04-30")
        await until(pilot, lambda: isinstance(app.screen, MadeDialog))
        days = load_workbook(tmp_path / "q.xlsx").worksheets[0]["A2"].value
        assert "2026-04-01" in days and "2026-04-30" in days
        await pilot.press("escape")
        await from_more(app, pilot, "for some days")
        await fill(app, pilot, "Report of the district", path=str(tmp_path / "q.docx"))
        await until(pilot, lambda: isinstance(app.screen, MadeDialog))
        assert (tmp_path / "q.docx").stat().st_size > 5_000
