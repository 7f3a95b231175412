"""Reading the log of a desk: what the one use case asks of it before it decides (see `checkin.desk.Ledger`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checkin.rules.badge_holders import BadgeHolders, holder_by_statements, holder_of_card, holders_by_statements
from checkin.rules.badge_marks import badge_mark
from checkin.rules.badge_tenures import Holder
from checkin.rules.events import Event, Refuse, Scan
from checkin.rules.facts import Facts, gather
from checkin.rules.hours_apart import Apart
from storage.disk import sqlite
from storage.disk.ids import raised_above
from storage.log.event_queries import EventQueries
from storage.log.log_memory import LogMemory


class LogReader:
    """The log of one desk (its id) of a team (its code), as it is now: what other processes commit is seen too."""

    def __init__(self, connection: sqlite.Connection, team: str, desk: str) -> None:
        self._connection = connection
        self._team = team
        self._memory = LogMemory(connection, desk)

    @property
    def desk(self) -> str:
        """The id of this desk."""
        return self._memory.desk

    @property
    def team(self) -> str:
        """The code of this desk's team."""
        return self._team

    @property
    def queries(self) -> EventQueries:
        """Reads by kind, volunteer, activity or id."""
        return self._memory.queries

    def facts(self, before: str | None = None) -> Facts:
        """What holds for everybody: activities, policies, links, clock changes; see `checkin.desk.Ledger`."""
        if not self._connection.in_transaction:
            self._memory.notice_others()
        if before is None:
            return self._memory.facts()
        return gather((e for e in self.queries.common() if e.desk != self.desk or e.id < before), self.desk)

    def changed_elsewhere(self) -> bool:
        """Whether another process committed since this was last asked."""
        return self._memory.changed_elsewhere()

    def holder_of_badge(self, badge: str, at: int | None = None) -> Holder:
        """Who has a badge number at the instant `at` of a scan; with None, by everything that is recorded up to now."""
        return holder_by_statements(badge, self.queries.about_badge(badge), self.facts().struck, at)

    def badges_of(self, volunteer: str) -> list[str]:
        """The badge numbers that a volunteer has in force, in the order in which they were issued."""
        return self._holders(self.queries.badges_named(volunteer)).badges_of(volunteer)

    def holder_of_card(self, text: str) -> Holder | None:
        """Who has a school's own card, by the register; None where nobody has it."""
        return holder_of_card(self._connection.execute("SELECT key, left FROM person WHERE card = ?", (text,)))

    def school_of_badge(self, badge: str) -> str | None:
        """The name of the school whose volunteer has a badge that is unknown here, by the district's kit."""
        row = self._connection.execute(
            "SELECT name FROM visitor_badge JOIN district_team ON code = team WHERE mark = ?", (badge_mark(badge),)
        ).fetchone()
        return None if row is None else str(row[0])

    def events_of(self, volunteer: str, before: str | None = None) -> Sequence[Event]:
        """What may change the sessions of a volunteer or an unknown badge, with what linked numbers have; see `checkin.desk.Ledger`."""
        events = self._memory.about(self.facts().numbers_of(volunteer))
        if before is None:
            return events
        return [e for e in events if e.desk != self.desk or e.id < before]

    def events_for_scan(self, volunteer: str) -> Apart:
        """The same for the decision on a scan: what is said of badges only where a policy asks for it; see `checkin.desk.Ledger`."""
        self.facts()
        return self._memory.for_scan(volunteer)

    def find(self, arrival_id: str) -> Event | None:
        """The scan or refusal that an arrival with this id became."""
        last = self._memory.last()
        if last is None or arrival_id > last.id:
            # Ids rise within a desk, and an event with a later id than its arrival's stands above both.
            return None
        for event in self.queries.arrived(arrival_id):
            if isinstance(event.body, Scan | Refuse):
                return event
        return None

    def rising_id(self, wanted: str) -> str:
        """`wanted`, or the next id above this desk's last where that is higher."""
        last = self._memory.last()
        return wanted if last is None or wanted > last.id else raised_above(last.id)

    def _holders(self, badges: Iterable[str]) -> BadgeHolders:
        return holders_by_statements({badge: self.queries.about_badge(badge) for badge in badges}, self.facts().struck)
