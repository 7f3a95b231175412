"""Stars are awarded to all who are eligible, or to one; trainings are listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.events import Award, Quality
from checkin.rules.signature import Signature
from storage.recognition.giving import evaluate
from storage.record import activity_record
from storage.store import open_store
from storage.supervision.confirming import confirm
from storage.supervision.corrections import add
from tests.portions import in_the_soak, share
from tests.tui.desks import MadeDesk, make_desk
from tests.tui.driving import from_more, opened, told, until
from tests.tui.making.working import agree, back, choose, fill, said, stands, strip
from tui.screens.form import FormDialog
from tui.screens.look_first import LookDialog
from tui.screens.message import MessageDialog

SIGNED = Signature("teacher", "R")


def desk_with_two_stars_due(path: Path) -> MadeDesk:
    """王芳 and Ana have 120 confirmed hours and a good evaluation."""
    made = make_desk(path)
    with open_store(made.path, SYSTEM_CLOCK) as store:
        for number in ("0003", "0004"):
            add(store, f"cq8/{number}", "cq8/qd1", 7_200, SIGNED, insist=True)
            evaluate(store, f"cq8/{number}", Quality.GOOD, store.today(), None, SIGNED)
        confirm(store, list(activity_record(store, "cq8/qd1").sessions), SIGNED)
    return made


def awarded(path: Path) -> set[str]:
    with open_store(path, SYSTEM_CLOCK) as store:
        bodies = [event.body for event in store.ledger.queries.of_kind("award")]
    return {body.volunteer for body in bodies if isinstance(body, Award)}


@pytest.mark.parametrize(
    ("line", "who"), share([("award all", {"cq8/0003", "cq8/0004"}), ("王芳", {"cq8/0003"})], 0, 2)
)
async def test_stars_are_awarded(tmp_path: Path, line: str, who: set[str]) -> None:
    desk = desk_with_two_stars_due(tmp_path / "desk")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "stars")
        await choose(app, pilot, line)
        await fill(app, pilot, on="2099-03-05")
        await agree(app, pilot, "王芳")
        await until(pilot, lambda: "in the future" in told(app))
        await fill(app, pilot, on="2020-03-05")
        await agree(app, pilot, "王芳")
        await back(app, pilot)
        await until(pilot, lambda: "awarded" in strip(app))
    assert awarded(desk.path) == who


@in_the_soak
async def test_esc_awards_nothing(tmp_path: Path) -> None:
    desk = desk_with_two_stars_due(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "stars")
        await choose(app, pilot, "award all")
        await fill(app, pilot)
        await stands(app, pilot, LookDialog)
        await pilot.press("escape")
        await until(pilot, lambda: "Nothing was written" in said(app))
        await pilot.press("escape")
        await back(app, pilot)
    assert awarded(desk.path) == set()


@in_the_soak
async def test_nobody_is_eligible_and_nobody_was_trained(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "stars")
        await until(pilot, lambda: "Nobody is eligible" in strip(app))
        await from_more(app, pilot, "trainings")
        await stands(app, pilot, MessageDialog)
        assert "No trainings yet" in said(app)


@in_the_soak
async def test_commendations_from_a_list(tmp_path: Path) -> None:
    """A row that can't be read is named; Esc records nothing, Enter the good ones."""
    desk = make_desk(tmp_path / "desk")
    file = tmp_path / "list.csv"
    file.write_text("学号,姓名\n0003,王芳\n9999,谁\n", "utf-8")
    async with opened(desk.path, (120, 40)) as (app, pilot):
        await from_more(app, pilot, "commend_list")
        await fill(app, pilot, file=str(file), title="优秀志愿者", by="团委")
        await stands(app, pilot, LookDialog)
        assert "王芳" in said(app) and "✗" in said(app) and "9999" in said(app)
        await pilot.press("escape")
        await stands(app, pilot, FormDialog)
        await until(pilot, lambda: "Nothing was written" in said(app))
        await fill(app, pilot, by="校团委")
        await stands(app, pilot, LookDialog)
        assert "校团委" in said(app)
        await pilot.press("enter")
        await back(app, pilot)
        await until(pilot, lambda: "1 commendation recorded" in strip(app))
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert len(list(store.ledger.queries.of_kind("commend"))) == 1
