"""What lists say of the team's other desks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from checkin.rules.activities import Activity, zone
from checkin.rules.instants import instant
from checkin.texts import use_language
from exports.included_desks import desks_line
from exports.tables.export import write_export
from storage.log.desks import IncludedDesk
from tests.exports.sample_rows import SAMPLE

HERE = zone("Asia/Shanghai")


def at(clock: str, day: int = 5) -> int:
    """An instant of March 2026."""
    return instant(datetime.fromisoformat(f"2026-03-{day:02d}T{clock}").replace(tzinfo=HERE))


ACTIVITY = Activity("FD/A1", "清洁家园", "公园", at("08:00"), at("12:00"))
OWN = IncludedDesk("a1", "1", True, None)


def other(name: str, as_of: int | None) -> IncludedDesk:
    return IncludedDesk(name, name, False, as_of)


@pytest.mark.parametrize(
    ("desks", "said", "complete"),
    [
        ([other("2", at("08:12"))], "with desk 2 (until 08:12)", True),
        ([other("2", None)], "desk 2: not taken in, this list is incomplete", False),
        ([other("2", at("07:59"))], "desk 2: not taken in, this list is incomplete", False),
        ([other("West gate", at("16:30", 6))], "with West gate (until 03-06 16:30)", True),
        (
            [other("2", None), other("3", at("08:12")), other("4", at("17:00", 4))],
            "desk 2, desk 4: not taken in, this list is incomplete · with desk 3 (until 08:12)",
            False,
        ),
        ([other("2", at("09:30")), other("2", at("08:12"))], "with desk 2 (until 08:12)", True),
        ([other("2", at("09:30")), other("2", None)], "desk 2: not taken in, this list is incomplete", False),
    ],
)
def test_each_other_desk_is_in_the_list_or_missing(desks: list[IncludedDesk], said: str, complete: bool) -> None:
    line = desks_line([OWN, *desks], HERE, ACTIVITY)
    assert line is not None and (line.text, line.complete) == (said, complete)


def test_a_team_with_one_desk_says_nothing_of_desks() -> None:
    assert desks_line([OWN], HERE, ACTIVITY) is None


def test_the_whole_record_says_the_day_too() -> None:
    """Of no activity in particular, a desk that was taken once is in it."""
    line = desks_line([OWN, other("2", at("08:12"))], HERE)
    assert line is not None and (line.text, line.complete) == ("with desk 2 (until 03-05 08:12)", True)


def test_a_workbook_says_it_below_its_totals_and_a_name_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    line = desks_line([OWN, other("=1+1", None)], HERE, ACTIVITY)
    assert line is not None
    write_export(tmp_path / "hours.xlsx", SAMPLE, line.text)
    for sheet in openpyxl.load_workbook(tmp_path / "hours.xlsx").worksheets[2:]:
        last = sheet.cell(sheet.max_row, 1)
        assert last.data_type == "s" and last.value == "=1+1: not taken in, this list is incomplete"
        assert "total" in [cell.value for cell in sheet[sheet.max_row - 2]]
    write_export(tmp_path / "alone.xlsx", SAMPLE)
    assert openpyxl.load_workbook(tmp_path / "alone.xlsx").worksheets[2].cell(1, 1).value == "team"


def test_chinese_is_said_as_a_school_says_it() -> None:
    use_language("zh")
    line = desks_line([OWN, other("2", at("08:12")), other("3", None)], HERE, ACTIVITY)
    assert line is not None and line.text == "3号台未并入，名单不完整 · 含2号台（至 08:12）"
