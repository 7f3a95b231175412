"""A guardian's consent over time (design §4, §6; domain §7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from checkin.rules.events import Consent, ConsentState, Event
from checkin.rules.policies import ConsentRule, Policy


class ConsentHistory(NamedTuple):
    """`states` are (instant, state) in the order (at, id). An empty history means that no consent is needed."""

    states: tuple[tuple[int, ConsentState], ...] = ()

    def holds(self, at: int) -> bool:
        """Whether hours of a session that began at an instant wait for consent.

        Consent that is missing holds all hours until it is given; a withdrawal stops only what begins after it.
        """
        if not self.states:
            return False
        last_at, last = self.states[-1]
        match last:
            case ConsentState.GIVEN | ConsentState.NOT_NEEDED:
                return False
            case ConsentState.MISSING:
                return True
            case ConsentState.WITHDRAWN:
                return at >= last_at or ConsentHistory(self.states[:-1]).holds(at)

    @property
    def current(self) -> ConsentState:
        """The last recorded state."""
        return self.states[-1][1] if self.states else ConsentState.NOT_NEEDED


def lacks_consent(consent: ConsentHistory, policy: Policy, at: int) -> bool:
    """Whether a guardian's consent is missing for hours of an instant: scanned ones wait for it. What a supervisor decides (a ruling,
    added or verified hours) counts all the same, and its row is flagged."""
    return bool(consent.states) and policy.consent is not ConsentRule.IGNORE and consent.holds(at)


def consent_history(events: Iterable[Event]) -> ConsentHistory:
    """The consent history of one person, from the events that stand.

    A person may have several numbers. What a guardian said last, for any of them, holds for the person; a number of
    which nothing was said undoes nothing. Where no guardian said anything, one number that lacks consent holds the hours.
    """
    of_number: dict[str, ConsentState] = {}
    states: list[tuple[int, ConsentState]] = []
    for event in sorted((e for e in events if isinstance(e.body, Consent)), key=lambda e: (e.at, e.id)):
        body = event.body
        assert isinstance(body, Consent)
        of_number.pop(body.volunteer, None)
        of_number[body.volunteer] = body.state
        state = _of_person(of_number)
        if not states or states[-1][1] is not state:
            states.append((event.at, state))
    return ConsentHistory(tuple(states))


def _of_person(of_number: Mapping[str, ConsentState]) -> ConsentState:
    """The state of a person, from that of each number, the number of the latest event last."""
    said = [state for state in of_number.values() if state in (ConsentState.GIVEN, ConsentState.WITHDRAWN)]
    if said:
        return said[-1]
    missing = ConsentState.MISSING in of_number.values()
    return ConsentState.MISSING if missing else ConsentState.NOT_NEEDED
