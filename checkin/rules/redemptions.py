"""Hours exchanged for services: a ledger that never goes below zero, and leaves the service record as it is (domain §1).

What can be spent is the minutes of confirmed sessions, from the instant of their first confirmation on. Added hours
count only where the team's policy said so then (`redeem_added_hours`): nobody served them. Redemptions spend in the
order (at, id); one that the balance does not cover, because two desks that had not met both redeemed, counts nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checkin.rules.events import Confirm, ConfirmStage, Event, Redeem, Void
from checkin.rules.facts import Facts
from checkin.rules.identity import split
from checkin.rules.sessions import Session, Source, Status
from checkin.rules.standing import order_key, standing
from checkin.rules.voids import OrderKey


@dataclass(frozen=True, slots=True)
class Redemption:
    """One exchange; `covered` is false where the balance did not suffice, and then it counts nothing."""

    event: str
    at: int
    desk: str
    minutes: int
    service: str
    covered: bool
    operator: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A volunteer's minutes that can be redeemed, the minutes that were spent, and every redemption in order."""

    income: int = 0
    spent: int = 0
    redemptions: tuple[Redemption, ...] = ()

    @property
    def balance(self) -> int:
        """Minutes that can still be spent."""
        return self.income - self.spent


def accounts(facts: Facts, events: Iterable[Event], sessions: Iterable[Session]) -> Mapping[str, Account]:
    """The accounts by person, for everybody who has redeemable minutes or redeemed some.

    `events` come in any order and with any repeats; `sessions` are what the fold made of the same events.
    """
    first_confirmed: dict[str, OrderKey] = {}
    redeemed: list[Event] = []
    for event in events:
        body = event.body
        if isinstance(body, Confirm) and body.stage is ConfirmStage.CONFIRMED:
            # Struck out or not: hours that are confirmed anew after a correction are there from the first time on.
            confirmed_at = order_key(event)
            first_confirmed[body.target] = min(first_confirmed.get(body.target, confirmed_at), confirmed_at)
        elif isinstance(body, Redeem | Void):
            redeemed.append(event)
    entries: defaultdict[str, list[tuple[OrderKey, int, Event | None]]] = defaultdict(list)
    for session in sessions:
        confirmed_at = first_confirmed.get(session.key, (0, ""))
        if session.status is Status.CONFIRMED and _redeemable(session, facts, confirmed_at[0]):
            entries[session.volunteer].append((confirmed_at, session.minutes, None))
    for event in standing(redeemed, facts.struck):
        if isinstance(event.body, Redeem):
            entries[facts.person(event.body.volunteer)].append((order_key(event), event.body.minutes, event))
    return {person: _balanced(theirs) for person, theirs in entries.items()}


def _redeemable(session: Session, facts: Facts, at: int) -> bool:
    if session.source is Source.TRANSFERRED:
        # The school where they were served may have exchanged them.
        return False
    if session.source not in (Source.ADDED, Source.CLAIMED):
        return True
    return facts.policy_at(split(session.volunteer)[0], at).redeem_added_hours


def _balanced(entries: list[tuple[OrderKey, int, Event | None]]) -> Account:
    income = spent = 0
    redemptions = []
    for _moment, minutes, event in sorted(entries, key=lambda entry: entry[0]):
        if event is None:
            income += minutes
            continue
        assert isinstance(event.body, Redeem)
        covered = minutes <= income - spent
        spent += minutes if covered else 0
        redemptions.append(
            Redemption(event.id, event.at, event.desk, minutes, event.body.service, covered, event.operator)
        )
    return Account(income, spent, tuple(redemptions))
