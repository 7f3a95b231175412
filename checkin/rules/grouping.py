"""All scans become sessions: by volunteer and activity, plain ones at once, the others step by step (`pairing`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from checkin.rules.badge_holders import BadgeHolders
from checkin.rules.events import Event, Scan
from checkin.rules.facts import Facts
from checkin.rules.pairing import Effects, pair
from checkin.rules.plain_sessions import open_session, plain_session
from checkin.rules.scans import Reading, bounces, read_scan, where_scanned
from checkin.rules.sessions import Draft, Effect
from checkin.rules.voids import OrderKey

Amends = Mapping[str, Sequence[Event]]
_Place = tuple[str, str]
"""A person, and the key of an activity."""
_OPENED, _CLOSED = Effect.OPENED, Effect.CLOSED


def drafts_of(
    scans: Mapping[str, Event],
    amends: Amends,
    struck: Mapping[str, OrderKey],
    facts: Facts,
    holders: BadgeHolders,
    effects: Effects,
) -> dict[str, list[Draft]]:
    """The sessions of `scans` by person. What each scan did is entered into `effects`.

    `amends` are the amendments of each scan, in the order (at, id).
    """
    groups: defaultdict[_Place, list[Event]] = defaultdict(list)
    as_written = not facts.same and not facts.makings.shared
    for event in scans.values():
        body: Any = event.body
        if as_written and body.volunteer is not None:
            groups[body.volunteer, body.activity].append(event)
        else:
            groups[where_scanned(event, body, facts, holders)].append(event)
    touched = _touched(scans, amends, struck, facts, holders)
    drafts: defaultdict[str, list[Draft]] = defaultdict(list)
    rest: list[list[Event]] = []
    for place, group in groups.items():
        draft, size = None, len(group)
        if size <= 2 and place not in touched:
            person, occasion = place[0], facts.occasion(place[1])
            if size == 2:
                draft = plain_session(group[0], group[1], person, occasion, facts)
            else:
                draft = open_session(group[0], person, occasion, facts)
        if draft is None:
            rest.append(group)
            continue
        effects[draft.key] = _OPENED, draft.key
        if draft.close_event is not None:
            effects[draft.close_event] = _CLOSED, draft.key
        drafts[place[0]].append(draft)
    if rest:
        _pair_step_by_step(rest, amends, struck, facts, holders, effects, drafts)
    return drafts


def _touched(
    scans: Mapping[str, Event], amends: Amends, struck: Mapping[str, OrderKey], facts: Facts, holders: BadgeHolders
) -> set[_Place]:
    """Where a scan was struck out or amended, or came to by an amendment."""
    found: set[_Place] = set()
    if not amends and not struck:
        return found
    for event in scans.values():
        if event.id in amends or event.id in struck:
            reading = _read(event, amends, facts, holders)
            found |= {(reading.scanned_person, reading.scanned_activity), (reading.person, reading.activity)}
    return found


def _pair_step_by_step(
    groups: Iterable[Iterable[Event]],
    amends: Amends,
    struck: Mapping[str, OrderKey],
    facts: Facts,
    holders: BadgeHolders,
    effects: Effects,
    drafts: defaultdict[str, list[Draft]],
) -> None:
    """Bursts go by the times of the scans, pairing by the scans after corrections; the sessions go into `drafts`."""
    counting: defaultdict[_Place, list[Reading]] = defaultdict(list)
    duplicates: dict[str, str] = {}
    for group in groups:
        readings = [_read(event, amends, facts, holders) for event in group]
        bounced = bounces(readings, facts, struck)
        duplicates.update(bounced.duplicates)
        for reading in readings:
            out = reading.id in struck or reading.id in bounced.voided
            if not out and reading.id not in bounced.duplicates:
                counting[reading.person, reading.activity].append(reading)
    for (person, activity), counted in counting.items():
        drafts[person] += pair(counted, facts.occasion(activity), facts, effects)
    for scan, first in duplicates.items():
        if scan not in struck:
            effects[scan] = (Effect.DUPLICATE, effects.get(first, (_OPENED, first))[1])


def _read(event: Event, amends: Amends, facts: Facts, holders: BadgeHolders) -> Reading:
    assert isinstance(event.body, Scan)
    return read_scan(event, event.body, amends.get(event.id, ()), facts, holders)
