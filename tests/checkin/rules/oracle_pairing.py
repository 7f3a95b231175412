"""The oracle's pairing of scans into sessions, from design §4: bursts, directions, midnights, the close."""

from __future__ import annotations

from itertools import pairwise

from checkin.rules.events import Scan
from tests.checkin.rules.oracle_facts import Known, Read, Row

SECOND, MINUTE, HALF_DAY = 1000, 60_000, 12 * 3_600_000


class Pairing(Known):
    """The sessions that the scans make, before hours are counted."""

    def pair(self) -> None:
        scans = [self.read(e) for e in self.all if isinstance(e.body, Scan)]
        first = self.bursts(scans)
        for who, activity in {(s.who, s.activity) for s in scans}:
            group = [s for s in scans if (s.who, s.activity) == (who, activity)]
            rows: list[Row] = []
            for scan in sorted(group, key=lambda s: (s.at, s.event.id)):
                if scan.event in self.standing:
                    head = first[scan.event.id]
                    if scan.amended or head == scan:
                        self.effects[scan.event.id] = self.step(scan, rows)
            if rows and rows[-1].status == "open" and self.closed(activity, float("inf")):
                rows[-1].status, rows[-1].flags = "needs_review", rows[-1].flags | {"no_check_out"}
            self.rows += rows
        for scan in scans:
            head = first[scan.event.id]
            if scan.event in self.standing and scan.event.id not in self.effects and head.event in self.standing:
                self.effects[scan.event.id] = ("duplicate", self.effects[head.event.id][1])

    def bursts(self, scans: list[Read]) -> dict[str, Read]:
        """The first of the burst of every scan; what is written down by hand is none."""
        first = {s.event.id: s for s in scans}
        for shown in {s.shown for s in scans}:
            burst = [s for s in scans if s.shown == shown and s.scan.source not in ("vouched", "paper")]
            for before, scan in pairwise(burst):
                head = first[before.event.id]
                alike = scan.scan.direction in ("auto", head.scan.direction)
                if alike and scan.event.at - before.event.at < self.policy(head.event.at)["bounce_seconds"] * SECOND:
                    struck = self.struck_at(head.event)
                    first[scan.event.id] = head if struck is None or struck > (scan.event.at, scan.event.id) else scan
        return first

    def step(self, scan: Read, rows: list[Row]) -> tuple[str, str]:
        """What one scan that counts does to the rows before it."""
        key = scan.event.id
        until, out_from = self.of(scan.activity, "check_in_until"), self.of(scan.activity, "check_out_from")
        row = rows[-1] if rows and rows[-1].status == "open" else None
        if row and (ended := self.ended(row, scan.at)):
            row.status, row.flags, row = "needs_review", row.flags | {ended}, None
        auto, after_close = scan.direction == "auto", {"after_close"} if self.closed(scan.activity, scan.at) else set()
        early, late = (
            auto and until is not None and scan.at < until,
            auto and out_from is not None and scan.at >= out_from,
        )
        there = row.stays[-1][0] if row else None
        if row and scan.post and scan.post != there and (early or (not late and scan.direction != "out")):
            row.stays.append((scan.post, scan.at, key))
            row.parts, row.flags = [*row.parts, scan], row.flags | after_close
            return "moved", row.key
        way = "in" if early else "out" if late else scan.direction if not auto else "out" if row else "in"
        if way == "in":
            if row:
                return "already_in", row.key
            rows.append(Row(key, scan.who, scan.activity, scan.at, None, [scan], after_close))
            rows[-1].stays = [(scan.post, scan.at, key)]
            return "opened", key
        if row:
            since = scan.event.at - row.parts[0].event.at
            if auto and not scan.amended and 0 <= since < self.terms(row)["min_session_minutes"] * MINUTE:
                return "too_soon", row.key
            row.end, row.status, row.parts = scan.at, "closed", [*row.parts, scan]
            row.flags |= after_close
            return "closed", row.key
        if rows and self.same_visit(rows[-1], scan.at) and rows[-1].status == "closed":
            return "already_out", rows[-1].key
        if rows and self.same_visit(rows[-1], scan.at) and rows[-1].start is None:
            return "no_check_in", rows[-1].key
        rows.append(
            Row(key, scan.who, scan.activity, None, scan.at, [scan], {"no_check_in"} | after_close, "needs_review")
        )
        rows[-1].stays = [(scan.post, scan.at, key)]
        return "no_check_in", key

    def same_visit(self, row: Row, at: int) -> bool:
        return bool(
            self.of(row.activity, "overnight", False)
            or self.day(row.activity, row.end or at) == self.day(row.activity, at)
        )

    def ended(self, row: Row, at: int) -> str | None:
        """Why a session can't reach to an instant."""
        begin = row.start if row.start is not None else row.end
        assert begin is not None
        if not self.of(row.activity, "overnight", False):
            return "midnight" if self.day(row.activity, begin) != self.day(row.activity, at) else None
        end = self.of(row.activity, "end")
        if at - begin > 366 * 2 * HALF_DAY + HALF_DAY:
            return "too_long"
        return "too_long" if end is not None and at > end + HALF_DAY else None
