"""Write the recovery sheet as one page of PDF. It must be locked away, not kept at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from checkin.texts import _
from exports.printed.document import Paper, write_document
from exports.printed.printed import Printed, PrintedText
from exports.recovery_sheets import KEYWORD
from storage.disk.identity import DeskIdentity

LONG_CODE = 30
"""From so many characters on a code is printed smaller, to stand in one line."""


def write_recovery_sheet(path: Path, desk: DeskIdentity, code: str, day: date) -> Printed:
    """Write the page with the recovery `code` of the PIN, whole or not at all; `day` is today.

    Raises Refused if there is no font, or `path` can't be written.
    """
    steps = [
        _("This code is enough to set a new PIN. Keep it locked away, not at the desk."),
        _("If the PIN is forgotten: hourdesk pin reset, then type the code and a new PIN."),
        _("After a reset or a change of the PIN, this sheet is no longer valid: print the new one."),
    ]
    return _write(path, _("Recovery sheet for the supervisor's PIN"), _whose(desk), code, day, steps)


def write_passphrase_sheet(path: Path, desk: DeskIdentity, code: str, day: date) -> Printed:
    """The same for the recovery code of a protected desk."""
    steps = [
        _(
            "This code opens the desk and its backups like the passphrase. Lock it away, never with the laptop or the stick."
        ),
        _("If the passphrase is forgotten: hourdesk protect --change-passphrase, and type the code where it asks."),
        _("If the laptop is lost: hourdesk restore with the newest backup on another one, and type the code."),
        _("Without the passphrase and without this sheet nobody can open the record, nor can its makers."),
    ]
    return _write(path, _("Recovery sheet for the passphrase of the desk"), _whose(desk), code, day, steps)


def write_district_sheet(path: Path, district: str, code: str, day: date) -> Printed:
    """The same for the recovery code of a protected district; `district` is its name."""
    steps = [
        _("This code opens the district's folder like the passphrase. Lock it away, never with the computer."),
        _(
            "If the passphrase is forgotten: hourdesk district protect --change-passphrase, and type the code where it asks."
        ),
        _("Copies of the folder that were made before open with the passphrase and the code of then."),
        _("Without the passphrase and without this sheet nobody can open the record, nor can its makers."),
    ]
    return _write(path, _("Recovery sheet for the passphrase of the district"), district, code, day, steps)


def _whose(desk: DeskIdentity) -> str:
    return _("{team} · desk {desk}").format(team=desk.team_name, desk=desk.desk_name)


def _write(path: Path, heading: str, whose: str, code: str, day: date, steps: Sequence[str]) -> Printed:
    lines = [
        whose,
        _("printed on {day}").format(day=day.isoformat()),
    ]

    def draw(paper: Paper) -> None:
        paper.new_page()
        paper.pdf.set_keywords(KEYWORD)
        paper.line(heading, 20)
        for line in lines:
            paper.line(line, 12, gap=3)
        paper.line(code, 30 if len(code) < LONG_CODE else 22, gap=14)
        for place, step in enumerate(steps, 1):
            paper.line(f"{place}. {step}", 12, gap=6)

    printed = write_document(path, heading, draw, [PrintedText(text) for text in (*lines, *steps)], foot="Hourdesk")
    # Other users of this computer must not read the code.
    with suppress(OSError):
        path.chmod(0o600)
    return printed
