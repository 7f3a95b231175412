"""People who are picked by their number because they have no badge with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkin.rules.activities import Activity
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.problems import Problem, Refused
from storage.disk.ids import new_id
from storage.people.known import named_person
from storage.people.register import key_of
from storage.store import Store


def picked_by_hand(
    store: Store, numbers: Sequence[str], activity: Activity, direction: Direction
) -> Iterator[Arrival | Problem]:
    """A scan for each number; one that is in no roster is a problem, and the others go on."""
    for number in numbers:
        try:
            volunteer = key_of(named_person(store, number, "--volunteer"))
        except Refused as error:
            yield from error.problems
            continue
        at = store.now()
        yield Arrival(new_id(at), at, "", activity.key, direction, "hand", volunteer)
