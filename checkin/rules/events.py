"""The log's events: scans, refusals, corrections and decisions (design §4).

Each kind has a body, a tuple with the fields that the kind needs: a dataclass takes twenty times as long to make, and
the desk's start would wait for two dozen of them. Absent values are left out of the bytes. People and activities are
named by key (`TEAM/NUMBER`, `TEAM/CODE`), never by name; instants are milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

FORMAT, FORMAT_WITH_POSTS = 1, 2
"""The format of an event, and that of one which names a post (`checkin.rules.wire.format_of`)."""


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
    CLASH = "clash"
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
    JOIN = "join"
    PURGE = "purge"
    REVOKE = "revoke"
    ADMIT = "admit"
    TRANSFER = "transfer"
    ANSWER = "answer"
    INSPECT = "inspect"
    WITNESS = "witness"
    CLAIM = "claim"
    JUDGE = "judge"
    HAND_OUT = "hand_out"
    HAND_BACK = "hand_back"


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


class Scan(NamedTuple):
    """A scan that was admitted. `volunteer` is None for an unknown badge; then `badge` is its number.

    `arrival` is the id that was made when the scan arrived, where the event needed a later id so that ids rise.
    `vouched_by` is the key of the volunteer who vouches for a scan without a badge: the teacher of a class, or the
    person who kept the paper sheet. `post` is the code of the post (岗位) at which it was taken.
    """

    activity: str
    direction: Direction
    source: str
    volunteer: str | None = None
    badge: str | None = None
    arrival: str | None = None
    vouched_by: str | None = None
    post: str | None = None


VOUCHED, PAPER = "vouched", "paper"
VOUCHED_SOURCES = frozenset({VOUCHED, PAPER})
"""Sources of scans that rest on a named person's word: a class checked in or out by its teacher, a paper sheet."""


class Refuse(NamedTuple):
    """A scan that was not admitted. Of a text that is no badge only its length and fault are kept."""

    activity: str
    direction: Direction
    source: str
    cause: RefuseCause
    volunteer: str | None = None
    badge: str | None = None
    length: int | None = None
    detail: str | None = None
    arrival: str | None = None


class Amend(NamedTuple):
    """Another time, direction, volunteer, activity or post for the scan `target`; None leaves a field as it was, and the
    empty text in `post` takes the post away.
    """

    target: str
    at: int | None = None
    direction: Direction | None = None
    volunteer: str | None = None
    activity: str | None = None
    post: str | None = None


class Void(NamedTuple):
    """Strikes out the event `target`, whatever its kind."""

    target: str


class Rule(NamedTuple):
    """Credits `minutes` to the session that the event `target` names.

    `events` are the ids that made the session at the time of the ruling, so that a later check-out is noticed.
    """

    target: str
    minutes: int
    events: tuple[str, ...] | None = None


class Add(NamedTuple):
    """Added hours: minutes without scans."""

    volunteer: str
    activity: str
    minutes: int


class Confirm(NamedTuple):
    """Freezes the session that `target` names: its minutes, the policy's version, the ids of its events."""

    target: str
    volunteer: str
    activity: str
    minutes: int
    policy: int
    events: tuple[str, ...]
    stage: ConfirmStage = ConfirmStage.CONFIRMED


class ActivityChange(NamedTuple):
    """An activity made or edited: `changes` holds the fields that this event sets (see `activities.FIELDS`).

    `made` is true where the event makes the activity. `making` is the id of such an event: the activity of another desk
    that is meant from here on, by this and all later events of the desk with this code (see `makings`). Where nothing
    else is said, `changes` is empty.
    """

    activity: str
    changes: Mapping[str, Any]
    made: bool | None = None
    making: str | None = None


class Close(NamedTuple):
    """The activity is closed: what is still open waits for review. `making` is as in `ActivityChange`."""

    activity: str
    making: str | None = None


class Reopen(NamedTuple):
    """The activity is open again. `making` is as in `ActivityChange`."""

    activity: str
    making: str | None = None


class Clash(NamedTuple):
    """What becomes of the making `target` (an id), whose code another desk made too: it is one activity with the making
    `one_with`, whose facts hold, or it is another one and gets a `code` of its own. Exactly one of the two is set.
    """

    target: str
    one_with: str | None = None
    code: str | None = None


class PolicyChange(NamedTuple):
    """A new version of the team's policy, in force from `since` (an instant)."""

    version: int
    settings: Mapping[str, Any]
    since: int


class Badge(NamedTuple):
    """A badge number was issued to a volunteer, or revoked. `person_kind` is student, teacher or parent."""

    badge: str
    volunteer: str
    state: BadgeState
    person_kind: str


class Consent(NamedTuple):
    """What is known of a guardian's consent for a volunteer."""

    volunteer: str
    state: ConsentState


class Clock(NamedTuple):
    """The desk's wall clock was changed by `change_ms` against a clock that runs on."""

    change_ms: int


class Link(NamedTuple):
    """Two numbers of one person: the hours of `volunteer` count under `same_as`."""

    volunteer: str
    same_as: str


class Objection(NamedTuple):
    """Somebody objects to the session that `target` names; the reason says what. Striking it out settles it."""

    target: str
    volunteer: str


class Evaluate(NamedTuple):
    """How well a volunteer served, judged on `day` (ISO 8601); `activity` is the key of one
    activity, or None for all service.
    """

    volunteer: str
    quality: Quality
    day: str
    activity: str | None = None


class Commend(NamedTuple):
    """A commendation or honorary title, given on `day` by `granted_by` (domain §2). `digest`: see `Transfer`, where it came
    from another school.
    """

    volunteer: str
    title: str
    day: str
    granted_by: str
    digest: str | None = None


class Award(NamedTuple):
    """A supervisor awarded a volunteer so many stars on `day` (domain §3). `digest`: see `Transfer`, where another school did."""

    volunteer: str
    stars: int
    day: str
    digest: str | None = None


class Redeem(NamedTuple):
    """`minutes` of a volunteer's confirmed hours were exchanged for a service; the service record stays as it is."""

    volunteer: str
    minutes: int
    service: str


class Certify(NamedTuple):
    """A certificate was issued on `day`: its number, and the SHA-256 (hex) of all that it says.

    `replaces` is the number of the one in whose place it came. Striking the event out revokes the certificate.
    """

    volunteer: str
    number: str
    digest: str
    day: str
    replaces: str | None = None


class Join(NamedTuple):
    """Desks that were set up by themselves are desks of `team` from now on (`checkin.rules.joins`).

    `desks` are their ids, `key` (hex) is the team key under which they were set up. `numbers` has the volunteers whose
    numbers name another person here: the key that those desks wrote, and the key that counts in its place.
    """

    team: str
    desks: tuple[str, ...]
    key: str
    numbers: Mapping[str, str]


class Purge(NamedTuple):
    """The register lost these `fields` of these `persons` (keys) by the retention rule `rule`: what was in them is said
    nowhere (`checkin.rules.purges`). `due` (ISO 8601) is the day as of which the rule was asked.

    `sessions` and `minutes` are those of the whole record, the same before and after. `back` is true where a supervisor
    lets the fields be known again; then nothing was removed.
    """

    persons: tuple[str, ...]
    fields: tuple[str, ...]
    rule: str
    due: str
    sessions: int
    minutes: int
    back: bool | None = None


class Revoke(NamedTuple):
    """The desk `desk` was lost (`checkin.rules.lost_desks`): what its chain says after the event at place `seq` waits.

    `hash` and `last` are the hash and the id of that event; 64 zeros and None where `seq` is 0. Only the team's first desk
    can say so: `signature` (hex) is by the team's key (`storage.log.team_statements`).
    """

    desk: str
    seq: int
    hash: str
    signature: str
    last: str | None = None


class Admit(NamedTuple):
    """Whether events of the lost desk `desk` count: those with ids above `after` (None: from its first event on), up to the
    event `last` at place `seq`, whose hash is `hash`.

    Without `last` all that comes later is meant too, and `seq` and `hash` are those of the last event that was known.
    `signature` is as in `Revoke`.
    """

    desk: str
    seq: int
    hash: str
    counts: bool
    signature: str
    after: str | None = None
    last: str | None = None


class Transfer(NamedTuple):
    """Hours that a volunteer brought from another school of the district: `minutes` in the activity `there` on `day` (ISO 8601).

    `origin` is the key that they had at that school, and `digest` the SHA-256 (hex) of the file that says so, signed by that
    school (`exports.exchange.leaver`). One event for each activity and day. `name` and what follows are that school's words
    for the activity; the minutes of a `training` are never hours of service.
    """

    volunteer: str
    origin: str
    there: str
    minutes: int
    day: str
    digest: str
    name: str | None = None
    category: str | None = None
    training: bool | None = None
    content: str | None = None
    organiser: str | None = None


class Answer(NamedTuple):
    """The school's answer to a question of the audit: `finding` (64 hex digits) names the question by what it asks and the
    sessions that it names (`exports.audit`), `rule` the rule that asked. The reason is the answer. Striking it out asks again.
    """

    finding: str
    rule: str


class Inspect(NamedTuple):
    """What an inspector found of the session `target`, which the sample drawn with `seed` names.

    `failed` are the items of the check list that do not hold (`exports.audit.sample`), none where all hold; the reason says
    more. The last one of a seed and session holds.
    """

    target: str
    seed: str
    failed: tuple[str, ...]


class Witness(NamedTuple):
    """This desk saw how far the chain of the desk `desk` went (`checkin.rules.witness`): the hash of its event at place `seq`,
    and `shown`, the instant at which it showed that by its own clock. `activity` is where both stood.
    """

    desk: str
    seq: int
    hash: str
    shown: int
    activity: str


class Claim(NamedTuple):
    """Service outside the school's activities (学生自行开展): what a volunteer says that they did at `unit` on `day` (ISO 8601).

    It gives no hours until a `Judge` verifies it. `digest` is the SHA-256 (hex) of the evidence, which stays at the school.
    """

    volunteer: str
    unit: str
    minutes: int
    day: str
    digest: str


class Judge(NamedTuple):
    """A supervisor verified the claim `target`, or refused it; the reason says why. The last one that stands holds."""

    target: str
    verified: bool


class HandOut(NamedTuple):
    """A thing was handed out to a volunteer in an activity (`checkin.rules.things`): `quantity` of them, or the one with the
    number `piece`. Hours have nothing to do with it.
    """

    volunteer: str
    activity: str
    thing: str
    quantity: int
    piece: str | None = None


class HandBack(NamedTuple):
    """A volunteer gave back what was handed out in that activity; the fields are those of `HandOut`."""

    volunteer: str
    activity: str
    thing: str
    quantity: int
    piece: str | None = None


class Unknown(NamedTuple):
    """An event of a newer version: kept and shown, never read."""

    fields: Mapping[str, Any] = MappingProxyType({})
    kind: str = ""


class SetAside(NamedTuple):
    """An event whose content can't be so: `field` names what is wrong in it (`checkin.rules.shape.fault`), `kind` is what it
    says that it is. It keeps its place in the chain, and no rule reads it.
    """

    kind: str = ""
    field: str = ""


SET_ASIDE = "set_aside"
"""What the column `kind` of such an event holds, so that no query for a kind finds it."""


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
    | Clash
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
    | Join
    | Purge
    | Revoke
    | Admit
    | Transfer
    | Answer
    | Inspect
    | Witness
    | Claim
    | Judge
    | HandOut
    | HandBack
    | Unknown
    | SetAside
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
    Kind.CLASH: Clash,
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
    Kind.JOIN: Join,
    Kind.PURGE: Purge,
    Kind.REVOKE: Revoke,
    Kind.ADMIT: Admit,
    Kind.TRANSFER: Transfer,
    Kind.ANSWER: Answer,
    Kind.INSPECT: Inspect,
    Kind.WITNESS: Witness,
    Kind.CLAIM: Claim,
    Kind.JUDGE: Judge,
    Kind.HAND_OUT: HandOut,
    Kind.HAND_BACK: HandBack,
}


_FIELDS: dict[type[Any], tuple[tuple[str, str], ...]] = {}


def fields_of(body: type[Any]) -> tuple[tuple[str, str], ...]:
    """The fields of a body in their order, each with its declared type as it is written: `("volunteer", "str | None")`."""
    found = _FIELDS.get(body)
    if found is None:
        found = _FIELDS[body] = tuple((name, typed.__forward_arg__) for name, typed in body.__annotations__.items())
    return found


KIND_OF: Mapping[type[Any], Kind] = {body: kind for kind, body in BODY_OF.items()}

COMMON_KINDS = (
    Kind.ACTIVITY,
    Kind.CLOSE,
    Kind.REOPEN,
    Kind.POLICY,
    Kind.LINK,
    Kind.CLOCK,
    Kind.JOIN,
    Kind.CLASH,
    Kind.REVOKE,
    Kind.ADMIT,
)
"""Kinds that speak of everybody."""
KEPT_KINDS = (*COMMON_KINDS, Kind.VOID)
"""Kinds of which there are few: a desk keeps them all in memory while it runs, and they are read before all others."""
PERSONAL_KINDS = (Kind.SCAN, Kind.ADD, Kind.BADGE, Kind.CONSENT, Kind.TRANSFER, Kind.CLAIM)
"""Kinds that name the person whose sessions they may change."""
AIMED_KINDS = (Kind.AMEND, Kind.RULE, Kind.CONFIRM, Kind.OBJECTION, Kind.JUDGE)
"""Kinds that name another event, and change the sessions of the person of that event."""
HOURS_KINDS = (Kind.CLAIM, Kind.TRANSFER)
"""Kinds that bring hours that no desk scanned: another unit, or another school, says them."""
THING_KINDS = (Kind.HAND_OUT, Kind.HAND_BACK)
"""Kinds that say who has which thing; they change no session."""
RECOGNISING_KINDS = (Kind.EVALUATE, Kind.COMMEND, Kind.AWARD, Kind.REDEEM)
"""Kinds that say what a volunteer was given or exchanged; they change no session."""
BESIDE_KINDS = (*RECOGNISING_KINDS, Kind.CERTIFY, Kind.INSPECT, *THING_KINDS)
"""All kinds that name a volunteer or a session and change no session: nobody at the gate waits for them."""
# The fold of sessions reads the other groups. Kinds in none of them change no session.


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
