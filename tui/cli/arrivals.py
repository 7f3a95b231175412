"""Scans as they reach the desk from any mix of sources: each gets its id and its time here, once (design §3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkin.rules.activities import Activity
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.problems import Problem
from checkin.scanning.decoders import Symbology
from checkin.scanning.devices import is_device
from checkin.scanning.reading import badges
from checkin.scanning.sources import STANDARD_INPUT
from storage.ids import new_id
from storage.moment import now
from tui.cli.typed_lines import lines_typed


def arrivals_from(
    sources: Sequence[str], activity: Activity, direction: Direction, symbologies: frozenset[Symbology]
) -> Iterator[Arrival | Problem]:
    """Scans in the order of the sources, and in place of what can't be read why it can't; the rest goes on."""
    for source in sources:
        if source == STANDARD_INPUT:
            yield from lines_typed(activity, direction)
            continue
        for came in badges([source], activity.zone, symbologies):
            if isinstance(came, Problem):
                yield came
            else:
                device = "camera" if is_device(source) else "picture" if came.time_s is None else "video"
                yield Arrival(new_id(), now(), came.text, activity.key, direction, device)
