"""What arrives shows how scanner and keyboard are set; a known change is undone, and nothing is guessed."""

from __future__ import annotations

import pytest

from checkin.rules.badge_numbers import badge_number
from checkin.scanning.burst import Burst, Suffix
from checkin.scanning.scanner_faults import ScannerFault, faults_of

MEI = badge_number("00112233445566778899")
WIDE = MEI.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
SHIFTED = MEI.translate(str.maketrans("1234567890", "!@#$%^&*()"))
CHINESE_SHIFTED = MEI.translate(str.maketrans("1234567890", "！@#￥%…&*（）")).replace("…", "……")
AZERTY = MEI.translate(str.maketrans("1234567890", "&é\"'(-è_çà"))


def once(text: str) -> str:
    """The text without repeated keys."""
    return "".join(c for i, c in enumerate(text) if i == 0 or c != text[i - 1])


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (WIDE, ScannerFault.INPUT_METHOD),
        (SHIFTED, ScannerFault.CAPS_LOCK),
        (CHINESE_SHIFTED, ScannerFault.INPUT_METHOD),
        (AZERTY, ScannerFault.SCRAMBLED),
        (f"]Q1{MEI}", ScannerFault.AIM_PREFIX),
        (f"]Q1\\000026{MEI}", ScannerFault.ECI_PREFIX),
        (f"】Q1{MEI}", ScannerFault.INPUT_METHOD),
        (f"、000026{MEI}", ScannerFault.INPUT_METHOD),
    ],
)
def test_what_can_be_told_is_understood_and_named(raw: str, fault: ScannerFault) -> None:
    burst = Burst(raw, Suffix.ENTER)
    assert burst.text == MEI
    assert fault in faults_of(burst)


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (once(badge_number("01123456678901234599")), ScannerFault.LOST_REPEATS),
        (MEI[:-1], ScannerFault.LOST_REPEATS),
        (MEI + MEI[:10], ScannerFault.JOINED),
        ("】Q1志愿者" + MEI[3:], ScannerFault.INPUT_METHOD),
    ],
)
def test_what_can_not_be_told_is_named_and_never_guessed(raw: str, fault: ScannerFault) -> None:
    burst = Burst(raw, Suffix.ENTER)
    assert burst.text != MEI
    assert faults_of(burst)[0] is fault


def test_a_clean_scan_betrays_nothing() -> None:
    assert faults_of(Burst(MEI, Suffix.ENTER)) == ()
    assert faults_of(Burst(MEI, Suffix.TAB)) == (ScannerFault.TAB_SUFFIX,)
    assert faults_of(Burst(MEI)) == (ScannerFault.NO_SUFFIX,)
    assert faults_of(Burst(MEI, pasted=True)) == ()
    assert faults_of(Burst("CARD-0042", Suffix.ENTER)) == ()
