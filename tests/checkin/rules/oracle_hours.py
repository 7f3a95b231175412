"""The oracle's hours, from design §6 and the second pass of §4: who waits, what is credited, the day limit."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any
from uuid import UUID

from checkin.rules.events import ActivityChange, Clock, Confirm, Consent, Event, Objection, Rule, Scan
from tests.checkin.rules.oracle_facts import Row
from tests.checkin.rules.oracle_pairing import MINUTE, SECOND, Pairing


class Hours(Pairing):
    """Minutes and flags of the sessions that the scans make."""

    def ruling(self, row: Row) -> Event | None:
        return self.last(Rule, lambda b: b.target == row.key)

    def source(self, row: Row) -> None:
        ruling = self.ruling(row)
        row.ids = [p.event.id for p in row.parts] + ([ruling.id] if ruling else [])
        if ruling:
            row.source = "ruled"
        elif any(p.scan.source in ("vouched", "paper") for p in row.parts):
            row.source = "vouched"
        elif any(p.amended for p in row.parts):
            row.source = "corrected"

    def judge(self, row: Row) -> None:
        """Flags, and who waits: overlap, consent, clock, far."""
        ruling, waits = self.ruling(row), set()
        if row.start is not None and row.end is not None:
            others = [r for r in self.rows if r.who == row.who and r.start is not None and r.end is not None]
            if any((r.start, r.key) < (row.start, row.key) and row.start < r.end for r in others):
                waits.add("overlap")
        start = row.start if row.start is not None else row.end
        assert start is not None
        if self.terms(row)["consent"] != "ignore" and self.waits_for_consent(row.who, start):
            waits.add("consent")
        if any(self.is_far(row.activity, at) for at in (row.start, row.end) if at is not None):
            waits.add("far")
        elif self.moved_away(row):
            waits.add("outside")
        if self.is_further_pair(row):
            waits.add("pairs")
        row.flags |= waits
        if waits and row.status == "closed":
            row.status = "needs_review"
        for event in self.standing:
            if (
                isinstance(event.body, Clock)
                and event.desk in {p.event.desk for p in row.parts}
                and row.start
                and row.end
            ):
                before, after = sorted((event.at, event.at - event.body.change_ms))
                row.flags |= {"clock"} if before <= row.end and row.start <= after else set()
        row.flags |= {"replayed"} if any(self.came_late(p.event) for p in row.parts) else set()
        if self.last(Objection, lambda b: b.target == row.key):
            row.flags.add("objection")
        if "/" not in row.who:
            row.flags.add("unknown_badge")
        if ruling:
            row.status = "closed"
            row.flags |= self.late(row, ruling.body.events)

    def is_further_pair(self, row: Row) -> bool:
        """Whether the person had as many pairs here on that day as the policy allows when the session began."""
        most = self.terms(row)["max_pairs_per_day"]
        if most is False or row.start is None:
            return False
        day = self.day(row.activity, row.start)
        earlier = [
            r
            for r in self.rows
            if (r.who, r.activity) == (row.who, row.activity) and r.start is not None and r.end is not None
            if (r.start, r.key) < (row.start, row.key) and self.day(r.activity, r.start) == day
        ]
        return len(earlier) >= int(most)

    def came_late(self, event: Event) -> bool:
        """Whether a scan came to the desk over ten minutes after its time or before it, also by the clock as it was set meanwhile."""
        scan = event.body
        if not isinstance(scan, Scan) or scan.source in ("vouched", "paper"):
            return False
        came = UUID(scan.arrival or event.id) if len(scan.arrival or event.id) == 36 else None
        if came is None or came.version != 7:
            return False
        made, set_by = came.int >> 80, 0
        begin, end = sorted((made, event.at))
        for e in self.standing:
            if isinstance(e.body, Clock) and e.desk == event.desk:
                first, last = sorted((e.at, e.at - e.body.change_ms))
                set_by += e.body.change_ms if first <= end and last >= begin else 0
        return min(end - begin, end - begin - set_by) > 10 * MINUTE

    def late(self, row: Row, seen: tuple[str, ...] | None) -> set[str]:
        """Whether the check-out came after a person had decided."""
        return {"late_check_out"} if row.end and seen is not None and row.parts[-1].event.id not in seen else set()

    def waits_for_consent(self, who: str, at: int) -> bool:
        """By the last word; a withdrawal stops only what begins after it."""
        said = [e for e in self.standing if isinstance(e.body, Consent) and self.person(e.body.volunteer) == who]
        states = []
        for n, e in enumerate(said):
            latest = {s.body.volunteer: s.body.state for s in said[: n + 1]}
            word = [
                s.body.state
                for s in said[: n + 1]
                if s.body.state in ("given", "withdrawn") and s.body.state == latest[s.body.volunteer]
            ]
            state = word[-1] if word else "missing" if "missing" in latest.values() else "not_needed"
            if state != "withdrawn" or e.at <= at:
                states.append(state)
        return bool(states) and states[-1] in ("missing", "withdrawn")

    def is_far(self, activity: str, at: int) -> bool:
        start, end = self.of(activity, "start"), self.of(activity, "end")
        if start is None or end is None:
            return False
        day = timedelta(days=1)
        return bool(
            self.day(activity, at) < self.day(activity, start) - day
            or self.day(activity, at) > self.day(activity, end) + day
        )

    def terms(self, row: Row) -> dict[str, Any]:
        return self.policy(row.start if row.start is not None else row.end or 0)

    def moved_away(self, row: Row) -> bool:
        """Whether the planned times leave nothing of a session of which earlier ones left something."""
        edits = [
            e.body.changes
            for e in self.standing
            if isinstance(e.body, ActivityChange) and e.body.activity == row.activity
        ]
        times: list[tuple[Any, Any]] = [(None, None)]
        for edit in edits:
            times.append((edit.get("start", times[-1][0]), edit.get("end", times[-1][1])))
        earlier = [t for t, after in pairwise(times) if None not in t and t != after]
        return row.end is not None and not self.clamped(row) and any(self.clamped(row, *t) for t in earlier)

    def clamped(self, row: Row, start: int | None = None, end: int | None = None) -> int:
        if start is None or end is None:
            start, end = self.of(row.activity, "start"), self.of(row.activity, "end")
        if row.start is None or row.end is None:
            return 0
        first = max(row.start, start) if self.terms(row)["clamp_start"] and start is not None else row.start
        last = min(row.end, end) if self.terms(row)["clamp_end"] and end is not None else row.end
        return max(0, (last - first) // SECOND)

    def barred(self, who: str, activity: str, terms: dict[str, Any]) -> set[str]:
        """Why attendance here is kept without hours."""
        found = {"training"} if self.of(activity, "kind") == "training" else set()
        if (
            self.of(activity, "not_creditable") is not None
            or (self.kind(who) or "student") in terms["not_creditable_kinds"]
        ):
            found.add("not_creditable")
        return found

    def on_grid(self, row: Row) -> int:
        """Minutes before the day limit: ruled, or raw → clamp → share → grid."""
        terms, ruling = self.terms(row), self.ruling(row)
        barred = self.barred(row.who, row.activity, terms)
        row.flags |= barred
        if ruling:
            return 0 if barred else ruling.body.minutes
        start, end, share = self.of(row.activity, "start"), self.of(row.activity, "end"), terms["min_share_of_activity"]
        if row.status != "closed":
            return 0
        if share is not False and start is not None and end is not None:
            served = sum(self.clamped(r) for r in self.rows if (r.who, r.activity) == (row.who, row.activity))
            if served * SECOND < Decimal(str(share)) * (end - start):
                row.flags.add("share")
                return 0
        grid = terms["grid_minutes"] * 60
        add = {"floor": 0, "nearest": grid // 2, "ceil": grid - 1}[terms["rounding"]]
        return 0 if barred else (self.clamped(row) + add) // grid * int(terms["grid_minutes"])

    def day_limit(self, rows: list[Row]) -> None:
        """Cut in the order of begin; ruled minutes use the day up first, confirmed ones too, wherever they stand."""
        free = sorted(
            (r for r in rows if r.minutes and not self.ruling(r)), key=lambda r: (r.start or r.end or 0, r.key)
        )
        day = {r.key: self.day(r.activity, r.start or r.end or 0) for r in rows}
        ruled = [(day[r.key], r.minutes) for r in rows if self.ruling(r)]
        frozen = [(day[r.key], c.minutes) for r in rows if (c := self.confirmed(r)) and not self.ruling(r)]

        def left(mine: list[Row], used: list[tuple[Any, int]]) -> dict[str, int]:
            found = {}
            for row in mine:
                limit = self.terms(row)["max_minutes_per_day"]
                room = row.minutes if limit is False else limit - sum(m for d, m in used if d == day[row.key])
                found[row.key] = max(0, min(row.minutes, room))
                used.append((day[row.key], found[row.key]))
            return found

        lefts = left(free, [*ruled]) | left([r for r in free if not self.confirmed(r)], ruled + frozen)
        for row in free:
            if lefts[row.key] < row.minutes:
                row.minutes, row.flags = lefts[row.key], row.flags | {"day_limit"}

    def confirmed(self, row: Row) -> Confirm | None:
        said = self.last(Confirm, lambda b: b.target == row.key)
        fits = said and (self.person(said.body.volunteer), said.body.activity) == (row.who, row.activity)
        return said.body if said and fits else None
