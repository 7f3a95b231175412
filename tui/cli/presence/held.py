"""`hourdesk held`: the scans that came while no activity was chosen, listed or entered into one (未归入活动的扫码)."""

from __future__ import annotations

from typing import Any, NamedTuple

import click

from checkin.desk import holder_of
from checkin.rules.activities import zone
from checkin.rules.badge_numbers import grouped, is_badge_number
from checkin.rules.decide import Unreadable
from checkin.rules.identity import within
from checkin.rules.instants import local_text, local_time
from checkin.rules.outcomes import is_refused
from checkin.rules.period import Period
from checkin.rules.problems import N_
from checkin.texts import _, ngettext
from storage.people.names import person_by_any_number
from storage.people.person import Person
from storage.presence.at_post import not_in_plan, post_named
from storage.presence.held_scans import HeldScan, enter_held, held_scans
from storage.school_year.milestones import passed_by_each
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.activity_meant import recorded_in
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import finish, message, result, result_json, tell
from tui.cli.scans.answers import line_of, object_of
from tui.words.events import device_word
from tui.words.held import taken_in_lines
from tui.words.people.requirements import milestone_text


class _Listed(NamedTuple):
    """A held scan; `volunteer` is the person or unknown badge, as far as it is known now."""

    held: HeldScan
    volunteer: str | None
    person: Person | None


@examples(N_("hourdesk held"), N_("hourdesk held --activity A1"))
@command(
    "held",
    N_("List the scans that came while no activity was chosen; with --activity enter them, with their own times."),
)
@options.activity(N_("Enter them into this activity."))
@option("--post", metavar="POST", help=N_("The post of the activity at which they were taken."))
@options.period
@options.json_option
@pass_desk
def held(choice: DeskChoice, activity: str | None, post: str | None, period: Period, as_json: bool) -> None:
    """Without an activity nothing is changed. Days are those of the team's time zone."""
    if post is not None and activity is None:
        raise click.UsageError(_("--post needs --activity: posts belong to an activity."))
    with choice.open() as store:
        team, here = store.identity.team, zone(store.identity.timezone)
        chosen = [one for one in held_scans(store) if period.contains(local_time(one.arrival.at, here).date())]
        if activity is not None:
            _enter(store, activity, chosen, post, as_json=as_json)
            return
        rows = [_listed(store, one) for one in chosen]
    columns: tuple[Column[_Listed], ...] = (
        Column("", lambda row: f"{local_time(row.held.arrival.at, here):%Y-%m-%d %H:%M:%S}"),
        Column("", lambda row: _who(row, team)),
        Column("", lambda row: device_word(row.held.arrival.source)),
    )

    def shown(row: _Listed) -> dict[str, Any]:
        arrival = row.held.arrival
        return {
            "arrival": arrival.id,
            "at": local_text(arrival.at, here),
            "volunteer": None if row.volunteer is None else within(row.volunteer, team),
            "name": None if row.person is None else row.person.name,
            "direction": str(arrival.direction),
            "source": arrival.source,
            "length": None if arrival.unreadable is None else arrival.unreadable.length,
            "cause": None if arrival.unreadable is None else str(arrival.unreadable.fault),
        }

    show(rows, columns, shown, as_json=as_json, empty=_("No scan is held: every one has its activity."))


def _enter(store: Store, code: str, chosen: list[HeldScan], post: str | None, *, as_json: bool) -> None:
    """Print the answer to each, as `scan` does."""
    occasion = recorded_in(store, code)
    there = None if post is None else post_named(occasion, post)
    if there is not None and (strange := not_in_plan(occasion, there)) is not None:
        tell([strange])
    entered = enter_held(store, occasion.key, {one.arrival.id for one in chosen}, there)
    refused = 0
    for outcome, passed in zip(entered.outcomes, passed_by_each(store, entered.outcomes), strict=True):
        person = None if outcome.volunteer is None else person_by_any_number(store, outcome.volunteer)
        if as_json:
            result_json(object_of(outcome, occasion, person, store.identity.team, passed))
        line = line_of(outcome, occasion, person, store.identity.team)
        if is_refused(outcome.kind):
            refused += 1
            message(line)
        elif not as_json:
            result(line)
            for one in passed:
                message(milestone_text(*one))
    for line in taken_in_lines(len(entered.outcomes), refused, entered.too_late):
        message(line)
    finish(bool(refused or entered.too_late))


def _listed(store: Store, one: HeldScan) -> _Listed:
    holder = holder_of(store.ledger, one.arrival)
    if isinstance(holder, Unreadable):
        return _Listed(one, None, None)
    volunteer = holder.volunteer or holder.badge
    return _Listed(one, volunteer, None if volunteer is None else person_by_any_number(store, volunteer))


def _who(row: _Listed, team: str) -> str:
    if row.person is not None:
        return " ".join(part for part in (row.person.number, row.person.name, row.person.class_name) if part)
    if row.volunteer is None:
        unreadable = row.held.arrival.unreadable
        length = 0 if unreadable is None else unreadable.length
        return ngettext("no badge, {count} character", "no badge, {count} characters", length).format(count=length)
    return grouped(row.volunteer) if is_badge_number(row.volunteer) else within(row.volunteer, team)
