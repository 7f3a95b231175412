"""The measures, a file each. All read sessions by few columns at a time: a district-year has a million of them."""

from __future__ import annotations

from collections.abc import Mapping

from exports.audit.plausibility.measure import Measure
from exports.audit.plausibility.measures import (
    alike,
    circle,
    clock_back,
    copied,
    flagged,
    hands,
    late_entry,
    lessons,
    longer,
    one_hand,
    pairs,
    same_order,
    same_pair,
    same_set,
    share,
    stack,
    two_places,
    witnesses,
)

MEASURES: Mapping[str, Measure] = {
    one.name: one
    for one in (
        stack.STACK,
        same_order.SAME_ORDER,
        same_set.SAME_SET,
        pairs.PAIRS,
        same_pair.SAME_PAIR,
        alike.ALIKE,
        copied.COPIED,
        lessons.LESSONS,
        two_places.TWO_PLACES,
        share.SHARE,
        share.SHARE_OFTEN,
        late_entry.LATE_ENTRY,
        clock_back.CLOCK_BACK,
        flagged.FLAGGED,
        longer.LONGER,
        one_hand.ONE_HAND,
        hands.HANDS,
        circle.CIRCLE,
        witnesses.REWRITTEN,
        witnesses.DATED_BACK,
        witnesses.CLOCKS_APART,
    )
}
"""Every measure by the word for it in a table of rules, in the order of all lists."""
