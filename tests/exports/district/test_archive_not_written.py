"""The district's own disk fails while packs are handed in: the merge ends, and no pack is blamed for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.signature import Signature
from checkin.texts import say
from exports.district.district import init_district, open_district
from exports.district.record import handed_in
from exports.district.record.checking import check_district
from exports.district.record.merging import merge
from exports.district.says.rulings import rule_minutes
from exports.district.says.trust import trust_file
from tests.exports.district.schools import scan, school
from tests.portions import share


def test_a_full_disk_ends_the_merge_whole_and_the_same_packs_come_in_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = school(tmp_path / "fd", "FD", "Fudan", [("001", "Wei")])
    other = school(tmp_path / "yz", "YZ", "Yuzhong", [("001", "Min")])
    written = handed_in.atomic_path

    @contextmanager
    def full(path: Path, **named: Any) -> Iterator[Path]:
        with written(path, **named) as temporary:
            yield temporary
            if len(list(path.parent.glob("*.hdpack"))) > 1:
                raise refuse("disk_full", str(path), N_("the disk is full"))

    with one.first, other.first, init_district(tmp_path / "d", code="YZQ", name="D", clock=SYSTEM_CLOCK) as district:
        packs = []
        for made in (one, other):
            scan(made.first, f"{made.code}/001", 0)
            packs.append(made.pack())
            trust_file(district, packs[-1])
        with monkeypatch.context() as patched:
            patched.setattr(handed_in, "atomic_path", full)
            with pytest.raises(Refused, match="disk_full"):
                merge(district, packs)
        assert district.db.execute("SELECT count(*) FROM pack").fetchone() == (0,)
        assert [result.result for result in merge(district, packs)] == ["merged", "merged"]
        assert district.db.execute("SELECT count(*) FROM pack").fetchone() == (2,)


@pytest.mark.parametrize("spoiled", share([b"", bytes(4096), None], 1, 3), ids=repr)
def test_a_copy_that_was_spoiled_in_the_archive_is_mended_by_the_pack_it_was_made_of(
    tmp_path: Path, spoiled: bytes | None
) -> None:
    """`check` says that the school should send it again: what the school sends is the same file."""
    one = school(tmp_path / "fd", "FD", "Fudan", [("001", "Wei")])
    with one.first, init_district(tmp_path / "d", code="YZQ", name="D", clock=SYSTEM_CLOCK) as district:
        scan(one.first, "FD/001", 0)
        pack = one.pack()
        trust_file(district, pack)
        assert [result.result for result in merge(district, [pack])] == ["merged"]
        (kept,) = district.folder.archive.iterdir()
        kept.unlink()
        if spoiled is not None:
            kept.write_bytes(spoiled)
        for says in ("is whole again", "as new or newer"):
            (result,) = merge(district, [pack])
            assert result.result == "already" and result.problem is not None and says in say(result.problem)
            assert kept.read_bytes() == pack.read_bytes()


def test_what_is_recorded_is_not_said_to_have_failed_where_it_can_not_be_written_down_beside_the_record(
    tmp_path: Path,
) -> None:
    """A clerk who reads only that a file can't be written rules, trusts or fills in a form once more."""
    one = school(tmp_path / "fd", "FD", "Fudan", [("001", "Wei")])
    with one.first:
        event = scan(one.first, "FD/001", 0).event or ""
        pack = one.pack()
    path = tmp_path / "d"
    with init_district(path, code="YZQ", name="D", clock=SYSTEM_CLOCK) as district:
        decisions, aside = district.folder.decisions, tmp_path / "aside"
        signed = Signature("周", "r")

        def tell(deed: Callable[[], object]) -> None:
            decisions.rename(aside)
            decisions.write_bytes(b"another program's")
            with pytest.raises(Refused) as refused:
                deed()
            assert [(one.code, one.where) for one in refused.value.problems] == [("not_written_down", str(decisions))]
            decisions.unlink()
            aside.rename(decisions)

        tell(lambda: trust_file(district, pack))
        assert district.db.execute("SELECT count(*) FROM trusted").fetchone() == (1,)
        tell(lambda: merge(district, [pack]))
        assert [result.result for result in merge(district, [pack])] == ["merged"]
        tell(lambda: rule_minutes(district, event, 30, signed))
        assert district.db.execute("SELECT count(*) FROM event WHERE kind = 'rule'").fetchone() == (1,)
    open_district(path, SYSTEM_CLOCK).close()
    assert check_district(path, SYSTEM_CLOCK) == []
    assert event.encode() in (decisions / "event.jsonl").read_bytes()
