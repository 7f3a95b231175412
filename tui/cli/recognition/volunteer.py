"""`hourdesk volunteer`: all that is known of one volunteer, or of everybody as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from checkin.rules.identity import parse_key, split
from checkin.rules.problems import N_
from checkin.rules.service import Month, Part
from checkin.rules.training import Training
from checkin.texts import _, ngettext
from checkin.words import person_kind_word
from storage.recognition.diary import DiaryEntry
from storage.recognition.volunteer_record import VolunteerRecord
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.made_file import made_file
from tui.cli.base.output import result, result_json, results
from tui.words.cells import aligned, plain
from tui.words.people.requirements import progress_object
from tui.words.volunteer_page import VolunteerData, sections, volunteer_data

_NEEDS = N_("Name a volunteer's number, or --all OUT.xlsx.")


@examples(N_("hourdesk volunteer 0007"))
@command(
    "volunteer", N_("Print everything about a volunteer: hours, stars, trainings, commendations, diary."), needs=_NEEDS
)
@argument("number", required=False)
@options.file_option("--all", "out", metavar="OUT.xlsx", help=N_("Write everybody's into a workbook."))
@made_file
@options.json_option
@pass_desk
def volunteer(choice: DeskChoice, number: str | None, out: Path | None, as_json: bool) -> None:
    """The page of one, or the workbook of all."""
    if (number is None) == (out is None):
        raise click.UsageError(_(_NEEDS))
    with choice.open() as store:
        if out is not None:
            from exports.recognition.workbook import write_recognition

            count = write_recognition(store, out)
            text = ngettext("{count} volunteer written to {file}", "{count} volunteers written to {file}", count)
            result(text.format(count=count, file=out))
            return
        assert number is not None
        data = volunteer_data(store, parse_key(number, store.identity.team, "NUMBER"))
    if as_json:
        result_json(object_of(data))
    else:
        results(lines_of(data))


def lines_of(data: VolunteerData) -> Iterator[str]:
    """The page as text."""
    person = data.record.person
    who = (
        f"{person.number} {data.linked}".rstrip(),
        plain(person.name),
        plain(person.class_name),
        person_kind_word(person.kind),
    )
    yield "  ".join(word for word in who if word)
    for section in sections(data):
        yield ""
        yield f"— {section.title} —"
        if section.rows:
            yield from aligned([section.headings, *section.rows], section.right)
        elif section.hint:
            yield section.hint
        if section.foot:
            yield section.foot


def object_of(data: VolunteerData) -> dict[str, Any]:
    """The page as one JSON object; minutes everywhere."""
    record = data.record
    person = record.person
    return {
        "team": person.team,
        "number": person.number,
        "name": person.name,
        "class": person.class_name,
        "kind": person.kind,
        "minutes": record.minutes,
        "minutes_elsewhere": record.minutes_elsewhere,
        "to_review": record.to_review,
        "sources": {
            str(part): {"confirmed": total.confirmed, "unconfirmed": total.unconfirmed}
            for part, total in record.parts.items()
        },
        "requirements": [progress_object(one) for one in data.requirements],
        "months": [_month(one) for one in record.months],
        "stars": _stars(record),
        "trainings": [_training(one) for one in record.trainings],
        "commendations": [
            {"event": c.event, "title": c.title, "granted_by": c.granted_by, "day": c.day.isoformat()}
            for c in record.recognition.commendations
        ],
        "evaluations": [
            {"event": e.event, "quality": e.quality, "activity": _code(e.activity), "day": e.day.isoformat()}
            for e in record.recognition.evaluations
        ],
        "redemptions": {
            "income": record.account.income,
            "spent": record.account.spent,
            "balance": record.account.balance,
            "list": [
                {"event": r.event, "minutes": r.minutes, "service": r.service, "covered": r.covered}
                for r in record.account.redemptions
            ],
        },
        "diary": [_entry(one) for one in data.diary],
        "sessions": [row.to_json() for row in data.rows],
    }


def _month(month: Month) -> dict[str, Any]:
    return {
        "month": f"{month.year}-{month.month:02d}",
        "sessions": month.sessions,
        "minutes": month.minutes,
        "by_source": {str(part): month.parts.get(part, 0) for part in Part},
    }


def _stars(record: VolunteerRecord) -> dict[str, Any]:
    return {
        "awarded": record.awarded,
        "eligible": record.eligible,
        "next": None if record.star is None else record.star.stars,
        "missing_minutes": record.lacks.minutes,
        "missing_quality": record.lacks.quality,
        "awards": [{"event": a.event, "stars": a.stars, "day": a.day.isoformat()} for a in record.recognition.awards],
    }


def _training(one: Training) -> dict[str, Any]:
    team, code = split(one.activity)
    return {
        "activity_team": team,
        "activity": code,
        "name": one.name,
        "content": one.content,
        "organiser": one.organiser,
        "day": None if one.day is None else one.day.isoformat(),
        "minutes": one.minutes,
    }


def _entry(entry: DiaryEntry) -> dict[str, Any]:
    return {
        "entry": entry.place,
        "day": entry.day.isoformat(),
        "activity": _code(entry.activity),
        "text": entry.text,
        "written_by": entry.written_by,
    }


def _code(activity: str | None) -> str | None:
    return None if activity is None else split(activity)[1]
