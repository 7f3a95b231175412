"""The scanner check: the codes of the test sheet, what each showed, and how to mend what is wrong."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from checkin.clock import Clock
from checkin.rules.problems import Refused
from checkin.scanning.check_codes import TEST_CODES
from checkin.scanning.scanner_check import HARMLESS, ScannerCheck
from checkin.texts import _, say
from tui.screens.dialog import Dialog, Text
from tui.screens.making.made import Made, MadeDialog
from tui.widgets.action_row import Way
from tui.words.scanner.advice import advice, title
from tui.words.scanner.check import verdict_lines

if TYPE_CHECKING:
    from checkin.scanning.burst import Burst

SHEET = "hourdesk-test-codes.pdf"
_NAME = re.compile("[:：]")


class ScannerCheckDialog(Dialog[None]):
    """`data` is the data folder whose laptop the doctor looks at too."""

    DEFAULT_CSS = """
    ScannerCheckDialog VerticalScroll { height: auto; max-height: 70vh; }
    ScannerCheckDialog.-scanned VerticalScroll { max-height: 40vh; }
    """

    def __init__(self, data: Path, check: ScannerCheck, clock: Clock) -> None:
        super().__init__(_("Check of scanner and laptop"))
        self.check = check
        self._data = data
        self._clock = clock
        self._codes = Text(codes_text(check))
        self._laptop = Text(Content.styled(_("Looking at the laptop …"), "$quiet"))

    def parts(self) -> Iterable[Widget]:
        """The codes, what is wrong, and what the doctor finds."""
        yield VerticalScroll(self._codes, Text("\u200b"), self._laptop)

    def ways(self) -> list[Way]:
        """The sheet of test codes."""
        return [(_("print the test codes"), "screen.sheet")]

    def begin(self) -> None:
        """Look at the laptop meanwhile."""
        self._look()

    def check_burst(self, burst: Burst) -> None:
        """A burst came; one that is no test code is said to be none."""
        known = self.check.scan(burst) is not None
        self.trouble.say("" if known else _("That was not one of the test codes."))
        self._codes.say(codes_text(self.check))

    @work(thread=True, exit_on_error=False)
    def _look(self) -> None:
        from storage.store import has_desk
        from tui.doctor.findings import laptop_findings
        from tui.doctor.protection_finding import protection_finding

        found = list(laptop_findings(self._data, self._clock))
        if has_desk(self._data):
            found.append(protection_finding(self._data, self._clock))
        # What is well takes one line: the codes above it must stay in sight.
        well = " · ".join(_NAME.split(finding.text)[0] for finding in found if finding.ok)
        lines = [Content.assemble(("⚠ ", "bold $warning"), finding.text) for finding in found if not finding.ok]
        lines.append(Content.assemble(("✓ ", "$good"), well))
        self.app.call_from_thread(self._laptop.say, Content("\n").join(lines))

    @work(exclusive=True)
    async def action_sheet(self) -> None:
        """Write the PDF where people keep their documents; then it can be printed or opened."""
        try:
            path = await asyncio.to_thread(_write_sheet)
        except Refused as error:
            self.trouble.say(say(error.problems[0]))
            return
        done = await self.app.push_screen_wait(MadeDialog(_("Test codes"), Made(path, (_("Print them at 100 %."),))))
        if done is not None:
            self.notify(done, timeout=15, markup=False)


def _write_sheet() -> Path:
    from platformdirs import user_documents_dir

    from exports.printed.test_sheet.page import write_test_sheet

    folder = Path(user_documents_dir())
    path = (folder if folder.is_dir() else Path.home()) / SHEET
    write_test_sheet(path)
    return path


def codes_text(check: ScannerCheck) -> Content:
    """What it came to, what is wrong and how to mend it; then a line a code."""
    lines = [Content(text) for text in verdict_lines(check)]
    lines += [
        Content.assemble(
            (title(fault) + _(". "), "bold $quiet" if fault in HARMLESS else "bold $warning"), advice(fault)
        )
        for fault in check.faults
    ]
    lines.append(Content(""))
    for code in TEST_CODES:
        faults = check.arrived.get(code.number)
        if faults is not None:
            sign = ("⚠ ", "bold $warning") if set(faults) - HARMLESS else ("✓ ", "bold $good")
        elif check.passed_over(code):
            sign = ("✗ ", "bold $bad")
        else:
            sign = ("▸ ", "bold $key") if code is check.next else ("· ", "$quiet")
        lines.append(Content.assemble(sign, (f"{code.number}  ", "bold"), (_(code.reveals), "")))
    return Content("\n").join(lines)
