"""The steps of every correction, of one event or of many: find the events and the persons that they concern, append,
and compare before and after. Each correction is one transaction: all or none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from checkin.rules.badge_holders import BadgeHolders
from checkin.rules.events import Amend, Body, Event, Join, Link
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.record import Record
from checkin.rules.scans import Reading, read_scan
from checkin.rules.sessions import Session
from checkin.rules.signature import Signature, with_reason
from checkin.rules.standing import standing, struck_by
from storage.disk.ids import check_id
from storage.people.joined import persons_of_join
from storage.record import record_of_all, whole_record
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Correction:
    """The events that were appended, and the sessions of the persons that they concern, before and after."""

    events: tuple[Event, ...]
    before: tuple[Session, ...]
    after: tuple[Session, ...]

    @property
    def event(self) -> Event:
        """The first event, for a correction that appends one."""
        return self.events[0]

    def changed(self) -> list[tuple[Session | None, Session | None]]:
        """Each session that changed, as (before, after); None where it did not exist."""
        before = {s.key: s for s in self.before}
        after = {s.key: s for s in self.after}
        pairs = ((before.get(key), after.get(key)) for key in dict.fromkeys([*before, *after]))
        return [(old, new) for old, new in pairs if old != new]


class _TakenBack(Exception):
    """Ends a preview: the transaction is rolled back."""


def preview(store: Store, work: Callable[[Store], Correction]) -> Correction:
    """The result of a correction, without making it: it is done and rolled back. Raises Refused as the correction does."""
    made: list[Correction] = []
    try:
        with store.ledger.transaction():
            made.append(work(store))
            raise _TakenBack
    except _TakenBack:
        return made[0]


def do_as_previewed(store: Store, work: Callable[[Store], Correction], previewed: Correction) -> Correction:
    """Make a correction that was previewed. Raises Refused where the sessions that it
    changes are no longer as they were.
    """
    with store.ledger.transaction():
        made = work(store)
        if [old for old, _ in made.changed()] != [old for old, _ in previewed.changed()]:
            raise changed_meanwhile()
        return made


class Touched:
    """The events at which a correction aims, and the record of the persons that they concern, before the correction."""

    def __init__(self, store: Store, targets: Iterable[str]) -> None:
        self.store = store
        self.events = find_events(store, targets)
        self._amends: dict[str, list[Event]] = {event.id: [] for event in self.events}
        aiming = store.ledger.queries.completed(self.events)
        self.struck = struck_by(aiming).keys()
        for event in standing(aiming):
            if isinstance(event.body, Amend) and event.body.target in self._amends:
                self._amends[event.body.target].append(event)
        of_each = [_persons(store, event) for event in self.events]
        self.persons = {person for persons in of_each for person in persons}
        self.record: Record = record_of_all(store, self.persons) if all(of_each) else whole_record(store)

    def reading(self, event: Event) -> Reading:
        """The scan of an event after its amendments: where and when it counts now."""
        return read_scan(event, event.body, self._amends[event.id], self.store.ledger.facts(), BadgeHolders())  # type: ignore[arg-type]

    def named(self, problems: Iterable[Problem], event: Event) -> list[Problem]:
        """The problems of an event; where the correction has several events, each problem names this one."""
        return [replace(p, where=event.id) if len(self.events) > 1 else p for p in problems]


def find_event(store: Store, text: str) -> Event:
    """The event with an id. Raises Refused where the text is no id, or no such event is here."""
    return find_events(store, [text])[0]


def find_events(store: Store, texts: Iterable[str]) -> list[Event]:
    """The events with these ids, each once, in the given order. Raises Refused naming every id that fails."""
    problems: list[Problem] = []
    ids: dict[str, str] = {}
    for text in texts:
        try:
            ids.setdefault(check_id(text), text)
        except Refused as error:
            problems += error.problems
    found = {event.id: event for event in store.ledger.queries.by_ids(ids.keys())}
    message = N_("no event with this id is recorded here; if another desk wrote it, correct it there")
    problems += [Problem("no_event", text, message) for id_, text in ids.items() if id_ not in found]
    if problems:
        raise Refused(*problems)
    return [found[id_] for id_ in ids]


def append_all(
    store: Store,
    bodies: Sequence[tuple[Body, Signature]],
    persons: Collection[str],
    problems: Sequence[Problem],
) -> Correction:
    """Append bodies, each with its signature (who does it and why); returns the correction.

    Raises Refused where there is a problem, or a reason is missing. Needs a transaction around it.
    """
    signatures = [with_reason(signed) for _, signed in bodies]
    if problems:
        raise Refused(*problems)
    before = sessions_of(store, persons)
    said = [(body, signed) for (body, _), signed in zip(bodies, signatures, strict=True)]
    events = store.ledger.record_each(said)
    return Correction(events, before, sessions_of(store, persons))


def sessions_of(store: Store, persons: Collection[str]) -> tuple[Session, ...]:
    """The sessions of volunteers and unknown badges, person by person."""
    counted = {store.ledger.facts().person(person) for person in persons}
    if not counted:
        return ()
    record = record_of_all(store, counted)
    found: dict[str, list[Session]] = {person: [] for person in sorted(counted)}
    for session in record.sessions:
        if session.volunteer in found:
            found[session.volunteer].append(session)
    return tuple(session for theirs in found.values() for session in theirs)


def _persons(store: Store, event: Event) -> set[str]:
    """The persons that an event concerns: its own volunteer or badge, the volunteers to whom it was amended, and the
    persons of the event at which it aims.

    A badge that was unknown to the desk which scanned it counts for the volunteer who has it by now.
    """
    persons: set[str] = set()
    if isinstance(event.body, Join):
        persons = persons_of_join(store, event.body)
    if isinstance(event.body, Link):
        facts = store.ledger.facts()
        persons.update(facts.numbers_of(event.body.volunteer), facts.numbers_of(event.body.same_as))
    for one in [event, *_amends_of(store, event)]:
        volunteer, badge = getattr(one.body, "volunteer", None), getattr(one.body, "badge", None)
        if volunteer is None and badge is not None:
            volunteer = store.ledger.holder_of_badge(badge, one.at).owner or badge
        persons |= {volunteer} if volunteer is not None else set()
    target = getattr(event.body, "target", None)
    if target:
        for aimed_at in store.ledger.queries.by_ids({target}):
            persons |= _persons(store, aimed_at)
    return persons


def _amends_of(store: Store, event: Event) -> list[Event]:
    return [e for e in store.ledger.queries.completed([event]) if isinstance(e.body, Amend) and e.id != event.id]


def changed_meanwhile() -> Refused:
    """The refusal of writing what was shown, because it would do something else now."""
    return refuse("changed_meanwhile", "", N_("something was recorded meanwhile: look at it again"))
