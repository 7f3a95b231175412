"""A person of the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """One volunteer as the roster knows them.

    `kind` is student, teacher or parent; `sex` a digit of GB/T 2261.1 or None; `card` the text of a school's own card;
    `consent` is what the roster says of a guardian's consent: yes, no, or nothing (None).
    """

    team: str
    number: str
    name: str
    class_name: str = ""
    kind: str = "student"
    sex: str | None = None
    birth: date | None = None
    card: str | None = None
    consent: bool | None = None
