"""Hostile events drawn by a seed: sound ones of every kind with what no desk of ours would write in some of their names."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from checkin.rules.events import (
    ActivityChange,
    Amend,
    Badge,
    Claim,
    Confirm,
    Event,
    HandBack,
    HandOut,
    Inspect,
    Judge,
    Link,
    PolicyChange,
    Rule,
    Scan,
    Transfer,
    Void,
    Witness,
)
from checkin.rules.wire import NO_PREVIOUS, chained
from storage.disk.ids import new_id, next_above
from tests.checkin.rules.sound_bodies import SOUND

_BEARING = (
    Scan, ActivityChange, Amend, Rule, PolicyChange, Confirm, Badge, Link, Void, Claim, Judge, Transfer, Witness, HandOut, HandBack, Inspect
)  # fmt: skip
"""Kinds that bear on sessions: they come more often."""
INSTANTS = (
    "1970-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "2199-12-31T00:00:00.000Z",
    "2206-03-05T01:00:00.000Z", "2026-03-05T01:00:00.000Z", "2000-02-29T23:59:59.999Z",
)  # fmt: skip
WHOLES = (0, 1, -1, 59, 60, 1440, 44640, 2**31 - 1, 2**31, 2**32, -(2**31), 7_258_118_400_000, 2**53 - 1, -(2**53) + 1)
TEXTS = (
    "", " ", "\x00", "a\x00b", "\x1b[31m", "\x07\x08", "\n\r\t", "=1+1", "'; DROP TABLE event; --", "\u202e", "\ufeff", "😀" * 9,
    "\U000e0041", "x" * 4000, "x" * 4001, "%s{name}{0.__class__}", "../../etc/passwd", "NaN", "null", "９９", "é" * 33, "a,b\"c\nd",
)  # fmt: skip
KEYS = (
    "FD/001", "FD/999", "YZ/001", "YZ/A1", "FD/A1", "FD/X1", "FD/B2", "FD/=1", "FD/\u202e7", "FD/'", 'FD/"', "FD/é", "FD/😀", "/", "FD/", "FD",
    "FD/" + "9" * 32, "FD/" + "9" * 33, "FD/%", "FD/_", "FD/..", "FD/a,b",
)  # fmt: skip
ZONES = (
    "Asia/Shanghai",
    "UTC",
    "America/New_York",
    "Pacific/Kiritimati",
    "localtime",
    "Nowhere/Else",
    "../../etc/passwd",
    "",
    "Asia",
)
OTHERS: tuple[Any, ...] = (
    None, True, False, 0.5, 1e300, 5e-324, [], {}, [[]], [None], {"a": {"b": []}}, ["FD/001"] * 3,
)  # fmt: skip
CHANGES = (
    "name", "place", "start", "end", "timezone", "category", "project", "overnight", "check_in_until", "check_out_from",
    "not_creditable", "signup", "kind", "content", "organiser", "leader", "posts", "hidden", "later",
)  # fmt: skip

PLANS: tuple[Any, ...] = (
    [{"code": "A", "name": "Gate"}], [], None, [{"code": "A"}], [{"code": "A", "name": "Gate", "shifts": []}], [[]], ["A"],
    [{"code": "A", "name": "Gate", "shifts": [{"start": INSTANTS[-2], "end": INSTANTS[-3], "people": ["FD/001"]}]}],
    [{"code": "A", "name": "Gate", "shifts": [{"start": INSTANTS[-1], "end": INSTANTS[-2], "needed": 2}]}],
    [{"code": "A", "name": "Gate", "shifts": [{"start": None, "end": 7}]}], [{"code": "A", "name": "Gate", "shifts": 7}],
    [{"code": "A", "name": "Gate", "shifts": ["x", None]}], [{"code": "A b", "name": "Gate"}],
)  # fmt: skip


def hostile(seed: int, count: int, known: Sequence[str]) -> list[dict[str, Any]]:
    """`count` contents (`kind`, `data`, and at times other names). `known` are ids of events to aim at, among them those that
    the hostile ones themselves will get.
    """
    drawn = random.Random(seed)
    return [_twisted(drawn, known) for _ in range(count)]


def ids_after(last: str, count: int) -> list[str]:
    """The ids that the next events get."""
    return list(_ids(last, count))


def _ids(last: str, count: int) -> Iterator[str]:
    for _ in range(count):
        last = next_above(last)
        yield last


def _twisted(drawn: random.Random, known: Sequence[str]) -> dict[str, Any]:
    body = drawn.choice(SOUND if drawn.random() < 0.4 else [one for one in SOUND if isinstance(one, _BEARING)])
    raw, _hash = chained(Event(new_id(1), 1, "S", "0" * 16, body), 1, NO_PREVIOUS)
    record = orjson.loads(raw)
    content: dict[str, Any] = {"kind": record["kind"], "data": _at_home(drawn, record["data"], known)}
    for name in drawn.sample(sorted(content["data"]), min(len(content["data"]), drawn.choice((0, 0, 1, 1, 2)))):
        content["data"][name] = _value(drawn, name, known)
    if drawn.random() < 0.3:
        content["at"] = drawn.choice(INSTANTS)
    if drawn.random() < 0.2:
        content[drawn.choice(("operator", "reason", "later"))] = drawn.choice((*TEXTS, *OTHERS))
    if drawn.random() < 0.03:
        content["data"] = drawn.choice(OTHERS)
    return content


def _at_home(drawn: random.Random, data: dict[str, Any], known: Sequence[str]) -> dict[str, Any]:
    """The same content about people, activities and events that are here, so that it bears on the record."""
    for name in data:
        if name in ("volunteer", "same_as", "vouched_by"):
            data[name] = drawn.choice(("FD/001", "FD/002", "FD/003", "YZ/001"))
        elif name in ("origin", "there"):
            data[name] = drawn.choice(("YZ/001", "YZ/A1"))
        elif name == "activity":
            data[name] = drawn.choice(("FD/A1", "FD/X1"))
        elif name in ("target", "making", "one_with", "arrival"):
            data[name] = drawn.choice(known)
        elif name == "events":
            data[name] = drawn.sample(list(known), 2)
        elif name == "changes":
            data[name] = {name: _change(drawn, name) for name in drawn.sample(CHANGES, drawn.randrange(1, 6))}
        elif name == "since" or (name == "at" and drawn.random() < 0.5):
            data[name] = drawn.choice(INSTANTS[-2:])
    return data


def _change(drawn: random.Random, name: str) -> Any:
    usual = {
        "start": INSTANTS, "end": INSTANTS, "check_in_until": INSTANTS, "check_out_from": INSTANTS, "timezone": ZONES,
        "overnight": (True, False), "hidden": (True, False), "signup": (list(KEYS[:3]), [], None), "leader": KEYS,
        "posts": PLANS,
        "kind": ("service", "training", "other"),
    }.get(name, TEXTS)  # fmt: skip
    return drawn.choice(usual if drawn.random() < 0.8 else OTHERS)


def _value(drawn: random.Random, name: str, known: Sequence[str]) -> Any:
    likely: dict[str, Sequence[Any]] = {
        "activity": KEYS, "volunteer": KEYS, "same_as": KEYS, "vouched_by": KEYS, "target": known, "making": known,
        "one_with": known, "arrival": (*known, "ffffffff-ffff-ffff-ffff-ffffffffffff", "0" * 8 + "-0000-0000-0000-" + "0" * 12),
        "minutes": WHOLES, "version": WHOLES, "policy": WHOLES, "change_ms": WHOLES, "length": WHOLES, "stars": WHOLES,
        "quantity": WHOLES, "seq": WHOLES, "shown": WHOLES, "at": INSTANTS, "since": INSTANTS, "day": ("0001-01-01", "9999-12-31", "2026-02-30", "1970-01-01"),
        "settings": ({"bounce_seconds": 10**9}, {"min_share_of_activity": "1e-400"}, {"grid_minutes": 60, "rounding": "ceil"}, {}),
    }  # fmt: skip
    if drawn.random() < 0.75:
        return drawn.choice(likely.get(name, TEXTS))
    return drawn.choice((*OTHERS, *TEXTS, *WHOLES, *INSTANTS, [], [drawn.choice(KEYS)] * 50))
