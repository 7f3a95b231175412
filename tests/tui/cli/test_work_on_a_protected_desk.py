"""What a school does in a year, on a protected desk: all of it goes, and nothing of it lies in the folder in the clear."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.engines import needs_encryption
from tests.standing_clock import StandingClock
from tests.storage.telltales import telling_files
from tests.tui.cli.conftest import Run
from tests.tui.cli.test_purge import WHY, later, school, sessions

pytestmark = needs_encryption

__all__ = ["school"]
SECRETS = ("欧阳晓晓", "李娜", "王小明", "2013-09-17", "周桂兰", "KAHAO-778899", "扫了落叶")


@pytest.fixture(autouse=True)
def _passphrase_at_hand(_plain_environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "seven lamps over the harbour")


@pytest.fixture
def protected(school: Run) -> Run:
    assert school("protect").code == 0
    return school


def test_a_purge_goes_as_elsewhere(protected: Run, data: Path, clock: StandingClock) -> None:
    later(clock, 2027)
    before = sessions(protected)
    done = protected("purge", *WHY)
    assert done.code == 0, done.err
    assert "birth date" in done.out
    assert sessions(protected) == before
    (statement,) = (data / "purged").iterdir()
    # It is made to be handed on, names people by number, and says whose team it is.
    assert telling_files(data, SECRETS) == {str(statement.relative_to(data)): ["复旦中学"]}
    assert "not encrypted" not in protected("check").err


def test_a_record_that_lost_events_is_told_and_the_desk_goes_on(protected: Run, data: Path) -> None:
    record = data / "desk.db"
    assert protected("check").code == 0
    old = record.read_bytes()
    badge = next(one["badge"] for one in protected("roster", "list", "--json").objects if one["number"] == "003")
    assert protected("scan", "--activity", "A1", "-", stdin=badge).code == 0
    record.write_bytes(old)
    done = protected("sessions", "--json")
    assert done.code == 0 and "Bring it back with hourdesk take" in done.err
    kept = list((data / "backups").glob("damaged-*"))
    assert kept
    assert telling_files(data, [*SECRETS, badge]) == {}
    assert "are not encrypted" not in protected("check").err


def test_notes_scans_that_wait_and_everyday_commands_leave_nothing(
    protected: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither in the folder nor where the system puts files for a moment."""
    (for_a_moment := tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(for_a_moment))
    badge = next(one["badge"] for one in protected("roster", "list", "--json").objects if one["number"] == "003")
    for command in (
        ("add", "--volunteer", "003", "--activity", "A1", "--minutes", "30", "--reason", "帮忙布置"),
        ("export", tmp_path / "hours.xlsx"), ("export", tmp_path / "desk.hdpack"), ("badges", tmp_path / "badges.pdf"),
        ("post", "add", "周桂兰岗", "--activity", "A1", "--needed", "2"), ("activity", "export", tmp_path / "plan.ics"),
        ("objection", "raise", protected("sessions", "--json").objects[0]["open_event"], "--reason", "帮忙布置"), ("note", "set", "003", "帮忙布置"),
        ("thing", "give", "003", "帮忙布置", "--activity", "A1"), ("export", tmp_path / "page.html"), ("audit", "list"),
        ("paper", "sheet", tmp_path / "sheet.pdf", "--activity", "A1"), ("diary", "add", "003", "帮忙布置"),
        ("pin", "set"), ("backup", data / "backups" / "friday.db"), ("badges", "reissue", "003"), ("doctor",), ("check",),
    ):  # fmt: skip
        done = protected(*command)
        assert done.code == (2 if command[0] == "pin" else 0), (command, done.err)
    for place in (data, for_a_moment):
        assert telling_files(place, [*SECRETS, badge, "帮忙布置", "周桂兰岗"]) == {}
