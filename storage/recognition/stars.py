"""A supervisor awards stars to eligible volunteers, one level after the other (domain §3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from checkin.rules.events import Award, Event
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.signature import Signature
from checkin.rules.stars import Missing, Star
from storage.recognition.giving import day_faults
from storage.recognition.volunteer_record import VolunteerRecord, volunteer_record, volunteer_records
from storage.store import Store


def award(store: Store, volunteers: Sequence[str], day: date, signed: Signature) -> list[Event]:
    """Award each volunteer the next level. Raises Refused naming everybody who is not eligible; then nobody gets one."""
    with store.ledger.transaction():
        problems = day_faults(store, day)
        records: dict[str, VolunteerRecord] = {}
        for volunteer in volunteers:
            try:
                record = volunteer_record(store, volunteer)
            except Refused as refused:
                problems += refused.problems
                continue
            records[store.ledger.facts().person(volunteer)] = record
        return _award(store, list(records.values()), day, signed, problems)


def award_eligible(store: Store, day: date, signed: Signature) -> list[Event]:
    """Award everybody who is eligible the next level. Raises Refused where nobody is."""
    with store.ledger.transaction():
        records = [record for record in volunteer_records(store) if record.eligible is not None]
        if not records:
            raise refuse("nobody_eligible", "--all", N_("nobody is eligible for a further star"))
        return _award(store, records, day, signed, day_faults(store, day))


def _award(
    store: Store, records: Iterable[VolunteerRecord], day: date, signed: Signature, problems: list[Problem]
) -> list[Event]:
    bodies = []
    for record in records:
        problems += award_faults(record)
        if record.star is not None:
            bodies.append(Award(record.key, record.star.stars, day.isoformat()))
    if problems:
        raise Refused(*problems)
    return [store.ledger.record(body, signed=signed) for body in bodies]


def award_faults(record: VolunteerRecord) -> list[Problem]:
    """The reasons why the next level can't be awarded; empty where it can."""
    if record.star is None:
        message = N_("there is no level above the {stars}-star one that was awarded")
        return [Problem("no_higher_star", record.key, message, {"stars": record.awarded})]
    return [] if record.lacks.nothing else [_lack(record.key, record.star, record.lacks)]


def _lack(volunteer: str, star: Star, lacks: Missing) -> Problem:
    values: Mapping[str, object] = {"stars": star.stars, "minutes": lacks.minutes}
    if not lacks.minutes:
        message = N_("not eligible for the {stars}-star level yet: the last evaluation is not good enough")
    elif lacks.quality is None:
        message = N_("not eligible for the {stars}-star level yet: {minutes} minutes are missing")
    else:
        message = N_(
            "not eligible for the {stars}-star level yet: {minutes} minutes are missing, and the last evaluation is not good enough"
        )
    return Problem("not_eligible", volunteer, message, values)
