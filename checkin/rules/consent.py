"""A guardian's consent over time (design §4, §6; domain §7)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checkin.rules.events import Consent, ConsentState, Event


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


def consent_history(events: Iterable[Event]) -> ConsentHistory:
    """The consent history of one volunteer, from the events that stand."""
    states = sorted((e.at, e.id, e.body.state) for e in events if isinstance(e.body, Consent))
    return ConsentHistory(tuple((at, state) for at, _, state in states))
