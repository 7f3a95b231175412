"""Scans as they reach the desk from any mix of sources: each gets its id and its time here, once (design §3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from checkin.clock import Clock
from checkin.rules.activities import Activity
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.problems import Problem
from checkin.scanning.apart import badges_apart
from checkin.scanning.decoders import Symbology
from checkin.scanning.devices import is_device
from checkin.scanning.sources import STANDARD_INPUT
from storage.disk.ids import new_id
from tui.cli.scans.typed_lines import lines_in_file, lines_typed


def arrivals_from(
    sources: Sequence[str],
    activity: Activity,
    direction: Direction,
    symbologies: frozenset[Symbology],
    clock: Clock,
    is_card: Callable[[str], bool],
) -> Iterator[Arrival | Problem]:
    """Scans in the order of the sources, and in place of what can't be read why it can't; the rest goes on.

    `is_card` says whether a text is a card that the roster names.
    """
    films = _FilmTime(clock)
    for source in sources:
        if source == STANDARD_INPUT:
            yield from lines_typed(activity, direction, clock)
            continue
        lines = lines_in_file(source, activity, direction, clock, is_card)
        if lines is not None:
            yield from lines
            continue
        for came in badges_apart([source], activity.zone, symbologies):
            if isinstance(came, Problem):
                yield came
                continue
            now = clock.now()
            if came.time_s is None:
                at, device = now, "picture"
            elif is_device(source):
                at, device = now, "camera"
            else:
                at, device = films.at(came.source, came.time_s), "video"
            yield Arrival(new_id(now), at, came.text, activity.key, direction, device)


class _FilmTime:
    """A film is decoded faster than it was shot: its scans keep the time between them, from when its reading began.

    A film that follows another begins where that one ended, at the earliest.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._film = ""
        self._began = self._latest = 0

    def at(self, film: str, time_s: float) -> int:
        """When a badge at `time_s` seconds of a film was scanned, in milliseconds."""
        if film != self._film:
            self._film, self._began = film, max(self._clock.now(), self._latest)
        self._latest = self._began + round(time_s * 1000)
        return self._latest
