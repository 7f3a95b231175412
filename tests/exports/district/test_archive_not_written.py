"""The district's own disk fails while packs are handed in: the merge ends, and no pack is blamed for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import N_, Refused, refuse
from exports.district.district import init_district
from exports.district.record import handed_in
from exports.district.record.merging import merge
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
        assert [result.result for result in merge(district, [pack])] == ["already"]
        assert kept.read_bytes() == pack.read_bytes()
