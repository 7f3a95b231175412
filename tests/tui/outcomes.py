"""One outcome of each kind, on a morning in March."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from checkin.rules.activities import Activity
from checkin.rules.instants import instant
from checkin.rules.outcomes import NamedPost, Outcome, OutcomeKind
from checkin.rules.sessions import Session, Source, Status
from storage.disk.identity import DeskIdentity
from storage.people.person import Person
from storage.presence.board import Board, Presence, PresenceState

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(clock: str) -> int:
    """An instant of that morning: `09:00`."""
    return instant(datetime.fromisoformat(f"2026-03-05T{clock}").replace(tzinfo=SHANGHAI))


NOW = at("09:05:30")
"""When the standing desk is looked at."""
ACTIVITY = Activity(
    "cq8/0305",
    "Clean the river bank",
    "Riverside Road",
    at("09:00"),
    at("11:30"),
    signup=tuple(f"cq8/{n}" for n in range(1, 9)),
)
PERSON = Person("cq8", "7", "Ana Lopez", "7B")
IDENTITY = DeskIdentity("cq8", "No. 8 Middle School", "Asia/Shanghai", "3f2a9c1b", "1", first=True)
_IN = Session("a", "cq8/7", ACTIVITY.key, at("09:00"), None, 0, 0, Status.OPEN, (), Source.SCANNED, "a", None)
_DONE = Session(
    "a", "cq8/7", ACTIVITY.key, at("09:00"), at("11:30"), 9000, 150, Status.CLOSED, (), Source.SCANNED, "a", "b"
)
_SESSIONS = {
    OutcomeKind.OPENED: (_IN, "09:00"),
    OutcomeKind.CLOSED: (_DONE, "11:30"),
    OutcomeKind.DUPLICATE: (_IN, "09:00:01"),
    OutcomeKind.TOO_SOON: (_IN, "09:02"),
    OutcomeKind.ALREADY_IN: (_IN, "09:20"),
    OutcomeKind.ALREADY_OUT: (_DONE, "11:32"),
    OutcomeKind.MOVED: (_IN, "10:15"),
}


def outcome_of_kind(kind: OutcomeKind) -> Outcome:
    """An example of one kind."""
    session, clock = _SESSIONS.get(kind, (None, "09:05"))
    if kind is OutcomeKind.NOT_A_BADGE:
        return Outcome(kind, "e", at(clock), ACTIVITY.key, detail="not_digits")
    if kind is OutcomeKind.UNKNOWN_BADGE:
        return Outcome(kind, "e", at(clock), ACTIVITY.key, "717635122893202853622377")
    if kind is OutcomeKind.MOVED:
        posts = NamedPost("G", "Gate"), NamedPost("T", "Tea tent")
        return Outcome(
            kind, "e", at(clock), ACTIVITY.key, "cq8/7", session, None, 750, post=posts[1], post_before=posts[0]
        )
    return Outcome(kind, "e", at(clock), ACTIVITY.key, "cq8/7", session, None, 750)


OUTCOMES = [outcome_of_kind(kind) for kind in OutcomeKind]


def board() -> Board:
    """Eight signed up: three are here, one left, four are missing."""
    here = [
        _presence(1, "张伟", "七(1)班", PresenceState.ON_SITE, "08:52"),
        _presence(2, "王芳", "七(1)班", PresenceState.ON_SITE, "08:55"),
        _presence(3, "Maximilian Featherstone", "7B", PresenceState.ON_SITE, "08:58"),
        _presence(4, "李娜", "七(2)班", PresenceState.LEFT, "08:40"),
    ]
    away = [
        _presence(5, "陈强", "七(1)班", PresenceState.ABSENT, None),
        _presence(6, "赵敏", "七(2)班", PresenceState.ABSENT, None),
        _presence(7, "Ana Lopez", "7B", PresenceState.ABSENT, None),
        _presence(8, "Tom Lee", "7B", PresenceState.ABSENT, None),
    ]
    return Board(ACTIVITY, (*here, *away), 8)


def _presence(number: int, name: str, class_name: str, state: PresenceState, since: str | None) -> Presence:
    start = at(since) if since else None
    return Presence(f"cq8/{number}", str(number), name, class_name, "student", state, start, signed_up=True)
