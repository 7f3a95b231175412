"""`district unprotect` is cut off, and somebody runs a desk's commands in that folder: nothing is deleted, and the district goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from checkin.clock import SYSTEM_CLOCK
from exports.district.district import init_district, open_district
from exports.district.protection.protecting import is_district_protected, needs_passphrase, protect, unprotect
from storage.disk.folder import DataFolder
from storage.disk.protection import wrapping
from storage.disk.protection.open_keys import forget_keys, unlock
from storage.disk.whose.own_names import REKEYED
from tests.engines import needs_encryption
from tests.portions import in_the_soak, steps
from tests.storage.killed import kills
from tests.tui.cli.test_wrong_folder import kept
from tui.cli.main import hourdesk

pytestmark = needs_encryption
PASSPHRASE = "seven lamps over the harbour"
OF_A_DESK = (("check",), ("sessions",), ("init", "--team", "FD", "--name", "X"), ("unprotect",))


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A district that is protected."""
    monkeypatch.setattr(wrapping, "COST", 2**4)
    forget_keys()
    with init_district(tmp_path / "town", code="YZQ", name="教委", clock=SYSTEM_CLOCK):
        pass
    protect(tmp_path / "town", PASSPHRASE)
    return tmp_path / "town"


def run_a_desks_commands(folder: Path) -> None:
    """Each refuses, and every file stays what it is."""
    before = kept(folder)
    for words in OF_A_DESK:
        done = CliRunner().invoke(hourdesk, ["--data", str(folder), *words], catch_exceptions=False)
        assert done.exit_code == 1, (words, done.output)
        assert kept(folder) == before, words


@in_the_soak
def test_a_desks_commands_after_an_interrupted_unprotect(town: Path) -> None:
    was_there = set()

    def deed() -> None:
        unlock(town, PASSPHRASE)
        unprotect(town)

    for _step in kills(deed, every=steps(19, 9)):
        is_ready = (town / REKEYED).is_dir()
        if is_ready not in was_there:
            run_a_desks_commands(town)
        was_there.add(is_ready)
        forget_keys()
        if needs_passphrase(town):
            unlock(town, PASSPHRASE)
        with open_district(town, SYSTEM_CLOCK) as district:
            assert district.identity.code == "YZQ"
            district.signing_key()
        if not is_district_protected(town):
            protect(town, PASSPHRASE)
    assert was_there == {False, True}


def test_a_change_of_an_older_version_that_was_cut_off(town: Path) -> None:
    """It had the name that a desk's change has."""
    converted = DataFolder(town).converted
    converted.mkdir()
    (converted / ".gone.json").write_text(json.dumps(["keys/district.pem", "protection.json"]), "utf-8")
    run_a_desks_commands(town)
