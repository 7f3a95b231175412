"""Desks that were lost: what their chain says after the last event that the first desk held waits for a supervisor (design §4).

The team's first desk writes a `revoke`, which names that last event. Later an `admit` says of a span of the chain whether it
counts. Of several statements about one event the last by (`at`, `id`) holds. Ids rise within a desk, so an id says on which
side of the last event another one stands, whatever time it claims. A statement of a desk that is lost itself counts only where
it does not wait. Two desks that revoke each other are both lost: only people can tell which of the two was stolen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from checkin.rules.events import Add, Admit, Event, Revoke, Scan

_LISTED = (Scan, Add)
"""What names a person's hours: the person's row says that something waits."""
_STATEMENTS = (Revoke, Admit)
_OPEN_END = "~"
"""Sorts behind every id."""

Place = tuple[str, str]
"""A team's code and a desk's id."""


class Span(NamedTuple):
    """The events of a desk with ids above `after`, up to and with `last`; `refused` where a supervisor decided so."""

    after: str
    last: str
    refused: bool

    def holds(self, event_id: str) -> bool:
        """Whether an event of the desk stands in the span."""
        return self.after < event_id <= self.last


class LostDesk(NamedTuple):
    """A desk that was revoked: the event that did so, place and hash of the last event that it names, and the spans of the
    chain that don't count, of which the last one has no end."""

    event: Event
    seq: int
    hash: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class LostDesks:
    """All desks that were revoked. Without any it is false."""

    by_place: Mapping[Place, LostDesk] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.by_place)

    def span_of(self, event: Event) -> Span | None:
        """The span in which an event waits or was refused; None for an event that counts."""
        lost = self.by_place.get((event.team, event.desk))
        if lost is None:
            return None
        return next((span for span in lost.spans if span.holds(event.id)), None)

    def counts(self, team: str, desk: str, event_id: str) -> bool:
        """Whether the event with this id, of this desk, counts."""
        lost = self.by_place.get((team, desk))
        return lost is None or not any(span.holds(event_id) for span in lost.spans)

    def passes(self, event: Event) -> bool:
        """Whether the fold reads an event: one that counts, a statement about lost desks, or one that a person's row tells."""
        if (event.team, event.desk) not in self.by_place or isinstance(event.body, _STATEMENTS):
            return True
        span = self.span_of(event)
        return span is None or (isinstance(event.body, _LISTED) and not span.refused)


NOBODY_LOST = LostDesks()


def lost_desks(events: Iterable[Event]) -> LostDesks:
    """The lost desks by the statements among the events, in any order and with any repeats."""
    said = {e.id: e for e in events if isinstance(e.body, _STATEMENTS) and e.body.desk != e.desk}
    if not said:
        return NOBODY_LOST
    ordered = sorted(said.values(), key=lambda e: (e.at, e.id))
    return LostDesks(_read(_believed(ordered)))


def heirs_revoked(events: Iterable[Event], heirs: Iterable[tuple[str, str]]) -> list[Event]:
    """Revocations that follow from those among the events: a desk for which a lost desk's key vouches is that laptop, or a copy
    of it, under a new id. `heirs` are pairs of such a desk and the other one; of whom a revocation speaks itself, that holds.
    """
    said = [event for event in events if isinstance(event.body, _STATEMENTS)]
    lost, told = lost_desks(said), {(e.team, e.body.desk) for e in said if isinstance(e.body, Revoke)}
    if not lost:
        return []
    found = []
    for heir, of in sorted(set(heirs)):
        for (team, desk), one in lost.by_place.items():
            if desk == of and (team, heir) not in told:
                found.append(one.event._replace(id=f"{one.event.id}/{heir}", body=Revoke(heir, 0, "0" * 64, "0" * 128)))
    return found


def _believed(ordered: Sequence[Event]) -> list[Event]:
    """The statements that don't wait by another one that is believed; where that goes round in a circle, all of the circle."""
    believed, before = list(ordered), list[Event]()
    for _ in range(len(ordered) + 2):
        lost = LostDesks(_read(believed))
        now = [e for e in ordered if lost.counts(e.team, e.desk, e.id)]
        if now == believed:
            return now
        if now == before:
            # It swings between too many and too few: who revoke each other are in the one and not in the other.
            return max(now, believed, key=len)
        believed, before = now, believed
    return believed


def _read(statements: Iterable[Event]) -> dict[Place, LostDesk]:
    about: defaultdict[Place, list[Event]] = defaultdict(list)
    for event in statements:
        assert isinstance(event.body, Revoke | Admit)
        about[event.team, event.body.desk].append(event)
    found: dict[Place, LostDesk] = {}
    for place, told in about.items():
        by, spans = _first_revocation(told), tuple(_spans(told))
        if by is not None and spans:
            assert isinstance(by.body, Revoke)
            found[place] = LostDesk(by, by.body.seq, by.body.hash, spans)
    return found


def _first_revocation(told: Iterable[Event]) -> Event | None:
    """The first revocation since the desk was last said not to be lost."""
    found: Event | None = None
    for event in told:
        if isinstance(event.body, Revoke):
            found = found or event
        elif isinstance(event.body, Admit) and event.body.counts and event.body.last is None:
            found = None
    return found


def _spans(told: Sequence[Event]) -> Iterable[Span]:
    """The spans that don't count, in their order and without overlaps; `told` are the statements about a desk by (at, id)."""
    said = [_bounds(event.body) for event in told]
    ends = sorted({end for after, last, _refused in said for end in (after, last)})
    for after, last in pairwise(ends):
        verdicts = [refused for first, end, refused in said if first <= after and last <= end]
        if verdicts and verdicts[-1] is not None:
            yield Span(after, last, verdicts[-1])


def _bounds(body: object) -> tuple[str, str, bool | None]:
    """Of which events a statement speaks: above, up to, and whether they are refused (None: they count)."""
    match body:
        case Revoke(last=last):
            return last or "", _OPEN_END, False
        case Admit(after=after, last=last, counts=counts):
            return after or "", last or _OPEN_END, None if counts else True
        case _:
            raise TypeError(body)
