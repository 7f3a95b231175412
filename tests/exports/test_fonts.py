"""Which font prints which character, and what is said where none does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from checkin.rules.problems import Refused
from checkin.texts import say
from exports.printed import fonts
from exports.printed.document import Paper, write_document
from exports.printed.fonts import Face, FontSet, fonts_for, printable
from tests.portions import share


def face(name: str, characters: str) -> Face:
    return Face(Path(name), 0, frozenset(map(ord, characters)))


SONG, RARE, LATIN = face("song", "张伟〓?a"), face("rare", "𠮷张"), face("latin", "aé?")


def pieces(text: str, *faces: Face) -> list[tuple[str, str]]:
    return [(f.path.name, piece) for f, piece in FontSet(faces).runs(text)]


def test_each_character_comes_from_the_first_font_that_has_it() -> None:
    assert pieces("张𠮷伟é", SONG, RARE, LATIN) == [("song", "张"), ("rare", "𠮷"), ("song", "伟"), ("latin", "é")]


def test_a_missing_character_is_marked_where_it_stands_and_told_once() -> None:
    assert pieces("张𬭎𬭎", SONG, LATIN) == [("song", "张〓〓")]
    assert pieces("é𬭎", LATIN) == [("latin", "é?")]
    assert FontSet([SONG]).missing("张𬭎𬭎é") == "𬭎é"


def test_a_font_is_opened_only_when_a_character_asks_for_it() -> None:
    opened = []

    def coming() -> Iterator[Face]:
        for each in (SONG, RARE, LATIN):
            opened.append(each)
            yield each

    faces = FontSet(coming())
    faces.runs("张伟")
    assert opened == [SONG]
    faces.runs("𠮷")
    assert opened == [SONG, RARE]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("欧\n阳\t娜", "欧 阳 娜"),
        ("葛\U000e0100城", "葛城"),
        ("a\u200db\ufe0f\x00", "ab"),
        (" 张 伟 ", "张 伟"),
        ("张\ue000\U000323af", "张\ue000\U000323af"),
    ],
)
def test_what_has_no_shape_goes_and_what_may_be_a_name_stays(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_this_machine_prints_rare_names() -> None:
    found = fonts_for(["𠮷田", "𬭎", "张伟"], {})
    assert found.missing("𠮷田𬭎张伟") == ""
    assert "CJK" in found.runs("张")[0][0].path.name


@pytest.mark.parametrize("lines", share([1, 60], 0, 2))
def test_a_document_in_the_machines_whole_font_is_read_as_it_was_written(
    lines: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(fonts.FONT_VARIABLE, raising=False)

    def draw(paper: Paper) -> None:
        for number in range(lines):
            paper.line(f"张伟 {number} 清洁家园")

    written = write_document(tmp_path / "list.pdf", "清单", draw, foot="复旦中学")
    read = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(tmp_path / "list.pdf")]
    assert len(read) == written.pages == (1 if lines == 1 else 2)
    for number, page in enumerate(read, 1):
        assert f"page {number} of {len(read)}" in page
        assert "复旦中学" in page
    assert f"张伟 {lines - 1} 清洁家园" in read[-1]


def only(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    here = fonts._installed({})
    monkeypatch.setattr(fonts, "_installed", lambda env: {name: here[name] for name in names})


def test_without_a_chinese_font_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "dejavusans.ttf")
    with pytest.raises(Refused) as refused:
        fonts_for(["张伟"], {})
    assert "fonts-noto-cjk" in say(refused.value.problems[0])
    assert fonts_for(["Ana O'Hara"], {}).missing("Ana O'Hara") == "", "Latin names need no Chinese font"


def test_without_any_font_too(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch)
    with pytest.raises(Refused):
        fonts_for(["Ana"], {})


def test_a_named_font_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    serif = fonts._installed({})["notoserifcjk-regular.ttc"]
    found = fonts_for(["张伟"], {"HOURDESK_FONT": str(serif)})
    chosen = found.runs("张")[0][0]
    assert chosen.path == serif
    assert chosen.number == 2, "the face for simplified Chinese of the collection"


@pytest.mark.parametrize("content", [None, b"", b"not a font", b"ttcf but no collection"])
def test_a_named_file_that_is_no_font_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "some.ttf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        fonts_for(["张伟"], {"HOURDESK_FONT": str(path)})
    assert say(refused.value.problems[0]).startswith(f"{path}: ")
