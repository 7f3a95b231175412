"""Who may see and press what at the desk."""

from __future__ import annotations

from enum import StrEnum


class DeskMode(StrEnum):
    """OPEN: all of it. LOCKED: the operator is away; scans go on, numbers and signs stand in place of names. SELF_SERVICE: people
    scan by themselves, and each sees the own verdict only. In the last two there are no lists, and no keys but the supervisor's.
    """

    OPEN = "open"
    LOCKED = "locked"
    SELF_SERVICE = "self_service"
