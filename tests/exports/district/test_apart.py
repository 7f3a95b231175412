"""What nobody foresaw in one pack sets that pack back, and the other schools go in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from exports.district.asks.totals import totals
from exports.district.district import District
from exports.district.record import folding
from exports.district.record.apart import by_halves
from exports.district.record.merging import merge, retry_held
from exports.district.says.trust import trust_file
from tests.exports.district.schools import School, scan


def test_a_pack_whose_fold_fails_waits_and_goes_in_with_a_newer_version(
    district: District, fd: School, yz: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    for school, who in ((fd, "FD/001"), (yz, "YZ/001")):
        scan(school.first, who, 0)
        scan(school.first, who, 60)
    packs = [fd.pack(name="fd"), yz.pack(name="yz")]
    for pack in packs:
        trust_file(district, pack)
    rows = folding.session_rows

    def fails(scans: Iterable[Any], others: Iterable[Any], *more: Any) -> Iterator[Any]:
        listed = list(scans)
        if any(row[2] == "FD" for row in listed):
            raise OverflowError("a number that no column holds")
        return rows(listed, others, *more)

    with monkeypatch.context() as older:
        older.setattr(folding, "session_rows", fails)
        for _ in range(2):
            results = merge(district, packs)
            assert [(one.pack, one.result) for one in results][:1] == [("fd.hdpack", "held")]
            assert results[0].problem is not None and results[0].problem.code == "not_folded"
            assert results[1].result in ("merged", "already")
        assert [row.group for row in totals(district)] == ["YZ", None]
    assert [(one.pack, one.result) for one in retry_held(district)] == [("fd.hdpack", "merged")]
    assert [row.group for row in totals(district)] == ["FD", "YZ", None]


def test_one_in_many_is_found_by_halves() -> None:
    tried: list[int] = []

    def enter(chosen: Any) -> dict[int, str]:
        tried.append(len(chosen))
        if 13 in chosen:
            raise ArithmeticError
        return dict.fromkeys(chosen, "in")

    found = by_halves(range(64), enter, lambda one: {one: "apart"})
    assert {one for one, what in found.items() if what == "apart"} == {13} and len(found) == 64
    assert len(tried) == 13
