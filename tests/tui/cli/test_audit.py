"""A school's own audit, and the district's: questions, answers that travel, a sample that is drawn, checked and reported."""

from __future__ import annotations

import csv
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from exports.audit.plausibility.rules import FILE
from exports.audit.sample.check_list import ITEM_WORDS
from tests.portions import in_the_soak, share
from tests.tui.cli.conftest import ROSTER, Run

DAY = "2026-03-04"
HEAD = ROSTER.splitlines()[0]


@pytest.fixture
def stacked(desk: Run, tmp_path: Path) -> Run:
    """Twelve badges go over the scanner in six seconds, in and out; three other people come and go one by one."""
    rows = [HEAD, *(f"{n},学生{n},七1班,学生" for n in range(101, 116))]
    (tmp_path / "more.csv").write_text("\n".join(rows), "utf-8")
    assert desk("roster", "import", tmp_path / "more.csv", "--add").code == 0
    plan = ("--start", f"{DAY} 16:00", "--end", f"{DAY} 18:00")
    assert (
        desk(
            "activity", "add", "--code", "R1", "--name", "River", "--place", "Bank", "--category", "绿色环保", *plan
        ).code
        == 0
    )
    badges = {one["number"]: one["badge"] for one in desk("roster", "list", "--json").objects}
    lines = []
    for hour in ("16:05", "17:50"):
        lines += [f"{DAY}T{hour}:{n * 0.5:06.3f}\t{badges[str(101 + n)]}" for n in range(12)]
    for n in range(3):
        lines += [f"{DAY}T16:{20 + 3 * n}\t{badges[str(113 + n)]}", f"{DAY}T17:{20 + 3 * n}\t{badges[str(113 + n)]}"]
    assert desk("scan", "--activity", "R1", "-", stdin="\n".join(lines) + "\n").code == 0
    return desk


def test_a_stack_of_badges_is_asked_about_answered_and_told_to_the_district(
    stacked: Run, run: Run, tmp_path: Path
) -> None:
    (asked,) = stacked("audit", "list", "--json").objects
    assert asked["rule"] == "badge_stack" and len(asked["sessions"]) == 12
    assert asked["facts"]["persons"] == 12
    shown = stacked("audit", "show", asked["finding"][:8])
    assert "101" in shown.out and "113" not in shown.out

    answered = stacked(
        "--operator", "Chen", "audit", "answer", asked["finding"][:8], "--reason", "one bus brought them"
    )
    assert answered.code == 0, answered.err
    assert stacked("audit", "list").lines == ["Nothing is asked."]
    assert "one bus brought them (Chen)" in stacked("audit", "list", "--all").out
    again = stacked("audit", "answer", asked["finding"], "--reason", "again")
    assert again.code == 1 and "was answered already" in again.err

    assert stacked("export", tmp_path / "school.hdpack").code == 0
    town = ("--data", tmp_path / "town")
    for words in (
        ("init", "--name", "District"),
        ("trust", tmp_path / "school.hdpack"),
        ("merge", tmp_path / "school.hdpack"),
    ):
        assert run("district", *words, *town).code == 0
    (there,) = run("district", "audit", "list", "--all", "--json", *town).objects
    assert (there["finding"], there["answer"]) == (asked["finding"], "one bus brought them")


@in_the_soak
def test_an_answer_that_is_struck_out_asks_again(stacked: Run) -> None:
    (asked,) = stacked("audit", "list", "--json").objects
    (written,) = stacked("audit", "answer", asked["finding"], "--reason", "a mistake", "--json").objects
    assert stacked("void", written["event"], "--reason", "the wrong activity").code == 0
    assert stacked("audit", "list", "--json").objects == [asked]


@in_the_soak
def test_an_answer_holds_where_a_session_is_struck_out(stacked: Run) -> None:
    (asked,) = stacked("audit", "list", "--json").objects
    assert stacked("audit", "answer", asked["finding"], "--reason", "one bus").code == 0
    assert stacked("void", asked["sessions"][0], "--reason", "was not there").code == 0
    assert stacked("audit", "list", "--json").objects == []
    (held,) = stacked("audit", "list", "--all", "--json").objects
    assert held["finding"] != asked["finding"] and len(held["sessions"]) == 11 and held["answer"] == "one bus"
    assert stacked("void", held["event"], "--reason", "two buses").code == 0
    (anew,) = stacked("audit", "list", "--json").objects
    assert anew["finding"] == held["finding"] and anew["answer"] is None


@in_the_soak
def test_an_answer_given_to_the_district_closes_the_question_at_the_school(
    stacked: Run, run: Run, tmp_path: Path
) -> None:
    place, pack, sheet = ("--data", tmp_path / "district"), tmp_path / "one.hdpack", tmp_path / "drawn.csv"
    (asked,) = stacked("audit", "list", "--json").objects
    for command in (
        ("export", pack), ("district", "init", "--name", "Town", *place), ("district", "trust", pack, *place),
        ("district", "merge", pack, *place),
        ("district", "audit", "answer", asked["finding"], "--reason", "one bus", "--operator", "Clerk", *place),
        ("district", "audit", "draw", "--seed", "s", "--size", "1", sheet, *place),
        ("district", "audit", "results", sheet, "--seed", "s", *place),
        ("district", "receipt", tmp_path / "receipts", *place),
    ):  # fmt: skip
        if "results" in command:
            event = sheet.read_text("utf-8-sig").splitlines()[1].split(",")[0]
            sheet.write_text(f"event,what does not hold,note\n{event},content,\n", "utf-8")
        done = (stacked if command[0] == "export" else run)(*command)
        assert done.code == 0, done.err
    (receipt,) = (tmp_path / "receipts").iterdir()
    assert stacked("take", receipt).code == 0
    assert "Nothing is asked." in stacked("audit", "list").out
    (answered,) = stacked("audit", "list", "--all", "--json").objects
    assert (answered["answer"], answered["answered_by"]) == ("one bus", "Clerk")
    assert f"answer to question {asked['finding'][:12]} of the audit · one bus" in stacked("receipt").out
    # What an inspector of the district found is read at the school too.
    assert stacked("audit", "report", "--seed", "s", "--json").objects[0]["failed"]["content"] == 1
    assert "checked in the sample s" in stacked("receipt").out


def test_a_sample_is_drawn_filled_in_and_reported(stacked: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "sample.xlsx"
    drawn = stacked("audit", "draw", "--seed", "spring", "--size", "6", sheet)
    assert drawn.code == 0, drawn.err
    same = stacked("audit", "draw", "--seed", "spring", "--size", "6", "--json").objects
    (table,) = openpyxl.load_workbook(sheet).worksheets
    head, *rows = [[cell.value for cell in row] for row in table.iter_rows()]
    assert [row[-1] for row in rows] == [one["event"] for one in same]
    widths = [table.column_dimensions[cell.column_letter].width for cell in table[1]]
    assert sum(widths) < 190, "printed across A4 it is read without a lens"
    fill = head.index("what does not hold")
    evidence = same[0]["evidence"]
    assert evidence["timely"] == {"holds": True, "text": f"entered 2026-03-05, due {due()}"}
    assert evidence["content"] == {"holds": True, "text": "绿色环保"}

    filled = tmp_path / "filled.csv"
    with filled.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        for row, failed in zip(rows, ("none", "content, as it really was", "timely", "", "", ""), strict=True):
            writer.writerow([*row[:fill], failed, "looked at it" if failed else "", *row[fill + 2 :]])
    taken = stacked("--operator", "Inspector", "audit", "results", filled, "--seed", "spring")
    assert (taken.lines, taken.err) == (["3 results are recorded."], "")
    (report,) = stacked("audit", "report", "--seed", "spring", "--json").objects
    assert (report["checked"], report["sound"]) == (3, 1)
    assert {item: count for item, count in report["failed"].items() if count} == {
        "content": 1,
        "really": 1,
        "timely": 1,
    }
    assert report["sessions"][rows[1][-1]] == {
        "failed": ["content", "really"],
        "note": "looked at it",
        "operator": "Inspector",
    }
    assert stacked("audit", "report", "--seed", "autumn", "--json").objects[0]["checked"] == 0
    assert "no results were taken in yet" in stacked("audit", "report", "--seed", "autumn").out
    assert stacked("audit", "report", "--seed", " ｓｐｒｉｎｇ ", "--json").objects[0]["checked"] == 3
    other = stacked("audit", "results", filled, "--seed", "autumn")
    assert other.code == 1 and "2: this list is of another sample (Sample spring): name its seed" in other.err


@in_the_soak
def test_a_sample_on_paper_has_each_item_and_room_for_a_pen(stacked: Run, tmp_path: Path) -> None:
    paper = tmp_path / "sample.pdf"
    assert stacked("audit", "draw", "--seed", "spring", "--size", "2", paper).code == 0
    said = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(paper))
    drawn = stacked("audit", "draw", "--seed", "spring", "--size", "2", "--json").objects
    # Neither a name nor an item is cut.
    assert all(one["name"] in said and one["event"] in said for one in drawn)
    # Each item beside each of the two sessions, and once where it is told what the items are.
    words = (*list(ITEM_WORDS.values())[:2], "holds?", "ask those who were there")
    assert [said.count(word) for word in words] == [3, 3, 2, 2]


def due() -> str:
    """Ten working days after the fourth of March."""
    return "2026-03-18"


@pytest.mark.parametrize(
    ("row", "said"),
    share(
        [
            (lambda event: [event, "luck"], "“luck” is no item of the check list"),
            (lambda event: ["01890a5d-ac96-774b-bcce-b302099a8057", "none"], "the record has no such session"),
            (lambda event: [event, ""], "nothing is filled in"),
            (lambda event: [event, "none", "\n" + event, "none"], "twice"),
        ],
        0,
        2,
    ),
)
def test_a_filled_list_with_a_fault_is_not_taken_at_all(
    stacked: Run, tmp_path: Path, row: Callable[[str], list[str]], said: str
) -> None:
    first, other = (one["event"] for one in stacked("audit", "draw", "--seed", "s", "--size", "2", "--json").objects)
    lines = "".join(f"{cell}," if not cell.startswith("\n") else cell + "," for cell in row(first))
    good = "" if said == "nothing is filled in" else f"{other},none\n"
    (tmp_path / "filled.csv").write_text(f"event,what does not hold\n{good}{lines}\n", "utf-8")
    taken = stacked("audit", "results", tmp_path / "filled.csv", "--seed", "s")
    assert taken.code == 1 and said in taken.err
    assert stacked("audit", "report", "--seed", "s", "--json").objects[0]["checked"] == 0


def test_a_sample_larger_than_the_log_and_a_rule_that_is_none(stacked: Run, data: Path) -> None:
    drawn = stacked("audit", "draw", "--seed", "s", "--size", "16")
    assert drawn.code == 1 and "a number from 1 to 15" in drawn.err
    (data / "plausibility.toml").write_text('[[rule]]\nname = "x"\nmeasure = "luck"\n', "utf-8")
    asked = stacked("audit", "list")
    assert asked.code == 1 and "plausibility.toml 1 measure: measure is one of these: stack" in asked.err
    (data / "plausibility.toml").write_text("[[rule", "utf-8")
    assert "correct the file" in stacked("audit", "list").err


def test_hours_while_there_are_lessons(stacked: Run, data: Path) -> None:
    timetable = 'terms = [[2026-02-23, 2026-07-03]]\nwednesday = ["8:00-11:50", "14:00-17:00"]\n'
    (data / "timetable.toml").write_text(timetable, "utf-8")
    asked = {one["rule"]: one for one in stacked("audit", "list", "--json").objects}
    assert len(asked["in_lessons"]["sessions"]) == 15
    (data / "holidays.toml").write_text(f"holidays = [{DAY}]\n", "utf-8")
    assert "in_lessons" not in {one["rule"] for one in stacked("audit", "list", "--json").objects}


def test_check_and_doctor_tell_what_an_own_table_lacks_or_has_wrong(desk: Run, data: Path) -> None:
    own, usual = data / FILE, files("exports.audit").joinpath("data", FILE).read_text("utf-8")
    own.write_text(usual, "utf-8")
    own.chmod(0o600)
    assert FILE not in desk("check").err
    first = usual.split("[[rule]]")[1]
    for text, told in ((f"[[rule]]{first}", "in_pairs (In pairs)"), (f"[[rule]]{first}least = x", "can't be read")):
        own.write_text(text, "utf-8")
        checked = desk("check")
        assert checked.code == 0 and FILE in checked.err and told in checked.err
        (found,) = (one for one in desk("doctor", "--json").objects if one["check"] == "audit_rules")
        assert not found["ok"] and told in str(found["text"])


@in_the_soak
def test_what_was_said_stands_beside_the_question_when_the_club_meets_again(desk: Run) -> None:
    """Two meetings answered, a third one: the answer, and which sessions are new. Struck out, it is not told; nor where another hand adds. It holds where a session is struck out."""

    def meet(code: str, day: str, hand: str = "Li") -> None:
        plan = ("--place", "hall", "--start", f"{day} 09:00", "--end", f"{day} 14:00")
        assert desk("activity", "add", "--code", code, "--name", code, *plan).code == 0
        for number in ("001", "002"):
            words = (
                "add",
                "--volunteer",
                number,
                "--activity",
                code,
                "--minutes",
                "300",
                "--reason",
                "no laptop there",
            )
            assert desk("--operator", hand, *words).code == 0

    def asked() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = desk("audit", "list", "--json").objects
        return found

    meet("C1", "2026-02-01")
    (first,) = asked()
    assert first["earlier_event"] is None and first["new_sessions"] == first["sessions"]
    answer = ("--operator", "Chen", "audit", "answer")
    (given,) = desk(*answer, first["finding"], "--reason", "a club without a desk", "--json").objects
    meet("C2", "2026-02-08")
    meet("W1", "2026-02-08", "Wu")
    again, other = sorted(asked(), key=lambda one: -len(one["sessions"]))
    assert (again["earlier_event"], again["earlier_answer"]) == (given["event"], "a club without a desk")
    assert len(again["new_sessions"]) == 2 and again["new_sessions"] == again["sessions"][2:]
    assert other["earlier_event"] is None
    assert "so far, to 2 of 4 sessions: a club without a desk (Chen)" in desk("audit", "list").out
    _head, tables = desk("audit", "show", again["finding"]).out.split("New since then:")
    new, known = tables.split("To these it was said:")
    assert new.count("C2") == 2 and known.count("C1") == 2 and "C1" not in new
    assert desk(*answer, again["finding"], "--reason", "the club, twice").code == 0
    # One pupil was not there after all: nothing new is asked, and what was said still holds when the club meets again.
    assert desk("void", again["sessions"][0], "--reason", "was ill").code == 0
    # Of that meeting too little is left to be asked about.
    left, open_one = desk("audit", "list", "--all", "--json").objects
    assert (left["sessions"], left["answer"]) == (again["sessions"][2:], "the club, twice") and open_one[
        "answer"
    ] is None
    meet("C3", "2026-02-15")
    assert {one["earlier_answer"] for one in asked()} == {"the club, twice", None}
    assert desk("void", given["event"], "--reason", "x").code == 0
    assert {one["earlier_answer"] for one in asked()} == {"the club, twice", None}
