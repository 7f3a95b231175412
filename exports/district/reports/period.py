"""The days that a report speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checkin.texts import _


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both inclusive; None is without an end."""

    first: date | None = None
    last: date | None = None

    @property
    def condition(self) -> str:
        """SQL over the column `day` of sessions. Dates are written out: they hold no text of anybody's."""
        parts = ["true"]
        if self.first is not None:
            parts.append(f"s.day >= DATE '{self.first.isoformat()}'")
        if self.last is not None:
            parts.append(f"s.day <= DATE '{self.last.isoformat()}'")
        return " AND ".join(parts)

    @property
    def is_open(self) -> bool:
        """Whether it is all days, so that figures of the moment may stand beside it."""
        return self.first is None and self.last is None

    @property
    def text(self) -> str:
        """The days as a report prints them."""
        if self.is_open:
            return _("all days")
        return f"{self.first or ''} — {self.last or ''}".strip()
