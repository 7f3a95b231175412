"""Which activity a desk means by a code. Two desks that know nothing of each other may make one code (design §4).

Until somebody decides, what a desk records with such a code belongs to the activity that this desk made, or that it took
up. This is the one place that says so: whoever has an event asks `meant`, and gets the activity's key.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from checkin.rules.identity import key, split


class Making(NamedTuple):
    """The making of an activity by a desk: when (milliseconds), the id of its event, the desk, and the key in that event.

    Makings sort by (at, id). What one desk made twice under one key is one making, its first.
    """

    at: int
    id: str
    desk: str
    key: str


class Binding(NamedTuple):
    """From its event `since` (an id) on, a desk means this making by a key: it made it, or says that it means it."""

    since: str
    making: Making


_Place = tuple[str, str]
"""A key as events have it, and a desk."""


class Makings(NamedTuple):
    """All makings that stand.

    `by_id` finds a making by each event that made it. `candidates` are the makings that a key may mean, the first made
    first. `bindings` says what each desk means by a key, by rising ids. `joined` gives for a making that was decided to
    be one with another that other one. `names` are the keys of the activities, by the id of their making: the key in the
    events, or the code that was decided on; where several makings have one name, all but one are `TEAM/CODE/ID`.
    `shared` are the keys that do not mean the same to everybody.
    """

    by_id: Mapping[str, Making] = {}
    candidates: Mapping[str, Sequence[Making]] = {}
    bindings: Mapping[_Place, Sequence[Binding]] = {}
    joined: Mapping[str, Making] = {}
    names: Mapping[str, str] = {}
    shared: frozenset[str] = frozenset()

    def meant(self, activity: str, desk: str, event: str | None = None) -> str:
        """The key of the activity that an event of a desk (both by id) means by `activity`; None: the desk's next event.

        A key that nobody shares means itself.
        """
        if activity not in self.shared:
            return activity
        making = self.making(activity, desk, event)
        return activity if making is None else self.name(making)

    def making(self, activity: str, desk: str, event: str | None = None) -> Making | None:
        """The making that an event of a desk means: the one that the desk took up last by then, or first, or the first
        of all where it took up none; None where nobody made the activity.
        """
        bound = self.bindings.get((activity, desk))
        if bound:
            place = len(bound) if event is None else bisect_right(bound, event, key=lambda one: one.since)
            return bound[max(0, place - 1)].making
        candidates = self.candidates.get(activity)
        return candidates[0] if candidates else None

    def root(self, making: Making) -> Making:
        """The making whose facts hold for this one: itself, or the one that it was decided to be one with."""
        while making.id in self.joined:
            making = self.joined[making.id]
        return making

    def name(self, making: Making) -> str:
        """The key of the activity to which a making belongs."""
        return self.names[self.root(making).id]

    def of(self, activity: str) -> list[Making]:
        """The makings that belong to an activity (its key), the one whose facts hold first."""
        mine = {making for making in {*self.by_id.values()} if self.name(making) == activity}
        return sorted(mine, key=lambda making: (making.id in self.joined, making))

    def written_as(self, activity: str) -> set[str]:
        """The keys that events about an activity may have."""
        found = {one for one, several in self.candidates.items() if any(self.name(m) == activity for m in several)}
        return found or {activity}

    def written_with(self, activity: str) -> set[str]:
        """A key as events have it, and all keys that events of the same activities may have."""
        names = {self.name(making) for making in self.candidates.get(activity, ())}
        return {activity}.union(*(self.written_as(name) for name in names))

    def to_write(self, activity: str, desk: str) -> tuple[str, Making | None]:
        """How a desk's next event names an activity (its key): the key in the event, and the making that the desk has to
        take up before, None where that key means this activity already, or nobody else's.
        """
        if activity not in self.shared and activity.count("/") == 1:
            # As it stands in events: without what tells two activities of one code apart.
            return activity, None
        of_it = self.of(activity)
        if not of_it:
            return activity, None
        plain = key(*split(activity))
        for written in (plain, *sorted(self.written_as(activity) - {plain})):
            if (written, desk) in self.bindings and self.meant(written, desk) == activity:
                return written, None
        return plain, of_it[0]

    def clashes(self) -> list[tuple[Making, ...]]:
        """The makings that have one name and wait for a decision, the first made first; by name."""
        groups: dict[str, list[Making]] = {}
        for making in sorted({self.root(making) for making in self.by_id.values()}):
            name = self.names[making.id]
            groups.setdefault(key(*split(name)), []).append(making)
        return [tuple(group) for _name, group in sorted(groups.items()) if len(group) > 1]


NO_MAKINGS = Makings()
