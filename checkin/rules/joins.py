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

from checkin.rules.events import ActivityChange, Event, Join, Purge
from checkin.rules.identity import split
from checkin.rules.lost_desks import NOBODY_LOST, LostDesks
from checkin.rules.posts import with_numbers

_PERSONS = ("volunteer", "same_as", "vouched_by")
"""Fields of a body that hold a volunteer's key."""
_PERSONS_OF_ACTIVITY = ("signup", "leader", "posts")


Place = tuple[str, str]
"""A team's code and a desk's id: a team joins desks of its own, and says nothing of another team's."""


class Joined(NamedTuple):
    """How a desk's numbers are read: `numbers` by the key that the desk wrote, in the numbers of the desk `into`. `key` (hex)
    is the team key under which the desk was set up."""

    into: str
    key: str
    numbers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Joins:
    """How events of other desks are read: the desks that were joined, those (`out`) whose join was struck out, by team and
    desk, and those that were lost. Without any it is false.
    """

    by_place: Mapping[Place, Joined] = field(default_factory=dict)
    out: frozenset[Place] = frozenset()
    lost: LostDesks = NOBODY_LOST
    _renumbered: dict[tuple[str, str], str] = field(default_factory=dict, init=False, compare=False, repr=False)
    _written: dict[str, set[str]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __bool__(self) -> bool:
        return bool(self.by_place or self.out or self.lost)

    def counts(self, team: str, desk: str, event_id: str) -> bool:
        """Whether the event with this id, of this desk, counts here."""
        return (team, desk) not in self.out and self.lost.counts(team, desk, event_id)

    def number(self, desk: str, volunteer: str) -> str:
        """The key that counts here for a volunteer's key in an event of `desk`; a key that was read before stays."""
        team, seen = split(volunteer)[0], set[str]()
        while (joined := self.by_place.get((team, desk))) is not None and desk not in seen:
            seen.add(desk)
            volunteer, desk = joined.numbers.get(volunteer, volunteer), joined.into
        return volunteer

    def renumbered(self) -> Mapping[tuple[str, str], str]:
        """The key that counts here, by desk and the key that it wrote, wherever the two differ; found once, for scans ask it."""
        if not self._renumbered:
            self._renumbered.update(self._written_otherwise())
        return self._renumbered

    def _written_otherwise(self) -> dict[tuple[str, str], str]:
        found = {}
        for (team, desk), joined in self.by_place.items():
            written, at = set[str](), joined
            for _ in self.by_place:
                written |= at.numbers.keys()
                if (further := self.by_place.get((team, at.into))) is None:
                    break
                at = further
            found.update({(desk, one): self.number(desk, one) for one in written})
        return {place: key for place, key in found.items() if key != place[1]}

    def written_as(self, volunteers: Collection[str]) -> set[str]:
        """`volunteers` and the keys by which joined desks may have written them."""
        if not self.by_place:
            return set(volunteers)
        if not self._written:
            for (_desk, one), key in self.renumbered().items():
                self._written.setdefault(key, set()).add(one)
        return {*volunteers}.union(*(self._written.get(volunteer, ()) for volunteer in volunteers))

    def keys(self, team: str) -> frozenset[str]:
        """The team keys (hex) under which the joined desks of a team were set up."""
        return frozenset(joined.key for place, joined in self.by_place.items() if place[0] == team)

    def desks_of(self, team: str) -> frozenset[str]:
        """The desks that were joined to a team."""
        return frozenset(desk for code, desk in self.by_place if code == team)

    def read(self, event: Event) -> Event | None:
        """The event with the numbers that count here; None for one that does not count.

        A scan or added hours of a lost desk that wait are given: the fold lists them and counts nothing.
        """
        place = (event.team, event.desk)
        if place in self.out or not self.lost.passes(event):
            return None
        if place not in self.by_place:
            return event
        body: Any = event.body
        changed: dict[str, Any] = {}
        for name in _PERSONS:
            there = getattr(body, name, None)
            if there is not None and (here := self.number(event.desk, there)) != there:
                changed[name] = here
        if isinstance(body, Purge):
            changed["persons"] = tuple(self.number(event.desk, person) for person in body.persons)
        if isinstance(body, ActivityChange) and any(body.changes.get(n) for n in _PERSONS_OF_ACTIVITY):
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
        if changes.get("posts"):
            read["posts"] = with_numbers(changes["posts"], lambda volunteer: self.number(desk, volunteer))
        return read


def joins_of(events: Iterable[Event], struck: Container[str] = (), lost: LostDesks = NOBODY_LOST) -> Joins:
    """The joins among the events, in any order and with any repeats; `struck` holds the ids that are struck out, `lost` the
    desks that were revoked."""
    last: dict[Place, tuple[Event, Join]] = {}
    for event in sorted({event.id: event for event in events}.values(), key=lambda event: (event.at, event.id)):
        if isinstance(event.body, Join):
            join = event.body
            last.update({(join.team, desk): (event, join) for desk in join.desks})
    found: dict[Place, Joined] = {}
    for place, (event, join) in sorted(last.items(), key=lambda item: (item[1][0].at, item[1][0].id, item[0])):
        if event.id not in struck and not _leads_to(found, event.desk, place):
            found[place] = Joined(event.desk, join.key, join.numbers)
    return Joins(found, frozenset(place for place, (event, _join) in last.items() if event.id in struck), lost)


def _leads_to(found: Mapping[Place, Joined], start: str, place: Place) -> bool:
    """Whether the desk `start` is that of `place`, or was joined to it, directly or through others."""
    team, desk = place
    at: str | None = start
    while at is not None:
        if at == desk:
            return True
        at = found[team, at].into if (team, at) in found else None
    return False
