"""A paper sign-in sheet is entered afterwards (纸质补录): at the times on the sheet, on the word of who kept it.

Nothing is written before all of it was looked at; the same sheet entered twice counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time

from checkin.desk import Desk
from checkin.rules.activities import Activity
from checkin.rules.decide import Arrival
from checkin.rules.events import PAPER, Direction, Scan
from checkin.rules.instants import instant, moment
from checkin.rules.outcomes import Outcome, OutcomeKind
from checkin.rules.problems import N_, Problem, Refused
from storage.ids import new_id
from storage.moment import now
from storage.store import Store
from storage.vouching import voucher_faults


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line of a sheet: where it stands, whose it is (a key), and its times; None where that box is empty."""

    where: str
    volunteer: str
    came: time | None
    left: time | None


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """A line that can be recorded; instants in milliseconds. `known`: all of it is in the record already."""

    line: PaperLine
    came: int | None
    left: int | None
    known: bool = False


@dataclass(frozen=True, slots=True)
class PaperPlan:
    """What a sheet comes to: entries in its order, and what is wrong with its other lines."""

    activity: Activity
    entries: tuple[PaperEntry, ...]
    problems: tuple[Problem, ...]

    @property
    def fresh(self) -> tuple[PaperEntry, ...]:
        """Entries that are not in the record yet."""
        return tuple(entry for entry in self.entries if not entry.known)


def plan_sheet(store: Store, activity: Activity, lines: Iterable[PaperLine]) -> PaperPlan:
    """Look at every line of a sheet of one activity; nothing is written."""
    entries: list[PaperEntry] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for line in lines:
        found, entry = _look(store, activity, line)
        if line.volunteer in seen and not found:
            message = N_("this person stands on the sheet already ({where}): keep one of the lines")
            found = [Problem("twice", line.where, message, {"where": seen[line.volunteer]})]
        seen.setdefault(line.volunteer, line.where)
        problems += found
        if not found and entry is not None:
            entries.append(entry)
    return PaperPlan(activity, tuple(entries), tuple(problems))


def enter_sheet(store: Store, plan: PaperPlan, vouched_by: str, operator: str | None) -> list[Outcome]:
    """Record what is new of a sheet, in one commit; what each scan came to. Raises Refused for a wrong teacher.

    The check-outs of activities that were closed meanwhile are taken; who would come in after the close is refused.
    """
    fresh = plan.fresh
    problems = voucher_faults(store, vouched_by, [entry.line.volunteer for entry in fresh])
    if problems:
        raise Refused(*problems)
    desk = Desk(store.ledger, operator)
    outcomes = []
    with store.ledger.transaction():
        for entry in fresh:
            for at, direction in ((entry.came, Direction.IN), (entry.left, Direction.OUT)):
                if at is not None and not _is_known(store, plan.activity.key, entry.line.volunteer, at, direction):
                    arrival = Arrival(
                        new_id(), at, "", plan.activity.key, direction, PAPER, entry.line.volunteer, vouched_by
                    )
                    outcomes.append(desk.scan(arrival))
    return outcomes


def refused_outcomes(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Those of which nothing came: revoked, without consent, or after the close."""
    kinds = (OutcomeKind.ACTIVITY_CLOSED, OutcomeKind.NO_CONSENT, OutcomeKind.REVOKED)
    return [outcome for outcome in outcomes if outcome.kind in kinds]


def _look(store: Store, activity: Activity, line: PaperLine) -> tuple[list[Problem], PaperEntry | None]:
    if store.register.person(line.volunteer) is None:
        message = N_("nobody in the roster has the number {number}")
        return [Problem("no_volunteer", line.where, message, {"number": line.volunteer})], None
    if line.came is None and line.left is None:
        return [Problem("no_times", line.where, N_("neither a time of coming nor one of leaving is written"))], None
    came, left = (_instant(activity, at) for at in (line.came, line.left))
    if came is not None and left is not None and left <= came and activity.overnight:
        left += 24 * 60 * 60 * 1000
    if came is not None and left is not None and left <= came:
        message = N_("leaving ({left:%H:%M}) does not come after coming ({came:%H:%M})")
        return [Problem("out_before_in", line.where, message, {"came": line.came, "left": line.left})], None
    if max(at for at in (came, left) if at is not None) > now():
        return [Problem("in_the_future", line.where, N_("this time is in the future; write when it happened"))], None
    known = all(
        at is None or _is_known(store, activity.key, line.volunteer, at, direction)
        for at, direction in ((came, Direction.IN), (left, Direction.OUT))
    )
    return [], PaperEntry(line, came, left, known)


def _instant(activity: Activity, at: time | None) -> int | None:
    """A time of the sheet on the day of its activity, in its zone."""
    if at is None or activity.start is None:
        return None
    day = moment(activity.start, activity.zone)
    return instant(day.replace(hour=at.hour, minute=at.minute, second=at.second, microsecond=0))


def _is_known(store: Store, activity: str, volunteer: str, at: int, direction: Direction) -> bool:
    """Whether a sheet with this time was entered before, at any desk."""
    return any(
        isinstance(event.body, Scan)
        and (event.at, event.body.activity, event.body.direction, event.body.source) == (at, activity, direction, PAPER)
        for event in store.ledger.events_of(volunteer)
    )
