"""Lists of the clerk's screen: sorted, searched, told beside, saved."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, Static

from checkin.progress import counted
from exports.district.asks.conflicts.registry import conflicts
from exports.district.asks.sides import sides
from exports.district.district import District, init_district
from exports.district.record.merging import merge
from exports.district.record.pack_results import PackResult
from exports.district.says.trust import trust_file
from exports.shown.shown_list import ShownList
from exports.shown.writing import write_list
from tests.exports.district.invented import invented_district
from tests.exports.district.schools import received, scan, school
from tests.portions import in_the_soak, share
from tests.standing_clock import StandingClock
from tests.tui.driving import until
from tui.district.arranging import Look, Order, arranged
from tui.district.beside import Beside
from tui.district.clerk_app import ClerkApp
from tui.district.page import Page, Row
from tui.district.pages import persons_page
from tui.screens.form import FormDialog
from tui.screens.making.made import MadeDialog
from tui.screens.making.working import WorkingDialog
from tui.screens.message import MessageDialog
from tui.widgets.key_bar import KeyBar

CLOCK = StandingClock(datetime(2026, 7, 2, 1, 34, 15, tzinfo=UTC)).clock
TEAMS = Page(
    "Teams",
    ("school", "persons", "hours"),
    tuple(Row(cells) for cells in (("张家中学", "9", "10:00"), ("Ärlig", "1,200", "9:05"), ("阿城小学", "30", ""))),
    frozenset({1, 2}),
)


def column(page: Page, look: Look, place: int = 0) -> list[str]:
    return [row.cells[place] for row in arranged(page, look)]


def cells(pilot: Pilot[int], place: int) -> list[str]:
    table = pilot.app.query_one(DataTable)
    return [str(table.get_row_at(i)[place]).strip() for i in range(table.row_count)]


async def opened(app: ClerkApp, pilot: Pilot[int], key: str, rows: int) -> None:
    await until(pilot, lambda: app.settled)
    await pilot.press(key)
    await until(pilot, lambda: app.settled and app.query_one(DataTable).row_count == rows)


def test_figures_are_sorted_by_value_and_names_as_people_look_them_up() -> None:
    assert column(TEAMS, Look(order=Order(1)), 1) == ["9", "30", "1,200"]
    assert column(TEAMS, Look(order=Order(2)), 2) == ["", "9:05", "10:00"]
    assert column(TEAMS, Look(order=Order(0))) == ["阿城小学", "Ärlig", "张家中学"]
    assert column(TEAMS, Look(order=Order(0, last_first=True))) == ["张家中学", "Ärlig", "阿城小学"]


def test_a_row_is_found_by_a_piece_of_any_cell_without_accents_and_by_pinyin() -> None:
    for typed, found in (("arlig", ["Ärlig"]), ("zhangjia", ["张家中学"]), ("acxx", ["阿城小学"]), ("1,2", ["Ärlig"])):
        assert column(TEAMS, Look(only=typed)) == found
    assert column(TEAMS, Look(only="nobody")) == []


@in_the_soak
async def test_a_click_on_a_heading_sorts_a_second_one_turns_round_and_the_way_back_keeps_it(tmp_path: Path) -> None:
    invented_district(tmp_path / "d").close()
    app = ClerkApp(tmp_path / "d", None, CLOCK)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, "1", 4)
        table = app.query_one(DataTable)
        await pilot.click(DataTable, offset=(12, 0))
        await until(pilot, lambda: cells(pilot, 0) == ["FD", "QX", "RM", "YZ"])
        assert "▲" in str(table.ordered_columns[1].label)
        await pilot.click(DataTable, offset=(12, 0))
        await until(pilot, lambda: cells(pilot, 0) == ["YZ", "RM", "QX", "FD"])
        await pilot.press("enter")
        await until(pilot, lambda: app.settled and app.query_one(DataTable).row_count == 10)
        await pilot.press("escape")
        await until(pilot, lambda: cells(pilot, 0) == ["YZ", "RM", "QX", "FD"])
        await pilot.press("greater_than_sign", "less_than_sign")
        await until(pilot, lambda: "▼" in str(table.ordered_columns[2].label))


@in_the_soak
async def test_a_search_shows_only_its_rows_and_says_what_to_do_where_there_is_none(tmp_path: Path) -> None:
    invented_district(tmp_path / "d").close()
    app = ClerkApp(tmp_path / "d", None, CLOCK)
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(app, pilot, "2", 30)
        for typed, rows in (("人民路", 20), ("[@click=app.quit]", 0), ("", 30)):
            await pilot.press("slash")
            await until(pilot, lambda: isinstance(app.screen, FormDialog))
            app.screen.query_one(Input).value = typed
            await pilot.press("enter")
            await until(
                pilot, lambda rows=rows: len(app.screen_stack) == 1 and app.query_one(DataTable).row_count == rows
            )
            hint = str(app.query_one("#hint", Static).content)
            assert ("No row has “[@click=app.quit]”" in hint) == (rows == 0)


@pytest.mark.parametrize("size", share([(120, 40), (80, 24)], 0, 2))
async def test_beside_a_conflict_stand_both_sides_with_school_desk_activity_and_person(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    fd = school(tmp_path / "fd", "FD", "Fudan", [("001", "[b]Wei[/b]")])
    yz = school(tmp_path / "yz", "YZ", "Yuzhong", [("007", "Min")])
    with fd.first, yz.first, init_district(tmp_path / "d", code="YZQ", name="District", clock=CLOCK) as district:
        visitor = fd.first.register.badge("FD/001")
        for minutes in (0, 60):
            scan(fd.first, "FD/001", minutes)
            scan(yz.first, "", 30 + minutes, badge=visitor)
        assert received(district, fd.pack(), yz.pack()) == ["merged", "merged"]
        (overlap,) = [one for one in conflicts(district) if one.kind.name == "overlap"]
        told = sides(district, overlap)
        assert [(side.school, side.activity, side.person) for side in told] == [
            (name, "清洁家园", "[b]Wei[/b] 001") for name in ("Fudan", "Yuzhong", "Fudan", "Yuzhong")
        ]
    app = ClerkApp(tmp_path / "d", "Zhou", CLOCK)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.settled)
        await pilot.press("2")
        text = app.query_one(Beside).query_one(Static)
        await until(pilot, lambda: "Yuzhong" in str(text.content))
        assert "person: [b]Wei[/b] 001" in str(text.content) and "desk: 1号台" in str(text.content)
        keys = str(app.query_one(KeyBar).render())
        assert "Rule" in keys and "Leave it" in keys and "Trust" not in keys


@in_the_soak
async def test_a_list_is_saved_as_it_is_shown_and_the_first_page_as_the_report(tmp_path: Path) -> None:
    invented_district(tmp_path / "d").close()
    app = ClerkApp(tmp_path / "d", None, CLOCK)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.settled)
        for key, name in (("0", "page.html"), ("3", "totals.xlsx"), ("1", "teams.csv"), ("2", "conflicts.pdf")):
            await pilot.press(key)
            await until(pilot, lambda: app.settled)
            await pilot.press("p")
            await until(pilot, lambda: isinstance(app.screen, FormDialog))
            app.screen.query_one(Input).value = str(tmp_path / name)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, MadeDialog))
            await pilot.press("escape")
            await until(pilot, lambda: len(app.screen_stack) == 1)
    assert "<!doctype html>" in (tmp_path / "page.html").read_text("utf-8").lower()
    assert (tmp_path / "conflicts.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "teams.csv").read_text("utf-8-sig").splitlines()[
        0
    ] == 'team,school,state,"desks, or why not",events,newest'
    rows = list(openpyxl.load_workbook(tmp_path / "totals.xlsx").active.iter_rows(values_only=True))
    assert rows[0][:3] == ("team", "persons", "person-times")
    hours = sum(row[3].total_seconds() for row in rows[1:] if row[3] is not None) / 3600
    assert (sum(row[2] for row in rows[1:]), hours) == (150, 220.5)


@in_the_soak
async def test_a_file_that_can_not_be_written_is_said_in_the_form_and_nothing_is_left(tmp_path: Path) -> None:
    invented_district(tmp_path / "d").close()
    app = ClerkApp(tmp_path / "d", None, CLOCK)
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(app, pilot, "1", 4)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        form = app.screen
        assert isinstance(form, FormDialog)
        for typed, said in ((tmp_path / "no" / "t.xlsx", "folder"), (tmp_path / "t.doc", "“.doc” is not a format")):
            form.query_one(Input).value = str(typed)
            await pilot.press("enter")
            await until(pilot, lambda said=said: said in form.trouble.render().plain)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d"]


def test_a_text_that_looks_like_a_formula_stays_text_in_every_format(tmp_path: Path) -> None:
    shown = ShownList("=1+1 [list]", ["name", "hours", "day", "share"], [["=cmd()", "2:05", "2026-03-05", "7%"], ["+1", "100:30", "", ""]], frozenset({1, 3}))  # fmt: skip
    for ending in ("xlsx", "csv", "pdf"):
        write_list(tmp_path / f"list.{ending}", shown)
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").active
    assert sheet["A2"].value == "=cmd()" and sheet["A2"].data_type == "s"
    assert sheet["C2"].value == datetime(2026, 3, 5) and sheet["B3"].value.total_seconds() == 361_800
    assert (sheet["D2"].value, sheet["D2"].number_format, sheet["D3"].value) == (0.07, "0.0%", None)
    assert (tmp_path / "list.csv").read_text("utf-8-sig").splitlines()[1:] == [
        "'=cmd(),2:05,2026-03-05,7%",
        "'+1,100:30,,",
    ]


def test_a_school_that_waits_is_told_by_name(tmp_path: Path) -> None:
    """The trusted one by the district's name for it, an unknown one by the name in its pack."""
    from exports.district.asks.views import waiting_files

    fd = school(tmp_path / "fd", "FD", "Fudan", [("001", "Wei")])
    other = school(tmp_path / "other", "FD", "Fengqiao", [("001", "Jie")])
    new = school(tmp_path / "new", "NN", "New School", [("001", "Bo")])
    with fd.first, other.first, new.first, init_district(tmp_path / "d", code="YZQ", name="D", clock=CLOCK) as district:
        trust_file(district, fd.pack())
        assert [one.result for one in merge(district, [other.pack(name="b"), new.pack(name="c")])] == ["held", "held"]
        assert {one.school for one in waiting_files(district)} == {"Fudan", "New School"}


@in_the_soak
async def test_merging_shows_a_bar_and_esc_leaves_the_record_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Esc while packs are read: nothing of them is in the record, and the same folder comes in afterwards."""
    stick = tmp_path / "stick"
    stick.mkdir()
    with init_district(tmp_path / "d", code="YZQ", name="District", clock=CLOCK) as district:
        for code in ("FD", "YZ", "NN"):
            made = school(tmp_path / code, code, f"School {code}", [("001", "Wei")])
            with made.first:
                scan(made.first, f"{code}/001", 0)
                trust_file(district, made.pack())
                made.pack().rename(stick / f"{code}.hdpack")
    reached, go_on = threading.Event(), threading.Event()

    def slow(district: District, paths: Sequence[Path]) -> list[PackResult]:
        for _file in counted([1, 2, 3], "packs"):
            reached.set()
            go_on.wait(20)
        return merge(district, paths)

    monkeypatch.setattr("tui.district.commands.packs.merge", slow)
    app = ClerkApp(tmp_path / "d", "Zhou", CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        for stops, rows in ((True, 0), (False, 3)):
            await until(pilot, lambda: app.settled and len(app.screen_stack) == 1)
            await pilot.press("1", "m")
            await until(pilot, lambda: isinstance(app.screen, FormDialog))
            app.screen.query_one(Input).value = str(stick)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, WorkingDialog) and reached.is_set())
            if stops:
                await pilot.press("escape")
                await pilot.pause(0.05)
            go_on.set()
            await until(
                pilot,
                lambda stops=stops: len(app.screen_stack) == 1 if stops else isinstance(app.screen, MessageDialog),
            )
            if not stops:
                await pilot.press("escape")
            await until(
                pilot, lambda rows=rows: len(app.screen_stack) == 1 and app.settled and app.page.title == "Packs"
            )
            told = await app.work.tried(lambda district: district.db.execute("SELECT count(*) FROM pack").fetchone())
            assert told == (rows,)
            reached.clear()
            go_on.clear()


async def test_bars_scale_to_the_room_and_keep_their_colour_on_the_marked_row(tmp_path: Path) -> None:
    invented_district(tmp_path / "d").close()
    app = ClerkApp(tmp_path / "d", None, CLOCK)
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(app, pilot, "3", 3)
        table = app.query_one(DataTable)
        widths = []
        for width in (100, 160):
            await pilot.resize_terminal(width, 30)
            await pilot.pause(0.1)
            cell = table.get_row_at(table.cursor_row)[6]
            widths.append(cell.plain.count("▆"))
            assert cell.spans[0].style == app.theme_variables["good"] and cell.plain.endswith("73:30")
        assert 8 <= widths[0] < widths[1] <= 90
        assert table.cursor_foreground_priority == "renderable"


async def test_volunteers_of_a_school_are_found_by_pinyin_and_a_search_without_a_hit_is_no_dead_end(
    tmp_path: Path,
) -> None:
    """All of the school are looked through, not only the rows that are shown."""
    made = school(tmp_path / "fd", "FD", "复旦中学", [("001", "曾小贤"), ("002", "José"), ("003", "赵敏")])
    with made.first, init_district(tmp_path / "d", code="D", name="区", clock=CLOCK) as district:
        received(district, made.pack())
        for typed, found in (
            ("zxx", ["曾小贤"]),
            ("zengxiao", ["曾小贤"]),
            ("jose", ["José"]),
            ("00", ["José", "曾小贤", "赵敏"]),
        ):
            assert sorted(row.cells[1] for row in persons_page(district, "FD", "", typed).rows) == found
        nobody = persons_page(district, "FD", "", "nobody")
        assert not nobody.rows and "/ looks for another text" in nobody.hint and nobody.search is not None
        assert "ask the school" in persons_page(district, "QX", "").hint
