"""The codes of the test sheet: their texts, and how each one is recognised after a scanner changed it.

None of them can be a badge number (24 digits), and each begins with words that no school prints on its cards.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from checkin.rules.problems import N_
from checkin.scanning.decoders import Symbology

_WORDS = "hourdesktest"
_REPEATED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class TestCode:
    """One code of the sheet: `number` as printed beside it, `reveals` an English sentence that is translated later."""

    __test__ = False

    number: int
    symbology: Symbology
    text: str
    reveals: str
    module_mm: float


TEST_CODES: tuple[TestCode, ...] = (
    TestCode(
        1,
        Symbology.QR,
        "HOURDESK-TEST-1-00112233445566778899-7770001112",
        N_("Repeated digits: shows whether Enter follows a scan, and whether keys are lost or changed on their way."),
        1.0,
    ),
    TestCode(
        2,
        Symbology.QR,
        "Hourdesk-Test-2-aAbBcCdDeEfFgGhH",
        N_("Upper and lower case: shows whether Caps Lock or a Chinese input method is on."),
        1.0,
    ),
    TestCode(
        3,
        Symbology.QR,
        "HOURDESK-TEST-3-志愿服务",
        N_("Chinese characters: shows the scanner's character set. Badges are digits and do without it."),
        1.0,
    ),
    TestCode(
        4,
        Symbology.CODE_128,
        "Hourdesk-Test-4",
        N_("Code 128, as on many school cards: shows whether the scanner reads it."),
        0.4,
    ),
    TestCode(
        5,
        Symbology.CODE_39,
        "HOURDESK-TEST-5",
        N_("Code 39, as on older school cards: shows whether the scanner reads it."),
        0.4,
    ),
    TestCode(
        6,
        Symbology.QR,
        "HOURDESK-TEST-6",
        N_("A small code: shows how near it must be held. A badge's code is three times as large."),
        0.5,
    ),
)


def is_test_code(text: str) -> TestCode | None:
    """The test code that a text is, also with swapped case, lost repeats, full-width forms, prefixes or no letters."""
    folded = _folded(text)
    for code in TEST_CODES:
        if f"{_WORDS}{code.number}" in folded:
            return code
    # An input method eats letters, or makes Chinese words of them; the digits of the long code come through.
    first = TEST_CODES[0]
    remains = _squeezed("".join(c for c in unicodedata.normalize("NFKC", text) if c in "0123456789"))
    if not text.strip().isdecimal() and remains == _squeezed("".join(c for c in first.text if c.isdecimal())):
        return first
    return None


def _folded(text: str) -> str:
    """Small letters and digits of a text alone, each run of one character once."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _squeezed("".join(c for c in plain if c.isalnum()))


def _squeezed(text: str) -> str:
    return _REPEATED.sub(r"\1", text)
