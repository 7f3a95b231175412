"""What is written now must hold: of several that set one thing the last by (`at`, `id`) does (design §4), and the clock of the
desk that wrote another one may have been ahead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from checkin.rules.activities import zone
from checkin.rules.events import KIND_OF, Event, Kind
from checkin.rules.facts import Facts
from checkin.rules.overruled import dated_later, held_instead, instant_that_holds, settings_of
from checkin.rules.problems import Refused
from storage.disk import sqlite
from storage.log.event_queries import EventQueries

_COLUMN = {
    Kind.CONSENT: "volunteer", Kind.EVALUATE: "volunteer", Kind.BADGE: "badge", Kind.AMEND: "target", Kind.RULE: "target",
    Kind.CONFIRM: "target", Kind.CLASH: "target", Kind.JUDGE: "target", Kind.INSPECT: "target",
}  # fmt: skip
"""By which column the others are found; of the other kinds there are few."""
_TOGETHER = dict.fromkeys((Kind.REVOKE, Kind.ADMIT), (Kind.REVOKE, Kind.ADMIT))


def time_to_hold(connection: sqlite.Connection, queries: EventQueries, facts: Facts, new: Sequence[Event]) -> int:
    """The instant (milliseconds) at which new events, all of one instant, hold: theirs, or one behind other events that
    can't be struck out or that a clock dated a few minutes later. Raises Refused, naming the others, where they would not hold.
    """
    setting = [event for event in new if settings_of(event, facts)]
    above = held_instead(setting, _of_the_same_kinds(queries, facts, setting), facts) if setting else []

    def refusal(wrong: Sequence[Event]) -> Refused:
        (name,) = connection.execute("SELECT timezone FROM identity").fetchone()
        return dated_later(wrong, zone(name))

    return instant_that_holds(above, new[0].at, refusal)


def _of_the_same_kinds(queries: EventQueries, facts: Facts, new: Sequence[Event]) -> Iterable[Event]:
    """The events that are dated later than new ones and of their kinds, as far as a column tells that they speak of the same."""
    at, bodies = min(event.at for event in new), defaultdict[Kind, list[Any]](list)
    for event in new:
        for kind in _TOGETHER.get(KIND_OF[type(event.body)], (KIND_OF[type(event.body)],)):
            bodies[kind].append(event.body)
    for kind, of_kind in bodies.items():
        column = _COLUMN.get(kind, "")
        values = {getattr(body, column) for body in of_kind} if column else set()
        yield from queries.dated_after(kind, at, column, facts.all_numbers(values) if column == "volunteer" else values)
