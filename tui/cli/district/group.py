"""`hourdesk district`: the commands of the receiving side; alone it opens the clerk's screen."""

from __future__ import annotations

import click

from checkin.rules.problems import N_
from tui.cli.command import Group

_COMMANDS = {
    "init": "init:init",
    "trust": "trust:trust",
    "merge": "merge:merge",
    "sessions": "sessions:sessions",
    "totals": "totals:totals",
    "conflicts": "conflicts:conflicts",
    "rule": "rule:rule",
    "report": "report:report",
    "form": "form:form",
    "export": "export:export",
    "teams": "teams:teams",
    "returns": "returns:returns",
    "summary": "summary:summary",
    "missing": "missing:missing",
    "stars": "stars:stars",
    "kit": "kit:kit",
    "receipt": "receipt:receipt",
}


@click.group(
    "district",
    cls=Group,
    lazy={name: f"tui.cli.district.{place}" for name, place in _COMMANDS.items()},
    help=N_("Put the packs of all teams together, report, and send back what was decided."),
)
def district() -> None:
    """Commands of the district; each says what it does."""
