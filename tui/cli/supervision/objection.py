"""`hourdesk objection`: somebody says that a session is wrong."""

from __future__ import annotations

from checkin.rules.activities import zone
from checkin.rules.identity import within
from checkin.rules.instants import local_text, moment
from checkin.rules.problems import N_
from checkin.texts import _
from storage.activities.activities import find_activity
from storage.people.names import names_called
from storage.supervision import objections
from tui.cli.base import options
from tui.cli.base.command import argument, group
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json, results
from tui.cli.base.supervisor import need_supervisor
from tui.cli.supervision.correction_report import report
from tui.words.cells import aligned, plain


@group("objection", N_("Objections to sessions: noted, shown until they are settled."))
def objection() -> None:
    """What is done with objections."""


@objection.command("raise", help=N_("Note that somebody objects to the session that an event names, and to what."))
@argument("event")
@options.reason(N_("What is said to be wrong."), metavar="WHAT")
@options.json_option
@pass_desk
def raise_(choice: DeskChoice, event: str, reason: str, as_json: bool) -> None:
    """Append the objection. It needs no supervisor: everybody may object."""
    with choice.open() as store:
        noted = objections.raise_objection(store, event, reason, choice.operator)
    if as_json:
        result_json({"event": noted.id})
    else:
        result(_("Recorded as {event}.").format(event=noted.id))


@objection.command("list", help=N_("List the objections that are not settled."))
@options.activity()
@options.json_option
@pass_desk
def list_(choice: DeskChoice, activity: str | None, as_json: bool) -> None:
    """Print them, the oldest first."""
    with choice.open() as store:
        key = None if activity is None else find_activity(store, activity).key
        found = objections.open_objections(store, key)
        names, facts, team = names_called(store), store.ledger.facts(), store.identity.team
        local = zone(store.identity.timezone)
    rows = []
    for one in found:
        name = names.get(one.volunteer, ("", "", ""))[0]
        occasion = None if one.session is None else facts.activity(one.session.activity)
        number = within(one.volunteer, team)
        if as_json:
            result_json(
                {
                    "event": one.event.id,
                    "session": None if one.session is None else one.session.key,
                    "volunteer": number,
                    "name": name or None,
                    "activity": None if occasion is None else within(occasion.key, team),
                    "at": local_text(one.event.at, local),
                    "operator": one.event.operator,
                    "text": one.event.reason,
                }
            )
        else:
            day = f"{moment(one.event.at, local):%Y-%m-%d %H:%M}"
            where = "—" if occasion is None else plain(occasion.name or occasion.code)
            rows.append([day, number, plain(name), where, plain(one.event.reason or ""), one.event.id])
    if not as_json:
        results(aligned(rows) if rows else [_("No objection waits.")])


@objection.command("settle", help=N_("Settle an objection, after the session was corrected or found right."))
@argument("event")
@options.reason(N_("What came of it."))
@options.json_option
@pass_desk
def settle(choice: DeskChoice, event: str, reason: str, as_json: bool) -> None:
    """Strike the objection out, with the reason."""
    with choice.open() as store:
        need_supervisor(store)
        report(store, objections.settle(store, event, reason, choice.operator), as_json)
