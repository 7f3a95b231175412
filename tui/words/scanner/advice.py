"""What is said about a scanner or a keyboard that is set wrong: on the desk, and in the scanner check."""

from __future__ import annotations

from typing import assert_never

from checkin.scanning.scanner_faults import ScannerFault
from checkin.texts import _


def title(fault: ScannerFault) -> str:
    """A few words: what is wrong."""
    match fault:
        case ScannerFault.NO_SUFFIX:
            return _("The scanner sends no Enter")
        case ScannerFault.TAB_SUFFIX:
            return _("The scanner sends Tab in place of Enter")
        case ScannerFault.CAPS_LOCK:
            return _("Caps Lock or Shift is on")
        case ScannerFault.INPUT_METHOD:
            return _("A Chinese input method is on")
        case ScannerFault.LOST_REPEATS:
            return _("Keys were lost")
        case ScannerFault.AIM_PREFIX:
            return _("The scanner sends a code mark such as ]Q1")
        case ScannerFault.ECI_PREFIX:
            return _("The scanner sends a character set mark such as \\000026")
        case ScannerFault.JOINED:
            return _("Several scans came as one")
        case ScannerFault.SCRAMBLED:
            return _("The keyboard layout is wrong")
        case unreachable:
            assert_never(unreachable)


def advice(fault: ScannerFault) -> str:
    """One or two sentences: how to set the scanner or the computer."""
    match fault:
        case ScannerFault.NO_SUFFIX:
            return _("Scan “Add Enter (CR) suffix” in the scanner's manual; answers then come a moment sooner.")
        case ScannerFault.TAB_SUFFIX:
            return _("It works. To make it work like other scanners, scan “Enter (CR) suffix” in the scanner's manual.")
        case ScannerFault.CAPS_LOCK:
            return _("Press Caps Lock once so that its light goes out, and check that no Shift key is stuck.")
        case ScannerFault.INPUT_METHOD:
            return _("Switch it to English with Shift or Ctrl+Space, then scan again.")
        case ScannerFault.LOST_REPEATS:
            return _(
                "The scanner types faster than the computer reads. Scan again; if it comes back, set a key delay of 10"
                " to 20 ms in the scanner's manual (“inter-character delay” or “keyboard speed: slow”)."
            )
        case ScannerFault.AIM_PREFIX:
            return _("The desk removes it by itself. To switch it off, scan “AIM ID off” in the scanner's manual.")
        case ScannerFault.ECI_PREFIX:
            return _("The desk removes it by itself. To switch it off, scan “ECI output off” in the scanner's manual.")
        case ScannerFault.JOINED:
            return _("Scan one badge at a time, and scan “Add Enter (CR) suffix” in the scanner's manual.")
        case ScannerFault.SCRAMBLED:
            return _(
                "Set the computer's keyboard to English (US), or scan the code for this keyboard's country in the"
                " scanner's manual."
            )
        case unreachable:
            assert_never(unreachable)
