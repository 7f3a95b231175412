"""Numbers of a laptop that was set up by itself and joined to the team later (design §1, §4).

Such a laptop has the team's code and a key of its own, and it gave numbers by itself. Its chain stays as it is. The desk
that takes it in writes a `join`: a number that names another person there than here is read as a number of its own.

- The last join about a desk decides, by (`at`, `id`). While it is struck out, that desk's events count for nothing.
- A desk can be joined to a desk that was joined itself: then its numbers are read twice, outermost last.
- Two desks can't each be joined to the other: the earlier join holds.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from checkin.rules.events import ActivityChange, Event, Join

_PERSONS = ("volunteer", "same_as", "vouched_by")
"""Fields of a body that hold a volunteer's key."""


class Joined(NamedTuple):
    """How a desk's numbers are read: `numbers` by the key that the desk wrote, in the numbers of the desk `into`."""

    team: str
    into: str
    key: str
    numbers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Joins:
    """The desks that were joined, by id, and those (`out`) whose join was struck out. Without any it is false."""

    by_desk: Mapping[str, Joined] = field(default_factory=dict)
    out: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.by_desk or self.out)

    def number(self, desk: str, volunteer: str) -> str:
        """The key that counts here for a volunteer's key in an event of `desk`; a key that was read before stays."""
        seen: set[str] = set()
        while (joined := self.by_desk.get(desk)) is not None and desk not in seen:
            seen.add(desk)
            volunteer, desk = joined.numbers.get(volunteer, volunteer), joined.into
        return volunteer

    def written_as(self, volunteers: Collection[str]) -> set[str]:
        """`volunteers` and the keys by which joined desks may have written them."""
        found = set(volunteers)
        for desk in self.by_desk:
            joined: Joined | None = self.by_desk[desk]
            while joined is not None:
                found |= {there for there, here in joined.numbers.items() if here in found}
                joined = self.by_desk.get(joined.into) if joined.into != desk else None
        return found

    def keys(self) -> frozenset[str]:
        """The team keys (hex) under which the joined desks were set up."""
        return frozenset(joined.key for joined in self.by_desk.values())

    def read(self, event: Event) -> Event | None:
        """The event with the numbers that count here; None for one of a desk whose join was struck out."""
        if event.desk in self.out:
            return None
        if event.desk not in self.by_desk:
            return event
        body: Any = event.body
        changed: dict[str, Any] = {}
        for name in _PERSONS:
            there = getattr(body, name, None)
            if there is not None and (here := self.number(event.desk, there)) != there:
                changed[name] = here
        if isinstance(body, ActivityChange) and (body.changes.get("signup") or body.changes.get("leader")):
            changed["changes"] = self._changes(event.desk, body.changes)
        return event._replace(body=body._replace(**changed)) if changed else event

    def read_all(self, events: Iterable[Event]) -> list[Event]:
        """The events that count, each as `read` gives it."""
        return [read for event in events if (read := self.read(event)) is not None]

    def _changes(self, desk: str, changes: Mapping[str, Any]) -> dict[str, Any]:
        read = dict(changes)
        if changes.get("signup"):
            read["signup"] = [self.number(desk, volunteer) for volunteer in changes["signup"]]
        if changes.get("leader"):
            read["leader"] = self.number(desk, changes["leader"])
        return read


def joins_of(events: Iterable[Event], struck: Container[str] = ()) -> Joins:
    """The joins among the events, in any order and with any repeats; `struck` holds the ids that are struck out."""
    last: dict[str, tuple[Event, Join]] = {}
    for event in sorted({event.id: event for event in events}.values(), key=lambda event: (event.at, event.id)):
        if isinstance(event.body, Join):
            last.update(dict.fromkeys(event.body.desks, (event, event.body)))
    found: dict[str, Joined] = {}
    for desk, (event, join) in sorted(last.items(), key=lambda item: (item[1][0].at, item[1][0].id, item[0])):
        if event.id not in struck and not _leads_to(found, event.desk, desk):
            found[desk] = Joined(join.team, event.desk, join.key, join.numbers)
    return Joins(found, frozenset(desk for desk, (event, _join) in last.items() if event.id in struck))


def _leads_to(found: Mapping[str, Joined], start: str, desk: str) -> bool:
    """Whether `start` is `desk`, or was joined to it, directly or through others."""
    at: str | None = start
    while at is not None:
        if at == desk:
            return True
        at = found[at].into if at in found else None
    return False
