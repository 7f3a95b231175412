"""While one program tries a passphrase, another one decrypts the folder or gives it another passphrase: what it said holds."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Refused
from exports.district.district import init_district, open_district
from exports.district.protection import protecting as districts
from storage.disk.protection import open_keys, protection_file
from storage.disk.protection.marks import is_protected
from storage.disk.protection.open_keys import forget_keys, unlock
from storage.disk.swapped_folder import alone, one_change
from storage.protecting import change_passphrase, protect, renew_recovery_code, unprotect
from storage.store import Store, open_store
from tests.engines import needs_encryption
from tests.standing_clock import StandingClock

pytestmark = needs_encryption
PASSPHRASE, ANOTHER = "seven lamps over the harbour", "三只灰雁飞过旧码头"


def unlock_meanwhile(folder: Path, deed: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Open a folder; while its passphrase is tried, `deed` is done there by somebody who opened it before."""
    forget_keys()
    real = open_keys.opened_by

    def slow(*arguments: object) -> bytes:
        key = real(*arguments)  # type: ignore[arg-type]
        monkeypatch.setattr(open_keys, "opened_by", real)
        unlock(folder, PASSPHRASE)
        deed(folder)
        return key

    monkeypatch.setattr(open_keys, "opened_by", slow)
    unlock(folder, PASSPHRASE)


def opens(folder: Path, secret: str) -> bool:
    forget_keys()
    try:
        unlock(folder, secret)
    except Refused:
        return False
    return True


def test_a_desk_that_was_decrypted_stays_so(
    store: Store, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = store.folder.path
    store.close()
    protect(folder, PASSPHRASE)
    unlock_meanwhile(folder, unprotect, monkeypatch)
    assert not is_protected(folder)
    open_store(folder, clock.clock).close()


def test_a_district_that_was_decrypted_stays_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with init_district(tmp_path / "town", code="YZQ", name="教委", clock=SYSTEM_CLOCK):
        pass
    districts.protect(tmp_path / "town", PASSPHRASE)
    unlock_meanwhile(tmp_path / "town", districts.unprotect, monkeypatch)
    assert not is_protected(tmp_path / "town")
    open_district(tmp_path / "town", SYSTEM_CLOCK).close()


def test_another_passphrase_and_another_code_stay(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, codes = store.folder.path, list[str]()
    store.close()
    old = protect(folder, PASSPHRASE)
    unlock_meanwhile(folder, lambda path: codes.append(renew_recovery_code(path)), monkeypatch)
    assert not opens(folder, old) and opens(folder, codes[0])
    unlock_meanwhile(folder, lambda path: change_passphrase(path, ANOTHER), monkeypatch)
    assert not opens(folder, PASSPHRASE) and opens(folder, ANOTHER) and opens(folder, codes[0])


def test_half_of_a_change_is_not_taken_back(store: Store) -> None:
    """Between the deletion of the two files a command must wait: only one program changes them at a time."""
    folder = store.folder.path
    store.close()
    protect(folder, PASSPHRASE)
    forget_keys()
    with ThreadPoolExecutor(1) as pool:
        with alone(folder):
            (folder / "protection.json").unlink()
            opened = pool.submit(unlock, folder, PASSPHRASE)
            while open_keys.is_locked(folder):
                pass
            (folder / "keys" / "protection.json").unlink()
        opened.result()
    assert not is_protected(folder)


@pytest.mark.parametrize("change", [renew_recovery_code, lambda path: change_passphrase(path, ANOTHER)])
def test_of_two_changes_at_once_neither_takes_the_other_back(
    store: Store, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object]
) -> None:
    folder, refusals, real = store.folder.path, list[str](), protection_file.wrap
    store.close()
    protect(folder, PASSPHRASE)

    def another() -> None:
        try:
            with one_change(folder):
                pass
        except Refused as refused:
            refusals.append(refused.problems[0].code)

    def wrap(*arguments: object) -> object:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(another).result()
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(protection_file, "wrap", wrap)
    change(folder)
    assert refusals == ["change_under_way"]
