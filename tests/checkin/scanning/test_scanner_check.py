"""What the codes of the test sheet show of a scanner."""

from __future__ import annotations

import pytest

from checkin.scanning.burst import Burst, Suffix
from checkin.scanning.check_codes import TEST_CODES
from checkin.scanning.scanner_check import ScannerCheck, compare
from checkin.scanning.scanner_faults import ScannerFault

FIRST, SECOND, CHINESE, CARD, *_ = TEST_CODES
SHIFTED = str.maketrans("1234567890-", "!@#$%^&*()_")
AZERTY = str.maketrans("1234567890-", "&é\"'(-è_çà)")


def scanned(*texts: str, suffix: Suffix = Suffix.ENTER) -> ScannerCheck:
    check = ScannerCheck()
    for text in texts:
        check.scan(Burst(text, suffix))
    return check


@pytest.mark.parametrize(
    ("arrived", "fault"),
    [
        (SECOND.text.swapcase(), ScannerFault.CAPS_LOCK),
        (FIRST.text.replace("00", "0", 1), ScannerFault.LOST_REPEATS),
        (FIRST.text.replace("77", "7"), ScannerFault.LOST_REPEATS),
        (FIRST.text.replace("-", "－"), ScannerFault.INPUT_METHOD),
        ("后的-" + FIRST.text[9:], ScannerFault.INPUT_METHOD),
        (FIRST.text.translate(AZERTY), ScannerFault.SCRAMBLED),
        ("]Q1" + FIRST.text, ScannerFault.AIM_PREFIX),
        ("\\000026" + FIRST.text, ScannerFault.ECI_PREFIX),
    ],
)
def test_what_is_wrong_is_told_from_one_code(arrived: str, fault: ScannerFault) -> None:
    check = scanned(arrived)
    assert check.faults[:1] == (fault,), check.arrived


def test_suffixes_are_told_apart_and_do_no_harm() -> None:
    assert scanned(FIRST.text).faults == ()
    assert scanned(FIRST.text, suffix=Suffix.TAB).faults == (ScannerFault.TAB_SUFFIX,)
    silent = scanned(FIRST.text, suffix=Suffix.NONE)
    assert silent.faults == (ScannerFault.NO_SUFFIX,) and silent.is_fit


def test_a_scanner_that_can_not_send_chinese_is_fit() -> None:
    assert compare(CHINESE, Burst("HOURDESK-TEST-3-????", Suffix.ENTER)) == ()
    assert compare(CHINESE, Burst(CHINESE.text, Suffix.ENTER)) == ()


def test_codes_that_were_passed_over_are_known_and_may_come_later() -> None:
    check = scanned(FIRST.text, CARD.text)
    assert [code.number for code in TEST_CODES if check.passed_over(code)] == [2, 3]
    assert check.next is TEST_CODES[4]
    check.scan(Burst(SECOND.text, Suffix.ENTER))
    assert [code.number for code in TEST_CODES if check.passed_over(code)] == [3]


def test_what_was_mended_is_no_longer_wrong() -> None:
    check = scanned(SECOND.text.swapcase(), FIRST.text)
    assert not check.is_fit
    check.scan(Burst(SECOND.text, Suffix.ENTER))
    assert check.is_fit and check.faults == ()


def test_a_badge_is_none_of_the_codes() -> None:
    check = scanned("710011223344556677889928", "CARD-0042", "")
    assert check.arrived == {} and not check.is_fit
