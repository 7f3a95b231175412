"""Who is still expected at an activity, and as whom: whoever left the school before its day is not, though a sign-up list or a series
has them; and everybody is in the class of that day."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from checkin.rules.activities import Activity, local_days
from checkin.rules.identity import within
from checkin.rules.problems import N_, Problem, by_count
from checkin.texts import first_few
from storage.people.earlier_classes import classes_by_day
from storage.people.names import names_by_any_number
from storage.store import Store


class Expected(NamedTuple):
    """Who is on an activity's lists, by the key under which they count: those who are expected (`here`), and those who left the
    school before it, under all their numbers (`gone`)."""

    here: frozenset[str]
    gone: frozenset[str]

    def notes(self, names: Mapping[str, tuple[str, str, str]], own: str) -> list[Problem]:
        """A note that names those who left, or the first of them: else nobody knew why they are not waited for. `own` is the team."""
        if not self.gone:
            return []
        people = first_few(f"{names.get(key, ('',))[0]} {within(key, own)}".strip() for key in sorted(self.gone))
        message = by_count(
            len(self.gone),
            N_("One person of the list left the school before that day, and is not expected: {people}"),
            N_("{count} people of the list left the school before that day, and are not expected: {people}"),
        )
        return [Problem("left_before", "", message, {"count": len(self.gone), "people": people})]


def expected_at(store: Store, activity: Activity) -> Expected:
    """Read who is expected at an activity, and who no longer."""
    facts = store.ledger.facts()
    named = frozenset(map(facts.person, activity.expected or ()))
    if activity.start is None or not named:
        return Expected(named, frozenset())
    day, numbers = local_days(activity.timezone).day(activity.start), {one: facts.numbers_of(one) for one in named}
    leavers = store.register.days_of_leaving(chain.from_iterable(numbers.values()))
    left = {key for key, on in leavers.items() if on is not None and on < day}
    gone = frozenset(one for one, theirs in numbers.items() if left.issuperset(theirs))
    return Expected(named - gone, gone)


def gone_notes(store: Store, activity: Activity) -> list[Problem]:
    """What `Expected.notes` says, for those who read nothing else of the lists."""
    expected = expected_at(store, activity)
    return expected.notes(names_by_any_number(store), store.identity.team) if expected.gone else []


def names_at(store: Store, activity: Activity) -> dict[str, tuple[str, str, str]]:
    """`(name, class, kind)` by key, as `names_by_any_number` gives them, with the class of the activity's day."""
    names = names_by_any_number(store)
    if activity.start is None:
        return names
    classes, day = classes_by_day(store, names), local_days(activity.timezone).day(activity.start)
    return {key: (name, classes.on(key, day), kind) for key, (name, _now, kind) in names.items()}
