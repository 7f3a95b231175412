"""`hourdesk doctor`: is this laptop ready?"""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.command import command, json_option
from tui.cli.desk_choice import DeskChoice, pass_desk
from tui.cli.doctor_findings import findings
from tui.cli.output import result, result_json


@command("doctor", N_("Look at camera, decoders, fonts, clock, disk and terminal, and say what is missing."))
@json_option
@pass_desk
def doctor(choice: DeskChoice, as_json: bool) -> None:
    """Print one line for each thing that matters; what is missing does not stop anything, so the exit code is 0."""
    for finding in findings(choice.path):
        if as_json:
            result_json({"check": finding.check, "ok": finding.ok, "text": finding.text})
        else:
            result(f"{'✓' if finding.ok else '⚠'} {finding.text}")
