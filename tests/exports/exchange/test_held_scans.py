"""Held scans are this laptop's own: a backup has them, no pack and no kit carries them."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.decide import Arrival
from exports.exchange.kit.making import make_kit
from exports.exchange.pack.taking import take_pack
from exports.exchange.pack.writing import write_pack
from storage.backup import backup, restore
from storage.disk.ids import new_id
from storage.presence.held_scans import enter_held, held_span, hold
from storage.store import Store, open_store
from tests.exports.exchange.kit.conftest import NewDesk, clock, first, kit, new_desk, second

__all__ = ["clock", "first", "kit", "new_desk", "second"]


def held(store: Store, number: str) -> Arrival:
    arrival = Arrival(new_id(store.now()), store.now(), store.register.badge(f"FD/{number}") or "", "")
    hold(store, arrival, None)
    return arrival


def test_no_kit_and_no_pack_carries_them(first: Store, second: Store, new_desk: NewDesk, tmp_path: Path) -> None:
    """A desk made from the kit, and one that takes the pack, hold nothing; the first one still does."""
    held(first, "002")
    make_kit(first, tmp_path / "later.hdkit")
    assert held_span(new_desk("3", tmp_path / "later.hdkit")).scans == 0
    write_pack(first, tmp_path / "first.hdpack")
    take_pack(second, tmp_path / "first.hdpack")
    assert held_span(second).scans == 0
    assert held_span(first).scans == 1


def test_what_came_back_by_a_pack_is_not_entered_a_second_time(first: Store, tmp_path: Path) -> None:
    """Two scans are held, a backup is made, then both are entered. The desk that is restored from the backup holds both
    still; it takes the old desk's pack, and entering them gives nothing twice."""
    held(first, "002")
    held(first, "003")
    stick = backup(first, tmp_path / "stick.db")
    assert len(enter_held(first, "FD/A1").outcomes) == 2
    write_pack(first, tmp_path / "old.hdpack")
    restore(stick, tmp_path / "new", first.clock)
    with open_store(tmp_path / "new", first.clock) as new:
        assert held_span(new).scans == 2
        take_pack(new, tmp_path / "old.hdpack")
        assert enter_held(new, "FD/A1").outcomes == ()
        assert held_span(new).scans == 0
        assert new.connection.execute("SELECT count(*) FROM log WHERE kind = 'scan'").fetchone() == (2,)
