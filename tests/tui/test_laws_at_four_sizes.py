"""Every screen of the desk and of the clerk keeps the laws at each of the four sizes, in both languages, dark and light.

One app is resized, and what it sends to the terminal is looked at (`laws`): that is cheap enough for all of them. The random driver
draws its sizes; here no size is left out, though what is walked by turns has the smallest and another one in turn, which may
also be too small for most of it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

import tui
from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.outcomes import OutcomeKind
from checkin.rules.policies import DEFAULT_POLICY
from checkin.scanning.scanner_check import ScannerCheck
from checkin.texts import use_language
from storage.disk.ids import new_id
from storage.presence.last_scans import PastScan
from storage.roster.dropping import Dropping
from storage.roster.importing import ImportReport
from storage.roster.plan import ImportPlan
from storage.store import open_store
from tests.exports.district.invented import invented_district
from tests.portions import WHOLE, share
from tests.standing_clock import StandingClock
from tests.tui.class_dialogs import TEACHER, dialog_of_classes
from tests.tui.desks import make_desk
from tests.tui.driving import opened, scanner, until
from tests.tui.every_form import FORMS
from tests.tui.invented_review import REVIEW
from tests.tui.laws import SIZES, broken, lines_are_whole
from tests.tui.outcomes import ACTIVITY, SHANGHAI, outcome_of_kind
from tests.tui.posts.shown import shown
from tests.tui.pressed_keys import idle_key
from tests.tui.random_driver.hostile_people import HOSTILE_PEOPLE
from tests.tui.random_driver.seeing import not_seen
from tests.tui.still import StillDesk
from tests.tui.test_every_form import below
from tests.tui.test_review_snapshots import told
from tui.desk.app import DeskApp, FirstScreen
from tui.desk.commands import COMMANDS
from tui.desk.commands.people import show_page
from tui.desk.making.facts.policy import setting_lines
from tui.district.clerk_app import ClerkApp
from tui.model.desk_mode import DeskMode
from tui.model.long_work import LongWork
from tui.model.themes import THEMES
from tui.model.todays_scans import TodaysScan
from tui.model.verdicts import verdict_of
from tui.screens.activities import ActivitiesDialog
from tui.screens.answering import AnsweringScreen
from tui.screens.ask import AskDialog, YesOrNo
from tui.screens.choose import ChooseDialog
from tui.screens.choose_beside import ChooseBesideDialog
from tui.screens.classes.voucher import VoucherDialog
from tui.screens.desk import DeskScreen
from tui.screens.dialog import Dialog
from tui.screens.explanation import ExplanationDialog
from tui.screens.fields.picker import PickDialog
from tui.screens.find import FindDialog, FindPageDialog
from tui.screens.find_other import FindOtherDialog
from tui.screens.first_start.clock import ClockStep
from tui.screens.first_start.which import WhichStep
from tui.screens.form import FormDialog
from tui.screens.help import help_dialog, mode_dialog
from tui.screens.look_first import LookDialog
from tui.screens.making.made import Made, MadeDialog
from tui.screens.making.working import WorkingDialog
from tui.screens.message import MessageDialog
from tui.screens.more import MoreDialog
from tui.screens.new_activity import NewActivityDialog
from tui.screens.note import NoteDialog
from tui.screens.others import OthersDialog
from tui.screens.pick_person import PersonSearch, PickPersonDialog
from tui.screens.posts.board import PostBoardDialog
from tui.screens.posts.rows import Shown
from tui.screens.protection.new_passphrase import ProtectStep
from tui.screens.protection.recovery_code import RecoveryCodeDialog
from tui.screens.review.details import DetailsDialog
from tui.screens.review.dialog import CorrectionDialog
from tui.screens.review.screen import ReviewScreen
from tui.screens.scanner.check import ScannerCheckDialog
from tui.screens.supervisor.sign_in import SignInDialog
from tui.screens.todays_scans import TodaysScansDialog
from tui.screens.volunteer.screen import VolunteerScreen
from tui.screens.witness import WitnessDialog
from tui.widgets.options import Options

TINY = ((20, 5), (40, 12))
"""Terminals in which most of a screen has no room."""
OTHERS = (*TINY, *SIZES[1:])
PRESSED_EACH = 2
"""Of so many dialogs a key is pressed in one; in the soak in all."""
KINDS = (FormDialog, NewActivityDialog, CorrectionDialog, ProtectStep, SignInDialog)
LONG = "[b]x[/b] " + "一条很长的说明，" * 12
LINES = [f"{LONG} {place}" for place in range(30)]
LOOKS = [("zh", "dark"), ("en", "light"), ("zh", "light"), ("en", "dark")]
CLOCK = StandingClock(datetime(2026, 7, 2, 1, 34, 15, tzinfo=UTC))


async def _told(_marked: str) -> list[str]:
    return LINES[:9]


_PLAN = ImportPlan(leavers=HOSTILE_PEOPLE * 2)


def _scan(kind: OutcomeKind) -> TodaysScan:
    verdict = verdict_of(outcome_of_kind(kind), HOSTILE_PEOPLE[8], SHANGHAI)
    return TodaysScan(kind, "09:05:30", verdict, PastScan(outcome_of_kind(kind), HOSTILE_PEOPLE[8]))


async def _no_board() -> Shown | None:
    return None


DIALOGS: dict[str, Callable[[DeskApp], Screen[Any]]] = {
    "ask": lambda app: AskDialog(LONG[:40], LINES, "yes"),
    "choose": lambda app: ChooseDialog("title", [(line, line) for line in LINES], None, LONG),
    "beside": lambda app: ChooseBesideDialog("title", [(line, line) for line in LINES], _told, LONG[:90]),
    "policy": lambda app: ChooseDialog("policy", setting_lines(DEFAULT_POLICY)),
    "message": lambda app: MessageDialog(LONG[:60], LINES),
    "help": lambda app: help_dialog(COMMANDS, LONG, [("09:00", LONG)]),
    "mode": lambda app: mode_dialog(LONG),
    "look": lambda app: LookDialog("look", LINES, "do it"),
    "made": lambda app: MadeDialog("made", Made(Path("/x" * 60 + ".pdf"), (LONG,), (LONG,)), [Path("/media/USB")]),
    "working": lambda app: WorkingDialog("working", LongWork(lambda: 0)),
    "code": lambda app: RecoveryCodeDialog("code", "1234 5678 9012 3456", LINES[:2], lambda: Path("x")),
    "scanner": lambda app: ScannerCheckDialog(Path("desk"), ScannerCheck(), app.desk.clock),
    "find": lambda app: FindDialog(app.desk.writer, app.state.board, "长"),
    "pick": lambda app: PickPersonDialog(app.desk.writer, LONG[:40]),
    "other": lambda app: FindOtherDialog(app.desk.writer, "other", HOSTILE_PEOPLE[4], _told),
    "voucher": lambda app: VoucherDialog(app.desk.writer, "who", TEACHER.number),
    "clock": lambda app: ClockStep(app.desk.clock),
    "which": lambda app: WhichStep(app.desk.writer.path),
    "posts": lambda app: PostBoardDialog(shown(long=True), _no_board),
    "note": lambda app: NoteDialog(LONG[:40], LINES[:3], 0),
    "witness": lambda app: WitnessDialog(LONG[:20] * 4),
    "activities": lambda app: ActivitiesDialog([(line, line) for line in LINES[:9]], None),
    "others": lambda app: OthersDialog(
        ImportReport(_PLAN, False, 0, (Dropping("八(12)班" * 3, "student", 40, 41),), True)
    ),
    "page of": lambda app: FindPageDialog(app.desk.writer, app.state.board, "长"),
    "explained": lambda app: ExplanationDialog(app.desk.writer, "cq8/0009", HOSTILE_PEOPLE[8].name),
    "details": lambda app: DetailsDialog(REVIEW.rows[2], told(REVIEW.rows[2].number), REVIEW.activity or ACTIVITY),
    "today's": lambda app: TodaysScansDialog([_scan(kind) for kind in OutcomeKind], AsyncMock()),
    "file": lambda app: PickDialog(LONG[:40], (".csv",)),
    "no posts": lambda app: PostBoardDialog(shown(empty=True), _no_board),
    **{
        f"class {name}": lambda app, name=name: dialog_of_classes(name, app)
        for name in ("which", "who", "left", "paper", "told")
    },
}
"""A new dialog that is no form is put in here, and every size, language and theme walks it."""
ELSEWHERE = (FirstScreen, DeskScreen, MoreDialog, ReviewScreen, VolunteerScreen)
"""Screens that tests of their own walk below."""
KINDS_OF = (AnsweringScreen, Dialog, PersonSearch, YesOrNo)
"""What screens are made of, and no screen themselves."""
WALKS = LOOKS if WHOLE else LOOKS[:1]


def by_turns(turn: int) -> list[tuple[int, int]]:
    """Every second time the smallest size, else another one each time; in the soak all of them."""
    if WHOLE:
        return [SIZES[0], *OTHERS]
    return [OTHERS[turn // 2 % len(OTHERS)]] if turn % 2 else [SIZES[0]]


async def at_each_size(
    app: App[Any], pilot: Pilot[Any], what: object, sizes: Sequence[tuple[int, int]] = (*TINY, *SIZES)
) -> None:
    """Where it is made too small for most of it, no line is too wide, a verdict is still seen, and all laws hold again afterwards."""
    for size in sorted(sizes):
        await pilot.resize_terminal(*size)
        await pilot.pause()
        if size not in TINY:
            assert not (wrong := broken(app)), f"{what} at {size}: {wrong}"
            continue
        assert not (wrong := lines_are_whole(app)), f"{what} at {size}: {wrong}"
        if isinstance(app.screen, MoreDialog):
            assert app.screen.query_one(Options).size.height > 0, f"{what} at {size}: the marked line is not seen"
        if isinstance(app, DeskApp) and app.screen.has_class("-scanned"):
            assert not (hidden := not_seen(app, app.desk.screen, app.state.verdict)), f"{what} at {size}: {hidden}"


@pytest.mark.parametrize(("spoken", "look"), share(LOOKS[:2], 0, 2))
async def test_the_desk_and_its_modes(spoken: str, look: str) -> None:
    """Before a scan, after each outcome that looks another way, locked, in self-service, and with the list of everything."""
    use_language(spoken)
    app = StillDesk({"theme": look})
    turns = map(by_turns, count(LOOKS.index((spoken, look))))
    async with app.run_test(size=(80, 24)) as pilot:
        await at_each_size(app, pilot, "ready")
        for kind in (OutcomeKind.OPENED, OutcomeKind.CLOSED, OutcomeKind.NOT_A_BADGE):
            app.show(outcome_of_kind(kind))
            await at_each_size(app, pilot, kind, next(turns))
        await pilot.press("f3")
        for kind in (OutcomeKind.OPENED, OutcomeKind.NOT_A_BADGE):
            app.show(outcome_of_kind(kind))
            await at_each_size(app, pilot, f"only in: {kind}", next(turns))
        await pilot.press("f3", "f3", "f10")
        await pilot.pause()
        await at_each_size(app, pilot, "more", next(turns))
        await pilot.press("escape")
        for mode in (DeskMode.LOCKED, DeskMode.SELF_SERVICE):
            app.desk.display.use_mode(mode)
            await at_each_size(app, pilot, mode, next(turns))


@pytest.mark.parametrize(("spoken", "look"), share(LOOKS[2:], 1, 2))
async def test_the_review(spoken: str, look: str) -> None:
    use_language(spoken)
    app = StillDesk({"theme": look}, review_now=REVIEW, told_now=told("3"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("shift+f1")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and bool(app.screen.table.rows))
        app.show(outcome_of_kind(OutcomeKind.OPENED))
        await at_each_size(app, pilot, "review")


def test_no_screen_is_left_out() -> None:
    """Each screen of the program is walked: here, as one of the forms, or in a test of its own."""
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        importlib.import_module(module.name)
    app = StillDesk()
    walked = {type(make(app)) for make in DIALOGS.values()}
    walked |= {*ELSEWHERE, *KINDS_OF, *FORMS}
    assert {one for one in below(Screen) if one.__module__.startswith("tui.")} - walked == set()


@pytest.mark.parametrize(("spoken", "look"), WALKS)
async def test_every_kind_of_form_and_every_dialog(
    spoken: str, look: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a verdict above it, and names that try to break a screen. All forms are one widget: `test_every_form` walks the others."""
    use_language(spoken)
    monkeypatch.setenv("HOME", str(tmp_path))
    desk = make_desk(tmp_path / "desk", people=HOSTILE_PEOPLE)
    forms = {kind: FORMS[kind] for kind in (FORMS if WHOLE else KINDS)}
    turn = LOOKS.index((spoken, look))
    every: dict[object, Callable[[DeskApp], Any]] = {**forms, **dict(share(DIALOGS.items(), turn, 12))}
    async with opened(desk.path, (80, 24)) as (app, pilot):
        app.theme = THEMES[look].name
        scanner(app, desk.badges["cq8/0009"])
        await until(pilot, lambda: bool(app.state.scans))
        for place, (what, make) in enumerate(every.items()):
            app.push_screen(make(app))
            await pilot.pause()
            await at_each_size(app, pilot, what, by_turns(place + turn))
            if WHOLE or place % PRESSED_EACH == turn:
                assert not (idle := await idle_key(app, pilot, place)), f"{what}: nothing comes of {idle}"
            while app.screen is not app.desk.screen:
                app.pop_screen()


@pytest.mark.parametrize(("spoken", "look"), share(LOOKS[2:], 0, 2))
async def test_the_page_of_a_volunteer(spoken: str, look: str, tmp_path: Path) -> None:
    """Of one with forty characters, in each of its tables."""
    use_language(spoken)
    desk = make_desk(tmp_path / "desk", people=HOSTILE_PEOPLE)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        at = store.now() - 1_800_000
        Desk(store.ledger).scan(Arrival(new_id(at), at, "", "cq8/qd1", volunteer="cq8/0009"))
    async with opened(desk.path, (80, 24)) as (app, pilot):
        app.theme = THEMES[look].name
        app.run_worker(show_page(app.desk, "cq8/0009"))
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        for page in range(3):
            await at_each_size(app, pilot, page, by_turns(page + LOOKS.index((spoken, look))))
            await pilot.press("tab")


@pytest.mark.parametrize(("spoken", "look"), share(LOOKS[:2], 1, 2))
async def test_the_clerk_s_pages(spoken: str, look: str, tmp_path: Path) -> None:
    use_language(spoken)
    invented_district(tmp_path / "d").close()
    app = ClerkApp(tmp_path / "d", None, CLOCK.clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.settled)
        if look == "light":
            await pilot.press("f11")
            await until(pilot, lambda: app.settled)
        assert app.theme == THEMES[look].name
        for place, keys in enumerate(((), ("1",), ("2",), ("3",), ("enter",), ("enter",), ("f1",), ("escape", "f10"))):
            await pilot.press(*keys)
            await pilot.pause()
            await until(pilot, lambda: app.settled)
            await at_each_size(app, pilot, keys, by_turns(place + LOOKS.index((spoken, look))))
