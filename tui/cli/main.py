"""The entry point `hourdesk`: opens the desk, or runs a command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import click
from click.exceptions import Exit

from checkin.clock import Clock
from checkin.rules.problems import N_
from checkin.texts import _, language
from storage.disk.protection.open_keys import forget_keys
from tui.cli.base.colours import colours_wanted
from tui.cli.base.command import Group, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.failures import REFUSED, sentences
from tui.cli.base.language import choose_language
from tui.cli.base.output import forget_what_cant_be_written, message, prepare_streams
from tui.cli.base.parameters import Option
from tui.cli.base.progress import progress_shown
from tui.cli.base.screens import Screens
from tui.cli.base.wrong_usage import usage_errors_told
from tui.cli.interrupt import leave_if_asked

_COMMANDS = {
    "demo": "desk.demo:demo",
    "init": "desk.init:init",
    "kit": "exchange.kit:kit",
    "roster": "roster.group:roster",
    "year": "year.group:year",
    "link": "roster.linking:link",
    "activity": "activity.group:activity",
    "post": "posts.group:post",
    "policy": "desk.policy:policy",
    "team": "team.group:team",
    "badges": "badges.badges:badges",
    "scan": "scans.scan:scan",
    "read": "scans.read:read",
    "sessions": "record.sessions:sessions",
    "explain": "record.explain:explain",
    "group": "presence.group:group",
    "paper": "paper.group:paper",
    "left": "presence.left:left",
    "muster": "presence.muster:muster",
    "guard": "presence.guard:guard",
    "held": "presence.held:held",
    "thing": "thing.group:thing",
    "review": "supervision.review:review",
    "amend": "supervision.corrections:amend",
    "void": "supervision.corrections:void",
    "rule": "supervision.corrections:rule",
    "add": "supervision.corrections:add",
    "revoke-desk": "supervision.lost_desks:revoke",
    "claim": "claim.group:claim",
    "confirm": "supervision.confirm:confirm",
    "volunteer": "recognition.volunteer:volunteer",
    "evaluate": "recognition.recognise:evaluate",
    "commend": "recognition.commend:commend",
    "stars": "recognition.stars:stars",
    "requirement": "requirement.group:requirement",
    "redeem": "recognition.recognise:redeem",
    "training": "recognition.training:training",
    "diary": "recognition.diary:diary",
    "note": "roster.notes:note",
    "consent": "supervision.consent:consent",
    "publicity": "record.publicity:publicity",
    "objection": "supervision.objection:objection",
    "audit": "audit.group:audit",
    "witness": "witness.witness:witness",
    "certificate": "certificate.group:certificate",
    "export": "record.export:export",
    "batch": "batch.group:batch",
    "verify": "exchange.verify:verify",
    "take": "exchange.take:take",
    "copies": "exchange.copies:copies",
    "transfer": "transfer.group:transfer",
    "receipt": "exchange.receipt:receipt",
    "check": "desk.check:check",
    "backup": "desk.backup:backup",
    "restore": "desk.backup:restore",
    "protect": "desk.protect:protect",
    "unprotect": "desk.protect:unprotect",
    "recover-team": "desk.recover_team:recover_team",
    "doctor": "desk.doctor:doctor",
    "completion": "desk.completion:completion",
    "man": "desk.man:man",
    "pin": "desk.pin:pin",
    "purge": "desk.purge:purge",
    "district": "district.group:district",
}

_SECTIONS = {
    N_("Begin"): ("demo", "init", "doctor", "completion", "man"),
    N_("People and badges"): ("roster", "year", "badges", "link", "consent", "note", "volunteer", "team"),
    N_("Activities and scans"): ("activity", "post", "scan", "read", "group", "paper", "held", "left", "muster", "guard", "thing"),
    N_("Hours and their review"): (
        "sessions", "explain", "review", "amend", "void", "rule", "add", "claim", "confirm", "publicity", "objection", "policy",
        "audit", "witness",
    ),
    N_("Recognition"): ("evaluate", "commend", "stars", "requirement", "redeem", "training", "diary", "certificate"),
    N_("Files that leave the desk, and that come in"): ("export", "batch", "verify", "take", "transfer", "kit", "copies", "receipt"),
    N_("This laptop and its record"): (
        "check", "backup", "restore", "protect", "unprotect", "pin", "purge", "recover-team", "revoke-desk",
    ),
    N_("The district"): ("district",),
}  # fmt: skip


@contextmanager
def failures_told(choice: DeskChoice) -> Iterator[None]:
    """A failure that has sentences is told in them, and the program ends with exit code 1."""
    try:
        yield
    except Exception as error:
        leave_if_asked()
        lines = sentences(error, choice.path)
        if lines is None:
            raise
        with suppress(OSError):
            for line in lines:
                message(line)
        forget_what_cant_be_written()
        raise Exit(REFUSED) from None


class Hourdesk(Group):
    """The root: chooses the language first, and turns errors into sentences."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> Any:
        """Run a command line (default: that of the process)."""
        import sys

        forget_keys()
        choose_language(sys.argv[1:] if args is None else args)
        try:
            # What the shell asks for at Tab is printed before there is a context.
            with failures_told(DeskChoice()):
                return super().main(args, *more, **extra)
        except Exit as ended:
            sys.exit(ended.exit_code)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Parse a command line."""
        extra.setdefault("color", colours_wanted())
        # Help and version are printed here already: onto a full disk, perhaps.
        with failures_told(extra.get("obj") or DeskChoice()), usage_errors_told():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was parsed."""
        choice = ctx.ensure_object(DeskChoice)
        with failures_told(choice), usage_errors_told(), progress_shown(choice.clock):
            return super().invoke(ctx)


@examples(N_("hourdesk"), N_("hourdesk --data /media/desk --operator Chen"))
@click.group(
    "hourdesk",
    cls=Hourdesk,
    lazy={name: f"tui.cli.{place}" for name, place in _COMMANDS.items()},
    sections=_SECTIONS,
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
    from tui.cli.base.terminal import need_terminal

    need_terminal(
        _("The desk needs a terminal. Start hourdesk in a terminal window, or name a command: hourdesk --help.")
    )
    code = choice.screens.open_desk(choice.path, choice.operator, language(), choice.clock)
    click.get_current_context().exit(code)


def run(screens: Screens, clock: Clock) -> None:
    """Run `hourdesk` with the command line of the process; `screens` opens what is no command, and all
    goes by `clock`."""
    prepare_streams()
    hourdesk.main(prog_name="hourdesk", obj=DeskChoice(clock=clock, opens=screens))
