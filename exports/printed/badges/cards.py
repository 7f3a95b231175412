"""The texts and the badge number that are printed on one badge."""

from __future__ import annotations

from dataclasses import dataclass

from exports.printed.printed import PrintedText, person_texts


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
    def shown(self) -> list[PrintedText]:
        """The texts on the card that people wrote, for which fonts must be found (not labels and digits)."""
        return person_texts(self.shown_number, self.name, self.team_name, self.class_name)
