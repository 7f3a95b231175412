"""Every report is read back by another program, adds up, and holds odd names unharmed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from docx import Document

from checkin.rules.period import ALL_DAYS, Period
from checkin.rules.problems import Refused
from checkin.texts import say, use_language
from exports.district.district import District
from exports.district.reports.annual import write_annual
from exports.district.reports.form import DRAFT_MARK, Form, enter, forms
from exports.district.reports.form_files import write_docx, write_templates, write_xlsx
from exports.district.reports.report import write_report
from exports.district.reports.workbook import write_workbook
from tests.exports.district.invented import FIRST_DAY, invented_district
from tests.exports.reading_back import in_hours, values_as_text
from tests.portions import in_the_soak, share

ODD = "=1+1 A&B <x>"


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    use_language("en")
    with invented_district(tmp_path / "d") as district:
        district.db.execute("UPDATE volunteer SET name = ? WHERE number = '0003'", [ODD])
        district.db.execute("INSERT INTO returned VALUES ('QX', '', '甲', '', 'student', 90, 'QX.xlsx', 1)")
        yield district


def sheet_rows(file: Path, sheet: str) -> list[list[object]]:
    return [list(row) for row in openpyxl.load_workbook(file, data_only=True)[sheet].iter_rows(values_only=True)]


def pdf_text(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def docx_text(file: Path) -> str:
    document = Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_the_workbook_adds_up(district: District, tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    write_workbook(district, out, Period())
    book = openpyxl.load_workbook(out, data_only=True)
    assert book.sheetnames == ["Summary", "Teams", "Volunteers", "Activities", "Conflicts", "Questions"]
    assert len(book["Summary"]._charts) == 4
    assert not values_as_text(out)
    heading, *teams, foot = sheet_rows(out, "Teams")
    scanned, by_hand = heading.index("scanned hours"), heading.index("by hand, not verified")
    assert in_hours(foot[scanned]) == sum(in_hours(row[scanned]) for row in teams) == 3 * 49 * 1.5
    assert [in_hours(row[by_hand]) for row in teams] == [0, 1.5, 0, 0] and in_hours(teams[1][scanned]) == 0
    enrolled = heading.index("enrolled")
    assert foot[enrolled] == sum(row[enrolled] or 0 for row in teams) > 0
    district.db.execute("UPDATE team SET enrolled = NULL")
    write_workbook(district, tmp_path / "unknown.xlsx", Period())
    assert "enrolled" not in sheet_rows(tmp_path / "unknown.xlsx", "Teams")[0], "nor 0"
    for sheet in ("Volunteers", "Activities"):
        heading, *rows, _foot = sheet_rows(out, sheet)
        assert heading[:2] == ["team", "name of the team"] and all(row[1] for row in rows), "a code says little"
    _heading, *people, foot = sheet_rows(out, "Volunteers")
    assert in_hours(foot[7]) == sum(in_hours(row[7]) for row in people) == 3 * 49 * 1.5
    cell = next(c for row in book["Volunteers"].iter_rows() for c in row if c.value == ODD)
    assert cell.data_type == "s"
    assert any("Person-times" in str(row[0]) for row in sheet_rows(out, "Summary"))


@in_the_soak
@pytest.mark.parametrize(("teams", "pages"), share([(3, 1), (54, 2)], 1, 2))
def test_no_page_of_the_summary_cuts_a_table_or_its_chart(tmp_path: Path, teams: int, pages: int) -> None:
    """Printed upright at a fixed scale: a page begins with a heading, and no chart reaches over the next one."""
    with invented_district(tmp_path / "d") as district:
        for n in range(teams - 3):
            district.db.execute("INSERT INTO team VALUES (?, ?, NULL, true)", [f"T{n}", f"第{n}小学"])
            district.db.execute(
                "INSERT INTO session SELECT * REPLACE (? AS team) FROM session WHERE key = 'FD-2-1' AND team = 'FD'",
                [f"T{n}"],
            )
        write_workbook(district, tmp_path / "report.xlsx", Period())
    sheet = openpyxl.load_workbook(tmp_path / "report.xlsx")["Summary"]
    assert sheet.page_setup.orientation == "portrait"
    fits = sheet.sheet_properties.pageSetUpPr
    assert fits is None or not fits.fitToPage
    breaks = [page.id for page in sheet.row_breaks.brk]
    assert len(breaks) + 1 == pages
    assert all(sheet.cell(row, 1).value is None and sheet.cell(row + 1, 1).value == "Month" for row in breaks)
    spans = [(chart.anchor._from.row, chart.anchor.to.row) for chart in sheet._charts]
    assert not [(span, row) for span in spans for row in breaks if span[0] < row <= span[1]]


def test_what_is_not_simply_scanned_stands_in_columns_of_its_own(district: District, tmp_path: Path) -> None:
    district.db.execute("UPDATE session SET source = 'vouched' WHERE key = 'FD-2-1'")
    write_workbook(district, tmp_path / "report.xlsx", Period())
    heading, *people, foot = sheet_rows(tmp_path / "report.xlsx", "Volunteers")
    place = heading.index("of the scanned: vouched for")
    (minutes,) = district.db.execute("SELECT credited FROM session WHERE key = 'FD-2-1'").fetchone() or (0,)
    assert minutes > 0 and [hours for row in people if (hours := in_hours(row[place]))] == [minutes / 60]
    assert in_hours(foot[place]) == minutes / 60
    assert "of the scanned: ruled" not in heading  # nobody has any


def test_a_period_holds_only_its_days(district: District, tmp_path: Path) -> None:
    out = tmp_path / "march.xlsx"
    write_workbook(district, out, Period(FIRST_DAY, FIRST_DAY))
    _heading, *_teams, foot = sheet_rows(out, "Teams")
    assert in_hours(foot[7]) == 3 * 9 * 1.5


def test_the_form_in_word_and_excel(district: District, tmp_path: Path) -> None:
    enter(
        district,
        "FD",
        "春风行动",
        {"leader": ODD, "title": "主任", "telephone": "023-0000", "served": "120", "paired": "向阳社区"},
    )
    enter(district, "FD", "", {"support": "图书\x07200册"})
    filled = forms(district, Period())
    assert [form.team for form in filled] == ["复旦中学", "人民路幼儿园", "渝中实验小学"]
    write_docx(tmp_path / "form.docx", filled)
    text = docx_text(tmp_path / "form.docx")
    for wanted in (ODD, "主任", "向阳社区", "春风行动", "2026年3月5日至2026年5月24日", "图书 200册", DRAFT_MARK, "50"):
        assert wanted in text, wanted
    assert len(Document(str(tmp_path / "form.docx")).tables) == 3
    # The second and the third begin a page themselves: a break behind a form that fills its page would make an empty one.
    begin = [bool(p.paragraph_format.page_break_before) for p in Document(str(tmp_path / "form.docx")).paragraphs]
    assert sum(begin) == 2 and not begin[0]
    assert b'w:type="page"' not in zipfile.ZipFile(tmp_path / "form.docx").read("word/document.xml")
    write_xlsx(tmp_path / "form.xlsx", filled)
    sheets = openpyxl.load_workbook(tmp_path / "form.xlsx")
    values = [cell.value for row in sheets.worksheets[0].iter_rows() for cell in row]
    assert ODD in values and sheets.sheetnames[0] == "复旦中学 春风行动"
    order = [
        "志愿服务队名称",
        "志愿服务项目名称",
        "志愿服务队组成人数",
        "项目执行时间",
        "参与项目总人次",
        "物质或资金支持情况",
        "负责人姓名",
        "职务",
        "电话",
    ]
    assert [v for v in values if v in order] == order


def test_forms_of_schools_with_long_and_rare_names_have_a_sheet_each(tmp_path: Path) -> None:
    form = Form("", "", "𠮷" * 14, "春风" * 10, *[""] * 10)
    write_xlsx(tmp_path / "form.xlsx", [form, form, replace(form, team="", project="[]")])
    names = openpyxl.load_workbook(tmp_path / "form.xlsx").sheetnames
    assert names == ["𠮷" * 14 + " 春风", "𠮷" * 14 + " 2", "1"]


def test_a_text_that_was_entered_is_no_draft(district: District, tmp_path: Path) -> None:
    enter(district, "FD", "春风行动", {"text": "字" * 500})
    (form,) = forms(district, Period(), "FD")
    assert form.text == "字" * 500
    for values in ({"text": "字" * 501}, {"colour": "red"}):
        with pytest.raises(Refused):
            enter(district, "FD", "春风行动", values)
    with pytest.raises(Refused):
        forms(district, Period(), "QX")


def test_a_school_changes_the_template(district: District, tmp_path: Path) -> None:
    (template,) = write_templates(tmp_path / "templates")
    document = Document(str(template))
    document.paragraphs[1].insert_paragraph_before("本校自拟标题")
    document.save(str(template))
    filled = forms(district, Period(), "FD")
    write_docx(tmp_path / "own.docx", filled, tmp_path / "templates")
    assert "本校自拟标题" in docx_text(tmp_path / "own.docx")
    document.paragraphs[1].insert_paragraph_before("{{ f.nothing | no_such_filter }}")
    document.save(str(template))
    with pytest.raises(Refused) as refused:
        write_docx(tmp_path / "broken.docx", filled, tmp_path / "templates")
    assert refused.value.problems[0].code == "bad_template" and not (tmp_path / "broken.docx").exists()


def test_the_annual_report(district: District, tmp_path: Path) -> None:
    """54 teams fit, each with its name and its hours."""
    district.db.execute(
        "INSERT INTO team SELECT 'X' || i, '第' || i || '学校', 500, true FROM range(50) t(i);"
        "INSERT INTO session SELECT key || i, 'X' || i, volunteer, activity_team, activity, start, \"end\", seconds, minutes, "
        "credited, status, flags, source, open_event, close_event, events, segments, day FROM session, range(50) t(i) WHERE team = 'FD'"
    )
    write_annual(district, tmp_path / "year.pdf", Period())
    text = pdf_text(tmp_path / "year.pdf")
    assert "渝中区教委" in text and "第49学校" in text and "2026-05" in text and "扶贫帮困" in text
    assert text.count("73:30") >= 53


@in_the_soak
def test_every_ending_that_the_refusal_names_is_written(district: District, tmp_path: Path) -> None:
    """The clerk's first page is saved by it too, and was refused with the advice to name a .docx."""
    with pytest.raises(Refused) as refused:
        write_report(district, tmp_path / "report.txt", ALL_DAYS)
    endings = set(re.findall(r"\.[a-z]+\b", say(refused.value.problems[0]).partition("end the name in")[2]))
    assert endings == {".xlsx", ".html", ".docx", ".pdf"}
    for ending in endings:
        write_report(district, tmp_path / f"report{ending}", ALL_DAYS)
        assert (tmp_path / f"report{ending}").stat().st_size > 1000
