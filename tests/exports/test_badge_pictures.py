"""One picture a volunteer, named by the number."""

from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pyzbar import pyzbar

from checkin.rules.problems import Refused
from exports.printed.badges.png import MODULE, file_names, write_pictures
from exports.printed.badges.qr import MODULES, QUIET
from tests.exports.badge_cards import HARD_NAMES, card


def test_both_decoders_read_each_picture_by_its_name(tmp_path: Path) -> None:
    cards = [card(f"{i:04d}", name) for i, name in enumerate(HARD_NAMES)]
    cards.append(card("0003", own_team=False, team_code="B2"))
    printed = write_pictures(tmp_path / "new" / "folder", cards)
    assert [path.name for path in printed.files][:2] == ["0000.png", "0001.png"]
    assert printed.files[-1].name == "B2-0003.png"
    assert sorted(printed.files) == sorted((tmp_path / "new" / "folder").iterdir())
    for person, path in zip(cards, printed.files, strict=True):
        picture = Image.open(path)
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [person.badge]
        assert [code.data.decode() for code in pyzbar.decode(picture)] == [person.badge]


def test_four_modules_around_the_code_stay_white_and_the_name_stands_below(tmp_path: Path) -> None:
    [path] = write_pictures(tmp_path, [card(name="很长的名字" * 6)]).files
    picture = Image.open(path)
    side = (MODULES + 2 * QUIET) * MODULE
    assert picture.width == side
    code, quiet = picture.crop((0, 0, side, side)), QUIET * MODULE
    code.paste(255, (quiet, quiet, side - quiet, side - quiet))
    assert code.getextrema() == (255, 255)
    below = picture.crop((0, side, side, picture.height))
    assert below.getextrema()[0] < 100
    assert below.crop((0, 0, 4, below.height)).getextrema() == (255, 255), "the name stays within the picture"


@pytest.mark.parametrize(
    ("numbers", "names"),
    [
        (["0001", "0002"], ["0001.png", "0002.png"]),
        (["a:b", "a?b", "a_b"], ["a_b.png", "a_b~2.png", "a_b~3.png"]),
        (["X1", "x1"], ["X1.png", "x1~2.png"]),
        (["CON", "nul.x", "com1"], ["_CON.png", "_nul.x.png", "_com1.png"]),
        (["..", ".x", "x."], ["_.png", "_.x.png", "x.png"]),
        (["../../etc", "学号1"], ["_.._.._etc.png", "学号1.png"]),
    ],
)
def test_file_names_are_safe_and_no_two_the_same(numbers: list[str], names: list[str]) -> None:
    assert file_names([card(number) for number in numbers]) == names


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(Refused):
        write_pictures(tmp_path / "file", [card()])
    with pytest.raises(Refused):
        write_pictures(tmp_path / "file" / "below", [card()])
