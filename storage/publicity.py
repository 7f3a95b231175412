"""The publicity period before hours are final: working days by policy and a holiday table (design §6, domain §2)."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta

from checkin.rules.events import Confirm, ConfirmStage
from checkin.rules.instants import moment
from checkin.rules.problems import N_, Problem, refuse
from checkin.rules.sessions import Session, Status
from checkin.rules.voids import struck_out
from storage.moment import now
from storage.store import Store

HOLIDAYS = "holidays.toml"


def publicity_faults(store: Store, session: Session) -> list[Problem]:
    """Hours on the publicity list can't be confirmed before its working days are over."""
    if session.status is not Status.PUBLICITY:
        return []
    until = _last_day(store, session)
    activity = store.ledger.facts().activity(session.activity)
    if moment(now(), activity.zone).date() > until:
        return []
    message = N_("these hours are on the publicity list until {until}; confirm them after that")
    return [Problem("in_publicity", session.key, message, {"until": until.isoformat()})]


def stage_of(store: Store, session: Session) -> ConfirmStage:
    """Onto the publicity list where the policy has one and the hours were not on it yet; else confirmed."""
    if session.status is Status.PUBLICITY or not _working_days(store, session):
        return ConfirmStage.CONFIRMED
    return ConfirmStage.PUBLICITY


def add_working_days(first: date, days: int, holidays: set[date], workdays: set[date]) -> date:
    """The last of `days` working days after `first`; `workdays` are weekend days that are worked."""
    day = first
    while days:
        day += timedelta(days=1)
        if day in workdays or (day.weekday() < 5 and day not in holidays):
            days -= 1
    return day


def _last_day(store: Store, session: Session) -> date:
    events = store.ledger.events_of(session.volunteer)
    struck = struck_out(events)
    shown = [e for e in events if _shows(e.body, session) and e.id not in struck]
    zone = store.ledger.facts().activity(session.activity).zone
    first = max(moment(e.at, zone).date() for e in shown)
    holidays, workdays = _holidays(store)
    return add_working_days(first, _working_days(store, session), holidays, workdays)


def _shows(body: object, session: Session) -> bool:
    return isinstance(body, Confirm) and body.target == session.key and body.stage is ConfirmStage.PUBLICITY


def _working_days(store: Store, session: Session) -> int:
    facts = store.ledger.facts()
    activity = facts.activity(session.activity)
    at = session.start if session.start is not None else session.end or activity.start or now()
    return facts.policy_at(activity.team, at).publicity_working_days


def _holidays(store: Store) -> tuple[set[date], set[date]]:
    """`holidays` and `workdays` of holidays.toml in the data folder, both empty where there is none."""
    file = store.folder.path / HOLIDAYS
    try:
        table = tomllib.loads(file.read_text("utf-8"))
        return {_date(d) for d in table.get("holidays", [])}, {_date(d) for d in table.get("workdays", [])}
    except FileNotFoundError:
        return set(), set()
    except (ValueError, TypeError) as error:
        message = N_("the holiday table can't be read ({reason}): write dates as 2026-10-01")
        raise refuse("bad_holidays", str(file), message, reason=str(error)) from error


def _date(value: object) -> date:
    # A moment of TOML is a date to Python too, but equals none.
    return value.date() if isinstance(value, datetime) else date.fromisoformat(str(value))
