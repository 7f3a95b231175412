"""The clerk at the screen: packs come in, a conflict is ruled, and the way goes down to an event."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import DataTable, Input, Static

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Problem
from exports.district.asks.conflicts.registry import conflicts
from exports.district.asks.session_rows import session_rows
from exports.district.asks.views import waiting_files
from exports.district.district import init_district, open_district
from exports.district.protection.protecting import protect
from exports.district.record.common_facts import common_facts
from exports.district.record.merging import merge
from exports.district.record.pack_results import PackResult
from exports.district.says.trust import trust_file, trusted
from storage.activities.activities import add_activity
from storage.disk.protection.open_keys import forget_keys
from tests.exports.district.invented import invented_district
from tests.exports.district.schools import DAY, HOUR, received, scan, school
from tests.portions import in_the_soak
from tests.standing_clock import StandingClock
from tests.tui.driving import leave, told, until
from tui.district.beside import Beside
from tui.district.board import Board
from tui.district.clerk_app import ClerkApp
from tui.district.clerk_title import ClerkTitle
from tui.district.commands.packs import result_lines
from tui.district.way_line import WayLine
from tui.screens.ask import AskDialog
from tui.screens.choose import ChooseDialog
from tui.screens.form import FormDialog
from tui.screens.message import MessageDialog
from tui.screens.passphrase import PassphraseDialog
from tui.words.cells import bar

SIZE = (100, 30)


def where(pilot: Pilot[int]) -> str:
    return pilot.app.query_one(WayLine).text


def beside(pilot: Pilot[int]) -> str:
    """What stands beside the list."""
    return str(pilot.app.query_one(Beside).query_one(Static).content)


def asked(pilot: Pilot[int], words: str) -> bool:
    """Whether a question with these words is open."""
    screen = pilot.app.screen
    return isinstance(screen, AskDialog) and words in "".join(
        [str(screen.query_one("#box").border_title), *(str(text.render()) for text in screen.query("Text"))]
    )


def cells(pilot: Pilot[int]) -> list[list[str]]:
    table = pilot.app.query_one(DataTable)
    return [[str(cell) for cell in table.get_row_at(i)] for i in range(table.row_count)]


async def press(pilot: Pilot[int], keys: list[str], then: str) -> None:
    """Press keys and wait until the line that says where one is ends so."""
    await pilot.press(*keys)
    await until(pilot, lambda: where(pilot).endswith(then))


async def type_in(pilot: Pilot[int], text: str) -> None:
    await pilot.press(*("space" if c == " " else c for c in text))


async def test_a_folder_of_packs_comes_in_and_a_conflict_is_ruled(tmp_path: Path) -> None:
    fd = school(tmp_path / "fd", "FD", "Fudan", [("001", "Wei"), ("002", "Na")])
    yz = school(tmp_path / "yz", "YZ", "Yuzhong", [("007", "Min")])
    stick = tmp_path / "stick"
    stick.mkdir()
    with fd.first, yz.first, init_district(tmp_path / "d", code="YZQ", name="District", clock=SYSTEM_CLOCK) as district:
        visitor = fd.first.register.badge("FD/001")
        for minutes in (0, 60):
            scan(fd.first, "FD/001", minutes)
        opened = scan(yz.first, "", 30, badge=visitor)
        scan(yz.first, "", 90, badge=visitor)
        for made in (fd, yz):
            trust_file(district, made.pack())
            made.pack().rename(stick / f"{made.code}.hdpack")
    app = ClerkApp(tmp_path / "d", "Zhou", SYSTEM_CLOCK)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["1"], "Packs")
        await until(pilot, lambda: len(cells(pilot)) == 2)
        await pilot.press("m")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await until(pilot, lambda: bool(app.screen.query(Input)))
        app.screen.query_one(Input).value = str(stick)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        await pilot.press("escape")
        await until(pilot, lambda: [row[2] for row in cells(pilot)] == ["✓", "✓"])
        await press(pilot, ["2"], "Conflicts")
        assert cells(pilot)[0][1].startswith("at two places")
        await press(pilot, ["enter"], "at two places at once")
        assert len(cells(pilot)) == 4
        await press(pilot, ["enter"], "scan")
        assert ["who", "Wei 001 · FD/001"] in cells(pilot)
        await press(pilot, ["escape"], "at two places at once")
        await pilot.press("r")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await type_in(pilot, "25")
        await pilot.press("enter")
        await type_in(pilot, "half of it")
        await pilot.press("enter")
        await until(pilot, lambda: "1:00 → 1:25" in told(app))
        await pilot.press("enter")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        await press(pilot, ["escape"], "Conflicts")
        await until(pilot, lambda: cells(pilot)[0][0] == "decided")
        await pilot.press("ctrl+q")
    with open_district(tmp_path / "d", SYSTEM_CLOCK) as district:
        rows = {row.open_event: row for row in session_rows(district)}
        assert rows[opened.event].minutes == 25
        assert district.db.execute("SELECT operator, reason FROM event WHERE kind = 'rule'").fetchall() == [("Zhou", "half of it")]  # fmt: skip


@in_the_soak
async def test_down_from_a_team_to_a_session_and_back(tmp_path: Path) -> None:
    invented_district(tmp_path / "d").close()
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["3"], "Totals · team")
        assert cells(pilot)[0][0] == "复旦中学"
        await press(pilot, ["down", "enter"], "人民路幼儿园")
        await pilot.press("slash")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await type_in(pilot, "0004")
        await pilot.press("enter")
        await until(pilot, lambda: len(cells(pilot)) == 1)
        await press(pilot, ["enter"], "陈小4")
        assert len(cells(pilot)) == 5
        await press(pilot, ["escape", "escape"], "Totals · team")
        assert app.query_one(DataTable).cursor_row == 1
        await press(pilot, ["s"], "Totals · kind")
        assert [row[0] for row in cells(pilot)] == ["student", "teacher"]


@in_the_soak
async def test_the_sentence_is_copied_and_a_conflict_let_stand(tmp_path: Path) -> None:
    with invented_district(tmp_path / "d") as district:
        before = sum(not conflict.ruled for conflict in conflicts(district))
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["1"], "Packs")
        await until(pilot, lambda: len(cells(pilot)) == 4)
        assert cells(pilot)[0][2] == "missing"
        await pilot.press("c")
        await until(pilot, lambda: "3 of 4 teams reported" in app.clipboard)
        await pilot.press("escape")
        await press(pilot, ["2"], "Conflicts")
        await pilot.press("l")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await type_in(pilot, "two people")
        await pilot.press("enter")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        await pilot.press("ctrl+q")
    with open_district(tmp_path / "d", SYSTEM_CLOCK) as district:
        assert sum(not conflict.ruled for conflict in conflicts(district)) == before - 1


@in_the_soak
async def test_a_wrong_path_is_said_and_nothing_happens(tmp_path: Path) -> None:
    invented_district(tmp_path / "d").close()
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["1"], "Packs")
        await until(pilot, lambda: len(cells(pilot)) == 4)
        await pilot.press("m")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await type_in(pilot, "/no/such/place")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        assert "no such file or folder" in "".join(str(text.render()) for text in app.screen.query("Text"))


def test_bars_are_as_long_as_what_they_show() -> None:
    assert [len(bar(value, 100, 10)) for value in (0, 1, 50, 100, 1000)] == [0, 1, 5, 10, 10]
    assert bar(50, 100, 1) == "▌" and bar(5, 0, 10) == ""


async def test_a_team_is_trusted_and_its_waiting_pack_comes_in(tmp_path: Path) -> None:
    """T on the marked pack: the school by its name, the fingerprint to compare by telephone; the list follows; the screen goes on."""
    fd = school(tmp_path / "fd", "FD", "Fudan", [("001", "Wei")])
    with fd.first, init_district(tmp_path / "d", code="YZQ", name="District", clock=SYSTEM_CLOCK) as district:
        for minutes in (0, 60):
            scan(fd.first, "FD/001", minutes)
        pack = fd.pack()
        merge(district, [pack])
        fingerprint = str(waiting_files(district)[0].problem.values["fingerprint"])
    app = ClerkApp(tmp_path / "d", "Zhou", SYSTEM_CLOCK)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["1"], "Packs")
        await until(pilot, lambda: [row[1:3] for row in cells(pilot)] == [["Fudan", "waits"]])
        await until(pilot, lambda: fingerprint in beside(pilot))
        assert "press t" in beside(pilot) and "hourdesk" not in beside(pilot)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        shown = "".join(str(text.render()) for text in app.screen.query("Text"))
        assert "Fudan (FD)" in shown and fingerprint in shown
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        shown = "".join(str(text.render()) for text in app.screen.query("Text"))
        assert "is trusted" in shown and "merged" in shown
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        await until(pilot, lambda: [row[2] for row in cells(pilot)] == ["✓"])
        await press(pilot, ["3"], "Totals · team")
    assert app.return_code in (0, None)


@in_the_soak
async def test_a_second_school_of_a_code_is_told_with_both_names_and_the_clerk_decides(tmp_path: Path) -> None:
    """T, the pack: another name and another key are another school; Esc leaves it and the form stays, Enter says that it is one school."""
    fd = school(tmp_path / "fd", "FD", "Fudan", [("001", "Wei")])
    other = school(tmp_path / "other", "FD", "Fengqiao", [("001", "Jie")])
    with fd.first, other.first, init_district(tmp_path / "d", code="YZQ", name="D", clock=SYSTEM_CLOCK) as district:
        trust_file(district, fd.pack())
        pack = other.pack()
    app = ClerkApp(tmp_path / "d", "Zhou", SYSTEM_CLOCK)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.settled)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and app.screen.focused is not None)
        form = app.screen
        assert isinstance(form, FormDialog)
        await type_in(pilot, str(pack))
        for answers in (["escape"], ["enter", "escape"], ["enter", "enter"]):
            await pilot.press("enter")
            for question, answer in zip(("Trust this", "Fengqiao”"), answers, strict=False):
                await until(pilot, lambda text=question: asked(pilot, text))
                shown = "".join(str(text.render()) for text in app.screen.query("Text"))
                assert question == "Trust this" or ("“Fudan” here" in shown and "of “Fengqiao”" in shown)
                await pilot.press(answer)
            if answers[-1] == "escape":
                # The file is still named.
                await until(pilot, lambda: app.screen is form and form.all_entries()[0][0] != "…")
                assert form.values() == {"path": str(pack)}
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
    with open_district(tmp_path / "d", SYSTEM_CLOCK) as district:
        assert len(trusted(district)) == 2


@in_the_soak
async def test_a_file_that_is_no_pack_is_said_in_the_form_and_can_be_corrected(tmp_path: Path) -> None:
    init_district(tmp_path / "d", code="YZQ", name="District", clock=SYSTEM_CLOCK).close()
    (tmp_path / "letter.hdpack").write_text("no pack")
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.settled)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        form = app.screen
        assert isinstance(form, FormDialog)
        await type_in(pilot, str(tmp_path / "letter.hdpack"))
        await pilot.press("enter")
        await until(pilot, lambda: bool(told(app).strip()))
        await leave(pilot)


@in_the_soak
async def test_going_up_while_the_pages_are_made_anew_stays_up(tmp_path: Path) -> None:
    """F12 makes all pages of the way anew; Esc right behind it goes up all the same."""
    invented_district(tmp_path / "d").close()
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["3"], "Totals · team")
        await press(pilot, ["enter"], "复旦中学")
        await pilot.press("f12", "escape")
        await until(pilot, lambda: app.settled and where(pilot) == "区 › 合计 · 志愿服务队")
        await pilot.press("f12")
        await press(pilot, [], "Totals · team")


@in_the_soak
async def test_a_code_that_two_desks_made_is_decided(tmp_path: Path) -> None:
    """R asks which it is, and not for minutes: the two are one activity, with the facts of the second."""
    fd = school(tmp_path / "fd", "FD", "Fudan", [("001", "Wei"), ("002", "Na")])
    with fd.first as first, fd.another_desk("2") as second, init_district(tmp_path / "d", code="YZQ", name="Yuzhong", clock=SYSTEM_CLOCK) as district:  # fmt: skip
        for store, name in ((first, "River"), (second, "Park")):
            add_activity(store, "K", {"name": name, "place": "Bank", "start": DAY, "end": DAY + HOUR})
        assert received(district, fd.pack(first, "1"), fd.pack(second, "2")) == ["merged", "merged"]
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: len(cells(pilot)) > 0)
        await press(pilot, ["2"], "Conflicts")
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await type_in(pilot, "one morning")
        await pilot.press("enter")
        await until(pilot, lambda: "No session changes" in told(app))
        await pilot.press("enter")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        await pilot.press("ctrl+q")
    with open_district(tmp_path / "d", SYSTEM_CLOCK) as district:
        assert conflicts(district) == []
        assert [a.name for a in common_facts(district).activities.values() if a.code == "K"] == ["Park"]


async def test_a_protected_district_asks_once_for_its_passphrase(tmp_path: Path) -> None:
    init_district(tmp_path / "d", code="YZQ", name="District", clock=SYSTEM_CLOCK).close()
    protect(tmp_path / "d", "seven lamps over the harbour")
    forget_keys()
    app = ClerkApp(tmp_path / "d", "Zhou", SYSTEM_CLOCK)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PassphraseDialog))
        field = app.screen.query_one("#passphrase", Input)
        field.value = "seven lamps over the harbor"
        await pilot.press("enter")
        await until(pilot, lambda: "not the passphrase" in app.screen.query_one("#trouble").render().plain)
        field.value = "seven lamps over the harbour"
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, PassphraseDialog) and app.settled)
        app.again()
        await until(pilot, lambda: app.settled)
        assert not isinstance(app.screen, PassphraseDialog)
    forget_keys()


async def test_who_leaves_without_the_passphrase_sees_nothing_of_a_protected_district(tmp_path: Path) -> None:
    init_district(tmp_path / "d", code="YZQ", name="District", clock=SYSTEM_CLOCK).close()
    protect(tmp_path / "d", "seven lamps over the harbour")
    forget_keys()
    app = ClerkApp(tmp_path / "d", "Zhou", SYSTEM_CLOCK)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PassphraseDialog))
        await pilot.press("escape")
        await until(pilot, lambda: app.return_code == 0)
    assert app.page is None


async def test_the_screen_begins_with_figures_and_what_needs_the_clerk(tmp_path: Path) -> None:
    """Cards and charts open their pages by arrows and Enter, or by a click; a row of what waits leads on; 0 leads back."""
    invented_district(tmp_path / "d").close()
    clock = StandingClock(datetime(2026, 7, 2, 1, 34, 15, tzinfo=UTC))
    app = ClerkApp(tmp_path / "d", None, clock.clock)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.settled)
        board = app.query_one(Board)
        drawn = board.render().plain
        for shown in (
            "3 / 4",
            "reported",
            "pupils: 0.9%",
            "150",
            "45:00",
            "175:30",
            "复旦中学",
            "85:30",
            "学雷锋",
        ):
            assert shown in drawn
        title = app.query_one(ClerkTitle).render().plain
        assert title.startswith("渝中区教委") and title.endswith("2026-07-02  09:34:15")
        assert [row[:2] for row in cells(pilot)] == [
            ["conflicts", "30"],
            ["teams missing", "1"],
            ["teams missing", "4"],
        ]
        await press(pilot, ["down", "enter"], "District › Missing")
        assert cells(pilot) == [["QX", "七星岗中学", "never"]]
        await press(pilot, ["escape"], "District")
        await pilot.press("shift+tab")
        await press(pilot, ["right", "right", "enter"], "Totals · month")
        await press(pilot, ["0"], "District")
        await pilot.click(Board, offset=(3, 7))
        await until(pilot, lambda: where(pilot).endswith("Totals · team"))


async def test_where_nothing_waits_the_first_page_says_what_is_next(tmp_path: Path) -> None:
    """An empty district: how packs come in; the marks are on the cards, because there is no row."""
    init_district(tmp_path / "d", code="YZQ", name="District", clock=SYSTEM_CLOCK).close()
    app = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with app.run_test(size=(60, 20)) as pilot:
        await until(pilot, lambda: app.settled)
        headings = app.query_one(Board).render().plain.split("\n")[0].split()
        assert headings == ["reported", "volunteers", "person-times", "confirmed", "waiting"]
        assert "press m" in str(app.query_one("#hint", Static).content)
        await press(pilot, ["enter"], "Packs")


def test_what_a_merge_says_names_a_key_of_the_screen_and_each_file_once() -> None:
    """An untrusted pack, one of another key, and a spreadsheet that is no list: no command, and no file's name twice."""
    values = {"team": "cq8", "fingerprint": "ab12", "file": "a.hdpack", "known": "", "name": "", "other": ""}
    message = "then hourdesk district trust {file}"
    for code, known in (("untrusted", ""), ("untrusted", "cd34"), ("another_school", "cd34")):
        problem = Problem(code, "a.hdpack", message, {**values, "known": known})
        (line,) = result_lines([PackResult("a.hdpack", "held", problem, 0, 0)])
        assert "hourdesk" not in line and line.startswith("a.hdpack: waits. ") and line.count("a.hdpack") == 1, line
        assert "ab12" in line
    (refused,) = result_lines([PackResult("b.xlsx", "refused", Problem("no_column", "b.xlsx", "no column"), 0, 0)])
    assert refused == "b.xlsx: refused. no column"
    (named,) = result_lines([PackResult("b.xlsx", "already", Problem("already", "row 3", "seen"), 0, 0)])
    assert named == "b.xlsx: row 3: seen"
