"""Which answer was given to a question from which sessions went since, or to which earlier ones came.

An answer holds only a digest over the sessions that its question named. What changed after the answer is known: it is put back,
all of it first, then in every other way, until the digest comes out. Of another desk, whose packs come late, whoever answered knew
all that it did up to some event, and nothing after it. A digest that comes out is the proof.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from itertools import compress, islice, product
from typing import NamedTuple

import duckdb

from checkin.rules.events import Answer, Event
from exports.audit.plausibility.finding import Earlier, Finding

_MOST_DIGESTED, _MOST_DIGESTED_FOR_ONE, _MOST_LATE = 1_000_000, 100_000, 20_000
"""So many sessions are digested for all questions, for one question and one answer, and of these for what came late."""
_LATELY = """
WITH held AS (
    SELECT key, right(events, 36) AS changed, coalesce(team || '/', '') || volunteer AS person,
        activity_team || '/' || activity AS activity, source FROM session),
struck AS (SELECT key, "by" AS changed, volunteer AS person, activity FROM audit_struck WHERE "by" >= $since)
SELECT *, key AS part FROM struck
UNION ALL SELECT * EXCLUDE (source), key FROM held WHERE changed >= $since OR list_contains($named, key)
-- What is left of a session whose check-out was struck out is another row with the same key.
UNION ALL SELECT h.key, s.changed, h.person, h.activity, h.key FROM held h JOIN struck s USING (person, activity)
-- Where one session went, an activity may have too little left to be asked about: the others went with it.
UNION ALL SELECT h.key, s.changed, h.person, h.activity, h.activity || ' ' || coalesce(h.source, '')
    FROM held h JOIN struck s ON s.activity = h.activity AND s.person <> h.person"""


_LAST_DESK = """SELECT s.key, e.desk FROM session s JOIN audit_event e ON e.id = TRY_CAST(right(s.events, 36) AS UUID)
    WHERE s.key IN (SELECT unnest(?::VARCHAR[]))"""
"""At which desk the last event of a session was made."""


class _Change(NamedTuple):
    """A session by its key: the id of the event that changed it last, or struck it out; its person and its activity. What belongs to one
    `part` went together.
    """

    key: str
    changed: str
    person: str | None
    activity: str | None
    part: str


def recognised(db: duckdb.DuckDBPyConnection, found: Sequence[Finding], answers: Iterable[Event]) -> list[Finding]:
    """The questions; an open one with that of these `answers` which was given to it before sessions went or earlier ones came: as its
    answer where nothing is new, else as what was said `earlier`. Of several the one holds that leaves the fewest sessions new.
    """
    by_rule = defaultdict[str, list[tuple[Event, str]]](list)
    for event in answers:
        if isinstance(event.body, Answer):
            by_rule[event.body.rule].append((event, event.body.finding))
    if not (doubtful := [one for one in found if one.answer is None and one.rule.name in by_rule]):
        return list(found)
    changes = _Changes(db, doubtful, min(event.id for given in by_rule.values() for event, _name in given))
    return [_with_answer(one, changes, by_rule[one.rule.name]) if one.answer is None else one for one in found]


def _with_answer(one: Finding, changes: _Changes, given: Iterable[tuple[Event, str]]) -> Finding:
    best = one.earlier
    for event, name in given:
        named = changes.named(one, event, name)
        if named is not None:
            new = tuple(key for key in one.sessions if key not in named)
            if best is None or len(new) < len(best.new):
                best = Earlier(event, new)
    if best is not None and not best.new:
        return one._replace(answer=best.answer, earlier=None)
    return one._replace(earlier=best)


class _Changes:
    """What changed since the event `since`, near the sessions that are `asked` about: of the same person, or at the same activity."""

    def __init__(self, db: duckdb.DuckDBPyConnection, asked: Sequence[Finding], since: str) -> None:
        named = sorted({key for one in asked for key in one.sessions})
        rows = [_Change._make(row) for row in db.execute(_LATELY, {"since": since, "named": named}).fetchall()]
        self._by_key = defaultdict[str, list[_Change]](list)
        self._near = defaultdict[str, list[_Change]](list)
        for row in rows:
            self._by_key[row.key].append(row)
            for place in _places(row):
                self._near[place].append(row)
        self._last_desk = dict(db.execute(_LAST_DESK, [named]).fetchall())
        self._left = _MOST_DIGESTED

    def named(self, one: Finding, answered: Event, name: str) -> frozenset[str] | None:
        """The sessions that the question named when an answer called it `name`; None where that is not found, or it was
        another question.
        """
        answer = answered.id
        places = {place for key in one.sessions for row in self._by_key[key] for place in _places(row)}
        before = {key for key in one.sessions if key < answer}
        parts = self._parts(places, before, answer)
        late = self._late(before - parts.keys(), answered.desk)
        if not parts and not late:
            return None
        keys = sorted(before | parts.keys())
        changed = list(dict.fromkeys(parts[key] for key in keys if key in parts))
        tries = min(_MOST_DIGESTED_FOR_ONE, self._left, len(keys) * 2 ** len(changed) + _MOST_LATE) // len(keys)
        counts = (range(len(line) + 1) for line in late)
        for way in islice(product(*counts, *[(True, False)] * len(changed)), tries):
            self._left -= len(keys)
            unknown = {key for line, count in zip(late, way, strict=False) for key in line[len(line) - count :]}
            put_back = set(compress(changed, way[len(late) :]))
            # What went was named, perhaps; what is named and changed came to be so by that, perhaps.
            named = [key for key in keys if key not in unknown and (key in before) != (parts.get(key) in put_back)]
            if one.name_of(named) == name:
                return frozenset(named)
        return None

    def _late(self, keys: Iterable[str], desk: str) -> list[list[str]]:
        """Sessions that may have come after an answer at a desk, for another one made them last: by that one, in its order."""
        lines = defaultdict[str, list[str]](list)
        for key in sorted(keys, key=lambda key: (max(row.changed for row in self._by_key[key]), key)):
            if self._last_desk.get(key, desk) != desk:
                lines[self._last_desk[key]].append(key)
        return list(lines.values())

    def _parts(self, places: Iterable[str], before: Container[str], answer: str) -> dict[str, str]:
        """What changed since an answer at these people and activities: the part of each session, by its key."""
        near = [row for place in places for row in self._near[place] if row.key < answer < row.changed]
        # What changed by itself is a part of its own; what is named was kept.
        parts = {row.key: row.part for row in sorted(near, key=lambda row: row.part == row.key)}
        kept = {part for key, part in parts.items() if part != key and key in before}
        return {key: part for key, part in parts.items() if part not in kept}


def _places(row: _Change) -> set[str]:
    return {place for place in (row.person, row.activity) if place is not None}
