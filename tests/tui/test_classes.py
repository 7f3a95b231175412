"""Whole classes at the desk: in and out on a teacher's word, who is left, the muster list, a sheet that was kept on paper."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from checkin.rules.events import Direction, Scan
from checkin.rules.instants import local_time
from checkin.rules.sessions import Source
from checkin.rules.signature import UNSIGNED
from checkin.scanning.keyboard import SWALLOW_S
from checkin.texts import use_language
from storage.activities.activities import edit_activity
from storage.people.named import everybody_here
from storage.people.person import Person
from storage.presence.board import PresenceState, read_board
from storage.presence.vouching import vouch
from storage.record import whole_record
from storage.store import open_store
from tests.portions import in_the_soak, share
from tests.standing_clock import StandingClock
from tests.tui import outcomes
from tests.tui.desks import HOUR, MadeDesk, make_desk
from tests.tui.driving import by_button, opened, scanner, until
from tests.tui.first_steps import put
from tests.tui.outcomes import SHANGHAI
from tui.desk.app import DeskApp
from tui.model.verdicts import Tone
from tui.screens.ask import AskDialog
from tui.screens.classes.left import LeftDialog
from tui.screens.classes.voucher import VoucherDialog
from tui.screens.classes.which import WhichClassDialog
from tui.screens.classes.who import WhoDialog
from tui.screens.desk import DeskScreen
from tui.screens.dialog import Dialog, Text
from tui.screens.making.made import MadeDialog
from tui.screens.message import MessageDialog
from tui.screens.paper.form import PaperDialog
from tui.screens.walk_in import WalkInDialog

NOON = outcomes.at("12:00")
CLOCK = StandingClock(NOON).clock
"""It stands at noon."""
ACTIVITY = "cq8/qd1"
CLASS = "七(1)班"
CROWD = (
    *(Person("cq8", f"{number:04}", f"学生{number}", CLASS) for number in range(1, 61)),
    Person("cq8", "0061", "李娜", "七(2)班"),
    Person("cq8", "T1", "陈老师", "", "teacher"),
    Person("cq8", "T2", "王老师", "", "teacher"),
)


def made(tmp_path: Path, here: int = 60) -> MadeDesk:
    """A class of sixty, `here` of whom came half an hour ago, and one of another class."""
    desk = make_desk(tmp_path / "desk", people=CROWD, clock=CLOCK)
    if here:
        with open_store(desk.path, CLOCK) as store:
            keys = [f"cq8/{number:04}" for number in range(1, here + 1)]
            vouch(store, ACTIVITY, keys, Direction.IN, "cq8/T2", UNSIGNED, NOON - HOUR // 2)
    return desk


def states(path: Path) -> dict[str, PresenceState]:
    with open_store(path, CLOCK) as store:
        return {row.number: row.state for row in read_board(store, ACTIVITY).rows}


def shown(app: DeskApp) -> str:
    """What the dialog in front says."""
    return "\n".join(text.render().plain for text in app.screen.query(Text))


async def at(pilot: Pilot[int], dialog: type[Dialog[object]] | type[DeskScreen]) -> None:
    """Wait until that one is in front."""
    await until(pilot, lambda: type(pilot.app.screen) is dialog)
    await pilot.pause(0.1)


async def choose_class(pilot: Pilot[int], name: str) -> None:
    """Of the list of classes this one, and Enter."""
    await at(pilot, WhichClassDialog)
    screen = pilot.app.screen
    assert isinstance(screen, WhichClassDialog)
    names = [one.name for one in screen._lists]
    screen.query_one(OptionList).highlighted = names.index(name)
    await pilot.press("enter")


async def name_teacher(pilot: Pilot[int], text: str) -> None:
    """Type a piece of the name, and take the one who fits."""
    await at(pilot, VoucherDialog)
    pilot.app.screen.query_one(Input).value = text
    await until(pilot, lambda: pilot.app.screen.query_one(OptionList).option_count == 1)
    await pilot.press("enter")


@in_the_soak
async def test_without_a_teacher_in_the_list_one_is_added_and_vouches(tmp_path: Path) -> None:
    """The list says how: Tab, Enter; the teacher is registered as one, and not checked in."""
    desk = make_desk(tmp_path / "desk", people=CROWD[:3], clock=CLOCK)

    async with opened(desk.path, (80, 24), clock=CLOCK) as (app, pilot):
        await pilot.press("shift+f3")
        await at(pilot, WhichClassDialog)
        await pilot.press("right")
        await choose_class(pilot, CLASS)
        await at(pilot, WhoDialog)
        await pilot.press("enter")
        await at(pilot, VoucherDialog)
        await until(pilot, lambda: "No teacher is in the list yet" in shown(app))
        await pilot.press("tab", "enter")
        await at(pilot, WalkInDialog)
        put(pilot, name="陈老师")
        await pilot.press("ctrl+s")
        await at(pilot, MessageDialog)
        assert "陈老师" in shown(app)
    found = states(desk.path)
    assert {number: found[number] for number in ("0001", "0002", "0003")} == dict.fromkeys(
        ("0001", "0002", "0003"), PresenceState.ON_SITE
    )
    with open_store(desk.path, CLOCK) as store:
        (teacher,) = [person for person in everybody_here(store) if person.kind == "teacher"]
    assert teacher.number not in found


async def test_a_class_of_sixty_leaves_but_two_while_scans_go_on(tmp_path: Path) -> None:
    """0001 and 0003 are gone already and are unticked; 李娜 is scanned meanwhile; 陈老师 vouches."""
    desk = made(tmp_path)

    async with opened(desk.path, (80, 24), clock=CLOCK) as (app, pilot):
        await pilot.press("shift+f3")
        await choose_class(pilot, CLASS)
        await at(pilot, WhoDialog)
        await pilot.press("space", "down", "space")
        await until(pilot, lambda: "58 of 60" in shown(app))
        scanner(app, desk.badges["cq8/0061"])
        await until(pilot, lambda: app.state.verdict.name == "李娜")
        assert type(app.screen) is WhoDialog and app.screen.has_class("-scanned")
        # An Enter right behind a scan may be the scanner's.
        await pilot.pause(0.4)
        await pilot.press("enter")
        await name_teacher(pilot, "陈")
        await at(pilot, MessageDialog)
        assert "58 checked out; 陈老师 (T1) vouches for it" in shown(app)
        assert "0001  学生1" in shown(app) and "0003  学生3" in shown(app)
        await pilot.press("enter")
        assert (app.state.verdict.tone, app.state.verdict.name) == (Tone.OUT, "七(1)班 58")
        assert app.state.board is not None and app.state.board.on_site == 3
        # The same teacher is marked for this class the next time.
        await pilot.press("alt+g")
        await choose_class(pilot, CLASS)
        await at(pilot, WhoDialog)
        await pilot.press("enter")
        await at(pilot, VoucherDialog)
        await until(pilot, lambda: app.screen.query_one(OptionList).highlighted == 0)
        assert app.screen.query_one(OptionList).get_option_at_index(0).id == "cq8/T1"
    left = states(desk.path)
    assert sorted(n for n in left if left[n] is PresenceState.ON_SITE and n < "0061") == ["0001", "0003"]
    with open_store(desk.path, CLOCK) as store:
        [session] = whole_record(store).of("cq8/0002")
        [out] = store.ledger.queries.by_ids([session.close_event or ""])
        assert isinstance(out.body, Scan) and (out.body.source, out.body.vouched_by) == ("vouched", "cq8/T1")
        assert (session.source, out.operator) == (Source.VOUCHED, "teacher")


async def test_a_class_comes_in_and_undo_takes_all_of_it_back(tmp_path: Path) -> None:
    """F3 turns out into in; one who scanned is not on the list; F4 at the desk strikes out all who came with one word."""
    desk = made(tmp_path, here=0)

    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        scanner(app, desk.badges["cq8/0005"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        await pilot.press("alt+g")
        await at(pilot, WhichClassDialog)
        await pilot.press("right")
        await choose_class(pilot, CLASS)
        await at(pilot, WhoDialog)
        assert "59 of 59" in shown(app)
        await pilot.press("enter")
        await name_teacher(pilot, "T2")
        await at(pilot, MessageDialog)
        await pilot.press("escape")
        assert app.state.board is not None and app.state.board.on_site == 60
        await pilot.press("f4")
        await until(pilot, lambda: "and 58 others together" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 1)
    assert states(desk.path)["0005"] is PresenceState.ON_SITE


@in_the_soak
async def test_a_class_that_the_register_spells_in_three_ways_comes_in_whole(tmp_path: Path) -> None:
    """Nobody imported a new list: the panel and the list of classes name it once, with all of its people."""
    desk = made(tmp_path, here=0)
    with open_store(desk.path, CLOCK) as store, store.ledger.transaction():
        for number, spelt in (("0001", "七 1 班"), ("0002", "七（1）班"), ("0003", "7(1)班")):
            store.register.write([Person("cq8", number, f"学生{int(number)}", spelt)])
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await pilot.press("alt+g")
        await at(pilot, WhichClassDialog)
        await pilot.press("right")
        await choose_class(pilot, CLASS)
        await at(pilot, WhoDialog)
        assert "60 of 60" in shown(app)
    with open_store(desk.path, CLOCK) as store:
        assert {p.class_name for p in store.register.persons() if p.number <= "0060"} == {CLASS}


@in_the_soak
async def test_the_teacher_is_not_checked_out_on_the_own_word(tmp_path: Path) -> None:
    """王老师 is on site among those without a class: she stands for 陈老师, and scans her own badge."""
    desk = made(tmp_path, here=0)
    with open_store(desk.path, CLOCK) as store:
        vouch(store, ACTIVITY, ["cq8/T1", "cq8/T2"], Direction.IN, "cq8/0001", UNSIGNED)

    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await pilot.press("alt+g")
        await choose_class(pilot, "")
        await at(pilot, WhoDialog)
        await pilot.press("enter")
        await name_teacher(pilot, "王")
        await until(pilot, lambda: "1 person" in shown(app) and "must scan a badge too" in shown(app))
        # Esc goes a step back, to the ticks as they were.
        await pilot.press("escape")
        await at(pilot, WhoDialog)
        await pilot.press("enter")
        await at(pilot, VoucherDialog)
        await until(pilot, lambda: app.screen.query_one(OptionList).highlighted == 0)
        await pilot.press("enter")
        await until(pilot, lambda: "1 person" in shown(app))
        await pilot.press("enter")
        await at(pilot, MessageDialog)
    left = states(desk.path)
    assert (left["T1"], left["T2"]) == (PresenceState.LEFT, PresenceState.ON_SITE)


@in_the_soak
async def test_one_who_is_no_teacher_is_said_to_be_none(tmp_path: Path) -> None:
    desk = made(tmp_path)

    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await pilot.press("alt+g")
        await choose_class(pilot, CLASS)
        await at(pilot, WhoDialog)
        await pilot.press("m")
        await until(pilot, lambda: "0 of 60" in shown(app))
        await pilot.press("enter")
        assert "Nobody is ticked" in shown(app)
        await pilot.press("m")
        await until(pilot, lambda: "60 of 60" in shown(app))
        await pilot.press("enter")
        await name_teacher(pilot, "0061")
        await until(pilot, lambda: "李娜 (0061) is not a teacher" in shown(app))
    assert PresenceState.LEFT not in states(desk.path).values()


@in_the_soak
async def test_ten_minutes_before_the_end_the_desk_says_who_is_left(tmp_path: Path) -> None:
    """Not before; then the line, the classes, the sentence in the clipboard, and from there the class goes out."""
    desk = made(tmp_path, here=3)

    async with opened(desk.path, (80, 24), clock=CLOCK) as (app, pilot):
        assert not app.desk.screen.reminder.display
        end = NOON + 9 * 60_000
        board = await app.desk.writer.ask(
            lambda store: (edit_activity(store, "qd1", {"end": end}), read_board(store, ACTIVITY))[1]
        )
        app.desk.display.show_read(board)
        await until(pilot, lambda: app.desk.screen.reminder.display)
        assert "3 persons have not checked out yet · Shift+F4" in app.desk.screen.reminder.render().plain
        scanner(app, desk.badges["cq8/0061"])
        await until(pilot, lambda: "4 persons" in app.desk.screen.reminder.render().plain)
        await pilot.press("shift+f4")
        await at(pilot, LeftDialog)
        assert "学生1, 学生2, 学生3" in shown(app)
        await pilot.press("c")
        await until(pilot, lambda: bool(app.clipboard))
        assert app.clipboard == "4 persons have not checked out yet: 七(1)班 3, 七(2)班 1"
        assert app.clipboard in shown(app)
        await pilot.press("enter")
        await at(pilot, WhoDialog)
        await pilot.press("enter")
        await name_teacher(pilot, "陈")
        await at(pilot, MessageDialog)
        await pilot.press("enter")
        # Back at what is left now.
        await at(pilot, LeftDialog)
        assert "李娜" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: "1 person has" in app.desk.screen.reminder.render().plain)


async def test_the_muster_list_is_written_and_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer whose default printer is called staffroom: the list goes there."""
    desk = made(tmp_path, here=4)
    printed = tmp_path / "printed.pdf"
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "lpstat").write_text("#!/bin/sh\necho 'system default destination: staffroom'\n")
    (programs / "lp").write_text(f'#!/bin/sh\n[ "$2" = staffroom ] && cp "$3" {printed}\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")

    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await pilot.press("shift+f5")
        await at(pilot, MadeDialog)
        assert "printer staffroom" in shown(app) and "4 persons on site" in shown(app)
    (page,) = pypdfium2.PdfDocument(printed)
    text = page.get_textpage().get_text_range()
    assert all(word in text for word in ("学生1", "学生4", CLASS, "4 persons")) and "学生5" not in text
    [kept] = (desk.path / "sheets").iterdir()
    assert kept.name.startswith("muster-qd1-") and kept.read_bytes() == printed.read_bytes()


@in_the_soak
async def test_without_a_printer_it_says_where_the_list_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = made(tmp_path, here=1)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await pilot.press("alt+m")
        await at(pilot, MadeDialog)
        assert "1 person on site" in shown(app) and "No printer took it" in shown(app)
    assert len(list((desk.path / "sheets").iterdir())) == 1


def clock(minutes: int) -> str:
    """A time of this noon, so many minutes ago."""
    return f"{local_time(NOON, SHANGHAI) - timedelta(minutes=minutes):%H%M}"


@pytest.fixture
def midday_desk(tmp_path: Path) -> MadeDesk:
    """Nobody of the class is here yet."""
    return made(tmp_path, here=0)


async def type_row(pilot: Pilot[int], person: str, came: str, left: str) -> None:
    """Into the fields, and Enter through all of them."""
    dialog = pilot.app.screen
    dialog.query_one("#person", Input).value = person
    dialog.query_one("#came", Input).value = came
    dialog.query_one("#left", Input).value = left
    dialog.query_one("#left", Input).focus()
    await pilot.press("enter")


async def test_a_sheet_is_entered_row_by_row(midday_desk: MadeDesk) -> None:
    """Each row is on the disk when it stands in the list; the same times again by a button; twice adds nothing; a button strikes out."""
    came, left = clock(40), clock(10)

    async with opened(midday_desk.path, (80, 24), clock=CLOCK) as (app, pilot):
        await pilot.press("alt+p")
        await name_teacher(pilot, "陈")
        await at(pilot, PaperDialog)
        await type_row(pilot, "0001", came, left)
        await until(pilot, lambda: "Entered: 1" in shown(app))
        assert states(midday_desk.path)["0001"] is PresenceState.LEFT
        assert app.screen.query_one("#person", Input).value == ""
        app.screen.query_one("#person", Input).value = "李"
        await until(pilot, lambda: "▸ 0061" in shown(app))
        await by_button(app, pilot, "as_before")
        await until(pilot, lambda: isinstance(app.focused, Input) and app.focused.value == left)
        await pilot.press("enter")
        await until(pilot, lambda: "Entered: 2" in shown(app))
        await type_row(pilot, "0001", came, left)
        await until(pilot, lambda: "on record already" in shown(app))
        await type_row(pilot, "0002", "9.5", "")
        await until(pilot, lambda: "“9.5” is no time" in shown(app))
        assert app.screen.query_one("#person", Input).value == "0002"
        await type_row(pilot, "0003", left, came)
        await until(pilot, lambda: "not after the time in" in shown(app))
        # Several are called so, and none is marked: the row is not recorded for any of them.
        app.screen.query_one("#person", Input).value = "学生1"
        await until(pilot, lambda: "… +" in shown(app))
        await pilot.press("enter")
        assert "Several people fit" in shown(app)
        await type_row(pilot, "0004", came, left)
        await until(pilot, lambda: "Entered: 4" in shown(app))
        scanner(app, midday_desk.badges["cq8/0009"])
        await until(pilot, lambda: app.state.verdict.name == "学生9")
        await pilot.pause(2 * SWALLOW_S)  # an Enter right behind a burst is the scanner's
        await by_button(app, pilot, "take_back")
        await until(pilot, lambda: "Entered: 3" in shown(app))
        # Half a row is not lost without a question.
        app.screen.query_one("#person", Input).value = "000"
        await pilot.press("escape")
        await at(pilot, AskDialog)
        await pilot.press("enter")
        await until(pilot, lambda: app.state.board is not None and app.state.board.left == 2)
    with open_store(midday_desk.path, CLOCK) as store:
        [session] = whole_record(store).of("cq8/0061")
        assert (session.source, session.minutes) == (Source.VOUCHED, 30)
        [opening] = store.ledger.queries.by_ids([session.open_event or ""])
        assert isinstance(opening.body, Scan)
        assert (opening.body.source, opening.body.vouched_by) == ("paper", "cq8/T1")
    found = states(midday_desk.path)
    assert found["0004"] is found["0002"] is found["0003"] is PresenceState.ABSENT


@in_the_soak
async def test_a_row_that_turns_a_scan_around_is_asked_about(midday_desk: MadeDesk) -> None:
    """0001 was scanned at the desk on the way out, which opened a session; the sheet has the time in: Enter twice."""
    with open_store(midday_desk.path, CLOCK) as store:
        edit_activity(store, "qd1", {"start": NOON - HOUR, "end": NOON + 60_000})

    async with opened(midday_desk.path, clock=CLOCK) as (app, pilot):
        scanner(app, midday_desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        await pilot.press("alt+p")
        await name_teacher(pilot, "陈")
        await at(pilot, PaperDialog)
        await type_row(pilot, "0001", clock(40), "")
        await until(pilot, lambda: "counts as check-out" in shown(app))
        assert states(midday_desk.path)["0001"] is PresenceState.ON_SITE
        await pilot.press("enter")
        await until(pilot, lambda: "Entered: 1" in shown(app))
    assert states(midday_desk.path)["0001"] is PresenceState.LEFT


@pytest.mark.parametrize("spoken", share(["en", "zh"], 0, 2))
async def test_the_reminder_and_the_keys_fit_a_small_terminal(tmp_path: Path, spoken: str) -> None:
    """80 × 24: the verdict keeps its height, and the footer is seen."""
    desk = made(tmp_path, here=2)
    with open_store(desk.path, CLOCK) as store:
        edit_activity(store, "qd1", {"end": NOON + 60_000})
    use_language(spoken)

    try:
        async with opened(desk.path, (80, 24), clock=CLOCK) as (app, pilot):
            await pilot.pause()
            assert app.desk.screen.reminder.region.height == 1
            assert app.desk.screen.verdict.size.height >= 10 and app.desk.screen.keys.region.bottom == 24
    finally:
        use_language("en")
