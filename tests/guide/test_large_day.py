"""The guide of a large day, command by command: the plan as a list, late sign-ups, the board at twenty past eight."""

from __future__ import annotations

from pathlib import Path

from tests.guide.playing import needs_shell, played


@needs_shell
def test_the_guide_does_what_it_says(tmp_path: Path) -> None:
    told = played("large-day.md", tmp_path)
    assert "104 is at another post then" in told and "1 new sign-up at the posts of 校运会." in told
    assert "校运会: 3 posts, 3 shifts, 4 sign-ups\nNothing was written." in told
    assert "校运会: 3 posts, 3 shifts, 5 sign-ups, gone: 广播站" in told
    board = told[told.rindex("post    shift") :].splitlines()
    assert [line.split()[:6] for line in board[1:4]] == [
        ["校门", "08:00–10:00", "now", "2", "2", "1/2"], ["校门", "10:00–12:00", "to", "come", "2", "2"],
        ["检录处", "08:00–12:00", "now", "1", "1", "0/1"],
    ]  # fmt: skip
    assert board[5:] == [
        "", "校门 08:00–10:00", "  × 李娜 七(1)班 102  since 08:00, 20 min",
        "", "检录处 08:00–12:00", "  × 赵敏 七(2)班 104  since 08:00, 20 min",
    ]  # fmt: skip
    assert (tmp_path / "posts.pdf").read_bytes().startswith(b"%PDF")
