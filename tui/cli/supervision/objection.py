"""`hourdesk objection`: somebody says that a session is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from checkin.rules.activities import Activity, zone
from checkin.rules.facts import Facts
from checkin.rules.identity import within
from checkin.rules.instants import local_text, local_time
from checkin.rules.problems import N_
from checkin.rules.sessions import Session
from checkin.texts import _
from storage.activities.activities import activity_key
from storage.people.names import names_by_any_number
from storage.supervision import objections
from storage.supervision.objections import OpenObjection
from tui.cli.base import options
from tui.cli.base.command import argument, examples, group
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import result, result_json
from tui.cli.base.supervisor import need_supervisor_and_do
from tui.cli.supervision.correction_report import report


@examples(N_("hourdesk objection list"))
@group("objection", N_("Objections to sessions: noted, shown until they are settled."))
def objection() -> None:
    """What is done with objections."""


@examples(N_('hourdesk objection raise 01981f2a-7c3e-7b21-9d5e-3f6a0c1b2d4e --reason "was there until noon"'))
@objection.command("raise", help=N_("Record that somebody objects to the session of an event, and why."))
@argument("event")
@options.reason(N_("What the person says is wrong."), metavar="WHAT")
@options.json_option
@pass_desk
def raise_(choice: DeskChoice, event: str, reason: str, as_json: bool) -> None:
    """Append the objection. It needs no supervisor: everybody may object."""
    with choice.open() as store:
        noted = objections.raise_objection(store, event, choice.signed(reason))
    if as_json:
        result_json({"event": noted.id})
    else:
        result(_("Recorded as {event}.").format(event=noted.id))


@examples(N_("hourdesk objection list --activity A1"))
@objection.command("list", help=N_("List the objections that are not settled."))
@options.activity()
@options.json_option
@pass_desk
def list_(choice: DeskChoice, activity: str | None, as_json: bool) -> None:
    """Print them, the oldest first."""
    with choice.open() as store:
        key = activity_key(store, activity)
        found = objections.open_objections(store, key)
        names, facts, team = names_by_any_number(store), store.ledger.facts(), store.identity.team
        local = zone(store.identity.timezone)
    listing = _Listing(names, facts, team, local)
    show(found, listing.columns(), listing.object_of, as_json=as_json, empty=_("No objection waits."))


def _shown(activity: Activity) -> str:
    return activity.name or activity.code


@dataclass(frozen=True, slots=True)
class _Listing:
    """Names by key, the own team and its time zone: what is needed to print events for people."""

    names: Mapping[str, tuple[str, str, str]]
    facts: Facts
    team: str
    local: tzinfo

    def columns(self) -> list[Column[OpenObjection]]:
        """The columns of an objection: time, volunteer, activity, and what the person says is wrong."""
        return [
            Column("", lambda one: f"{local_time(one.event.at, self.local):%Y-%m-%d %H:%M}"),
            Column("", lambda one: within(one.volunteer, self.team)),
            Column("", self._name),
            Column("", lambda one: "—" if one.session is None else _shown(self._occasion(one.session))),
            Column("", lambda one: one.event.reason or ""),
            Column("", lambda one: one.event.id),
        ]

    def object_of(self, one: OpenObjection) -> dict[str, Any]:
        """An objection for programs."""
        session = one.session
        return {
            "event": one.event.id,
            "session": None if session is None else session.key,
            "volunteer": within(one.volunteer, self.team),
            "name": self._name(one) or None,
            "activity": None if session is None else within(self._occasion(session).key, self.team),
            "at": local_text(one.event.at, self.local),
            "operator": one.event.operator,
            "text": one.event.reason,
        }

    def _name(self, one: OpenObjection) -> str:
        return self.names.get(one.volunteer, ("",))[0]

    def _occasion(self, session: Session) -> Activity:
        return self.facts.activity(session.activity)


@examples(N_('hourdesk objection settle 01981f2a-7c3e-7b21-9d5e-3f6a0c1b2d4e --reason "the time was corrected"'))
@objection.command("settle", help=N_("Settle an objection, after the session was corrected or found right."))
@argument("event")
@options.reason(N_("What came of it."))
@options.json_option
@pass_desk
def settle(choice: DeskChoice, event: str, reason: str, as_json: bool) -> None:
    """Strike the objection out, with the reason."""
    with choice.open() as store:
        signed = choice.signed(reason)
        settled = need_supervisor_and_do(store, lambda at: objections.settle(at, event, signed))
        report(store, settled, as_json)
