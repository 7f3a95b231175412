"""Another desk's log in this one: known again, never doubled, never rewritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from exports.exchange.pack.taking import take_pack
from exports.exchange.pack.writing import write_pack
from storage.backup import backup, restore
from storage.check import check_store
from storage.people.walk_in import register_walk_in
from storage.presence.board import read_board
from storage.record import whole_record
from storage.store import Store, init_store, open_store
from tests.exports.exchange.kit.conftest import NewDesk, log_bytes, scan


def written(store: Store, path: Path) -> Path:
    write_pack(store, path)
    return path


def test_in_at_one_gate_and_out_at_the_other(first: Store, second: Store, pack: Path, tmp_path: Path) -> None:
    """08:00 in at gate A; the pack is taken at gate B, where the check-out then closes the session."""
    taken = take_pack(second, pack)
    assert taken.new_events == taken.events == len(log_bytes(first))
    assert read_board(second, "FD/A1").on_site == 1
    assert scan(second, "002", -10).kind == "closed"
    assert take_pack(second, pack).new_events == 0
    back = take_pack(first, written(second, tmp_path / "second.hdpack"))
    assert back.new_events == 1 and set(back.desks) == {"东门", "西门"}
    assert whole_record(first).sessions == whole_record(second).sessions
    assert [s.minutes for s in whole_record(first).sessions] == [70, 70]
    for store in (first, second):
        assert check_store(store.folder.path) == []


def test_a_scan_does_not_wait_while_the_whole_log_is_searched(first: Store, second: Store, pack: Path) -> None:
    """Everybody in the pack is in the register here: nobody asks what was purged, which no index finds."""
    asked: list[str] = []
    second.connection.set_trace_callback(asked.append)
    assert take_pack(second, pack).new_events
    second.connection.set_trace_callback(None)
    begun = next(place for place, statement in enumerate(asked) if statement.startswith("BEGIN IMMEDIATE"))
    assert any("INTO log " in statement for statement in asked[begun:])
    assert not [statement for statement in asked[begun:] if "'purge'" in statement]


def test_a_third_laptop_takes_a_dead_one(second: Store, kit: Path, new_desk: NewDesk, tmp_path: Path) -> None:
    """A walk-in registered at the dead desk is inside, by name, with the badge that the dead desk gave."""
    visitor = register_walk_in(second, "赵六", kind="parent")
    scan(second, visitor.number, -30)
    last_copy = written(second, tmp_path / "stick.hdpack")
    third = new_desk("3", kit)
    take_pack(third, last_copy)
    (inside,) = read_board(third, "FD/A1").rows
    assert (inside.name, inside.state) == ("赵六", "on_site")
    assert scan(third, visitor.number, -2).kind == "closed"


def test_packs_pass_on_the_desks_that_were_taken(first: Store, second: Store, kit: Path, new_desk: NewDesk, tmp_path: Path) -> None:  # fmt: skip
    """The third desk's log comes to the first one through the second."""
    third = new_desk("3", kit)
    scan(third, "003", -40)
    take_pack(second, written(third, tmp_path / "3.hdpack"))
    taken = take_pack(first, written(second, tmp_path / "2.hdpack"))
    assert taken.new_events == 1
    assert whole_record(first).of("FD/003")[0].status == "open"


def test_what_a_desk_recorded_after_its_backup_comes_back_with_its_pack(second: Store, tmp_path: Path) -> None:
    """Backed up at 08:00, died at 09:00: the restored desk takes the last copy and misses nothing."""
    scan(second, "002", -60)
    backup(second, tmp_path / "eight.hdbackup")
    scan(second, "002", -30)
    copy = written(second, tmp_path / "nine.hdpack")
    restore(tmp_path / "eight.hdbackup", tmp_path / "new", second.clock)
    with open_store(tmp_path / "new", second.clock) as restored:
        assert take_pack(restored, copy).new_events == 1
        assert [s.minutes for s in whole_record(restored).sessions] == [30]
        write_pack(restored, tmp_path / "restored.hdpack")


def test_refused_and_nothing_changed(first: Store, second: Store, pack: Path, tmp_path: Path) -> None:
    before = log_bytes(second)
    with init_store(tmp_path / "other", team="YZ", team_name="渝中实验小学", clock=first.clock) as other:
        theirs = written(other, tmp_path / "other.hdpack")
    with init_store(tmp_path / "twin", team="FD", team_name="复旦中学", clock=first.clock) as twin:
        forged = written(twin, tmp_path / "twin.hdpack")
    for file, code in ((theirs, "another_team"), (forged, "another_signer"), (tmp_path / "none", "no_file")):
        with pytest.raises(Refused) as refused:
            take_pack(second, file)
        assert refused.value.problems[0].code == code
    assert log_bytes(second) == before


def test_two_copies_of_one_desk_that_both_went_on(second: Store, first: Store, tmp_path: Path) -> None:
    """Somebody made two disks of one desk: their logs say different things, and the second one is refused."""
    scan(second, "001", -60)
    take_pack(first, written(second, tmp_path / "a.hdpack"))
    second.connection.execute("DROP TRIGGER log_refuses_delete")
    second.connection.execute("DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)")
    second.ledger.notice_taken()
    scan(second, "002", -50)
    scan(second, "003", -40)
    before = log_bytes(first)
    with pytest.raises(Refused) as refused:
        take_pack(first, written(second, tmp_path / "b.hdpack"))
    assert refused.value.problems[0].code == "rewritten"
    assert log_bytes(first) == before
