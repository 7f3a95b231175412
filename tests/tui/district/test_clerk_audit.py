"""The audit on the clerk's screen: a question is looked at and answered, a sample drawn, taken in and summed up."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from checkin.clock import SYSTEM_CLOCK
from checkin.texts import use_language
from exports.audit.district import district_findings
from exports.district.district import init_district, open_district
from tests.exports.district.schools import received, scan, school
from tests.portions import in_the_soak
from tests.tui.district.clerks_dialogs import fill, from_more, rows, said, settles
from tests.tui.driving import until
from tui.district.clerk_app import ClerkApp
from tui.screens.choose import ChooseDialog
from tui.screens.form import FormDialog
from tui.screens.making.made import MadeDialog
from tui.screens.message import MessageDialog

RULES = """
[[rule]]
name = "later"
title = { en = "Later", zh = "事后录入" }
measure = "flagged"
flags = ["replayed"]
least = 1
reason = { en = "Why so late?", zh = "为何这么晚？" }
"""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A school whose scans came in long after their time, at a district whose rules ask about that."""
    fd = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟"), ("002", "李娜")])
    with fd.first, init_district(tmp_path / "d", code="D", name="District", clock=SYSTEM_CLOCK) as district:
        for minutes in (0, 60):
            for who in ("FD/001", "FD/002"):
                scan(fd.first, who, minutes)
        assert received(district, fd.pack()) == ["merged"]
        (district.folder.settings / "plausibility.toml").write_text(RULES, "utf-8")
        assert district_findings(district)
    return tmp_path / "d"


@in_the_soak
async def test_a_question_is_looked_at_and_answered(town: Path) -> None:
    app = ClerkApp(town, "Zhou", SYSTEM_CLOCK)
    async with app.run_test(size=(120, 40)) as pilot:
        await from_more(app, pilot, "plausible")
        await settles(app, pilot, lambda: bool(rows(app)) and rows(app)[0][1] == "Later")
        asked = rows(app)[0]
        assert asked[-1] == "—" and "of this kind" in asked[2]
        await pilot.press("enter")
        await settles(app, pilot, lambda: len(rows(app)) == int(asked[3]) and rows(app)[0] != asked)
        await pilot.press("escape")
        await settles(app, pilot, lambda: bool(rows(app)) and rows(app)[0][1] == "Later")
        await from_more(app, pilot, "answered a question")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        assert "Why so late?" in said(app)
        await fill(app, pilot, "A school answered", answer="the scanner was broken")
        await settles(app, pilot, lambda: any(row[-1] == "the scanner was broken" for row in rows(app)))
        app.exit(0)
    with open_district(town, SYSTEM_CLOCK) as district:
        (answered,) = (one.answer for one in district_findings(district) if one.answer is not None)
        assert (answered.reason, answered.desk) == ("the scanner was broken", district.identity.desk)


@in_the_soak
async def test_a_sample_is_drawn_taken_in_and_summed_up(town: Path, tmp_path: Path) -> None:
    drawn, filled = tmp_path / "drawn.xlsx", tmp_path / "filled.csv"
    app = ClerkApp(town, "Zhou", SYSTEM_CLOCK)
    async with app.run_test(size=(120, 40)) as pilot:
        await sample(app, pilot, "draw")
        await fill(app, pilot, "Draw a sample", seed="spring", size="99999", path=str(drawn))
        await until(pilot, lambda: "too many" in said(app))
        await fill(app, pilot, "Draw a sample", size="2")
        await until(pilot, lambda: isinstance(app.screen, MadeDialog))
        await pilot.press("escape")
        head, *found = [[cell.value for cell in row] for row in openpyxl.load_workbook(drawn).worksheets[0].iter_rows()]
        with filled.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(
                [head, *([*row[:-2], text, ""] for row, text in zip(found, ("none", "content"), strict=True))]
            )
        await sample(app, pilot, "take")
        await fill(app, pilot, "Take in what was found", seed="spring", file=str(filled))
        await sample(app, pilot, "report")
        await fill(app, pilot, "Sample for an inspection", seed="spring")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        assert "2 sessions checked, of 1 everything holds" in said(app) and "content  ✗ 1" in said(app)
        app.exit(0)


async def sample(app: ClerkApp, pilot: Pilot[int], what: str) -> None:
    """Choose what is done with a sample."""
    await from_more(app, pilot, "sample")
    await until(pilot, lambda: isinstance(app.screen, ChooseDialog) and app.screen.check_action("", ()))
    lines = app.screen.query_one(OptionList)
    lines.highlighted = lines.get_option_index(what)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, FormDialog))
