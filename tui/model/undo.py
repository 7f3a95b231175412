"""Undo: which scan it would strike out, and striking it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from checkin.rules.badge_numbers import grouped
from checkin.rules.events import Amend, Event, Scan
from checkin.rules.sessions import Effect
from checkin.rules.signature import Signature
from checkin.rules.standing import standing
from checkin.texts import _, ngettext
from storage.people.person import Person
from storage.presence.vouching import vouched_together
from storage.record import record_of
from storage.store import Store
from storage.supervision import corrections


@dataclass(frozen=True, slots=True)
class LastScan:
    """This desk's last scan that still counts: the event, whose it was, and what it did. `together` are the events of all
    whom a teacher checked in or out with one word, which go together; empty for any other scan."""

    event: str
    at: int
    activity: str
    badge: str
    person: Person | None
    effect: Effect
    together: tuple[str, ...] = ()

    @property
    def whose(self) -> str:
        """Name, class and number, or the badge's number."""
        if self.person is None:
            return grouped(self.badge)
        who = " ".join(part for part in (self.person.name, self.person.class_name, self.person.number) if part)
        others = len(self.together) - 1
        if others < 1:
            return who
        text = ngettext("{who} and {count} other together", "{who} and {count} others together", others)
        return text.format(who=who, count=others)

    @property
    def who_else(self) -> str:
        """The text beside the name: class and number, or the badge number if the name is not known."""
        if self.person is None:
            return grouped(self.badge)
        return " · ".join(part for part in (self.person.class_name, self.person.number) if part)

    def what(self) -> str:
        """The effect of the scan, in words."""
        return {
            Effect.OPENED: _("checked in"),
            Effect.CLOSED: _("checked out"),
            Effect.DUPLICATE: _("scanned again"),
            Effect.TOO_SOON: _("scanned too soon"),
            Effect.ALREADY_IN: _("was in already"),
            Effect.ALREADY_OUT: _("was out already"),
            Effect.NO_CHECK_IN: _("left without a check-in"),
            Effect.MOVED: _("moved to another post"),
        }[self.effect]


def last_scan_of(activity: str) -> Callable[[Store], LastScan | None]:
    """A job that finds the scan of this activity which undo would strike out; None where there is none."""

    def last_scan(store: Store) -> LastScan | None:
        makings = store.ledger.facts().makings

        def is_here(event: Event) -> bool:
            if not isinstance(event.body, Scan) or makings.meant(event.body.activity, event.desk, event.id) != activity:
                return False
            moved = _moved_to(store, event)
            return moved is None or makings.meant(moved[0], moved[1].desk, moved[1].id) == activity

        event = store.ledger.queries.last_scan(store.identity.desk, is_here)
        return None if event is None else _shown(store, event, activity)

    return last_scan


def scan_of(store: Store, event: str, activity: str) -> LastScan:
    """The scan of this event id, one of those that this desk took in the activity. Raises Refused for an unknown id."""
    return _shown(store, corrections.find_event(store, event), activity)


def _moved_to(store: Store, scan: Event) -> tuple[str, Event] | None:
    """The activity that a correction gave to a scan, and that correction; None where it is still in its own."""
    found = None
    for event in standing(store.ledger.queries.completed([scan])):
        if isinstance(event.body, Amend) and event.body.target == scan.id and event.body.activity is not None:
            found = event.body.activity, event
    return found


def _shown(store: Store, event: Event, activity: str) -> LastScan:
    scan = event.body
    assert isinstance(scan, Scan)
    whose = scan.volunteer or scan.badge or ""
    effect, _key = record_of(store, whose).effects.get(event.id, (Effect.DUPLICATE, ""))
    person = store.register.person(scan.volunteer) if scan.volunteer else None
    together = tuple(one.id for one in vouched_together(store, event))
    return LastScan(event.id, event.at, activity, scan.badge or "", person, effect, together)


def strike_out(scan: LastScan, signed: Signature) -> Callable[[Store], corrections.Correction]:
    """A job that strikes out the very scan that was shown, even where another one came in between."""
    return lambda store: corrections.void_all(store, scan.together or [scan.event], signed)
