"""The publicity period (公示) before hours are final: working days by policy (design §6, domain §2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checkin.rules.events import Confirm, ConfirmStage, Event
from checkin.rules.instants import local_time
from checkin.rules.problems import N_, Problem
from checkin.rules.service import policy_of
from checkin.rules.sessions import Session, Status
from checkin.rules.standing import standing
from storage.standard.calendar import read_calendar
from storage.store import Store


@dataclass(frozen=True, slots=True)
class PublicityPeriod:
    """How long a session is on the publicity list: `since` is its first day, `until` its
    last (local days of its activity).
    """

    since: date
    until: date


def publicity_faults(store: Store, sessions: Iterable[Session]) -> list[Problem]:
    """A problem for each session whose working days on the publicity list are not over:
    its hours can't be confirmed yet.
    """
    problems = []
    facts, at = store.ledger.facts(), store.now()
    listed = {s.key: s for s in sessions if s.status is Status.PUBLICITY}
    for key, period in publicity_periods(store, listed.values()).items():
        if local_time(at, facts.activity(listed[key].activity).zone).date() <= period.until:
            message = N_("these hours are on the publicity list until {until}; confirm them after that")
            problems.append(Problem("in_publicity", key, message, {"until": period.until.isoformat()}))
    return problems


def stage_of(store: Store, session: Session) -> ConfirmStage:
    """The stage that a confirmation gives: the publicity list where the policy has one and the hours
    were not on it yet; else confirmed.
    """
    if session.status is Status.PUBLICITY or not _working_days(store, session):
        return ConfirmStage.CONFIRMED
    return ConfirmStage.PUBLICITY


def publicity_periods(store: Store, sessions: Iterable[Session]) -> Mapping[str, PublicityPeriod]:
    """The publicity period by session key, of those sessions that are on the publicity list.

    Raises Refused for a bad holiday table.
    """
    listed_sessions = list(sessions)
    if not listed_sessions:
        return {}
    calendar = read_calendar(store.folder)
    events = store.ledger.queries.aiming_at({session.key for session in listed_sessions})
    put_up: dict[str, Event] = {}
    for event in standing(events):
        body = event.body
        if isinstance(body, Confirm) and body.stage is ConfirmStage.PUBLICITY:
            put_up[body.target] = event
    found = {}
    for session in listed_sessions:
        zone = store.ledger.facts().activity(session.activity).zone
        first = local_time(put_up[session.key].at, zone).date()
        found[session.key] = PublicityPeriod(first, calendar.after(first, _working_days(store, session)))
    return found


def _working_days(store: Store, session: Session) -> int:
    return policy_of(session, store.ledger.facts()).publicity_working_days
