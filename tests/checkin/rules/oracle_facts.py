"""The oracle's reading of what holds for everybody, from design §4 and §5: every question goes through all events."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from checkin.rules.events import (
    ActivityChange,
    Amend,
    Badge,
    Close,
    Event,
    Link,
    PolicyChange,
    Reopen,
    Scan,
    Void,
)  # fmt: skip

SECOND, MINUTE, HALF_DAY = 1000, 60_000, 12 * 3_600_000
SETTINGS: dict[str, Any] = {
    "rounding": "floor", "grid_minutes": 1, "clamp_start": False, "clamp_end": False, "min_share_of_activity": False,
    "max_minutes_per_day": False, "max_pairs_per_day": False, "bounce_seconds": 3, "min_session_minutes": 5, "consent": "hold", "not_creditable_kinds": [],
}  # fmt: skip


@dataclass
class Row:
    """A session as the oracle sees it. `start` is None where nobody checked in."""

    key: str
    who: str
    activity: str
    start: int | None
    end: int | None
    parts: list[Read]
    flags: set[str] = field(default_factory=set)
    status: str = "open"
    source: str = "scanned"
    minutes: int = 0
    ids: list[str] = field(default_factory=list)
    stays: list[tuple[str | None, int, str]] = field(default_factory=list)
    """At which post from when on, by which scan."""

    @property
    def seconds(self) -> int:
        return 0 if self.start is None or self.end is None else (self.end - self.start) // SECOND


class Read(NamedTuple):
    """A scan with all amendments."""

    event: Event
    scan: Scan
    who: str
    activity: str
    at: int
    direction: str
    amended: bool
    shown: tuple[str, str]
    """Who and what activity it was before any amendment."""
    post: str | None


class Known:
    """What a set of events says."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.all = sorted({e.id: e for e in events}.values(), key=lambda e: (e.at, e.id))
        self.by_id = {e.id: e for e in self.all}
        self.standing = [e for e in self.all if self.struck_at(e) is None]
        self.rows: list[Row] = []
        self.effects: dict[str, tuple[str, str]] = {}

    def struck_at(self, event: Event) -> tuple[int, str] | None:
        """When the first void that stands struck the event out."""
        voids = [v for v in self.all if isinstance(v.body, Void) and v.body.target == event.id and not self.circles(v)]
        return min(((v.at, v.id) for v in voids if self.struck_at(v) is None), default=None)

    def circles(self, void: Event) -> bool:
        seen, at = [], void
        while at not in seen and isinstance(at.body, Void):
            seen.append(at)
            at = self.by_id.get(at.body.target, at)
        return (
            at == void
            and len(seen) >= 1
            and isinstance(void.body, Void)
            and (len(seen) > 1 or void.body.target == void.id)
        )

    def last(self, kind: Any, fits: Callable[[Any], bool]) -> Event | None:
        return next((e for e in reversed(self.standing) if isinstance(e.body, kind) and fits(e.body)), None)

    def person(self, number: str) -> str:
        """The number that stands for a person: each link, in order, puts all who count under one under the other."""
        stands = {n: n for e in self.standing if isinstance(e.body, Link) for n in (e.body.volunteer, e.body.same_as)}
        for link in (e.body for e in self.standing if isinstance(e.body, Link)):
            given_up, other = stands[link.volunteer], stands[link.same_as]
            stands = {n: other if s == given_up else s for n, s in stands.items()}
        return stands.get(number, number)

    def holder(self, badge: str, at: int) -> str | None:
        """Whose a number is: of whoever had it when it was next revoked, else of the last to whom it was issued."""
        said = [e for e in self.standing if isinstance(e.body, Badge) and e.body.badge == badge]
        for n, e in enumerate(said):
            if e.body.state == "revoked" and e.at > at and (n == 0 or said[n - 1].body.state == "issued"):
                return said[max(n - 1, 0)].body.volunteer
        return said[-1].body.volunteer if said and said[-1].body.state == "issued" else None

    def kind(self, who: str) -> str | None:
        own = self.last(Badge, lambda b: b.state == "issued" and b.volunteer == who)
        badge = own or self.last(Badge, lambda b: b.state == "issued" and self.person(b.volunteer) == who)
        return badge and badge.body.person_kind

    def gone(self, activity: str) -> bool:
        """Whether everything that made an activity was struck out: then nothing that was said of it holds."""
        five = {"name", "place", "start", "end", "timezone"}
        made = [e for e in self.all if isinstance(e.body, ActivityChange) and e.body.activity == activity
                and (e.body.made or (e.body.made is None and e.body.making is None and e.body.changes.keys() >= five))]  # fmt: skip
        return bool(made) and not any(e in self.standing for e in made)

    def of(self, activity: str, name: str, otherwise: Any = None) -> Any:
        said = self.last(ActivityChange, lambda b: b.activity == activity and name in b.changes)
        return otherwise if said is None or self.gone(activity) else said.body.changes[name]

    def day(self, activity: str, at: int) -> Any:
        return datetime.fromtimestamp(at / 1000, ZoneInfo(self.of(activity, "timezone", "Asia/Shanghai"))).date()

    def closed(self, activity: str, at: float) -> bool:
        """Whether an instant is after the close, where the last word is a close."""
        said = self.last((Close, Reopen), lambda b: b.activity == activity)
        return said is not None and isinstance(said.body, Close) and said.at < at and not self.gone(activity)

    def policy(self, at: int) -> dict[str, Any]:
        said = self.last(PolicyChange, lambda b: b.since <= at)
        return {**SETTINGS, "version": 1} | ({**said.body.settings, "version": said.body.version} if said else {})

    def read(self, event: Event) -> Read:
        scan = event.body
        assert isinstance(scan, Scan)
        said = [e.body for e in self.standing if isinstance(e.body, Amend) and e.body.target == event.id]

        def last(name: str, otherwise: Any) -> Any:
            return next((getattr(a, name) for a in reversed(said) if getattr(a, name) is not None), otherwise)

        shown = self.person(scan.volunteer or self.holder(scan.badge or "", event.at) or scan.badge or "")
        return Read(event, scan, self.person(last("volunteer", shown)), last("activity", scan.activity), last("at", event.at),
                    str(last("direction", scan.direction)), bool(said), (shown, scan.activity), last("post", scan.post) or None)  # fmt: skip
