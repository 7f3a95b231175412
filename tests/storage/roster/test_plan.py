"""What an import brings in, changes and leaves alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from storage.people.person import Person
from storage.roster.plan import ImportPlan, plan_import
from storage.roster.reading import Reading
from storage.roster.rows import RosterRow
from tests.storage.roster.files import codes, csv_file, read


def row(n: int, name: str, number: str | None = None, class_name: str | None = "七1班", **more: object) -> RosterRow:
    return RosterRow("", n, number, name, class_name, **more)  # type: ignore[arg-type]


def person(number: str, name: str, class_name: str = "七1班", **more: object) -> Person:
    return Person("MD", number, name, class_name, **more)  # type: ignore[arg-type]


def plan(rows: Sequence[RosterRow], known: Sequence[Person] = (), left: Sequence[str] = ()) -> ImportPlan:
    return plan_import(Reading(tuple(rows)), known, team="MD", left=left)


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    """Numbers of the school's own, minted ones, namesakes told apart by their birthday, a teacher."""
    path = csv_file(
        tmp_path / "r.csv",
        [
            ["学号", "姓名", "班级", "出生日期", "身份", "监护人同意"],
            ["001", "张伟", "七1班", "2013-03-05", "学生", "是"],
            ["", "李娜", "七1班", "", "学生", ""],
            ["", "王芳", "七1班", "2013-01-01", "", ""],
            ["", "王芳", "七1班", "", "", ""],
            ["", "赵敏", "", "", "教师", ""],
        ],
    )
    first = plan_import(read(path), [], team="MD")
    assert first.problems == ()
    assert [p.number for p in first.new] == ["001", "V0001", "V0002", "V0003", "V0004"]
    assert first.minted == ("V0001", "V0002", "V0003", "V0004")
    second = plan_import(read(path), first.new, team="MD")
    assert not (second.new or second.changed or second.returned)
    assert second.unchanged == first.new
    assert (second.problems, second.notes, second.leavers) == ((), (), ())


def test_a_kind_that_stands_in_place_of_the_class_makes_no_second_person() -> None:
    known = [person("V0001", "张伟", class_name="教师")]
    found = plan([row(2, "张伟", class_name="教师", kind="teacher"), row(3, "张伟", class_name="七1班")], known)
    assert [(change.after.number, change.after.kind) for change in found.changed] == [("V0001", "teacher")]
    assert [(p.number, p.class_name) for p in found.new] == [("V0002", "七1班")]


def test_minted_numbers_never_collide() -> None:
    known = [person("V0001", "甲"), person("V0007", "乙")]
    rows = [row(2, "张伟"), row(3, "李娜", "V0008"), row(4, "王芳")]
    assert [p.number for p in plan(rows, known).new] == ["V0009", "V0008", "V0010"]


def test_namesakes_of_one_class_need_a_number() -> None:
    found = plan([row(2, "张伟"), row(3, "张 伟".replace(" ", "")), row(4, "张伟", class_name="七2班")])
    assert [(p.code, p.where) for p in found.problems] == [("namesakes", "row 2"), ("namesakes", "row 3")]
    assert [p.class_name for p in found.new] == ["七2班"]
    assert not found.comes_in(strict=True)
    assert found.comes_in(strict=False)


def test_a_person_is_picked_and_never_guessed() -> None:
    known = [person("1", "张伟"), person("2", "张伟"), person("3", "李娜", birth=date(2013, 1, 1))]
    found = plan([row(2, "张伟"), row(3, "李娜", class_name=None)], known)
    assert codes(found.problems) == ["which_person", "which_person"]
    assert (found.new, found.leavers) == ((), ())


def test_without_numbers_class_or_birthday_tell_who_it_is() -> None:
    known = [person("1", "张伟", "七1班"), person("2", "张伟", "七2班"), person("3", "李娜", birth=date(2013, 1, 1))]
    found = plan(
        [row(2, "张伟", class_name="七2班", sex="1"), row(3, "李娜", class_name="八1班", birth=date(2013, 1, 1))], known
    )
    assert [(c.before.number, c.fields) for c in found.changed] == [
        ("2", (("sex", None, "1"),)),
        ("3", (("class_name", "七1班", "八1班"),)),
    ]
    assert [p.number for p in found.leavers] == ["1"]


def test_blank_cells_erase_nothing_and_changes_show_before_and_after() -> None:
    before = person("1", "张伟", kind="teacher", sex="1", birth=date(1980, 1, 1), card="C1", consent=True)
    assert plan([row(2, "张伟", "1", None)], [before]).unchanged == (before,)
    same = {"birth": date(1980, 1, 1), "card": "", "consent": False}
    (change,) = plan([row(2, "张玮", "1", "八1班", **same)], [before]).changed
    assert change.fields == (
        ("name", "张伟", "张玮"),
        ("class_name", "七1班", "八1班"),
        ("card", "C1", None),
        ("consent", True, False),
    )


def test_leavers_are_listed_and_come_back() -> None:
    known = [person("1", "张伟"), person("2", "李娜"), Person("OTHER", "9", "别人")]
    found = plan([row(2, "张伟", "1")], known, left=["1"])
    assert [p.number for p in found.leavers] == ["2"]
    assert [p.number for p in found.returned] == ["1"]


def test_somebody_in_a_bad_row_is_no_leaver(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "r.csv", [["学号", "姓名", "生日"], ["1", "张伟", "2026/2/30"], ["2", "李娜", ""]])
    found = plan_import(read(path), [person("1", "张伟"), person("2", "李娜"), person("3", "王芳")], team="MD")
    assert [p.number for p in found.leavers] == ["3"]
    assert codes(found.problems) == ["bad_birth"]


def test_a_card_has_one_owner() -> None:
    known = [person("1", "张伟", card="C1"), person("2", "李娜", card="C2")]
    taken = plan([row(2, "李娜", "2", card="C1")], known)
    assert codes(taken.problems) == ["card_taken"]
    assert taken.changed == ()
    swapped = plan([row(2, "张伟", "1", card="C2"), row(3, "李娜", "2", card="C1")], known)
    assert swapped.problems == ()
    assert len(swapped.changed) == 2


def test_two_newcomers_without_numbers_and_one_card_each() -> None:
    known = [person("1", "张伟", card="C1")]
    assert codes(plan([row(2, "王芳", card="C1"), row(3, "张伟", "1")], known).problems) == ["card_taken"]


def test_notes_on_names_that_are_known_otherwise() -> None:
    known = [person("V0001", "张伟"), person("5", "李娜")]
    found = plan([row(2, "张伟", "2023001"), row(3, "王芳", "5")], known)
    assert codes(found.notes) == ["renamed", "known_otherwise"]
    assert found.notes[1].values["count"] == 1


def test_badges_that_the_file_names() -> None:
    found = plan([replace(row(2, "张伟"), badge="7" * 24)])
    assert found.badges == {"V0001": "7" * 24}


def test_cards_that_no_keyboard_scanner_reads_are_named_once_when_they_are_given() -> None:
    """Six characters are a burst; a card that was there before is not named at each import."""
    known = [person("1", "张伟", card="00001"), person("2", "李娜", card="000002")]
    found = plan(
        [row(2, "张伟", "1", card="00001"), row(3, "李娜", "2", card="00002"), row(4, "王芳", "3", card="123456")],
        known,
    )
    assert [(note.code, note.values["people"], note.values["least"]) for note in found.notes] == [("short_card", "李娜 00002", 6)]  # fmt: skip
    assert codes(plan([row(2, "王芳", "3", card="123")], known).notes) == ["short_card"]
    assert codes(plan([row(2, "张伟", "1", card="")], known).notes) == []
