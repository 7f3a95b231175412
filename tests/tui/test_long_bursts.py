"""A long text reaches the desk from a scanner, a paste, a picture or a pipe: it is answered, and the next scan is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.message_pump import active_message_pump
from textual.widgets import Input

from checkin.rules.badge_numbers import badge_number
from checkin.rules.events import Refuse
from checkin.rules.wire import read_event
from checkin.scanning.burst import Burst
from storage.disk import sqlite
from storage.disk.folder import DataFolder
from tests.portions import in_the_soak, share
from tests.tui.desks import MadeDesk, make_desk
from tests.tui.driving import opened, scanner, until
from tui.desk.app import DeskApp
from tui.model.keys import KeyCapture
from tui.screens.find import FindDialog
from tui.screens.walk_in import WalkInDialog

TEXTS = ("7100", "abc 123,", "志愿服务时长")


@pytest.fixture
def desk(tmp_path: Path) -> MadeDesk:
    return make_desk(tmp_path / "desk")


def refused(desk: MadeDesk) -> list[tuple[str, int | None]]:
    """Cause and length of each refusal in the log; nothing of it is longer than that."""
    with sqlite.connect(DataFolder(desk.path).database) as log:
        rows = [bytes(raw) for (raw,) in log.execute("SELECT raw FROM log WHERE kind = 'refuse' ORDER BY place")]
    assert all(len(row) < 1_000 for row in rows)
    bodies = [read_event(row)[0].body for row in rows]
    return [(str(body.cause), body.length) for body in bodies if isinstance(body, Refuse)]


def paste(app: DeskApp, text: str) -> None:
    active_message_pump.set(app)
    app.post_message(events.Paste(text))


@pytest.mark.parametrize(
    ("length", "text"),
    share([*((10_000, text) for text in TEXTS), *((70_000, text) for text in share(TEXTS, 2, 3))], 0, 4),
)
async def test_a_scanner_reads_a_code_of_ten_thousand_characters(desk: MadeDesk, text: str, length: int) -> None:
    async with opened(desk.path) as (app, pilot):
        scanner(app, (text * length)[:length])
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: len(app.state.scans) == 2)
        assert [verdict.word for verdict in app.state.scans] == ["IN", "NO BADGE"]
        assert app.state.verdict.name == "王芳" and len(app.screen_stack) == 1
    assert refused(desk) == [("not_a_badge", length)]


@in_the_soak
async def test_a_long_text_before_an_activity_is_chosen_is_held_as_its_length(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", activities=())
    async with opened(desk.path) as (app, pilot):
        scanner(app, "7100" * 2_500)
        await until(pilot, lambda: app.state.held.scans == 1)
    with sqlite.connect(DataFolder(desk.path).database) as log:
        assert log.execute("SELECT text, length FROM held_scan").fetchall() == [(None, 10_000)]


@in_the_soak
@pytest.mark.parametrize(
    "text",
    share(["公文 " * 3_000, "7100" * 3_000, "line of text\n" * 10_000], 0, 3),
    ids=share(["words", "digits", "lines"], 0, 3),
)
async def test_a_long_text_is_pasted_and_the_desk_finds_and_scans_on(desk: MadeDesk, text: str) -> None:
    """Onto the desk, into Find, and into a field of a form."""
    async with opened(desk.path) as (app, pilot):
        paste(app, text)
        await until(pilot, lambda: isinstance(app.screen, FindDialog))
        paste(app, text)
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: app.state.verdict.name == "王芳")
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(app.screen, WalkInDialog))
        paste(app, text)
        scanner(app, desk.badges["cq8/0002"])
        await until(pilot, lambda: app.state.verdict.name == "张伟")
        assert desk.badges["cq8/0002"] not in app.screen.query_one("#name", Input).value
    assert all(length == len(text) for _cause, length in refused(desk))


async def test_ten_thousand_keys_of_one_letter_go_on_as_one_text(desk: MadeDesk) -> None:
    """A stuck key, or a scanner that reads a line of dashes: the keys behind it are not kept waiting."""
    async with opened(desk.path) as (app, pilot):
        scanner(app, "-" * 10_000)
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: app.state.verdict.name == "王芳")


@pytest.mark.parametrize("end", share(["\n", "\r\n", "\t"], 0, 3))
async def test_a_pasted_list_of_five_thousand_badges_is_five_thousand_scans(end: str) -> None:
    scans: list[str] = []

    async def forward(event: events.Event) -> None:
        raise AssertionError(event)

    numbers = [badge_number(f"{count:020d}") for count in range(5_000)]
    keys = KeyCapture(lambda burst: scans.append(burst.text), forward)
    await keys.paste(events.Paste(end.join(numbers) + end))
    await keys.tick(float("inf"))
    assert scans == numbers


async def test_of_a_pasted_file_of_ten_megabytes_a_field_gets_the_beginning() -> None:
    scans: list[Burst] = []
    given: list[str] = []

    async def forward(event: events.Event) -> None:
        assert isinstance(event, events.Paste)
        given.append(event.text)

    text = "张伟,七(1)班,13800000000\n" * 400_000
    await KeyCapture(scans.append, forward).paste(events.Paste(text), in_field=True)
    assert not scans and len(given) == 1 and text.startswith(given[0]) and len(given[0]) < 70_000
