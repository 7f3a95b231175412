"""The file of the scans that could not be recorded was changed or damaged: nothing in it is dropped in silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.decide import Arrival
from storage.disk.ids import new_id
from storage.presence.unwritten_scans import keep_unwritten
from storage.store import open_store
from tests.engines import needs_encryption
from tests.portions import share
from tests.tui.cli.conftest import Run

Badge = Callable[[str], str]
PASSPHRASE = "seven lamps over the harbour"


def keep(data: Path, text: str, activity: str = "FD/A1") -> None:
    with open_store(data, SYSTEM_CLOCK) as store:
        assert keep_unwritten(store, Arrival(new_id(store.now()), store.now(), text, activity), None)


def test_check_names_the_scans_that_wait(desk: Run, badge: Badge, data: Path) -> None:
    keep(data, badge("001"))
    done = desk("check")
    assert done.code == 0 and "not_recorded.jsonl" in done.err and "(1)" in done.err
    assert desk("scan", "--activity", "A1", "-", stdin=f"{badge('002')}\n").code == 0
    assert "not_recorded.jsonl" not in desk("check").err


def test_another_teams_file_is_told_and_not_entered(desk: Run, badge: Badge, data: Path) -> None:
    """Nobody could take it out again from the scans that are held."""
    keep(data, badge("001"), "YZ/A1")
    keep(data, badge("002"), "FD/A9")
    file = data / "not_recorded.jsonl"
    done = desk("scan", "--activity", "A1", "-", stdin=f"{badge('003')}\n")
    assert "1 scan that was not recorded before" in done.err and "of another team (1)" in done.err
    assert file.read_bytes().count(b"\n") == 1 and b"YZ/A1" in file.read_bytes()
    assert desk("check").code == 1 and desk("held").out.count("\n") == 1


@pytest.mark.parametrize("line", share([b"{}", b"[1]", b"\xff\xfe", b'{"id": 3}', b"[" * 5000, b"a half lin"], 0, 2))
def test_a_line_that_nobody_can_read_stays_and_is_told(desk: Run, badge: Badge, data: Path, line: bytes) -> None:
    """The scans around it are entered; the line is there after it, as it was, until somebody deletes it."""
    file = data / "not_recorded.jsonl"
    keep(data, badge("001"))
    file.write_bytes(file.read_bytes() + line + b"\n")
    keep(data, badge("002"))
    assert line + b"\n" in file.read_bytes() and "can't be read (1)" in desk("check").err
    done = desk("scan", "--activity", "A1", "-", stdin=f"{badge('003')}\n")
    assert "2 scans that were not recorded before" in done.err and "not_recorded.jsonl" in done.err
    assert file.read_bytes() == line + b"\n"
    assert desk("check").code == 1
    file.unlink()
    assert desk("check").code == 0


@needs_encryption
def test_a_damaged_sealed_file_is_put_aside_and_told(
    desk: Run, badge: Badge, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    assert desk("protect").code == 0
    file = data / "not_recorded.jsonl"
    keep(data, badge("001"))
    damaged = file.read_bytes()[:-3] + b"abc"
    file.write_bytes(damaged)
    assert "not_recorded.jsonl" in desk("check").err
    keep(data, badge("002"))
    aside = data / "backups" / "damaged-not_recorded-1.jsonl"
    assert aside.read_bytes() == damaged and aside.stat().st_mode & 0o777 == 0o600
    done = desk("scan", "--activity", "A1", "-", stdin=f"{badge('003')}\n")
    assert "1 scan that was not recorded before" in done.err and aside.name in done.err
    assert aside.name in desk("check").err
    aside.unlink()
    assert desk("check").code == 0
