"""Few events among thousands of scans are found without reading the scans: a list, a pack and a purge ask for one kind after the other."""

from __future__ import annotations

from functools import partial

from checkin.rules.events import Direction, Event, Kind, Scan
from storage.disk.ids import next_above
from storage.log.events import insert
from storage.purging.planning import undone_here
from storage.store import Store
from tests.counted_work import steps_of_sqlite
from tests.storage.conftest import Scanner


def _fill(store: Store, scans: int) -> None:
    seq, head, id_ = store.connection.execute("SELECT seq, hash, id FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    with store.ledger.transaction():
        for number in range(scans):
            id_, seq = next_above(id_), seq + 1
            body = Scan("FD/A1", Direction.AUTO, "keyboard", f"FD/{number}")
            head, _place = insert(store.connection, Event(id_, store.now(), "FD", store.identity.desk, body), seq, head)
        store.ledger.notice_taken()


def test_each_kind_but_scans_is_found_without_the_scans(store: Store, scan: Scanner) -> None:
    scan("001")
    kinds = [kind for kind in Kind if kind not in (Kind.SCAN, Kind.REFUSE)]
    work = [partial(store.ledger.queries.of_kind, kind) for kind in kinds]
    before = [steps_of_sqlite(store.connection, one) for one in work]
    _fill(store, 3_000)
    # Some hundreds of steps are counted with the next work, by older engines more; 3,000 scans would be over a hundred of them.
    assert all(steps_of_sqlite(store.connection, one) <= steps + 5 for one, steps in zip(work, before, strict=True))
    assert len(store.ledger.queries.of_kind(Kind.BADGE)) == 3
    assert len(store.ledger.queries.of_kind(Kind.SCAN)) == 3_001


def test_what_a_kit_brings_and_what_was_purged_are_found_without_the_scans(store: Store, scan: Scanner) -> None:
    scan("001")
    work = (store.ledger.queries.standing, partial(undone_here, store))
    before = [steps_of_sqlite(store.connection, one) for one in work]
    _fill(store, 3_000)
    # Some hundreds of steps are counted with the next work, by older engines more; 3,000 scans would be over a hundred of them.
    assert all(steps_of_sqlite(store.connection, one) <= steps + 5 for one, steps in zip(work, before, strict=True))
