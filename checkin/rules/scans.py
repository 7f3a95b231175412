"""Scans after corrections: where each one belongs, its time and direction, and which ones bounced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from checkin.rules.badge_holders import BadgeHolders
from checkin.rules.events import VOUCHED_SOURCES, Amend, Direction, Event, Scan
from checkin.rules.facts import Facts
from checkin.rules.policies import LONGEST_BOUNCE_SECONDS
from checkin.rules.voids import OrderKey

LONGEST_BOUNCE_MS = LONGEST_BOUNCE_SECONDS * 1000


class Reading(NamedTuple):
    """One scan. `scanned_*` is what the desk recorded; the other fields are after amendments. Instants in milliseconds.
    `arrived` is the id that was made when the scan arrived, `post` the code of the post where it was taken.

    A tuple, for a record has hundreds of thousands of them; they sort by (at, id).
    """

    at: int
    id: str
    person: str
    activity: str
    direction: Direction
    amended: bool
    desk: str
    scanned_at: int
    scanned_person: str
    scanned_activity: str
    scanned_direction: Direction
    vouched: bool
    arrived: str
    post: str | None = None


def where_scanned(event: Event, scan: Scan, facts: Facts, holders: BadgeHolders) -> tuple[str, str]:
    """The person and the key of the activity of a scan as it was scanned.

    The holder of an unknown badge is found by the time of the scan.
    """
    person, occasion = scan.volunteer or holders.person(scan.badge or "", event.at), scan.activity
    if facts.same:
        person = facts.person(person)
    if facts.makings.shared:
        occasion = facts.makings.meant(occasion, event.desk, event.id)
    return person, occasion


def read_scan(event: Event, scan: Scan, amends: Sequence[Event], facts: Facts, holders: BadgeHolders) -> Reading:
    """A scan with its amendments applied. They come in the order (at, id); the last one that sets a field holds.

    The holder of an unknown badge is found by the time of the scan, never by an amended time.
    """
    person, occasion = where_scanned(event, scan, facts, holders)
    vouched = scan.source in VOUCHED_SOURCES
    scanned = (event.desk, event.at, person, occasion, scan.direction, vouched, scan.arrival or event.id)
    if not amends:
        return Reading(event.at, event.id, person, occasion, scan.direction, False, *scanned, scan.post)
    at, direction, volunteer, activity, post = event.at, scan.direction, person, occasion, scan.post
    for amend in amends:
        body = amend.body
        assert isinstance(body, Amend)
        at = at if body.at is None else body.at
        direction = body.direction or direction
        volunteer = body.volunteer or volunteer
        post = post if body.post is None else body.post or None
        if body.activity is not None:
            activity = facts.makings.meant(body.activity, amend.desk, amend.id)
    return Reading(at, event.id, facts.person(volunteer), activity, direction, True, *scanned, post)


class Bounces(NamedTuple):
    """`duplicates` maps a bounced scan to the first scan of its burst; `voided` were struck
    out together with that first scan.
    """

    duplicates: Mapping[str, str]
    voided: frozenset[str]


NO_BOUNCES = Bounces({}, frozenset())
_as_scanned = attrgetter("scanned_at", "id")


def bounces(readings: Sequence[Reading], facts: Facts, struck: Mapping[str, OrderKey]) -> Bounces:
    """What bounced among the scans of one volunteer in one activity, all as they were scanned (design §4.2).

    Scans that follow each other by less than `bounce_seconds` are one burst: `auto` bounces after anything, `in`
    after `in`, `out` after `out`. Bursts are facts of the desk: corrections do not change them, only the void of a
    burst's first scan strikes the burst, and a scan made after that void starts anew. What somebody vouches for was
    written down by hand, and is no part of a burst.
    """
    if _far_apart(readings):
        return NO_BOUNCES
    duplicates: dict[str, str] = {}
    voided: set[str] = set()
    first: Reading | None = None
    previous_at = 0
    for reading in sorted((r for r in readings if not r.vouched), key=_as_scanned):
        if first is not None and _bounces(reading, first, previous_at, facts):
            void = struck.get(first.id)
            if void is not None and (reading.scanned_at, reading.id) > void:
                first = reading
            elif not reading.amended:
                if void is None:
                    duplicates[reading.id] = first.id
                else:
                    voided.add(reading.id)
        else:
            first = reading
        previous_at = reading.scanned_at
    return Bounces(duplicates, frozenset(voided))


def _far_apart(readings: Iterable[Reading]) -> bool:
    """Whether scans come in the order of time and none within the longest bounce: nearly all of a log do."""
    earliest = 0
    for reading in readings:
        if reading.scanned_at < earliest:
            return False
        earliest = reading.scanned_at + LONGEST_BOUNCE_MS
    return True


def _bounces(reading: Reading, first: Reading, previous_at: int, facts: Facts) -> bool:
    if reading.scanned_direction not in (Direction.AUTO, first.scanned_direction):
        return False
    policy = facts.policy_for(first.scanned_activity, first.scanned_at)
    return reading.scanned_at - previous_at < policy.bounce_seconds * 1000
