"""`hourdesk activity clash`: decide on a code that several desks made."""

from __future__ import annotations

import click

from checkin.rules.events import Event
from checkin.rules.problems import N_
from checkin.texts import _
from storage.activities.clashes import code_clashes, decide_one, decide_several, find_clash
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.before_after import change_object, do_as_told
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, result, result_json, results
from tui.cli.base.supervisor import need_supervisor_later
from tui.words.clashes import clash_lines, clash_object


@examples(N_("hourdesk activity clash"), N_('hourdesk activity clash A1 --one --reason "the same activity" --dry-run'))
@command("clash", N_("List the codes that several desks made, or decide: one activity, or several."))
@argument("code", required=False)
@option("--one", is_flag=True, help=N_("It is one activity."))
@option("--two", is_flag=True, help=N_("They are different activities: each but one gets a code of its own."))
@option(
    "--keep",
    metavar="DESK",
    help=N_(
        "The desk whose name, place and times hold, or whose activity keeps the code (default: who made it first)."
    ),
)
@options.reason(required=False)
@options.dry_run(options.WHOSE_HOURS)
@options.json_option
@pass_desk
def clash(
    choice: DeskChoice, code: str | None, one: bool, two: bool, keep: str | None, reason: str | None, dry_run: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Show what waits for a decision, or decide: before → after is said first, and it is the supervisor's."""
    if (one or two) and (code is None or one == two or not (reason or dry_run)):
        raise click.UsageError(_("Give the code, one of --one and --two, and --reason."))
    with choice.open() as store:
        if not one and not two:
            _show(store, code, as_json)
            return
        assert code is not None
        supervisor = need_supervisor_later(store)
        decide, signed = decide_one if one else decide_several, choice.signed(reason or "?")
        if not as_json:
            for line in clash_lines([find_clash(store, code)])[:-1]:
                message(line)
        done = do_as_told(store, lambda at: decide(at, code, keep, signed), supervisor, dry_run=dry_run)
        change = change_object(store, done.change)
    if as_json:
        result_json({"code": code, "events": [event.id for event in done.result], "change": change})
    elif not dry_run:
        _say(done.result)


def _say(events: list[Event]) -> None:
    result(_("It is decided. To undo it, strike it out:"))
    results(f"  hourdesk void {event.id}" for event in events)


def _show(store: Store, code: str | None, as_json: bool) -> None:
    waiting = code_clashes(store) if code is None else [find_clash(store, code)]
    if as_json:
        for one in waiting:
            result_json(clash_object(one))
        return
    results(clash_lines(waiting))
    if not waiting:
        message(_("No code waits for a decision."))
