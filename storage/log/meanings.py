"""Which activity this desk means by a code that several desks made: it is recorded before it could come to mean another
(`checkin.rules.makings`).
"""

from __future__ import annotations

from typing import Protocol

from checkin.rules.events import ActivityChange, Body, Event
from checkin.rules.facts import Facts
from checkin.rules.makings import Makings


class Recorder(Protocol):
    """A desk's ledger, as far as meanings need it."""

    @property
    def desk(self) -> str:
        """The id of this desk."""

    def facts(self) -> Facts:
        """What holds for everybody."""

    def record(self, body: Body) -> Event:
        """Append an event."""


def take_up(ledger: Recorder, activity: str) -> None:
    """Record which activity this desk means by a code, where its log does not say so and several desks made the code.

    Needs a transaction around it.
    """
    makings = ledger.facts().makings
    written, making = makings.to_write(activity, ledger.desk)
    if making is None:
        return
    before = makings.making(written, ledger.desk)
    if before not in (None, making) and (written, ledger.desk) not in makings.bindings:
        # What was recorded up to now stays where it was.
        ledger.record(ActivityChange(written, {}, making=before.id))
    ledger.record(ActivityChange(written, {}, making=making.id))


def keep_meanings(ledger: Recorder, before: Makings, desk: str | None = None) -> None:
    """Events of other desks came in: where one of them makes a code that meant another activity here, record that one, so
    that nothing moves that this desk recorded. Needs a transaction around it.

    `before` are the makings that were known before. What this desk made itself needs no such word. `desk` is the id that this
    desk had before, where it goes on under a new one.
    """
    after = ledger.facts().makings
    for activity in sorted(after.shared):
        meant = before.making(activity, desk or ledger.desk)
        known = meant is not None and meant.id in after.by_id
        if meant is not None and known and (activity, ledger.desk) not in after.bindings:
            ledger.record(ActivityChange(activity, {}, making=meant.id))


def go_on_as(ledger: Recorder, old_desk: str) -> None:
    """A desk goes on in the place of another (its id): by codes that several desks made it means what that one meant.

    Needs a transaction around it.
    """
    makings = ledger.facts().makings
    for activity in sorted(makings.shared):
        meant = makings.making(activity, old_desk)
        if meant is not None and (activity, old_desk) in makings.bindings:
            ledger.record(ActivityChange(activity, {}, making=meant.id))
