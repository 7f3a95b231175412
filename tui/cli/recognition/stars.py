"""`hourdesk stars`: who is eligible for which star, who became so lately; a supervisor awards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from checkin.durations import h_mm
from checkin.rules.events import Award, Event
from checkin.rules.identity import split, within
from checkin.rules.problems import N_
from checkin.rules.stars import Star
from checkin.texts import _, ngettext
from checkin.words import quality_word
from storage.people.known import named_keys
from storage.recognition import stars as awards
from storage.recognition.volunteer_record import VolunteerRecord, volunteer_records
from storage.record import without_collector
from storage.standard.star_table import star_table
from storage.store import Store
from storage.supervision.consequences import do_foreseen, foresee
from tui.cli.base import options
from tui.cli.base.before_after import agree_to
from tui.cli.base.command import examples, group, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import result, result_json
from tui.cli.base.supervisor import need_supervisor_later
from tui.cli.base.typed_values import DAY
from tui.words.amounts import change_text
from tui.words.counts import NOBODY_ELIGIBLE
from tui.words.volunteer_page import next_star_text, star_text

_new_since = option(
    "--new-since", "since", type=DAY, metavar="DAY", help=N_("Only those who became eligible after this day.")
)

_NEEDS = N_("Name volunteers' numbers, or --all.")


@examples(N_("hourdesk stars"), N_("hourdesk stars award --all"))
@group("stars", N_("Stars: list who is eligible and who has some; award them."), invoke_without_command=True)
@_new_since
@options.json_option
@click.pass_context
def stars(ctx: click.Context, since: date | None, as_json: bool) -> None:
    """Print the list if no subcommand is given."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_, since=since, as_json=as_json)


@examples(N_("hourdesk stars list --new-since 2026-01-01"))
@stars.command("list", help=N_("Print who is eligible for a star and who has some."))
@_new_since
@options.json_option
@pass_desk
def list_(choice: DeskChoice, since: date | None, as_json: bool) -> None:
    """Print the stars, volunteers who are eligible first."""
    with without_collector(), choice.open() as store:
        records = [r for r in volunteer_records(store, since) if r.new or (since is None and (r.eligible or r.awarded))]
        own = store.identity.team
    records.sort(key=lambda record: (record.eligible is None, -(record.eligible or 0), -record.minutes, record.key))
    empty = _(NOBODY_ELIGIBLE)
    show(records, _columns(own), _object, as_json=as_json, empty=empty)


def _columns(own: str) -> list[Column[VolunteerRecord]]:
    return [
        Column(N_("number"), lambda record: within(record.key, own)),
        Column(N_("name"), lambda record: record.person.name),
        Column(N_("class"), lambda record: record.person.class_name),
        Column(N_("hours"), lambda record: h_mm(record.minutes), right=True),
        Column(N_("awarded"), lambda record: star_text(record.awarded)),
        Column(N_("eligible"), lambda record: star_text(record.eligible or 0)),
        Column(N_("to the next star"), lambda record: "" if record.eligible else next_star_text(record)),
    ]


@examples(N_("hourdesk stars award 0007 0012"), N_("hourdesk stars award --all"))
@stars.command("award", help=N_("Award the next star to volunteers who are eligible for it."), needs=_NEEDS)
@options.some_numbers
@option("--all", "everybody", is_flag=True, help=N_("Everybody who is eligible."))
@options.day()
@options.json_option
@pass_desk
def award(choice: DeskChoice, numbers: Sequence[str], everybody: bool, day: date | None, as_json: bool) -> None:
    """Append an award for each, or none where one is not eligible."""
    if bool(numbers) == everybody:
        raise click.UsageError(_(_NEEDS))
    with without_collector(), choice.open() as store:
        supervisor = need_supervisor_later(store)
        when = day or store.today()
        own = store.identity.team
        keys = [] if everybody else named_keys(store, numbers, "NUMBER")

        def give(at: Store) -> list[Event]:
            return (
                awards.award_eligible(at, when, choice.signed())
                if everybody
                else awards.award(at, keys, when, choice.signed())
            )

        foreseen = foresee(store, give)
        agree_to(_change(event.body, own) for event in foreseen.events if isinstance(event.body, Award))
        supervisor()
        events = do_foreseen(store, give, foreseen)
    for event in events:
        body = event.body
        assert isinstance(body, Award)
        if as_json:
            team, number = split(body.volunteer)
            result_json({"event": event.id, "team": team, "volunteer": number, "stars": body.stars, "day": body.day})
        else:
            result(f"{within(body.volunteer, own)}  {star_text(body.stars)}  {event.id}")
    if not as_json:
        text = ngettext("{count} star awarded", "{count} stars awarded", len(events))
        result(text.format(count=len(events)))


@examples(N_("hourdesk stars table"))
@stars.command(
    "table", help=N_("Print the star table in force: stars.toml of this desk, else the district's, else the usual one.")
)
@options.json_option
@pass_desk
def table(choice: DeskChoice, as_json: bool) -> None:
    """What each level takes."""
    with choice.open() as store:
        levels = star_table(store)
    show(levels, _LEVELS, _level, as_json=as_json)


_LEVELS: tuple[Column[Star], ...] = (
    Column(N_("stars"), lambda star: str(star.stars), right=True),
    Column(N_("from hours"), lambda star: str(star.hours), right=True),
    Column(N_("evaluation"), lambda star: "" if star.quality is None else quality_word(star.quality)),
    Column(N_("of the last months"), lambda star: "" if star.months is None else str(star.months), right=True),
)


def _level(star: Star) -> dict[str, Any]:
    return {"stars": star.stars, "hours": star.hours, "quality": star.quality, "months": star.months}


def _change(body: Award, own: str) -> str:
    """What somebody has before → after: levels are taken in order."""
    change = change_text(_("Stars"), star_text(body.stars - 1), star_text(body.stars))
    return f"{within(body.volunteer, own)}  {change}"


def _object(record: VolunteerRecord) -> dict[str, Any]:
    person = record.person
    return {
        "team": person.team,
        "volunteer": person.number,
        "name": person.name,
        "class": person.class_name,
        "minutes": record.minutes,
        "awarded": record.awarded,
        "eligible": record.eligible,
        "new": record.new,
        "next": None if record.star is None else record.star.stars,
        "missing_minutes": record.lacks.minutes,
        "missing_quality": record.lacks.quality,
    }
