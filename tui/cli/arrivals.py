"""Scans as they reach the desk from any mix of sources: each gets its id and its time here, once (design §3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkin.rules.activities import Activity
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.problems import Refused
from tui.cli.typed_lines import lines_typed

STANDARD_INPUT = "-"


def arrivals_from(sources: Sequence[str], activity: Activity, direction: Direction) -> Iterator[Arrival | Refused]:
    """Scans in the order of the sources, and in place of what can't be read why it can't; the rest goes on."""
    for source in sources:
        if source == STANDARD_INPUT:
            yield from lines_typed(activity, direction)
