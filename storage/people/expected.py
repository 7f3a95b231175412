"""Who is still expected at an activity: whoever left the school before its day is not, though a sign-up list or a series has them."""

from __future__ import annotations

from itertools import chain

from checkin.rules.activities import Activity, local_days
from storage.store import Store


def gone_before(store: Store, activity: Activity) -> frozenset[str]:
    """Of those on the activity's lists, by the key under which they count, who left the school before it, under all their numbers."""
    named = activity.expected
    if activity.start is None or not named:
        return frozenset()
    day, facts = local_days(activity.timezone).day(activity.start), store.ledger.facts()
    numbers = {one: facts.numbers_of(one) for one in map(facts.person, named)}
    leavers = store.register.days_of_leaving(chain.from_iterable(numbers.values()))
    left = {key for key, on in leavers.items() if on is not None and on < day}
    return frozenset(one for one, theirs in numbers.items() if left and left.issuperset(theirs))
