"""Shifts that an activity leaves behind: told where its times change, on the board, and by `check`."""

from __future__ import annotations

from tests.tui.cli.conftest import Run
from tests.tui.cli.posts.conftest import Bring


def test_a_shift_that_new_times_leave_behind_is_told_before_and_after(day: Run, bring: Bring) -> None:
    bring()
    done = day("activity", "edit", "A1", "--start", "10:00")
    said = [line for line in done.err.splitlines() if "reaches beyond" in line]
    assert [line.split(" lay within")[0] for line in said] == [
        "The shift 08:00–10:00 of 校门",
    ], "the shift as long as the activity goes along, the one at 10:00 lies within"
    assert "lay within 08:00–12:00, and now reaches beyond 10:00–12:00" in said[0]
    rows = [row for row in day("post", "board", "--json").objects if row["post"] == "校门"]
    assert [(row["start"][11:16], row["outside"]) for row in rows] == [("08:00", True), ("10:00", False)]
    assert "outside the activity" in day("post", "board").out
    checked = day("check")
    assert checked.code == 0 and "校门 08:00–10:00 lies outside the activity (10:00–12:00)" in checked.err
    # What lies outside already is not said again, and a shift for setting up is told where it is made.
    assert "reaches beyond" not in day("activity", "edit", "A1", "--end", "12:30").err
    assert "lies outside the activity" in day("post", "add", "收尾", "--shift", "13:00-14:00").err
    # What reaches beyond it in a part is told in the same places.
    assert day("activity", "edit", "A1", "--start", "09:00").code == 0
    rows = [row for row in day("post", "board", "--json").objects if row["start"] and row["start"][11:16] == "08:00"]
    assert {(row["outside"], row["partly_outside"]) for row in rows} == {(False, True)}
    assert "partly outside the activity" in day("post", "board").out
    assert "校门 08:00–10:00 reaches beyond the activity (09:00–12:30)" in day("check").err
