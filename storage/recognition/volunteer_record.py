"""All that is known of one volunteer: hours by source and month, stars, trainings, commendations, redemptions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checkin.rules.events import Event
from checkin.rules.facts import Facts
from checkin.rules.identity import key
from checkin.rules.recognition import NOTHING, Recognition, recognitions
from checkin.rules.record import fold
from checkin.rules.redemptions import Account, accounts
from checkin.rules.service import (
    WAITING,
    Month,
    Part,
    PartTotal,
    by_day,
    by_month,
    by_part,
    counted_minutes,
    credited,
    of_service,
)
from checkin.rules.sessions import Flag, Session
from checkin.rules.stars import Missing, Standing, Star, missing, next_star
from checkin.rules.training import Training, trainings
from storage.people.known import known_person
from storage.people.person import Person
from storage.people.register import key_of
from storage.standard.receipts import Elsewhere, elsewhere
from storage.standard.star_table import star_table
from storage.store import Store


@dataclass(frozen=True, slots=True)
class VolunteerRecord:
    """One person's record. `sessions` are of service and of trainings; `elsewhere` are sessions at other
    teams, from the district's receipt.

    `star` is the one level that can be awarded next, None where there is no higher one; `lacks` is what is missing for
    it. `new` says whether it was reached since the day in question, None where no day was given.
    """

    person: Person
    sessions: tuple[Session, ...]
    elsewhere: tuple[Elsewhere, ...]
    parts: Mapping[Part, PartTotal]
    months: Sequence[Month]
    trainings: Sequence[Training]
    recognition: Recognition
    account: Account
    standing: Standing
    star: Star | None
    lacks: Missing
    new: bool | None = None

    @property
    def key(self) -> str:
        """The key of the volunteer, `TEAM/NUMBER`."""
        return key_of(self.person)

    @property
    def minutes(self) -> int:
        """All credited minutes of service, those at other teams too: the minutes that count for stars."""
        return self.standing.minutes

    @property
    def minutes_elsewhere(self) -> int:
        """Credited minutes at other teams."""
        return sum(_credited_elsewhere(one) for one in self.elsewhere)

    @property
    def to_review(self) -> int:
        """How many sessions of service have no credited minutes yet."""
        return sum(one.status in WAITING and Flag.TRAINING not in one.flags for one in self.sessions)

    @property
    def awarded(self) -> int:
        """The stars that were awarded; 0 for none."""
        return self.recognition.stars()

    @property
    def eligible(self) -> int | None:
        """The stars that a supervisor may award now; None for none."""
        return self.star.stars if self.star is not None and self.lacks.nothing else None


def volunteer_record(store: Store, volunteer: str) -> VolunteerRecord:
    """The record of a volunteer (`TEAM/NUMBER`). Raises Refused where the roster has nobody of that number."""
    person = known_person(store, volunteer)
    facts = store.ledger.facts()
    made = _Maker(store, [*store.ledger.events_of(volunteer), *_given(store, facts, volunteer)], None)
    return made.record(person, facts.person(volunteer))


def volunteer_records(store: Store, since: date | None = None) -> Iterator[VolunteerRecord]:
    """The records of everybody in the roster, by class and number; a star that was
    reached after the day `since` is `new`.

    A person with two numbers appears once, under the number that both count under.
    """
    made = _Maker(store, store.ledger.queries.all(), since)
    facts, persons = store.ledger.facts(), store.register.persons()
    own = {key_of(person) for person in persons}
    seen: set[str] = set()
    for person in persons:
        counted_as = facts.person(key_of(person))
        if counted_as not in seen and (counted_as == key_of(person) or counted_as not in own):
            seen.add(counted_as)
            yield made.record(person, counted_as)


def given_to(store: Store, volunteer: str) -> Recognition:
    """The evaluations, commendations and stars of a volunteer."""
    facts = store.ledger.facts()
    return recognitions(facts, _given(store, facts, volunteer)).get(facts.person(volunteer), NOTHING)


def _given(store: Store, facts: Facts, volunteer: str) -> list[Event]:
    return store.ledger.queries.recognising(facts.numbers_of(volunteer))


class _Maker:
    """Folds everything once, then makes the record of each person."""

    def __init__(self, store: Store, events: Sequence[Event], since: date | None) -> None:
        facts = store.ledger.facts()
        folded = fold(facts, events)
        self._facts, self._since, self._today = facts, since, store.today()
        self._stars = star_table(store)
        self._sessions = _grouped(folded.sessions)
        self._recognitions = recognitions(facts, events)
        self._accounts = accounts(facts, events, folded.sessions)
        self._elsewhere: defaultdict[str, list[Elsewhere]] = defaultdict(list)
        for one in elsewhere(store.connection):
            self._elsewhere[facts.person(key(store.identity.team, one.volunteer))].append(one)

    def record(self, person: Person, counted_as: str) -> VolunteerRecord:
        """The record of a person whose sessions are counted under the key `counted_as`."""
        sessions = tuple(self._sessions.get(counted_as, ()))
        served = of_service(sessions)
        others = tuple(self._elsewhere.get(counted_as, ()))
        given = self._recognitions.get(counted_as, NOTHING)
        standing = _standing(served, others, self._facts, given, self._today)
        star = next_star(given.stars(), self._stars)
        lacks = Missing() if star is None else missing(star, standing)
        new = None
        if self._since is not None:
            before = _until(standing, given, self._since)
            was_next = star is not None and next_star(given.stars(self._since), self._stars) == star
            new = star is not None and lacks.nothing and not (was_next and missing(star, before).nothing)
        return VolunteerRecord(
            person, sessions, others, by_part(served), by_month(served, self._facts),
            trainings(sessions, self._facts), given, self._accounts.get(counted_as, Account()), standing, star, lacks, new,
        )  # fmt: skip


def _grouped(sessions: Iterable[Session]) -> dict[str, list[Session]]:
    found: dict[str, list[Session]] = {}
    for session in sessions:
        found.setdefault(session.volunteer, []).append(session)
    return found


def _standing(
    served: Iterable[Session], others: Iterable[Elsewhere], facts: Facts, given: Recognition, day: date
) -> Standing:
    days = by_day(served, facts)
    days += [(date.fromisoformat(one.day), _credited_elsewhere(one)) for one in others if one.day is not None]
    minutes = sum(map(credited, served)) + sum(map(_credited_elsewhere, others))
    return Standing(day, minutes, tuple(sorted(days)), given.quality(day))


def _until(standing: Standing, given: Recognition, day: date) -> Standing:
    """The volunteer's standing on an earlier day, without later service."""
    later = sum(minutes for when, minutes in standing.by_day if when > day)
    return Standing(day, standing.minutes - later, standing.by_day, given.quality(day))


def _credited_elsewhere(one: Elsewhere) -> int:
    return counted_minutes(one.status, one.minutes)
