"""The days that somebody asks about: from one local day to another, as `--from` and `--to` name them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from checkin.rules.problems import N_, refuse


class Period(NamedTuple):
    """From the local day `first` to `last`, both within; None is no bound. Made of what somebody typed by `checked_period`."""

    first: date | None = None
    last: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it has no bound at all."""
        return self.first is None and self.last is None

    def contains(self, day: date | None) -> bool:
        """Whether a day lies within; one that is not known (None) does only where there is no bound."""
        if day is None:
            return self.is_open
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def is_after(self, day: date | None) -> bool:
        """Whether a day is known and lies before the first one."""
        return self.first is not None and day is not None and day < self.first


ALL_DAYS = Period()


def checked_period(first: date | None, last: date | None) -> Period:
    """The period between two days that somebody named. Raises Refused where the last is before the first."""
    if first is not None and last is not None and last < first:
        raise refuse("days_reversed", "--to", N_("The last day is before the first: change --from or --to."))
    return Period(first, last)
