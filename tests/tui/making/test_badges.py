"""Badges are printed at the desk, and a lost one is replaced, while scans go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from storage.activities.activities import edit_activity, list_activities
from storage.disk.folder import DataFolder
from storage.disk.pins.pin import set_pin
from storage.store import open_store
from tests.portions import in_the_soak, share
from tests.tui.desks import make_desk
from tests.tui.driving import from_more, opened, scanner, until
from tests.tui.making.working import back, choose, made, pick, said, stands, strip
from tui.model.verdicts import Tone
from tui.screens.ask import AskDialog
from tui.screens.making.made import MadeDialog
from tui.screens.pick_person import PickPersonDialog
from tui.screens.supervisor.sign_in import SignInDialog
from tui.widgets.action_row import ActionRow


@in_the_soak
@pytest.mark.parametrize(("line", "count"), share([("all", "4 badges"), ("七(1)班", "2 badges")], 1, 2))
async def test_badges_of_all_and_of_a_class(tmp_path: Path, printer: Path, line: str, count: str) -> None:
    """The sheet is written, its path is said, and Enter prints it."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "print_badges")
        await choose(app, pilot, line)
        told = await made(app, pilot)
        (sheet,) = (desk.path / "sheets").glob("badges*.pdf")
        assert count in told and str(sheet) in told.replace("\n", "") and sheet.read_bytes().startswith(b"%PDF")
        await pilot.press("enter")
        await back(app, pilot)
        assert printer.read_text("utf-8").strip() == f"lp -d office {sheet}" and "office" in strip(app)


@in_the_soak
async def test_one_badge_with_a_scan_in_the_middle(tmp_path: Path, printer: Path) -> None:
    """The scan is recorded and seen above the dialog, which goes on."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "print_badges")
        await choose(app, pilot, "one")
        await stands(app, pilot, PickPersonDialog)
        assert not app.screen.query(ActionRow), "buttons that check somebody in have no place here"
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        assert app.screen.has_class("-scanned")
        await pilot.pause(0.6)  # what comes right behind a burst is a part of it
        await pick(app, pilot, "0003")
        assert "1 badge" in await made(app, pilot)
        await pilot.press("escape")
        await back(app, pilot)
        assert "badges-0003.pdf" in strip(app)


@in_the_soak
async def test_as_pictures_in_a_folder_of_the_users_documents(tmp_path: Path, papers: Path) -> None:
    """A folder is opened, not printed."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "print_badges")
        await choose(app, pilot, "pictures")
        await made(app, pilot)
        assert len(list((papers / "Hourdesk" / "badges").glob("*.png"))) == 4


async def test_esc_prints_nothing(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "print_badges")
        await pilot.press("escape")
        await back(app, pilot)
        assert not (desk.path / "sheets").exists()


async def test_an_empty_roster_says_so(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", people=())
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "print_badges")
        await until(pilot, lambda: "nobody in the roster" in strip(app))


async def test_a_lost_badge_is_replaced_and_printed_at_once(tmp_path: Path, printer: Path) -> None:
    """The old number is refused from then on."""
    desk = make_desk(tmp_path / "desk")
    old = desk.badges["cq8/0003"]
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await pilot.press("alt+q")
        await pick(app, pilot, "0003")
        await stands(app, pilot, AskDialog)
        assert "王芳" in said(app) and "refused from now on" in said(app)
        await pilot.press("enter")
        told = await made(app, pilot)
        assert "sent to the printer office" in told and "badge-0003.pdf" in printer.read_text("utf-8")
        await pilot.press("escape")
        await back(app, pilot)
        scanner(app, old)
        await until(pilot, lambda: app.state.verdict.tone is Tone.REFUSED)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert store.register.badges()["cq8/0003"] != old


@in_the_soak
async def test_a_lost_badge_on_a_laptop_without_a_printer(tmp_path: Path, programs: Path) -> None:
    """The new badge holds, the file is there, and it is said that nothing was printed; trying again says it again."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, (60, 20)) as (app, pilot):
        await pilot.press("alt+q")
        await pick(app, pilot, "0003")
        await stands(app, pilot, AskDialog)
        await pilot.press("enter")
        assert "No printer took it" in await made(app, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "another computer" in app.screen.query_one("#trouble").render().plain)
        assert isinstance(app.screen, MadeDialog)


async def test_a_lost_badge_is_kept_where_nobody_agrees(tmp_path: Path) -> None:
    """Nor a supervisor, whose PIN is asked once it is known whose badge it is."""
    desk = make_desk(tmp_path / "desk")
    set_pin(DataFolder(desk.path), "2468")
    async with opened(desk.path) as (app, pilot):
        for keys in (["escape"], ["enter", "escape"]):
            await pilot.press("alt+q")
            await pick(app, pilot, "0003")
            await stands(app, pilot, AskDialog)
            await pilot.press(keys[0])
            if len(keys) > 1:
                await stands(app, pilot, SignInDialog)
                await pilot.press(keys[1])
            await back(app, pilot)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert store.register.badges()["cq8/0003"] == desk.badges["cq8/0003"]


@in_the_soak
async def test_where_the_sheet_cant_be_written_another_place_is_asked_for(tmp_path: Path, papers: Path) -> None:
    """The reason is said; the file goes where somebody says."""
    desk = make_desk(tmp_path / "desk")
    (desk.path / "sheets" / "badges.pdf").mkdir(parents=True)
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "print_badges")
        await choose(app, pilot, "all")
        from tests.tui.making.working import fill

        await fill(app, pilot, file=str(papers / "again.pdf"))
        await made(app, pilot)
        assert (papers / "again.pdf").is_file()


@in_the_soak
async def test_badges_of_those_who_signed_up(tmp_path: Path, printer: Path) -> None:
    """The activity that is chosen names three of four."""
    desk = make_desk(tmp_path / "desk")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        (activity,) = list_activities(store)
        edit_activity(store, activity.code, {"signup": ["cq8/0001", "cq8/0002", "cq8/0003"]})
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "print_badges")
        await choose(app, pilot, "signed up for")
        assert "3 badges" in await made(app, pilot)
