"""Make the content of a volunteer's certificate from today's record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checkin.rules.facts import Facts
from checkin.rules.identity import within
from checkin.rules.period import ALL_DAYS, Period
from checkin.rules.school_year.class_periods import ClassPeriods
from checkin.rules.service import WAITING, Part, credited, day_of, of_service, part_of, within_days
from checkin.rules.sessions import UNSCANNED, Session, Status
from checkin.rules.training import trainings
from exports.printed.certificates.content import Content, Line
from storage.disk.identity import DeskIdentity
from storage.people.person import Person
from storage.people.register import key_of


@dataclass(frozen=True, slots=True)
class CertificateRequest:
    """What to certify: the hours of a period, only confirmed ones or all credited ones; and the names on the certificate.

    An open end of the period means the first or the last session. `issuer` issues the certificate, `responsible` answers
    for it, `handler` handled it, and `contact` is the person to ask. Empty names come from the team's profile.
    """

    issued_on: date
    period: Period = ALL_DAYS
    confirmed_only: bool = True
    issuer: str = ""
    responsible: str = ""
    handler: str = ""
    contact: str = ""
    insisted: bool = False
    """Issue also to people whose name or activities no font here can print."""


def counted(sessions: Iterable[Session], facts: Facts, request: CertificateRequest) -> list[Session]:
    """The sessions that a certificate counts: within its days, and final (or all credited ones, if so request)."""
    in_days = within_days(facts, request.period)
    return [session for session in sessions if _is_sure(session, request) and in_days(session)]


def _is_sure(session: Session, request: CertificateRequest) -> bool:
    return session.status is Status.CONFIRMED if request.confirmed_only else session.status not in WAITING


def content_of(
    number: str,
    person: Person,
    sessions: Iterable[Session],
    facts: Facts,
    team: DeskIdentity,
    request: CertificateRequest,
    periods: ClassPeriods,
) -> Content | None:
    """The content of a person's certificate from all their sessions; None if there are no minutes to certify. The class on it
    is that of its last day, by `periods`.
    """
    wanted = counted(sessions, facts, request)
    served = [session for session in of_service(wanted) if credited(session)]
    learnt = trainings(wanted, facts)
    if not served and not any(one.minutes for one in learnt):
        return None
    days = [day for session in (served or wanted) if (day := day_of(session, facts)) is not None]
    minutes = minutes_by_part(served)
    return Content(
        number=number,
        volunteer=key_of(person),
        name=person.name,
        class_name=periods.on(key_of(person), request.period.last or max(days, default=None), person.class_name),
        team=team.team_name,
        first="" if not days else (request.period.first or min(days)).isoformat(),
        last="" if not days else (request.period.last or max(days)).isoformat(),
        minutes=minutes,
        sessions=sum(session.source not in UNSCANNED for session in served),
        lines=_lines(served, facts, team.team),
        trainings=tuple(
            Line("" if one.day is None else one.day.isoformat(), one.name, one.content, one.minutes)
            for one in learnt
            if one.minutes
        ),
        confirmed_only=all(session.status is Status.CONFIRMED for session in wanted),
        issued_on=request.issued_on.isoformat(),
        issuer=request.issuer or team.team_name,
        responsible=request.responsible,
        handler=request.handler,
        contact=request.contact,
    )


def minutes_by_part(served: Iterable[Session]) -> dict[str, int]:
    """Credited minutes of each part: by source, and of those scanned what was entered at another time apart."""
    minutes = dict.fromkeys(map(str, Part), 0)
    for session in served:
        minutes[part_of(session.source, session.flags)] += credited(session)
    for part in (Part.REPLAYED, Part.TRANSFERRED, Part.CLAIMED):
        if not minutes[part]:
            # Most people have none: their certificates say nothing of it.
            del minutes[part]
    return minutes


def by_source(minutes: Mapping[str, int]) -> dict[str, int]:
    """The same, with what was entered at another time among what was scanned, as older certificates have it."""
    scanned = minutes.get(Part.SCANNED, 0) + minutes.get(Part.REPLAYED, 0)
    return {**{part: n for part, n in minutes.items() if part != Part.REPLAYED}, Part.SCANNED: scanned}


def _lines(served: Iterable[Session], facts: Facts, team: str) -> tuple[Line, ...]:
    """A line for each activity, the earliest first."""
    minutes: defaultdict[str, int] = defaultdict(int)
    days: dict[str, date] = {}
    for session in served:
        minutes[session.activity] += credited(session)
        day = day_of(session, facts)
        if day is not None:
            days[session.activity] = min(days.get(session.activity, day), day)
    found = []
    for key, total in minutes.items():
        activity = facts.activity(key)
        day = days.get(key)
        text = "" if day is None else day.isoformat()
        found.append(Line(text, activity.name or within(key, team), activity.content or "", total))
    return tuple(sorted(found, key=lambda line: (line.day, line.name)))
