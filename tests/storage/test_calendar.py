"""The holiday table is data: everything wrong in it is named, and nothing is counted by half a table."""

from __future__ import annotations

from datetime import date

import pytest

from checkin.rules.problems import Refused
from checkin.rules.working_days import Calendar
from storage.standard.calendar import HOLIDAYS, read_calendar
from storage.store import Store


def test_without_a_table_only_weekends_are_free(store: Store) -> None:
    assert read_calendar(store.folder) == Calendar()


def test_dates_in_quotes_and_without_and_as_windows_writes_them(store: Store) -> None:
    text = '\ufeffholidays = ["2026-10-01", 2026-10-02]\r\nworkdays = [2026-10-10T00:00:00]\r\n'
    (store.folder.path / HOLIDAYS).write_bytes(text.encode())
    assert read_calendar(store.folder) == Calendar(
        frozenset({date(2026, 10, 1), date(2026, 10, 2)}), frozenset({date(2026, 10, 10)})
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('holidays = ["2026-02-30", "国庆"]', ["holidays 2026-02-30", "holidays 国庆"]),
        ("holiday = [2026-10-01]", ["holiday "]),
        ("holidays = [2026-10-01]\nworkdays = [2026-10-01]", [" "]),
        ("holidays = 3", ["holidays "]),
        ("holidays = [", [" "]),
    ],
)
def test_every_fault_is_named(store: Store, text: str, named: list[str]) -> None:
    (store.folder.path / HOLIDAYS).write_text(text, "utf-8")
    with pytest.raises(Refused) as refused:
        read_calendar(store.folder)
    problems = refused.value.problems
    assert {p.code for p in problems} == {"bad_holidays"}
    where = str(store.folder.path / HOLIDAYS)
    assert [f"{p.where.removeprefix(where).strip()} {p.values.get('text', '')}" for p in problems] == named
