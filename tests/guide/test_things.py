"""The guide of things, command by command: handed out, given back at two desks, told at the close."""

from __future__ import annotations

from pathlib import Path

from tests.guide.playing import needs_shell, played


@needs_shell
def test_the_guide_does_what_it_says(tmp_path: Path) -> None:
    told = played("things.md", tmp_path)
    assert "it is with 102" in told
    assert told.count("Handed out:") == told.count("Given back:") == 3
    assert told.endswith(
        "R1 is closed.\nOne person still has something:\n  103 王芳 七(2)班  雨伞\n"
        "out.pdf: 1 row\nall.csv: 3 rows\nNo sessions yet.\n"
    )  # fmt: skip
    rows = (tmp_path / "all.csv").read_text("utf-8-sig").splitlines()
    assert [row.split(",")[:5] for row in rows[1:]] == [
        ["对讲机 7", "1", "1", "0", "102"], ["背心 12", "1", "1", "0", "101"], ["雨伞", "2", "1", "1", "103"],
    ]  # fmt: skip
