"""Totals are sums of credited minutes; scanned, corrected, ruled and added ones stay apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.durations import h_mm, hours_text
from exports.tables.export import write_export
from exports.tables.rows import SessionRow
from exports.tables.totals import Total, Totals
from tests.exports.reading_back import from_xlsx
from tests.exports.sample_rows import SAMPLE, session


def figures(total: Total) -> tuple[int, ...]:
    return (
        total.persons, total.sessions, total.to_review,
        total.scanned, total.replayed, total.corrected, total.vouched, total.ruled, total.added, total.minutes,
    )  # fmt: skip


def test_everyone() -> None:
    """0001: 150 scanned, one still open; 0002: 50 corrected; 0003: to review; 0004: 20 ruled + 60 added; B2/0007: 0;
    a badge that nobody is known to own: 30."""
    assert figures(Totals.of(SAMPLE).everyone) == (6, 7, 2, 180, 0, 50, 0, 20, 60, 310)


def test_per_volunteer_in_the_order_of_team_class_and_number() -> None:
    lines = [(p.team, p.volunteer, p.name, figures(t)) for p, t in Totals.of(SAMPLE).per_volunteer()]
    assert lines == [
        ("B2", "0007", "", (1, 1, 0, 0, 0, 0, 0, 0, 0, 0)),
        ("RH", "0001", "张伟", (1, 2, 1, 150, 0, 0, 0, 0, 0, 150)),
        ("RH", "0002", "𠮷田", (1, 1, 0, 0, 0, 50, 0, 0, 0, 50)),
        ("RH", "0004", "=1+1", (1, 1, 0, 0, 0, 0, 0, 20, 60, 80)),
        ("RH", "0003", "Ana O'Hara", (1, 1, 1, 0, 0, 0, 0, 0, 0, 0)),
        ("", "710000000000000000000069", "", (1, 1, 0, 30, 0, 0, 0, 0, 0, 30)),
    ]


def test_per_activity_counts_persons_not_sessions() -> None:
    rows = [session("1"), session("1"), session("2"), session("1", team="B2"), session("1", activity="A2")]
    lines = [(a.activity, t.persons, t.sessions) for a, t in Totals.of(rows).per_activity()]
    assert lines == [("A1", 3, 4), ("A2", 1, 1)]


def test_kinds_come_in_their_usual_order() -> None:
    rows = [session(kind=kind) for kind in ("guest", "parent", "teacher", None, "student")]
    assert [kind for kind, _total in Totals.of(rows).per_kind()] == ["student", "teacher", "parent", "", "guest"]


@pytest.mark.parametrize("status", ["open", "needs_review"])
def test_a_session_that_waits_credits_nothing(status: str) -> None:
    assert Totals.of([session(status=status, minutes=90)]).everyone.minutes == 0


def test_an_unknown_source_is_never_counted_as_something_else() -> None:
    with pytest.raises(ValueError, match="dreamt"):
        Totals.of([session(source="dreamt")])


@pytest.mark.parametrize(
    ("minutes", "shown", "words"),
    [(0, "0:00", "0 min"), (1, "0:01", "1 min"), (20, "0:20", "20 min"), (90, "1:30", "1 h 30 min"),
     (120, "2:00", "2 h"), (6001, "100:01", "100 h 1 min"), (-75, "-1:15", "−1 h 15 min")],
)  # fmt: skip
def test_hours_as_people_read_them(minutes: int, shown: str, words: str) -> None:
    assert (h_mm(minutes), hours_text(minutes)) == (shown, words)


ROWS = st.builds(
    session,
    volunteer=st.sampled_from(["1", "2", "3"]),
    team=st.sampled_from(["RH", "B2"]),
    activity=st.sampled_from(["A1", "A2"]),
    kind=st.sampled_from(["student", "teacher", "parent", None]),
    source=st.sampled_from(["scanned", "corrected", "vouched", "ruled", "added"]),
    status=st.sampled_from(["open", "closed", "needs_review", "publicity", "confirmed"]),
    minutes=st.one_of(st.none(), st.integers(0, 600)),
    flags=st.sampled_from([(), ("replayed",)]),
)


@given(st.lists(ROWS, max_size=12))
def test_every_breakdown_sums_to_the_whole_and_order_does_not_matter(rows: list[SessionRow]) -> None:
    totals, reverse = Totals.of(rows), Totals.of(rows[::-1])
    whole = figures(totals.everyone)[1:]
    for groups in (totals.per_volunteer(), totals.per_activity(), totals.per_kind()):
        assert tuple(map(sum, zip(*(figures(t)[1:] for _key, t in groups), strict=True))) == (whole if rows else ())
    assert whole[-1] == sum(row.credited for row in rows)
    assert [figures(t) for _k, t in totals.per_kind()] == [figures(t) for _k, t in reverse.per_kind()]


def test_the_sheets_of_a_workbook(tmp_path: Path) -> None:
    write_export(tmp_path / "record.xlsx", SAMPLE)
    volunteers, activities, kinds = (from_xlsx(tmp_path / "record.xlsx", sheet) for sheet in (2, 3, 4))
    numbers = ["sessions", "to review", "scanned", "corrected", "ruled", "added", "total hours"]  # of what there is
    assert volunteers[0] == ["team", "volunteer", "name", "class", "kind", *numbers]
    assert volunteers[-2] == ["", "710000000000000000000069", "unknown badge", "", "", 1, 0, 0.5, 0, 0, 0, 0.5]
    assert volunteers[-4] == ["RH", "0004", "=1+1", "初一（3）班", "parent", 1, 0, 0, 0, 20 / 60, 1, 80 / 60]
    assert volunteers[-1] == ["total", "", "", "", "", 7, 2, 3, 50 / 60, 20 / 60, 1, 310 / 60]
    assert activities == [
        ["team of the activity", "activity", "name of the activity", "persons", *numbers],
        ["RH", "A1", "清洁校园", 6, 6, 1, 3, 50 / 60, 20 / 60, 1, 310 / 60],
        ["RH", "A2", "读书", 1, 1, 1, 0, 0, 0, 0, 0],
        ["total", "", "", 6, 7, 2, 3, 50 / 60, 20 / 60, 1, 310 / 60],
    ]
    assert [row[0] for row in kinds] == ["kind", "student", "teacher", "parent", "—", "total"]
    assert kinds[3] == ["parent", 1, 1, 0, 0, 0, 20 / 60, 1, 80 / 60]
