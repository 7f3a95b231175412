"""A laptop without the wheel of sqlcipher3: the desk goes on there in the clear, and each command says what can't be."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from storage.disk.copies.copies_key import keep_copies_secret, new_identity
from storage.disk.folder import DataFolder
from tests.engines import needs_encryption
from tests.portions import in_the_soak, share
from tests.tui.cli.conftest import Run

WITHOUT_THE_WHEEL = """
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout
sys.modules["sqlcipher3"] = None
from tui.start import main
told = []
for words in json.loads(sys.stdin.read()):
    out, err, code = io.StringIO(), io.StringIO(), 0
    sys.argv = ["hourdesk", *words]
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
    told.append((code, out.getvalue(), err.getvalue()))
print(json.dumps(told))
"""
UNLIKE = {"en": "this desk is not.", "zh": "本签到台没有加密"}
CAN_NOT = {"en": "the SQLite of this laptop can't encrypt", "zh": "这台电脑的 SQLite 不能加密"}
LOCKED = {"en": "it is encrypted, and the SQLite of this laptop can't open that", "zh": "这台电脑的 SQLite 打不开"}
NONE = {"en": "The SQLite of this laptop can't encrypt: pip install --only-binary sqlcipher3", "zh": "这台电脑的 SQLite 不能加密：运行 pip install --only-binary sqlcipher3"}  # fmt: skip


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


def without_the_wheel(*commands: Sequence[str | Path]) -> list[Ended]:
    """Commands in a process that finds no sqlcipher3, with a passphrase at hand."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_THE_WHEEL],
        input=json.dumps([[*map(str, words)] for words in commands]),
        capture_output=True,
        text=True,
        env={**os.environ, "HOURDESK_PASSPHRASE": "seven lamps over the harbour"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Ended(*one) for one in json.loads(done.stdout)]


@in_the_soak
@pytest.mark.parametrize("spoken", share(CAN_NOT, 0, 2))
def test_a_desk_in_the_clear_goes_on_and_protect_refuses(desk: Run, data: Path, tmp_path: Path, spoken: str) -> None:
    there, kit, lang = Path(shutil.copytree(data, tmp_path / "there")), tmp_path / "hall.hdkit", ("--lang", spoken)
    # The kit of a protected desk carries the key of the copies.
    keep_copies_secret(DataFolder(data), new_identity()[0])
    assert desk("kit", kit).code == 0
    listed, refused, doctor, made = without_the_wheel(
        ("roster", "list", "--json", "--data", there, *lang),
        ("protect", "--data", there, *lang),
        ("doctor", "--data", there, *lang),
        ("init", "--kit", kit, "--data", tmp_path / "hall", *lang),
    )
    assert "张伟" in {json.loads(line)["name"] for line in listed.out.splitlines()}
    assert refused.code == 1 and CAN_NOT[spoken] in refused.err and not (there / "protection.json").exists()
    assert "sqlite3 (SQLite 3." in doctor.out and NONE[spoken] in doctor.out
    assert made.code == 0 and UNLIKE[spoken] in made.err and NONE[spoken] in made.err
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
    tried = (("roster", "list"), ("check",), ("protect",), ("unprotect",), ("doctor",))
    ended = without_the_wheel(*((*words, "--data", data, "--lang", spoken) for words in tried))
    for words, done in zip(tried, ended, strict=True):
        # `doctor` finds and tells; what it finds is no failure of its own.
        assert done.code == (0 if words == ("doctor",) else 1), words
        said = (CAN_NOT if words == ("protect",) else LOCKED)[spoken]
        assert said in done.out + done.err and "damaged" not in done.out + done.err, words
        assert "Traceback" not in done.err, words
