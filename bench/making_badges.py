"""Write so many different badges into one PDF, as the desk does once it has the cards."""

from __future__ import annotations

import sys
from pathlib import Path

from checkin.rules.badge_numbers import badge_number
from checkin.texts import use_language
from exports.printed.badges.cards import BadgeCard
from exports.printed.badges.sheet import write_sheet


def main(out: str, cards: int) -> None:
    """Invented people: common characters, each card another name and number."""
    use_language("zh")
    write_sheet(Path(out), [_card(i) for i in range(cards)])


def _card(i: int) -> BadgeCard:
    return BadgeCard(
        team_code="cq8",
        own_team=True,
        team_name="第八中学志愿服务队",
        number=f"{i:05d}",
        name=f"张{chr(0x4E00 + i % 500)}{chr(0x5000 + i % 300)}",
        class_name=f"七({i % 20 + 1})班",
        badge=badge_number(f"{(i + 1) * 7919 % 10**20:020d}"),
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
