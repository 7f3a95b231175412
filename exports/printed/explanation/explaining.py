"""Everything that explains one volunteer's hours: sessions with their accounts, and the totals by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checkin.rules.asked_sessions import ALL_SESSIONS, AskedSessions
from checkin.rules.explaining import SessionExplanation, explain
from checkin.rules.facts import Facts
from checkin.rules.policies import Policy
from checkin.rules.service import Part, PartTotal, by_part, of_service
from checkin.rules.training import trainings
from storage.people.names import person_by_any_number
from storage.people.person import Person
from storage.record import record_of
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Explanation:
    """`person` is None for an unknown badge. Totals cover the sessions in it; trainings are apart."""

    volunteer: str
    person: Person | None
    accounts: tuple[SessionExplanation, ...]
    totals: Mapping[Part, PartTotal]
    training_minutes: int
    facts: Facts

    @property
    def minutes(self) -> int:
        """Credited minutes of service together, without trainings."""
        return sum(total.minutes for total in self.totals.values())

    @property
    def policies(self) -> list[Policy]:
        """The policies by which these sessions are counted, each once."""
        return list(dict.fromkeys(account.policy for account in self.accounts))


def explanation_of(store: Store, volunteer: str, asked: AskedSessions = ALL_SESSIONS) -> Explanation:
    """Explain a volunteer (a key) or an unknown badge: the sessions that are asked for."""
    facts = store.ledger.facts()
    person = facts.person(_counted_as(store, volunteer))
    wanted = asked.test(facts)
    accounts = [a for a in explain(record_of(store, person).of(person), facts) if wanted(a.session)]
    sessions = [account.session for account in accounts]
    return Explanation(
        person,
        person_by_any_number(store, person),
        tuple(accounts),
        by_part(of_service(sessions)),
        sum(one.minutes for one in trainings(sessions, facts)),
        facts,
    )


def _counted_as(store: Store, volunteer: str) -> str:
    """Under whom sessions of a volunteer or badge are counted. Of a revoked number its own, where it was scanned since;
    else those of whoever had it."""
    holder = store.ledger.holder_of_badge(volunteer)
    if holder.owner is None and not record_of(store, volunteer).of(volunteer):
        return holder.volunteer or volunteer
    return holder.owner or volunteer
