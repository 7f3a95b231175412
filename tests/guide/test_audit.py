"""The guide of the audit, command by command: a stack of badges is asked about, answered, and known to the district."""

from __future__ import annotations

from pathlib import Path

from tests.guide.playing import needs_shell, played


@needs_shell
def test_the_guide_does_what_it_says(tmp_path: Path) -> None:
    told = played("audit.md", tmp_path)
    assert told.count("Activity R1: 2 times many badges within seconds") == 4
    assert told.count("one bus brought the class; a teacher held the badges (Li)") == 2
    assert "3 sessions are drawn: sample.csv" in told
    assert "Sample 2026-autumn: 1 session checked, of 0 everything holds." in told
    assert told.count("Kept: this desk has seen the record of ") == 1
    assert told.count("nobody knows what was done (Inspector)") == 1
