"""The guide of claims, command by command: handed in, verified or refused, and counted up to the limit."""

from __future__ import annotations

from pathlib import Path

from tests.guide.playing import needs_shell, played


@needs_shell
def test_the_guide_does_what_it_says(tmp_path: Path) -> None:
    told = played("claims.md", tmp_path)
    assert "2 claims entered: 4:30 h" in told
    assert told.count(" is verified.") == 2 and told.count(" is refused;") == 1
    assert "at most 240 min of service of their own in all: 120 min" in told
