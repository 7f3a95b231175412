"""`hourdesk evaluate` and `redeem`: how well a volunteer served, and hours exchanged for services."""

from __future__ import annotations

from datetime import date, tzinfo
from typing import Any

import click

from checkin.durations import hours_text
from checkin.rules.activities import zone
from checkin.rules.events import Event, Quality, Redeem
from checkin.rules.identity import parse_key, split, within
from checkin.rules.instants import local_time
from checkin.rules.problems import N_
from checkin.rules.redemptions import Redemption
from checkin.texts import _
from checkin.words import covered_word, quality_word
from storage.activities.activities import find_activity
from storage.recognition import giving as recognition
from storage.recognition.volunteer_record import VolunteerRecord, volunteer_record, volunteer_records
from storage.store import Store
from storage.supervision.consequences import do_foreseen, foresee
from tui.cli.base import options
from tui.cli.base.before_after import agree_to
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import result, result_json
from tui.cli.base.supervisor import need_supervisor_later
from tui.words.amounts import change_text
from tui.words.volunteer_page import balance_text

LIST = "list"

_NEEDS = N_("Say --minutes N and --for SERVICE, or list what was exchanged: hourdesk redeem list.")


@examples(N_("hourdesk evaluate 0007 --quality excellent"))
@command("evaluate", N_("Record how well a volunteer served; the last evaluation counts for stars."))
@argument("number")
@option(
    "--quality", required=True, type=click.Choice([str(q) for q in Quality]), help=N_("From the best to the worst.")
)
@options.day()
@options.activity(N_("The activity, if it is about one activity."))
@options.json_option
@pass_desk
def evaluate(
    choice: DeskChoice, number: str, quality: str, day: date | None, activity: str | None, as_json: bool
) -> None:
    """Append an evaluation of a volunteer: its quality, and the activity if it is about one."""
    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        volunteer = parse_key(number, store.identity.team, "NUMBER")
        occasion = None if activity is None else find_activity(store, activity).key
        when = day or store.today()
        own = store.identity.team
        signed = choice.signed()
        event = supervisor.do(lambda at: recognition.evaluate(at, volunteer, Quality(quality), when, occasion, signed))
    if as_json:
        result_json(
            {
                "event": event.id,
                "volunteer": within(volunteer, own),
                "quality": quality,
                "day": when.isoformat(),
                "activity": None if occasion is None else split(occasion)[1],
            }
        )
    else:
        result(_("Recorded as {event}.").format(event=event.id) + f"  {number}  {quality_word(Quality(quality))}")


@examples(N_('hourdesk redeem 0007 --minutes 120 --for "One museum ticket"'), N_("hourdesk redeem list"))
@command(
    "redeem",
    N_("Exchange confirmed hours for a service, or list what was exchanged. The service record stays as it is."),
    needs=_NEEDS,
)
@argument("number", metavar="NUMBER|list")
@options.minutes(N_("How many minutes."))
@option("--for", "service", metavar="SERVICE", help=N_("Which service."))
@options.volunteer(N_("With list: only this person's."))
@options.json_option
@pass_desk
def redeem(
    choice: DeskChoice, number: str, minutes: int | None, service: str | None, volunteer: str | None, as_json: bool
) -> None:
    """Append a redemption that the balance covers."""
    if number == LIST:
        if minutes is not None or service is not None:
            raise click.UsageError(_("list takes no --minutes and no --for."))
        _list(choice, volunteer, as_json)
        return
    if minutes is None or service is None or volunteer is not None:
        raise click.UsageError(_(_NEEDS))
    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        who = parse_key(number, store.identity.team, "NUMBER")
        own = store.identity.team
        before = volunteer_record(store, who).account.balance

        def exchange(at: Store) -> tuple[Event, int]:
            event = recognition.redeem(at, who, minutes, service, choice.signed())
            return event, volunteer_record(at, who).account.balance

        foreseen = foresee(store, exchange)
        change = change_text(_("Hours to exchange"), hours_text(before), hours_text(foreseen.result[1]))
        agree_to([f"{within(who, own)}  {change}"])
        supervisor()
        event, balance = do_foreseen(store, exchange, foreseen)
    assert isinstance(event.body, Redeem)
    if as_json:
        told = {"event": event.id, "volunteer": within(who, own), "minutes": minutes, "service": event.body.service}
        result_json({**told, "balance_before": before, "balance": balance})
    else:
        result(_("Recorded as {event}.").format(event=event.id) + "  " + balance_text(balance))


def _list(choice: DeskChoice, volunteer: str | None, as_json: bool) -> None:
    with choice.open() as store:
        if volunteer is None:
            records = list(volunteer_records(store))
        else:
            records = [volunteer_record(store, parse_key(volunteer, store.identity.team, "--volunteer"))]
        local, own = zone(store.identity.timezone), store.identity.team
    rows = [(record, one) for record in records for one in record.account.redemptions]
    show(rows, _columns(local, own), _redeemed, as_json=as_json, empty=_("Nothing was exchanged yet."))
    if volunteer is not None and not as_json:
        (record,) = records
        balance = record.account.balance
        result(balance_text(balance))


def _columns(local: tzinfo, own: str) -> list[Column[tuple[VolunteerRecord, Redemption]]]:
    return [
        Column(N_("number"), lambda row: within(row[0].key, own)),
        Column(N_("name"), lambda row: row[0].person.name),
        Column(N_("date"), lambda row: local_time(row[1].at, local).strftime("%Y-%m-%d")),
        Column(N_("service"), lambda row: row[1].service),
        Column(N_("minutes"), lambda row: str(row[1].minutes), right=True),
        Column(N_("state"), lambda row: covered_word(row[1].covered)),
        Column(N_("event"), lambda row: row[1].event),
    ]


def _redeemed(row: tuple[VolunteerRecord, Redemption]) -> dict[str, Any]:
    record, one = row
    return {
        "event": one.event,
        "team": record.person.team,
        "volunteer": record.person.number,
        "minutes": one.minutes,
        "service": one.service,
        "covered": one.covered,
        "balance": record.account.balance,
    }
