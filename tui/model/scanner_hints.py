"""A burst can show how the scanner is set wrong. This is kept until its scan is answered, and said if it helps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from checkin.texts import _

if TYPE_CHECKING:
    from checkin.scanning.burst import Burst
    from checkin.scanning.scanner_faults import ScannerFault
    from tui.model.verdicts import Verdict

HINT_EVERY_S = 60.0
"""Seconds between two hints beside scans that were understood: one hint for each scan would be too many."""


class ScannerHints:
    """Remembers per scan what was wrong, and when a hint was last given. Times in seconds on a rising clock."""

    def __init__(self) -> None:
        self._faults: dict[str, tuple[ScannerFault, ...]] = {}
        self._hinted_s = float("-inf")

    def note(self, scan: str, burst: Burst) -> None:
        """The burst behind the scan of this id."""
        from checkin.scanning.scanner_faults import faults_of

        faults = tuple(fault for fault in faults_of(burst) if fault in _worth_a_word())
        if faults:
            self._faults[scan] = faults

    def answer(self, scan: str, verdict: Verdict, refused: bool) -> Verdict:
        """The verdict, where it is a refusal with what is wrong and how to mend it."""
        if not refused:
            return verdict
        faults = self._faults.pop(scan, ())
        return verdict._replace(advice=advice_for(faults)) if faults else verdict

    def hint(self, scan: str, now_s: float) -> str | None:
        """What to say beside a scan that was understood all the same; None mostly."""
        faults = self._faults.pop(scan, ())
        if not faults or now_s - self._hinted_s < HINT_EVERY_S:
            return None
        self._hinted_s = now_s
        return advice_for(faults)


def advice_for(faults: Sequence[ScannerFault]) -> str:
    """The worst fault in words: what is wrong and how to mend it."""
    from tui.words.scanner.advice import advice, title

    return _("{title}. {advice}").format(title=title(faults[0]), advice=advice(faults[0]))


def _worth_a_word() -> frozenset[ScannerFault]:
    """The faults that do harm. Suffixes other than Enter, and prefixes that the desk removes, are harmless."""
    from checkin.scanning.scanner_faults import ScannerFault

    return frozenset(
        {
            ScannerFault.CAPS_LOCK,
            ScannerFault.INPUT_METHOD,
            ScannerFault.LOST_REPEATS,
            ScannerFault.JOINED,
            ScannerFault.SCRAMBLED,
        }
    )
