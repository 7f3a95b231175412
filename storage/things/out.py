"""Who has which thing, from the log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checkin.rules.outcomes import Outcome, OutcomeKind
from checkin.rules.things import Handed, handed, thing_key
from storage.store import Store

_LEAVING = frozenset({OutcomeKind.CLOSED, OutcomeKind.ALREADY_OUT, OutcomeKind.NO_CHECK_IN})


class KnownThing(NamedTuple):
    """A thing that was handed out before; its pieces have numbers where `numbered`."""

    name: str
    numbered: bool


def things_in(store: Store, activity: str | None = None) -> list[Handed]:
    """What became of all things: in an activity (its key), or in all of them."""
    facts, queries = store.ledger.facts(), store.ledger.queries
    if activity is None:
        return handed(facts, queries.things())
    events = queries.things(activities=facts.makings.written_as(activity))
    return [one for one in handed(facts, events) if one.activity == activity]


def things_of(store: Store, volunteer: str) -> list[Handed]:
    """What became of the things that a volunteer (a key) was handed out in any activity; read in a moment, for scans ask it.

    Whether others have the same pieces is not looked at: see `with_others`.
    """
    facts = store.ledger.facts()
    return handed(facts, store.ledger.queries.things(of=set(facts.numbers_of(volunteer))))


def with_others(store: Store, found: Iterable[Handed]) -> list[Handed]:
    """The same, each with whether another person has the same piece."""
    rows = list(found)
    twice = {
        (one.activity, one.person, one.thing, one.piece): one.twice
        for activity in {one.activity for one in rows if one.piece is not None and one.out}
        for one in things_in(store, activity)
    }
    return [one._replace(twice=twice.get((one.activity, one.person, one.thing, one.piece), False)) for one in rows]


def left_with(store: Store, outcome: Outcome) -> list[str]:
    """What somebody has who leaves with this scan, as people say it; empty for everybody else."""
    if outcome.kind not in _LEAVING or outcome.volunteer is None:
        return []
    return [one.text for one in still_out(things_of(store, outcome.volunteer))]


def still_out(found: Iterable[Handed]) -> list[Handed]:
    """Those that somebody still has."""
    return [one for one in found if one.out]


def known_things(store: Store, activity: str) -> list[KnownThing]:
    """The things that were handed out in an activity (its key) before, the last one first; where there is none, those of all."""
    found: dict[str, KnownThing] = {}
    for one in sorted(things_in(store, activity) or things_in(store), key=lambda one: -one.last):
        key = thing_key(one.thing)
        before = found.get(key)
        numbered = one.piece is not None or (before is not None and before.numbered)
        found[key] = KnownThing(before.name if before else one.thing, numbered)
    return list(found.values())
