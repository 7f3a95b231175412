"""A guardian's consent: which hours wait, at every state, instant and order of events, for a person of several numbers."""

from __future__ import annotations

import pytest

from checkin.rules.consent import ConsentHistory, consent_history
from checkin.rules.events import Consent, ConsentState, Event

GIVEN, NOT_NEEDED, MISSING, WITHDRAWN = (
    ConsentState.GIVEN,
    ConsentState.NOT_NEEDED,
    ConsentState.MISSING,
    ConsentState.WITHDRAWN,
)


@pytest.mark.parametrize(
    ("states", "held"),
    [
        ((), [False, False, False]),
        (((5, GIVEN),), [False, False, False]),
        (((5, NOT_NEEDED),), [False, False, False]),
        (((5, MISSING),), [True, True, True]),
        (((5, WITHDRAWN),), [False, True, True]),
        (((1, GIVEN), (5, WITHDRAWN)), [False, True, True]),
        (((1, MISSING), (5, WITHDRAWN)), [True, True, True]),
        (((1, MISSING), (5, GIVEN)), [False, False, False]),
        (((1, WITHDRAWN), (5, GIVEN)), [False, False, False]),
        (((1, WITHDRAWN), (3, NOT_NEEDED), (5, WITHDRAWN)), [False, True, True]),
        (((4, WITHDRAWN), (5, WITHDRAWN)), [True, True, True]),
    ],
)
def test_hours_that_begin_before_at_and_after_the_last_word(
    states: tuple[tuple[int, ConsentState], ...], held: list[bool]
) -> None:
    """A session begins at 4, 5 or 6 milliseconds."""
    history = ConsentHistory(states)
    assert [history.holds(at) for at in (4, 5, 6)] == held
    assert all(type(history.holds(at)) is bool for at in (4, 5, 6))
    assert history.current is (states[-1][1] if states else NOT_NEEDED)


def told(*said: tuple[int, str, str, ConsentState]) -> list[Event]:
    return [Event(event, at, "S", "1", Consent(f"S/{who}", state)) for at, event, who, state in said]


@pytest.mark.parametrize(
    ("events", "states"),
    [
        (told((2, "01", "ana", GIVEN), (1, "02", "ana", MISSING)), ((1, MISSING), (2, GIVEN))),
        (told((1, "02", "ana", WITHDRAWN), (1, "01", "ana", GIVEN)), ((1, GIVEN), (1, WITHDRAWN))),
        (told((1, "01", "ana", MISSING), (2, "02", "ana", MISSING)), ((1, MISSING),)),
        (
            told((1, "01", "ana", GIVEN), (2, "02", "old", WITHDRAWN), (3, "03", "ana", GIVEN)),
            ((1, GIVEN), (2, WITHDRAWN), (3, GIVEN)),
        ),
        (told((1, "01", "ana", GIVEN), (2, "02", "old", MISSING)), ((1, GIVEN),)),
        (told((1, "01", "ana", NOT_NEEDED), (2, "02", "old", MISSING)), ((1, NOT_NEEDED), (2, MISSING))),
        (told((1, "01", "old", MISSING), (2, "02", "ana", NOT_NEEDED)), ((1, MISSING),)),
        (told((1, "01", "ana", WITHDRAWN), (2, "02", "ana", NOT_NEEDED)), ((1, WITHDRAWN), (2, NOT_NEEDED))),
    ],
)
def test_what_was_said_last_of_any_number_holds_for_the_person(
    events: list[Event], states: tuple[tuple[int, ConsentState], ...]
) -> None:
    expected = ConsentHistory(states)
    assert consent_history(events) == consent_history(reversed(events)) == expected
