"""What a scanner check came to, in words: the same on the screen and on the command line."""

from __future__ import annotations

from checkin.scanning.check_codes import TEST_CODES
from checkin.scanning.scanner_check import ScannerCheck
from checkin.texts import _, enumerated


def verdict_lines(check: ScannerCheck) -> list[str]:
    """What the check came to so far."""
    if not check.arrived:
        return [_("Print the test codes and scan them in their order. Nothing is recorded.")]
    lines = [_("Badges come through.") if check.is_fit else _("Badges may not come through yet.")]
    unread = [str(code.number) for code in TEST_CODES if check.passed_over(code)]
    if unread:
        text = _("Not read: {numbers}. If you need these codes, switch them on by the scanner's manual.")
        lines.append(text.format(numbers=enumerated(unread)))
    return lines
