"""The log's events: what was scanned, refused, corrected and decided (design §4).

Each kind has a body, a frozen dataclass whose fields are what the kind needs. Absent values are left out of the
bytes. People and activities are named by key (`TEAM/NUMBER`, `TEAM/CODE`), never by name; instants are milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

FORMAT = 1


class Kind(StrEnum):
    """Every kind of event that this version knows."""

    SCAN = "scan"
    REFUSE = "refuse"
    AMEND = "amend"
    VOID = "void"
    RULE = "rule"
    ADD = "add"
    CONFIRM = "confirm"
    ACTIVITY = "activity"
    CLOSE = "close"
    REOPEN = "reopen"
    POLICY = "policy"
    BADGE = "badge"
    CONSENT = "consent"
    CLOCK = "clock"
    LINK = "link"
    OBJECTION = "objection"
    EVALUATE = "evaluate"
    COMMEND = "commend"
    AWARD = "award"
    REDEEM = "redeem"
    CERTIFY = "certify"


class Direction(StrEnum):
    """What a scan asks for."""

    AUTO = "auto"
    IN = "in"
    OUT = "out"


class RefuseCause(StrEnum):
    """Why a desk did not admit a scan."""

    NOT_A_BADGE = "not_a_badge"
    REVOKED = "revoked"
    NO_CONSENT = "no_consent"
    ACTIVITY_CLOSED = "activity_closed"


class ConsentState(StrEnum):
    """A guardian's consent: needed and missing, given, withdrawn, or not needed (any longer)."""

    MISSING = "missing"
    GIVEN = "given"
    WITHDRAWN = "withdrawn"
    NOT_NEEDED = "not_needed"


class BadgeState(StrEnum):
    """What became of a badge number."""

    ISSUED = "issued"
    REVOKED = "revoked"


class Quality(StrEnum):
    """How well somebody served, from the best down (domain §2: evaluation)."""

    EXCELLENT = "excellent"
    GOOD = "good"
    PASSED = "passed"
    FAILED = "failed"


class ConfirmStage(StrEnum):
    """Hours on the publicity list, or final."""

    PUBLICITY = "publicity"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Scan:
    """A badge reached the desk and was admitted. `volunteer` is None for an unknown badge, which keeps its number.

    `arrival` is the id made when the scan arrived, where the event had to take a later one to keep ids rising.
    `vouched_by` is the volunteer who stands for it where nobody showed a badge: the teacher of a class, or who kept
    the paper sheet.
    """

    activity: str
    direction: Direction
    source: str
    volunteer: str | None = None
    badge: str | None = None
    arrival: str | None = None
    vouched_by: str | None = None


VOUCHED, PAPER = "vouched", "paper"
VOUCHED_SOURCES = frozenset({VOUCHED, PAPER})
"""Sources of scans that rest on a named person's word: a class checked in or out by its teacher, a paper sheet."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """A scan that was not admitted. A text that is no badge leaves only its length and what was wrong with it."""

    activity: str
    direction: Direction
    source: str
    cause: RefuseCause
    volunteer: str | None = None
    badge: str | None = None
    length: int | None = None
    detail: str | None = None
    arrival: str | None = None


@dataclass(frozen=True, slots=True)
class Amend:
    """Another time, direction, volunteer or activity for the scan `target`; None leaves a field as it was."""

    target: str
    at: int | None = None
    direction: Direction | None = None
    volunteer: str | None = None
    activity: str | None = None


@dataclass(frozen=True, slots=True)
class Void:
    """Strikes out the event `target`, whatever its kind."""

    target: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Credits `minutes` to the session that the event `target` names.

    `events` are the ids that made the session when it was ruled on, so that a check-out that comes later is seen.
    """

    target: str
    minutes: int
    events: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Add:
    """Added hours: minutes without scans."""

    volunteer: str
    activity: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Confirm:
    """Freezes the session that `target` names: its minutes, the policy's version, the ids of its events."""

    target: str
    volunteer: str
    activity: str
    minutes: int
    policy: int
    events: tuple[str, ...]
    stage: ConfirmStage = ConfirmStage.CONFIRMED


@dataclass(frozen=True, slots=True)
class ActivityChange:
    """An activity made or edited: `changes` holds the fields that this event sets (see `activities.FIELDS`)."""

    activity: str
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Close:
    """The activity is closed: what is still open waits for review."""

    activity: str


@dataclass(frozen=True, slots=True)
class Reopen:
    """The activity is open again."""

    activity: str


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """A new version of the team's policy, in force from `since` (an instant)."""

    version: int
    settings: Mapping[str, Any]
    since: int


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge number was issued to a volunteer, or revoked. `person_kind` is student, teacher or parent."""

    badge: str
    volunteer: str
    state: BadgeState
    person_kind: str


@dataclass(frozen=True, slots=True)
class Consent:
    """What is known of a guardian's consent for a volunteer."""

    volunteer: str
    state: ConsentState


@dataclass(frozen=True, slots=True)
class Clock:
    """The desk's wall clock was changed by `change_ms` against a clock that runs on."""

    change_ms: int


@dataclass(frozen=True, slots=True)
class Link:
    """Two numbers are one person, who is called `same_as`."""

    volunteer: str
    same_as: str


@dataclass(frozen=True, slots=True)
class Objection:
    """Somebody objects to the session that `target` names; the reason says what. Striking it out settles it."""

    target: str
    volunteer: str


@dataclass(frozen=True, slots=True)
class Evaluate:
    """How well a volunteer served, judged on `day` (ISO 8601); `activity` where it speaks of one."""

    volunteer: str
    quality: Quality
    day: str
    activity: str | None = None


@dataclass(frozen=True, slots=True)
class Commend:
    """A commendation or honorary title, given on `day` by `granted_by` (domain §2)."""

    volunteer: str
    title: str
    day: str
    granted_by: str


@dataclass(frozen=True, slots=True)
class Award:
    """A supervisor awarded a volunteer so many stars on `day` (domain §3)."""

    volunteer: str
    stars: int
    day: str


@dataclass(frozen=True, slots=True)
class Redeem:
    """`minutes` of a volunteer's confirmed hours were exchanged for a service; the service record stays as it is."""

    volunteer: str
    minutes: int
    service: str


@dataclass(frozen=True, slots=True)
class Certify:
    """A certificate was issued on `day`: its number, and the SHA-256 (hex) of all that it says.

    `replaces` is the number of the one in whose place it came. Striking the event out revokes the certificate.
    """

    volunteer: str
    number: str
    digest: str
    day: str
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """An event of a newer version: kept and shown, never read."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    kind: str = ""


Body = (
    Scan
    | Refuse
    | Amend
    | Void
    | Rule
    | Add
    | Confirm
    | ActivityChange
    | Close
    | Reopen
    | PolicyChange
    | Badge
    | Consent
    | Clock
    | Link
    | Objection
    | Evaluate
    | Commend
    | Award
    | Redeem
    | Certify
    | Unknown
)

BODY_OF: Mapping[Kind, type[Any]] = {
    Kind.SCAN: Scan,
    Kind.REFUSE: Refuse,
    Kind.AMEND: Amend,
    Kind.VOID: Void,
    Kind.RULE: Rule,
    Kind.ADD: Add,
    Kind.CONFIRM: Confirm,
    Kind.ACTIVITY: ActivityChange,
    Kind.CLOSE: Close,
    Kind.REOPEN: Reopen,
    Kind.POLICY: PolicyChange,
    Kind.BADGE: Badge,
    Kind.CONSENT: Consent,
    Kind.CLOCK: Clock,
    Kind.LINK: Link,
    Kind.OBJECTION: Objection,
    Kind.EVALUATE: Evaluate,
    Kind.COMMEND: Commend,
    Kind.AWARD: Award,
    Kind.REDEEM: Redeem,
    Kind.CERTIFY: Certify,
}
KIND_OF: Mapping[type[Any], Kind] = {body: kind for kind, body in BODY_OF.items()}

COMMON_KINDS = (Kind.ACTIVITY, Kind.CLOSE, Kind.REOPEN, Kind.POLICY, Kind.LINK, Kind.CLOCK)
"""Kinds that speak of everybody."""
KEPT_KINDS = (*COMMON_KINDS, Kind.VOID)
"""Kinds of which there are few: a desk keeps them all in memory while it runs, and they are read before all others."""
PERSONAL_KINDS = (Kind.SCAN, Kind.ADD, Kind.BADGE, Kind.CONSENT)
"""Kinds that name the person whose sessions they may change."""
AIMED_KINDS = (Kind.AMEND, Kind.RULE, Kind.CONFIRM, Kind.OBJECTION)
"""Kinds that name another event, and change the sessions of the person of that event."""
# The fold of sessions reads these groups. Kinds in none of them change no session.


def bodies_of(kinds: Iterable[Kind]) -> tuple[type[Any], ...]:
    """The bodies of some kinds, for `isinstance`."""
    return tuple(BODY_OF[kind] for kind in kinds)


class Event(NamedTuple):
    """One event as the rules see it, a tuple, for a log has hundreds of thousands of them.

    `at` is when it happened, in milliseconds; `desk` is the desk that wrote it.
    """

    id: str
    at: int
    team: str
    desk: str
    body: Body
    operator: str | None = None
    reason: str | None = None
