"""What people wrote is harmless in every report: formulas, markup, controls, long names, and templates of strangers."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from docx import Document

from checkin.rules.period import Period
from checkin.rules.problems import Refused
from checkin.texts import use_language
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.asks.conflicts.kinds.unknown_badge import KIND as UNKNOWN_BADGE
from exports.district.district import District
from exports.district.reports import figures
from exports.district.reports.annual import write_annual
from exports.district.reports.form import enter, forms
from exports.district.reports.form_files import write_docx, write_templates, write_xlsx
from exports.district.reports.workbook import write_workbook
from tests.exports.district.invented import FIRST_DAY, invented_district
from tests.exports.reading_back import in_hours
from tests.forked_program import Ended, forked_program
from tests.portions import in_the_soak, share

ODD = (
    "=1+1",
    "<r>A&B</r>",
    "A&B <x>",
    "@SUM(1)",
    "{{ 7 * 7 }}{% raw %}",
    "李" * 200,
    "bell\x07esc\x1b[2Jend",
    "\ufffe",
)


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    use_language("en")
    with invented_district(tmp_path / "d") as district:
        yield district


def odd_everywhere(district: District, odd: str) -> None:
    district.db.execute("UPDATE team SET name = ? WHERE code = 'FD'", [odd])
    district.db.execute("UPDATE volunteer SET name = ?, class = ? WHERE number = '0003'", [odd, odd])
    district.db.execute("UPDATE activity SET name = ?, category = ?, project = ?", [odd, odd, odd])


def shown(odd: str) -> str:
    """What stays of it where a control can't be."""
    return odd.translate(dict.fromkeys((0x07, 0x1B, 0xFFFE), " ")).strip()


@pytest.mark.parametrize("odd", share(ODD, 0, 8))
def test_an_odd_name_everywhere_is_text_in_every_file(district: District, tmp_path: Path, odd: str) -> None:
    odd_everywhere(district, odd)
    enter(district, "FD", "", {"leader": odd[:200], "text": odd})
    book, form, word, year = (tmp_path / name for name in ("w.xlsx", "f.xlsx", "f.docx", "y.pdf"))
    write_workbook(district, book, Period())
    write_xlsx(form, forms(district, Period()))
    write_docx(word, forms(district, Period()))
    write_annual(district, year, Period())
    for file in (book, form):
        cells = [c for sheet in openpyxl.load_workbook(file) for row in sheet.iter_rows() for c in row]
        totals = [c for c in cells if str(c.value).startswith("=SUBTOTAL(109,")]
        assert cells and [c for c in cells if c.data_type in "fe"] == totals
        assert any(shown(odd) in shown(str(c.value)) for c in cells), file
    document = Document(str(word))
    values = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert len(document.tables) == 3 and any(value.strip() == shown(odd) for value in values)
    assert len(pypdfium2.PdfDocument(year)) >= 1


@in_the_soak
def test_fonts_are_in_the_annual_report(district: District, tmp_path: Path) -> None:
    write_annual(district, tmp_path / "y.pdf", Period())
    assert re.search(rb"/FontFile[23]?\b", (tmp_path / "y.pdf").read_bytes())


def test_added_hours_stand_apart(district: District, tmp_path: Path) -> None:
    """One activity of FD was added by a supervisor: ten people, 900 minutes, of which none count as scanned."""
    district.db.execute("UPDATE session SET source = 'added' WHERE team = 'FD' AND activity = 'A2'")
    write_workbook(district, tmp_path / "w.xlsx", Period())
    book = openpyxl.load_workbook(tmp_path / "w.xlsx", data_only=True)
    for name in ("Teams", "Volunteers", "Activities"):
        heading, *rows, foot = book[name].iter_rows(values_only=True)
        for word, hours in (("scanned hours", 3 * 49 * 1.5 - 15), ("added hours", 15)):
            column = heading.index(word)
            assert in_hours(foot[column]) == sum(in_hours(row[column]) for row in rows) == hours, (name, word)
    feet = [tuple(map(in_hours, row[1:3])) for row in book["Summary"].iter_rows(values_only=True) if row[0] == "all"]
    assert feet == [(3 * 49 * 1.5 - 15, 15)] * 4
    write_annual(district, tmp_path / "y.pdf", Period())
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "y.pdf"))
    assert "58:30 + 15:00" in text


def test_a_conflict_about_very_many_events(district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A badge that nobody knows was scanned for a year: the cell names the first scans, and how many more."""
    events = tuple(f"01a20d9c-dfe7-7204-9fd3-{n:012d}" for n in range(2000))
    many = Conflict(UNKNOWN_BADGE, "FD", "71", events, "one badge")
    monkeypatch.setattr(figures, "conflicts", lambda _district: [many])
    write_workbook(district, tmp_path / "w.xlsx", Period())
    cell = openpyxl.load_workbook(tmp_path / "w.xlsx")["Conflicts"]["F2"].value
    assert str(cell).startswith(events[0]) and str(cell).endswith("… +1980")


@in_the_soak
def test_figures_of_today_stay_out_of_a_past_period(district: District, tmp_path: Path) -> None:
    for period, sentence in ((Period(), True), (Period(FIRST_DAY, FIRST_DAY), False)):
        write_workbook(district, tmp_path / "w.xlsx", period)
        values = [row[0] for row in openpyxl.load_workbook(tmp_path / "w.xlsx")["Summary"].iter_rows(values_only=True)]
        assert any(str(value).startswith("As of") for value in values) is sentence


@pytest.mark.parametrize(
    "program",
    share(
        ["{{ ''.__class__.__mro__[1].__subclasses__() }}", "{% for %}", "{% for i in range(99999999) %}x{% endfor %}"],
        0,
        2,
    ),
)
def test_a_template_of_a_stranger_runs_nothing(district: District, tmp_path: Path, program: str) -> None:
    (template,) = write_templates(tmp_path / "templates")
    document = Document(str(template))
    document.paragraphs[1].insert_paragraph_before(program)
    document.save(str(template))
    with pytest.raises(Refused) as refused:
        write_docx(tmp_path / "f.docx", forms(district, Period()), tmp_path / "templates")
    assert refused.value.problems[0].code == "bad_template" and not (tmp_path / "f.docx").exists()


@pytest.mark.parametrize("data", share([b"PK\x03\x04 cut off", b"no Word file", b""], 0, 3))
def test_a_file_that_is_no_template(district: District, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "form.docx").write_bytes(data)
    with pytest.raises(Refused) as refused:
        write_docx(tmp_path / "out.docx", forms(district, Period()), tmp_path)
    assert refused.value.problems[0].code == "bad_template" and refused.value.problems[0].values["reason"]
    assert not (tmp_path / "out.docx").exists()


def test_a_template_that_fails_without_a_word(district: District, tmp_path: Path) -> None:
    """Some errors of libraries have no text; then their kind is said."""
    (template,) = write_templates(tmp_path / "templates")
    with zipfile.ZipFile(template) as whole, zipfile.ZipFile(tmp_path / "form.docx", "w") as cut:
        for name in whole.namelist():
            if name != "word/document.xml":
                cut.writestr(name, whole.read(name))
    with pytest.raises(Refused) as refused:
        write_docx(tmp_path / "out.docx", forms(district, Period()), tmp_path)
    assert refused.value.problems[0].values["reason"]


def test_the_clerks_commands(district: District, tmp_path: Path) -> None:
    """Enter what the record does not know, then write everything, in a process of its own each time."""
    odd_everywhere(district, "长" * 150)
    district.close()
    text = tmp_path / "text.txt"

    def run(*words: object) -> Ended:
        with forked_program(tmp_path / "bin") as program:
            return program.run("district", *map(str, words), "--data", str(tmp_path / "d"), "--lang", "en")

    text.write_text("字" * 501, "utf-8")
    refused = run("form", "FD", "--text", text)
    assert refused.code == 1 and "501" in refused.err and not refused.out
    text.write_text("走进社区，\n清洁家园。", "utf-8")
    done = run("form", "FD", "--set", "leader=陈静", "--text", text, "--json")
    assert json.loads(done.out)["leader"] == "陈静" and "清洁家园" in json.loads(done.out)["text"]

    folder = tmp_path / "forms"
    done = run("report", folder, "--form", "--json")
    files = [Path(json.loads(line)["file"]) for line in done.out.splitlines()]
    assert len(files) == 3 == len(list(folder.iterdir())) and all(zipfile.is_zipfile(file) for file in files), done
    for name in ("year.pdf", "book.xlsx", "all.docx"):
        done = run("report", tmp_path / name)
        assert done.code == 0 and (tmp_path / name).stat().st_size > 5000, done.err
    for name in ("book.txt", "missing/book.xlsx"):
        done = run("report", tmp_path / name)
        assert done.code == 1 and not (tmp_path / name).exists() and "Traceback" not in done.err
    assert run("report").code == 2

    done = run("export", tmp_path / "all.json", "--team", "FD", "--json")
    assert json.loads(done.out)["rows"] == 50 == len(json.loads((tmp_path / "all.json").read_text("utf-8")))
    first = json.loads((tmp_path / "all.json").read_text("utf-8"))[0]
    assert (first["team"], first["start"]) == ("FD", "2026-03-05T09:00:00+08:00")
