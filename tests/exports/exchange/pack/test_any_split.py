"""Any split of one day's scans over several desks, any order and repetition of takes and merges, gives the sessions
of one desk that saw everything (design §4)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from exports.district.asks.session_rows import session_rows
from exports.district.district import init_district
from exports.district.record.merging import merge
from exports.district.says.trust import trust_file
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit
from exports.exchange.pack.taking import take_pack
from exports.exchange.pack.writing import write_pack
from exports.tables.session_rows import session_rows as desk_rows
from storage.disk.ids import new_id
from storage.store import Store, open_store
from tests.exports.district.schools import DAY, MINUTE, School, school
from tests.portions import WHOLE

DESKS = 3
_scan = st.tuples(
    st.integers(0, 130),
    st.sampled_from(["FD/001", "FD/002", "FD/003"]),
    st.sampled_from([Direction.AUTO, Direction.AUTO, Direction.AUTO, Direction.IN, Direction.OUT]),
    st.integers(0, DESKS - 1),
)
_scans = st.lists(_scan, min_size=1, max_size=14, unique_by=lambda scan: (scan[0], scan[1]))
_takes = st.lists(st.tuples(st.integers(0, DESKS - 1), st.integers(0, DESKS - 1)), max_size=6)


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    made = school(tmp_path_factory.mktemp("fd"), "FD", "复旦中学", [("001", "张伟"), ("002", "李娜"), ("003", "王芳")])
    with made.first:
        make_kit(made.first, made.folder / "team.hdkit")
        yield made


def scanned(store: Store, at: int, who: str, direction: Direction) -> None:
    """Compare scans by their time, because each desk makes its own ids."""
    badge = store.register.badge(who)
    assert badge is not None
    Desk(store.ledger).scan(Arrival(new_id(store.now()), DAY + at * MINUTE, badge, "FD/A1", direction))


def told(rows: object) -> list[dict[str, object]]:
    """Rows without the ids of events, which differ from desk to desk."""
    named = [row.to_json() for row in rows]  # type: ignore[attr-defined]
    return [{k: v for k, v in row.items() if not k.endswith("_event")} for row in named]


def in_order(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return sorted(rows, key=lambda row: (str(row["start"] or row["end"]), str(row["volunteer"])))


@settings(max_examples=4 if WHOLE else 2)
@given(
    scans=_scans,
    takes=_takes,
    order=st.permutations(range(DESKS)),
    again=st.lists(st.integers(0, DESKS - 1), max_size=3),
    stops=st.sets(st.integers(0, 130), max_size=3),
    shuffled=st.randoms(use_true_random=False),
)
def test_any_split_over_desks_gives_the_sessions_of_one(
    team: School, scans: list[tuple[int, str, Direction, int]], takes: list[tuple[int, int]], order: list[int],
    again: list[int], stops: set[int], shuffled: Random,
) -> None:  # fmt: skip
    """At the minutes `stops` packs are written and desks take each other in: the district gets those too, in any order."""
    folder = Path(tempfile.mkdtemp(dir=team.folder))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        kit = team.folder / "team.hdkit"
        alone = stack.enter_context(init_from_kit(folder / "alone", kit, "alone", clock=SYSTEM_CLOCK))
        desks = [
            stack.enter_context(init_from_kit(folder / f"{i}", kit, f"{i}", clock=SYSTEM_CLOCK)) for i in range(DESKS)
        ]
        early: list[Path] = []

        def meet(name: str) -> None:
            for n, (taker, other) in enumerate(takes):
                early.append(folder / f"{name}-{n}.hdpack")
                write_pack(desks[other], early[-1])
                take_pack(desks[taker], early[-1])

        waiting = sorted(stops)
        for at, who, direction, desk in sorted(scans, key=lambda scan: scan[0]):
            while waiting and waiting[0] <= at:
                meet(f"at-{waiting.pop(0)}")
            scanned(alone, at, who, direction)
            scanned(desks[desk], at, who, direction)
        wanted = in_order(told(desk_rows(alone)))

        # At the school: after any takes between the desks, each takes all the others, older packs too.
        meet("last")
        packs = [folder / f"{i}.hdpack" for i in range(DESKS)]
        for desk, pack in zip(desks, packs, strict=True):
            write_pack(desk, pack)
        for i in order:
            take_pack(desks[order[0]], packs[i])
        for pack in early:
            assert take_pack(desks[order[0]], pack).new_events == 0
        assert in_order(told(desk_rows(desks[order[0]]))) == wanted

        # At the district: all packs that there ever were, in any order, some of them again, one by one or together.
        came = [*(packs[i] for i in [*order, *again]), *early, team.folder / "pack.hdpack"]
        shuffled.shuffle(came)
        parted = shuffled.randrange(len(came))
        with init_district(folder / "district", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
            trust_file(district, team.pack())
            for some in ([came[:parted]] if parted else []) + [[pack] for pack in came[parted:]]:
                assert {one.result for one in merge(district, some)} <= {"merged", "already"}
            assert in_order(told(session_rows(district))) == wanted


def test_a_desk_that_is_opened_again_goes_on_with_its_chain(team: School, tmp_path: Path) -> None:
    with init_from_kit(tmp_path / "d", team.folder / "team.hdkit", "d", clock=SYSTEM_CLOCK) as desk:
        scanned(desk, 0, "FD/001", Direction.AUTO)
        write_pack(desk, tmp_path / "early.hdpack")
    with (
        open_store(tmp_path / "d", SYSTEM_CLOCK) as desk,
        init_from_kit(tmp_path / "e", team.folder / "team.hdkit", "e", clock=SYSTEM_CLOCK) as other,
    ):
        scanned(desk, 30, "FD/001", Direction.AUTO)
        take_pack(other, tmp_path / "early.hdpack")
        write_pack(desk, tmp_path / "late.hdpack")
        assert take_pack(other, tmp_path / "late.hdpack").new_events == 1
