"""The whole fold: events in any order become one record of sessions (design §4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from checkin.rules.activities import local_days
from checkin.rules.badge_holders import BadgeHolders, holders_of, of_own_people
from checkin.rules.bare_sessions import listed
from checkin.rules.claims import Verified, claimed_sessions, claims_key
from checkin.rules.confirmations import Confirmations
from checkin.rules.consent import ConsentHistory, consent_history, lacks_consent
from checkin.rules.crediting import credit
from checkin.rules.events import (
    Add,
    Amend,
    Badge,
    BadgeState,
    Claim,
    Confirm,
    Consent,
    Event,
    Judge,
    Objection,
    Rule,
    Scan,
    Transfer,
)
from checkin.rules.facts import Facts
from checkin.rules.grouping import drafts_of
from checkin.rules.plain_sessions import only_session
from checkin.rules.policies import DEFAULT_KIND
from checkin.rules.scans import read_scan
from checkin.rules.segments import segments_of
from checkin.rules.service import LAST
from checkin.rules.sessions import Draft, Effect, Flag, Session, Source, in_order
from checkin.rules.sorting_out import SortedOut, sort_out
from checkin.rules.standing import order_key, standing
from checkin.rules.unscanned import Unscanned, noon
from checkin.rules.voids import OrderKey, struck_out

_NOBODY, _NO_CONSENT = BadgeHolders(), ConsentHistory()
_SCANNED, _CORRECTED, _VOUCHED, _RULED = Source.SCANNED, Source.CORRECTED, Source.VOUCHED, Source.RULED
_make: Callable[[type[Session], tuple[Any, ...]], Session] = tuple.__new__
_UNSCANNED: Mapping[type[Any], Source] = {Add: Source.ADDED, Transfer: Source.TRANSFERRED, Claim: Source.CLAIMED}


@dataclass(frozen=True, slots=True)
class Record:
    """The sessions that the events make. `effects` gives for each scan that counts its
    effect and the key of its session.
    """

    sessions: tuple[Session, ...] = ()
    effects: Mapping[str, tuple[Effect, str]] = field(default_factory=dict)
    consents: Mapping[str, ConsentHistory] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    def of(self, volunteer: str) -> tuple[Session, ...]:
        """The sessions of one volunteer (or of an unknown badge), by start."""
        return tuple(s for s in self.sessions if s.volunteer == volunteer)

    def session(self, key: str) -> Session | None:
        """The session that an event names."""
        return next((s for s in self.sessions if s.key == key), None)


def fold(facts: Facts, events: Iterable[Event], holders: BadgeHolders | None = None) -> Record:
    """Fold the events of volunteers under the facts that hold for all.

    `events` may come in any order and with repeats; common events among them are ignored. `holders` gives the
    holders of badges that were unknown to the desk which scanned them; without it, the badge events among
    `events` decide. A volunteer's sessions are right where all events of that volunteer are given; the sessions
    of others may then be incomplete.
    """
    if type(events) is list and len(events) <= 2 and (only := only_session(events, facts)) is not None:
        return _of_one(facts, only)
    sorted_out = sort_out(facts.joins.read_all(events) if facts.joins else events, facts.joins.lost)
    if holders is None and sorted_out.are_known_scans:
        return _of_scans(facts, sorted_out.scans)
    struck = _struck(facts, sorted_out.voids)
    book = _Book(facts, struck, sorted_out, holders)
    return book.record()


def _struck(facts: Facts, voids: Collection[Event]) -> Mapping[str, OrderKey]:
    """What is struck out by the voids of all and by these; a record may have many, so they are not copied in vain."""
    found = struck_out(voids)
    if not found or found.items() <= facts.struck.items():
        return facts.struck
    return {**facts.struck, **found}


def _of_one(facts: Facts, draft: Draft) -> Record:
    """The record of the one session that somebody's scans make."""
    credit([draft], DEFAULT_KIND, _NO_CONSENT, facts, partial(_local_day, facts))
    effects = {draft.key: (Effect.OPENED, draft.key)}
    if draft.close_event is not None:
        effects[draft.close_event] = (Effect.CLOSED, draft.key)
    return Record((_finished(draft),), effects)


def _of_scans(facts: Facts, scans: Mapping[str, Event]) -> Record:
    """The record of scans alone, without a look at what is not there: for an answer at the gate."""
    effects: dict[str, tuple[Effect, str]] = {}
    sessions: list[Session] = []
    for drafts in drafts_of(scans, {}, facts.struck, facts, _NOBODY, effects).values():
        credit(drafts, DEFAULT_KIND, _NO_CONSENT, facts, partial(_local_day, facts))
        sessions += map(_finished, drafts)
    sessions.sort(key=_by_time)
    return Record(tuple(sessions), effects)


class _Book:
    def __init__(
        self, facts: Facts, struck: Mapping[str, OrderKey], found: SortedOut, holders: BadgeHolders | None
    ) -> None:
        self._facts = facts
        self._struck = struck
        self._scans = found.scans
        self._waiting = found.waiting
        self._others = found.others
        self._kinds: dict[str, str] = {}
        self._own_kinds: set[str] = set()
        self._amends: defaultdict[str, list[Event]] = defaultdict(list)
        self._confirmations = Confirmations(facts, found.scans, found.others, self._amends)
        self._rules: dict[str, tuple[Event, Rule]] = {}
        self._adds: list[tuple[Event, Add]] = []
        self._transfers: list[tuple[Event, Transfer]] = []
        self._claims: list[tuple[Event, Claim]] = []
        self._judged: dict[str, Event] = {}
        self._objected: set[str] = set()
        self._consents: defaultdict[str, list[Event]] = defaultdict(list)
        self._effects: dict[str, tuple[Effect, str]] = {}
        badges: list[Event] = []
        for event in standing(found.others.values(), struck):
            self._note(event)
            if isinstance(event.body, Badge) and event.body.badge in found.unknown:
                badges.append(event)
        self._holders = holders if holders is not None else holders_of(badges) if badges else _NOBODY
        self._confirmations.use_holders(self._holders)

    def _note(self, event: Event) -> None:
        match event.body:
            case Amend(target=target):
                self._amends[target].append(event)
            case Rule(target=target) as rule:
                self._rules[target] = (event, rule)
            case Confirm() as confirm:
                self._confirmations.note(event, confirm)
            case Add() as add:
                self._adds.append((event, add))
            case Transfer() as transfer:
                self._transfers.append((event, transfer))
            case Claim() as claim:
                self._claims.append((event, claim))
            case Judge(target=target):
                self._judged[target] = event
            case Objection(target=target):
                self._objected.add(target)
            case Consent(volunteer=volunteer):
                self._consents[self._facts.person(volunteer)].append(event)
            case Badge(volunteer=volunteer, state=BadgeState.ISSUED) as badge if of_own_people(event, badge):
                self._note_kind(volunteer, badge.person_kind)

    def _note_kind(self, number: str, kind: str) -> None:
        """Of a person with several numbers the kind of the number that stands holds; else the last that was issued."""
        person = self._facts.person(number)
        if number == person:
            self._own_kinds.add(person)
        if number == person or person not in self._own_kinds:
            self._kinds[person] = kind

    def record(self) -> Record:
        histories = {person: consent_history(events) for person, events in self._consents.items()}
        sessions: list[Session] = []
        by_person = drafts_of(self._scans, self._amends, self._struck, self._facts, self._holders, self._effects)
        for person, drafts in by_person.items():
            self._attach_rulings(person, drafts)
            credit(
                drafts,
                self._kinds.get(person, DEFAULT_KIND),
                histories.get(person, _NO_CONSENT),
                self._facts,
                partial(_local_day, self._facts),
            )
            sessions += (_finished(draft) for draft in drafts)
        sessions += self._added(histories)
        sessions += self._transferred()
        sessions += claimed_sessions(self._claimed(histories), self._facts)
        sessions += self._unmatched_rules()
        sessions += self._of_lost_desks()
        sessions = self._confirmations.with_lost(sessions)
        sessions.sort(key=_by_time)
        return Record(tuple(sessions), self._effects, histories, self._kinds)

    def _attach_rulings(self, person: str, drafts: Iterable[Draft]) -> None:
        if "/" not in person:
            for draft in drafts:
                draft.flags.add(Flag.UNKNOWN_BADGE)
        if not (self._rules or self._confirmations or self._objected):
            return
        for draft in drafts:
            ruling = self._rules.pop(draft.key, None)
            if ruling is not None:
                draft.rule_event, draft.rule = ruling[0].id, ruling[1]
            draft.confirm = self._confirmations.taken(draft.key, draft.volunteer, draft.activity)
            if draft.confirm is not None and draft.marks:
                draft.confirmed_by = self._confirmations.terms(draft.confirm, draft.marks[0].at)
            if draft.key in self._objected:
                draft.flags.add(Flag.OBJECTION)

    def _added(self, histories: Mapping[str, ConsentHistory]) -> Iterable[Session]:
        for event, add in self._adds:
            activity = self._facts.activity(self._facts.makings.meant(add.activity, event.desk, event.id))
            person = self._facts.person(add.volunteer)
            policy = self._facts.policy_for(activity.key, activity.start or event.at)
            kind = self._kinds.get(person, DEFAULT_KIND)
            barred = activity.not_creditable is not None or kind in policy.not_creditable_kinds
            confirm = self._confirmations.taken(event.id, person, activity.key)
            minutes = 0 if barred or activity.is_training else add.minutes
            flags = {Flag.NOT_CREDITABLE} if barred else set()
            if lacks_consent(histories.get(person, _NO_CONSENT), policy, event.at):
                flags.add(Flag.CONSENT)
            if activity.is_training:
                flags.add(Flag.TRAINING)
            hours = Unscanned(
                event.id, person, activity.key, Source.ADDED, minutes, add.minutes, frozenset(flags), policy.version,
                (event.id,), event.at,
            )  # fmt: skip
            yield hours.session(confirm, objected=event.id in self._objected)

    def _transferred(self) -> Iterable[Session]:
        """A row for hours of another school."""
        for event, transfer in self._transfers:
            person = self._facts.person(transfer.volunteer)
            policy = self._facts.policy_at(event.team, LAST)
            counts = self._facts.counts_transfers(event.team)
            confirm = self._confirmations.taken(event.id, person, transfer.there)
            minutes = transfer.minutes if counts and not transfer.training else 0
            flags = set() if counts or not transfer.minutes else {Flag.NOT_CREDITABLE}
            if transfer.training:
                flags = {Flag.TRAINING}
            hours = Unscanned(
                event.id, person, transfer.there, Source.TRANSFERRED, minutes, transfer.minutes, frozenset(flags), policy.version,
                (event.id,), noon(transfer.day, self._facts.zone_of(transfer.there)), transfer.minutes * 60,
            )  # fmt: skip
            yield hours.session(confirm, objected=event.id in self._objected)

    def _claimed(self, histories: Mapping[str, ConsentHistory]) -> Iterable[Verified]:
        """The claims that a supervisor verified."""
        for event, claim in self._claims:
            judged = self._judged.get(event.id)
            if judged is None or not isinstance(judged.body, Judge) or not judged.body.verified:
                continue
            person = self._facts.person(claim.volunteer)
            confirm = self._confirmations.taken(event.id, person, claims_key(event.team))
            kind = self._kinds.get(person, DEFAULT_KIND)
            consent = histories.get(person, _NO_CONSENT)
            yield Verified(event, claim, judged.id, person, kind, confirm, event.id in self._objected, consent)

    def _unmatched_rules(self) -> Iterable[Session]:
        """A ruling whose event opens nothing (any longer) credits nothing and is listed."""
        for target, (_, _rule) in self._rules.items():
            scan = self._scans.get(target)
            if scan is None or not isinstance(scan.body, Scan):
                continue
            reading = read_scan(scan, scan.body, self._amends.get(target, []), self._facts, self._holders)
            yield listed(target, scan.at, reading.person, reading.activity, Source.RULED, {Flag.RULE_UNMATCHED})

    def _of_lost_desks(self) -> Iterable[Session]:
        """A row for each person and activity of which a lost desk's scans or added hours wait; it credits nothing."""
        waiting: defaultdict[tuple[str, str], list[Event]] = defaultdict(list)
        facts = self._facts
        for event in sorted(self._waiting.values(), key=order_key):
            body = event.body
            if event.id in self._struck:
                continue
            if isinstance(body, Scan):
                reading = read_scan(event, body, [], facts, self._holders)
                waiting[reading.person, reading.activity].append(event)
            elif isinstance(body, Add):
                meant = facts.makings.meant(body.activity, event.desk, event.id)
                waiting[facts.person(body.volunteer), meant].append(event)
            elif isinstance(body, Transfer):
                waiting[facts.person(body.volunteer), body.there].append(event)
            elif isinstance(body, Claim):
                waiting[facts.person(body.volunteer), claims_key(event.team)].append(event)
        for (person, activity), events in waiting.items():
            first = events[0]
            source = _UNSCANNED.get(type(first.body), Source.SCANNED)
            row = listed(first.id, first.at, person, activity, source, {Flag.LOST_DESK})
            yield row._replace(events=tuple(event.id for event in events))


def _local_day(facts: Facts, activity_key: str, at: int) -> date:
    return local_days(facts.activity(activity_key).timezone).day(at)


def _finished(draft: Draft) -> Session:
    source = _RULED if draft.rule is not None else _VOUCHED if draft.vouched else None
    source = source or (_CORRECTED if draft.corrected else _SCANNED)
    flags = draft.flags
    # By place, not by name, and without the call that Session itself would add: this is done for every session of a record.
    return _make(Session, (
        draft.key, draft.volunteer, draft.activity, draft.start, draft.end, draft.seconds, draft.minutes, draft.status,
        in_order(flags) if flags else (), source, draft.open_event, draft.close_event, draft.clamped, draft.policy,
        draft.events, draft.on_grid, None, segments_of(draft) if draft.marks else (),
    ))  # fmt: skip


def _by_time(session: Session) -> tuple[int, str]:
    at = session.start if session.start is not None else session.end
    return (at if at is not None else 0, session.key)
