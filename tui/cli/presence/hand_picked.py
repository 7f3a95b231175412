"""People who are picked by their number because they have no badge with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkin.rules.activities import Activity
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.identity import parse_key
from checkin.rules.problems import N_, Problem, Refused
from storage.disk.ids import new_id
from storage.store import Store


def picked_by_hand(
    store: Store, numbers: Sequence[str], activity: Activity, direction: Direction
) -> Iterator[Arrival | Problem]:
    """A scan for each number; one that is in no roster is a problem, and the others go on."""
    for number in numbers:
        try:
            volunteer = parse_key(number, store.identity.team, "--volunteer")
        except Refused as error:
            yield from error.problems
            continue
        if store.register.person(volunteer) is None:
            yield Problem(
                "no_volunteer", "--volunteer", N_("nobody in the roster has the number {number}"), {"number": number}
            )
        else:
            at = store.now()
            yield Arrival(new_id(at), at, "", activity.key, direction, "hand", volunteer)
