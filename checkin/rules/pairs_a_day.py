"""At most so many pairs of check-in and check-out a day, for one person in one activity: the next pair waits for review.

A pair too many is never refused: the scans are in the log, and a supervisor decides on the hours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from checkin.rules.sessions import Draft, Flag


def flag_further_pairs(ordered: Sequence[Draft], day_of: Callable[[str, int], date]) -> None:
    """Flag each session that begins when its person has as many pairs in its activity on its day as the policy allows.

    `ordered` are one person's sessions by start; `day_of` gives the local day of an instant in the zone of an activity (its key).
    The day is that of the check-in; a session without an end is no pair, and one without a start belongs to no day.
    """
    if len(ordered) < 2 or not any(draft.terms.max_pairs_per_day is not False for draft in ordered):
        return
    pairs: defaultdict[tuple[str, date], int] = defaultdict(int)
    for draft in ordered:
        if draft.start is None:
            continue
        place, most = (draft.activity, day_of(draft.activity, draft.start)), draft.terms.max_pairs_per_day
        if most is not False and pairs[place] >= most:
            draft.flags.add(Flag.PAIRS)
        pairs[place] += draft.end is not None
