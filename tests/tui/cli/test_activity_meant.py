"""Which activity a command of the day means without `--activity`: one rule for all of them."""

from __future__ import annotations

from tests.tui.cli.conftest import Run

OF_THE_DAY = (
    ("left",), ("muster",), ("post", "board"), ("thing", "give", "001", "背心"),
    ("scan", "--volunteer", "001"), ("witness", "show"),
)  # fmt: skip


def added(desk: Run, code: str, day: str) -> None:
    words = ("activity", "add", "--code", code, "--name", f"活动{code}", "--place", "江边")
    assert desk(*words, "--start", f"{day}T08:00", "--end", f"{day}T18:00").code == 0


def each(desk: Run, code: int, said: str, *, alone: bool = False) -> None:
    for words in OF_THE_DAY:
        done = desk(*words)
        assert done.code == code and said in done.err and ("For " in done.err) == (code == 0 and not alone), words
        if words[0] == "thing" and code == 0:
            assert desk("thing", "back", "001", "背心").code == 0


def test_it_is_the_only_open_one_else_that_of_today_else_it_is_asked(desk: Run) -> None:
    each(desk, 0, "", alone=True)
    added(desk, "B1", "2026-05-01")
    each(desk, 1, "say of which activity: --activity with one of B1, A1")
    added(desk, "B2", "2026-03-05")
    for words in OF_THE_DAY[:2]:
        assert "For 活动B2 (B2)." in desk(*words).err
    for code in ("A1", "B1", "B2"):
        assert desk("activity", "close", code).code == 0
    each(desk, 1, "there is no open activity")
