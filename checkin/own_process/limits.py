"""The limits of a process, and what is said when it came to its end before its work was done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checkin.rules.problems import N_, Problem


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` is the longest silence: the time to the result, or from one part of it to the next. `megabytes` is the
    most memory (address space), where the system can limit it: not on Windows and macOS. None: no limit.
    """

    seconds: float | None = None
    megabytes: int | None = None


class Cause(StrEnum):
    """Why a process ended; the value is the code of the problem."""

    TIME = "took_too_long"
    MEMORY = "not_enough_memory"
    CRASH = "cannot_be_read"


_SAID = {
    Cause.TIME: N_("Reading it takes longer than {seconds} seconds. Save only what is needed in a new file."),
    Cause.MEMORY: N_(
        "There is not enough memory to read it. Close other programs, or save only what is needed in a new file."
    ),
    Cause.CRASH: N_(
        "It can't be read: it is damaged, or far too large. Open it in the program that made it, and save it again."
    ),
}


class Died(Exception):
    """The process ended before its work was done."""

    def __init__(self, cause: Cause, limits: Limits) -> None:
        super().__init__(cause, limits)
        self.cause, self.limits = cause, limits

    def problem(self, where: str) -> Problem:
        """The problem of the file that was read; `where` is its name."""
        values = {"seconds": max(1, round(self.limits.seconds or 0))} if self.cause is Cause.TIME else {}
        return Problem(str(self.cause), where, _SAID[self.cause], values)
