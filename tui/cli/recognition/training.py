"""`hourdesk training`: who learnt what, and for how long; never service hours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checkin.durations import h_mm
from checkin.rules.identity import parse_key, split, within
from checkin.rules.problems import N_
from checkin.rules.training import Training, trainings
from checkin.texts import _
from storage.people.known import known_person
from storage.people.names import names_by_any_number
from storage.record import record_of, whole_record, without_collector
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import result
from tui.words.volunteer_page import training_text


@examples(N_("hourdesk training --volunteer 0007"))
@command("training", N_("Print the trainings and how long each person was there; they are not service hours."))
@options.volunteer()
@options.json_option
@pass_desk
def training(choice: DeskChoice, volunteer: str | None, as_json: bool) -> None:
    """A row for each volunteer and training."""
    with without_collector(), choice.open() as store:
        facts, own = store.ledger.facts(), store.identity.team
        if volunteer is None:
            found = trainings(whole_record(store).sessions, facts)
        else:
            key = parse_key(volunteer, own, "--volunteer")
            known_person(store, key, "--volunteer")
            found = trainings(record_of(store, key).of(facts.person(key)), facts)
        names = names_by_any_number(store)
    columns = _columns(own, names)
    show(found, columns, lambda one: _object(one, names), as_json=as_json, empty=_("No trainings yet."))
    if found and not as_json:
        result(training_text(sum(one.minutes for one in found)))


def _columns(own: str, names: Mapping[str, tuple[str, str, str]]) -> list[Column[Training]]:
    return [
        Column(N_("date"), lambda one: one.day.isoformat() if one.day else "—"),
        Column(N_("code"), lambda one: within(one.activity, own)),
        Column(N_("training"), lambda one: one.name),
        Column(N_("content"), lambda one: one.content),
        Column(N_("organiser"), lambda one: one.organiser),
        Column(N_("number"), lambda one: within(one.volunteer, own) if "/" in one.volunteer else one.volunteer),
        Column(N_("name"), lambda one: names.get(one.volunteer, ("—",))[0]),
        Column(N_("hours"), lambda one: h_mm(one.minutes), right=True),
    ]


def _object(one: Training, names: Mapping[str, tuple[str, str, str]]) -> dict[str, Any]:
    team, slash, number = one.volunteer.partition("/")
    activity_team, activity = split(one.activity)
    return {
        "team": team if slash else None,
        "volunteer": number if slash else team,
        "name": names.get(one.volunteer, (None,))[0],
        "activity_team": activity_team,
        "activity": activity,
        "activity_name": one.name,
        "content": one.content or None,
        "organiser": one.organiser or None,
        "day": None if one.day is None else one.day.isoformat(),
        "minutes": one.minutes,
    }
