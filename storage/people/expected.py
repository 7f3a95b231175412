"""Who is still expected at an activity, and as whom: whoever left the school before its day is not, though a sign-up list or a series
has them; and everybody is in the class of that day."""

from __future__ import annotations

from itertools import chain

from checkin.rules.activities import Activity, local_days
from checkin.rules.identity import within
from checkin.rules.problems import N_, Problem, by_count
from checkin.texts import enumerated
from storage.people.earlier_classes import classes_by_day
from storage.people.names import names_by_any_number
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


def gone_notes(store: Store, activity: Activity) -> list[Problem]:
    """A note that names who of the activity's lists left the school before it: else nobody knew why they are not waited for."""
    gone = sorted(gone_before(store, activity))
    if not gone:
        return []
    names, own = names_by_any_number(store), store.identity.team
    people = enumerated(f"{names.get(key, ('',))[0]} {within(key, own)}".strip() for key in gone)
    message = by_count(
        len(gone),
        N_("One person of the list left the school before that day, and is not expected: {people}"),
        N_("{count} people of the list left the school before that day, and are not expected: {people}"),
    )
    return [Problem("left_before", "", message, {"count": len(gone), "people": people})]


def names_at(store: Store, activity: Activity) -> dict[str, tuple[str, str, str]]:
    """`(name, class, kind)` by key, as `names_by_any_number` gives them, with the class of the activity's day."""
    names = names_by_any_number(store)
    if activity.start is None:
        return names
    classes, day = classes_by_day(store, names), local_days(activity.timezone).day(activity.start)
    return {key: (name, classes.on(key, day), kind) for key, (name, _now, kind) in names.items()}
