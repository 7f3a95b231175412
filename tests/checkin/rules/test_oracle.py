"""The fold against a second one, written from the design alone (`oracle.py`), on drawn logs that come together anyhow."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.rules.events import Event
from checkin.rules.facts import gather
from checkin.rules.record import fold
from checkin.rules.sessions import Session
from tests.checkin.rules.logs import busy_logs, logs
from tests.checkin.rules.oracle import Oracle
from tests.checkin.rules.served_days import served_days
from tests.portions import WHOLE

DRAWN = settings(max_examples=120 if WHOLE else 40)
"""A fold of few events costs so little that many are drawn, also where faults are looked for."""


def plain(s: Session) -> tuple[Any, ...]:
    flags = tuple(sorted(map(str, s.flags)))
    named = s.key, s.volunteer, s.activity, s.start, s.end, s.seconds, s.minutes
    return (
        *named,
        str(s.status),
        str(s.source),
        flags,
        s.open_event,
        s.close_event,
        tuple(s.segments and (p[:4] for p in s.segments)),
    )


def judged(events: list[Event], told: list[Event]) -> None:
    """The record of what was told is what the oracle says of the events."""
    record = fold(gather(told), told)
    rows, effects = Oracle(events).record()
    assert Counter(map(plain, record.sessions)) == Counter(rows)
    assert {scan: (str(effect), key) for scan, (effect, key) in record.effects.items()} == effects


@DRAWN
@given(busy_logs, st.randoms(use_true_random=False))
def test_logs_of_three_desks_taken_together_anyhow(events: list[Event], chance: random.Random) -> None:
    """Each pack is a desk's own chain and those that it had taken before; they come in any order, and some come twice."""
    desks = [[e for e in events if e.desk == desk] for desk in "123"]
    packs = [*desks, desks[0] + desks[1], chance.choice(desks)]
    chance.shuffle(packs)
    judged(events, [event for pack in packs for event in pack])


@DRAWN
@given(logs)
def test_logs_of_every_kind_of_event(events: list[Event]) -> None:
    judged(events, events)


@DRAWN
@given(served_days)
def test_days_of_service_under_every_policy(events: list[Event]) -> None:
    judged(events, events)
