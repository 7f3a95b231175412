"""`hourdesk training`: who learnt what, and for how long; never service hours."""

from __future__ import annotations

from checkin.rules.identity import parse_key, split, within
from checkin.rules.problems import N_
from checkin.rules.training import trainings
from checkin.texts import _
from storage.people.known import known_person
from storage.people.names import names_called
from storage.record import record_of, whole_record
from tui.cli.base import options
from tui.cli.base.collector import collector_paused
from tui.cli.base.command import command
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json, results
from tui.words.cells import aligned, plain
from tui.words.volunteer_page import hours


@command("training", N_("Print the trainings and who was there how long; they are no service hours."))
@options.volunteer()
@options.json_option
@pass_desk
def training(choice: DeskChoice, volunteer: str | None, as_json: bool) -> None:
    """A row for each volunteer and training."""
    with collector_paused(), choice.open() as store:
        facts, own = store.ledger.facts(), store.identity.team
        if volunteer is None:
            found = trainings(whole_record(store).sessions, facts)
        else:
            key = parse_key(volunteer, own, "--volunteer")
            known_person(store, key, "--volunteer")
            found = trainings(record_of(store, key).of(facts.person(key)), facts)
        names = names_called(store)
    if as_json:
        for one in found:
            team, slash, number = one.volunteer.partition("/")
            activity_team, activity = split(one.activity)
            result_json(
                {
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
            )
        return
    headings = [_("date"), _("code"), _("training"), _("content"), _("organiser"), _("number"), _("name"), _("hours")]
    rows = [
        [
            one.day.isoformat() if one.day else "—", within(one.activity, own), plain(one.name), plain(one.content),
            plain(one.organiser), within(one.volunteer, own) if "/" in one.volunteer else one.volunteer,
            plain(names.get(one.volunteer, ("—",))[0]), hours(one.minutes),
        ]
        for one in found
    ]  # fmt: skip
    results(aligned([headings, *rows], frozenset({7})) if rows else [_("No trainings yet.")])
    if rows:
        total = hours(sum(one.minutes for one in found))
        result(_("Together {hours} h of training; they are no service hours.").format(hours=total))
