"""`hourdesk commend`: a commendation or honorary title, for one or for everybody in a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from checkin.rules.events import Commend, Event
from checkin.rules.identity import parse_key, split, within
from checkin.rules.problems import N_, Problem
from checkin.texts import _, ngettext, say
from storage.recognition.commendation_list import Defaults, read_commendations
from storage.recognition.commendations import CommendationDraft, commend_all
from storage.recognition.commendations import commend as commend_one
from storage.roster.whose_row import left_purged
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, table
from tui.cli.base.output import finish, result, result_json, results, tell
from tui.cli.base.supervisor import Supervisor, need_supervisor_later

_NEEDS = N_("Name a volunteer's number, or a list: --file LIST.xlsx.")


@examples(
    N_('hourdesk commend 0007 --title "Volunteer of the year" --by "The school"'),
    N_("hourdesk commend --file list.xlsx --dry-run"),
)
@command(
    "commend",
    N_("Record a commendation or honorary title of a volunteer, or of everybody in a list (XLSX or CSV)."),
    needs=_NEEDS,
)
@argument("number", required=False)
@option("--title", metavar="TITLE", help=options.NAME_OF_IT)
@option("--by", "granted_by", metavar="UNIT", help=N_("Who gave it."))
@options.day()
@options.file_option("--file", help=N_("A list with a column of numbers. Title, unit and date may be columns too; else the options apply to every row."))  # fmt: skip
@options.dry_run(N_("With --file: only show what would be recorded."))
@options.strict(N_("With --file: if one row is bad, take no rows."))
@options.json_option
@pass_desk
def commend(
    choice: DeskChoice,
    number: str | None,
    title: str | None,
    granted_by: str | None,
    day: date | None,
    file: Path | None,
    dry_run: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Append a commendation for one volunteer, or for each row of a file; exit code 1 if a row was refused."""
    if (number is None) == (file is None):
        raise click.UsageError(_(_NEEDS))
    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        if file is not None:
            _whole_list(store, supervisor, choice, file, Defaults(title, granted_by, day), dry_run, strict, as_json)
            return
        if number is None or not title or not granted_by or dry_run or strict:
            raise click.UsageError(_("Give --title and --by; use --dry-run and --strict only with --file."))
        volunteer = parse_key(number, store.identity.team, "NUMBER")
        praise = CommendationDraft(number, volunteer, title, granted_by, day or store.today())
        signed = choice.signed()
        event = supervisor.do(lambda at: commend_one(at, praise, signed))
    if as_json:
        result_json(_object(event))
    else:
        result(_("Recorded as {event}.").format(event=event.id))


def _whole_list(
    store: Store,
    supervisor: Supervisor,
    choice: DeskChoice,
    file: Path,
    defaults: Defaults,
    dry_run: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Every row is looked at before anything is written, and gets its own result."""
    notes: list[Problem] = []
    good, problems = read_commendations(store, file, defaults, notes)
    notes += left_purged(store, [draft.volunteer for draft in good])
    supervisor()
    taken = not dry_run and not (strict and problems)
    events = commend_all(store, good, choice.signed()) if taken else []
    if as_json:
        _print_json(good, events, problems)
    else:
        results(table(good, _columns(store, taken)))
        count = len(good)
        if taken:
            text = ngettext("{count} commendation recorded", "{count} commendations recorded", count)
        elif dry_run:
            text = ngettext(
                "{count} commendation would be recorded; nothing was written.",
                "{count} commendations would be recorded; nothing was written.",
                count,
            )
        else:
            text = _("Nothing was recorded, because a row is bad.")
        result(text.format(count=count))
    tell((*notes, *problems))
    finish(refused=bool(problems))


def _columns(store: Store, taken: bool) -> list[Column[CommendationDraft]]:
    own = store.identity.team

    def name(praise: CommendationDraft) -> str:
        person = store.register.person(praise.volunteer)
        return "" if person is None else person.name

    return [
        Column("", lambda praise: "+" if taken else " "),
        Column("", lambda praise: within(praise.volunteer, own)),
        Column("", name),
        Column("", lambda praise: praise.title),
        Column("", lambda praise: praise.granted_by),
        Column("", lambda praise: praise.day.isoformat()),
    ]


def _print_json(good: Sequence[CommendationDraft], events: Sequence[Event], problems: Sequence[Problem]) -> None:
    for event in events:
        result_json({"result": "recorded", **_object(event)})
    if not events:
        for praise in good:
            team, number = split(praise.volunteer)
            told = {"team": team, "volunteer": number, "title": praise.title, "granted_by": praise.granted_by}
            result_json({"result": "would_be_recorded", **told, "day": praise.day.isoformat()})
    for problem in problems:
        result_json({"result": "refused", "code": problem.code, "where": problem.where, "message": say(problem)})


def _object(event: Event) -> dict[str, Any]:
    body = event.body
    assert isinstance(body, Commend)
    team, number = split(body.volunteer)
    told = {"event": event.id, "team": team, "volunteer": number, "title": body.title}
    return {**told, "granted_by": body.granted_by, "day": body.day}
