"""`protect` is cut off before anybody saw the recovery code: it is said at each start, and the same command makes a new one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from exports.district.district import init_district
from exports.district.protection import protecting as districts
from storage.disk.backup_file import protection_of_backup
from storage.disk.protection.open_keys import forget_keys
from storage.disk.protection.renewing import is_untold
from storage.disk.swapped_folder import one_change
from storage.protecting import check_opens, protect, renew_recovery_code
from storage.store import open_store
from tests.engines import needs_encryption
from tests.tui.cli.conftest import Run

pytestmark = needs_encryption
PASSPHRASE = "seven lamps over the harbour"
SAID = "no recovery code opens this folder"


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)


def code_in(out: str) -> str:
    return out.split("Recovery code: ")[1].splitlines()[0]


def test_a_desk_says_so_until_the_command_is_done_again(desk: Run, data: Path) -> None:
    inside = data / "backups" / "old.hdbackup"
    assert desk("backup", inside).code == 0
    protect(data, PASSPHRASE)  # and its answer is never printed
    assert SAID in desk("sessions").err and "没有恢复码" in desk("check", "--lang", "zh").err
    assert SAID in desk("doctor").out
    sealed = protection_of_backup(inside)
    assert sealed is not None and not sealed.untold, "who restores it is not told so for ever"
    again = desk("protect")
    assert again.code == 0
    check_opens(data, code_in(again.out))
    assert SAID not in desk("sessions").err


def test_so_for_another_code(desk: Run, data: Path, tmp_path: Path) -> None:
    assert desk("protect", "--sheet", tmp_path / "sheet.pdf").code == 0
    assert not is_untold(data)
    renew_recovery_code(data)
    with ThreadPoolExecutor(1) as other:
        under_way = one_change(data)
        other.submit(under_way.__enter__).result()
        assert SAID not in desk("check").err, "the other one is about to tell it"
        other.submit(under_way.__exit__, None, None, None).result()
    assert SAID in desk("check").err
    assert desk("protect", "--new-code").code == 0
    assert SAID not in desk("check").err


def test_so_at_the_district(desk: Run, tmp_path: Path) -> None:
    town = tmp_path / "town"
    with init_district(town, code="YZQ", name="教委", clock=SYSTEM_CLOCK):
        pass
    districts.protect(town, PASSPHRASE)
    forget_keys()
    assert "hourdesk district protect makes" in desk("district", "check", "--data", town).err
    again = desk("district", "protect", "--data", town)
    assert again.code == 0 and not is_untold(town)
    check_opens(town, code_in(again.out))


def test_a_desk_that_is_protected_from_the_beginning(desk: Run, tmp_path: Path) -> None:
    made = desk("init", "--team", "X", "--name", "Y", "--protect", "--data", tmp_path / "new")
    assert made.code == 0 and not is_untold(tmp_path / "new")
    with open_store(tmp_path / "new", SYSTEM_CLOCK) as store:
        assert store.key_notes == []
