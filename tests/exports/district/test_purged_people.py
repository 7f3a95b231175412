"""What the first desk purged lives on at no other desk of the team, and not at the district."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.events import Purge
from checkin.rules.problems import Refused
from checkin.rules.purges import PersonalField, Retention
from checkin.rules.signature import Signature
from exports.district.asks.totals import totals
from exports.district.asks.views import persons_of
from exports.district.district import District, init_district, open_district
from exports.district.record.merging import merge
from exports.district.record.purged_copies import purged_copies_in
from exports.district.returns.returns import take_return
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import take_kit
from exports.exchange.pack.taking import take_pack
from exports.exchange.pack.writing import write_pack
from storage.purging.planning import undone_here
from storage.purging.purging import let_be_known, purge
from storage.record import whole_record
from storage.store import Store
from tests.exports.district.schools import School, received, scan, school
from tests.portions import in_the_soak, steps
from tests.storage.killed import kills
from tests.storage.roster.files import csv_file
from tests.storage.telltales import words_in
from tui.cli.main import hourdesk

RULES = [Retention("name", (PersonalField.NAME, PersonalField.CARD), 0)]
WHY = Signature("李主任", "保存期限已到")


def left(fd: School) -> None:
    """张伟 served at both desks and left."""
    with fd.first.ledger.transaction():
        fd.first.register.mark_left(["FD/001"], date(2026, 7, 1))


def bytes_of(store: Store) -> bytes:
    return b"".join(file.read_bytes() for file in store.folder.path.glob("desk.db*"))


def names(district: District) -> set[str]:
    return {one.name for one in persons_of(district, "FD")[0]}


@pytest.fixture
def fd(tmp_path: Path) -> School:
    return school(tmp_path / "fd", "FD", "复旦中学", [("001", "欧阳晓晓"), ("002", "李娜")])


def test_the_next_kit_purges_the_other_desk_and_an_old_one_brings_nothing_back(fd: School, tmp_path: Path) -> None:
    with fd.first, fd.another_desk("2号台") as second:
        scan(second, "FD/001", 0)
        scan(second, "FD/001", 60)
        before = whole_record(second).sessions
        assert "欧阳晓晓".encode() in bytes_of(second)
        left(fd)
        purge(fd.first, RULES, date(2099, 1, 1), WHY)
        make_kit(fd.first, tmp_path / "newer.hdkit")
        take_kit(second, tmp_path / "newer.hdkit")
        assert "欧阳晓晓".encode() not in bytes_of(second)
        assert second.register.names()["FD/001"][0] == "purged"
        assert whole_record(second).sessions == before
        write_pack(second, tmp_path / "second.hdpack")
        take_pack(fd.first, tmp_path / "second.hdpack")
        assert fd.first.register.names()["FD/001"][0] == "purged"
        assert undone_here(fd.first) == undone_here(second) == {}


def test_by_the_first_desks_pack_it_goes_at_the_other_desk_too(fd: School, tmp_path: Path) -> None:
    with fd.first, fd.another_desk("2号台") as second:
        before = whole_record(second).sessions
        left(fd)
        purge(fd.first, RULES, date(2099, 1, 1), WHY)
        place = second.folder.path
        taken = take_pack(second, fd.pack())
        assert taken.purged == 1 and second.register.names()["FD/001"][0] == "purged" and undone_here(second) == {}
        assert whole_record(second).sessions == before and take_pack(second, fd.pack()).purged == 0
    assert CliRunner().invoke(hourdesk, ["--data", str(place), "--lang", "en", "check"]).exit_code == 0
    assert "欧阳晓晓".encode() not in b"".join(file.read_bytes() for file in place.glob("desk.db*"))


def test_what_another_desk_decided_waits_for_the_supervisor_of_this_one(fd: School, tmp_path: Path) -> None:
    with fd.first, fd.another_desk("2号台") as second, fd.another_desk("3号台") as third:
        body = Purge(("FD/001",), ("name",), "", "2026-07-01", 0, 0)
        with third.ledger.transaction():
            third.ledger.record(body, signed=WHY)
        write_pack(third, tmp_path / "third.hdpack")
        assert take_pack(second, tmp_path / "third.hdpack").purged == 0
        assert undone_here(second) == {"FD/001": {"name"}}
        assert second.register.names()["FD/001"][0] == "欧阳晓晓"
        events = len(second.ledger.queries.of_kind("purge"))
        purge(second, RULES, date(2099, 1, 1), WHY)
        assert "欧阳晓晓".encode() not in bytes_of(second)
        assert len(second.ledger.queries.of_kind("purge")) == events
        with pytest.raises(Refused):
            purge(second, RULES, date(2099, 1, 1), WHY)


def test_the_district_keeps_no_name_whichever_desks_pack_comes_last(fd: School, tmp_path: Path) -> None:
    with (
        fd.first,
        fd.another_desk("2号台") as second,
        init_district(tmp_path / "d", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district,
    ):
        scan(second, "FD/001", 0)
        scan(second, "FD/001", 60)
        write_pack(second, tmp_path / "older.hdpack")
        assert received(district, fd.pack()) == ["merged"]
        assert names(district) == {"欧阳晓晓", "李娜"}
        left(fd)
        purge(fd.first, RULES, date(2099, 1, 1), WHY)
        assert received(district, fd.pack()) == ["merged"]
        assert received(district, tmp_path / "older.hdpack") == ["merged"]
        assert names(district) == {"purged", "李娜"}
        assert totals(district)[-1].minutes == 60
        let_be_known(fd.first, ["001"], WHY)
        assert names(district) == {"purged", "李娜"}, "what is gone does not come back by that"


SECRET = ("欧阳晓晓", "ouyangxiaoxiao")


@pytest.fixture
def told(fd: School, tmp_path: Path) -> Path:
    """A district that has a pack and a hand-filled return with the name; the school's next pack, `newer.hdpack`, purges it."""
    place = tmp_path / "d"
    with fd.first, init_district(place, code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
        assert received(district, fd.pack()) == ["merged"]
        returned = csv_file(tmp_path / "fd.csv", [["学号", "姓名", "时长"], ["001", "欧阳晓晓", "2"]])
        take_return(district, returned, "FD")
        left(fd)
        purge(fd.first, RULES, date(2099, 1, 1), WHY)
        fd.pack(name="newer")
    assert len(words_in(place, SECRET)) == 2
    return place


def test_a_register_that_came_without_the_name_leaves_no_byte_of_the_one_before(fd: School, tmp_path: Path) -> None:
    with fd.first, init_district(tmp_path / "d", code="YZQ", name="教委", clock=SYSTEM_CLOCK) as district:
        assert received(district, fd.pack()) == ["merged"]
        left(fd)
        purge(fd.first, RULES, date(2099, 1, 1), WHY)
        assert received(district, fd.pack()) == ["merged"]
    assert words_in(tmp_path / "d", SECRET) == {}


def command(place: Path, *words: object) -> tuple[int, str]:
    done = CliRunner().invoke(hourdesk, ["--data", str(place), "district", *map(str, words)])
    return done.exit_code, done.output


def test_no_byte_of_the_districts_folder_has_the_name_and_the_packs_that_do_are_named(told: Path, fd: School) -> None:
    code, said = command(told, "merge", fd.folder / "newer.hdpack")
    assert code == 0 and "pack.hdpack" in said and "a newer one is here" in said and "newer.hdpack)" not in said
    assert words_in(told, SECRET) == {}
    assert command(told, "check") == (0, command(told, "check")[1])
    (copy,) = purged_copies_in(told, SYSTEM_CLOCK)
    copy.path.unlink()
    assert command(told, "check") == (0, "The district's folder is sound.\n")
    assert command(told, "rebuild")[0] == 0
    (aside,) = told.glob("district-before-rebuild-*")
    assert words_in(told, SECRET) == {}, aside
    with open_district(told, SYSTEM_CLOCK) as district:
        assert names(district) == {"purged", "李娜"}


def test_the_record_made_anew_from_the_archive_has_no_byte_of_it_either(told: Path, fd: School) -> None:
    assert command(told, "merge", fd.folder / "newer.hdpack")[0] == 0
    assert command(told, "rebuild")[0] == 0
    with open_district(told, SYSTEM_CLOCK) as district:
        assert names(district) == {"purged", "李娜"}
    assert words_in(told, SECRET) == {}


@in_the_soak
def test_killed_while_the_bytes_are_erased_the_next_opening_goes_on(told: Path, fd: School) -> None:
    def deed() -> None:
        with open_district(told, SYSTEM_CLOCK) as district:
            merge(district, [fd.folder / "newer.hdpack"])

    for step in kills(deed, {"os.rename", "os.remove", "os.rmdir", "fsync"}, least=5, every=steps(5)):
        with open_district(told, SYSTEM_CLOCK) as district:
            merged = names(district) == {"purged", "李娜"}
        assert not merged or words_in(told, SECRET) == {}, step
        assert command(told, "check")[0] == 0
    assert words_in(told, SECRET) == {}
