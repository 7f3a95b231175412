"""`hourdesk district`: the commands of the receiving side. Without a subcommand it opens the clerk's screen."""

from __future__ import annotations

import click

from checkin.rules.problems import N_
from checkin.texts import _
from tui.cli.base.command import Group, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.district.district_choice import district_path

_COMMANDS = {
    "init": "init:init",
    "trust": "trust:trust",
    "merge": "merge:merge",
    "sessions": "sessions:sessions",
    "totals": "totals:totals",
    "conflicts": "conflicts:conflicts",
    "shares": "shares:shares",
    "audit": "audit:audit",
    "requirement": "requirement:requirement",
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
    "credentials": "credentials:credentials",
    "check": "check:check",
    "rebuild": "rebuild:rebuild",
    "protect": "protect:protect",
    "unprotect": "protect:unprotect",
}

_SECTIONS = {
    N_("The record of all teams"): (
        "init",
        "trust",
        "merge",
        "teams",
        "missing",
        "returns",
        "check",
        "rebuild",
        "protect",
        "unprotect",
    ),
    N_("What is in it"): ("summary", "totals", "sessions", "stars", "shares", "requirement", "audit"),
    N_("Conflicts and decisions"): ("conflicts", "rule", "receipt", "kit", "credentials"),
    N_("Reports and files"): ("report", "form", "export"),
}


@examples(N_("hourdesk district --data record"), N_("hourdesk district merge packs/ --data record"))
@click.group(
    "district",
    cls=Group,
    lazy={name: f"tui.cli.district.{place}" for name, place in _COMMANDS.items()},
    sections=_SECTIONS,
    invoke_without_command=True,
    help=N_(
        "Put the packs of all teams together, report, and send back decisions; without a subcommand it opens the clerk's screen."
    ),
)
@click.pass_context
def district(ctx: click.Context) -> None:
    """Open the clerk's screen where no command was given."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(_open_screen)


@pass_desk
def _open_screen(choice: DeskChoice) -> None:
    from tui.cli.base.terminal import need_terminal

    need_terminal(
        _(
            "The district's screen needs a terminal. Start hourdesk district in a terminal window, or name a command: "
            "hourdesk district --help."
        )
    )
    click.get_current_context().exit(choice.screens.open_clerk(district_path(choice), choice.operator, choice.clock))
