"""Very many links, voids or corrections that a trusted desk wrote, in the shapes that cost a reader most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from checkin.clock import Clock as DeskClock
from checkin.rules.badge_numbers import badge_number
from checkin.rules.events import (
    ActivityChange,
    Add,
    Amend,
    Answer,
    Award,
    Badge,
    BadgeState,
    Body,
    Certify,
    Claim,
    Clash,
    Clock,
    Close,
    Commend,
    Confirm,
    Consent,
    ConsentState,
    Direction,
    Evaluate,
    Event,
    HandBack,
    HandOut,
    Inspect,
    Join,
    Judge,
    Link,
    Objection,
    PolicyChange,
    Purge,
    Quality,
    Redeem,
    Reopen,
    Rule,
    Scan,
    Transfer,
    Void,
    Witness,
)
from checkin.rules.wire import NO_PREVIOUS
from exports.exchange.kit.taking import init_from_kit
from exports.exchange.pack.writing import write_pack
from storage.disk.ids import new_id, next_above
from storage.log.events import insert
from storage.store import Store

_DAY_MS = 86_400_000
_DAY = "2026-03-05"


class Served(NamedTuple):
    """Who is meant: a volunteer's and an activity's key, and the check-in (id and time in ms) that most changes are about."""

    volunteer: str
    activity: str
    opened: str
    at: int


Shape = Callable[[Served, int, str], Body]
"""Makes the event at a place (from 0 on), given the id of the event before it."""


def _chained(served: Served, place: int, before: str) -> Body:
    return Void(before if place else served.opened)


def _of_team(served: Served, number: object) -> str:
    return f"{served.volunteer.partition('/')[0]}/{number}"


def _made(served: Served, place: int) -> ActivityChange:
    """Another activity, a day after the one before."""
    start = served.at + place % 2_000 * _DAY_MS
    plan = {"name": f"n{place}", "place": "p", "start": start, "end": start + 7_200_000, "timezone": "Asia/Shanghai"}
    return ActivityChange(_of_team(served, f"M{place}"), plan, made=True)


def _moved(served: Served, place: int) -> Body:
    """A plan of posts whose shift moves from one event to the next, and somebody else stands there."""
    start = served.at + place % 60 * 60_000
    shift = {
        "start": start,
        "end": start + 3_600_000,
        "needed": 1 + place % 9,
        "people": [_of_team(served, f"w{place}")],
    }
    post = {"code": "gate", "name": f"gate {place % 7}", "shifts": [shift]}
    return ActivityChange(served.activity, {"posts": [post]})


_SHA = "ab" * 32
SHAPES: Mapping[str, Shape] = {
    "links of strangers, in a chain": lambda s, i, _: Link(_of_team(s, f"w{i}"), _of_team(s, f"w{i + 1}")),
    "links of one person, in a chain": lambda s, i, _: Link(
        _of_team(s, f"w{i}") if i else s.volunteer, _of_team(s, f"w{i + 1}")
    ),
    "links to one person": lambda s, i, _: Link(_of_team(s, f"w{i}"), s.volunteer),
    "voids, each of the one before": _chained,
    "voids of one scan": lambda s, _i, _b: Void(s.opened),
    "times for one scan": lambda s, i, _: Amend(s.opened, s.at + i % 60 * 60_000),
    "rulings on one session": lambda s, i, _: Rule(s.opened, i % 60),
    "rulings on nothing": lambda _s, _i, before: Rule(before, 5),
    "added hours of one person": lambda s, _i, _b: Add(s.volunteer, s.activity, 1),
    "scans of one person": lambda s, _i, _b: Scan(s.activity, Direction.AUTO, "keyboard", s.volunteer),
    "consents of one person": lambda s, i, _: Consent(
        s.volunteer, ConsentState.GIVEN if i % 2 else ConsentState.MISSING
    ),
    "closes and reopens": lambda s, i, _: Reopen(s.activity) if i % 2 else Close(s.activity),
    "edits of one activity": lambda s, i, _: ActivityChange(s.activity, {"name": f"n{i}"}),
    "clock changes": lambda _s, _i, _b: Clock(5_000),
    "objections to one session": lambda s, _i, _b: Objection(s.opened, s.volunteer),
    "confirmations of one session": lambda s, _i, _b: Confirm(s.opened, s.volunteer, s.activity, 60, 1, (s.opened,)),
    "badges of one person": lambda s, i, _: Badge(badge_number(f"{i:020}"), s.volunteer, BadgeState.ISSUED, "student"),
    "makings of one code": lambda s, i, _: _made(s, i)._replace(activity=s.activity),
    "activities": lambda s, i, _: _made(s, i),
    "scans of one person, each elsewhere": lambda s, i, _: Scan(
        _of_team(s, f"E{i}"), Direction.AUTO, "keyboard", s.volunteer
    ),
    "scans of unknown badges": lambda s, i, _: Scan(
        s.activity, Direction.AUTO, "keyboard", badge=badge_number(f"{i + 7:020}")
    ),
    "clashes": lambda _s, _i, before: Clash(before, one_with=before),
    "evaluations": lambda s, _i, _b: Evaluate(s.volunteer, Quality.GOOD, _DAY, s.activity),
    "commendations": lambda s, i, _: Commend(s.volunteer, f"title {i}", _DAY, "区教委"),
    "awards": lambda s, i, _: Award(s.volunteer, 1 + i % 5, _DAY),
    "redemptions": lambda s, _i, _b: Redeem(s.volunteer, 1, "图书借阅"),
    "certificates": lambda s, i, _: Certify(s.volunteer, f"2026-{i}", "ab" * 32, _DAY, f"2026-{i - 1}"),
    "purges": lambda s, _i, _b: Purge((s.volunteer,), ("birth",), "contact", _DAY, 3, 180),
    "joins": lambda s, i, _: Join(
        s.volunteer.partition("/")[0], (f"{i:016x}",), "ab" * 32, {s.volunteer: _of_team(s, i)}
    ),
    "posts moved": lambda s, i, _: _moved(s, i),
    "posts for one scan": lambda s, i, _: Amend(s.opened, post=f"p{i % 60}"),
    "things out and back": lambda s, i, _: (HandBack if i % 2 else HandOut)(
        s.volunteer, s.activity, "vest", 1, f"{i // 2}"
    ),
    "things handed out": lambda s, i, _: HandOut(s.volunteer, s.activity, f"vest {i}", 1),
    "claims, each verified": lambda s, i, before: (
        Judge(before, True) if i % 2 else Claim(s.volunteer, f"unit {i}", 60, _DAY, f"{i:064x}")
    ),
    "judgements on one claim": lambda s, i, before: (
        Judge(before, bool(i % 2)) if i % 9 else Claim(s.volunteer, "unit", 60, _DAY, _SHA)
    ),
    "transfers": lambda s, i, _: Transfer(s.volunteer, "ZZ/1", f"ZZ/a{i}", 60, _DAY, f"{i % 50:064x}"),
    "answers": lambda _s, i, _b: Answer(f"{i:064x}", "badge_stack"),
    "inspections of one session": lambda s, i, _: Inspect(s.opened, f"seed {i % 5}", ("timely",)),
    "witnesses": lambda s, i, _: Witness(f"{i % 400:016x}", i + 1, f"{i:064x}", s.at, s.activity),
    "policies": lambda s, i, _: PolicyChange(i + 2, {"grid_minutes": 5}, s.at - _DAY_MS + i % 1000),
}


def changed(store: Store, shape: Shape, served: Served, many: int, every: int = 61) -> None:
    """Append `many` events of a shape to the log of a desk, rightly chained: a minute after the check-in, and one each `every` ms."""
    connection, own = store.connection, store.identity
    last = connection.execute("SELECT seq, hash, id FROM log WHERE desk = ? ORDER BY seq DESC LIMIT 1", (own.desk,))
    seq, head, id_ = last.fetchone() or (0, NO_PREVIOUS, new_id(store.now()))
    with store.ledger.transaction():
        for place in range(many):
            body, id_ = shape(served, place, id_), next_above(id_)
            at = served.at + 60_000 + place * every
            event = Event(id_, at, own.team, own.desk, body, "周老师", "r")
            seq, (head, _place) = seq + 1, insert(connection, event, seq + 1, head)
        store.ledger.notice_taken()


def pack_of_changes(
    folder: Path, kit: Path, clock: DeskClock, shapes: Iterable[Shape], served: Served, many: int
) -> Path:
    """The pack of another desk of the team, made from `kit` in `folder`, that wrote so many of each shape and nothing else."""
    with init_from_kit(folder, kit, "east gate", clock=clock) as store:
        for shape in shapes:
            changed(store, shape, served, many)
        out = folder.with_suffix(".hdpack")
        write_pack(store, out)
    return out
