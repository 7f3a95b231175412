"""The events of a record, sorted out for the fold: scans, voids, what else changes sessions, and what of a lost desk waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from checkin.rules.events import AIMED_KINDS, PERSONAL_KINDS, Add, Claim, Event, Scan, Transfer, Void, bodies_of
from checkin.rules.lost_desks import LostDesks

_READ = bodies_of((*PERSONAL_KINDS, *AIMED_KINDS))
"""What changes sessions beside voids; scans, of which there are most, are sorted out first."""


@dataclass(slots=True)
class SortedOut:
    """Events by what the fold does with them. `others` are those of `_READ`, by id like scans."""

    scans: dict[str, Event] = field(default_factory=dict)
    voids: list[Event] = field(default_factory=list)
    others: dict[str, Event] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    """Badge numbers of scans by desks that did not know whose they are."""
    waiting: dict[str, Event] = field(default_factory=dict)
    """Scans and added hours of a desk that was lost, which count only once a supervisor accepts them."""

    @property
    def are_known_scans(self) -> bool:
        """Whether there is nothing but scans of people who were known."""
        return not (self.voids or self.others or self.unknown or self.waiting)


def sort_out(events: Iterable[Event], lost: LostDesks) -> SortedOut:
    """Sort out the events of a record, in any order and with repeats; those that change no session are left out. `lost` tells
    which events of a lost desk wait.
    """
    found = SortedOut()
    # Asked once, for a record has hundreds of thousands of scans.
    scans, are_lost = found.scans, bool(lost)
    for event in events:
        body = event.body
        if not are_lost and type(body) is Scan and body.volunteer is not None:
            scans[event.id] = event
        elif are_lost and isinstance(body, Scan | Add | Transfer | Claim) and lost.span_of(event) is not None:
            found.waiting[event.id] = event
            if isinstance(body, Scan) and body.volunteer is None and body.badge is not None:
                found.unknown.add(body.badge)
        elif isinstance(body, Scan):
            found.scans[event.id] = event
            if body.volunteer is None and body.badge is not None:
                found.unknown.add(body.badge)
        elif isinstance(body, Void):
            found.voids.append(event)
        elif isinstance(body, _READ):
            found.others[event.id] = event
    return found
