"""What schools write into single cells, and what is said of bad rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.rules.badge_numbers import badge_number
from checkin.rules.problems import Problem
from checkin.texts import say
from storage.people.spelling import clean_name, clean_text
from storage.roster.columns import field_of
from storage.roster.found_headings import is_sensitive
from storage.roster.headings import SYNONYMS, WRITTEN
from storage.roster.rows import RosterRow
from tests.storage.roster.files import codes, csv_file, read, xlsx

GOOD_BADGE = badge_number("12345678901234567890")


def one(tmp_path: Path, heading: str, cell: object) -> RosterRow | Problem:
    """The row of 张伟 with one more column, or what is wrong with it."""
    found = read(xlsx(tmp_path / "r.xlsx", {"七1班": [["姓名", heading], ["张伟", cell]]}))
    return found.problems[0] if found.problems else found.rows[0]


@pytest.mark.parametrize(
    ("cell", "birth"),
    [
        ("2012-3-5", date(2012, 3, 5)),
        ("2012/03/05", date(2012, 3, 5)),
        ("2012.3.5", date(2012, 3, 5)),
        ("２０１２年３月５日", date(2012, 3, 5)),
        ("2012 年 3 月 5 日", date(2012, 3, 5)),
        ("20120305", date(2012, 3, 5)),
        (20120305, date(2012, 3, 5)),
        (date(2012, 3, 5), date(2012, 3, 5)),
        ("2012-03-05 00:00:00", date(2012, 3, 5)),
        ("", None),
        ("-", None),
        ("2012年3月", None),
        ("2012.03", None),
        ("201203", None),
    ],
)
def test_births(tmp_path: Path, cell: object, birth: date | None) -> None:
    row = one(tmp_path, "出生年月日", cell)
    assert isinstance(row, RosterRow)
    assert row.birth == birth


@pytest.mark.parametrize(
    ("heading", "cell", "kind"),
    [
        ("班级", "教师", "teacher"),
        ("班级", "老师", "teacher"),
        ("班级", "家长", "parent"),
        ("班级", "教师（1）班", None),
        ("班级", "中学生", None),
        ("身份", "家长", "parent"),
    ],
)
def test_kinds(tmp_path: Path, heading: str, cell: str, kind: str | None) -> None:
    """Schools without a column for the kind write 教师 where others have a class."""
    row = one(tmp_path, heading, cell)
    assert isinstance(row, RosterRow)
    assert row.kind == kind


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("生日", "2026/2/30", "bad_birth"),
        ("生日", "3/5/2012", "bad_birth"),
        ("生日", "12-3-5", "bad_birth"),
        ("生日", "40973", "bad_birth"),
        ("生日", "0012-03-05", "bad_birth"),
        ("生日", "2027-01-01", "future_birth"),
        ("学号", "七/1", "bad_code"),
        ("学号", "1" * 33, "bad_code"),
        ("学号", 500103201203051234, "lost_digits"),
        ("学号", "5.00103E+17", "lost_digits"),
        ("学号", "11010519491231002X", "identity_number"),
        ("学号", "G11010519491231002X", "identity_number"),
        ("卡号", "x" * 65, "bad_card"),
        ("卡号", GOOD_BADGE, "card_is_badge"),
        ("证号", "710000", "bad_badge"),
        ("类别", "社工", "bad_kind"),
        ("性别", "甲", "bad_sex"),
        ("监护人同意", "尚未联系到", "bad_consent"),
        ("班级", date(2026, 7, 1), "became_date"),
    ],
)
def test_bad_cells_are_named_with_sheet_and_row(tmp_path: Path, heading: str, cell: object, code: str) -> None:
    problem = one(tmp_path, heading, cell)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) == (code, "sheet “七1班”, row 2")
    assert "11010519491231002X" not in say(problem)


def test_the_bad_date_itself_is_said(tmp_path: Path) -> None:
    problem = one(tmp_path, "出生日期", "2026/2/30")
    assert isinstance(problem, Problem)
    assert say(problem) == "sheet “七1班”, row 2: there is no day “2026/2/30” in the calendar"


@pytest.mark.parametrize(
    ("cell", "consent"),
    [
        (c, True)
        for c in ("是", "已同意", "同意", "√", "✓", "Yes", "y", 1, True, "王芳", "张三 父亲 2026-03-01", "2026-3-1")
    ]
    + [(c, False) for c in ("否", "no", 0, "×", "不同意", False)]
    + [(c, None) for c in ("", "待定", "/")],
)
def test_consent(tmp_path: Path, cell: object, consent: bool | None) -> None:
    row = one(tmp_path, "监护人同意书", cell)
    assert isinstance(row, RosterRow)
    assert row.consent is consent
    assert "王芳" not in repr(row) and "张三" not in repr(row)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("张 伟", "张伟"),
        ("张　伟", "张伟"),
        (" Anna   Lee ", "Anna Lee"),
        ("ＡＢ Ｃ", "AB C"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("\u202e李\u200b娜\n", "李娜"),
        ("'=1+1", "=1+1"),
        ("𠮷 野", "𠮷野"),
    ],
)
def test_names(tmp_path: Path, cell: str, name: str) -> None:
    (row,) = read(csv_file(tmp_path / "r.csv", [["姓名"], [cell]])).rows
    assert row.name == name


@given(st.text(max_size=30))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_name(clean_name(text)) == clean_name(text)
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.text(st.characters(max_codepoint=127), max_size=30))
def test_plain_letters_are_cleaned_as_all_others_are(text: str) -> None:
    assert clean_text(text) == clean_text(f"{text}张").removesuffix("张").rstrip()


def test_headings() -> None:
    for field, words in SYNONYMS.items():
        assert all(field_of(w) is field and not is_sensitive(w) for w in words)
    for language in WRITTEN.values():
        assert all(field_of(heading) is field for field, heading in language.items())
    assert field_of("姓名 Name\n（必填）*") == "name"
    assert field_of("学号/编号") == "number"
    assert field_of("家长姓名") is None
    assert all(
        map(is_sensitive, ("身份证号", "联系电话", "手机（家长）", "家庭住址", "学籍号", "E-mail", "ID card no."))
    )


def test_a_sheet_a_class_and_one_that_explains(tmp_path: Path) -> None:
    found = read(
        xlsx(
            tmp_path / "r.xlsx",
            {
                "说明": [["姓名", "必填"], ["学号", "选填"]],
                "七1班": [["名单"], ["姓名"], ["张伟"]],
                "合唱队": [["姓名"], ["李娜"]],
                "Sheet3": [["姓名"], ["王芳"]],
                "教师": [["姓名"], ["赵敏"]],
                "空": [],
            },
        )
    )
    assert [(r.name, r.class_name, r.kind) for r in found.rows] == [
        ("张伟", "七1班", None),
        ("李娜", "合唱队", None),
        ("王芳", None, None),
        ("赵敏", None, "teacher"),
    ]
    assert found.notes == ()


def test_merged_classes_and_those_written_once_are_filled_down(tmp_path: Path) -> None:
    rows = [["班级", "姓名"], ["", "张伟"], ["", "李娜"], ["七2班", "王芳"], ["", "赵敏"], ["", ""]]
    found = read(xlsx(tmp_path / "r.xlsx", {"S": rows}, [(1, 0, 2, 0, "七1班")]))
    assert [r.class_name for r in found.rows] == ["七1班", "七1班", "七2班", "七2班"]


def test_where_every_row_has_its_class_a_blank_is_no_class(tmp_path: Path) -> None:
    rows = [["班级", "姓名"], ["七1班", "张伟"], ["七1班", "李娜"], ["", "王芳"]]
    assert [r.class_name for r in read(csv_file(tmp_path / "r.csv", rows)).rows] == ["七1班", "七1班", None]
    rows = [["班级", "姓名", "身份"], ["七1班", "张伟", "学生"], ["", "李娜", "学生"], ["", "王芳", "教师"]]
    assert [r.class_name for r in read(csv_file(tmp_path / "r.csv", rows)).rows] == ["七1班", "七1班", None]


def test_blank_footer_and_repeated_heading_rows_are_no_problem(tmp_path: Path) -> None:
    rows = [
        ["序号", "学号", "姓名"],
        ["1", "001", "张伟"],
        ["2", "", ""],
        ["序号", "学号", "姓名"],
        ["3", "003", "李娜"],
        ["合计", "", "2"],
        ["备注：以上由班主任核对", "", ""],
        ["填表人：王芳", "", "审核"],
    ]
    found = read(csv_file(tmp_path / "r.csv", rows))
    assert [r.name for r in found.rows] == ["张伟", "李娜"]
    assert (found.problems, found.notes) == ((), ())


def test_a_row_without_a_name_is_named_and_good_rows_stay(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path / "r.csv", [["学号", "姓名"], ["001", ""], ["002", "李娜"]]))
    assert [(p.code, p.where) for p in found.problems] == [("no_name", "row 2")]
    assert [r.number for r in found.rows] == ["002"]
    assert found.mentioned == {"001"}


def test_two_people_of_one_number_card_or_badge(tmp_path: Path) -> None:
    rows = [
        ["学号", "姓名", "卡号", "证号"],
        ["1", "张伟", "", ""],
        ["1", "李娜", "", ""],
        ["2", "王芳", "C1", ""],
        ["3", "赵敏", "C1", ""],
        ["4", "孙丽", "", GOOD_BADGE],
        ["5", "周强", "", GOOD_BADGE],
        ["6", "吴昊", "", ""],
        ["6", "吴 昊", "", ""],
    ]
    found = read(csv_file(tmp_path / "r.csv", rows))
    assert codes(found.problems) == ["same_number"] * 2 + ["same_card"] * 2 + ["same_badge"] * 2
    assert say(found.problems[0]) == "row 2: 张伟 and 李娜 (row 3) both have the number 1. Correct one of them."
    assert [r.number for r in found.rows] == ["6"]
    assert codes(found.notes) == ["twice"]
