"""The check of a scanner: what the codes of the test sheet tell about its settings and the keyboard."""

from __future__ import annotations

import re

from checkin.scanning.burst import Burst
from checkin.scanning.check_codes import TEST_CODES, TestCode, is_test_code
from checkin.scanning.layouts import Layout, digits_of
from checkin.scanning.scanner_faults import ScannerFault, faults_of
from checkin.scanning.text import normalise

HARMLESS = frozenset(
    {ScannerFault.NO_SUFFIX, ScannerFault.TAB_SUFFIX, ScannerFault.AIM_PREFIX, ScannerFault.ECI_PREFIX}
)
"""Badges come through all the same."""
_ORDER = tuple(ScannerFault)
_WIDE = re.compile(r"[\u3000-\u303f\uff00-\uffef\u3400-\u9fff…—‘’“”·]")
_RUN = re.compile(r"(.)\1+")


class ScannerCheck:
    """Takes the bursts of one scanner in any order, and knows which codes are still to be scanned."""

    def __init__(self) -> None:
        self.arrived: dict[int, tuple[ScannerFault, ...]] = {}
        """By the number of the code: what it betrays, nothing of a good one. A code that comes again counts anew."""

    def scan(self, burst: Burst) -> TestCode | None:
        """Take a burst; the code that it was, None for any other text."""
        code = code_of(burst)
        if code is not None:
            self.arrived[code.number] = compare(code, burst)
        return code

    @property
    def faults(self) -> tuple[ScannerFault, ...]:
        """All faults, each once; the harmful ones come first."""
        found = {fault for faults in self.arrived.values() for fault in faults}
        return tuple(sorted(found, key=lambda fault: (fault in HARMLESS, _ORDER.index(fault))))

    @property
    def is_fit(self) -> bool:
        """Whether badges come through: the first code arrived, and nothing that does harm was found."""
        return 1 in self.arrived and not set(self.faults) - HARMLESS

    def passed_over(self, code: TestCode) -> bool:
        """Whether a later code was read and this one was not: the scanner can't read it, or was not tried."""
        return code.number not in self.arrived and any(number > code.number for number in self.arrived)

    @property
    def next(self) -> TestCode | None:
        """The code to scan now: the first after the last that came; None after the last of the sheet."""
        last = max(self.arrived, default=0)
        return next((code for code in TEST_CODES if code.number > last), None)


def code_of(burst: Burst) -> TestCode | None:
    """The test code that a burst is, also where another keyboard layout or Shift made other characters of its digits."""
    if burst.is_too_long:
        return None
    plain = normalise(burst.raw)
    readings = (plain, *(digits_of(plain, layout) for layout in Layout))
    return next((code for text in readings if (code := is_test_code(text)) is not None), None)


def compare(code: TestCode, burst: Burst) -> tuple[ScannerFault, ...]:
    """What is wrong, given what should have come; nothing of a good scanner."""
    betrayed = [fault for fault in faults_of(burst) if fault in HARMLESS]
    text, wanted = normalise(burst.raw), code.text
    if burst.in_crumbs or (wanted.isascii() and _WIDE.search(burst.raw)):
        return (ScannerFault.INPUT_METHOD, *betrayed)
    if text == wanted:
        return tuple(betrayed)
    if not wanted.isascii():
        # Many scanners can't send Chinese characters, and badges have none.
        return tuple(betrayed)
    if text.casefold() == wanted.casefold():
        return (ScannerFault.CAPS_LOCK, *betrayed)
    if _RUN.sub(r"\1", text) == _RUN.sub(r"\1", wanted):
        return (ScannerFault.LOST_REPEATS, *betrayed)
    return (ScannerFault.SCRAMBLED, *betrayed)
