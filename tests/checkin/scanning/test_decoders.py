"""Two decoders behind one function; each alone does as well on a clean badge."""

from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image

from checkin.scanning.decoders import SCHOOL_CARDS, available_decoders
from checkin.scanning.grey import Grey, grey_of
from checkin.scanning.reader import read_picture
from tests.checkin.scanning.drawing import ANA, badge


def padded(image: Image.Image) -> Grey:
    """As a video frame has it: each row 13 bytes longer than the picture."""
    width, height = image.size
    rows = (image.tobytes()[y * width : (y + 1) * width] for y in range(height))
    return Grey(memoryview(bytearray(b"".join(row + b"\x07" * 13 for row in rows))), width, height, width + 13)


def drawn(content: str | bytes, kind: zxingcpp.BarcodeFormat) -> Image.Image:
    pixels = memoryview(zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(content, kind), scale=4))
    height, width = pixels.shape
    return Image.frombytes("L", (width, height), bytes(pixels))


@pytest.mark.parametrize("missing", ["zxingcpp", "pyzbar", None])
def test_a_badge_reads_with_either_decoder_absent(missing: str | None, without_module: Callable[[str], None]) -> None:
    if missing:
        without_module(missing)
    [code] = read_picture(padded(badge(ANA)))
    assert code.text == ANA
    assert all(40 <= x < 320 and 20 <= y < 240 for x, y in code.corners)
    assert len(available_decoders()) == (1 if missing else 2)


def test_padding_is_no_part_of_the_picture() -> None:
    image = badge(ANA)
    assert padded(image).image().tobytes() == padded(image).packed() == image.tobytes()


def test_a_transparent_picture_lies_on_white_paper() -> None:
    ink = badge(ANA).point(lambda level: 255 - level)
    image = Image.new("RGBA", ink.size, (0, 0, 0, 0))
    image.putalpha(ink)
    assert [code.text for code in read_picture(grey_of(image))] == [ANA]


def test_a_school_card_reads_only_when_asked_for() -> None:
    card = drawn("CARD-0042", zxingcpp.BarcodeFormat.Code128)
    tall = card.resize((card.width, 80))
    assert read_picture(tall) == []
    assert [code.text for code in read_picture(tall, SCHOOL_CARDS)] == ["CARD-0042"]


@pytest.mark.parametrize("content", ["张伟0042", "张伟0042".encode(), "张伟0042".encode("gb18030")])
def test_chinese_cards_read_in_each_character_set(content: str | bytes) -> None:
    assert [code.text for code in read_picture(drawn(content, zxingcpp.BarcodeFormat.QRCode))] == ["张伟0042"]


def test_an_empty_picture_says_nothing() -> None:
    assert read_picture(Image.new("L", (64, 64), 255)) == read_picture(Image.new("L", (0, 0))) == []
