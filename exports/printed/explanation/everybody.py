"""Everybody's totals by part, from the explanations of all their sessions."""

from __future__ import annotations

from collections.abc import Iterable
from json import JSONEncoder
from typing import NamedTuple

from checkin.rules.asked_sessions import ALL_SESSIONS, AskedSessions
from checkin.rules.explaining import SessionExplanation, explain
from checkin.rules.identity import within
from checkin.rules.service import Part, credited_training, part_of
from checkin.rules.sessions import Flag
from storage.people.names import names_by_any_number
from storage.record import whole_record
from storage.store import Store

_encode = JSONEncoder(ensure_ascii=False).encode
_PLACES = {part: place for place, part in enumerate(Part)}


class PersonTotals(NamedTuple):
    """One volunteer (a key) or unknown badge: credited minutes by part in the order of `Part`, trainings apart."""

    volunteer: str
    name: str
    class_name: str
    minutes: tuple[int, ...]
    training: int

    @property
    def total(self) -> int:
        """Credited minutes of all parts together."""
        return sum(self.minutes)

    def to_json(self, own_team: str) -> str:
        """One object: `{"volunteer", "name", "class"}`, a key for each part, `"minutes"` together and `"training"`."""
        who = {"volunteer": within(self.volunteer, own_team), "name": self.name or None, "class": self.class_name}
        by_part = zip(map(str, Part), self.minutes, strict=True)
        return _encode({**who, **dict(by_part), "minutes": self.total, "training": self.training})


def totals_of_all(store: Store, asked: AskedSessions = ALL_SESSIONS) -> list[PersonTotals]:
    """The totals of everybody with a session that is asked for, by number."""
    facts = store.ledger.facts()
    accounts: Iterable[SessionExplanation] = explain(whole_record(store).sessions, facts)
    if not asked.is_all:
        wanted = asked.test(facts)
        accounts = (account for account in accounts if wanted(account.session))
    sums: dict[str, list[int]] = {}
    training = len(_PLACES)
    for session, _policy, steps, _shifts in accounts:
        if Flag.LOST_DESK in session.flags:
            continue
        total = sums.get(session.volunteer)
        if total is None:
            total = sums[session.volunteer] = [0] * (training + 1)
        # What counts is what the account ends with.
        total[_PLACES[part_of(session.source, session.flags)]] += steps[-1].minutes
        total[training] += credited_training(session)
    names = names_by_any_number(store)
    return [
        PersonTotals(volunteer, *names.get(volunteer, ("", "", ""))[:2], tuple(total[:training]), total[training])
        for volunteer, total in sorted(sums.items())
    ]
