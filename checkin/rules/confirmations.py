"""What was confirmed stands, whatever its scans come to later: nothing is counted a second time, and nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checkin.rules.activities import Activity
from checkin.rules.badge_holders import BadgeHolders
from checkin.rules.bare_sessions import listed, restated
from checkin.rules.events import VOUCHED_SOURCES, Add, Claim, Confirm, Event, Rule, Scan, Transfer
from checkin.rules.facts import Facts
from checkin.rules.policies import Policy
from checkin.rules.replayed import is_replayed
from checkin.rules.scans import read_scan
from checkin.rules.sessions import Flag, Session, Source, Status
from checkin.rules.standing import order_key


class Confirmations:
    """The confirmations that stand, the last one of each session. `taken` takes out those that find their row; what is left
    has lost the scans that made it, and `with_lost` lists it. `scans`, `others` and `amends` (by the scan) are the record's
    events by id, `holders` tells whose an unknown badge was.
    """

    def __init__(
        self,
        facts: Facts,
        scans: Mapping[str, Event],
        others: Mapping[str, Event],
        amends: Mapping[str, Sequence[Event]],
    ) -> None:
        self._facts = facts
        self._scans, self._others, self._amends = scans, others, amends
        self._holders = BadgeHolders()
        self._waiting: dict[str, Confirm] = {}
        self._said_by: dict[str, Event] = {}

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def use_holders(self, holders: BadgeHolders) -> None:
        """These tell whose badges were that a desk did not know."""
        self._holders = holders

    def note(self, event: Event, confirm: Confirm) -> None:
        """Of several the last in the order of the record holds."""
        self._waiting[confirm.target] = confirm
        self._said_by[confirm.target] = event

    def taken(self, key: str, person: str, activity: str) -> Confirm | None:
        """The confirmation of a row, taken out of those that wait for theirs.

        Hours confirmed for somebody else or elsewhere stay there, though the scans were moved since, or a link struck out.
        """
        confirm = self._waiting.get(key)
        if confirm is None or (self._owner(confirm), self._where(confirm)) != (person, activity):
            return None
        return self._waiting.pop(key)

    def terms(self, confirm: Confirm, at: int) -> tuple[Activity, Policy]:
        """By what the minutes of a session that began at `at` were counted when it was confirmed."""
        said_by = self._said_by[confirm.target]
        return self._facts.terms_as_of(self._where(confirm), order_key(said_by), confirm.policy, at)

    def with_lost(self, sessions: list[Session]) -> list[Session]:
        """What was confirmed stands though its scans now pair otherwise; nothing is counted a second time."""
        if not self._waiting:
            return sessions
        frozen: set[str] = set()
        kept: list[Session] = []
        for target, confirm in self._waiting.items():
            frozen.update(confirm.events)
            named = self._scans.get(target) or self._others.get(target)
            row = listed(
                target,
                None if named is None else named.at,
                self._owner(confirm),
                self._where(confirm),
                self._source(confirm),
                {Flag.CHANGED, *self._replays(confirm)},
            )
            row = row._replace(policy=confirm.policy)
            kept.append(restated(row, Status(confirm.stage), confirm.minutes, confirm.events))
        for session in sessions:
            if session.status in (Status.OPEN, Status.CLOSED) and frozen.intersection(session.events):
                session = restated(session, Status.NEEDS_REVIEW, 0, session.events, Flag.CHANGED)
            kept.append(session)
        return kept

    def _owner(self, confirm: Confirm) -> str:
        """Whose hours were confirmed; of a badge that was unknown then, whose it was when the session began."""
        if "/" in confirm.volunteer:
            return self._facts.person(confirm.volunteer)
        scan = self._scans.get(confirm.target)
        return self._facts.person(self._holders.person(confirm.volunteer, None if scan is None else scan.at))

    def _where(self, confirm: Confirm) -> str:
        """The activity in which hours were confirmed: of a code that several desks made, the one to which the scan belongs."""
        makings = self._facts.makings
        if confirm.activity not in makings.shared:
            return confirm.activity
        scan = self._scans.get(confirm.target)
        if scan is not None and isinstance(scan.body, Scan):
            amends = self._amends.get(scan.id, [])
            counted = read_scan(scan, scan.body, amends, self._facts, self._holders).activity
            if confirm.activity in makings.written_as(counted):
                return counted
        added = self._others.get(confirm.target)
        if added is not None and isinstance(added.body, Add) and added.body.activity == confirm.activity:
            return makings.meant(confirm.activity, added.desk, added.id)
        by = self._said_by[confirm.target]
        return makings.meant(confirm.activity, by.desk, by.id)

    def _source(self, confirm: Confirm) -> Source:
        """Where minutes came from that were confirmed and lost what made them: each source is summed apart."""
        kinds = {type(self._others[event].body) for event in confirm.events if event in self._others}
        if Claim in kinds:
            return Source.CLAIMED
        if Transfer in kinds:
            return Source.TRANSFERRED
        if Add in kinds:
            return Source.ADDED
        if Rule in kinds:
            return Source.RULED
        scans = (self._scans[event].body for event in confirm.events if event in self._scans)
        return (
            Source.VOUCHED if any(s.source in VOUCHED_SOURCES for s in scans if isinstance(s, Scan)) else Source.SCANNED
        )

    def _replays(self, confirm: Confirm) -> set[Flag]:
        """The flag of confirmed minutes that rest on a replayed scan and lost what made them: they are summed apart too."""
        scans = [self._scans[event] for event in confirm.events if event in self._scans]
        return {
            Flag.REPLAYED
            for scan in scans
            if isinstance(scan.body, Scan)
            and scan.body.source not in VOUCHED_SOURCES
            and is_replayed(scan.at, scan.body.arrival or scan.id, scan.desk, self._facts.clocks)
        }
