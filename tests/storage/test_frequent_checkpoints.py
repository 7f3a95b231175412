"""Several processes on one record, each of which puts the write-ahead log back into the file after every scan.

An SQLite with the WAL-reset fault loses commits so; the engine of the project, in the journal that it chooses, loses none.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from storage.check import check_store
from storage.store import Store, open_store
from tests.portions import WHOLE, share

EACH = 150 if WHOLE else 50

SCANNER = """
import sys
from pathlib import Path
sys.modules.update({name: None for name in sys.argv[4:]})
from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from storage.disk.ids import new_id
from storage.store import open_store
with open_store(Path(sys.argv[1]), SYSTEM_CLOCK) as store:
    desk = Desk(store.ledger, sys.argv[2])
    badge = store.register.badge("FD/001")
    how = ("PASSIVE", "RESTART", "TRUNCATE")
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(int(sys.argv[3])):
        print(desk.scan(Arrival(new_id(store.now()), store.now(), badge, "FD/A1")).event, flush=True)
        store.connection.execute(f"PRAGMA wal_checkpoint({how[number % 3]})").fetchall()
"""


@pytest.mark.parametrize(
    "missing", share([(), ("sqlcipher3",)], 0, 2), ids=lambda missing: "".join(missing) or "the engine"
)
def test_no_acknowledged_scan_is_lost_however_often_the_log_is_put_back(
    store: Store, folder: Path, missing: tuple[str, ...]
) -> None:
    store.close()
    arguments = [
        [sys.executable, "-c", SCANNER, str(folder), name, str(EACH), *missing]
        for name in ("one", "two", "three")[: 3 if WHOLE else 2]
    ]
    processes = []
    for each in arguments:
        # One after the other: the first may have to change the journal, for which it must be alone.
        processes.append(subprocess.Popen(each, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        ready = processes[-1].stdout
        assert ready is not None and ready.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    answered = [event for process in processes for event in process.communicate()[0].split()]
    assert all(process.returncode == 0 for process in processes) and len(answered) == len(processes) * EACH
    assert check_store(folder) == []
    with open_store(folder, store.clock) as after:
        written = {row[0] for row in after.connection.execute("SELECT id FROM log WHERE kind = 'scan'")}
    assert set(answered) == written
