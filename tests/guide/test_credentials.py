"""The guide of credentials, command by command: a school, its district, another school and a university."""

from __future__ import annotations

from pathlib import Path

from tests.guide.playing import needs_shell, played


@needs_shell
def test_the_guide_does_what_it_says(tmp_path: Path) -> None:
    """90 minutes of 张伟 stay in force everywhere; those of 李娜 are revoked for everybody once the next kit is there."""
    told = played("credentials.md", tmp_path)
    assert told.count("Not revoked as of the list of") == 5
    assert told.count("In force by this team’s own record.") == 1
    assert told.count("the code on the paper is that of the credential") == 1
    assert told.count("1 h 30 min (90 minutes)") == 5
    assert told.count("NOT KNOWN: nothing here says") == 1
    assert "in force → revoked" in told and told.count("genuine, but revoked") == 1
