"""The district's record is damaged: each command says so in a sentence that helps, and nobody sees a fault of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Refused
from exports.district.asks.totals import totals
from exports.district.district import District, open_district
from exports.district.kept.part_file import DamagedPart, read_part
from exports.district.kept.parts import COUNTER, DERIVED, KEPT
from exports.district.schema import TABLES
from tests.exports.district.schools import School, received, scan
from tests.portions import in_the_soak


@pytest.fixture
def record(district: District, fd: School) -> Path:
    """A closed record with a school's hours."""
    for minutes in (0, 60):
        scan(fd.first, "FD/001", minutes)
    received(district, fd.pack())
    district.close()
    return district.folder.database


def _refused(record: Path) -> str:
    with pytest.raises(Refused) as refused, open_district(record.parent, SYSTEM_CLOCK) as district:
        totals(district)
    problem = refused.value.problems[0]
    assert "district rebuild" in problem.message or problem.code == "in_use"
    return problem.code


def test_a_record_that_is_cut_off(record: Path) -> None:
    data = record.read_bytes()
    record.write_bytes(b"")
    assert _refused(record) == "district_remains"
    for length in (100, len(data) // 4, len(data) // 2, len(data) * 3 // 4):
        record.write_bytes(data[:length])
        assert _refused(record) == "damaged"


def test_a_block_that_is_only_read_when_it_is_asked_for(record: Path) -> None:
    data = bytearray(record.read_bytes())
    for place in range(12_288, len(data), 4096):
        data[place : place + 64] = bytes(64)
    record.write_bytes(data)
    assert _refused(record) == "damaged"


@in_the_soak
def test_a_copy_of_last_week_that_was_put_in_its_place(record: Path, fd: School) -> None:
    """What is written beside the record knows more than the copy: nothing is lost in silence."""
    old = record.read_bytes()
    scan(fd.first, "FD/002", 0)
    with open_district(record.parent, SYSTEM_CLOCK) as district:
        received(district, fd.pack(name="newer"))
    record.write_bytes(old)
    assert _refused(record) == "damaged"


def test_what_is_beside_the_record_is_written_again_where_it_lacks_something(record: Path) -> None:
    decisions = record.parent / "decisions"
    before = {file.name: file.read_bytes() for file in decisions.iterdir()}
    assert {"district.jsonl", "team.jsonl", "trusted.jsonl", "pack.jsonl", "chain.jsonl"} <= before.keys()
    (decisions / "trusted.jsonl").unlink()
    (decisions / "team.jsonl").write_bytes(before["team.jsonl"].replace(b"FD", b"FX"))
    with pytest.raises(DamagedPart):
        read_part(decisions / "team.jsonl")
    open_district(record.parent, SYSTEM_CLOCK).close()
    for name, content in before.items():
        assert read_part(decisions / name).rows == read_part_of(content, decisions)


def test_lists_in_lists_stand_where_the_decisions_should(record: Path) -> None:
    """No reader goes that deep: the file is damaged like any other, and written again from the record."""
    file = record.parent / "decisions" / "trusted.jsonl"
    before = file.read_bytes()
    file.write_bytes(b"[" * 100_000)
    with pytest.raises(DamagedPart):
        read_part(file)
    open_district(record.parent, SYSTEM_CLOCK).close()
    assert read_part(file).rows == read_part_of(before, file.parent)


def read_part_of(content: bytes, folder: Path) -> object:
    """The rows of a part's bytes."""
    file = folder / "then"
    file.write_bytes(content)
    return read_part(file).rows


def test_each_table_is_kept_or_made_anew() -> None:
    """A new table must be one or the other, or a record that is made anew would lack it."""
    names = [words.split()[2] for words in TABLES]
    assert sorted(names) == sorted({*KEPT, *DERIVED, "event", COUNTER})
