"""What goes between the district and all its schools, from `more` on the clerk's screen."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from checkin.clock import SYSTEM_CLOCK
from checkin.progress import counted
from exports.district.district import District, open_district
from exports.district.says.receipt import ReceiptMade, write_receipts
from tests.exports.district.invented import invented_district
from tests.portions import in_the_soak, share
from tests.tui.driving import told, until
from tui.district.clerk_app import ClerkApp
from tui.screens.form import FormDialog
from tui.screens.making.made import MadeDialog
from tui.screens.making.working import WorkingDialog
from tui.screens.message import MessageDialog
from tui.screens.more import MoreDialog

SCHOOLS = "code,name,enrolled\nFD,复旦中学,1200\nNN,[b]New[/b],300\n"


async def from_more(app: ClerkApp, pilot: Pilot[int], word: str) -> FormDialog[object]:
    """Open a form by a word typed into `more`."""
    await until(pilot, lambda: app.settled and len(app.screen_stack) == 1)
    await pilot.press("f10")
    await until(pilot, lambda: isinstance(app.screen, MoreDialog))
    app.screen.query_one(Input).value = word
    await pilot.pause(0.1)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, FormDialog) and app.screen.is_mounted)
    form = app.screen
    assert isinstance(form, FormDialog)
    return form


def fill(form: FormDialog[object], name: str, value: Path) -> None:
    form.query_one(f"#{name}", Input).value = str(value)


@in_the_soak
async def test_kit_and_receipts_are_written_and_a_place_that_can_not_be_is_said(tmp_path: Path) -> None:
    invented_district(tmp_path / "d").close()
    app = ClerkApp(tmp_path / "d", "Zhou", SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        form = await from_more(app, pilot, "receipts")
        (tmp_path / "taken").write_text("a file")
        fill(form, "folder", tmp_path / "taken")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(told(app)))
        fill(form, "folder", tmp_path / "out")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, MadeDialog))
        await pilot.press("escape")
        form = await from_more(app, pilot, "kit")
        fill(form, "path", tmp_path / "all.hdkit")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, MadeDialog))
        said = "".join(str(text.render()) for text in app.screen.query("Text"))
        assert "by telephone" in said and app.screen.query_one(OptionList).option_count >= 1
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        f"{t}.hdreceipt" for t in ("FD", "QX", "RM", "YZ")
    ]
    assert (tmp_path / "all.hdkit").is_file()


@in_the_soak
async def test_receipts_that_take_long_show_how_far_they_are_and_a_stopped_form_stands_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented_district(tmp_path / "d").close()
    reached, go_on = threading.Event(), threading.Event()

    def slow(district: District, folder: Path) -> list[ReceiptMade]:
        for _team in counted(["FD", "QX"], "receipts"):
            reached.set()
            go_on.wait(20)
        return write_receipts(district, folder)

    monkeypatch.setattr("tui.district.commands.schools.write_receipts", slow)
    app = ClerkApp(tmp_path / "d", "Zhou", SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        form = await from_more(app, pilot, "receipts")
        fill(form, "folder", tmp_path / "out")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, WorkingDialog) and reached.is_set())
        await pilot.press("escape")
        go_on.set()
        await until(pilot, lambda: app.screen is form and "Stopped: nothing was written." in told(app))
        assert form.values()["folder"] == str(tmp_path / "out") and not (tmp_path / "out").exists()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, MadeDialog))
    assert len(list((tmp_path / "out").iterdir())) == 4


@in_the_soak
@pytest.mark.parametrize(("others", "expected"), share([("add", 5), ("replace", 2)], 1, 2))
async def test_a_list_of_schools_comes_in_and_the_others_stay_or_drop_out(
    tmp_path: Path, others: str, expected: int
) -> None:
    invented_district(tmp_path / "d").close()
    (tmp_path / "schools.csv").write_text(SCHOOLS, "utf-8")
    app = ClerkApp(tmp_path / "d", "Zhou", SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        form = await from_more(app, pilot, "schools")
        fill(form, "file", tmp_path / "schools.csv")
        form.row("others").text = others
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        await pilot.press("escape")
        await until(pilot, lambda: app.settled and len(app.screen_stack) == 1)
    with open_district(tmp_path / "d", SYSTEM_CLOCK) as district:
        rows = district.db.execute("SELECT count(*) FROM team WHERE expected").fetchone()
    assert rows == (expected,)


@in_the_soak
async def test_a_list_without_its_headings_is_refused_beside_its_field_and_changes_nothing(tmp_path: Path) -> None:
    invented_district(tmp_path / "d").close()
    (tmp_path / "wrong.csv").write_text("a,b\n1,2\n", "utf-8")
    app = ClerkApp(tmp_path / "d", "Zhou", SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        form = await from_more(app, pilot, "schools")
        fill(form, "file", tmp_path / "wrong.csv")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(told(app)))
        assert app.screen is form
        app.exit(0)
    with open_district(tmp_path / "d", SYSTEM_CLOCK) as district:
        assert district.db.execute("SELECT count(*) FROM team WHERE expected").fetchone() == (4,)
