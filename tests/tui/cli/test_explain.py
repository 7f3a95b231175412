"""`hourdesk explain`: each minute from its scans, with corrections by name and reason, and the sheet for parents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from tests.tui.cli.conftest import Run

Badge = Callable[[str], str]


@pytest.fixture
def served(desk: Run, badge: Badge) -> str:
    """001 came at 8:40 and left at 11:10 under a grid of 30 from the planned start; the check-out was amended to 11:35."""
    assert desk("policy", "set", "grid_minutes=30", "clamp_start=true", "--from", "2024-01-01T00:00").code == 0
    lines = f"2024-03-05T08:40:00\t{badge('001')}\n2024-03-05T11:10:00\t{badge('001')}\n"
    lines += f"2024-03-05T09:00:00\t{badge('002')}\n"
    assert desk("scan", "--activity", "A1", "-", stdin=lines).code == 0
    row = next(row for row in desk("sessions", "--json").objects if row["volunteer"] == "001")
    amend = ("amend", row["close_event"], "--at", "2024-03-05T11:35", "--reason", "排队晚扫", "--operator", "陈静")
    assert desk(*amend).code == 0
    added = ("add", "--volunteer", "001", "--activity", "A1", "--minutes", "20", "--reason", "准备材料")
    assert desk(*added).code == 0
    return str(row["open_event"])


def test_every_step_and_every_hand(desk: Run, served: str) -> None:
    accounts = {row["source"]: row for row in desk("explain", "001", "--json").objects}
    session = accounts["corrected"]
    assert [(s["step"], s["seconds"], s["minutes"]) for s in session["steps"]] == [
        ("raw", 10500, 0), ("clamp", 9300, 0), ("grid", 9300, 150),
    ]  # fmt: skip
    assert (session["minutes"], session["policy"], session["session"]) == (150, 2, served)
    told = [(e["kind"], e["operator"], e["reason"]) for e in session["events"]]
    assert told.count(("amend", "陈静", "排队晚扫")) == 1 and [kind for kind, *_ in told].count("scan") == 2
    assert accounts["added"]["minutes"] == 20
    text = desk("explain", "001").out
    assert all(
        word in text
        for word in ("陈静", "排队晚扫", "2:55:00", "2:35:00", "150", "policy version 2", "Together: 170 minutes")
    )


def test_one_activity_and_some_days(desk: Run, served: str) -> None:
    assert len(desk("explain", "001", "--activity", "A1", "--json").objects) == 2
    assert desk("explain", "001", "--from", "2024-03-06", "--json").objects == []
    assert "No sessions." in desk("explain", "001", "--to", "2024-03-04").out
    assert desk("explain", "001", "--from", "2024-03-06", "--to", "2024-03-01").code == 1


def test_whoever_is_unknown(desk: Run, served: str, badge: Badge) -> None:
    assert desk("explain", "999").code == 1
    assert len(desk("explain", badge("001"), "--json").objects) == 2, "a badge names its owner"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sheet_for_parents_is_one_page_and_names_nobody_else(
    desk: Run, served: str, tmp_path: Path, language: str
) -> None:
    assert desk("team", "set", "contact=教导处 023-60000000").code == 0
    assert desk("explain", "001", "--pdf", tmp_path / "sheet.pdf", "--lang", language).code == 0
    (page,) = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")
    text = page.get_textpage().get_text_range()
    assert all(word in text for word in ("张伟", "清洁家园", "170", "150", "20", "教导处"))
    assert "李娜" not in text and "陈静" not in text
    assert ("个人时长说明单" in text) == (language == "zh")


def test_the_totals_of_everybody(desk: Run, served: str) -> None:
    """What stands in the list is what the sessions' rows sum to, source by source."""
    rows = desk("sessions", "--json").objects
    for told in desk("explain", "--all", "--json").objects:
        for source in ("scanned", "corrected", "vouched", "ruled", "added"):
            mine = [r["minutes"] for r in rows if r["volunteer"] == told["volunteer"] and r["source"] == source]
            assert told[source] == sum(mine)
        assert told["minutes"] == sum(told[s] for s in ("scanned", "corrected", "vouched", "ruled", "added"))
    assert {told["volunteer"]: told["minutes"] for told in desk("explain", "--all", "--json").objects} == {
        "001": 170, "002": 0,
    }  # fmt: skip
    assert "张伟" in desk("explain", "--all").out
    assert desk("explain", "--all", "--from", "2024-03-06", "--json").objects == []
    assert desk("explain").code == desk("explain", "001", "--all").code == 2
