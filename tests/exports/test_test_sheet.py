"""The sheet of test codes: one page, each code read back from it by two decoders, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from pyzbar import pyzbar

from checkin.scanning.check_codes import TEST_CODES
from checkin.texts import use_language
from exports.printed.test_sheet.page import write_test_sheet
from tests.portions import share

DPI = 200


@pytest.fixture(params=share(["en", "zh"], 1, 2))
def sheet(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """The sheet in both languages."""
    use_language(request.param)
    write_test_sheet(tmp_path / "test.pdf")
    yield tmp_path / "test.pdf"
    use_language("en")


def test_both_decoders_read_every_code_from_the_one_page(sheet: Path) -> None:
    """Printed at 200 dots an inch; pyzbar gives UTF-8."""
    [page] = pypdfium2.PdfDocument(sheet)
    picture = page.render(scale=DPI / 72).to_pil().convert("L")
    wanted = sorted(code.text for code in TEST_CODES)
    assert sorted(code.text for code in zxingcpp.read_barcodes(picture)) == wanted
    assert sorted(code.data.decode() for code in pyzbar.decode(picture)) == wanted


def test_the_codes_stand_on_the_page_from_the_first_to_the_last(sheet: Path) -> None:
    """Number 1 is at the top, and the numbers rise downwards."""
    [page] = pypdfium2.PdfDocument(sheet)
    found = zxingcpp.read_barcodes(page.render(scale=DPI / 72).to_pil().convert("L"))
    ordered = sorted(found, key=lambda code: code.position.top_left.y)
    assert [code.text for code in ordered] == [code.text for code in TEST_CODES]


def test_the_same_sheet_has_the_same_bytes(sheet: Path, tmp_path: Path) -> None:
    """Whoever prints it again gets what is there already."""
    write_test_sheet(tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == sheet.read_bytes()
