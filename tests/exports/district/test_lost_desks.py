"""A desk of a school was lost: the district counts what came before, and lists what waits (design §4)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.events import Amend, Certify, Event, Inspect, Revoke, Witness
from checkin.rules.lost_desks import LostDesk, LostDesks, Span
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from exports.audit.district import district_findings
from exports.audit.sample.of_district import report_of_district
from exports.district.asks.conflicts.registry import conflicts
from exports.district.asks.session_rows import session_rows
from exports.district.asks.totals import totals
from exports.district.district import District, init_district, open_district
from exports.district.record.merging import merge
from exports.district.record.rebuilding import rebuild
from exports.district.says.receipt import write_receipts
from exports.district.says.trust import trust_file
from exports.exchange.pack.taking import take_pack
from exports.exchange.receipt.contents import read_receipt
from storage.disk.ids import new_id
from storage.log.lost_spans import counting
from storage.people.walk_in import register_walk_in
from storage.store import Store
from storage.supervision.consequences import do_foreseen, foresee
from storage.supervision.lost_desks import decide_on_desk, revoke_desk
from tests.exports.district.schools import School, scan
from tests.portions import in_the_soak, share

WHY = Signature("李主任", "丢在车上")


def waits(district: District) -> list[tuple[str | None, str]]:
    return [(one.team, one.text) for one in conflicts(district) if one.kind.name == "revoked_desk"]


def rows(district: District) -> list[tuple[object, ...]]:
    return sorted((r.volunteer, r.minutes, r.status, r.flags) for r in session_rows(district))


@pytest.fixture
def second(fd: School) -> Store:
    return fd.another_desk("2号台")


def served(fd: School, second: Store) -> list[Path]:
    """Packs before and after the loss: an hour of 001 before, an hour of 002 and added hours after."""
    scan(second, "FD/001", 0)
    scan(second, "FD/001", 60)
    before = fd.pack(second, "before")
    take_pack(fd.first, before)
    revoke_desk(fd.first, "2号台", WHY)
    told = fd.pack(name="told")
    scan(second, "FD/002", 0)
    scan(second, "FD/002", 60)
    return [before, told, fd.pack(second, "after")]


def test_nothing_is_counted_asked_or_believed_of_what_waits(district: District, fd: School, second: Store) -> None:
    """The laptop of a thief says that the first desk's log was rewritten, that a session was inspected, and who else was there."""
    scan(fd.first, "FD/002", 5)
    served(fd, second)
    seen = fd.first.connection.execute("SELECT id, desk FROM log WHERE kind = 'scan'").fetchone()
    for body in (
        Witness(seen[1], 1, "ab" * 32, second.now(), "FD/A1"),
        Inspect(seen[0], "s", ("timely",)),
        Certify("FD/001", "FD-2026-1", "ab" * 32, "2026-04-29"),
        Amend(seen[0], second.now()),
    ):
        second.ledger.record(body, signed=WHY)
    packs = [fd.pack(name="told"), fd.pack(second, "after")]
    trust_file(district, packs[0])
    merge(district, packs)
    assert [(all_.persons, all_.person_times, all_.sessions) for all_ in totals(district)] == [(2, 2, 2)] * 2
    assert "rewritten" not in {one.rule.name for one in district_findings(district)}
    assert report_of_district(district, "s").checked == 0
    assert {one.kind.name for one in conflicts(district)} == {"revoked_desk"}
    take_pack(fd.first, packs[1])
    decide_on_desk(fd.first, "2号台", WHY, accept=True)
    merge(district, [fd.pack(name="accepted")])
    assert report_of_district(district, "s").checked == 1
    assert "rewritten" in {one.rule.name for one in district_findings(district)}


def test_what_came_later_waits_and_is_listed(district: District, fd: School, second: Store) -> None:
    packs = served(fd, second)
    trust_file(district, packs[0])
    assert {one.result for one in merge(district, packs)} == {"merged"}
    assert rows(district) == [("001", 60, "closed", ("replayed",)), ("002", 0, "needs_review", ("lost_desk",))]
    assert [team.scanned_minutes for team in totals(district)] == [60, 60]
    ((team, text),) = waits(district)
    assert team == "FD" and "2号台" in text and "2 later events" in text
    (made,) = write_receipts(district, fd.folder / "out")
    assert [fault.kind for fault in read_receipt(made.file).decided.faults] == ["revoked_desk"]


@in_the_soak
def test_the_order_of_packs_changes_nothing(fd: School, second: Store, tmp_path: Path) -> None:
    packs = served(fd, second)
    take_pack(fd.first, packs[2])
    decide_on_desk(fd.first, "2号台", WHY, accept=True)
    packs.append(fd.pack(name="accepted"))
    chance, found = random.Random(3), []
    for number in share(range(4), 1, 2):
        chance.shuffle(packs)
        with init_district(tmp_path / f"d{number}", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
            trust_file(district, packs[0])
            for pack in packs:
                merge(district, [pack])
            assert waits(district) == []
            found.append(rows(district))
    assert found == [[("001", 60, "closed", ("replayed",)), ("002", 60, "closed", ("replayed",))]] * len(found)
    assert len(found) > 1


def test_a_kit_desk_revokes_nobody(district: District, fd: School, second: Store) -> None:
    """It has no key of the team: what it says of others stays in its chain, and the rest of its pack goes in."""
    third = fd.another_desk("3号台")
    scan(third, "FD/002", 0)
    scan(third, "FD/002", 60)
    forged = Signature("x", "x")
    second.ledger.record(Revoke(third.identity.desk, 0, "0" * 64, "ab" * 64), signed=forged)
    second.ledger.record(Revoke(fd.first.identity.desk, 0, "0" * 64, "ab" * 64), signed=forged)
    scan(second, "FD/001", 0)
    scan(second, "FD/001", 60)
    packs = [fd.pack(second, "forged"), fd.pack(third, "third"), fd.pack(name="first")]
    for pack in packs[:2]:
        take_pack(fd.first, pack)
    trust_file(district, packs[2])
    assert {one.result for one in merge(district, packs)} == {"merged"}
    assert waits(district) == []
    assert rows(district) == [("001", 60, "closed", ("replayed",)), ("002", 60, "closed", ("replayed",))]


@in_the_soak
def test_the_record_made_anew_knows_it_too(district: District, fd: School, second: Store) -> None:
    packs = served(fd, second)
    trust_file(district, packs[0])
    merge(district, packs)
    before, folder = rows(district), district.folder.path
    district.close()
    rebuild(folder, SYSTEM_CLOCK)
    with open_district(folder, SYSTEM_CLOCK) as anew:
        assert rows(anew) == before and len(waits(anew)) == 1


def test_the_lost_laptops_register_brings_nobody(district: District, fd: School, second: Store) -> None:
    packs = served(fd, second)
    register_walk_in(second, "陌生人", "", "student")
    packs.append(fd.pack(second, "stranger"))
    trust_file(district, packs[0])
    merge(district, packs)
    names = {name for (name,) in district.db.execute("SELECT name FROM volunteer").fetchall()}
    assert names == {"张伟", "李娜"}


def test_a_trial_of_a_revocation_leaves_no_mark(fd: School, second: Store) -> None:
    """It is shown first what would change, rolled back, and then done: nothing else was recorded meanwhile."""
    store = fd.first
    scan(second, "FD/001", 0)
    take_pack(store, fd.pack(second, "before"))

    def work(at: Store) -> object:
        return revoke_desk(at, "2号台", WHY)

    foreseen = foresee(store, work)
    assert store.ledger.queries.common_mark() == foreseen.mark
    assert do_foreseen(store, work, foreseen)
    with pytest.raises(Refused, match="changed_meanwhile"):
        do_foreseen(store, work, foreseen)


def test_a_thousand_desks_that_nobody_knows_are_lost_and_every_reader_answers(fd: School) -> None:
    """SQLite refuses a thousand conditions in a row; the statements are the first desk's, which all others believe."""
    revoked = Event(new_id(0), 0, "FD", fd.first.identity.desk, Revoke("0" * 16, 0, "0" * 64, "0" * 128))
    lost = LostDesk(revoked, 0, "0" * 64, (Span("", "~", refused=False),))
    condition = counting(LostDesks({("FD", f"{n:016x}"): lost for n in range(1500)}))
    scan(fd.first, "FD/001", 0)
    count = f"SELECT count(*) FROM log WHERE {condition}"
    assert (
        fd.first.connection.execute(count).fetchone()[0]
        == fd.first.connection.execute("SELECT count(*) FROM log").fetchone()[0]
    )
