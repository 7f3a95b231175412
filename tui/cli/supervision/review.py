"""`hourdesk review`: what waits for a supervisor, and how a session came about."""

from __future__ import annotations

from typing import Any

import click

from checkin.rules.identity import within
from checkin.rules.instants import moment
from checkin.rules.problems import N_, refuse
from checkin.texts import _, ngettext
from checkin.words import source_word, status_word, wait_word
from exports.tables.session_rows import rows_of
from storage.activities.activities import find_activity
from storage.people.names import names_called
from storage.store import Store
from storage.supervision.correcting import Touched
from storage.supervision.history import history
from storage.supervision.review import ReviewRow, read_review
from tui.cli.base import options
from tui.cli.base.command import argument, command, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, result, result_json, results
from tui.words.cells import aligned, plain

_RIGHT = frozenset({5})


@command("review", N_("List what waits for a supervisor, or tell how the session of an event came about."))
@argument("event", required=False)
@options.activity()
@option("--all", "everything", is_flag=True, help=N_("All sessions, waiting or not."))
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
        key = None if activity is None else find_activity(store, activity).key
        found = read_review(store, key)
        rows = found.rows if everything else found.waiting
        objects = _objects(store, rows) if as_json else []
        lines = [] if as_json else [_cells(store, row) for row in rows]
        included = included_in(store, key)
    if as_json:
        for one in objects:
            result_json(one)
        return
    if lines:
        headings = [_("class"), _("name"), _("number"), _("check in"), _("check out"), _("minutes")]
        results(aligned([[*headings, _("status"), _("desk"), _("waits for"), _("event")], *lines], _RIGHT))
    count = len(found.waiting)
    text = ngettext("{count} session waits.", "{count} sessions wait.", count) if count else _("Nothing waits.")
    message(text.format(count=count))
    if included is not None:
        message(included.text)


def _objects(store: Store, rows: tuple[ReviewRow, ...]) -> list[dict[str, Any]]:
    """The words of `sessions --json`, and class, desks, why it waits, what can be done, changes of the clock."""
    records = rows_of([row.session for row in rows], store.ledger.facts(), names_called(store))
    return [
        {
            **record.to_json(),
            "class": row.class_name or None,
            "desks": row.desks,
            "waits": row.waits,
            "remedies": row.remedies,
            "clock_changes": [
                {"event": change.event, "desk": change.desk, "seconds": (change.after - change.before) / 1000}
                for change in row.clocks
            ],
        }
        for row, record in zip(rows, records, strict=True)
    ]


def _cells(store: Store, row: ReviewRow) -> list[str]:
    session = row.session
    zone = store.ledger.facts().activity(session.activity).zone
    clocks = [f"{(change.after - change.before) / 60_000:+.1f} min" for change in row.clocks]
    return [
        plain(row.class_name or "—"),
        plain(row.name or row.school or _("unknown badge")),
        row.number,
        "—" if session.start is None else f"{moment(session.start, zone):%m-%d %H:%M}",
        "—" if session.end is None else f"{moment(session.end, zone):%m-%d %H:%M}",
        str(session.minutes),
        _(", ").join((status_word(session.status), source_word(session.source))),
        plain(", ".join(row.desks)),
        _(", ").join([*(wait_word(wait) for wait in row.waits), *clocks]),
        session.key,
    ]


def _tell(store: Store, text: str, as_json: bool) -> None:
    from tui.words.history import told_lines, told_object

    (named,) = (touched := Touched(store, [text])).events
    session = next((s for s in touched.record.sessions if named.id in (s.key, *s.events)), None)
    if session is None:
        raise refuse("no_session", text, N_("no session rests on this event"))
    told = history(store, session)
    if as_json:
        for one in told:
            result_json(told_object(one))
        return
    name, class_name, _kind = names_called(store).get(session.volunteer, ("", "", ""))
    team = store.identity.team
    who = (name or _("unknown badge"), class_name, within(session.volunteer, team))
    result("  ".join(plain(part) for part in who if part))
    results(told_lines(told, store.ledger.facts().activity(session.activity), team))
