"""At the district a team's class is one, however the registers of its desks spell it; two teams' classes never are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from checkin.rules.period import Period
from exports.district.asks.session_rows import session_rows
from exports.district.asks.views import persons_of
from exports.district.district import District
from exports.district.reports.figures import volunteer_lines
from tests.exports.district.invented import invented_district


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    """A district with the packs of three invented teams."""
    with invented_district(tmp_path / "d") as opened:
        yield opened


def test_each_class_is_shown_in_the_spelling_that_most_of_its_people_have(district: District) -> None:
    """FD has ten people in 七1班; two of them stand as 七 1 班 and 七（1）班 in its register, and all of the other teams as the latter."""
    district.db.execute("UPDATE volunteer SET class = '七1班' WHERE team = 'FD'")
    numbers = [
        n for (n,) in district.db.execute("SELECT number FROM volunteer WHERE team = 'FD' ORDER BY 1").fetchall()
    ]
    for number, spelt in zip(numbers, ("七 1 班", "七（1）班"), strict=False):
        district.db.execute("UPDATE volunteer SET class = ? WHERE team = 'FD' AND number = ?", [spelt, number])
    district.db.execute("UPDATE volunteer SET class = '七（1）班' WHERE team <> 'FD'")
    shown = {row.class_name for row in session_rows(district, team="FD")}
    assert shown == {"七1班"} == {line.class_name for line in volunteer_lines(district, Period()) if line.team == "FD"}
    assert {line.class_name for line in volunteer_lines(district, Period()) if line.team != "FD"} == {"七（1）班"}
    found, count = persons_of(district, "FD", "7(1)班")
    assert count == len(found) == len(set(numbers)) and {line.class_name for line in found} == {"七1班"}
