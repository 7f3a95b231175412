"""A deed on the volunteer's page is tried before it is done: what it does to hours and standing is shown first."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from storage.store import Store
from storage.supervision.consequences import Foreseen, foresee
from tui.screens.deed import Deed, Values, Work
from tui.words.hours_change import change_lines
from tui.words.standing_change import standing_lines
from tui.words.volunteer_page import VolunteerData, volunteer_data


class Looked(NamedTuple):
    """A work that was tried and taken back, and the lines that say what it changes."""

    work: Work[object]
    foreseen: Foreseen[object]
    lines: list[str]


def foreseen_deed(deed: Deed[object], volunteer: str) -> Deed[Looked]:
    """The same form, which only looks at what it does to a volunteer (a key)."""

    def make(values: Values) -> Work[Looked]:
        work = deed.make(values)
        return lambda store: _looked(store, work, volunteer)

    return replace(deed, make=make)  # type: ignore[return-value]


def _looked(store: Store, work: Work[object], volunteer: str) -> Looked:
    """Raises Refused as the work does."""
    # Read now: a scan may have come since the page was read.
    before = volunteer_data(store, volunteer)
    after: list[VolunteerData] = []

    def tried(at: Store) -> object:
        done = work(at)
        after.append(volunteer_data(at, volunteer))
        return done

    foreseen = foresee(store, tried)
    hours = change_lines(store, foreseen.change) if foreseen.change.sessions else []
    return Looked(work, foreseen, [*standing_lines(before, after[0]), *hours])
