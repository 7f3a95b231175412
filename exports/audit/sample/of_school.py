"""Samples of one school's sessions, drawn by activity."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checkin.rules.events import Event, Kind
from checkin.rules.problems import Problem
from checkin.rules.service import credited, day_of
from checkin.rules.signature import Signature
from exports.audit.sample.check_list import Known, Sampled, checked
from exports.audit.sample.drawing import check_seed, draw
from exports.audit.sample.results import Inspected, inspection, inspections, read_results
from storage.people.earlier_classes import class_periods
from storage.people.names import names_by_any_number
from storage.recognition.certificates import certificates
from storage.record import whole_record
from storage.standard.calendar import read_calendar
from storage.store import Store


def draw_of_school(store: Store, seed: str, size: int) -> list[Sampled]:
    """The sample of a seed from the credited sessions of this team, by activity. Raises Refused as `drawing.draw` does."""
    sessions = {s.key: s for s in whole_record(store).sessions if credited(s)}
    keys = draw({key: (session.activity,) for key, session in sessions.items()}, check_seed(seed), size)
    facts, names = store.ledger.facts(), names_by_any_number(store)
    known = Known(facts, names, class_periods(store), _certificates(store), read_calendar(store.folder))
    return [checked(sessions[key], day_of(sessions[key], facts), known) for key in keys]


def take_results(store: Store, file: Path, seed: str, signed: Signature, notes: list[Problem]) -> Sequence[Event]:
    """Keep what inspectors wrote into a drawn list; all of it or, where a row can't be read, nothing. Raises Refused."""
    seed = check_seed(seed)
    # The whole log is folded and the file read for it: no scan waits for that.
    results = read_results(file, seed, {session.key for session in whole_record(store).sessions}, notes)
    with store.ledger.transaction():
        said = [(inspection(one, seed), signed.because(one.note or None)) for one in results]
        return store.ledger.record_each(said)


def report_of_school(store: Store, seed: str) -> Inspected:
    """What was found of the sample of a seed."""
    return inspections(store.ledger.queries.of_kind(Kind.INSPECT), check_seed(seed))


def _certificates(store: Store) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in certificates(store):
        if one.revoked is None:
            found.setdefault(one.body.volunteer, []).append(one.body.number)
    return found
