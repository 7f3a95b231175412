"""Hours that nobody scanned, summed apart from somebody's other sessions: claims, and what another school says.

No scan changes what they come to, so where a person has very many of them a scan's answer needs only their sum. A property holds
that it is what the fold of everything gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checkin.rules.events import HOURS_KINDS, Badge, Confirm, Consent, Event, bodies_of
from checkin.rules.facts import Facts
from checkin.rules.record import fold
from checkin.rules.service import credited

_HOURS, _OF_PERSON = bodies_of(HOURS_KINDS), (Badge, Consent)


class Apart(NamedTuple):
    """Events of somebody, and the credited minutes of hours that are not among them."""

    events: Sequence[Event]
    minutes: int = 0


def hours_apart(facts: Facts, person: str, events: Sequence[Event]) -> Apart | None:
    """All events of a person (a key) without such hours and what aims at them; None where the fold can't be parted so."""
    if facts.makings.shared or facts.joins:
        return None
    hours = {event.id for event in events if isinstance(event.body, _HOURS)}
    theirs, new = set(hours), hours
    while new:
        new = {event.id for event in events if event.id not in theirs and getattr(event.body, "target", None) in new}
        theirs |= new
    for event in events:
        body = event.body
        if isinstance(body, Confirm) and not _is_of_one_part(body, hours, theirs, among=event.id in theirs):
            return None
    of_hours = [event for event in events if event.id in theirs or isinstance(event.body, _OF_PERSON)]
    minutes = sum(map(credited, fold(facts, of_hours).of(person)))
    return Apart([event for event in events if event.id not in theirs], minutes)


def _is_of_one_part(body: Confirm, hours: set[str], theirs: set[str], *, among: bool) -> bool:
    """Whether a confirmation, which may name any events, concerns one of the two parts alone."""
    if among:
        return body.target in hours and "/" in body.volunteer and theirs.issuperset(body.events)
    return theirs.isdisjoint(body.events)
