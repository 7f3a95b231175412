"""Who is missing on the clerk's first page: the card and the rows below it say the same on every day of the year."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from exports.district.asks.deadlines import deadlines
from exports.district.district import init_district
from tests.exports.district.schools import received, scan, school
from tests.portions import share
from tests.standing_clock import StandingClock
from tui.district.dashboard import dashboard_page
from tui.district.way_line import way_text


@pytest.mark.parametrize(
    ("came", "today", "value", "note", "missing"),
    share(
        [
            ("2026-09-20", "2026-10-05", "1 / 1", "1 due 03-30", ["2027-03-30"]),
            ("2026-10-05", "2026-10-05", "1 / 1", "all are here", []),  # Too late, but here: nobody has to be asked.
            ("2026-05-20", "2026-10-05", "1 / 1", "1 overdue 09-30", ["2026-09-30", "2027-03-30"]),
            ("2026-09-30", "2026-09-30", "1 / 1", "all are here", []),
        ],
        0,
        3,
    ),
)
def test_card_and_rows_agree(tmp_path: Path, came: str, today: str, value: str, note: str, missing: list[str]) -> None:
    def noon(day: str) -> datetime:
        return datetime.combine(date.fromisoformat(day), datetime.min.time().replace(hour=4), UTC)

    clock = StandingClock(noon(came))
    fd = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟")], clock.clock)
    with fd.first, init_district(tmp_path / "d", code="D", name="District", clock=clock.clock) as district:
        scan(fd.first, "FD/001", 0)
        received(district, fd.pack())
        clock.set(noon(today))
        page = dashboard_page(district)
        card, rows = page.cards[0], [row.cells[2] for row in page.rows if row.cells[0] == "teams missing"]
        assert (card.value, card.note) == (value, note)
        assert [row.split(" · ")[0].split()[-1] for row in rows] == missing
        late = date(2026, 9, 30)
        strict = {one.due: len(one.missing) for one in deadlines(district, late)}
        assert strict[late] == (0 if "2026-07" <= came <= "2026-09-30" else 1)  # The list by the day stays strict.


def test_the_way_gives_up_its_beginning() -> None:
    """The last title says where one is; one that is too long alone ends in “…”."""
    way = ["渝中区", "青山中学", "张伟"]
    assert way_text(way, 21) == "… › 青山中学 › 张伟"
    assert way_text(way, 60) == "渝中区 › 青山中学 › 张伟"
    assert way_text(way, 8) == "… › 张伟" and way_text(way, 3) == "张…" and way_text([], 9) == ""
