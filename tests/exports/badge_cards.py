"""Badge cards of invented people, with numbers that stay the same from run to run."""

from __future__ import annotations

from checkin.rules.badge_numbers import badge_number
from exports.printed.badges.cards import BadgeCard


def card(number: str = "0001", name: str = "张伟", **other: object) -> BadgeCard:
    """A badge of one's own team, its badge number made from the volunteer number and the name."""
    digits = f"{hash_of(number + name):020d}"[:20]
    values: dict[str, object] = {
        "team_code": "RH",
        "own_team": True,
        "team_name": "人和街小学志愿服务队",
        "number": number,
        "name": name,
        "class_name": "初一（3）班",
        "badge": badge_number(digits),
    }
    return BadgeCard(**{**values, **other})  # type: ignore[arg-type]


def hash_of(text: str) -> int:
    """A number that stays the same from run to run."""
    return sum((i + 1) * 7919**3 * ord(character) ** 3 for i, character in enumerate(text)) % 10**20


HARD_NAMES = (
    "张伟",
    "𠮷田",
    "𬭎",
    "阿卜杜热合曼·买买提吐尔逊江·阿卜杜拉",
    "Alexandra Konstantinopoulou-Featherstonehaugh",
    "A" * 60,
    "很长的名字" * 20,
    "司马 相如",
    "欧\n阳",
    "Ó Súilleabháin",
    "李",
)
