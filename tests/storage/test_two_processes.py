"""A desk and a command on one data folder: nothing lost, nothing twice, nothing out of order."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from storage.check import check_store
from storage.store import Store, open_store

SCANNER = """
import sys
from pathlib import Path
from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from storage.disk.ids import new_id
from storage.store import open_store
with open_store(Path(sys.argv[1]), SYSTEM_CLOCK) as store:
    desk = Desk(store.ledger, sys.argv[2])
    badge = store.register.badge("FD/001")
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(int(sys.argv[3])):
        print(desk.scan(Arrival(new_id(store.now()), store.now(), badge, "FD/A1")).event, flush=True)
"""


def scanner(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", SCANNER, str(folder), name, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    return process


def start(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_two_writers_share_one_chain(store: Store, folder: Path) -> None:
    writers = [scanner(folder, name, 60) for name in ("one", "two")]
    for writer in writers:
        start(writer)
    printed = [writer.communicate()[0].split() for writer in writers]
    rows = store.connection.execute("SELECT id FROM log WHERE kind = 'scan' ORDER BY seq").fetchall()
    written = [row[0] for row in rows]
    assert sorted(written) == written and len(written) == 120
    assert set(written) == {*printed[0], *printed[1]}
    # Each process finds its own scans in the order in which it made them.
    for own in printed:
        assert [event for event in written if event in set(own)] == own
    assert check_store(folder) == []


def test_what_was_answered_survives_a_kill(store: Store, folder: Path) -> None:
    """The power fails in the middle of a queue: every scan that was answered is in the log, and the chain is whole."""
    store.close()
    process = scanner(folder, "one", 100_000)
    start(process)
    time.sleep(0.3)
    process.kill()
    answered = process.stdout.read().split("\n")[:-1] if process.stdout else []
    process.wait()
    with open_store(folder, store.clock) as after:
        written = {row[0] for row in after.connection.execute("SELECT id FROM log WHERE kind = 'scan'")}
    assert len(answered) > 10
    assert set(answered) <= written and len(written) <= len(answered) + 1
    assert check_store(folder) == []


def test_a_desk_notices_what_another_process_wrote(store: Store, folder: Path) -> None:
    from storage.activities.activities import edit_activity

    assert store.ledger.facts().activity("FD/A1").name == "清洁家园"
    assert not store.ledger.changed_elsewhere()
    with open_store(folder, store.clock) as other:
        edit_activity(other, "A1", {"name": "清洁公园"})
    assert store.ledger.changed_elsewhere()
    assert not store.ledger.changed_elsewhere()
    assert store.ledger.facts().activity("FD/A1").name == "清洁公园"
