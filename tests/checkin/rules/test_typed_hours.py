"""Hours as people write them in a claim, a list or a return."""

from __future__ import annotations

import pytest

from checkin.rules.problems import Refused
from checkin.rules.typed_hours import parse_hours


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2", 120), ("1.5", 90), ("1:30", 90), ("1：30", 90), ("1:30:00", 90), ("2小时", 120), ("1.5 h", 90), ("1.5H", 90),
        ("3学时", 180), ("1小时30分", 90), ("1 小时 5 分钟", 65), ("1h30min", 90), ("2个半小时", 150), ("90分钟", 90),
        ("90 min", 90), ("１．５", 90), ("1。5", 90), ("1,200", 72_000), (".5", 30), ("0.025", 2), ("2000", 120_000),
    ],
)  # fmt: skip
def test_what_people_write_is_read(text: str, minutes: int) -> None:
    assert parse_hours(text, "hours") == minutes


@pytest.mark.parametrize(
    "text", ["", "-1", "viel", "1,5", "1:75", "1::30", "两小时", "2001", "2 days", "1e3", "nan", ":30"]
)
def test_anything_else_is_refused_by_name(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_hours(text, "row 4")
    assert [(one.code, one.where) for one in refused.value.problems] == [("bad_hours", "row 4")]


@pytest.mark.parametrize(("text", "minutes"), [("90", 90), ("90分钟", 90), ("1.5小时", 90), ("1小时30分", 90)])
def test_a_column_of_minutes_counts_bare_numbers_so(text: str, minutes: int) -> None:
    assert parse_hours(text, "row 4", in_minutes=True) == minutes


def test_a_clock_in_a_column_of_minutes_could_mean_seconds() -> None:
    with pytest.raises(Refused):
        parse_hours("1:30", "row 4", in_minutes=True)
