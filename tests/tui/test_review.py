"""A supervisor works off what waits, a key for each thing: every story ends in the record."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from checkin.desk import Desk
from checkin.rules.badge_numbers import badge_number
from checkin.rules.decide import Arrival
from checkin.rules.events import Clock, Consent, ConsentState, Direction, Event, Scan
from checkin.rules.signature import Signature
from checkin.rules.wire import NO_PREVIOUS
from storage.activities.activities import close_activity, edit_activity
from storage.disk.ids import new_id
from storage.log.events import insert
from storage.record import whole_record
from storage.store import Store, open_store
from storage.supervision import corrections, remedies
from storage.supervision.objections import raise_objection
from tests.portions import in_the_soak, share
from tests.standing_clock import StandingClock
from tests.tui.desks import make_desk
from tests.tui.driving import opened, scanner, until
from tests.tui.morning import CLOCK, KEY, MINUTE, NOON, Morning, at_day, correcting, enter, point_at, preview, trouble
from tests.tui.outcomes import at
from tui.screens.ask import AskDialog
from tui.screens.choose import ChooseDialog
from tui.screens.review.details import DetailsDialog
from tui.screens.review.dialog import CorrectionDialog
from tui.screens.review.keys import letter_action
from tui.screens.review.screen import ReviewScreen


@pytest.fixture
def morning(tmp_path: Path) -> Morning:
    return Morning(tmp_path / "desk")


@in_the_soak
async def test_the_planned_end_for_one(morning: Morning) -> None:
    """Zhang Wei forgot: P, the proposed reason, Enter."""
    morning.scan("0001", -50)

    async with morning.reviewed() as (app, pilot, screen):
        await point_at(pilot, screen, "0001")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, CorrectionDialog) and "0 min → 45 min" in preview(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen and not screen.table.rows)
    assert morning.minutes()["0001"] == (45, "closed", "ruled")
    operator, reason = morning.reasons()[0]
    assert operator == "teacher" and (reason or "").startswith("forgot to check out, stayed to the planned end [")


async def test_one_ruling_for_all_who_forgot(morning: Morning) -> None:
    """M, no check-out, then C: 30 minutes for each, with a reason picked from the list."""
    for number in ("0001", "0002", "0003"):
        morning.scan(number, -50)
    morning.scan("0004", -20, "out")
    morning.do(lambda store: close_activity(store, "qd1"))

    async with morning.reviewed() as (app, pilot, screen):
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        found = app.screen.query_one(OptionList)
        found.highlighted = next(
            i for i in range(found.option_count) if "no check-out" in str(found.get_option_at_index(i).prompt)
        )
        await pilot.press("enter")
        await until(pilot, lambda: len(screen.table.marked) == 3)
        await pilot.press("c")
        await correcting(app, pilot)
        app.screen.query_one("#minutes", Input).value = "30"
        await until(pilot, lambda: "3 sessions: 0 min → 1 h 30 min" in preview(app))
        await pilot.press("enter", "down", "enter", "enter")
        await until(pilot, lambda: app.screen is screen and len(screen.table.rows) == 1)
        assert not screen.table.marked
    assert {who: m for who, (m, _s, _q) in morning.minutes().items()} == {
        "0001": 30,
        "0002": 30,
        "0003": 30,
        "0004": 0,
    }
    assert morning.reasons()[0] == ("teacher", "read from the paper list")


@pytest.mark.parametrize("key", share(["n", "ｎ"], 0, 2))
async def test_space_marks_and_n_gives_no_credit(morning: Morning, key: str) -> None:
    """Digits decide nothing: “60” typed before the field for minutes stood took 14 sessions' hours."""
    morning.scan("0001", -50)
    morning.scan("0003", -50)
    morning.scan("0004", -50)

    async with morning.reviewed() as (app, pilot, screen):
        await until(pilot, lambda: len(screen.table.rows) == 3)
        assert "N no credit" in screen.keys.render().plain
        assert letter_action("0") is letter_action("０") is None
        await pilot.press("space", "space", key)
        await until(pilot, lambda: "2 sessions" in str(getattr(app.screen, "_heading", "")))
        await enter(app, pilot, screen, "2 sessions: 0 min → 0 min")
    assert sorted(s for _m, s, _q in morning.minutes().values()) == ["closed", "closed", "open"]


@in_the_soak
async def test_a_given_time_is_a_ruling_or_an_amendment(morning: Morning) -> None:
    """0001 has no check-out: a ruling. 0003 has one: it is amended, and her hours stay scanned and corrected."""
    morning.scan("0001", -50)
    morning.scan("0003", -50)
    morning.scan("0003", -20)

    async with morning.reviewed() as (app, pilot, screen):
        zone = screen.activity.zone
        from tui.words.amounts import clock_text

        for number, minutes in (("0001", "29"), ("0003", "39")):
            await pilot.press(*(["w"] if number == "0003" else []))
            await point_at(pilot, screen, number)
            await pilot.press("t")
            await correcting(app, pilot)
            field = app.screen.query_one("#time", Input)
            field.value = "99:99"
            await until(pilot, lambda: "99:99" in trouble(app))
            field.value = clock_text(morning.at - (50 - int(minutes)) * MINUTE, zone)
            await enter(app, pilot, screen, "→")
    found = morning.minutes()
    assert found["0001"][1:] == ("closed", "ruled") and found["0001"][0] in (28, 29)
    assert found["0003"][1:] == ("closed", "corrected") and found["0003"][0] in (38, 39)


@in_the_soak
async def test_strike_out_the_whole_session_or_one_entry(morning: Morning) -> None:
    """V: of 0001 the check-out alone, of 0003 everything."""
    for number in ("0001", "0003"):
        morning.scan(number, -50)
        morning.scan(number, -20)

    async with morning.reviewed() as (app, pilot, screen):
        await pilot.press("w")
        for number, place in (("0001", 2), ("0003", 0)):
            await point_at(pilot, screen, number)
            await pilot.press("v")
            await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
            app.screen.query_one(OptionList).highlighted = place
            await pilot.press("enter")
            await enter(app, pilot, screen, "→")
    assert morning.minutes() == {"0001": (0, "open", "scanned")}


def test_a_whole_session_goes_with_the_rulings_on_it(morning: Morning) -> None:
    """
    0001 in, ruled 30, ruled 45, struck out → nothing is left that waits
    0003 in, ruled 30, out, struck out → neither
    """
    signed = Signature("wang", "scanned by mistake")
    for number in ("0001", "0003"):
        first = morning.scan(number, -50)
        morning.do(lambda store, one=first: corrections.rule(store, one, 30, signed))
    morning.do(lambda store: corrections.rule(store, morning.sessions()["0001"].key, 45, signed))
    morning.scan("0003", -20)
    morning.do(lambda store: remedies.strike_out(store, list(morning.sessions().values()), signed))
    assert morning.minutes() == {}


@in_the_soak
async def test_amend_person_activity_and_times(morning: Morning) -> None:
    """An unknown badge was Ana's: her name is enough. A time before the check-in is refused and stays to be corrected."""
    morning.scan("", -50, badge=badge_number("01234567890123456789"))
    morning.scan("", -20, badge=badge_number("01234567890123456789"))

    async with morning.reviewed() as (app, pilot, screen):
        await until(pilot, lambda: len(screen.table.rows) == 1)
        await pilot.press("a")
        await correcting(app, pilot)
        app.screen.query_one("#volunteer", Input).value = "张伟"
        await until(pilot, lambda: "several people fit" in trouble(app))
        app.screen.query_one("#volunteer", Input).value = "ana"
        await until(pilot, lambda: "Ana Lopez" in preview(app))
        end = app.screen.query_one("#end", Input)
        before = end.value
        end.value = "23:59"
        await until(pilot, lambda: "future" in trouble(app))
        end.value = before
        await enter(app, pilot, screen, "Ana Lopez")
    assert morning.minutes() == {"0004": (30, "closed", "corrected")}


@in_the_soak
async def test_a_session_of_another_day_carries_its_date_and_is_moved_to_the_right_one(morning: Morning) -> None:
    """A scanner's memory says 2000. Its line says that day, and before → after names both days though the times agree."""
    years = (morning.at - at_day("2000-01-01T12:00")) // MINUTE
    morning.scan("0003", -50 - years)
    morning.scan("0003", -20 - years)
    morning.scan("0001", -50)

    async with morning.reviewed((80, 24)) as (app, pilot, screen):
        await until(pilot, lambda: len(screen.table.rows) == 2)
        shown = screen.table.render().plain
        assert "2000-01-01 · far from" in shown and "2026-03-05" not in shown
        await point_at(pilot, screen, "0003")
        await pilot.press("a")
        await correcting(app, pilot)
        app.screen.query_one("#start", Input).value = "2026-03-05 11:10:00"
        app.screen.query_one("#end", Input).value = "2026-03-05 11:40:00"
        await enter(app, pilot, screen, "2000-01-01 11:10–11:40 → 2026-03-05 11:10–11:40")
    assert morning.minutes()["0003"] == (30, "closed", "corrected")


@in_the_soak
async def test_a_check_out_of_a_night_is_moved_back_over_midnight(tmp_path: Path) -> None:
    """Until two in the morning, the record says; it was half past eleven in the evening: the time of day is enough."""
    clock = StandingClock(at("23:50") + 8 * 60 * MINUTE)
    desk = make_desk(tmp_path / "desk", clock=clock.clock)
    with open_store(desk.path, clock.clock) as store:
        edit_activity(store, "qd1", {"start": at("20:00"), "end": at("20:00") + 6 * 60 * MINUTE})
        for minutes in (0, 6 * 60):
            arrival = Arrival(new_id(NOON), at("20:00") + minutes * MINUTE, desk.badges["cq8/0001"], KEY)
            Desk(store.ledger, "teacher").scan(arrival)
    async with opened(desk.path, clock=clock.clock) as (app, pilot):
        await pilot.press("shift+f1")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.review is not None)
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        await pilot.press("w")
        await point_at(pilot, screen, "0001")
        await pilot.press("a")
        await correcting(app, pilot)
        app.screen.query_one("#end", Input).value = "23:30"
        await enter(app, pilot, screen, "6 h → 3 h 30 min")


@in_the_soak
async def test_a_clock_that_was_set_is_put_right_for_all(morning: Morning) -> None:
    """Set on by ten minutes between in and out of two people: mark that change, A, the scans before it were wrong."""
    for number in ("0001", "0003"):
        morning.scan(number, -50)
    morning.do(lambda store: store.ledger.record(Clock(10 * MINUTE), at=morning.at - 30 * MINUTE))
    for number in ("0001", "0003"):
        morning.scan(number, -10)

    async with morning.reviewed() as (app, pilot, screen):
        await until(pilot, lambda: len(screen.table.rows) == 2)
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        found = app.screen.query_one(OptionList)
        prompts = [str(found.get_option_at_index(i).prompt) for i in range(found.option_count)]
        found.highlighted = next(i for i, text in enumerate(prompts) if "+600 s" in text)
        await pilot.press("enter")
        await until(pilot, lambda: len(screen.table.marked) == 2)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await enter(app, pilot, screen, "2 sessions: 1 h 20 min → 1 h")
        await until(pilot, lambda: not screen.table.rows)
    assert set(morning.minutes().values()) == {(30, "closed", "corrected")}


def _late(morning: Morning, number: str) -> None:
    """Ruled 40 minutes; then another gate's pack brings the check-out."""
    opened_by = morning.scan(number, -50)
    morning.do(lambda store: corrections.rule(store, opened_by, 40, Signature("wang", "seen")))
    scan = Scan(KEY, Direction.OUT, "keyboard", f"cq8/{number}")
    event = Event(new_id(NOON), morning.at - 20 * MINUTE, "cq8", "f" * 16, scan)

    def enter_it(store: Store) -> None:
        with store.ledger.transaction():
            insert(store.connection, event, 1, NO_PREVIOUS)

    morning.do(enter_it)


@in_the_soak
@pytest.mark.parametrize(
    ("key", "ends"),
    share([("k", (40, "closed", "ruled")), ("s", (30, "closed", "scanned")), ("e", (45, "closed", "ruled"))], 0, 3),
)
async def test_a_late_check_out_stands_on_top_until_it_is_decided(
    morning: Morning, key: str, ends: tuple[int, str, str]
) -> None:
    _late(morning, "0003")
    morning.scan("0001", -50)

    async with morning.reviewed() as (app, pilot, screen):
        await until(pilot, lambda: len(screen.table.rows) == 2)
        assert screen.table.rows[0].number == "0003"
        assert "late check-out  1" in screen.table.render().plain.split("\n")[1]
        await pilot.press(key)
        await enter(app, pilot, screen, "→")
        await until(pilot, lambda: [row.number for row in screen.table.rows] == ["0001"])
    assert morning.minutes()["0003"] == ends


async def test_objections_hold_back_until_settled_then_all_is_confirmed(morning: Morning) -> None:
    """F leaves the objected session out; B settles it; F again confirms it."""
    first = morning.scan("0001", -50)
    morning.scan("0001", -20)
    morning.scan("0003", -50)
    morning.scan("0003", -20)
    morning.do(lambda store: raise_objection(store, first, Signature("teacher", "came at eight")))

    async with morning.reviewed() as (app, pilot, screen):
        await until(pilot, lambda: len(screen.table.rows) == 1)
        await pilot.press("f")
        await enter(app, pilot, screen, "confirmed")
        assert {who: s for who, (_m, s, _q) in morning.minutes().items()} == {"0001": "closed", "0003": "confirmed"}
        await pilot.press("b")
        await enter(app, pilot, screen, "30 min → 30 min")
        await until(pilot, lambda: not screen.table.rows)
        await pilot.press("f")
        await enter(app, pilot, screen, "confirmed")
        await pilot.press("f")
        await pilot.pause(0.2)
        assert app.screen is screen
    assert {s for _m, s, _q in morning.minutes().values()} == {"confirmed"}


@in_the_soak
async def test_the_letters_of_a_class_are_in(morning: Morning) -> None:
    """G on one row releases everybody of 七(1)班."""

    def minors(store: Store) -> None:
        for number in ("0001", "0003"):
            store.ledger.record(Consent(f"cq8/{number}", ConsentState.MISSING), at=NOON)

    morning.do(minors)
    for number in ("0001", "0003"):
        morning.scan(number, -50)
        morning.scan(number, -20)

    async with morning.reviewed() as (app, pilot, screen):
        await until(pilot, lambda: len(screen.table.rows) == 2)
        await pilot.press("g")
        await enter(app, pilot, screen, "2 sessions: 0 min → 1 h")
        await until(pilot, lambda: not screen.table.rows)
    assert {m for m, _s, _q in morning.minutes().values()} == {30}


@in_the_soak
async def test_what_is_refused_is_said_with_the_name_and_stays(morning: Morning) -> None:
    """1441 minutes, minus one, no number, no reason: sentences, and nothing is written."""
    morning.scan("0001", -50)

    async with morning.reviewed() as (app, pilot, screen):
        await until(pilot, lambda: len(screen.table.rows) == 1)
        await pilot.press("c")
        await correcting(app, pilot)
        for text, said in (
            ("1441", "0 to 1440"),
            ("-1", "0 to 1440"),
            ("many", "whole number"),
            ("٣x", "whole number"),
        ):
            app.screen.query_one("#minutes", Input).value = text
            await until(pilot, lambda s=said: s in trouble(app))
        app.screen.query_one("#minutes", Input).value = "5"
        await until(pilot, lambda: "0 min → 5 min" in preview(app))
        app.screen.query_one("#reason", Input).value = "  "
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "say why" in trouble(app))
        app.screen.query_one("#reason", Input).value = "x" * 501
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "at most 500" in trouble(app))
        await pilot.press("escape")
    assert morning.minutes()["0001"] == (0, "open", "scanned")


@in_the_soak
async def test_confirmed_hours_are_opened_again_by_striking_out_the_confirmation(morning: Morning) -> None:
    """P is not there for confirmed hours; V on the scans is refused, V on the confirmation is not."""
    morning.scan("0001", -50)
    morning.scan("0001", -20)
    morning.do(lambda store: corrections.confirm(store, whole_record(store).sessions, Signature("wang")))

    async with morning.reviewed() as (app, pilot, screen):
        await pilot.press("w")
        await point_at(pilot, screen, "0001")
        await pilot.press("e")
        await pilot.pause(0.2)
        assert app.screen is screen
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CorrectionDialog) and "confirmed" in trouble(app))
        await pilot.press("ctrl+s", "escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        found = app.screen.query_one(OptionList)
        found.highlighted = found.option_count - 1
        await pilot.press("enter")
        await enter(app, pilot, screen, "complete")
    assert morning.minutes()["0001"] == (30, "closed", "scanned")


@in_the_soak
async def test_scans_go_on_and_letters_are_no_scans(morning: Morning) -> None:
    """A badge in the middle of the review checks in, shows its verdict, and the list follows; a card of letters too."""
    morning.scan("0001", -50)

    async with morning.reviewed() as (app, pilot, screen):
        await until(pilot, lambda: len(screen.table.rows) == 1)
        scanner(app, morning.desk.badges["cq8/0004"])
        await until(pilot, lambda: "Ana Lopez" in screen.scanned.render().plain)
        await until(pilot, lambda: len(screen.table.rows) == 2)
        scanner(app, "PTCV0A99")
        await until(pilot, lambda: "NO BADGE" in screen.scanned.render().plain)
        assert app.screen is screen
        await pilot.pause(0.3)
        await pilot.press("E")
        await correcting(app, pilot)
        scanner(app, morning.desk.badges["cq8/0003"])
        await until(pilot, lambda: "王芳" in screen.scanned.render().plain)
        assert isinstance(app.screen, CorrectionDialog) and app.screen.has_class("-scanned")
    assert set(morning.sessions()) == {"0001", "0003", "0004"}
    assert morning.minutes()["0001"] == (0, "open", "scanned")


async def test_what_came_between_is_looked_at_again(morning: Morning) -> None:
    """While the supervisor reads, the person checks out after all: Enter does not do what was not shown."""
    morning.scan("0001", -50)

    async with morning.reviewed() as (app, pilot, screen):
        await until(pilot, lambda: len(screen.table.rows) == 1)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, CorrectionDialog) and "0 min → 45 min" in preview(app))
        morning.scan("0001", -10)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "meanwhile" in trouble(app) and "40 min → 45 min" in preview(app))
        await pilot.press("escape")
    assert morning.minutes()["0001"] == (40, "closed", "scanned")


@in_the_soak
async def test_details_tell_how_it_came_about(morning: Morning) -> None:
    opened_by = morning.scan("0001", -50)
    morning.do(lambda store: corrections.rule(store, opened_by, 40, Signature("wang", "[b]seen[/b] \x1b[31m")))

    async with morning.reviewed() as (app, pilot, screen):
        await pilot.press("w")
        await point_at(pilot, screen, "0001")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DetailsDialog))
        shown = "\n".join(widget.render().plain for widget in app.screen.query("Text"))
        assert "ruled: 40 min" in shown and "wang" in shown and "[b]seen[/b]" in shown and "\x1b" not in shown


@in_the_soak
async def test_closing_offers_the_review(tmp_path: Path) -> None:
    """Ana is still in: F8, Enter, and Enter once more leads to her."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges["cq8/0004"])
        await until(pilot, lambda: app.state.verdict.name == "Ana Lopez")
        await pilot.pause(0.3)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        first = app.screen
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog) and app.screen is not first)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and bool(app.screen.table.rows))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)


@in_the_soak
async def test_long_and_odd_names_keep_the_table_whole(tmp_path: Path) -> None:
    """200 characters, markup, direction marks: each row is as wide as the screen, and nothing is drawn as markup."""
    from storage.people.person import Person

    odd = ["名" * 200, "[bold red]X[/]", "a\u202eb\x1b[31mc", "𠮷野家" * 20]
    people = tuple(Person("cq8", f"000{i}", name, "班" * 60) for i, name in enumerate(odd, 1))
    desk = make_desk(tmp_path / "desk", people=people, clock=CLOCK)
    morning = Morning.__new__(Morning)
    morning.desk, morning.at = desk, NOON
    morning.do(lambda store: edit_activity(store, "qd1", {"end": NOON - MINUTE}))
    for number in ("0001", "0002", "0003", "0004"):
        morning.scan(number, -50)

    async with morning.reviewed((80, 24)) as (app, pilot, screen):
        await until(pilot, lambda: len(screen.table.rows) == 4)
        for line in screen.table.render().split("\n"):
            assert line.cell_length <= 78
        shown = screen.table.render().plain
        assert "[bold" in shown and "\u202e" not in shown and "\x1b" not in shown
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: len(screen.table.marked) == 4)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, CorrectionDialog) and "4 sessions" in preview(app))
