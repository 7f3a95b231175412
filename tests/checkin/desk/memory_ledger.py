"""A ledger in memory: it does the least that the contract of `checkin.desk.Ledger` asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from checkin.rules.badge_holders import holders_of
from checkin.rules.badge_tenures import Holder
from checkin.rules.events import Body, Event
from checkin.rules.facts import Facts, gather
from checkin.rules.hours_apart import Apart
from checkin.rules.signature import UNSIGNED, Signature
from tests.checkin.rules.story import LONG_BEFORE, read_story
from tests.checkin.rules.test_properties import events_of


class MemoryLedger:
    """Events in a list; a failing write rolls the list back."""

    desk = "1"

    def __init__(self, ledger: str = "", cards: dict[str, str] | None = None) -> None:
        self.events = read_story(ledger).events
        self.cards = cards or {}
        self.visitors: dict[str, str] = {}
        self.fails = False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        before = list(self.events)
        try:
            yield
        except BaseException:
            self.events = before
            raise

    def facts(self, before: str | None = None) -> Facts:
        return gather(e for e in self.events if before is None or e.id < before or e.desk != self.desk)

    def holder_of_badge(self, badge: str, at: int | None = None) -> Holder:
        return holders_of(self.events).holder(badge, at)

    def holder_of_card(self, text: str) -> Holder | None:
        return Holder(self.cards[text]) if text in self.cards else None

    def school_of_badge(self, badge: str) -> str | None:
        return self.visitors.get(badge)

    def events_of(self, volunteer: str, before: str | None = None) -> Sequence[Event]:
        known = [e for e in self.events if before is None or e.id < before or e.desk != self.desk]
        return events_of(self.facts().person(volunteer), known, self.facts())

    def events_for_scan(self, volunteer: str) -> Apart:
        return Apart(self.events_of(volunteer))

    def find(self, arrival_id: str) -> Event | None:
        ids = ((e, e.id, getattr(e.body, "arrival", None)) for e in self.events)
        return next((e for e, own, arrival in ids if arrival_id == (arrival or own)), None)

    def take_up(self, activity: str) -> None:
        assert activity  # In memory there is one desk, which means by a code what it made.

    def rising_id(self, wanted: str) -> str:
        last = max((e.id for e in self.events if e.at != LONG_BEFORE), default="")
        return wanted if wanted > last else f"{last}+"

    def append(self, body: Body, *, at: int, event_id: str, signed: Signature = UNSIGNED) -> Event:
        event = Event(event_id, at, "S", self.desk, body, *signed)
        self.events.append(event)
        if self.fails:
            raise OSError("disk full")
        return event
