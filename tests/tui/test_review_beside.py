"""The marked session beside the list: its time as a bar, what is proposed and what comes of it, its events, its way to minutes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from checkin.rules.review import Remedy, Wait
from checkin.rules.signature import Signature
from storage.activities.policies import set_policy
from storage.supervision.objections import raise_objection
from storage.supervision.review import ReviewRow, read_review
from tests.portions import in_the_soak, share
from tests.tui.driving import scanner, until
from tests.tui.invented_review import REVIEW
from tests.tui.morning import MINUTE, NOON, Morning, enter, point_at
from tests.tui.outcomes import ACTIVITY, at
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Text
from tui.screens.message import MessageDialog
from tui.screens.review.details import DetailsDialog
from tui.screens.review.keys import key_entries, letter_action
from tui.screens.review.proposal import proposal
from tui.screens.review.screen import ReviewScreen
from tui.screens.review.sorting import Column, Order, in_order
from tui.screens.review.timeline import timeline
from tui.widgets.action_row import ActionButton
from tui.words.cells import cell_width


@pytest.fixture
def morning(tmp_path: Path) -> Morning:
    return Morning(tmp_path / "desk")


def beside(screen: ReviewScreen) -> str:
    """What stands in the pane of the marked session."""
    return screen.detail.query_one(Text).render().plain


def keys(screen: ReviewScreen) -> str:
    return screen.keys.render().plain


async def test_all_about_the_marked_session_stands_beside_the_list(morning: Morning) -> None:
    """Forgotten at the end of 11:00 to 11:55: a bar with the check-in on it, 0 → 45 min for P, the scan, the steps."""
    morning.scan("0001", -50)

    async with morning.reviewed((120, 40)) as (_app, pilot, screen):
        await until(pilot, lambda: "Proposed: E planned end" in beside(screen))
        told = beside(screen)
        scanned, bar, planned = told.split("\n")[2:5]
        assert scanned.strip() == "11:10" and planned.split() == ["11:00", "11:55"]
        assert bar[scanned.index("11:10")] == "→" and bar.startswith("├") and bar.endswith("┄┤")
        assert "0 min → 45 min" in told and "desk 1" in told and "teacher" in told
        assert "there is no check-out" in told
        assert screen.table.size.width > 60 and screen.detail.region.x > screen.table.region.x


@pytest.mark.parametrize(("size", "shown"), share([((80, 24), True), ((60, 20), False), ((200, 60), True)], 0, 3))
async def test_where_there_is_no_room_beside_it_stands_below_or_is_a_page(
    morning: Morning, size: tuple[int, int], shown: bool
) -> None:
    morning.scan("0001", -50)

    async with morning.reviewed(size) as (app, pilot, screen):
        await until(pilot, lambda: len(screen.table.rows) == 1)
        assert screen.detail.display is shown
        assert (screen.detail.region.y > screen.table.region.y) is (shown and size[0] < 108)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DetailsDialog))
        page = app.screen.query_one("DetailPane Text", Text).render().plain
        assert "Proposed: E planned end" in page and "0 min → 45 min" in page
        await pilot.press("e")
        await enter(app, pilot, screen, "0 min → 45 min")
    assert morning.minutes()["0001"] == (45, "closed", "ruled")


async def test_the_keys_are_those_of_the_marked_row(morning: Morning) -> None:
    """B for the objection alone; S and K nowhere; what the other row can do comes with its mark."""
    first = morning.scan("0001", -50)
    morning.scan("0001", -20)
    morning.scan("0003", -50)
    morning.do(lambda store: raise_objection(store, first, Signature("teacher", "came at eight")))

    async with morning.reviewed((120, 40)) as (_app, pilot, screen):
        await point_at(pilot, screen, "0003")
        await pilot.pause()
        assert "planned end" in keys(screen) and "settled" not in keys(screen)
        assert "scans count" not in keys(screen) and "lost laptop" not in keys(screen)
        await point_at(pilot, screen, "0001")
        await until(pilot, lambda: "settled" in keys(screen))
        await pilot.press("space")
        await point_at(pilot, screen, "0003")
        await until(pilot, lambda: "settled" in keys(screen))
        assert "F confirm" not in keys(screen), "of what is marked, wherever one points"


def test_a_row_of_a_lost_desk_has_only_the_key_that_decides_about_it() -> None:
    row = REVIEW.rows[2]
    lost = row.__class__(row.session, row.name, row.class_name, row.number, "", row.desks, (Wait.LOST_DESK,), (), ())
    shown = [key for key, _word, _action in key_entries([lost])]
    assert shown[0] == "L" and not {"P", "T", "C", "N", "V", "A", "F"} & set(shown)
    assert "L" not in [key for key, _word, _action in key_entries([row])]


@in_the_soak
async def test_what_is_proposed_follows_the_row_and_the_record(morning: Morning) -> None:
    """While the supervisor reads, the person checks out after all: the bar and the proposal are those of now."""
    morning.scan("0001", -50)
    morning.scan("0003", -40)

    async with morning.reviewed((120, 40)) as (app, pilot, screen):
        await until(pilot, lambda: "0 min → 45 min" in beside(screen))
        await pilot.press("down")
        await until(pilot, lambda: "0 min → 35 min" in beside(screen))
        await pilot.press("w", "up")
        scanner(app, morning.desk.badges["cq8/0001"])
        await until(pilot, lambda: "Proposed: F confirm" in beside(screen) and "11:10" in beside(screen))


async def test_where_the_planned_end_is_of_no_use_the_next_best_is_proposed(morning: Morning) -> None:
    """Somebody came after the planned end and forgot: P would be refused, so C is proposed; nobody reads an id."""
    opened_by = morning.scan("0001", -3)

    async with morning.reviewed((120, 40)) as (_app, pilot, screen):
        await until(pilot, lambda: "Proposed: C minutes" in beside(screen))
        assert opened_by not in beside(screen)


@in_the_soak
async def test_f1_in_the_review_explains_its_keys_first(morning: Morning) -> None:
    """P, T, C … stand in no table of the desk's keys; at the desk itself they mean nothing and are not said."""
    morning.scan("0001", -50)

    async with morning.reviewed() as (app, pilot, screen):
        await until(pilot, lambda: len(screen.table.rows) == 1)
        await pilot.press("f1")
        await until(
            pilot, lambda: isinstance(app.screen, MessageDialog) and bool(app.screen.query("VerticalScroll Text"))
        )
        said = app.screen.query_one("VerticalScroll Text", Text).render().plain
        assert said.startswith("Keys of the review") and "N         Credits no minutes" in said and "F1" in said
        missing = [key for key, _word, _action in key_entries(REVIEW.rows) if len(key) == 1 and f"{key} " not in said]
        assert not missing
        await pilot.press("escape", "escape")
        await until(pilot, lambda: screen not in app.screen_stack)
        await pilot.press("f1")
        await until(
            pilot, lambda: isinstance(app.screen, MessageDialog) and bool(app.screen.query("VerticalScroll Text"))
        )
        assert "Keys of the review" not in app.screen.query_one("VerticalScroll Text", Text).render().plain


async def test_what_is_wrong_with_all_that_is_proposed_is_said_without_an_id(morning: Morning) -> None:
    """The planned end alone could be done, and it lies before the check-in: the sentence stands alone."""
    opened_by = morning.scan("0001", -3)
    with morning.store() as store:
        waits = replace(read_review(store).rows[0], remedies=(Remedy.PLANNED_END,))
        told = proposal(store, waits)
    assert told is not None and told.what == "planned"
    assert told.ahead and opened_by not in "".join(told.ahead) and "planned" in told.ahead[0]


@in_the_soak
async def test_it_is_sorted_by_every_column_and_back(morning: Morning) -> None:
    """2 for the names, by pinyin; once more backwards; a click on a heading; 7 for the causes."""
    for number, minutes in (("0001", -50), ("0003", -40), ("0004", -45)):
        morning.scan(number, minutes)

    async with morning.reviewed((120, 40)) as (_app, pilot, screen):

        def names() -> list[str]:
            return [row.name for row in screen.table.rows]

        await until(pilot, lambda: len(names()) == 3)
        assert "still on site  3" in screen.table.render().plain
        await pilot.press("2")
        await until(pilot, lambda: names() == ["Ana Lopez", "王芳", "张伟"])
        assert "▲name" in screen.table.render().plain
        assert "still on site  3" not in screen.table.render().plain
        await pilot.press("2")
        await until(pilot, lambda: names() == ["张伟", "王芳", "Ana Lopez"])
        assert "▼name" in screen.table.render().plain
        offset = screen.table.render().plain.split("\n")[0].index("in ")
        await pilot.click(screen.table, offset=(offset + 1, 0))
        await until(pilot, lambda: names() == ["张伟", "Ana Lopez", "王芳"])
        await pilot.press("7")
        await until(pilot, lambda: "still on site  3" in screen.table.render().plain)


def test_numbers_are_sorted_by_value_and_missing_times_come_last() -> None:
    def row_of(number: str, start: str) -> ReviewRow:
        row = REVIEW.rows[0]
        session = row.session._replace(start=at(start) if start else None)
        return row.__class__(session, row.name, row.class_name, number, "", (), (), (), ())

    rows = [row_of("10", "09:00"), row_of("9", ""), row_of("W3-2", "08:00"), row_of("W3-10", "10:00")]
    by_number = in_order(rows, Order(Column.NUMBER))
    assert [row.number for row in by_number] == ["9", "10", "W3-2", "W3-10"]
    assert [row.number for row in in_order(rows, Order(Column.IN))][-1] == "9"


@in_the_soak
async def test_a_slash_looks_for_somebody_and_letters_in_the_field_are_no_keys(morning: Morning) -> None:
    """zw finds both 张伟; v and 0 in the field strike nothing out; Esc shows all again."""
    for number in ("0001", "0002", "0003"):
        morning.scan(number, -50)

    async with morning.reviewed((120, 40)) as (app, pilot, screen):
        await until(pilot, lambda: len(screen.table.rows) == 3)
        await pilot.press("slash", "z", "w")
        await until(pilot, lambda: [row.number for row in screen.table.rows] == ["0001", "0002"])
        await pilot.press("v", "0")
        await until(pilot, lambda: "Nobody fits “zwv0”" in screen.table.render().plain)
        assert app.screen is screen and screen.query_one(Input).value == "zwv0"
        await pilot.press("backspace", "backspace", "enter")
        await until(pilot, lambda: len(screen.table.rows) == 2 and screen.focused is screen.table)
        await pilot.press("escape")
        await until(pilot, lambda: len(screen.table.rows) == 3)
        assert app.screen is screen


@in_the_soak
async def test_an_empty_list_says_the_next_step_to_the_last(morning: Morning) -> None:
    """One is complete: F, then the policy's publicity list, which P prints."""
    morning.do(lambda store: set_policy(store, {"publicity_working_days": 3}, since=NOON - 90 * MINUTE))
    morning.scan("0001", -50)
    morning.scan("0001", -20)

    async with morning.reviewed((120, 40)) as (app, pilot, screen):
        await until(pilot, lambda: "All done: F confirms 1 session." in screen.table.render().plain)
        await pilot.press("f")
        await enter(app, pilot, screen, "publicity")
        await until(pilot, lambda: "1 session is on the publicity list" in screen.table.render().plain)
        assert "P prints the list" in screen.table.render().plain and "publicity list" in keys(screen)
        assert letter_action("e") == "do('planned')", "a key means one thing, in an empty list too"
        await pilot.press("p")
        sheets = morning.desk.path / "sheets"
        await until(pilot, lambda: sheets.is_dir() and any(one.suffix == ".pdf" for one in sheets.iterdir()))


@in_the_soak
async def test_once_all_is_confirmed_the_list_leads_on(morning: Morning) -> None:
    """Certificates, workbook, publicity list, pack: buttons that Tab reaches, and Enter does what they say."""
    morning.scan("0001", -50)
    morning.scan("0001", -20)

    async with morning.reviewed((80, 24)) as (app, pilot, screen):
        await until(pilot, lambda: "All done: F confirms" in screen.table.render().plain)
        assert not screen.after.display
        await pilot.press("f")
        await enter(app, pilot, screen, "confirm")
        await until(pilot, lambda: screen.after.display)
        said = screen.table.render().plain.splitlines()
        assert max(map(len, said)) <= screen.table.content_size.width, "nothing is cut"
        shown = [one.action for one in screen.query(ActionButton)]
        assert shown[:2] == ["app.command('issue_certificates')", "app.command('workbook')"]
        await pilot.press("tab")
        assert isinstance(screen.focused, ActionButton) and screen.focused.action == shown[0], "one Tab reaches them"
        await pilot.press("tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))


async def test_the_head_says_kinds_desks_and_what_follows(morning: Morning) -> None:
    morning.scan("0001", -50)
    morning.scan("0002", -50)
    morning.scan("0003", -50)
    morning.scan("0003", -20)
    morning.scan("0004", -20, "out")

    async with morning.reviewed((120, 40)) as (_app, pilot, screen):
        await until(pilot, lambda: len(screen.table.rows) == 3)
        assert screen.kinds.render().plain == "no check-in 1 · still on site 2   desks: 1"
        assert "3 wait · then F confirms 4 sessions" in screen.title_line.render().plain


async def test_a_verdict_in_the_review_gets_old(morning: Morning) -> None:
    """After five seconds it says so, after twenty the line is quiet again."""
    morning.scan("0001", -50)

    async with morning.reviewed((120, 40)) as (app, pilot, screen):
        assert "Scans go on" in screen.scanned.render().plain
        scanner(app, morning.desk.badges["cq8/0004"])
        await until(pilot, lambda: "Ana Lopez" in screen.scanned.render().plain)
        for seconds, said in ((7, "7 s ago"), (21, "Scans go on")):
            screen.scanned._since = app.desk.clock.steady() - seconds * 1000
            screen.scanned.tell()
            assert said in screen.scanned.render().plain and "Ana Lopez" in screen.scanned.render().plain


@pytest.mark.parametrize("width", [12, 13, 40, 77, 150])
@pytest.mark.parametrize(
    ("start", "end"),
    [
        (at("09:10"), at("11:20")),
        (at("07:00"), at("13:00")),
        (at("09:10"), None),
        (None, at("11:20")),
        (at("11:29"), at("11:29")),
        (NOON - 400 * 24 * 60 * MINUTE, None),
    ],
)
def test_the_bar_fits_any_width_and_any_times(start: int | None, end: int | None, width: int) -> None:
    """In is an arrow to the right, out one to the left; the labels never leave the line."""
    session = REVIEW.rows[0].session._replace(start=start, end=end)
    lines = timeline(session, ACTIVITY, [at("10:00")], width)
    assert all(cell_width(line.plain) <= width for line in lines)
    bar = lines[1].plain
    assert ("→" in bar) is (start is not None and start != end) and ("←" in bar) is (end is not None)
    assert (len(lines) == 3) is (start is None or start > NOON - 24 * 60 * MINUTE)


def test_a_session_without_times_has_no_bar() -> None:
    session = REVIEW.rows[0].session._replace(start=None, end=None)
    assert timeline(session, ACTIVITY, [], 60) == []
    assert Remedy.VOID in REVIEW.rows[0].remedies
