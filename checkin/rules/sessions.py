"""What the fold gives: sessions, and the effect of each scan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.events import Confirm, Rule
from checkin.rules.policies import DEFAULT_POLICY, Policy


class Status(StrEnum):
    """Where a session stands on its way to credited hours."""

    OPEN = "open"
    CLOSED = "closed"
    NEEDS_REVIEW = "needs_review"
    PUBLICITY = "publicity"
    CONFIRMED = "confirmed"


class Source(StrEnum):
    """Where a session's minutes come from. A session that rests on several takes the one that proves the least."""

    SCANNED = "scanned"
    CORRECTED = "corrected"
    VOUCHED = "vouched"
    RULED = "ruled"
    ADDED = "added"
    TRANSFERRED = "transferred"
    CLAIMED = "claimed"


UNSCANNED = (Source.ADDED, Source.TRANSFERRED, Source.CLAIMED)
"""Sources of rows that no scan made here: they are hours, and no session."""


class Flag(StrEnum):
    """Something that a reader of the record should know about a session. The order here is the order in every list."""

    NO_CHECK_OUT = "no_check_out"
    NO_CHECK_IN = "no_check_in"
    MIDNIGHT = "midnight"
    TOO_LONG = "too_long"
    AFTER_CLOSE = "after_close"
    OVERLAP = "overlap"
    CONSENT = "consent"
    CLOCK = "clock"
    REPLAYED = "replayed"
    FAR = "far"
    OUTSIDE = "outside"
    PAIRS = "pairs"
    UNKNOWN_BADGE = "unknown_badge"
    TRAINING = "training"
    NOT_CREDITABLE = "not_creditable"
    SHARE = "share"
    DAY_LIMIT = "day_limit"
    CLAIM_LIMIT = "claim_limit"
    RULE_UNMATCHED = "rule_unmatched"
    LOST_DESK = "lost_desk"
    LATE_CHECK_OUT = "late_check_out"
    OBJECTION = "objection"
    CHANGED = "changed"


_FLAG_ORDER = {flag: place for place, flag in enumerate(Flag)}


def in_order(flags: set[Flag]) -> tuple[Flag, ...]:
    """Flags in their one order."""
    if not flags:
        return ()
    return tuple(sorted(flags, key=_FLAG_ORDER.__getitem__))


class Effect(StrEnum):
    """What a scan did to the sessions of its volunteer and activity."""

    OPENED = "opened"
    CLOSED = "closed"
    DUPLICATE = "duplicate"
    TOO_SOON = "too_soon"
    ALREADY_IN = "already_in"
    ALREADY_OUT = "already_out"
    NO_CHECK_IN = "no_check_in"
    MOVED = "moved"


class Segment(NamedTuple):
    """A part of a session at one post (岗位): its code, None for a part without one, and its start and end (milliseconds; no
    end while it is open). `event` is the scan with which it began. `counted` are its whole seconds within the time that the
    policy counts. `shifts` are the planned (start, end) and the minutes in each shift, no times for those in none, where it was
    confirmed by another plan of shifts than that of today; None for any other.
    """

    post: str | None
    start: int
    end: int | None
    event: str
    counted: int = 0
    shifts: tuple[tuple[int | None, int | None, int], ...] | None = None


class Session(NamedTuple):
    """One row of the record, a tuple, for a record has hundreds of thousands of them. Instants are milliseconds;
    `seconds` are whole and before any rule, `minutes` are credited.

    `volunteer` is a volunteer's key, or the number of a badge without a known holder. `key` names the session: it is
    the id of the event that opened it, or of the check-out where there is no start, or of the `add`. `events` are the
    ids that made it. `clamped` are its seconds within the time that the policy counts. `policy` is the policy's
    version. `on_grid` are its minutes before the day limit (those of a training too, which credits none). `noted_at` is
    the time of its event where it has neither start nor end, as added hours have not. `segments` are its parts by post,
    from the earliest on; none where no scan named a post.
    """

    key: str
    volunteer: str
    activity: str
    start: int | None
    end: int | None
    seconds: int
    minutes: int
    status: Status
    flags: tuple[Flag, ...]
    source: Source
    open_event: str | None
    close_event: str | None
    clamped: int = 0
    policy: int = 1
    events: tuple[str, ...] = ()
    on_grid: int = 0
    noted_at: int | None = None
    segments: tuple[Segment, ...] = ()


class Mark(NamedTuple):
    """From the scan `event` at the instant `at` (milliseconds) on a session is at `post`."""

    post: str | None
    at: int
    event: str


@dataclass(slots=True)
class Draft:
    """A session while the fold works on it. `terms` is the policy in force at its start. `marks` say from which scan on it was
    at which post, `(post, at, event)`; none where no scan named a post. `confirmed_by` is what its parts by post were counted by
    when it was confirmed: they stay, as its minutes do.
    """

    key: str
    volunteer: str
    activity: str
    occasion: Activity
    start: int | None
    end: int | None
    open_event: str | None
    close_event: str | None
    status: Status
    flags: set[Flag]
    corrected: bool
    scanned_start: int
    desks: tuple[str, ...]
    vouched: bool = False
    rule: Rule | None = None
    rule_event: str | None = None
    confirm: Confirm | None = None
    confirmed_by: tuple[Activity, Policy] | None = None
    clamped: int = 0
    on_grid: int = 0
    minutes: int = 0
    terms: Policy = DEFAULT_POLICY
    marks: tuple[Mark, ...] = ()

    @property
    def post(self) -> str | None:
        """The post at which it stands now."""
        return self.marks[-1].post if self.marks else None

    @property
    def policy(self) -> int:
        """The version of the policy that counts: what a confirmation froze, else the one in force at the start."""
        return self.terms.version if self.confirm is None else self.confirm.policy

    @property
    def seconds(self) -> int:
        """Raw whole seconds from start to end; 0 where one of them is missing."""
        if self.start is None or self.end is None:
            return 0
        return (self.end - self.start) // 1000

    @property
    def events(self) -> tuple[str, ...]:
        """The ids that made it: the scans in their order, then the ruling."""
        if self.open_event and self.close_event and not self.rule_event and not self.marks:
            return (self.open_event, self.close_event)
        moves = tuple(mark.event for mark in self.marks if mark.event not in (self.open_event, self.close_event))
        return tuple(e for e in (self.open_event, *moves, self.close_event, self.rule_event) if e)
