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
    first, second = (text.split("\n2026")[0].splitlines() for text in told.split("post    shift")[-2:])
    assert "  × 李娜 七(1)班 102  since 08:00, 20 min" in first and "  × 赵敏 七(2)班 104  since 08:00, 20 min" in first
    assert "full: 2 of 1" in second[3] and "1/2" in first[1]
    assert second[5:] == [
        "", "校门 08:00–10:00",
        "  × 张伟 七(1)班 101  since 08:00, 20 min, stands at 检录处", "  × 李娜 七(1)班 102  since 08:00, 20 min",
        "", "检录处 08:00–12:00", "  × 赵敏 七(2)班 104  since 08:00, 20 min",
        "  + 张伟 七(1)班 101  without a sign-up", "  + 王芳 七(2)班 103  without a sign-up",
    ]  # fmt: skip
    assert (tmp_path / "posts.pdf").read_bytes().startswith(b"%PDF")
