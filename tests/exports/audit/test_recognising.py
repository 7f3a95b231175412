"""An answer is recognised where sessions went from its question, and stands beside a question to which earlier ones came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import pytest

from checkin.rules.events import Answer, Event
from exports.audit.plausibility.asking import with_answers
from exports.audit.plausibility.finding import Finding
from exports.audit.plausibility.laid_out import SCHOOL_TABLES
from exports.audit.plausibility.rules import FILE, read_rules, usual_table

RULES = {rule.name: rule for rule in read_rules(usual_table(), FILE)}


def _id(at: int) -> str:
    return f"01900000-0000-7000-8000-{at:012d}"


ANSWER = 50
"""Ids below were made before the answer."""


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as db:
        for table in SCHOOL_TABLES:
            db.execute(table)
        yield db


def _question(keys: Sequence[int], rule: str = "without_scans") -> Finding:
    return Finding(RULES[rule], "S1", "S1/CLUB", {}, tuple(_id(key) for key in sorted(keys)))


@pytest.mark.parametrize(
    ("answered", "now", "struck", "ruled", "late", "new"),
    [
        ((1, 2, 3, 4), (1, 2, 3, 4), {}, {}, {}, ()),
        ((1, 2, 3, 4), (1, 2, 4), {3: 60}, {}, {}, ()),
        ((1, 2, 3, 4), (2, 4), {1: 60, 3: 61}, {}, {}, ()),
        ((1, 2, 3, 4), (1, 2, 4, 70, 71), {3: 60}, {}, {}, (70, 71)),
        ((1, 2, 3, 4), (1, 2, 3, 4, 70), {70: 71}, {}, {}, (70,)),
        # One that was struck out before the answer was never named.
        ((1, 2, 4), (1, 2), {3: 20, 4: 60}, {}, {}, ()),
        # A ruling after the answer makes an earlier session one of them.
        ((1, 3, 4), (1, 2, 3, 4), {}, {2: 60}, {}, (2,)),
        ((1, 3, 4), (1, 2, 4), {3: 61}, {2: 60}, {}, (2,)),
        # The pack of another desk came after the answer, with what it had done before; of two desks, and where one was struck out too.
        ((3, 4), (1, 2, 3, 4), {}, {}, {1: 2, 2: 2}, (1, 2)),
        ((1, 3, 5), (1, 2, 3, 4, 5), {}, {}, {1: 2, 2: 2, 3: 3, 4: 3}, (2, 4)),
        ((2, 3, 4), (1, 2, 4), {3: 60}, {}, {1: 2}, (1,)),
        # Whoever knew a later one of a desk knew the earlier one.
        ((2, 3), (1, 2, 3), {}, {}, {1: 2, 2: 2}, None),
        # Another question stays open.
        ((1, 2, 3, 4), (1, 2, 5), {3: 60}, {}, {}, None),
        ((1, 2, 3, 4), (1, 2, 4), {}, {}, {}, None),
        (range(1, 40), range(1, 40, 2), dict.fromkeys(range(2, 40, 2), 60), {}, {}, ()),
    ],
)
def test_the_answer_of_a_question_that_shrank_or_grew(
    db: duckdb.DuckDBPyConnection, answered: Sequence[int], now: Sequence[int], struck: dict[int, int],
    ruled: dict[int, int], late: dict[int, int], new: tuple[int, ...] | None,
) -> None:  # fmt: skip
    """`struck` and `ruled` say by which event a session was struck out or ruled; those of others at the activity don't disturb. `late` are
    those that another desk made.
    """

    def row(key: int) -> tuple[Any, ...]:
        events = [_id(key), *([_id(ruled[key])] if key in ruled else [])]
        return (_id(key), "S1", f"{key:03d}", "S1", "CLUB", " ".join(events))

    names = "key, team, volunteer, activity_team, activity, events"
    db.executemany(f"INSERT INTO session ({names}) VALUES (?, ?, ?, ?, ?, ?)", [row(key) for key in now])
    gone = [(_id(key), _id(by), f"S1/{key:03d}", "S1/CLUB") for key, by in {**struck, 30: 80}.items()]
    made = [(_id(key), f"desk {late[key]}" if key in late else "desk") for key in now]
    db.executemany("INSERT INTO audit_event (id, desk) VALUES (?, ?)", made)
    db.executemany("INSERT INTO audit_struck VALUES (?, ?, ?, ?)", gone)
    given = Event(_id(ANSWER), 0, "S1", "desk", Answer(_question(answered).name, "without_scans"), "Chen", "a club")
    one, other = with_answers(db, [_question(now), _question(now, "one_hand")], [given])
    assert other.answer is other.earlier is None
    if new == ():
        assert (one.answer, one.new_sessions) == (given, ())
    else:
        assert one.answer is None
        said = one.earlier and (one.earlier.answer, one.earlier.new)
        assert said == (None if new is None else (given, tuple(_id(key) for key in new)))
