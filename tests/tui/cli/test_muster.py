"""Who is on site, by class, and which desks that includes."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from tests.exports.district.schools import DAY, HOUR, scan, school
from tests.standing_clock import StandingClock
from tui.cli.base.desk_choice import DeskChoice
from tui.cli.main import hourdesk


def test_who_came_and_did_not_leave(tmp_path: Path) -> None:
    clock = StandingClock(DAY + HOUR).clock
    made = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟"), ("002", "李娜")], clock)
    with made.another_desk("2号台") as second, made.first:
        scan(made.first, "FD/001", 0)
        scan(made.first, "FD/002", 5)
        scan(made.first, "FD/002", 50)
        scan(second, "FD/002", 55)
        made.pack(second, "two")

    def run(*words: str) -> Result:
        given = ["--data", str(tmp_path / "fd" / "first"), "--lang", "en", *words]
        return CliRunner().invoke(hourdesk, given, obj=DeskChoice(clock=clock), catch_exceptions=False)

    alone = run("muster", "--activity", "A1", "--json").stdout
    assert alone.count('"volunteer"') == 1 and '"001"' in alone
    assert run("take", str(tmp_path / "fd" / "two.hdpack")).exit_code == 0
    both = run("muster", "--activity", "A1")
    assert "2 persons on site" in both.stdout and "张伟  16:00" in both.stdout
    assert "2号台" in both.stderr
