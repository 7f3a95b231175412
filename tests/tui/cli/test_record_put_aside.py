"""A restore was a mistake: the record that it put aside is restored by the same command, protected or not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from storage.disk.protection.open_keys import forget_keys
from tests.engines import needs_encryption
from tests.portions import share
from tests.tui.cli.conftest import Run

OLD, NEW = "seven lamps over the harbour", "三只灰雁飞过旧码头"


def _restored_by_mistake(desk: Run, data: Path, tmp_path: Path) -> Path:
    assert desk("backup", tmp_path / "b.db").code == 0
    assert desk("add", "--volunteer", "001", "--activity", "A1", "--minutes", "30", "--reason", "帮忙布置").code == 0
    done = desk("restore", tmp_path / "b.db")
    assert done.code == 0, done.err
    assert desk("sessions", "--json").objects == []
    return data / "backups" / "replaced-1.db"


def _minutes(run: Run) -> list[int]:
    return [row["minutes"] for row in run("sessions", "--json").objects]


def test_a_plain_record_put_aside_comes_back(desk: Run, data: Path, tmp_path: Path) -> None:
    aside = _restored_by_mistake(desk, data, tmp_path)
    done = desk("restore", aside)
    assert done.code == 0, done.err
    assert _minutes(desk) == [30] and desk("check").code == 0


def test_one_without_its_folder_is_answered_in_a_sentence(desk: Run, data: Path, tmp_path: Path) -> None:
    aside = _restored_by_mistake(desk, data, tmp_path)
    away = shutil.copy(aside, tmp_path / "replaced-1.db")
    told = desk("restore", away, "--data", tmp_path / "new")
    assert told.code == 1 and "the keys of this record are not beside it" in told.err
    assert not (tmp_path / "new" / "desk.db").exists()


@needs_encryption
@pytest.mark.parametrize(
    "changed", share([False, True], 0, 2), ids=share(["the same passphrase", "another passphrase since"], 0, 2)
)
def test_a_protected_one_comes_back_with_the_passphrase_of_that_time(
    desk: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: bool
) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", OLD)
    assert desk("protect").code == 0
    aside = _restored_by_mistake(desk, data, tmp_path)
    assert aside.read_bytes().startswith(b"hourdesk-protected-database 1\n")
    if changed:
        monkeypatch.setenv("HOURDESK_NEW_PASSPHRASE", NEW)
        assert desk("protect", "--change-passphrase").code == 0
        monkeypatch.setenv("HOURDESK_PASSPHRASE", NEW)
    forget_keys()
    done = desk("restore", aside)
    assert done.code == 0, done.err
    assert _minutes(desk) == [30] and desk("check").code == 0


@needs_encryption
def test_one_that_an_older_version_left_without_its_key_opens_in_its_folder_only(
    desk: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", OLD)
    assert desk("protect").code == 0
    aside = _restored_by_mistake(desk, data, tmp_path)
    sealed = aside.read_bytes()
    aside.write_bytes(sealed[sealed.index(b"\n", sealed.index(b"\n") + 1) + 1 :])
    away = shutil.copy(aside, tmp_path / "replaced-1.db")
    told = desk("restore", away)
    assert told.code == 1 and "opens only there" in told.err
    done = desk("restore", aside)
    assert done.code == 0, done.err
    assert _minutes(desk) == [30]


@needs_encryption
def test_one_of_before_unprotect_still_opens_with_its_passphrase(
    desk: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", OLD)
    assert desk("protect").code == 0
    aside = _restored_by_mistake(desk, data, tmp_path)
    assert desk("unprotect").code == 0
    forget_keys()
    done = desk("restore", aside)
    assert done.code == 0, done.err
    assert _minutes(desk) == [30]
