"""Fill a team's form from its own record and its profile. The district fills the same form from packs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from checkin.rules.period import ALL_DAYS, Period
from checkin.rules.problems import N_, refuse
from checkin.rules.service import credited, day_of, within_days
from checkin.rules.sessions import UNSCANNED, Session
from exports.district.reports.form import LONGEST_TEXT, NO_PROJECT, Form, day_words, draft_text
from storage.record import whole_record
from storage.store import Store
from storage.team.people import team_state
from storage.team.profile import profile
from storage.team.units import paired_units, projects


def project_forms(store: Store, project: str | None = None, period: Period = ALL_DAYS) -> list[Form]:
    """A form for each project (or one of them) that has sessions in a period or something written of it.

    Raises Refused where there is none.
    """
    served: dict[str, list[tuple[Session, date | None]]] = {}
    facts = store.ledger.facts()
    in_days = within_days(facts, period)
    for session in whole_record(store).sessions:
        activity = facts.activity(session.activity)
        if activity.team != store.identity.team or session.source in UNSCANNED or activity.is_training:
            continue
        if in_days(session):
            served.setdefault(activity.project or "", []).append((session, day_of(session, facts)))
    for one in projects(store.connection):
        served.setdefault(one.name, [])
    wanted = sorted(name for name in served if project in (None, name))
    if not wanted:
        message = N_("there are no sessions and no project to report on; name other days or another project")
        raise refuse("nothing_to_report", project or "", message)
    return [_filled(store, name, served[name]) for name in wanted]


def _filled(store: Store, project: str, rows: Iterable[tuple[Session, date | None]]) -> Form:
    listed = list(rows)
    texts = profile(store.connection)
    written = next((p for p in projects(store.connection) if p.name == project), None)
    units = paired_units(store.connection)
    days = sorted(day for _session, day in listed if day is not None)
    known = [(s, day) for s, day in listed if "/" in s.volunteer]
    persons = {s.volunteer for s, _day in known}
    person_times = {(s.volunteer, day) for s, day in known if day is not None}
    minutes = sum(credited(s) for s, _day in listed)
    state = team_state(store)
    served = written.served if written is not None and written.served is not None else _sum(u.served for u in units)
    name = store.identity.team_name
    progress = "" if written is None else written.progress[:LONGEST_TEXT]
    activities = len({s.activity for s, _day in listed})
    draft = draft_text(name, project, activities, len(persons), len(person_times), minutes)
    today = store.today()
    span = "" if not days else day_words(days[0])
    if days and days[-1] != days[0]:
        span = f"{span}至{day_words(days[-1])}"
    return Form(
        unit=texts.get("unit", name),
        filled_on=day_words(today),
        team=name,
        project=project or NO_PROJECT,
        members=str(state.volunteers + state.cadres),
        period=span,
        person_times=str(len(person_times)),
        support="" if written is None else written.support,
        leader=texts.get("leader", ""),
        title=texts.get("leader_title", ""),
        telephone=texts.get("phone", ""),
        paired="、".join(unit.name for unit in units),
        served="" if served is None else str(served),
        text=progress or draft,
    )


def _sum(numbers: Iterable[int | None]) -> int | None:
    known_numbers = [n for n in numbers if n is not None]
    return sum(known_numbers) if known_numbers else None
