"""`hourdesk review`: what waits for a supervisor, and how a session came about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click

from checkin.rules.identity import within
from checkin.rules.problems import N_, refuse
from checkin.rules.service import day_of
from checkin.rules.sessions import Session
from checkin.texts import _, enumerated, ngettext
from checkin.words import source_word, status_word, wait_word
from exports.tables.rows import SessionRow
from exports.tables.session_rows import rows_of
from storage.activities.activities import activity_key
from storage.people.earlier_classes import class_periods, named_on
from storage.people.names import names_by_any_number
from storage.store import Store
from storage.supervision.correcting import Touched
from storage.supervision.history import history
from storage.supervision.lost_desks import lost_here
from storage.supervision.review import ReviewRow, read_review
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import message, result, result_json, results
from tui.words.amounts import clock_text, short_day_text
from tui.words.cells import plain
from tui.words.clashes import clash_lines, clash_object
from tui.words.lost_desks import lost_lines
from tui.words.people.guard import passed_text
from tui.words.replayed import replayed_text

_Shown = tuple[ReviewRow, SessionRow]


@examples(N_("hourdesk review"), N_("hourdesk review --activity A1"))
@command("review", N_("List what waits for a supervisor, or explain how the session of an event came about."))
@argument("event", required=False)
@options.activity()
@option("--all", "everything", is_flag=True, help=N_("All sessions, waiting or not, and all names."))
@options.json_option
@pass_desk
def review(choice: DeskChoice, event: str | None, activity: str | None, everything: bool, as_json: bool) -> None:
    """The list, those first that should be looked at first; below it which desks it includes."""
    from exports.included_desks import included_in

    if event is not None and (activity or everything):
        raise click.UsageError(_("Name an event, or choose what to list."))
    with choice.open() as store:
        if event is not None:
            _tell(store, event, as_json)
            return
        key = activity_key(store, activity)
        found = read_review(store, key)
        rows = found.rows if everything else found.waiting
        show(list(zip(rows, _records(store, rows), strict=True)), _columns(store), _object, as_json=as_json)
        included = included_in(store, key)
        waiting = lost_lines(store, [one for one in lost_here(store) if one.waiting.events])
    if as_json:
        for clash in found.clashes:
            result_json(clash_object(clash))
        return
    for line in (*clash_lines(found.clashes), *waiting):
        message(line)
    count = len(found.waiting)
    text = ngettext("{count} session waits.", "{count} sessions wait.", count) if count else _("Nothing waits.")
    if count or not found.clashes:
        message(text.format(count=count))
    names = (f"{row.name or row.number}" for row in found.rows if row.limits)
    if beyond := passed_text(names, everybody=everything):
        message(beyond)
    if (later := replayed_text(row.session for row in found.rows)) is not None:
        message(later)
    if included is not None:
        message(included.text)


def _records(store: Store, rows: Sequence[ReviewRow]) -> Iterable[SessionRow]:
    return rows_of(
        [row.session for row in rows], store.ledger.facts(), names_by_any_number(store), class_periods(store)
    )


def _object(one: _Shown) -> dict[str, Any]:
    """The words of `sessions --json`, and class, desks, why it waits, what can be done, changes of the clock."""
    row, record = one
    return {
        **record.to_json(),
        "class": row.class_name or None,
        "desks": row.desks,
        "waits": row.waits,
        "remedies": row.remedies,
        "limits": row.limits,
        "clock_changes": [
            {"event": change.event, "desk": change.desk, "seconds": (change.after - change.before) / 1000}
            for change in row.clocks
        ],
    }


def _columns(store: Store) -> list[Column[_Shown]]:
    facts = store.ledger.facts()

    def time(at: int | None, session: Session) -> str:
        if at is None:
            return "—"
        activity = facts.activity(session.activity)
        return f"{short_day_text(at, activity.zone, activity.start)} {clock_text(at, activity.zone)}"

    def state(session: Session) -> str:
        return enumerated((status_word(session.status), source_word(session.source)))

    def waits(row: ReviewRow) -> str:
        clocks = [f"{(change.after - change.before) / 60_000:+.1f} min" for change in row.clocks]
        return enumerated([*(wait_word(wait) for wait in row.waits), *clocks])

    return [
        Column(N_("class"), lambda one: one[0].class_name or "—"),
        Column(N_("name"), lambda one: one[0].name or one[0].school or _("unknown badge")),
        Column(N_("number"), lambda one: one[0].number),
        Column(N_("check in"), lambda one: time(one[0].session.start, one[0].session)),
        Column(N_("check out"), lambda one: time(one[0].session.end, one[0].session)),
        Column(N_("minutes"), lambda one: str(one[0].session.minutes), right=True),
        Column(N_("status"), lambda one: state(one[0].session)),
        Column(N_("desk"), lambda one: enumerated(one[0].desks)),
        Column(N_("waits for"), lambda one: waits(one[0])),
        Column(N_("event"), lambda one: one[0].session.key),
    ]


def _tell(store: Store, text: str, as_json: bool) -> None:
    from tui.words.record.history import event_object, history_lines

    (named,) = (touched := Touched(store, [text])).events
    session = next((s for s in touched.record.sessions if named.id in (s.key, *s.events)), None)
    if session is None:
        raise refuse("no_session", text, N_("no session comes from this event"))
    told = history(store, session)
    if as_json:
        for one in told:
            result_json(event_object(one))
        return
    known = named_on(store, names_by_any_number(store))
    name, class_name, _kind = known(session.volunteer, day_of(session, store.ledger.facts())) or ("", "", "")
    team = store.identity.team
    who = (name or _("unknown badge"), class_name, within(session.volunteer, team))
    result("  ".join(plain(part) for part in who if part))
    results(history_lines(told, store.ledger.facts().activity(session.activity), team))
