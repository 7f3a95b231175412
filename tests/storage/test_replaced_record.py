"""The record is deleted, moved or replaced under a running desk: nothing is shown green that is not kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from storage.activities.activities import edit_activity
from storage.activities.policies import set_policy
from storage.check import check_store
from storage.disk.ids import new_id
from storage.presence.held_scans import hold
from storage.roster.bringing.prepared import Wanted
from storage.roster.dropping import Others
from storage.roster.importing import import_roster
from storage.store import Store, open_store
from storage.supervision import corrections
from tests.engines import needs_wal
from tests.storage.roster.files import csv_file


def arrival(store: Store) -> Arrival:
    badge = store.register.badge("FD/001")
    assert badge is not None
    return Arrival(new_id(store.now()), store.now(), badge, "FD/A1")


def refused_scan(store: Store, scan: Arrival) -> str:
    with pytest.raises(Refused) as refused:
        Desk(store.ledger).scan(scan)
    (problem,) = refused.value.problems
    assert problem.code == "record_replaced" and not store.connection.in_transaction
    return Path(problem.where).name


def test_the_record_is_deleted_under_the_desk(store: Store) -> None:
    (store.folder.path / "desk.db").unlink()
    assert refused_scan(store, arrival(store)) == "desk.db"


def test_the_stick_is_pulled_out_and_put_in_again(store: Store, tmp_path: Path) -> None:
    """The folder is gone: refused. It is back, the same: the scan goes in once, with its own id and time."""
    scan, away = arrival(store), tmp_path / "away"
    store.folder.path.rename(away)
    assert refused_scan(store, scan) == "desk.db"
    away.rename(store.folder.path)
    assert Desk(store.ledger).scan(scan).event == scan.id
    with open_store(store.folder.path, SYSTEM_CLOCK) as other:
        assert other.ledger.find(scan.id) is not None


def test_a_sync_program_puts_its_copy_in_the_place_of_the_record(store: Store, tmp_path: Path) -> None:
    """Also where the copy has the same content to the byte."""
    record = store.folder.database
    shutil.copy(record, tmp_path / "copy.db")
    (tmp_path / "copy.db").replace(record)
    assert refused_scan(store, arrival(store)) == "desk.db"


def test_the_folder_is_a_link_that_is_switched(store: Store, tmp_path: Path) -> None:
    """SQLite goes on in the old folder; nobody would find the scan in the one that the link leads to now."""
    link, scanned = tmp_path / "link", arrival(store)
    link.symlink_to(store.folder.path)
    shutil.copytree(store.folder.path, tmp_path / "copy")
    with open_store(link, SYSTEM_CLOCK) as opened:
        link.unlink()
        link.symlink_to(tmp_path / "copy")
        assert refused_scan(opened, scanned) == "desk.db"
        link.unlink()
        link.symlink_to(store.folder.path)
        assert Desk(opened.ledger).scan(scanned).event == scanned.id


@needs_wal
@pytest.mark.parametrize("beside", ["desk.db-wal", "desk.db-shm"])
def test_somebody_clears_away_the_files_beside_the_record(store: Store, beside: str) -> None:
    """What was green before is in the record all the same: it is brought in when the loss is noticed."""
    green = Desk(store.ledger).scan(arrival(store)).event
    (store.folder.path / beside).unlink()
    assert refused_scan(store, arrival(store)) == beside
    # As a power cut would leave it: the desk never closes its file.
    left = store.folder.path.parent / "left"
    left.mkdir()
    shutil.copy(store.folder.database, left / "desk.db")
    shutil.copytree(store.folder.keys, left / "keys")
    with open_store(left, SYSTEM_CLOCK) as found:
        assert found.connection.execute("SELECT count(*) FROM log WHERE id = ?", (green,)).fetchone() == (1,)
    assert check_store(left) == []


@pytest.mark.parametrize(
    "file", ["desk.db", *(pytest.param(f"desk.db{end}", marks=needs_wal) for end in ("-wal", "-shm"))]
)
def test_a_file_of_the_record_is_deleted_in_the_middle_of_a_scan(store: Store, file: str) -> None:
    """Between the decision and the commit: what SQLite committed into a deleted file is no green. Without the file of locks a
    program that opens the record meanwhile knows nothing of this commit, and would write its own over it.
    """
    with pytest.raises(Refused) as refused, store.ledger.transaction():
        (store.folder.path / file).unlink()
    assert Path(refused.value.problems[0].where).name == file
    assert not store.connection.in_transaction


@pytest.mark.parametrize("work", ["hours", "activity", "policy", "held", "roster"])
def test_whatever_else_is_recorded_is_refused_too(store: Store, work: str, tmp_path: Path) -> None:
    """Added hours, an activity that is edited, a policy, a scan that is held, a roster."""
    store.folder.database.unlink()
    scan = arrival(store)._replace(activity="")
    works: dict[str, Callable[[], object]] = {
        "hours": lambda: corrections.add(store, "FD/001", "FD/A1", 30, Signature("li", "late")),
        "activity": lambda: edit_activity(store, "A1", {"place": "河边"}),
        "policy": lambda: set_policy(store, {"grid_minutes": 30}),
        "held": lambda: hold(store, scan, None),
        "roster": lambda: import_roster(
            store, csv_file(tmp_path / "r.csv", [["学号", "姓名"], ["009", "陈一"]]), Wanted(Others.ADD)
        ),
    }
    with pytest.raises(Refused) as refused:
        works[work]()
    assert refused.value.problems[0].code == "record_replaced"
