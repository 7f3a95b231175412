"""Names whose letters join or run from right to left: shaped on paper, in the order in which they are read."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
import pytest

from checkin.texts import say
from exports.printed.badges.png import write_pictures
from exports.printed.badges.sheet import write_sheet
from exports.printed.fonts import Face, FontSet, fonts_for
from exports.printed.printed import missing_characters, person_texts
from exports.printed.shaping import Piece, needs_shaping, pieces
from tests.exports.badge_cards import card

AYGUL = "ئايگۈل"
DIGITS = Face(Path("digits"), 0, frozenset(map(ord, "0123456789")))


def places(pdf: Path, text: str) -> list[float]:
    """Where the letters of a text stand on the first page, from the left, in points."""
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    found = {page.get_text_range(i, 1): page.get_charbox(i)[0] for i in range(page.count_chars())}
    return [found[letter] for letter in text]


@pytest.mark.parametrize("name", [AYGUL, "محمد علي", "שרה כהן", "สมชาย", "अनुष्का", "བསོད་ནམས", "ᠮᠣᠩᠭᠣᠯ"])
def test_which_names_are_shaped(name: str) -> None:
    assert needs_shaping(name) and needs_shaping(f"七1班 {name}")


@pytest.mark.parametrize("name", ["张伟", "阿卜杜热合曼·买买提", "Ó Súilleabháin", "𠮷田", "Nguyễn Thị Ánh"])
def test_all_others_are_drawn_as_they_stand(name: str) -> None:
    assert not needs_shaping(name)


def test_class_name_and_number_keep_their_order() -> None:
    """Only within the name words go from right to left; a number behind it stays behind it."""
    song, arab = (
        Face(Path("song"), 0, frozenset(map(ord, "七1班 0|〓"))),
        Face(Path("arab"), 0, frozenset(map(ord, AYGUL + " "))),
    )
    assert pieces(FontSet([song, arab]), f"七1班 {AYGUL} {AYGUL} 001") == [
        Piece(song, "七1班 "),
        Piece(arab, f"{AYGUL} {AYGUL}", shaped=True, right_to_left=True),
        Piece(song, " 001"),
    ]


def test_a_uyghur_name_on_a_badge_runs_from_right_to_left(tmp_path: Path) -> None:
    """Shaped letters stand in the order of reading, and the class before them."""
    pdf = tmp_path / "badges.pdf"
    assert write_sheet(pdf, [card("0001", "حۈل", class_name="七1班")]).notes == ()
    first, middle, last = places(pdf, "حۈل")
    assert first > middle > last


def test_joined_letters_are_narrower_than_single_ones(tmp_path: Path) -> None:
    from fpdf import FPDF

    from exports.printed.badges.typesetting import Typesetter

    pdf = FPDF(unit="mm")
    pdf.add_page()
    fonts = fonts_for([AYGUL])
    letters = Typesetter(pdf, fonts)
    assert letters.width(AYGUL, 10) < 0.9 * sum(letters.width(one, 10) for one in AYGUL)
    assert letters.width(f"张伟 {AYGUL}", 10) == pytest.approx(
        letters.width("张伟 ", 10) + letters.width(AYGUL, 10), rel=0.05
    )


def test_what_no_font_has_is_told_by_person(tmp_path: Path) -> None:
    cards = [card("0001", "ᠮᠣᠩᠭᠣᠯ"), card("0002", AYGUL)]
    for printed in (write_sheet(tmp_path / "badges.pdf", cards), write_pictures(tmp_path / "badges", cards)):
        (note,) = printed.notes
        assert say(note).startswith("0001 ᠮᠣᠩᠭᠣᠯ: No font on this computer has ᠮ")


@pytest.mark.parametrize("name", [AYGUL, "שרה כהן"])
def test_without_harfbuzz_a_name_is_printed_letter_by_letter_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A program that was put together by hand may lack uharfbuzz: the page comes all the same, with a note for the person."""
    monkeypatch.setitem(sys.modules, "uharfbuzz", None)
    cards = [card("0001", "张伟"), card("0002", name)]
    (note,) = write_sheet(tmp_path / "badges.pdf", cards).notes
    assert say(note).startswith(f"0002 {name}: The letters of {name} can't be joined")
    assert write_pictures(tmp_path / "badges", cards).notes == (), "Pillow brings its own HarfBuzz"


def test_a_name_of_two_such_scripts_that_no_single_font_has_is_told() -> None:
    hebrew, arab = (
        Face(Path("h"), 0, frozenset(map(ord, "שרה "))),
        Face(Path("a"), 0, frozenset(map(ord, AYGUL + "? "))),
    )
    fonts = FontSet([arab, hebrew, DIGITS])
    notes = missing_characters(person_texts("0002", f"שרה {AYGUL}"), fonts)
    assert [note.code for note in notes] == ["unshaped"]
    assert missing_characters(person_texts("0002", AYGUL), FontSet([arab, hebrew, DIGITS])) == []
