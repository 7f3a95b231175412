"""The publicity list: names masked unless the team decides otherwise, two 张* told apart, sums that add up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.problems import Refused
from checkin.rules.signature import UNSIGNED, Signature
from checkin.texts import use_language
from exports.printed.publicity.list_file import write_publicity
from exports.printed.publicity.masking import masked_name
from exports.printed.publicity.rows import publicity_rows
from storage.activities.activities import add_activity
from storage.activities.policies import set_policy
from storage.disk.ids import new_id
from storage.people.badges import issue, mint
from storage.people.person import Person
from storage.record import whole_record
from storage.store import Store, init_store
from storage.supervision.corrections import confirm
from tests.exports.reading_back import values_as_text
from tests.portions import in_the_soak

HOUR = 3_600_000
LONG = "阿" * 200
PEOPLE = [
    Person("FD", "001", "张伟", "七1班"),
    Person("FD", "002", "张丽", "七1班"),
    Person("FD", "003", "王小明", "七2班"),
    Person("FD", "004", "=1+1 <b>&\u202e", "七2班"),
    Person("FD", "005", LONG, "七3班"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Everybody served one hour yesterday, the first of them two, and all of it is on the list."""
    with init_store(tmp_path / "desk", team="FD", team_name="复旦中学", clock=SYSTEM_CLOCK) as opened:
        begun = opened.now() - 26 * HOUR
        set_policy(opened, {"publicity_working_days": 3}, since=begun - HOUR)
        add_activity(
            opened,
            "A1",
            {"name": "清洁家园", "place": "公园", "start": begun, "end": begun + 2 * HOUR, "overnight": True},
        )
        with opened.ledger.transaction():
            opened.register.write(PEOPLE)
            for person in PEOPLE:
                issue(opened, person, mint(opened), UNSIGNED)
        for place, person in enumerate(PEOPLE):
            badge = opened.register.badge(f"FD/{person.number}")
            for at in (begun, begun + (1 if place else 2) * HOUR):
                Desk(opened.ledger).scan(Arrival(new_id(opened.now()), at, badge or "", "FD/A1"))
        confirm(opened, whole_record(opened).sessions, Signature("wang"))
        yield opened


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张伟", "张*"),
        ("王小明", "王*明"),
        ("欧阳娜娜", "欧**娜"),
        ("阿卜杜拉·买买提", "阿******提"),
        ("Ana Lopez", "A** L****"),
        ("Ana", "A**"),
        ("Li", "L*"),
        ("张 伟", "* *"),
        ("伟", "*"),
        ("", ""),
        ("\u202eab", "a*"),
        ("n\u0303o\u0301a", "ñ*a"),
    ],
)
def test_a_masked_name(name: str, masked: str) -> None:
    assert masked_name(name) == masked


def test_two_of_one_name_are_told_apart_by_their_badges(store: Store) -> None:
    first, second = publicity_rows(store)[:2]
    assert (first.name, second.name, first.number) == ("张*", "张*", "")
    tails = {(store.register.badge(f"FD/{n}") or "")[-4:] for n in ("001", "002")}
    assert {first.badge, second.badge} == tails


def test_the_team_may_decide_for_whole_names(store: Store) -> None:
    set_policy(store, {"publicity_masks_names": False})
    assert {(row.name, row.number) for row in publicity_rows(store)} == {(p.name, p.number) for p in PEOPLE}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_names_nobody_and_says_until_when(store: Store, tmp_path: Path, language: str) -> None:
    use_language(language)
    try:
        rows = publicity_rows(store)
        write_publicity(tmp_path / "list.pdf", "复旦中学", rows)
        text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "list.pdf"))
    finally:
        use_language("en")
    assert "张*" in text and "王*明" in text and rows[0].badge in text
    assert rows[0].until.isoformat() in text and "360" in text
    assert not any(name in text for name in ("张伟", "张丽", "王小明"))


def test_the_spreadsheet_adds_up_and_holds_no_formula(store: Store, tmp_path: Path) -> None:
    set_policy(store, {"publicity_masks_names": False})
    write_publicity(tmp_path / "list.xlsx", "复旦中学", publicity_rows(store))
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
    lines = list(sheet.iter_rows(min_row=2, values_only=True))
    assert sum(line[6] for line in lines[:-1]) == lines[-1][6] == 360
    assert sum((line[7] for line in lines[:-1]), timedelta()) == lines[-1][7] == timedelta(hours=6)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert not values_as_text(tmp_path / "list.xlsx")
    assert [line[3] for line in lines[:-1]] == [row.badge for row in publicity_rows(store)]


def test_a_file_of_another_kind_and_an_empty_list_are_refused(store: Store, tmp_path: Path) -> None:
    for name, rows, code in (("list.doc", publicity_rows(store), "unknown_format"), ("list.pdf", [], "nobody_listed")):
        with pytest.raises(Refused) as refused:
            write_publicity(tmp_path / name, "复旦中学", rows)
        assert [p.code for p in refused.value.problems] == [code]
        assert not (tmp_path / name).exists()


@in_the_soak
def test_four_hundred_lines_go_over_pages_with_their_heading(store: Store, tmp_path: Path) -> None:
    rows = publicity_rows(store) * 80
    write_publicity(tmp_path / "list.pdf", "复旦中学", rows)
    pages = pypdfium2.PdfDocument(tmp_path / "list.pdf")
    texts = [page.get_textpage().get_text_range() for page in pages]
    assert len(texts) > 8
    assert all("badge" in text and f"page {n} of {len(texts)}" in text for n, text in enumerate(texts, 1))
    assert "400 lines, 28800 minutes, in hours 480:00" in texts[-1]
