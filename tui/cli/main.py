"""The entry point `hourdesk`: opens the desk, or runs a command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from checkin.rules.problems import N_
from checkin.texts import language
from tui.cli.command import Group, Option
from tui.cli.desk_choice import DeskChoice, pass_desk
from tui.cli.failures import INTERRUPTED, REFUSED, sentences
from tui.cli.language import choose_language
from tui.cli.output import message, prepare_streams

_COMMANDS = {
    "demo": "demo:demo",
    "init": "init:init",
    "kit": "kit:kit",
    "roster": "roster:roster",
    "activity": "activity:activity",
    "policy": "policy:policy",
    "team": "team:team",
    "badges": "badges:badges",
    "scan": "scan:scan",
    "read": "read:read",
    "sessions": "sessions:sessions",
    "explain": "explain:explain",
    "group": "group:group",
    "paper": "paper:paper",
    "left": "left:left",
    "muster": "muster:muster",
    "review": "review:review",
    "amend": "corrections:amend",
    "void": "corrections:void",
    "rule": "corrections:rule",
    "add": "corrections:add",
    "confirm": "confirm:confirm",
    "volunteer": "volunteer:volunteer",
    "evaluate": "recognise:evaluate",
    "commend": "commend:commend",
    "stars": "stars:stars",
    "redeem": "recognise:redeem",
    "training": "training:training",
    "diary": "diary:diary",
    "consent": "consent:consent",
    "publicity": "publicity:publicity",
    "objection": "objection:objection",
    "certificate": "certificate:certificate",
    "export": "export:export",
    "batch": "batch:batch",
    "verify": "verify:verify",
    "take": "take:take",
    "copies": "copies:copies",
    "receipt": "receipt:receipt",
    "check": "check:check",
    "backup": "backup:backup",
    "restore": "backup:restore",
    "doctor": "doctor:doctor",
    "pin": "pin:pin",
    "district": "district.group:district",
}


class Hourdesk(Group):
    """The root: chooses the language first, and turns errors into sentences."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> Any:
        """Run a command line (default: that of the process)."""
        import sys

        choose_language(sys.argv[1:] if args is None else args)
        return super().main(args, *more, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was parsed."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except Exception as error:
            lines = sentences(error)
            if lines is None:
                raise
            for line in lines:
                message(line)
            ctx.exit(REFUSED)


@click.group(
    "hourdesk",
    cls=Hourdesk,
    lazy={name: f"tui.cli.{place}" for name, place in _COMMANDS.items()},
    invoke_without_command=True,
    help=N_("The check-in desk of a volunteer activity. Without a command it opens the desk."),
)
@click.version_option(
    package_name="hourdesk",
    prog_name="hourdesk",
    message="%(prog)s %(version)s",
    cls=Option,
    help=N_("Show the version and exit."),
)
@click.pass_context
def hourdesk(ctx: click.Context) -> None:
    """Open the desk where no command was given."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(_open_desk)


@pass_desk
def _open_desk(choice: DeskChoice) -> None:
    from tui.cli.terminal import need_terminal

    need_terminal()
    from tui.app import run

    click.get_current_context().exit(run(choice.path, choice.operator, language()))


def main() -> None:
    """Run `hourdesk`."""
    prepare_streams()
    hourdesk.main(prog_name="hourdesk")
