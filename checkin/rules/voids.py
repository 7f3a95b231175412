"""Which events are struck out. A void strikes any event, also another void; a circle of
voids strikes nothing (design §4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from checkin.rules.events import Event, Void

OrderKey = tuple[int, str]


def struck_out(voids: Iterable[Event]) -> Mapping[str, OrderKey]:
    """Ids of the events that are struck out, each with the `(at, id)` of the earliest void that holds.

    The order of `voids` does not matter, nor do repeats; events of other kinds are passed over.
    """
    target_of: dict[str, str] = {}
    order_key: dict[str, OrderKey] = {}
    for event in voids:
        if isinstance(event.body, Void):
            target_of[event.id] = event.body.target
            order_key[event.id] = (event.at, event.id)
    if not target_of:
        return {}
    strikers: defaultdict[str, int] = defaultdict(int)
    for target in target_of.values():
        strikers[target] += 1
    # A void that nothing undecided strikes is decided; what is never decided stands in a circle and strikes nothing.
    struck: dict[str, OrderKey] = {}
    ready = [void for void in target_of if not strikers[void]]
    decided: set[str] = set(ready)
    while ready:
        void = ready.pop()
        target = target_of[void]
        strikers[target] -= 1
        if void not in struck:
            struck[target] = min(struck.get(target, order_key[void]), order_key[void])
        if target in target_of and target not in decided and (target in struck or not strikers[target]):
            decided.add(target)
            ready.append(target)
    return struck
