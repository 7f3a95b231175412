"""What stands on a badge."""

from __future__ import annotations

from dataclasses import dataclass

from exports.printed.printed import Shown, person_shown


@dataclass(frozen=True, slots=True)
class BadgeCard:
    """One volunteer's badge; `badge` is the 24-digit badge number."""

    team_code: str
    own_team: bool
    team_name: str
    number: str
    name: str
    class_name: str
    badge: str

    @property
    def shown_number(self) -> str:
        """`NUMBER` within one's own team, else `TEAM/NUMBER` (design §1)."""
        return self.number if self.own_team else f"{self.team_code}/{self.number}"

    @property
    def shown(self) -> list[Shown]:
        """Every text of the card that a font has to draw, besides labels and digits."""
        return person_shown(self.shown_number, self.name, self.team_name, self.class_name)
