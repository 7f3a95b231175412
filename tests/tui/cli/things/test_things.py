"""Vests, keys and radios by command: handed out, given back, listed at the close; bad input is a sentence and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.events import HandOut
from storage.store import open_store
from storage.things.handing import take_back
from storage.things.whose import Hand
from tests.portions import share
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run
from tests.tui.cli.laptops import Laptop

PEOPLE = ["001,张伟,七1班", "002,李娜,七1班", "003,王小明,七2班"]


def has(run: Run | Laptop, *more: object) -> list[tuple[str, str]]:
    """Who has what now."""
    rows = run("thing", "list", "--outstanding", *more, "--json").objects
    return [(str(row["volunteer"]), " ".join(str(row[n]) for n in ("thing", "piece", "out") if row[n])) for row in rows]


def give(run: Run | Laptop, number: str, *what: object, code: str = "A1") -> str:
    done = run("thing", "give", number, *what, "--activity", code, "--json")
    assert done.code == 0, done.err
    return str(done.objects[0]["event"])


def test_a_vest_is_handed_out_and_comes_back(desk: Run) -> None:
    told = desk("thing", "give", "001", "背心", "--piece", "12", "--activity", "A1")
    assert told.out == "Handed out: 背心 12 to 001 张伟 七1班.\n"
    assert told.err == "NUMBER: 001 has not checked in at this activity so far; it is written down all the same\n"
    give(desk, "002", "雨伞", "--count", "3")
    assert has(desk) == [("001", "背心 12 1"), ("002", "雨伞 3")]
    # What they have one of needs no number; what they have several of comes back one by one, or as many as are named.
    assert desk("thing", "back", "001", "背心").out == "Given back: 背心 12 by 001 张伟 七1班.\n"
    assert desk("thing", "back", "002", "雨伞", "--count", "2").code == 0
    assert has(desk) == [("002", "雨伞 1")]
    rows = desk("thing", "list", "--json").objects
    assert [(row["given"], row["back"], row["out"], row["over"], row["twice"]) for row in rows] == [
        (1, 1, 0, 0, False), (3, 2, 1, 0, False),
    ]  # fmt: skip
    assert (
        "雨伞" in desk("thing", "list", "--outstanding").out
        and "背心" not in desk("thing", "list", "--outstanding").out
    )


def test_a_number_behind_the_name_is_that_of_the_piece_and_one_piece_is_with_one_person(desk: Run) -> None:
    give(desk, "001", "对讲机 7")
    refused = desk("thing", "give", "002", "对讲机", "--piece", "7", "--activity", "A1")
    assert refused.code == 1
    assert refused.err.splitlines() == [
        "--piece: 对讲机 7 is with 001: take it back there first", "--insist: if it is so all the same, add --insist",
    ]  # fmt: skip
    assert desk("thing", "give", "001", "对讲机 7", "--activity", "A1").err == "--piece: 001 has 对讲机 7 already\n"
    assert "is with 001" in desk("thing", "back", "002", "对讲机 7").err
    give(desk, "002", "对讲机 7", "--insist")
    assert desk("thing", "list").out.count("somebody else has this piece too") == 2
    assert desk("thing", "back", "001", "对讲机 7").code == 0
    assert "somebody else" not in desk("thing", "list").out and has(desk) == [("002", "对讲机 7 1")]


@pytest.mark.parametrize("written", ["对讲机7", "对讲机７", "对讲机7号", "对讲机 7 号", "对讲机#7", "对讲机 No. 7"])
def test_one_piece_is_one_however_its_number_is_written(desk: Run, written: str) -> None:
    give(desk, "001", "对讲机 7")
    assert "对讲机 7 is with 001" in desk("thing", "give", "002", written, "--activity", "A1").err
    assert desk("thing", "back", "001", written).code == 0


def test_a_number_that_is_part_of_a_word_stays_there(desk: Run) -> None:
    for word in ("5号电池", "A4", "A4纸", "7"):
        give(desk, "001", word)
    assert {row["thing"] for row in desk("thing", "list", "--json").objects} == {"5号电池", "A4", "A4纸", "7"}


@pytest.mark.parametrize(
    ("words", "said"),
    share([
        (("give", "999", "雨伞", "--activity", "A1"), "NUMBER: nobody in the roster has the number 999"),
        (("give", "001", "雨伞", "--activity", "A9"), "there is no activity “A9”"),
        (("give", "001", "雨伞", "--count", "0", "--activity", "A1"), "--count: 0 is not possible: write 1 to 999"),
        (("give", "001", "雨伞", "--count", "-1", "--activity", "A1"), "--count: -1 is not possible"),
        (("give", "001", "雨伞", "--count", "1000000000", "--activity", "A1"), "1000000000 is not possible"),
        (("give", "001", " \u202e\x07 ", "--activity", "A1"), "THING: write what it is"),
        (("give", "001", "长" * 41, "--activity", "A1"), "THING: 41 characters are too many: write at most 40"),
        (("give", "001", "背心", "--piece", "7" * 7 + "x" * 14, "--activity", "A1"), "--piece: 21 characters"),
        (("give", "001", "张伟的伞", "--activity", "A1"), "THING: write the thing alone"),
        (("give", "001", "伞 13812345678", "--activity", "A1"), "THING: write the thing alone"),
        (("give", "001", "背心", "--piece", "11010120010203002X", "--activity", "A1"), "--piece: write the thing alone"),
        (("give", "001", "背心 12", "--count", "2", "--activity", "A1"), "one piece with the number 12"),
        (("back", "001", "雨伞"), "THING: as far as this desk knows 001 has nothing like “雨伞” any more"),
        (("back", "001", "雨伞", "--insist"), "--activity: say with --activity where it was handed out"),
        (("back", "999", "雨伞"), "NUMBER: nobody in the roster has the number 999"),
    ], 0, 3),
)  # fmt: skip
def test_bad_input_is_a_sentence_and_nothing_is_written(desk: Run, words: tuple[str, ...], said: str) -> None:
    refused = desk("thing", *words)
    assert refused.code == 1 and said in refused.err, refused.err
    assert desk("thing", "list").out == "Nothing was handed out.\n"
    chinese = desk("--lang", "zh", "thing", *words)
    assert chinese.code == 1 and "has" not in chinese.err and "write" not in chinese.err


def test_markup_controls_and_emoji_are_shown_as_they_are_and_harmless(desk: Run, tmp_path: Path) -> None:
    give(desk, "001", "[red]<b>=1+1\x1b[31m\u202e")
    give(desk, "001", "🦺")
    give(desk, "001", "=SUM(A1)")
    assert [what for _who, what in has(desk)] == ["=SUM(A1) 1", "[red]<b>=1+1[31m 1", "🦺 1"]
    assert desk("thing", "write", tmp_path / "out.csv").code == 0
    assert "'=SUM(A1)" in (tmp_path / "out.csv").read_text("utf-8-sig")


def test_given_back_twice_and_more_than_was_handed_out(desk: Run) -> None:
    give(desk, "001", "雨伞", "--count", "2")
    too_many = desk("thing", "back", "001", "雨伞", "--count", "3")
    assert too_many.code == 1 and "not so much of “雨伞 × 3”, but: 雨伞 × 2" in too_many.err
    assert desk("thing", "back", "001", "雨伞", "--count", "2").code == 0
    again = desk("thing", "back", "001", "雨伞")
    assert again.code == 1 and "nothing like “雨伞” any more" in again.err and "--insist" in again.err
    assert desk("thing", "back", "001", "雨伞", "--activity", "A1", "--insist").code == 0
    (row,) = desk("thing", "list", "--json").objects
    assert (row["out"], row["over"]) == (0, 1)
    assert "1 more given back than handed out" in desk("thing", "list").out
    # It takes nothing away from what is handed out afterwards.
    give(desk, "001", "雨伞")
    assert has(desk) == [("001", "雨伞 1")]


def test_the_close_says_calmly_who_still_has_something_and_goes_on(desk: Run) -> None:
    give(desk, "001", "背心", "--piece", "12")
    give(desk, "001", "钥匙")
    give(desk, "003", "雨伞", "--count", "2")
    closed = desk("activity", "close", "A1")
    assert closed.code == 0
    assert closed.out.splitlines() == [
        "A1 is closed.", "2 people still have something:", "  001 张伟 七1班  背心 12, 钥匙", "  003 王小明 七2班  雨伞 × 2",
    ]  # fmt: skip
    assert desk("activity", "reopen", "A1").code == 0
    assert [o["thing"] for o in desk("activity", "close", "A1", "--json").objects] == ["背心", "钥匙", "雨伞"]
    late = desk("thing", "give", "002", "雨伞", "--activity", "A1")
    assert late.code == 1 and "the activity A1 is closed" in late.err
    # What comes back comes back, without saying where it was handed out.
    assert desk("thing", "back", "003", "雨伞", "--count", "2").code == 0
    assert desk("thing", "back", "001", "钥匙").code == 0
    assert has(desk, "--activity", "A1") == [("001", "背心 12 1")]


def test_whoever_checks_out_with_a_vest_is_told(desk: Run, badge: Callable[[str], str]) -> None:
    def scan(time: str) -> str:
        return desk("scan", "--activity", "A1", "-", stdin=f"2024-03-05T{time}+08:00\t{badge('001')}\n".encode()).err

    give(desk, "001", "背心", "--piece", "12")
    assert "Still has" not in scan("09:00:00"), "whoever comes is to have it"
    assert "Still has: 背心 12\n" in scan("11:00:00")
    assert (
        "还有：背心 12\n"
        in desk("--lang", "zh", "scan", "--activity", "A1", "--direction", "out", "--volunteer", "001").err
    )
    assert desk("thing", "back", "001", "背心").code == 0
    scan("11:10:00")
    assert "Still has" not in scan("11:50:00")


def test_what_was_written_by_mistake_is_struck_out(desk: Run) -> None:
    event = give(desk, "001", "背心", "--piece", "12")
    assert desk("void", event, "--reason", "误记").code == 0
    assert has(desk) == [] and desk("thing", "list").out == "Nothing was handed out.\n"


def test_in_two_activities_the_same_thing_is_asked_for(desk: Run) -> None:
    planned = ("--start", "2024-03-06T09:00", "--end", "2024-03-06T12:00")
    assert desk("activity", "add", "--code", "A2", "--name", "护绿", "--place", "公园", *planned).code == 0
    give(desk, "001", "背心", "--piece", "12")
    give(desk, "001", "背心", "--piece", "12", code="A2")
    asked = desk("thing", "back", "001", "背心", "--piece", "12")
    assert asked.code == 1 and "several of them: 背心 12 (A1), 背心 12 (A2)" in asked.err
    assert desk("thing", "back", "001", "背心", "--activity", "A2").code == 0
    # What was handed out stays out when the activity is hidden or struck out.
    assert desk("activity", "hide", "A1", "--reason", "重复").code == 0
    assert has(desk) == [("001", "背心 12 1")]
    assert desk("thing", "back", "001", "背心").code == 0 and has(desk) == []


def test_the_list_is_a_table_a_workbook_and_a_page(desk: Run, tmp_path: Path) -> None:
    give(desk, "001", "背心", "--piece", "12")
    give(desk, "002", "雨伞", "--count", "2")
    assert desk("thing", "back", "001", "背心").code == 0
    for ending in ("csv", "xlsx", "pdf"):
        assert desk("--lang", "zh", "thing", "write", tmp_path / f"out.{ending}", "--activity", "A1").code == 0
    assert (tmp_path / "out.csv").read_text("utf-8-sig").splitlines() == [
        "物品,发放,归还,未还,编号,姓名,班级,发放时间,备注", "雨伞,2,0,2,002,李娜,七1班,2026-03-05 11:30,",
    ]  # fmt: skip
    (sheet,) = CalamineWorkbook.from_path(tmp_path / "out.xlsx").sheet_names
    rows = CalamineWorkbook.from_path(tmp_path / "out.xlsx").get_sheet_by_name(sheet).to_python()
    assert rows[1][:6] == ["雨伞", 2, 0, 2, "002", "李娜"] and rows[1][7] == datetime(2026, 3, 5, 11, 30)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert desk("thing", "write", tmp_path / "all.csv", "--all", "--json").objects[0]["rows"] == 2
    wrong = desk("thing", "write", tmp_path / "out.doc")
    assert wrong.code == 1 and "not a format for a list" in wrong.err and not (tmp_path / "out.doc").exists()


def test_hours_are_the_same_with_and_without(desk: Run, badge: Callable[[str], str]) -> None:
    times = "".join(f"2024-03-05T{time}:00+08:00\t{badge('001')}\n" for time in ("09:00", "11:00"))
    assert desk("scan", "--activity", "A1", "-", stdin=times.encode()).code == 0
    before = desk("sessions", "--json").out
    give(desk, "001", "背心", "--piece", "12")
    give(desk, "003", "雨伞", "--count", "2")
    assert desk("thing", "back", "001", "背心").code == 0
    assert desk("sessions", "--json").out == before
    assert "003" not in desk("review", "--json").out


def test_an_activity_in_which_only_things_were_handed_out_is_edited_by_anybody(
    desk: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOURDESK_NEW_PIN", "482916")
    assert desk("pin", "set").code == 0
    give(desk, "003", "雨伞")
    assert desk("activity", "edit", "A1", "--name", "大清洁").code == 0


def test_handed_out_at_one_desk_and_given_back_at_another_that_never_met(tmp_path: Path, clock: StandingClock) -> None:
    first = Laptop(tmp_path / "first", clock).set_up("东门", PEOPLE)
    assert first("kit", tmp_path / "team.hdkit").code == 0
    (tmp_path / "second").mkdir()
    second = Laptop(tmp_path / "second", clock)
    assert second("init", "--kit", tmp_path / "team.hdkit", "--desk", "西门").code == 0
    give(first, "001", "背心", "--piece", "12", code="东门-A")
    give(first, "002", "雨伞", "--count", "2", code="东门-A")
    clock.advance(30 * 60_000)
    unknown = second("thing", "back", "001", "背心", "--piece", "12", "--activity", "东门-A")
    assert unknown.code == 1 and "as far as this desk knows" in unknown.err
    assert second("thing", "back", "001", "背心", "--piece", "12", "--activity", "东门-A", "--insist").code == 0
    assert second("thing", "list", "--json").objects[0]["over"] == 1
    give(second, "003", "对讲机 7", code="东门-A")
    assert first("take", second.pack()).code == 0 and second("take", first.pack()).code == 0
    expected = [("003", "对讲机 7 1"), ("002", "雨伞 2")]
    assert has(first) == has(second) == expected
    assert first("thing", "list").out == second("thing", "list").out
    assert first("thing", "list", "--json").objects[1]["over"] == 0
    # Two numbers are one person: what one was given the other gives back.
    assert first("link", "002", "--same-as", "003", "--insist", "--reason", "同一人").code == 0
    assert first("thing", "back", "003", "雨伞", "--count", "2").code == 0
    assert has(first) == [("003", "对讲机 7 1")]


def test_whoever_is_in_no_roster_any_more_gives_back_by_number(desk: Run, data: Path) -> None:
    give(desk, "003", "钥匙")
    with open_store(data, SYSTEM_CLOCK) as store, store.ledger.transaction():
        store.connection.execute("DELETE FROM person WHERE number = '003'")
    (row,) = desk("thing", "list", "--json").objects
    assert (row["volunteer"], row["name"]) == ("003", None)
    assert "  003 —  钥匙" in desk("activity", "close", "A1").lines
    assert desk("thing", "back", "003", "钥匙").code == 0 and has(desk) == []


def test_what_another_desk_called_otherwise_comes_back_as_it_was_called(
    desk: Run, data: Path, clock: StandingClock
) -> None:
    """Another program may leave the number in the name, name somebody, or hand out in an activity that is struck out since."""
    with open_store(data, clock.clock) as store:
        for thing in ("对讲机 7", "张伟的伞"):
            store.ledger.record(HandOut("FD/001", "FD/A1", thing, 1))
        store.ledger.record(HandOut("FD/001", "FD/GONE", "钥匙", 1))
        take_back(store, Hand("FD/001", "FD/GONE", "钥匙"))
    assert desk("thing", "back", "001", "对讲机 7").out.startswith("Given back: 对讲机 7 by 001")
    assert desk("thing", "back", "001", "张伟的伞").code == 0 and has(desk) == []


def test_a_desk_whose_clock_is_behind_takes_back_what_it_knows_of(desk: Run, clock: StandingClock) -> None:
    """The hand-out came in a pack of a desk whose clock is a few minutes ahead: what comes back came later. By more than that a
    clock is wrong, which is said; the operator writes it down all the same, or has the hand-out struck out."""
    struck = give(desk, "001", "背心", "--piece", "12")
    clock.advance(-20 * 60_000)
    refused = desk("thing", "back", "001", "背心")
    assert refused.code == 1 and f"hourdesk void {struck}" in refused.err and "--insist" in refused.err
    assert desk("void", struck, "--reason", "R").code == 0 and has(desk) == []
    give(desk, "001", "背心", "--piece", "12")
    clock.advance(-20 * 60_000)
    assert desk("thing", "back", "001", "背心", "--insist").code == 0 and has(desk) == []
    assert desk("thing", "give", "001", "背心", "--piece", "12", "--activity", "A1").code == 1
    clock.advance(15 * 60_000)
    give(desk, "001", "背心", "--piece", "12")
    assert has(desk) == [("001", "背心 12 1")]
    assert all(row["over"] == 0 for row in desk("thing", "list", "--json").objects)


def test_a_guest_of_another_school_gets_a_vest_once_they_were_scanned(desk: Run) -> None:
    refused = desk("thing", "give", "YZ/77", "背心", "--activity", "A1")
    assert refused.code == 1 and "nobody in the roster has the number YZ/77" in refused.err
