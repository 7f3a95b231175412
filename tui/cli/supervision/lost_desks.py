"""`hourdesk revoke-desk`: a laptop was lost. What its record says later waits for a supervisor."""

from __future__ import annotations

from collections.abc import Callable

import click

from checkin.rules.events import Event
from checkin.rules.problems import N_
from checkin.rules.signature import Signature
from checkin.texts import _
from storage.store import Store
from storage.supervision.lost_desks import check_first, decide_on_desk, lost_here, reinstate_desk, revoke_desk
from tui.cli.base import options
from tui.cli.base.before_after import change_object, do_as_told
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, result_json, results
from tui.cli.base.supervisor import need_supervisor_later
from tui.words.lost_desks import TAKE_ALONG, decided_lines, lost_lines, lost_object

_NEEDS = N_("Give DESK (its name, or the start of its id), at most one of --accept, --refuse and --undo, and --reason.")


@examples(N_("hourdesk revoke-desk"), N_('hourdesk revoke-desk 7f3a --reason "stolen on the bus" --dry-run'))
@command(
    "revoke-desk",
    N_(
        "Revoke a desk whose laptop was lost: what its record says later waits. Or decide on what waits. Without DESK: list the "
        "revoked desks and what of them waits."
    ),
    needs=_NEEDS,
)
@argument("desk", required=False)
@option("--accept", is_flag=True, help=N_("Accept what of this desk is here and waits."))
@option("--refuse", is_flag=True, help=N_("Refuse what of this desk is here and waits."))
@option("--undo", is_flag=True, help=N_("It was not lost: all of it counts, also what comes later."))
@options.reason(required=False)
@options.dry_run(options.WHOSE_HOURS)
@options.json_option
@pass_desk
def revoke(
    choice: DeskChoice,
    desk: str | None,
    accept: bool,
    refuse: bool,
    undo: bool,
    reason: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Say whose hours change, ask, and write it; or list."""
    if (desk is None) != (reason is None and not dry_run) or accept + refuse + undo > int(desk is not None):
        raise click.UsageError(_(_NEEDS))
    with choice.open() as store:
        if desk is None:
            _list(store, as_json)
            return
        check_first(store)
        supervisor = need_supervisor_later(store)
        work = _work(desk, choice.signed(reason or "?"), accept=accept, refuse=refuse, undo=undo)
        done = do_as_told(store, work, supervisor, dry_run=dry_run)
        if as_json:
            events = [] if dry_run else [event.id for event in done.result]
            result_json({"events": events, "change": change_object(store, done.change)})
        elif not dry_run:
            _say(store, done.result)


def _work(desk: str, signed: Signature, *, accept: bool, refuse: bool, undo: bool) -> Callable[[Store], list[Event]]:
    if undo:
        return lambda at: reinstate_desk(at, desk, signed)
    if accept or refuse:
        return lambda at: decide_on_desk(at, desk, signed, accept=accept)
    return lambda at: revoke_desk(at, desk, signed)


def _say(store: Store, written: list[Event]) -> None:
    results(decided_lines(store, written))
    message(_(TAKE_ALONG))


def _list(store: Store, as_json: bool) -> None:
    lost = lost_here(store)
    if as_json:
        for one in lost:
            result_json(lost_object(store, one))
        return
    results(lost_lines(store, lost))
    if not lost:
        message(_("No desk of this team was revoked."))
