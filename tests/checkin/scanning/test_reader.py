"""What does not read at once is looked at again; what only a retry reads must prove itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image, ImageChops

from bench.frames.render import render
from checkin.rules.badge_numbers import badge_number, is_badge_number
from checkin.scanning import retries
from checkin.scanning.decoders import QR_ONLY, SCHOOL_CARDS, Code
from checkin.scanning.grey import Grey, grey_of
from checkin.scanning.looking import look_with_zxing
from checkin.scanning.reader import read_picture
from checkin.scanning.region import Region, whole
from checkin.scanning.retries import Retry, usable_retries
from checkin.scanning.stream import StreamReader, window
from checkin.scanning.trust import trusted
from tests.checkin.scanning.drawing import badge
from tests.checkin.scanning.test_decoders import drawn
from tests.portions import WHOLE, in_the_soak, share

ANA = badge_number("01234567890123456789")
BEN = badge_number("98765432109876543210")


def read(picture: Grey | Image.Image) -> list[str]:
    return [code.text for code in read_picture(picture)]


@pytest.fixture(scope="module")
def hard() -> list[tuple[Grey, tuple[str, ...]]]:
    """Rendered frames that zxing-cpp does not read by itself though Hourdesk does."""
    frames = render(1, 16, tuple(share(("noise", "glare", "motion"), 0, 3)))
    return [(f.grey, f.texts) for f in frames if not look_with_zxing(f.grey).codes and read_picture(f.grey)]


def test_more_is_read_than_by_zxing_alone_and_nothing_wrong(hard: list[tuple[Grey, tuple[str, ...]]]) -> None:
    assert len(hard) >= 3
    assert all(read(grey) == list(texts) for grey, texts in hard)


def test_a_stream_reads_within_a_second_what_a_still_reads(hard: list[tuple[Grey, tuple[str, ...]]]) -> None:
    for grey, texts in share(hard, 0, 6):
        reader = StreamReader()
        shown = [code.text for _ in range(48) for code in reader.read(grey)]
        # A long code may be larger than the part of a frame that a slow look takes; a badge never is.
        assert set(shown) == set(texts) or (not shown and not is_badge_number(texts[0]))


def test_nothing_is_read_where_nothing_is() -> None:
    for frame in render(2, 10 if WHOLE else 1, ("empty",)):
        reader = StreamReader(SCHOOL_CARDS)
        assert read_picture(frame.grey, SCHOOL_CARDS) == []
        assert [code for _ in range(12) for code in reader.read(frame.grey)] == []


@pytest.mark.parametrize("retry", list(Retry), ids=lambda retry: retry.name)
def test_each_way_of_looking_reads_a_plain_badge_where_it_stands(retry: Retry) -> None:
    paper = Image.new("L", (900, 700), 255)
    paper.paste(badge(ANA), (400, 300))
    [code] = retry.read(paper, Region(300, 250, 900, 700))
    assert code.text == ANA
    # The badge's code stands at 440 to 585, 320 to 465 in the paper, with a quiet zone of 20.
    assert all(450 <= x <= 580 and 330 <= y <= 460 for x, y in code.corners)


@in_the_soak
def test_a_code_that_was_found_but_not_read_is_looked_at_closer() -> None:
    """codes that zxing-cpp only locates → some read once they are enlarged and sharpened, the others stay unread"""
    gained = 0
    for frame in render(7, 24, tuple(share(("glare", "mixed"), 0, 2))):
        look = look_with_zxing(frame.grey)
        if not look.codes and look.located:
            codes, unread = retries.look_closer(look.located, frame.grey.image())
            assert {code.text for code in codes} <= set(frame.texts)
            assert bool(codes) or unread == look.located
            gained += bool(codes)
    assert gained


def test_a_badge_proves_itself_by_its_check_digits() -> None:
    picture = Image.new("L", (200, 200), 255)
    square = ((10, 10), (60, 10), (60, 60), (10, 60))
    misread = ANA[:-1] + str((int(ANA[-1]) + 1) % 10)
    assert trusted(Code(ANA, square), picture)
    assert not trusted(Code(misread, square), picture)


def test_another_text_must_be_read_twice_the_same() -> None:
    picture = drawn("CARD-0042", zxingcpp.BarcodeFormat.QRCode)
    [code] = look_with_zxing(grey_of(picture)).codes
    assert trusted(code, picture)
    assert not trusted(Code("CARD-0043", code.corners), picture)


def test_a_card_never_costs_a_badge() -> None:
    """a badge that needs a retry beside a bar code that reads at once → the badge"""
    card = drawn("CARD-0042", zxingcpp.BarcodeFormat.Code128)
    for frame in render(1, 16, ("noise", "glare", "motion")):
        if not look_with_zxing(frame.grey).codes and read_picture(frame.grey, QR_ONLY):
            both = frame.grey.image().copy()
            both.paste(card.resize((card.width, 60)), (4, 4))
            assert [code.text for code in read_picture(both, SCHOOL_CARDS)] == list(frame.texts)
            return
    raise AssertionError("no frame needed a retry")


def test_a_stream_reads_cards_and_inverted_badges_too() -> None:
    card = drawn("CARD-0042", zxingcpp.BarcodeFormat.Code128)
    assert [c.text for c in StreamReader(SCHOOL_CARDS).read(grey_of(card.resize((card.width, 80))))] == ["CARD-0042"]
    assert read(ImageChops.invert(badge(BEN))) == [BEN]


def test_pyzbar_leads_with_the_same_retries(without_module: Callable[[str], None]) -> None:
    """no zxing-cpp, a badge in deep shadow → pyzbar reads it after the threshold, and an ordinary one at once"""
    without_module("zxingcpp")
    assert Retry.OTHER_DECODER not in usable_retries() and Retry.THRESHOLD in usable_retries()
    assert read(badge(ANA)) == [ANA]
    for retry in usable_retries():
        [code] = retry.read(badge(BEN), whole(badge(BEN)))
        assert code.text == BEN


def test_without_any_decoder_nothing_reads_and_nothing_breaks(without_module: Callable[[str], None]) -> None:
    without_module("zxingcpp")
    without_module("pyzbar")
    assert read(badge(ANA)) == [] and StreamReader().read(grey_of(badge(ANA))) == []


def test_a_slow_look_takes_a_window_and_the_windows_cover_the_frame() -> None:
    frame = Image.new("L", (1280, 720))
    seen = Image.new("L", frame.size, 0)
    for across in (0.0, 1.0):
        for down in (0.0, 1.0):
            part = window(frame, across, down)
            assert part.width * part.height <= 400_000
            seen.paste(255, (part.left, part.top, part.right, part.bottom))
    assert seen.getextrema() == (255, 255)
    assert window(Image.new("L", (640, 480)), 0.5, 0.5) == Region(0, 0, 640, 480)


def test_a_still_scene_is_searched_once_and_left_in_peace(monkeypatch: pytest.MonkeyPatch) -> None:
    """the same empty picture again and again → the retries end; something moves → they begin anew"""
    looked: list[Retry] = []
    before = Retry.read

    def counted(self: Retry, image: Image.Image, region: Region) -> list[Code]:
        looked.append(self)
        return before(self, image, region)

    monkeypatch.setattr(Retry, "read", counted)
    reader, empty = StreamReader(), grey_of(Image.new("L", (320, 240), 200))
    for _ in range(120):
        reader.read(empty)
    assert set(looked) == set(Retry)
    once = len(looked)
    for _ in range(20):
        reader.read(empty)
    assert len(looked) == once
    reader.read(grey_of(Image.new("L", (320, 240), 120)))
    assert len(looked) == once + 1
