"""Which sessions somebody asks for, when hours are printed, exported or explained."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from checkin.rules.facts import Facts
from checkin.rules.period import ALL_DAYS, Period
from checkin.rules.service import within_days
from checkin.rules.sessions import Session


class AskedSessions(NamedTuple):
    """The sessions of one activity (its key; None for every activity) on the days of a period."""

    activity: str | None = None
    period: Period = ALL_DAYS

    @property
    def is_all(self) -> bool:
        """Whether every session is asked for."""
        return self.activity is None and self.period.is_open

    def test(self, facts: Facts) -> Callable[[Session], bool]:
        """Whether a session is asked for. One whose day is not known is not, where the period has a bound."""
        in_days = within_days(facts, self.period)
        return lambda session: self.activity in (None, session.activity) and in_days(session)


ALL_SESSIONS = AskedSessions()
