"""Nothing takes the record away below an open desk, whatever journal the engine keeps."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Refused
from storage.disk.in_use import alone_in
from storage.store import Store, open_store

OPEN_DESK = """
import sys
from pathlib import Path
sys.modules.update({name: None for name in sys.argv[2:]})
from checkin.clock import SYSTEM_CLOCK
from storage.store import open_store
with open_store(Path(sys.argv[1]), SYSTEM_CLOCK):
    print("open", flush=True)
    sys.stdin.readline()
"""


def test_two_windows_of_one_desk_and_the_first_is_closed(store: Store, folder: Path) -> None:
    second = open_store(folder, SYSTEM_CLOCK)
    store.close()
    with pytest.raises(Refused) as refused, alone_in(folder):
        pass
    assert refused.value.problems[0].code == "desk_open"
    second.close()
    with alone_in(folder):
        pass


@pytest.mark.parametrize("missing", [(), ("sqlcipher3",)], ids=["the engine", "the standard library's"])
def test_a_desk_that_was_killed_is_open_no_more(store: Store, folder: Path, missing: tuple[str, ...]) -> None:
    store.close()
    command = [sys.executable, "-c", OPEN_DESK, str(folder), *missing]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None and desk.stdout.readline() == "open\n"
        with pytest.raises(Refused), alone_in(folder):
            pass
        desk.kill()
        desk.wait()
    with alone_in(folder):
        pass


def test_a_folder_that_is_not_there_is_used_by_nobody(tmp_path: Path) -> None:
    with alone_in(tmp_path / "new"):
        pass
    assert not (tmp_path / "new").exists()
