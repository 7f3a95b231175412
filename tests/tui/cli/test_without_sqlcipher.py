"""A laptop without the wheel of sqlcipher3: the desk goes on there in the clear, and each command says what can't be."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from storage.disk.copies.copies_key import keep_copies_secret, new_identity
from storage.disk.folder import DataFolder
from tests.engines import needs_encryption
from tests.portions import share
from tests.tui.cli.conftest import Run

WITHOUT_THE_WHEEL = "import sys; sys.modules['sqlcipher3'] = None; from tui.start import main; sys.exit(main())"
UNLIKE = {"en": "this desk is not.", "zh": "本签到台没有加密"}
CAN_NOT = {"en": "the SQLite of this laptop can't encrypt", "zh": "这台电脑的 SQLite 不能加密"}
LOCKED = {"en": "it is encrypted, and the SQLite of this laptop can't open that", "zh": "这台电脑的 SQLite 打不开"}
NONE = {"en": "The SQLite of this laptop can't encrypt: pip install --only-binary sqlcipher3", "zh": "这台电脑的 SQLite 不能加密：运行 pip install --only-binary sqlcipher3"}  # fmt: skip


def without_the_wheel(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """A command in a process that finds no sqlcipher3, with a passphrase at hand."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_THE_WHEEL, *map(str, words)],
        capture_output=True,
        text=True,
        env={**os.environ, "HOURDESK_PASSPHRASE": "seven lamps over the harbour"},
        check=False,
    )


@pytest.mark.parametrize("spoken", share(CAN_NOT, 0, 2))
def test_a_desk_in_the_clear_goes_on_and_protect_refuses(desk: Run, data: Path, tmp_path: Path, spoken: str) -> None:
    there = Path(shutil.copytree(data, tmp_path / "there"))
    here = ("--data", there, "--lang", spoken)
    listed = without_the_wheel("roster", "list", "--json", *here)
    assert "张伟" in {json.loads(line)["name"] for line in listed.stdout.splitlines()}
    refused = without_the_wheel("protect", *here)
    assert refused.returncode == 1 and CAN_NOT[spoken] in refused.stderr and not (there / "protection.json").exists()
    doctor = without_the_wheel("doctor", *here)
    assert "sqlite3 (SQLite 3." in doctor.stdout and NONE[spoken] in doctor.stdout
    # The kit of a protected desk carries the key of the copies.
    keep_copies_secret(DataFolder(data), new_identity()[0])
    kit = tmp_path / "hall.hdkit"
    assert desk("kit", kit).code == 0
    made = without_the_wheel("init", "--kit", kit, "--data", tmp_path / "hall", "--lang", spoken)
    assert made.returncode == 0 and UNLIKE[spoken] in made.stderr and NONE[spoken] in made.stderr
    assert desk("init", "--kit", kit, "--data", tmp_path / "gate").err.endswith(
        "hourdesk protect encrypts the data folder\n"
    )


@needs_encryption
@pytest.mark.parametrize("spoken", share(CAN_NOT, 1, 2))
def test_a_protected_folder_that_is_carried_there_is_not_called_damaged(
    desk: Run, data: Path, monkeypatch: pytest.MonkeyPatch, spoken: str
) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "seven lamps over the harbour")
    assert desk("protect").code == 0
    for words in (("roster", "list"), ("check",), ("protect",), ("unprotect",), ("doctor",)):
        done = without_the_wheel(*words, "--data", data, "--lang", spoken)
        # `doctor` finds and tells; what it finds is no failure of its own.
        assert done.returncode == (0 if words == ("doctor",) else 1), words
        said = (CAN_NOT if words == ("protect",) else LOCKED)[spoken]
        assert said in done.stdout + done.stderr and "damaged" not in done.stdout + done.stderr, words
        assert "Traceback" not in done.stderr, words
