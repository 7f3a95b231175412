"""The volunteer's page on the screen: found by name, read page by page, and what a supervisor gives ends in the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction, Quality
from checkin.rules.instants import instant
from checkin.rules.signature import UNSIGNED, Signature
from checkin.texts import use_language
from exports.pages.page import Bar
from storage.activities.activities import add_activity
from storage.disk.folder import DataFolder
from storage.disk.ids import new_id
from storage.disk.pins.pin import set_pin
from storage.people.person import Person
from storage.recognition.certificates import certificates
from storage.recognition.commendations import CommendationDraft, commend
from storage.recognition.diary import diary, write_entry
from storage.recognition.giving import evaluate, redeem
from storage.recognition.stars import award
from storage.recognition.volunteer_record import volunteer_record
from storage.record import record_of
from storage.standard.star_table import STARS
from storage.store import Store, open_store
from storage.supervision.corrections import add, confirm
from tests.portions import in_the_soak, share
from tests.standing_clock import StandingClock
from tests.tui.desks import make_desk
from tests.tui.driving import by_button, leave, opened, scanner, told, until
from tests.tui.still import StillDesk
from tui.desk.app import DeskApp
from tui.model.themes import THEMES
from tui.model.verdicts import Tone
from tui.screens.ask import AskDialog
from tui.screens.dialog import Dialog, Text
from tui.screens.explanation import ExplanationDialog
from tui.screens.find import FindDialog
from tui.screens.form import FormDialog
from tui.screens.supervisor.sign_in import SignInDialog
from tui.screens.volunteer import forms
from tui.screens.volunteer.foreseeing import foreseen_deed
from tui.screens.volunteer.screen import VolunteerScreen
from tui.widgets.chart_lines import stacked_lines, way_line
from tui.widgets.row_table import RowTable
from tui.words.cells import cut, fitted
from tui.words.volunteer_page import volunteer_data

HOUR, MINUTE = 3_600_000, 60_000
WHO = "cq8/0003"
"""王芳: nobody else is called so."""
HOSTILE = "[b]优秀[/b]\u202e" + "志愿者" * 60


def serve(store: Store, month: int, hours: int) -> None:
    """王芳 served so many hours on the third of a month of 2026, which are confirmed."""
    start = instant(datetime(2026, month, 3, 1, tzinfo=UTC))
    plan = {"name": "河岸", "place": "河岸", "start": start, "end": start + 12 * HOUR}
    add_activity(store, f"M{month}", plan)
    badge = store.register.badge(WHO)
    assert badge is not None
    for at in (start, start + hours * HOUR + 15 * MINUTE):
        Desk(store.ledger).scan(Arrival(new_id(at), at, badge, f"cq8/M{month}", Direction.AUTO))
    sessions = [s for s in record_of(store, WHO).of(WHO) if s.activity == f"cq8/M{month}"]
    confirm(store, sessions, UNSIGNED)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """王芳 served 3 confirmed hours in March and 2 in May; one star takes an hour, two take five and a good evaluation."""
    desk = make_desk(tmp_path / "desk")
    table = '[[stars]]\nstars = 1\nhours = 1\n[[stars]]\nstars = 2\nhours = 5\nquality = "good"\n'
    (desk.path / STARS).write_text(table, "utf-8")
    with open_store(desk.path, StandingClock(datetime(2026, 6, 29, tzinfo=UTC)).clock) as store:
        serve(store, 3, 3)
        serve(store, 5, 2)
    return desk.path


def test_what_came_since_the_page_was_read_is_no_part_of_what_a_deed_does(path: Path) -> None:
    with open_store(path, StandingClock(datetime(2026, 6, 29, tzinfo=UTC)).clock) as store:
        deed = forms.redeem_deed(volunteer_data(store, WHO), lambda: None)
        serve(store, 6, 1)
        looked = foreseen_deed(deed, WHO).make({"minutes": "60", "for": "理发"})(store)
        assert looked.lines == ["Hours to exchange: 6 h 45 min → 5 h 45 min"]


def text_of(app: DeskApp) -> str:
    """All texts of the screen, and the cells of its table."""
    texts = [widget.render().plain for widget in app.screen.query(Text) if widget.display]
    for table in app.screen.query(RowTable):
        if table.display and table.is_on_screen:
            texts += [str(column.label) for column in table.ordered_columns]
            texts += [str(cell) for at in range(table.row_count) for cell in table.get_row_at(at)]
    return "\n".join(texts)


async def show(app: DeskApp, pilot: Pilot[int], key: str = "shift+f2") -> None:
    """Find 王芳 and open her page."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, FindDialog))
    app.screen.query_one(Input).value = "王芳"
    await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 1)
    if key == "f2":
        await by_button(app, pilot, "page")
    else:
        await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
    await pilot.pause(0.1)


async def fill(app: DeskApp, pilot: Pilot[int], **values: str) -> None:
    """Fill in the form that is open, and save it."""
    await until(pilot, lambda: isinstance(app.screen, Dialog) and bool(app.screen.query(Input)))
    for field, value in values.items():
        app.screen.query_one(f"#{field}").value = value  # type: ignore[attr-defined]
    await pilot.press("ctrl+s")


async def take_back(app: DeskApp, pilot: Pilot[int]) -> None:
    """V, the first line of what can be taken back, and why."""
    await pilot.press("v")
    await until(pilot, lambda: isinstance(app.screen, Dialog))
    await pilot.press("enter")
    await fill(app, pilot, reason="误")


async def agree(app: DeskApp, pilot: Pilot[int], change: str) -> None:
    """Before → after stands there, and is agreed to."""
    await until(pilot, lambda: isinstance(app.screen, AskDialog))
    assert change in text_of(app)
    await pilot.press("enter")


@pytest.mark.parametrize("key", share(["shift+f2", "alt+v", "f2"], 0, 3))
async def test_found_and_looked_through(path: Path, key: str) -> None:
    """By the command's two keys, and by the button where somebody is looked for anyway; nobody is checked in."""
    async with opened(path, (80, 24)) as (app, pilot):
        await show(app, pilot, key)
        assert "5:30" in text_of(app) and "Eligible for ★" in text_of(app)
        seen = []
        for _page in range(9):
            seen.append(text_of(app))
            await pilot.press("tab")
            await pilot.pause()
        expected = (
            "Balance 5 h 30 min", "2026-05-03", "not confirmed yet", "2026-04", "No trainings yet", "Eligible for ★",
            "5 h 30 min confirmed", "No certificates yet", "diary is empty",
        )  # fmt: skip
        for page, words in enumerate(expected):
            assert words in seen[page]
        await pilot.press("left")
        await pilot.pause()
        assert text_of(app) == seen[8]
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        assert app.state.board is not None and app.state.board.on_site == 0


@in_the_soak
async def test_a_supervisor_gives_and_takes_back(path: Path) -> None:
    """A star, an evaluation, the next star, a commendation, hours for a service, an entry; then the star is struck out."""
    async with opened(path) as (app, pilot):
        await show(app, pilot)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        await pilot.press("enter")
        await until(pilot, lambda: "evaluation of at least" in text_of(app))
        await pilot.press("r")
        await pilot.pause(0.2)
        assert isinstance(app.screen, VolunteerScreen), "not eligible: nothing is asked"
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        await pilot.press("down", "enter")
        await fill(app, pilot, activity="cq8/M3")
        await agree(app, pilot, "Next star: none → eligible for ★★")
        await until(pilot, lambda: "Eligible for ★★" in text_of(app))
        await pilot.press("j")
        await fill(app, pilot, title="王芳标兵", by="校团委")
        await until(pilot, lambda: "without the name" in told(app))
        await fill(app, pilot, title=HOSTILE)
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        await pilot.press("x")
        await fill(app, pilot, minutes="x")
        await until(pilot, lambda: "no whole number" in told(app))
        await fill(app, pilot, minutes="331", **{"for": "理发"})
        await until(pilot, lambda: "330" in told(app))
        await fill(app, pilot, minutes="300")
        await agree(app, pilot, "Hours to exchange: 5 h 30 min → 30 min")
        await until(pilot, lambda: "Balance 30 min" in text_of(app))
        await pilot.press("y")
        await fill(app, pilot, text="清洁河岸", on="2026-03-03", activity="cq8/M3")
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        for _page in range(5):
            await pilot.press("right")
            await pilot.pause()
        assert "[b]优秀[/b]志愿者" in text_of(app) and "\u202e" not in text_of(app)
        await take_back(app, pilot)
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("escape")
        # Not agreed to: the form stays, with the reason in it.
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await leave(pilot)
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        await take_back(app, pilot)
        await agree(app, pilot, "Stars: ★ → none")
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        await pilot.press("end", "enter")
        await until(pilot, lambda: "gone for good" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
    with open_store(path, SYSTEM_CLOCK) as store:
        record = volunteer_record(store, WHO)
        assert (record.awarded, record.recognition.quality(), record.account.balance) == (0, Quality.GOOD, 30)
        assert [c.granted_by for c in record.recognition.commendations] == ["校团委"]
        assert diary(store) == []


@in_the_soak
async def test_a_certificate_and_the_way_of_each_minute(path: Path) -> None:
    """Z numbers, files and prints; H tells how the hours came about; V takes it back, and says so first."""
    async with opened(path) as (app, pilot):
        await show(app, pilot)
        await pilot.press("z")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        await pilot.press("enter")
        folder = path / "certificates"
        await until(pilot, lambda: folder.is_dir() and len(list(folder.glob("*.pdf"))) == 1)
        (issued,) = await app.desk.writer.ask(certificates)
        assert issued.body.volunteer == WHO and issued.event.operator == "teacher"
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, ExplanationDialog))
        await until(pilot, lambda: "河岸" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        await take_back(app, pilot)
        await agree(app, pilot, f"Certificate {issued.body.number}: in force → revoked")
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        (struck,) = await app.desk.writer.ask(certificates)
        assert struck.revoked is not None and struck.revoked.reason == "误"


@in_the_soak
async def test_scans_go_on_over_the_page(path: Path) -> None:
    with open_store(path, SYSTEM_CLOCK) as store:
        badge = store.register.badge("cq8/0004")
        assert badge is not None

    async with opened(path, (80, 24)) as (app, pilot):
        await show(app, pilot)
        scanner(app, badge)
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        await until(pilot, lambda: app.screen.has_class("-scanned"))
        assert isinstance(app.screen, VolunteerScreen)


async def test_who_knows_the_pin_awards_the_star_under_their_name(path: Path) -> None:
    """4711 is the PIN; it is asked for behind the question."""
    set_pin(DataFolder(path), "4711")

    async with opened(path) as (app, pilot):
        await show(app, pilot)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, AskDialog) and app.screen.check_action("", ()))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SignInDialog))
        await fill(app, pilot, pin="4711")
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        await until(pilot, lambda: "evaluation of at least" in text_of(app))
    with open_store(path, SYSTEM_CLOCK) as store:
        record = volunteer_record(store, WHO)
        assert record.awarded == 1 and record.recognition.commendations == () and record.account.redemptions == ()
        (event,) = store.ledger.queries.by_ids({record.recognition.awards[0].event})
        assert event.operator == "teacher"


async def test_a_name_of_200_characters_leaves_room_for_the_sums(path: Path) -> None:
    """With markup in it, which is shown as it is written."""
    name = "[red]王芳[/]" + "芳" * 189
    with open_store(path, SYSTEM_CLOCK) as store, store.ledger.transaction():
        store.register.write([Person("cq8", "0003", name, "[b]七班")])

    async with opened(path, (80, 24)) as (app, pilot):
        await show(app, pilot)
        who = app.screen.query_one("#who", Text).render().plain
        assert "[red]王芳[/]芳" in who and "…" in who and "5 h 30 min" in who
        assert Content(who).cell_length <= 78


def test_columns_give_way_where_there_is_no_room() -> None:
    """Dates and figures stay whole; the widest text is cut, and no line is longer than the room."""
    rows = [["date", "title", "h"], ["2026-03-05", "优秀志愿者标兵" * 5, "12.50"], ["2026-03-06", "a", "1.00"]]
    for room in (80, 40, 20, 12):
        lines = fitted(rows, room, frozenset({2}))
        assert all(len(line.encode("gb18030")) <= room or "…" in line for line in lines)
        assert lines[1].startswith("2026-03-05")
    assert fitted(rows, 40)[1].endswith("12.50") and "…" in fitted(rows, 40)[1]
    assert fitted([], 10) == [] and cut("张伟", 3) == "张…" and cut("张伟", 4) == "张伟"


@in_the_soak
async def test_a_table_sorts_by_every_column_and_is_searched(path: Path) -> None:
    """5 for the hours, twice; / finds M3; a letter in the field gives nothing; Esc shows all again, and then leaves."""
    async with opened(path, (100, 30)) as (app, pilot):
        await show(app, pilot)
        await pilot.press("tab")
        table = app.screen.query_one(RowTable)

        def column(at: int) -> list[str]:
            return [str(table.get_row_at(row)[at]).strip() for row in range(table.row_count)]

        await until(pilot, lambda: column(1) == ["M5", "M3"])
        await pilot.press("5")
        await until(pilot, lambda: column(4) == ["2:15", "3:15"])
        await pilot.press("5")
        await until(pilot, lambda: column(4) == ["3:15", "2:15"])
        assert "▼hours" in text_of(app)
        await pilot.press("slash", "m", "3")
        await until(pilot, lambda: column(1) == ["M3"])
        await pilot.press("r", "v")
        await until(pilot, lambda: column(1) == [])
        assert isinstance(app.screen, VolunteerScreen)
        await pilot.press("escape")
        await until(pilot, lambda: column(1) == ["M3", "M5"])
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)


@in_the_soak
async def test_the_page_is_printed(path: Path) -> None:
    """I: a PDF of all its tables, in the folder of sheets."""
    async with opened(path, (100, 30)) as (app, pilot):
        await show(app, pilot)
        await pilot.press("i")
        sheets = path / "sheets"
        await until(pilot, lambda: sheets.is_dir() and [one.suffix for one in sheets.iterdir()] == [".pdf"])


async def test_a_second_scan_stands_as_long_as_the_first(path: Path) -> None:
    """Nobody's verdict over the page is taken away by the time of the one before."""
    with open_store(path, SYSTEM_CLOCK) as store:
        badges = [store.register.badge(who) or "" for who in ("cq8/0004", "cq8/0001")]

    async with opened(path, (80, 24)) as (app, pilot):
        await show(app, pilot)
        for badge, name in zip(badges, ("Ana Lopez", "张伟"), strict=True):
            scanner(app, badge)
            await until(pilot, lambda wanted=name: app.screen.above.verdict.name == wanted)
        await pilot.pause(0.3)
        assert app.screen.has_class("-scanned")


def test_hours_are_one_bar_of_all_sources_and_the_way_to_a_goal() -> None:
    """Each part has its own sign and is as long as its share; nothing is wider than the room; 40 hours are full at 40."""
    parts = [Bar("scanned", "3:00", 180), Bar("added", "1:00", 60), Bar("ruled", "0:00", 0), Bar("[b]x[/b]", "0:01", 1)]
    for width in (20, 60, 150):
        bar, _gap, *legend = stacked_lines(parts, width)
        assert bar.cell_length == width and bar.plain.count("█") > 2.5 * bar.plain.count("▓") > 0 < bar.plain.count("░")
        assert "▒" not in bar.plain and "[b]x[/b] 0:01" in "".join(line.plain for line in legend)
        for part in (0.0, 0.01, 0.5, 1.0, 7.0):
            way = way_line("To 40 hours", "20:00 / 40:00", part, max(40, width))
            assert way.cell_length == max(40, width)
            assert ("▁" in way.plain) is (part < 1) and ("▆" in way.plain) is (part > 0)
    assert stacked_lines([Bar("scanned", "0:00", 0)], 40) == []


@pytest.mark.parametrize(("page", "size", "look"), [
    (0, (80, 24), "dark"), (1, (80, 24), "dark"), (5, (80, 24), "light"), (0, (120, 40), "light"), (1, (120, 40), "dark")
])  # fmt: skip
@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_how_it_looks(
    spoken: str, page: int, size: tuple[int, int], look: str, path: Path, snap_compare: Callable[..., bool]
) -> None:
    """The charts of the hours, the sessions, and what was given."""
    use_language(spoken)
    with open_store(path, StandingClock(datetime(2026, 6, 30, 4, tzinfo=UTC)).clock) as store:
        award(store, [WHO], store.today(), UNSIGNED)
        evaluate(store, WHO, Quality.GOOD, store.today(), "cq8/M3", UNSIGNED)
        commend(store, CommendationDraft("", WHO, "优秀志愿者", "区团委", store.today()), UNSIGNED)
        add(store, WHO, "cq8/M5", 90, Signature(reason="准备"))
        redeem(store, WHO, 60, "社区理发", UNSIGNED)
        write_entry(store, WHO, store.today(), "清洁河岸")
        data = volunteer_data(store, WHO)

    async def run_before(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app, StillDesk)
        await pilot.app.push_screen(VolunteerScreen(data, pilot.app.desk))
        pilot.app.theme = THEMES[look].name
        await pilot.press(*["right"] * page)
        await pilot.pause(0.2)

    assert snap_compare(StillDesk(), terminal_size=size, run_before=run_before)
