"""Finds the makings of activities, and who means which, in the events of all desks (design §4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from checkin.rules.events import ActivityChange, Clash, Close, Event, Reopen
from checkin.rules.identity import key, split
from checkin.rules.makings import NO_MAKINGS, Binding, Making, Makings

_SET_BY_OLDER_MAKINGS = frozenset({"name", "place", "start", "end", "timezone"})
"""Before makings said so, an event that sets all of these was one: `activity add` wrote them, and hardly any edit does."""


def makings_of(standing: Sequence[Event], struck: Iterable[Clash], here: str | None = None) -> Makings:
    """The makings in common events that stand, by (at, id). `struck` are decisions that were struck out: a code that one
    of them gave goes on to mean its making, for events may have it.

    `here` is the desk that reads: of several makings with one name, the one that this desk meant first keeps the name; with
    None the first of all.
    """
    by_id = _by_id(standing)
    if not by_id:
        return NO_MAKINGS
    verdicts = _last_of_each((e.body for e in standing if isinstance(e.body, Clash)), by_id)
    joined, codes = _joined(by_id, verdicts), _codes(verdicts)
    given = {**_codes(_last_of_each(struck, by_id)), **codes}
    candidates: defaultdict[str, set[Making]] = defaultdict(set)
    for making in by_id.values():
        candidates[making.key].add(making)
    for making, code in given.items():
        candidates[code].add(making)
    bindings = _bindings(standing, by_id)
    found = Makings(by_id, {code: sorted(several) for code, several in candidates.items()}, bindings, joined)
    names = _names(found, codes, here)
    shared = {
        code
        for code, several in found.candidates.items()
        if len(several) > 1 or names[found.root(several[0]).id] != code
    }
    return found._replace(names=names, shared=frozenset(shared))


def is_making(body: ActivityChange) -> bool:
    """Whether an event makes its activity, and does not only change it."""
    if body.made is not None or body.making is not None:
        return body.made is True
    return body.changes.keys() >= _SET_BY_OLDER_MAKINGS


def _by_id(standing: Iterable[Event]) -> dict[str, Making]:
    first: dict[tuple[str, str], Making] = {}
    by_id: dict[str, Making] = {}
    for event in standing:
        body = event.body
        if isinstance(body, ActivityChange) and is_making(body):
            making = Making(event.at, event.id, event.desk, body.activity)
            by_id[event.id] = first.setdefault((body.activity, event.desk), making)
    return by_id


def _bindings(standing: Iterable[Event], by_id: Mapping[str, Making]) -> dict[tuple[str, str], list[Binding]]:
    """By what a desk made or took up; until it did either, by the first facts of another desk's activity that it set."""
    found: defaultdict[tuple[str, str], list[Binding]] = defaultdict(list)
    told: dict[tuple[str, str], tuple[Binding]] = {}
    for event in sorted(standing, key=lambda one: one.id):
        body = event.body
        if not isinstance(body, ActivityChange | Close | Reopen):
            continue
        making = by_id.get(body.making or event.id)
        if making is None or split(making.key)[0] != event.team:
            continue
        place, binding = (body.activity, event.desk), Binding(event.id, making)
        if body.making is None or (isinstance(body, ActivityChange) and not body.changes):
            found[place].append(binding)
        else:
            told.setdefault(place, (binding,))
    for place, (first,) in told.items():
        if place not in found or first.since < found[place][0].since:
            found[place].insert(0, first)
    return dict(found)


def _last_of_each(verdicts: Iterable[Clash], by_id: Mapping[str, Making]) -> dict[Making, Clash]:
    found: dict[Making, Clash] = {}
    for verdict in verdicts:
        making = by_id.get(verdict.target)
        if making is not None:
            found.pop(making, None)
            found[making] = verdict
    return found


def _joined(by_id: Mapping[str, Making], verdicts: Mapping[Making, Clash]) -> dict[str, Making]:
    """For each making that is one with another of its code that other one; what would make a circle is passed over."""
    joined: dict[str, Making] = {}
    found = Makings(by_id, joined=joined)
    for making, verdict in verdicts.items():
        other = by_id.get(verdict.one_with or "")
        if other is not None and other.key == making.key and found.root(other) != making:
            joined[making.id] = other
    return joined


def _codes(verdicts: Mapping[Making, Clash]) -> dict[Making, str]:
    """The key of each making that got a code of its own."""
    return {making: key(split(making.key)[0], one.code) for making, one in verdicts.items() if one.code is not None}


def _names(found: Makings, codes: Mapping[Making, str], here: str | None) -> dict[str, str]:
    wanted: defaultdict[str, list[Making]] = defaultdict(list)
    for making in sorted({found.root(making) for making in found.by_id.values()}):
        wanted[codes.get(making, making.key)].append(making)
    names: dict[str, str] = {}
    for name, several in wanted.items():
        # What a desk meant first keeps the name there, so that nothing changes its name because the desk wrote for another.
        bound = () if here is None else found.bindings.get((name, here), ())
        mine = found.root(bound[0].making) if bound else several[0]
        keeps = mine if mine in several else several[0]
        names.update({making.id: name if making is keeps else f"{name}/{making.id}" for making in several})
    return names
