"""Whose sessions some events may change, and when: so that only these are folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from checkin.rules.activities import LONGEST_AFTER_END, LONGEST_PLANNED
from checkin.rules.badge_numbers import is_badge_number
from checkin.rules.events import (
    COMMON_KINDS,
    ActivityChange,
    Add,
    Admit,
    Amend,
    Badge,
    Claim,
    Clash,
    Clock,
    Close,
    Consent,
    Event,
    Join,
    Link,
    PolicyChange,
    Reopen,
    Revoke,
    Scan,
    Transfer,
    Void,
    bodies_of,
)
from checkin.rules.facts import Facts
from checkin.rules.instants import utc_text
from checkin.rules.service import LAST
from storage.log.appended import scanned_since
from storage.record import persons_of
from storage.store import Store

COMMON_BODIES = bodies_of(COMMON_KINDS)
_TWO_DAYS_MS = 2 * 24 * 60 * 60 * 1000
_MOST_SPANS = 200
"""In one statement; SQLite takes at most 1,000 conditions that are joined by OR."""


@dataclass(slots=True)
class Concerned:
    """Volunteers and unknown badges: `whole` with all their sessions, `near` with those that have a scan within `spans`
    (milliseconds). `everybody` where nothing narrower is known.
    """

    whole: set[str] = field(default_factory=set)
    near: set[str] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)
    everybody: bool = False

    @property
    def is_nobody(self) -> bool:
        """Whether there is no session that could change."""
        return not (self.whole or self.near or self.everybody)


@dataclass(slots=True)
class _About:
    """What many events may be about, each looked up once: activities by key, and the earliest instant of a policy."""

    activities: set[str] = field(default_factory=set)
    since: int | None = None


def concerned(store: Store, events: Iterable[Event]) -> Concerned:
    """Whose sessions the events may change, whether they are in the log or not.

    Whatever aims at another event concerns the people of that event too.
    """
    found, about = Concerned(), _About()
    given = {event.id: event for event in events}
    todo, seen = list(given.values()), set(given)
    while todo and not found.everybody:
        event = todo.pop()
        _add(store, event, found, about)
        target = getattr(event.body, "target", None)
        if target is not None and target not in seen:
            seen.add(target)
            todo += store.ledger.queries.by_ids({target})
    if not found.everybody:
        _add_of_activities(store, about.activities, found)
        if about.since is not None:
            found.near |= _since(store, about.since)
            found.spans.append((_first_counted(store.ledger.facts(), about.since), LAST))
        found.spans = _merged(found.spans)
    return found


def concern_everybody(store: Store, events: Iterable[Event], kinds: tuple[type, ...] = COMMON_BODIES) -> bool:
    """Whether one of these events holds for everybody, such as a policy (or is of `kinds`), or strikes out one that does."""
    todo, seen = list(events), set[str]()
    while todo:
        event = todo.pop()
        if isinstance(event.body, kinds):
            return True
        if isinstance(event.body, Void) and event.body.target not in seen:
            seen.add(event.body.target)
            todo += store.ledger.queries.by_ids({event.body.target})
    return False


def ends_of_voids(store: Store, events: Iterable[Event]) -> dict[str, Event]:
    """By id of each void among these events, the event at the end of what it aims at that is no void, where there is one.

    A log may hold a chain of 20,000 voids: each step of it is taken once.
    """
    known = {event.id: event for event in events}
    voids = [event for event in known.values() if isinstance(event.body, Void)]
    wanted = {event.body.target for event in voids if isinstance(event.body, Void)} - known.keys()
    while wanted:
        more = {event.id: event for event in store.ledger.queries.by_ids(wanted)}
        known |= more
        wanted = {event.body.target for event in more.values() if isinstance(event.body, Void)} - known.keys()
    ends: dict[str, Event | None] = {}
    for void in voids:
        way, at = list[str](), known.get(void.id)
        while at is not None and isinstance(at.body, Void) and at.id not in ends:
            way.append(at.id)
            # A circle of voids ends nowhere.
            ends[at.id] = None
            at = known.get(at.body.target)
        end = ends.get(at.id) if at is not None and isinstance(at.body, Void) else at
        ends.update(dict.fromkeys(way, end))
    return {void: end for void, end in ends.items() if end is not None}


def _add(store: Store, event: Event, found: Concerned, about: _About) -> None:
    match event.body:
        case ActivityChange(activity=key) | Close(activity=key) | Reopen(activity=key):
            about.activities.add(key)
        case Clash(target=target):
            making = store.ledger.facts().makings.by_id.get(target)
            if making is not None:
                about.activities.add(making.key)
        case PolicyChange(since=since):
            about.since = since if about.since is None else min(about.since, since)
        case Link(volunteer=one, same_as=other):
            found.whole |= {one, other}
        case Clock() | Join() | Revoke() | Admit():
            found.everybody = True
        case Badge(badge=badge, volunteer=volunteer):
            found.whole |= {badge, volunteer}
        case Scan(volunteer=None, badge=str() as badge):
            found.whole |= {badge, store.ledger.holder_of_badge(badge, event.at).owner or badge}
        case (
            Scan(volunteer=str() as volunteer)
            | Add(volunteer=volunteer)
            | Consent(volunteer=volunteer)
            | Claim(volunteer=volunteer)
            | Transfer(volunteer=volunteer)
        ):
            found.whole.add(volunteer)
        case Amend(volunteer=str() as moved_to):
            found.whole.add(moved_to)
        case _:
            pass


def _add_of_activities(store: Store, activities: Iterable[str], found: Concerned) -> None:
    """Whoever was at the activities that events may mean by these keys, and the days of these scans."""
    facts = store.ledger.facts()
    reach = _reach(facts)
    for written in {frozenset(facts.makings.written_with(activity)) for activity in activities}:
        there = store.ledger.queries.in_activity(written)
        found.near |= persons_of(store, there)
        found.spans += _days_of(there, reach)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that overlap as one, by time; where very many are left, one from the first to the last: a statement has a limit."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged if len(merged) <= _MOST_SPANS else [(merged[0][0], merged[-1][1])]


def _days_of(there: Sequence[Event], around: int) -> list[tuple[int, int]]:
    """The days round the scans of an activity, for other sessions of these days overlap them or share a day's limit."""
    times = {at for e in there if isinstance(e.body, Scan | Amend) for at in (e.at, getattr(e.body, "at", None)) if at}
    return _merged((at - around, at + around) for at in times)


def _first_counted(facts: Facts, since: int) -> int:
    """The first instant of which sessions bear on those that a policy counts from an instant on.

    An activity that began before has a share that sums all its sessions.
    """
    running = [a.start for a in facts.activities.values() if a.start and a.end and a.start < since <= a.end]
    return min([since, *running]) - _reach(facts)


def _reach(facts: Facts) -> int:
    """How far from each other two scans of one session or one local day can be, in milliseconds."""
    nights = [
        min(a.end - a.start, LONGEST_PLANNED) + LONGEST_AFTER_END
        for a in facts.activities.values()
        if a.overnight and a.start and a.end
    ]
    return _TWO_DAYS_MS + max(nights, default=0)


def _claimed_since(store: Store, since: int) -> set[str]:
    """Whose claims lie on the day of an instant or later, by UTC: a day more hurts nobody."""
    day = utc_text(max(since - _TWO_DAYS_MS, 0))[:10]
    claims = (event.body for event in store.ledger.queries.of_kind("claim"))
    return {claim.volunteer for claim in claims if isinstance(claim, Claim) and claim.day >= day}


def _since(store: Store, since: int) -> set[str]:
    """Who has a session that a policy from an instant on may count."""
    queries, facts = store.ledger.queries, store.ledger.facts()
    found = scanned_since(store.connection, _first_counted(facts, since))
    amends = [e.body for e in queries.of_kind("amend") if isinstance(e.body, Amend)]
    # A scan that was given to another person or another time counts where it is now.
    moved = concerned(store, queries.by_ids({body.target for body in amends if (body.at or 0) >= since}))
    found |= moved.whole | {body.volunteer for body in amends if body.volunteer}
    for event in queries.of_kind("add"):
        if isinstance(event.body, Add) and (facts.activity(event.body.activity).start or event.at) >= since:
            found.add(event.body.volunteer)
    found |= _claimed_since(store, since)
    # Whether hours of another school count is what the team decided last, whenever they were served.
    found |= {event.body.volunteer for event in queries.of_kind("transfer") if isinstance(event.body, Transfer)}
    found |= {read for (_desk, written), read in queries.joins.renumbered().items() if written in found}
    return found | {store.ledger.holder_of_badge(one).owner or one for one in found if is_badge_number(one)}
