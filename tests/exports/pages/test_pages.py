"""The pages for a head teacher and for the district, opened in a real browser: nothing is asked for, nothing fails, tables
sort, paper is A4, and what people wrote stays text."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
import pytest

from checkin.rules.asked_sessions import ALL_SESSIONS, AskedSessions
from checkin.rules.period import Period
from checkin.texts import use_language
from exports.district.reports.web_page import write_district_page
from exports.pages.desk_page import write_desk_page
from storage.activities.policies import set_policy
from storage.people.name_order import name_order
from storage.roster.importing import import_roster
from storage.store import Store
from tests.chromium import browser, needs_chromium
from tests.exports.district.invented import invented_district
from tests.exports.district.schools import scan, school
from tests.portions import in_the_soak, share
from tests.storage.roster.files import csv_file

HOSTILE = "<script>document.title='x'</script>"
PEOPLE = [
    ("001", "张伟", "七(2)班"),
    ("002", "阿依古丽", "七(10)班"),
    ("003", HOSTILE, "七(2)班"),
    ("004", "王芳", "八(1)班"),
    ("005", "سارة", "八(1)班"),
]
MINUTES = {"001": 30, "002": 100, "003": 90, "004": 61, "005": 110}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Five persons served from half an hour to two hours."""
    use_language("en")
    with school(tmp_path / "fd", "FD", "复旦中学", [person[:2] for person in PEOPLE]).first as opened:
        rows = [
            ["学号", "姓名", "班级", "人员类别"],
            *([number, name, group, "学生"] for number, name, group in PEOPLE),
        ]
        import_roster(opened, csv_file(tmp_path / "classes.csv", rows))
        for number, minutes in MINUTES.items():
            scan(opened, f"FD/{number}", 0)
            scan(opened, f"FD/{number}", minutes)
        yield opened


class _Tables(HTMLParser):
    """The texts of all cells of the second kind of table, row by row."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1] += data.strip()


def rows_of(path: Path) -> list[list[str]]:
    """Every row of every table of a page."""
    return _Tables(path.read_text("utf-8")).rows


@in_the_soak
@needs_chromium
@pytest.mark.parametrize("lang", share(["zh", "en"], 0, 2))
def test_a_desks_page_opens_without_a_fault_or_a_request_sorts_and_prints_on_a4(
    store: Store, tmp_path: Path, lang: str
) -> None:
    set_policy(store, {"publicity_masks_names": False})
    use_language(lang)
    out = tmp_path / "page.html"
    write_desk_page(store, out, ALL_SESSIONS)
    with browser(tmp_path / "profile") as tab:
        tab.open(out)
        assert tab.run("document.documentElement.lang") == {"zh": "zh-CN", "en": "en"}[lang]
        assert tab.run("document.title") == "复旦中学"
        column = "[...document.querySelector('table.sortable').tBodies[0].rows].map(r => r.cells[{i}].textContent)"
        assert tab.run(column.format(i=0)) == ["七(2)班", "七(2)班", "七(10)班", "八(1)班", "八(1)班"]
        click = "document.querySelectorAll('table.sortable thead button')[{i}].click()"
        tab.run(click.format(i=1))
        names = tab.run(column.format(i=1))
        assert [name for name in names if name in ("阿依古丽", "王芳", "张伟")] == ["阿依古丽", "王芳", "张伟"]
        assert HOSTILE in names and "سارة" in names
        last = tab.run("document.querySelector('table.sortable').tHead.rows[0].cells.length") - 1
        tab.run(click.format(i=last))
        assert tab.run(column.format(i=last)) == ["1:50", "1:40", "1:30", "1:01", "0:30"]
        tab.run(click.format(i=last))
        assert tab.run(column.format(i=last))[0] == "0:30"
        tab.run(
            "for (let n = 0, b = document.querySelector('table.sortable').tBodies[0]; n < 90; n++) b.append(b.rows[0].cloneNode(true))"
        )
        paper = pypdfium2.PdfDocument(tab.printed())
        heading = {"zh": "姓名", "en": "name"}[lang]
        assert heading in "".join(paper[1].get_textpage().get_text_range()[:60].split()), (
            "the headings stand on each page"
        )
        width, height = paper[0].get_size()
        assert (round(width), round(height)) == (595, 842)
        assert "6:31" in paper[0].get_textpage().get_text_range()
        assert tab.told == []
        assert tab.asked_for == [out.as_uri()]


@needs_chromium
def test_the_districts_page_opens_in_a_browser_fits_a4_and_its_table_has_the_totals_of_the_workbook(
    tmp_path: Path,
) -> None:
    use_language("en")  # its headings are the longest
    out = tmp_path / "page.html"
    with invented_district(tmp_path / "district") as district:
        write_district_page(district, out, Period(None, None))
        (minutes,) = district.db.execute("SELECT sum(credited) FROM session").fetchone() or (0,)
    with browser(tmp_path / "profile") as tab:
        tab.open(out)
        total = tab.run("[...document.querySelector('table.sortable').tFoot.rows[0].cells].map(c => c.textContent)")
        assert f"{minutes // 60}:{minutes % 60:02d}" in total
        assert tab.run("document.querySelectorAll('table.sortable').length") == 2
        tab.send("Emulation.setEmulatedMedia", media="print")
        tab.send("Emulation.setDeviceMetricsOverride", width=688, height=1000, deviceScaleFactor=1, mobile=False)
        assert tab.run("document.documentElement.scrollWidth") <= 688, "wider than A4 between its margins of 14 mm"
        assert tab.told == []
        assert tab.asked_for == [out.as_uri()]


def test_a_desks_page_masks_names_and_numbers_where_the_policy_does(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    write_desk_page(store, out, ALL_SESSIONS)
    text = out.read_text("utf-8")
    assert "张*" in text and "张伟" not in text and "阿依古丽" not in text
    assert "Names are masked" in text
    assert not [row for row in rows_of(out) if row[2:3] == ["001"]]


def test_a_name_that_is_a_script_is_text_and_the_page_allows_its_own_script_only(store: Store, tmp_path: Path) -> None:
    set_policy(store, {"publicity_masks_names": False})
    out = tmp_path / "page.html"
    write_desk_page(store, out, ALL_SESSIONS)
    text = out.read_text("utf-8")
    assert HOSTILE not in text and "&lt;script&gt;" in text
    assert "default-src 'none'" in text
    assert text.count("<script>") == 1
    assert "http" not in text.replace("http-equiv", "")


def test_a_page_of_no_sessions_says_so_in_its_figures(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    assert write_desk_page(store, out, AskedSessions("FD/NOTHING")) == 0
    assert "<dd>0:00</dd>" in out.read_text("utf-8")


def test_names_are_in_the_order_of_pinyin_and_others_by_their_letters() -> None:
    assert sorted(["张伟", "王芳", "Émile", "阿依", "bob", "李娜"], key=name_order) == [
        "阿依", "bob", "Émile", "李娜", "王芳", "张伟",
    ]  # fmt: skip
