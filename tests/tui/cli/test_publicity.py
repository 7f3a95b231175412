"""From confirmed hours to the list on the wall, by command; an objection on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, timedelta
from pathlib import Path

import openpyxl
import pypdfium2

from checkin.rules.instants import local_time
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run


def served(desk: Run, badge: Callable[[str], str]) -> str:
    """001 served for two hours; the event that names the session."""
    memory = f"2024-03-05T09:00:00\t{badge('001')}\n2024-03-05T11:00:00\t{badge('001')}\n"
    assert desk("scan", "--activity", "A1", "-", stdin=memory).code == 0
    return str(desk("sessions", "--json").objects[0]["open_event"])


def test_the_list_in_every_form(desk: Run, badge: Callable[[str], str], tmp_path: Path) -> None:
    assert desk("policy", "set", "publicity_working_days=3", "--from", "2024-01-01T00:00").code == 0
    served(desk, badge)
    assert "Nobody" in desk("publicity", "list").out
    assert desk("publicity", "write", tmp_path / "list.pdf").code == 1
    assert desk("confirm", "--activity", "A1").code == 0
    (row,) = desk("publicity", "list", "--activity", "A1", "--json").objects
    assert (row["name"], row["number"], row["minutes"], row["badge_ends_in"]) == ("张*", None, 120, badge("001")[-4:])
    assert "张*" in desk("publicity", "list").out
    assert desk("publicity", "write", tmp_path / "list.xlsx").code == 0
    assert openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]["G2"].value == 120
    assert desk("team", "set", "leader=陈静", "phone=023-60000000").code == 0
    assert desk("publicity", "write", tmp_path / "list.pdf", "--json").objects == [
        {"file": str(tmp_path / "list.pdf"), "rows": 1}
    ]
    (page,) = pypdfium2.PdfDocument(tmp_path / "list.pdf")
    assert "陈静 023-60000000" in page.get_textpage().get_text_range()
    assert desk("policy", "set", "publicity_masks_names=false").code == 0
    (row,) = desk("publicity", "list", "--json").objects
    assert (row["name"], row["number"]) == ("张伟", "001")


def test_an_objection_holds_the_hours_back_until_it_is_settled(desk: Run, badge: Callable[[str], str]) -> None:
    event = served(desk, badge)
    noted = desk("objection", "raise", event, "--reason", "我八点到的", "--json")
    (objection,) = noted.objects
    (listed,) = desk("objection", "list", "--activity", "A1", "--json").objects
    assert (listed["event"], listed["session"], listed["volunteer"], listed["text"]) == (
        objection["event"], event, "001", "我八点到的",
    )  # fmt: skip
    assert "somebody objects" in desk("sessions").out
    refused = desk("confirm", event)
    assert refused.code == 1 and "objects" in refused.err
    assert desk("objection", "settle", objection["event"], "--reason", "核实无误").code == 0
    assert "No objection" in desk("objection", "list").out
    assert desk("confirm", event).code == 0


def test_what_is_no_session_can_not_be_objected_to(desk: Run, badge: Callable[[str], str]) -> None:
    served(desk, badge)
    for event in ("nonsense", "01900000-0000-7000-8000-000000000000"):
        answer = desk("objection", "raise", event, "--reason", "x")
        assert (answer.code, answer.out) == (1, "")
        assert event in answer.err


def test_the_list_of_activities_counts_down(
    desk: Run, badge: Callable[[str], str], data: Path, clock: StandingClock
) -> None:
    """The activity of 2024 is long over; one of this morning has ten working days."""
    served(desk, badge)
    start = local_time(clock.now_ms, UTC) - timedelta(hours=3)
    times = ("--start", f"{start:%Y-%m-%dT%H:%M}", "--end", f"{start + timedelta(minutes=90):%Y-%m-%dT%H:%M}")
    zone = ("--timezone", "UTC")
    assert desk("activity", "add", "--code", "B1", "--name", "站岗", "--place", "校门", *times, *zone).code == 0
    memory = f"{start:%Y-%m-%dT%H:%M:%S}Z\t{badge('002')}\n"
    assert desk("scan", "--activity", "B1", "-", stdin=memory).code == 0
    listed = {row["code"]: row for row in desk("activity", "list", "--json").objects}
    assert listed["A1"]["working_days_left"] is None
    assert listed["B1"]["working_days_left"] == 10 and listed["B1"]["unconfirmed"] == 1
    assert "to be entered by" in desk("activity", "list").out
