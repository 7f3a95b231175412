"""`hourdesk amend`, `void`, `rule` and `add`: corrections are events of their own, and show what they changed."""

from __future__ import annotations

from datetime import datetime

import click

from checkin.rules.activities import DEFAULT_TIMEZONE, zone
from checkin.rules.events import Amend, Direction, Event
from checkin.rules.identity import parse_key
from checkin.rules.problems import N_
from storage import corrections
from storage.activities import find_activity
from storage.store import Store
from tui.cli.command import argument, command, json_option, option
from tui.cli.correction_report import report
from tui.cli.desk_choice import DeskChoice, pass_desk
from tui.cli.supervisor import need_supervisor
from tui.cli.typed_values import MOMENT, instant_in

_reason = option("--reason", required=True, metavar="WHY", help=N_("Why; it is kept in the record."))
_minutes = option("--minutes", required=True, type=int, metavar="N", help=N_("Whole minutes."))


@command("amend", N_("Give a scan another time, direction, volunteer or activity."))
@argument("event")
@option("--at", type=MOMENT, metavar="TIME", help=N_("When it really happened, such as 2026-03-05T09:00."))
@option("--direction", type=click.Choice([str(d) for d in Direction]), help=N_("Which way it really was."))
@option("--volunteer", metavar="NUMBER", help=N_("Whose scan it really was."))
@option("--activity", metavar="CODE", help=N_("Which activity it belongs to."))
@_reason
@json_option
@pass_desk
def amend(
    choice: DeskChoice,
    event: str,
    at: datetime | None,
    direction: str | None,
    volunteer: str | None,
    activity: str | None,
    reason: str,
    as_json: bool,
) -> None:
    """Append an amendment."""
    with choice.open() as store:
        need_supervisor(store)
        scan = corrections.find_event(store, event)
        change = Amend(
            scan.id,
            at=None if at is None else instant_in(at, zone(_timezone(store, scan))),
            direction=None if direction is None else Direction(direction),
            volunteer=None if volunteer is None else parse_key(volunteer, store.identity.team, "--volunteer"),
            activity=None if activity is None else find_activity(store, activity).key,
        )
        report(store, corrections.amend(store, change, reason, choice.operator), as_json)


@command("void", N_("Strike out an event; striking out the void brings it back."))
@argument("event")
@_reason
@json_option
@pass_desk
def void(choice: DeskChoice, event: str, reason: str, as_json: bool) -> None:
    """Append a void."""
    with choice.open() as store:
        need_supervisor(store)
        report(store, corrections.void(store, event, reason, choice.operator), as_json)


@command("rule", N_("Credit minutes to a session that waits for review."))
@argument("event")
@_minutes
@_reason
@json_option
@pass_desk
def rule(choice: DeskChoice, event: str, minutes: int, reason: str, as_json: bool) -> None:
    """Append a ruling."""
    with choice.open() as store:
        need_supervisor(store)
        report(store, corrections.rule(store, event, minutes, reason, choice.operator), as_json)


@command("add", N_("Add hours without scans; they are kept apart from scanned ones."))
@option("--volunteer", required=True, metavar="NUMBER", help=N_("To whom."))
@option("--activity", required=True, metavar="CODE", help=N_("In which activity."))
@_minutes
@_reason
@json_option
@pass_desk
def add(choice: DeskChoice, volunteer: str, activity: str, minutes: int, reason: str, as_json: bool) -> None:
    """Append added hours."""
    with choice.open() as store:
        need_supervisor(store)
        person = parse_key(volunteer, store.identity.team, "--volunteer")
        occasion = find_activity(store, activity).key
        report(store, corrections.add(store, person, occasion, minutes, reason, choice.operator), as_json)


def _timezone(store: Store, event: Event) -> str:
    """The zone in which a person writes the time of a scan."""
    activity = getattr(event.body, "activity", None)
    return store.ledger.facts().activity(activity).timezone if activity else DEFAULT_TIMEZONE
