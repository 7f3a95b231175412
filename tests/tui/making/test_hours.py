"""Hours leave the desk as a workbook, a page, tables and packs, without the command line."""

from __future__ import annotations

import csv
import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pyrage
import pytest
from openpyxl import load_workbook

from tests.portions import in_the_soak, share
from tests.standing_clock import StandingClock
from tests.tui.driving import from_more, opened, until
from tests.tui.making.records import desk_with_hours
from tests.tui.making.working import back, choose, fill, made, stands, strip
from tui.screens.form import FormDialog
from tui.screens.making.made import Made, MadeDialog, _copied


@pytest.mark.parametrize("which", share(["activity", "all", "month", "last month"], 0, 2))
async def test_hours_to_a_workbook(tmp_path: Path, papers: Path, which: str) -> None:
    """It lies among the user's documents; Esc leaves it there and says where."""
    clock = StandingClock(datetime(2026, 3, 14, 4, tzinfo=UTC)).clock
    desk = desk_with_hours(tmp_path / "desk", clock=clock)
    async with opened(desk.path, (80, 24), clock=clock) as (app, pilot):
        await from_more(app, pilot, "workbook")
        await choose(app, pilot, which)
        told = await made(app, pilot)
        (file,) = (papers / "Hourdesk").glob("hours-*.xlsx")
        assert ("0 service sessions" in told) == (which == "last month")
        await pilot.press("escape")
        await back(app, pilot)
        assert str(file) in strip(app)
    assert load_workbook(file).sheetnames


@in_the_soak
async def test_from_one_day_to_another(tmp_path: Path, papers: Path) -> None:
    """Days in the wrong order are said, and the form stays; then the file is made."""
    desk = desk_with_hours(tmp_path / "desk")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "workbook")
        await choose(app, pilot, "days")
        await fill(app, pilot, first="2026-03-05", last="2026-03-01")
        assert isinstance(app.screen, FormDialog)
        await fill(app, pilot, first="2020-01-01", last="2020-02-01")
        assert "0 service sessions" in await made(app, pilot)
        assert (papers / "Hourdesk" / "hours-2020-01-01-2020-02-01.xlsx").is_file()


@in_the_soak
async def test_esc_in_the_choice_and_in_the_form_makes_nothing(tmp_path: Path, papers: Path) -> None:
    desk = desk_with_hours(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "workbook")
        await pilot.press("escape")
        await back(app, pilot)
        await from_more(app, pilot, "workbook")
        await choose(app, pilot, "days")
        await stands(app, pilot, FormDialog)
        await pilot.press("escape")
        await back(app, pilot)
    assert not (papers / "Hourdesk").exists()


@in_the_soak
async def test_a_page_for_the_head_teacher_is_opened(tmp_path: Path, papers: Path, printer: Path) -> None:
    """A page is not printed from here: the first choice opens it."""
    desk = desk_with_hours(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "head_page")
        await choose(app, pilot, "all")
        assert "print it" not in await made(app, pilot)
        await pilot.press("enter")
        await back(app, pilot)
        await until(pilot, lambda: ".html" in printer.read_text("utf-8"))
    (page,) = (papers / "Hourdesk").glob("*.html")
    assert "<html" in page.read_text("utf-8")


@in_the_soak
@pytest.mark.parametrize("ending", share([".csv", ".json"], 0, 2))
async def test_tables_for_programs(tmp_path: Path, papers: Path, ending: str) -> None:
    """The same rows as `export` writes."""
    desk = desk_with_hours(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "hours_table")
        await choose(app, pilot, ending)
        await choose(app, pilot, "all")
        await made(app, pilot)
    (file,) = (papers / "Hourdesk").glob(f"*{ending}")
    text = file.read_text("utf-8-sig")
    rows = list(csv.reader(text.splitlines()))[1:] if ending == ".csv" else json.loads(text)
    assert len(rows) == 5


@in_the_soak
async def test_the_pack_for_the_district_is_plain_where_no_kit_is_here(tmp_path: Path, papers: Path) -> None:
    """What everybody could read in it is said."""
    desk = desk_with_hours(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "district_pack")
        await choose(app, pilot, "plain")
        assert "for everybody to read" in await made(app, pilot)
    (pack,) = (papers / "Hourdesk").glob("*.hdpack")
    assert pack.stat().st_size


async def test_a_pack_goes_onto_the_stick_that_is_plugged_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr("exports.exchange.pack.finding.removable_media", lambda: [stick])
    desk = desk_with_hours(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "district_pack")
        await choose(app, pilot, "key")
        await fill(app, pilot, text="age1nothing")
        assert isinstance(app.screen, FormDialog) and app.screen.row("text").text == "age1nothing"
        await fill(app, pilot, text=str(pyrage.x25519.Identity.generate().to_public()))
        assert "for everybody to read" not in await made(app, pilot)
    assert list(stick.glob("*.hdpack"))


@in_the_soak
async def test_a_workbook_is_copied_to_a_stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is full or gone the reason is said, and the dialog stays."""
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr("exports.exchange.pack.finding.removable_media", lambda: [stick, tmp_path / "gone"])
    desk = desk_with_hours(tmp_path / "desk")
    async with opened(desk.path, (120, 40)) as (app, pilot):
        await from_more(app, pilot, "workbook")
        await choose(app, pilot, "all")
        await made(app, pilot)
        await pilot.press("up", "enter")
        await until(pilot, lambda: "does not exist" in app.screen.query_one("#trouble").render().plain)
        await pilot.press("up", "enter")
        await back(app, pilot)
        assert "Copied to" in strip(app)
    assert list(stick.glob("hours-*.xlsx"))


@in_the_soak
async def test_the_roster_and_an_empty_one(tmp_path: Path, papers: Path) -> None:
    desk = desk_with_hours(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        for which in ("all", "empty"):
            await from_more(app, pilot, "roster_file")
            await choose(app, pilot, which)
            await made(app, pilot)
            await pilot.press("escape")
            await back(app, pilot)
    assert {file.name for file in (papers / "Hourdesk").iterdir()} == {"roster.xlsx", "empty-roster.xlsx"}


@in_the_soak
async def test_an_empty_diary_makes_no_file(tmp_path: Path, papers: Path) -> None:
    desk = desk_with_hours(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "diary_file")
        await choose(app, pilot, "all")
        await until(pilot, lambda: "diary is empty" in strip(app))
    assert not list((papers / "Hourdesk").iterdir())


@in_the_soak
async def test_the_teams_key_with_its_fingerprint(tmp_path: Path, papers: Path) -> None:
    desk = desk_with_hours(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "team_key")
        assert "telephone" in await made(app, pilot)
    assert (papers / "Hourdesk" / "cq8.hdkey").is_file()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits")
def test_a_copy_of_a_private_file_is_private_and_the_stick_where_it_lies_is_not_offered(tmp_path: Path) -> None:
    stick, backup = tmp_path / "stick", tmp_path / "desk.hdbackup"
    stick.mkdir()
    backup.touch(0o600)
    dialog = MadeDialog("", Made(backup, ()), [tmp_path, stick])
    assert [name for name, _text in dialog._choices()] == ["folder", f"copy:{stick}"]
    assert stat.S_IMODE(_copied(backup, stick).stat().st_mode) == 0o600
    backup.chmod(0o644)
    assert stat.S_IMODE(_copied(backup, stick).stat().st_mode) & 0o077
