"""Packs of several schools become one record, whatever the order, and nothing bad gets in."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.signature import Signature
from exports.district.asks.session_rows import session_rows
from exports.district.asks.totals import totals
from exports.district.district import District, init_district, open_district
from exports.district.record.merging import merge
from exports.district.says.sealed import sealing_key
from exports.district.says.trust import trust_file
from exports.exchange.key_file import TeamKey, key_bytes
from exports.exchange.pack.taking import take_pack
from exports.exchange.pack.writing import write_pack
from exports.tables.session_rows import session_rows as desk_rows
from storage.disk import keys
from storage.people.person import Person
from storage.store import init_store
from storage.supervision import corrections
from tests.exports.district.schools import School, received, scan
from tests.exports.exchange.pack.forging import members, resign, write_zip
from tests.portions import in_the_soak, share


def told(district: District) -> list[dict[str, object]]:
    return [row.to_json() for row in session_rows(district)]


def test_a_school_reads_at_the_district_as_at_its_desk(district: District, fd: School) -> None:
    scan(fd.first, "FD/001", 0)
    scan(fd.first, "FD/001", 90)
    scan(fd.first, "FD/002", 5)
    assert received(district, fd.pack()) == ["merged"]
    assert told(district) == [row.to_json() for row in desk_rows(fd.first)]
    (team, over_all) = totals(district)
    assert team.to_json() == {
        "team": "FD", "persons": 2, "person_times": 2, "sessions": 2, "scanned_minutes": 90, "added_minutes": 0,
        "confirmed_minutes": 0, "replayed_minutes": 90, "claimed_minutes": 0,
    }  # fmt: skip
    assert over_all.group is None and over_all.scanned_minutes == 90


def test_two_copies_of_one_file_keep_their_own_names(district: District, fd: School) -> None:
    """As people make them by copying; waiting and merged, each by the name under which it lies in the folder."""
    pack = fd.pack(name="b (2)")
    other = shutil.copy(pack, fd.folder / "b.hdpack")
    waited = merge(district, [pack, other])
    assert [(one.pack, one.result, one.problem and one.problem.where) for one in waited] == [
        ("b (2).hdpack", "held", "b (2).hdpack"), ("b.hdpack", "held", "b.hdpack"),
    ]  # fmt: skip
    trust_file(district, pack)
    assert [(one.pack, one.result) for one in merge(district, [pack, other])] == [
        ("b (2).hdpack", "merged"), ("b.hdpack", "already"),
    ]  # fmt: skip


def test_two_desks_that_never_met(district: District, fd: School) -> None:
    """In at gate 1, out at gate 2, in the district's record only they come together; in any order."""
    with fd.another_desk("2号台") as second:
        scan(fd.first, "FD/001", 0)
        scan(second, "FD/001", 60)
        packs = [fd.pack(name="one"), fd.pack(second, "two")]
    assert received(district, *reversed(packs)) == ["merged", "merged"]
    (session,) = told(district)
    assert (session["status"], session["minutes"]) == ("closed", 60)


def test_any_order_any_repeats_the_same_record(tmp_path: Path, fd: School, yz: School) -> None:
    """Older and newer packs, a visitor, a correction: orders with repeats (six, two in the tests) give one record."""
    with fd.another_desk("2号台") as second:
        visitor = fd.first.register.badge("FD/002")
        scan(fd.first, "FD/001", 0)
        packs = [fd.pack(name="one-early")]
        scan(second, "FD/001", 60)
        opened = scan(yz.first, "", 10, badge=visitor)
        scan(yz.first, "", 70, badge=visitor)
        scan(yz.first, "YZ/007", 3)
        packs += [fd.pack(second, "two"), yz.pack(name="yz-early")]
        corrections.void(yz.first, scan(yz.first, "YZ/001", 3).event, Signature("li", "认错人"))
        packs += [yz.pack(name="yz"), fd.pack(name="one")]
    orders = random.Random(4)
    records = []
    for n in share(range(6), 0, 3):
        order = [*packs, *orders.choices(packs, k=3)]
        orders.shuffle(order)
        with init_district(tmp_path / f"d{n}", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
            for pack in packs:
                trust_file(district, pack)
            for pack in order:
                merge(district, [pack])
            records.append((told(district), [t.to_json() for t in totals(district)]))
    assert all(record == records[0] for record in records)
    sessions, _totals = records[0]
    visit = next(s for s in sessions if s["open_event"] == opened.event)
    assert (visit["team"], visit["volunteer"], visit["activity_team"], visit["minutes"]) == ("FD", "002", "YZ", 60)


def test_an_untrusted_pack_waits_for_trust(district: District, fd: School) -> None:
    scan(fd.first, "FD/001", 0)
    pack = fd.pack()
    (held,) = merge(district, [pack])
    assert held.result == "held" and held.problem and held.problem.code == "untrusted"
    assert told(district) == []
    trust_file(district, pack)
    (merged,) = merge(district, [])
    assert (merged.pack, merged.result) == ("pack.hdpack", "merged") and len(told(district)) == 1


def test_trust_by_a_key_file_and_only_one_key_a_team(district: District, fd: School, tmp_path: Path) -> None:
    public = keys.load_public(fd.first.folder.keys / keys.TEAM_PUBLIC)
    (tmp_path / "fd.hdkey").write_bytes(key_bytes(TeamKey("FD", "复旦中学", public)))
    assert trust_file(district, tmp_path / "fd.hdkey").new
    with init_store(tmp_path / "twin", team="FD", team_name="复旦中学", clock=SYSTEM_CLOCK) as twin:
        write_pack(twin, tmp_path / "twin.hdpack")
    from checkin.rules.problems import Refused

    with pytest.raises(Refused) as refused:
        trust_file(district, tmp_path / "twin.hdpack")
    assert refused.value.problems[0].code == "another_key"
    assert merge(district, [tmp_path / "twin.hdpack"])[0].result == "held"
    assert merge(district, [fd.pack()])[0].result == "merged"


def test_known_by_content_not_by_name(district: District, fd: School, tmp_path: Path) -> None:
    """A newer pack replaces an older one; `(1)` and `.zip` are the same pack; an older one changes nothing; what lies in
    the stick's bin does not count."""
    older = fd.pack(name="older")
    scan(fd.first, "FD/001", 0)
    newer = fd.pack(name="newer")
    folder = tmp_path / "stick"
    folder.mkdir()
    shutil.copy(newer, folder / "newer (1).hdpack")
    shutil.copy(newer, folder / "newer.zip")
    (folder / "liesmich.txt").write_text("nothing")
    (folder / ".Trash-1000").mkdir()
    shutil.copy(older, folder / ".Trash-1000" / "thrown away.hdpack")
    trust_file(district, newer)
    assert [one.result for one in merge(district, [folder])] == ["merged", "already"]
    assert [one.result for one in merge(district, [older, newer])] == ["already", "already"]
    assert len(told(district)) == 1


def test_one_bad_pack_among_good_ones(district: District, fd: School, yz: School, tmp_path: Path) -> None:
    scan(fd.first, "FD/001", 0)
    scan(yz.first, "YZ/007", 0)
    good, other = fd.pack(), yz.pack()
    trust_file(district, good)
    trust_file(district, other)
    flipped = tmp_path / "flipped.hdpack"
    data = bytearray(good.read_bytes())
    data[len(data) // 2] ^= 0x10
    flipped.write_bytes(data)
    results = merge(district, [flipped, good, other])
    assert [one.result for one in results] == ["refused", "merged", "merged"]
    assert results[0].problem is not None and results[0].problem.where == "flipped.hdpack"
    assert len(told(district)) == 2


def test_a_desk_that_rewrites_its_past_is_refused(district: District, fd: School, tmp_path: Path) -> None:
    scan(fd.first, "FD/001", 0)
    assert received(district, fd.pack(name="honest")) == ["merged"]
    before = told(district)
    connection = fd.first.connection
    connection.execute("DROP TRIGGER log_refuses_delete")
    connection.execute("DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)")
    fd.first.ledger.notice_taken()
    scan(fd.first, "FD/002", 0)
    scan(fd.first, "FD/002", 50)
    (result,) = merge(district, [fd.pack(name="forged")])
    assert result.result == "refused" and result.problem and result.problem.code == "rewritten"
    assert told(district) == before


def test_a_newer_format_waits(district: District, fd: School, tmp_path: Path) -> None:
    pack = fd.pack()
    trust_file(district, pack)
    newer = write_zip(tmp_path / "newer.hdpack", resign(fd.first, members(pack), {"v": 3}))
    (result,) = merge(district, [newer])
    assert result.result == "held" and result.problem and result.problem.code == "newer_pack"


def test_sealed_to_this_district(district: District, fd: School, tmp_path: Path) -> None:
    scan(fd.first, "FD/001", 0)
    plain, sealed = fd.pack(), tmp_path / "sealed.hdpack"
    write_pack(fd.first, sealed, sealing_key(district))
    assert b"PK\x03\x04" not in sealed.read_bytes()
    trust_file(district, plain)
    assert [one.result for one in merge(district, [sealed])] == ["merged"]
    with init_district(tmp_path / "other", code="JB", name="江北区教委", clock=SYSTEM_CLOCK) as other:
        trust_file(other, plain)
        (result,) = merge(other, [sealed])
        assert result.result == "held" and result.problem and result.problem.code == "sealed"


def test_what_came_in_is_kept_byte_for_byte(district: District, fd: School) -> None:
    pack = fd.pack()
    received(district, pack)
    (kept,) = district.folder.archive.iterdir()
    assert kept.read_bytes() == pack.read_bytes()


def test_everything_is_there_after_a_restart(district: District, fd: School, tmp_path: Path) -> None:
    scan(fd.first, "FD/001", 0)
    received(district, fd.pack())
    before = told(district)
    district.close()
    with open_district(tmp_path / "district", SYSTEM_CLOCK) as again:
        assert told(again) == before
        assert [one.result for one in merge(again, [fd.pack()])] == ["already"]


@in_the_soak
def test_the_newest_register_holds_whichever_pack_comes_first(tmp_path: Path, fd: School) -> None:
    """A name is corrected after the first pack, and gate 2 sends all events of gate 1 before it: three orders, one register."""
    scan(fd.first, "FD/001", 0)
    wrong = fd.pack(name="wrong-name")
    os.utime(wrong, (1_777_500_000, 1_777_500_000))
    with fd.another_desk("2号台") as second:
        take_pack(second, wrong)
        scan(second, "FD/001", 60)
        through = fd.pack(second, "through-gate-2")
    fd.first.register.write([Person("FD", "001", "张玮", kind="teacher")])
    right = fd.pack(name="right-name")
    registers = []
    for n, order in enumerate(([wrong, through, right], [through, right, wrong], [right, wrong, through])):
        with init_district(tmp_path / f"d{n}", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
            received(district, *order[:-1])
            # A pack whose only news is a name brings something, and does so once.
            last = ["already" if order[-1] is wrong else "merged", "already"]
            assert received(district, order[-1]) + received(district, order[-1]) == last
            registers.append(district.db.execute("SELECT desk, number, name FROM volunteer ORDER BY ALL").fetchall())
    assert registers[0] == registers[1] == registers[2]
    assert (fd.first.identity.desk, "001", "张玮") in registers[0]
    assert len({desk for desk, _number, _name in registers[0]}) == 2
