"""`hourdesk explain`: how somebody's hours came about, from each scan to the total."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checkin.rules.asked_sessions import AskedSessions
from checkin.rules.badge_numbers import is_badge_number, normal_digits
from checkin.rules.explaining import SessionExplanation
from checkin.rules.identity import parse_key, within
from checkin.rules.instants import local_text
from checkin.rules.period import Period
from checkin.rules.problems import N_, Refused
from checkin.rules.service import Part
from checkin.rules.sessions import Source
from checkin.texts import _
from checkin.words import REPLAYED_WORD, SOURCES
from storage.activities.activities import activity_key
from storage.people.known import nobody_has
from storage.people.names import person_by_any_number
from storage.record import without_collector
from storage.store import Store
from storage.supervision.history import Histories
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, table
from tui.cli.base.made_file import made_file
from tui.cli.base.output import message, result_json, results, results_json, tell
from tui.words.record.explanation import explanation_lines, total_lines
from tui.words.record.history import event_object

if TYPE_CHECKING:
    from exports.printed.explanation.everybody import PersonTotals

_NEEDS = N_("Name a volunteer, or give --all; a sheet is for one volunteer.")


@examples(N_("hourdesk explain 0007"), N_("hourdesk explain 0007 --from 2026-01-01 --pdf hours.pdf"))
@command(
    "explain",
    N_("Explain somebody's hours: each session from its scans to its minutes, and the totals by source."),
    needs=_NEEDS,
)
@argument("volunteer", required=False)
@option("--all", "everybody", is_flag=True, help=N_("The totals of every volunteer, by source."))
@options.activity()
@options.period
@options.file_option("--pdf", metavar="OUT.pdf", help=N_("Write the sheet for parents."))
@made_file
@options.json_option
@pass_desk
def explain(
    choice: DeskChoice,
    volunteer: str | None,
    everybody: bool,
    activity: str | None,
    period: Period,
    pdf: Path | None,
    as_json: bool,
) -> None:
    """Print the explanation, and write the sheet where one was asked for."""
    from exports.printed.explanation.explaining import explanation_of
    from exports.printed.explanation.page import write_explanation

    if everybody == (volunteer is not None) or (everybody and pdf is not None):
        raise click.UsageError(_(_NEEDS))
    if volunteer is None:
        _everybody(choice, activity, period, as_json)
        return
    with choice.open() as store:
        asked = AskedSessions(activity_key(store, activity), period)
        told = explanation_of(store, _person(store, volunteer), asked)
        team = store.identity
        if as_json:
            histories = Histories(store, told.volunteer)
            for account in told.accounts:
                result_json(_object(store, account, histories))
        else:
            results(explanation_lines(store, told))
            results(total_lines(told))
        if pdf is not None:
            from storage.team.profile import contact_line

            printed = write_explanation(pdf, told, team, store.today(), contact_line(store.connection))
            tell(printed.notes)
            if not as_json:
                message(_("{file} is written.").format(file=pdf))


def _everybody(choice: DeskChoice, activity: str | None, period: Period, as_json: bool) -> None:
    from exports.printed.explanation.everybody import totals_of_all

    with without_collector(), choice.open() as store:
        rows = totals_of_all(store, AskedSessions(activity_key(store, activity), period))
        team = store.identity.team
    if as_json:
        results_json(row.to_json(team) for row in rows)
    else:
        results(table(rows, _columns(team, rows)) or [_("No sessions.")])


def _column_of(place: int, part: Part) -> Column[PersonTotals]:
    word = REPLAYED_WORD if part is Part.REPLAYED else SOURCES[Source(part)]
    return Column(word, lambda row: str(row.minutes[place]), right=True)


def _columns(team: str, rows: Sequence[PersonTotals]) -> list[Column[PersonTotals]]:
    """A column for each part of which anybody has minutes; scanned hours have one always."""
    shown = [
        (place, part)
        for place, part in enumerate(Part)
        if part is Part.SCANNED or any(row.minutes[place] for row in rows)
    ]
    return [
        Column(N_("number"), lambda row: within(row.volunteer, team)),
        Column(N_("name"), lambda row: row.name),
        Column(N_("class"), lambda row: row.class_name),
        *(_column_of(place, part) for place, part in shown),
        Column(N_("together"), lambda row: str(row.total), right=True),
        Column(N_("training"), lambda row: str(row.training), right=True),
    ]


def _person(store: Store, text: str) -> str:
    """The key of a volunteer number or a badge number. Raises Refused if it is in no roster and has no event that could give hours."""
    digits = normal_digits(text)
    if is_badge_number(digits):
        return digits
    key = parse_key(text, store.identity.team, "VOLUNTEER")
    if person_by_any_number(store, key) is None and not store.ledger.events_of(key):
        raise Refused(nobody_has(key, store.identity.team, "VOLUNTEER"))
    return key


def _object(store: Store, account: SessionExplanation, histories: Histories) -> dict[str, Any]:
    session, facts = account.session, store.ledger.facts()
    occasion = facts.activity(session.activity)
    start, end = (None if at is None else local_text(at, occasion.zone) for at in (session.start, session.end))
    return {
        "session": session.key,
        "volunteer": within(session.volunteer, store.identity.team),
        "activity": within(session.activity, store.identity.team),
        "start": start,
        "end": end,
        "status": str(session.status),
        "flags": list(session.flags),
        "source": str(session.source),
        "policy": session.policy,
        "steps": [{"step": str(s.kind), "seconds": s.seconds, "minutes": s.minutes, "of": s.of} for s in account.steps],
        "minutes": session.minutes,
        "events": [event_object(one) for one in histories.of(session)],
    }
