"""The guide of minors, command by command: a limit that comes is told, and the muster marks who is under 14."""

from __future__ import annotations

import re
from pathlib import Path

from tests.guide.playing import needs_shell, played


@needs_shell
def test_the_guide_does_what_it_says(tmp_path: Path) -> None:
    told = played("minors.md", tmp_path)
    assert "at most 2 h 30 min at a stretch" in told, "the usual table"
    assert told.count("at most 12 min at a stretch") == 2, "the school's own, and whose limit comes"
    assert "a teacher or parent on site  nobody is there" in told
    assert re.search(r"001  张伟 .*under 14", told)
    assert "001 张伟: — → “花生过敏，急救针在班主任处”" in told and "002 李娜: “vest 12” → —" in told
    assert re.search(r"001  张伟 .*under 14  ※ note", told), "the second muster has the sign"
    assert told.count("longer than the activity\n") == 1
