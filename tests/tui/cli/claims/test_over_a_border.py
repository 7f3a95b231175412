"""Claims on both sides of 31 August and of 31 December: each counts in the year of its day, up to that year's limit."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run
from tests.tui.cli.school_year.conftest import on
from tests.tui.cli.school_year.conftest import school as school

MINUTE = timedelta(minutes=1)
ASKED = """
[[requirement]]
name = "学年"
stages = ["senior"]
hours = 8
period = "year"
[[requirement]]
name = "学段"
stages = ["senior"]
hours = 40
[[requirement]]
name = "2026"
stages = ["senior"]
hours = 20
first = 2026-01-01
last = 2026-12-31
[[requirement]]
name = "2027"
stages = ["senior"]
hours = 20
first = 2027-01-01
last = 2027-12-31
"""


CLAIMED = (("2027-01-01", 3), ("2026-12-31", 2), ("2026-09-01", 5), ("2026-08-31", 4), ("2026-08-30", 3))


@pytest.fixture
def camper(school: Run, clock: StandingClock, tmp_path: Path) -> Run:
    """006 served two hours in May; what it did on its own around both borders was handed in, the last day first, and verified.

    The policies leave 300 minutes of 2025-2026 and 480 of 2026-2027. It is February 2027, in the class of that year.
    """
    assert school("year", "close").code == 0
    on(clock, "2027-02-01T10:00")
    (tmp_path / "desk" / "requirement.toml").write_text(ASKED, "utf-8")
    (tmp_path / "photo.jpg").write_bytes(b"a photo")
    for most, first in ((300, "2025-09-01"), (480, "2026-09-01")):
        assert school("policy", "set", f"max_claimed_minutes_per_year={most}", "--from", first).code == 0
    said = ("--unit", "夏令营", "--contact", "李老师", "--evidence", tmp_path / "photo.jpg")
    whole = school("claim", "add", "006", *said, "--on", "2026-08-31", "--hours", "48")
    assert whole.code == 1 and "hand in each day by itself" in whole.err
    for day, hours in CLAIMED:
        number = school("claim", "add", "006", *said, "--on", day, "--hours", hours, "--json").objects[0]["claim"]
        assert school("claim", "verify", number, "--reason", "问过").code == 0
    return school


def test_each_day_counts_in_its_own_year(camper: Run, tmp_path: Path) -> None:
    claimed = [one["minutes"] for one in camper("sessions", "--json").objects if one["source"] == "claimed"]
    # By day: 180 + 240 of 300 are 180 + 120; then 300 + 120 + 180 of 480 are 300 + 120 + 60.
    assert claimed == [60, 120, 300, 120, 180]
    figures = {(one["year"], one["stage"]): one for one in camper("year", "figures", "--json").objects}
    assert [figures[year, "senior"]["by_source"]["claimed"] for year in ("2025-2026", "2026-2027")] == [300, 480]
    # Beside them the two hours of May, of 005 too; from September on nobody scanned.
    assert [figures[year, "senior"]["minutes"] for year in ("2025-2026", "2026-2027")] == [300 + 2 * 120, 480]
    asked = {one["requirement"]: one for one in camper("requirement", "list", "--json").objects}
    assert {name: (one["minutes"], one["by_source"]["claimed"]) for name, one in asked.items()} == {
        "学年": (480, 480),
        "学段": (120 + 780, 780),
        "2026": (120 + 720, 720),
        "2027": (60, 60),
    }
    for to, minutes in (("2026-08-31", 300), ("2026-09-01", 600), ("2026-12-31", 720), ("2027-01-01", 780)):
        rows = {one["volunteer"]: one for one in camper("explain", "--all", "--to", to, "--json").objects}
        assert (rows["006"]["claimed"], rows["006"]["minutes"]) == (minutes, 120 + minutes)


def test_the_workbook_has_the_same_sums_by_class_month_and_requirement(camper: Run, tmp_path: Path) -> None:
    assert camper("export", tmp_path / "hours.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "hours.xlsx")
    summary = {row[0]: row for row in book["Summary"].iter_rows(values_only=True)}
    lines = ("高一3班", "高二3班", "2026-08", "2026-09", "2026-12", "2027-01")
    assert [summary[line][5] // MINUTE for line in lines] == [300, 480, 300, 300, 120, 60]
    (row,) = (row for row in book["Per volunteer"].iter_rows(values_only=True) if row[1] == "006")
    assert [cell // MINUTE for cell in row[-2:]] == [780, 900]
    asked = {row[3]: row for row in book["Requirements"].iter_rows(values_only=True)}
    assert [asked[name][4] // MINUTE for name in ("学年", "学段", "2026", "2027")] == [480, 900, 840, 60]


def test_a_limit_that_changes_reaches_its_own_side_alone(camper: Run) -> None:
    told = camper("policy", "set", "max_claimed_minutes_per_year=240", "--from", "2026-09-01")
    assert "1 person, 3 sessions: 8 h → 4 h" in told.err, told.err
    claimed = [one["minutes"] for one in camper("sessions", "--json").objects if one["source"] == "claimed"]
    assert claimed == [0, 0, 240, 120, 180]
