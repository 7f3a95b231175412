"""A restore that was ended by force, as the person at the laptop meets it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from storage.backup import restore
from tests.portions import in_the_soak
from tests.standing_clock import StandingClock
from tests.storage.killed import kills
from tests.tui.cli.conftest import Run


def test_every_command_says_restore_until_it_came_through(
    desk: Run, data: Path, tmp_path: Path, clock: StandingClock
) -> None:
    """Also `init` and a kit; after one restore more all is there."""
    assert desk("backup", tmp_path / "stick.db").code == 0
    data.rename(tmp_path / "lost")
    next(
        step
        for step in kills(partial(restore, tmp_path / "stick.db", data, clock.clock))
        if (data / ".restoring" / "desk.db").exists()
    )
    for command in (("sessions",), ("check",), ("init", "--team", "FD", "--name", "x"), ("roster", "list")):
        answer = desk(*command)
        assert answer.code == 1 and "hourdesk restore" in answer.err and "hourdesk init" not in answer.err, command
    assert desk("restore", tmp_path / "stick.db").code == 0
    assert len(desk("roster", "list", "--json").objects) == 4 and desk("check").code == 0


@in_the_soak
def test_a_restore_that_was_ready_is_finished_by_the_next_command(
    desk: Run, data: Path, tmp_path: Path, clock: StandingClock
) -> None:
    assert desk("backup", tmp_path / "stick.db").code == 0
    data.rename(tmp_path / "lost")
    next(
        step
        for step in kills(partial(restore, tmp_path / "stick.db", data, clock.clock))
        if (data / ".restored" / "desk.db").exists()
    )
    assert not (data / "desk.db").exists()
    assert desk("init", "--team", "FD", "--name", "x").code == 1
    assert len(desk("roster", "list", "--json").objects) == 4
    assert desk("check").code == 0 and (data / "desk.db").exists() and not (data / ".restored").exists()
