"""One person of the register, as the roster describes them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Person(NamedTuple):
    """One line of the register. `class_name` is empty where there is none; `sex` is a code of GB/T 2261.1 or None.

    At a desk that knows no date of birth, a kit says that a person is younger than `age_under` years until the day `age_until`.
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
    age_under: int | None = None
    age_until: date | None = None
