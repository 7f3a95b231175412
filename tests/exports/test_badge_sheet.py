"""The PDF sheet: ten cards a page, every code read back from the printed page, every name as it is written."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pyzbar import pyzbar

from checkin.rules.badge_numbers import grouped
from checkin.rules.problems import Refused
from checkin.texts import say
from exports.printed.badges.card_face import CARD_HEIGHT, CARD_WIDTH, CODE, CODE_LEFT, CODE_TOP
from exports.printed.badges.cards import BadgeCard
from exports.printed.badges.sheet import LEFT, TOP, write_sheet
from exports.printed.fonts import FONT_VARIABLE
from tests.exports.badge_cards import HARD_NAMES, card

DPI = 150
MM = DPI / 25.4


def pages(path: Path) -> list[Image.Image]:
    return [page.render(scale=DPI / 72).to_pil().convert("L") for page in pypdfium2.PdfDocument(path)]


def texts(path: Path) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]


@pytest.fixture(scope="module")
def cards() -> list[BadgeCard]:
    return [card(f"{i:04d}", name) for i, name in enumerate(HARD_NAMES, 1)]


@pytest.fixture(scope="module")
def sheet(cards: list[BadgeCard], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sheet") / "badges.pdf"
    with pytest.MonkeyPatch.context() as patch:
        # The machine's whole font, of a collection, and not the small one of the other tests.
        patch.delenv(FONT_VARIABLE, raising=False)
        assert write_sheet(path, cards).files == (path,)
    return path


def test_a_page_is_a4_and_holds_ten_cards(sheet: Path) -> None:
    document = pypdfium2.PdfDocument(sheet)
    assert [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document] == [(210, 297)] * 2
    assert [len(zxingcpp.read_barcodes(page)) for page in pages(sheet)] == [10, 1]


def test_both_decoders_read_every_code_of_the_printed_page(sheet: Path, cards: list[BadgeCard]) -> None:
    wanted = sorted(c.badge for c in cards)
    assert sorted(code.text for page in pages(sheet) for code in zxingcpp.read_barcodes(page)) == wanted
    assert sorted(code.data.decode() for page in pages(sheet) for code in pyzbar.decode(page)) == wanted


def test_each_code_stands_on_the_card_of_its_person_and_is_25_mm_wide_at_least(
    sheet: Path, cards: list[BadgeCard]
) -> None:
    page = pages(sheet)[0]
    for i, person in enumerate(cards[:10]):
        row, column = divmod(i, 2)
        x, y = LEFT + column * CARD_WIDTH, TOP + row * CARD_HEIGHT
        cut = page.crop((round(x * MM), round(y * MM), round((x + CARD_WIDTH) * MM), round((y + CARD_HEIGHT) * MM)))
        [code] = zxingcpp.read_barcodes(cut)
        assert code.text == person.badge
        assert (code.position.top_right.x - code.position.top_left.x) / MM >= 25


def test_the_quiet_zone_is_white_and_no_text_leaves_its_card(sheet: Path, cards: list[BadgeCard]) -> None:
    page = pages(sheet)[0]
    quiet = 4 * CODE / 21
    for i in range(10):
        row, column = divmod(i, 2)
        x, y = LEFT + column * CARD_WIDTH, TOP + row * CARD_HEIGHT
        zone = [x + CODE_LEFT - quiet, y + CODE_TOP - quiet, x + CODE_LEFT + CODE + quiet, y + CODE_TOP + CODE + quiet]
        area = page.crop(tuple(round(mm * MM) for mm in zone))
        inner = tuple(round((quiet - 0.2) * MM) + d for d in (0, 0))
        area.paste(255, (*inner, inner[0] + round((CODE + 0.4) * MM), inner[1] + round((CODE + 0.4) * MM)))
        # 2 mm of the corners may hold the small crosses of the cut marks.
        edge = round(2 * MM)
        lightest = area.crop((edge, edge, area.width - edge, area.height - edge)).getextrema()[0]
        assert lightest > 200, f"something stands in the quiet zone of card {i}"
        rim = page.crop((round((x + 2) * MM), round((y + 2) * MM), round((x + 4.5) * MM), round((y + 52) * MM)))
        assert rim.getextrema()[0] > 200, f"a text of card {i} begins beyond its edge"


def test_names_and_numbers_are_on_the_page_as_text(sheet: Path, cards: list[BadgeCard]) -> None:
    page = texts(sheet)[0]
    for name in ("张伟", "𠮷田", "𬭎", "司马 相如", "欧 阳", "Ó Súilleabháin"):
        assert name in page
    for person in cards[:10]:
        assert grouped(person.badge) in page
        assert f"No. {person.number}" in page
    assert page.count("人和街小学志愿服务队") == 10


def test_a_rare_name_is_drawn_and_not_as_a_box(tmp_path: Path) -> None:
    """𠮷 differs from 吉 only in one stroke; what is drawn for both, and for a box, must differ."""
    shapes = []
    for name in ("𠮷", "吉", "𬭎", "〓"):
        write_sheet(tmp_path / "one.pdf", [card(name=name, badge=card().badge)])
        shapes.append(pages(tmp_path / "one.pdf")[0].tobytes())
    assert all(a != b for a, b in pairwise(shapes))
    assert len(set(shapes)) == 4


def test_a_name_without_a_font_is_marked_and_the_person_is_named(tmp_path: Path) -> None:
    """U+E000 is a private character, as old school systems use them for rare names."""
    printed = write_sheet(tmp_path / "badges.pdf", [card("0007", "张\ue000"), card("0008")])
    assert [note.code for note in printed.notes] == ["no_glyph"]
    assert say(printed.notes[0]).startswith("0007 张\ue000: ")
    assert "U+E000" in say(printed.notes[0]) and "〓" in say(printed.notes[0])
    assert "张〓" in texts(tmp_path / "badges.pdf")[0]


def test_a_name_that_fits_no_badge_is_cut_and_said(tmp_path: Path) -> None:
    printed = write_sheet(tmp_path / "badges.pdf", [card("0007", "很长的名字" * 20), card("0008", "很长的名字" * 3)])
    assert [(note.code, note.where[:4]) for note in printed.notes] == [("text_cut", "0007")]


def test_another_teams_number_is_written_with_its_team(tmp_path: Path) -> None:
    write_sheet(tmp_path / "badges.pdf", [card("0007", own_team=False, team_code="B2")])
    assert "No. B2/0007" in texts(tmp_path / "badges.pdf")[0]


def test_nobody_to_print_for_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        write_sheet(tmp_path / "badges.pdf", [])
    assert list(tmp_path.iterdir()) == []
