"""The one use case: a scan reaches the desk, is decided on and recorded, and gets its answer (design §3)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from checkin.rules.badge_numbers import normal_digits, why_not_a_badge
from checkin.rules.badge_tenures import Holder
from checkin.rules.decide import (
    Arrival,
    Decision,
    Unreadable,
    decide,
    decide_unreadable,
    outcome_of,
    refused_outcome,
)
from checkin.rules.events import Body, Event, Refuse, Scan
from checkin.rules.facts import Facts
from checkin.rules.hours_apart import Apart
from checkin.rules.outcomes import Outcome, OutcomeKind
from checkin.rules.record import fold
from checkin.rules.signature import UNSIGNED, Signature


class Ledger(Protocol):
    """The log and what hangs on it, as the desk needs them. Everything within `transaction` is one commit."""

    @property
    def desk(self) -> str:
        """The id of this desk."""

    def transaction(self) -> AbstractContextManager[object]:
        """Take the write lock at once; commit at the end, roll back on an exception."""

    def facts(self, before: str | None = None) -> Facts:
        """What holds for everybody. `before` is the id of an event: this desk's events from that one on are left out."""

    def holder_of_badge(self, badge: str, at: int | None = None) -> Holder:
        """Who has a badge number at the instant `at` of a scan; with None, by everything that is recorded up to now."""

    def holder_of_card(self, text: str) -> Holder | None:
        """Who has a school card with this text; None where the roster has no such card."""

    def school_of_badge(self, badge: str) -> str | None:
        """The name of the school of a visitor with this badge; None where a person here has
        the badge, or no school is known.
        """

    def events_of(self, volunteer: str, before: str | None = None) -> Sequence[Event]:
        """All events about a volunteer or an unknown badge that may change their sessions, with those of linked numbers.

        `before` is the id of an event: this desk's events from that one on are left out.
        """

    def events_for_scan(self, volunteer: str) -> Apart:
        """`events_of`, for the decision on a scan. Where there are very many claims or hours of another school, only their sum is
        given. What is said of badges may be missing where no policy asks which kind of person has one (`Facts.have_limits`).
        """

    def find(self, arrival_id: str) -> Event | None:
        """The event that a scan with this id became."""

    def take_up(self, activity: str) -> None:
        """Record which activity this desk means by a code that several desks made, where its log does not say so (see
        `makings`); else nothing is recorded.
        """

    def rising_id(self, wanted: str) -> str:
        """`wanted`; or, where this desk has already used a higher id, the next id above its last one (a UUIDv7)."""

    def append(self, body: Body, *, at: int, event_id: str, signed: Signature = UNSIGNED) -> Event:
        """Chain and append an event."""


def holder_of(ledger: Ledger, arrival: Arrival) -> Holder | Unreadable:
    """The holder of a scan, by the person who was picked, or by its badge or card; an
    `Unreadable` for a text that is neither.
    """
    if arrival.unreadable is not None:
        return arrival.unreadable
    if arrival.volunteer is not None:
        return Holder(arrival.volunteer)
    text = normal_digits(arrival.text)
    fault = why_not_a_badge(text)
    if fault is None:
        return ledger.holder_of_badge(text, arrival.at)
    return ledger.holder_of_card(arrival.text.strip()) or Unreadable(len(arrival.text), fault)


class Desk:
    """One laptop at the entrance. `operator` is who works it."""

    def __init__(self, ledger: Ledger, operator: str | None = None) -> None:
        self._ledger = ledger
        self.operator = operator

    def scan(self, arrival: Arrival, event_id: str | None = None) -> Outcome:
        """Record a scan and return its outcome. A scan whose id is recorded already gets its first outcome again.

        The event bears the id of the arrival, or `event_id` with the arrival's beside it; either rises within the desk.

        When this returns, the scan is committed. I/O errors of the ledger are raised, and then nothing is recorded.
        """
        with self._ledger.transaction():
            earlier = self._ledger.find(arrival.id)
            if earlier is not None:
                return self._with_school(self._first_answer(earlier))
            self._ledger.take_up(arrival.activity)
            event_id = self._ledger.rising_id(event_id or arrival.id)
            if event_id == arrival.id:
                body, outcome = self._decide(arrival)
            else:
                body, outcome = self._decide(arrival._replace(id=event_id))
                body = body._replace(arrival=arrival.id)
            self._ledger.append(body, at=arrival.at, event_id=event_id, signed=Signature(self.operator))
            return self._with_school(outcome)

    def _decide(self, arrival: Arrival) -> Decision:
        holder = holder_of(self._ledger, arrival)
        if isinstance(holder, Unreadable):
            return decide_unreadable(arrival, holder)
        person = holder.volunteer or holder.badge or ""
        facts, desk = self._ledger.facts(), self._ledger.desk
        events, apart = self._ledger.events_for_scan(person)
        return decide(arrival, holder, facts, events, desk, apart)

    def _with_school(self, outcome: Outcome) -> Outcome:
        """The outcome with the name of the school, where the badge is unknown here and a visitor has it."""
        if outcome.kind is not OutcomeKind.UNKNOWN_BADGE or outcome.volunteer is None:
            return outcome
        return outcome._replace(visitor_of=self._ledger.school_of_badge(outcome.volunteer))

    def _first_answer(self, event: Event) -> Outcome:
        match event.body:
            case Scan() as scan:
                person = scan.volunteer or scan.badge or ""
                history = [*self._ledger.events_of(person, before=event.id), event]
                facts = self._ledger.facts(before=event.id)
                return outcome_of(event, scan, facts, fold(facts, history))
            case Refuse(volunteer=volunteer, badge=badge) as refuse:
                person = volunteer or badge or ""
                history = [*self._ledger.events_of(person, before=event.id)] if person else []
                facts = self._ledger.facts(before=event.id)
                refused = refuse._replace(activity=facts.makings.meant(refuse.activity, event.desk, event.id))
                return refused_outcome(event.id, event.at, refused, fold(facts, history))
            case _:
                raise ValueError(f"{event.id} is not a scan")
