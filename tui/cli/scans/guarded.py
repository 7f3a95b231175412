"""What `scan` tells of limits that guard minors, as the desk's screen does: for each person, and once that no adult is there."""

from __future__ import annotations

from checkin.rules.activities import local_days
from checkin.rules.guarding import Limit
from checkin.rules.outcomes import Outcome, OutcomeKind
from checkin.texts import _
from storage.people.ages import limits_of
from storage.people.names import person_by_any_number
from storage.presence.board import read_board
from storage.presence.guarding import guarded_one, guarded_scan
from storage.presence.served_today import guard_of
from storage.store import Store
from tui.words.cells import plain
from tui.words.people.guard import guarded_text


class GuardTold:
    """The warnings of one run."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._adult_asked: set[str] = set()

    def of(self, outcome: Outcome) -> list[str]:
        """A line for each limit that is near or passed with this scan."""
        found = guarded_scan(self._store, outcome)
        activity = self._store.ledger.facts().activity(outcome.activity)
        if outcome.kind is OutcomeKind.OPENED and activity.key not in self._adult_asked and self._needs_adult(outcome):
            # Who is on site is read from the whole activity: once for a run is enough.
            self._adult_asked.add(activity.key)
            board = read_board(self._store, activity.key, outcome.at)
            found += [
                one for one in guarded_one(board, outcome.volunteer or "", outcome.at) if one.limit is Limit.ADULT
            ]
        said = _("{name} {text}.")
        return [
            said.format(name=plain(one.row.name or one.row.number), text=guarded_text(one, outcome.at, activity.zone))
            for one in found
        ]

    def _needs_adult(self, outcome: Outcome) -> bool:
        store, session = self._store, outcome.session
        if session is None or session.start is None:
            return False
        day = local_days(store.ledger.facts().activity(outcome.activity).timezone).day(session.start)
        person = None if outcome.volunteer is None else person_by_any_number(store, outcome.volunteer)
        limits = limits_of(guard_of(store), person, day)
        return limits is not None and limits.adult
