"""The days that a report speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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

    def text(self, open_end: str) -> str:
        """`2026-01-01 — 2026-06-30`; `open_end` stands where there is no end."""
        first = self.first.isoformat() if self.first else open_end
        last = self.last.isoformat() if self.last else open_end
        return f"{first} — {last}"
