"""`hourdesk doctor`: is this laptop ready, and the scanner?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.rules.problems import N_
from checkin.texts import _
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, result, result_json

if TYPE_CHECKING:
    from checkin.scanning.scanner_check import ScannerCheck


@examples(N_("hourdesk doctor"), N_("hourdesk doctor --sheet test.pdf"))
@command("doctor", N_("Look at camera, decoders, fonts, clock, disk, sound and terminal, and say what is missing."))
@option(
    "--sheet",
    metavar="OUT.pdf",
    type=options.A_PATH,
    help=N_("Write the sheet of test codes for scanners, to be printed."),
)
@option("--scanner", is_flag=True, help=N_("Scan the test codes and see how the scanner is set. Nothing is recorded."))
@options.json_option
@pass_desk
def doctor(choice: DeskChoice, sheet: Path | None, scanner: bool, as_json: bool) -> None:
    """One line for each thing that matters; what is missing there stops nothing, so the exit code is 0."""
    if sheet is not None:
        _write_sheet(sheet, as_json)
    if scanner:
        _check_scanner(choice, as_json)
    if sheet is None and not scanner:
        _look(choice, as_json)


def _look(choice: DeskChoice, as_json: bool) -> None:
    from tui.cli.base.passphrase import unlock_desk_if_possible
    from tui.doctor.findings import findings

    unlock_desk_if_possible(choice.path)
    for finding in findings(choice.path, choice.clock):
        if as_json:
            result_json({"check": finding.check, "ok": finding.ok, "text": finding.text})
        else:
            result(f"{'✓' if finding.ok else '⚠'} {finding.text}")


def _write_sheet(path: Path, as_json: bool) -> None:
    from exports.printed.test_sheet.page import write_test_sheet

    write_test_sheet(path)
    if as_json:
        result_json({"file": str(path)})
    else:
        result(_("The test codes are in {file}. Print them at 100 %.").format(file=path))


def _check_scanner(choice: DeskChoice, as_json: bool) -> None:
    """On the screen, or line by line where the scanner's text comes from another program."""
    from checkin.scanning.scanner_check import ScannerCheck

    check = ScannerCheck()
    if sys.stdin.isatty() and sys.stdout.isatty():
        choice.screens.check_scanner(choice.path, check, choice.clock)
    else:
        for line in sys.stdin.buffer:
            _take(check, line)
    if as_json:
        _as_objects(check)
    else:
        _in_words(check)
    finish(refused=not check.is_fit)


def _take(check: ScannerCheck, line: bytes) -> None:
    from checkin.scanning.burst import Burst, Suffix
    from checkin.scanning.decoders import text_of

    text = text_of(line)
    bare = text.strip("\r\n\t")
    suffix = Suffix.ENTER if text.endswith(("\n", "\r")) else Suffix.TAB if text.endswith("\t") else Suffix.NONE
    if bare:
        check.scan(Burst(bare, suffix))


def _as_objects(check: ScannerCheck) -> None:
    from checkin.scanning.check_codes import TEST_CODES

    for code in TEST_CODES:
        faults = check.arrived.get(code.number)
        found = None if faults is None else [fault.value for fault in faults]
        result_json(
            {"code": code.number, "symbology": code.symbology.value, "arrived": faults is not None, "faults": found}
        )


def _in_words(check: ScannerCheck) -> None:
    from checkin.scanning.check_codes import TEST_CODES
    from checkin.scanning.scanner_check import HARMLESS
    from tui.words.scanner.advice import advice, title
    from tui.words.scanner.check import verdict_lines

    for code in TEST_CODES:
        faults = check.arrived.get(code.number)
        harmed = bool(set(faults or ()) - HARMLESS)
        sign = "⚠" if harmed else "✓" if faults is not None else "✗" if check.passed_over(code) else "·"
        result(f"{sign} {code.number}  {_(code.reveals)}")
    for fault in check.faults:
        result(f"⚠ {title(fault)}{_('. ')}{advice(fault)}")
    for line in verdict_lines(check):
        result(line)
