"""`hourdesk sessions`: the record, session by session."""

from __future__ import annotations

from checkin.rules.asked_sessions import AskedSessions
from checkin.rules.problems import N_
from checkin.texts import _
from storage.activities.activities import activity_key
from storage.record import without_collector
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, results, results_json


@examples(N_("hourdesk sessions --activity A1"), N_("hourdesk sessions --json"))
@command("sessions", N_("Print the sessions and their service hours."))
@options.activity()
@options.json_option
@pass_desk
def sessions(choice: DeskChoice, activity: str | None, as_json: bool) -> None:
    """Derive the sessions from the log and print them."""
    from exports.included_desks import included_in
    from exports.tables.json_file import json_lines
    from exports.tables.session_rows import session_rows

    with without_collector(), choice.open() as store:
        key = activity_key(store, activity)
        rows = session_rows(store, AskedSessions(key))
        if as_json:
            results_json(json_lines(rows))
            return
        from tui.cli.record.session_table import session_table
        from tui.words.replayed import replayed_text

        listed = list(rows)
        lines = list(session_table(listed, store.identity.team))
        included = included_in(store, key)
    results(lines or [_("No sessions yet.")])
    if (later := replayed_text(listed)) is not None:
        message(later)
    if included is not None:
        message(included.text)
