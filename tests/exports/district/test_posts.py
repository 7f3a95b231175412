"""A large day with a desk at each post: their packs come together in any order, at the district as at a desk of the team."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules import wire
from checkin.rules.posts_served import minutes_by_post
from checkin.rules.segments import read_segments, written_segments
from exports.district.district import District, init_district, open_district
from exports.district.record.merging import merge, retry_held
from exports.exchange.pack.taking import take_pack
from storage.record import whole_record
from storage.store import Store
from tests.exports.district.schools import HOUR, School, received, scan
from tests.portions import in_the_soak, share

WHO = "FD/001"


def large_day(fd: School) -> dict[str, Store]:
    """In at the gate, an hour at the tea, at the stage, and out at the gate: each of these desks knows its own scans alone."""
    desks = {"gate": fd.first, "tea": fd.another_desk("tea"), "stage": fd.another_desk("stage")}
    scan(desks["gate"], WHO, 0)
    scan(desks["tea"], WHO, 30, post="茶水")
    scan(desks["stage"], WHO, 90, post="舞台")
    return desks


def of_district(district: District) -> list[tuple[object, ...]]:
    return district.db.execute(
        'SELECT volunteer, start, "end", minutes, flags, segments FROM session ORDER BY ALL'
    ).fetchall()


@in_the_soak
def test_the_packs_of_three_posts_are_one_session_in_any_order(tmp_path: Path, fd: School) -> None:
    desks = large_day(fd)
    try:
        packs = [fd.pack(store, name) for name, store in desks.items()]
        found = []
        for n, order in enumerate(share(permutations(packs), 0, 2)):
            with init_district(tmp_path / f"d{n}", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
                received(district, *order)
                found.append(of_district(district))
                scan_parts = read_segments(found[-1][0][-1] and str(found[-1][0][-1]))
                assert [part.post for part in scan_parts] == [None, "茶水", "舞台"]
                assert [part.end for part in scan_parts][-1] is None
        assert all(one == found[0] for one in found) and len(found[0]) == 1
        for pack in packs[1:]:
            take_pack(fd.first, pack)
        scan(fd.first, WHO, 120)
        (session,) = whole_record(fd.first).sessions
        assert minutes_by_post(session) == {None: 30, "茶水": 60, "舞台": 30}
        with open_district(tmp_path / "d0", SYSTEM_CLOCK) as district:
            assert [one.result for one in merge(district, [fd.pack(name="evening")])] == ["merged"]
            assert of_district(district)[0][-1] == written_segments(session.segments)
    finally:
        for name in ("tea", "stage"):
            desks[name].close()


@in_the_soak
def test_a_record_of_before_there_were_posts_is_read_and_merged_into(tmp_path: Path, fd: School) -> None:
    with init_district(tmp_path / "d", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
        scan(fd.first, WHO, 0)
        received(district, fd.pack())
        district.db.execute("ALTER TABLE event DROP COLUMN post")
        district.db.execute("ALTER TABLE session DROP COLUMN segments")
        district.db.execute("UPDATE district SET version = 2")
    scan(fd.first, WHO, 60, post="茶水")
    with open_district(tmp_path / "d", SYSTEM_CLOCK) as district:
        retry_held(district)
        assert [row[-1] for row in of_district(district)] == [None]
        assert [one.result for one in merge(district, [fd.pack(name="again")])] == ["merged"]
        (row,) = of_district(district)
        assert [(part.post, part.start) for part in read_segments(str(row[-1]))] == [
            (None, row[1]),
            ("茶水", int(str(row[1])) + HOUR),
        ]


@pytest.mark.parametrize("shape", share(["v1 with a post", "v2 without one"], 0, 2))
def test_a_pack_whose_scan_spells_a_post_otherwise_sets_that_event_aside(
    tmp_path: Path, fd: School, shape: str
) -> None:
    """Such bytes come from another program: the chain is sound, and the one event counts for nothing."""

    kept = wire.format_of
    scan(fd.first, WHO, 0)
    try:
        wire.format_of = lambda _body: 1 if shape == "v1 with a post" else 2
        scan(fd.first, WHO, 60, post="茶水" if shape == "v1 with a post" else None)
    finally:
        wire.format_of = kept
    with init_district(tmp_path / "d", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
        assert received(district, fd.pack()) == ["merged"]
        aside = district.db.execute("SELECT count(*) FROM event WHERE kind = 'set_aside'").fetchall()
        assert aside == [(1,)] and [row[2] for row in of_district(district)] == [None]
