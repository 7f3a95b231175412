"""A second, naive fold, written from design §4 and §6 alone: plain lists, quadratic, nothing of `checkin.rules` but events.

`Oracle(events).record()` gives the rows and effects that the record of these events must have. It shares no rule with the
fold that it judges: where the two differ, one of them reads the design wrong.
"""

from __future__ import annotations

from typing import Any

from checkin.rules.events import Add, Confirm, Objection, Rule, Scan
from tests.checkin.rules.oracle_facts import Row
from tests.checkin.rules.oracle_hours import Hours


class Oracle(Hours):
    """The whole record: sessions, added hours, rulings that fit nothing, and what was confirmed."""

    def record(self) -> tuple[list[tuple[Any, ...]], dict[str, tuple[str, str]]]:
        self.pair()
        for row in self.rows:
            self.source(row)
        for row in self.rows:
            self.judge(row)
        for row in self.rows:
            row.minutes = self.on_grid(row)
        for who in {row.who for row in self.rows}:
            self.day_limit([r for r in self.rows if r.who == who])
        self.rows += self.added() + self.unmatched()
        self.freeze()
        return [self.plain(r) for r in self.rows], self.effects

    def added(self) -> list[Row]:
        rows = []
        for e in self.standing:
            if isinstance(e.body, Add):
                who, start = self.person(e.body.volunteer), self.of(e.body.activity, "start")
                terms = self.policy(e.at if start is None else start)
                flags = self.barred(who, e.body.activity, terms)
                if terms["consent"] != "ignore" and self.waits_for_consent(who, e.at):
                    flags |= {"consent"}
                flags |= {"objection"} if self.last(Objection, lambda b, e=e: b.target == e.id) else set()
                minutes = 0 if flags & {"training", "not_creditable"} else e.body.minutes
                rows.append(Row(e.id, who, e.body.activity, None, None, [], flags, "closed", "added", minutes, [e.id]))
        return rows

    def unmatched(self) -> list[Row]:
        rows, made = [], {r.key for r in self.rows}
        for e in self.all:
            if isinstance(e.body, Scan) and e.id not in made and self.last(Rule, lambda b, e=e: b.target == e.id):
                read = self.read(e)
                rows.append(
                    Row(
                        e.id,
                        read.who,
                        read.activity,
                        None,
                        None,
                        [],
                        {"rule_unmatched"},
                        "needs_review",
                        "ruled",
                        0,
                        [e.id],
                    )
                )
        return rows

    def freeze(self) -> None:
        """A confirmation stands, and says where the fold differs; what it froze counts nowhere else."""
        lost = []
        for target in {e.body.target for e in self.standing if isinstance(e.body, Confirm)}:
            said = self.last(Confirm, lambda b, target=target: b.target == target)
            confirm = said.body
            row = next(
                (
                    r
                    for r in self.rows
                    if r.key == target and self.confirmed(r) == confirm and "rule_unmatched" not in r.flags
                ),
                None,
            )
            if row is None:
                kinds = [self.by_id[i].body for i in confirm.events if i in self.by_id]
                source = "added" if any(isinstance(b, Add) for b in kinds) else "scanned"
                source = source if source == "added" else "ruled" if any(isinstance(b, Rule) for b in kinds) else source
                if source == "scanned" and any(isinstance(b, Scan) and b.source in ("vouched", "paper") for b in kinds):
                    source = "vouched"
                late = {"replayed" for i in confirm.events if i in self.by_id and self.came_late(self.by_id[i])}
                lost.append(Row(target, self.person(confirm.volunteer), confirm.activity, None, None, [], {"changed"} | late,
                                str(confirm.stage), source, confirm.minutes, list(confirm.events)))  # fmt: skip
            else:
                at = self.of(row.activity, "start") or self.by_id[target].at if row.source == "added" else None
                version = (self.policy(at) if at is not None else self.terms(row))["version"]
                if (row.minutes, version, {*row.ids}) != (confirm.minutes, confirm.policy, {*confirm.events}):
                    row.flags.add("changed")
                row.flags |= self.late(row, confirm.events)
                row.status, row.minutes = str(confirm.stage), confirm.minutes
        frozen = {i for r in lost for i in r.ids}
        for row in self.rows:
            if row.status in ("open", "closed") and frozen & set(row.ids):
                row.status, row.minutes, row.flags = "needs_review", 0, row.flags | {"changed"}
        self.rows += lost

    def plain(self, r: Row) -> tuple[Any, ...]:
        opened = None if r.start is None and r.end is not None else r.key
        closed = None if r.end is None else r.parts[-1].event.id
        flags = tuple(sorted(r.flags))
        return (
            r.key,
            r.who,
            r.activity,
            r.start,
            r.end,
            r.seconds,
            r.minutes,
            r.status,
            r.source,
            flags,
            opened,
            closed,
            self.stays(r),
        )

    def stays(self, r: Row) -> tuple[Any, ...]:
        """The parts by post of a row that any scan placed at one."""
        if not any(post for post, _at, _event in r.stays):
            return ()
        ends = [at for _post, at, _event in r.stays[1:]] + [r.end]
        return tuple((post, at, end, event) for (post, at, event), end in zip(r.stays, ends, strict=True))
