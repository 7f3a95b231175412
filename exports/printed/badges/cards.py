"""The texts and the badge number that are printed on one badge."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from checkin.rules.problems import N_, Refused, refuse
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


def nobody(place: Path) -> Refused:
    """The refusal of printing no badges (to this file or folder)."""
    return refuse("no_badges", str(place), N_("There is nobody to print a badge for. Import a roster first."))
