"""What somebody wants to do from the board of posts."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Deed(StrEnum):
    """What somebody wants to do from here."""

    CHANGE = "change"
    PLAN = "plan"
    SIGN_UP = "sign_up"
    ADD = "add"
    PRINT = "print"
    TEMPLATE = "template"
    AT = "at"


class Chosen(NamedTuple):
    """A deed, and the marked shift: the code of the post and the start (milliseconds; None without shifts)."""

    deed: Deed
    post: str | None
    start: int | None
