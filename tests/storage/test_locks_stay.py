"""A desk keeps its lock on the record, whatever else is done in its process: else another program clears files away below it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from storage.check import check_store
from storage.disk.ids import new_id
from storage.store import Store, has_desk, open_store
from tests.engines import needs_wal

OTHER = """
import sys
from pathlib import Path
from checkin.clock import SYSTEM_CLOCK
from storage.store import open_store
open_store(Path(sys.argv[1]), SYSTEM_CLOCK).close()
"""


def another_program_opens_and_closes(folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", OTHER, str(folder)], check=True, env=os.environ | {"PYTHONPATH": str(Path.cwd())}
    )


WORKS: dict[str, Callable[[Path], object]] = {
    "asks whether a desk is there": has_desk,
    "is checked": check_store,
}


@needs_wal
@pytest.mark.parametrize("work", WORKS)
def test_another_program_that_ends_leaves_the_open_desk_its_files(store: Store, work: str) -> None:
    WORKS[work](store.folder.path)
    another_program_opens_and_closes(store.folder.path)
    badge = store.register.badge("FD/001")
    assert badge is not None
    Desk(store.ledger).scan(Arrival(new_id(store.now()), store.now(), badge, "FD/A1"))
    with open_store(store.folder.path, SYSTEM_CLOCK) as other:
        assert other.connection.execute("SELECT count(*) FROM log WHERE kind = 'scan'").fetchone() == (1,)
