"""Guessing the PIN is hopeless: a wait that grows, counted over programs and restarts, and that ends by itself."""

from __future__ import annotations

import hashlib
from contextlib import closing
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Refused
from storage.disk import sqlite
from storage.disk.folder import DataFolder
from storage.disk.pins import pin
from storage.disk.pins.pin import check_pin, check_wait, reset_pin, set_pin
from storage.disk.pins.pin_tries import FREE_TRIES, wait_after
from storage.store import init_store
from tests.portions import in_the_soak
from tests.standing_clock import StandingClock

START = datetime(2026, 11, 6, 9, tzinfo=UTC)
SECOND = 1000


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock(START)


@pytest.fixture
def bare(tmp_path: Path, clock: StandingClock) -> DataFolder:
    """A desk without a PIN."""
    init_store(tmp_path / "desk", team="FD", team_name="复旦中学", clock=clock.clock).close()
    return DataFolder(tmp_path / "desk")


@pytest.fixture
def folder(bare: DataFolder) -> DataFolder:
    set_pin(bare, "2468")
    return bare


def tried(folder: DataFolder, clock: StandingClock, text: str) -> str:
    """`right`, `wrong`, or the seconds to wait."""
    try:
        return "right" if check_pin(folder, text, clock.clock) else "wrong"
    except Refused as refused:
        (problem,) = refused.problems
        assert problem.code == "pin_wait"
        return str(problem.values["seconds"])


def use_up(folder: DataFolder, clock: StandingClock) -> None:
    """All free tries and one more."""
    assert [tried(folder, clock, "0000") for _ in range(FREE_TRIES + 1)] == ["wrong"] * (FREE_TRIES + 1)


def test_the_wait_grows_to_a_quarter_of_an_hour() -> None:
    waits = [wait_after(wrong) // 1000 for wrong in range(FREE_TRIES, FREE_TRIES + 8)]
    assert waits == [0, 30, 60, 120, 240, 480, 900, 900]
    assert wait_after(10**6) == 900_000


@in_the_soak
def test_a_thousand_tries_cost_a_handful_of_looks(
    folder: DataFolder, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One a second: in a quarter of an hour four at once and a few after the waits; the right one then works."""
    looks: list[str] = []
    real = hashlib.scrypt

    def counting(*args: object, **kwargs: object) -> bytes:
        looks.append("")
        return real(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(pin.hashlib, "scrypt", counting)
    for _ in range(1000):
        assert tried(folder, clock, "0000") != "right"
        clock.advance(1 * SECOND)
    assert len(looks) == 9
    assert tried(folder, clock, "2468").isdigit(), "the right PIN has to wait as well"
    clock.advance(15 * 60 * SECOND)
    assert tried(folder, clock, "2468") == "right"
    assert [tried(folder, clock, "0000") for _ in range(FREE_TRIES)] == ["wrong"] * FREE_TRIES


@pytest.mark.parametrize("years", [-1, 1])
def test_whoever_sets_the_clock_waits_all_the_same(folder: DataFolder, clock: StandingClock, years: int) -> None:
    """Forward by a year or back: the wait is over when its seconds have passed, neither before nor after."""
    use_up(folder, clock)
    clock.set(START + timedelta(days=365 * years))
    assert tried(folder, clock, "2468") == "30"
    clock.advance(29 * SECOND)
    assert tried(folder, clock, "2468") == "1"
    clock.advance(1 * SECOND)
    assert tried(folder, clock, "2468") == "right"


def test_after_a_new_start_of_the_computer_the_wait_begins_anew(folder: DataFolder, clock: StandingClock) -> None:
    """The steady clock begins at nought: nobody is locked out for ever, and nobody gains by it."""
    clock.advance(3_600 * SECOND)
    use_up(folder, clock)
    started = StandingClock(START + timedelta(days=365))
    assert tried(folder, started, "2468") == "30"
    started.advance(29 * SECOND)
    assert tried(folder, started, "2468") == "1"
    started.advance(1 * SECOND)
    assert tried(folder, started, "2468") == "right"


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE tries; CREATE TABLE tries (something)",
        "DROP TABLE tries; CREATE VIEW tries AS SELECT 0 AS wrong, 0 AS last",
        "CREATE TRIGGER stuck BEFORE UPDATE ON tries BEGIN SELECT raise(ABORT, 'no'); END",
        "UPDATE tries SET wrong = -1000",
        "UPDATE tries SET wrong = 'many', last = x'00'",
        "INSERT INTO tries VALUES (0, 0)",
        "DELETE FROM tries",
        b"nonsense" * 200,
        2000,
        5000,
    ],
)
def test_a_damaged_count_is_no_free_pass_and_no_lock(
    folder: DataFolder, clock: StandingClock, damage: str | bytes | int
) -> None:
    """It is said, and begins anew as after the first wrong try too many: by SQL, other bytes, or cut after so many."""
    use_up(folder, clock)
    file = folder.keys / "pin_tries.db"
    if isinstance(damage, str):
        with closing(sqlite.connect(file)) as db:
            db.executescript(damage)
    else:
        file.write_bytes(damage if isinstance(damage, bytes) else file.read_bytes()[:damage])
    with pytest.raises(Refused) as refused:
        check_pin(folder, "2468", clock.clock)
    assert "damaged" in refused.value.problems[0].message
    assert tried(folder, clock, "2468") == "30"
    clock.advance(30 * SECOND)
    assert tried(folder, clock, "2468") == "right"
    assert tried(folder, clock, "0000") == tried(folder, clock, "0000") == "wrong", "a right one clears it"


@pytest.mark.parametrize("content", [None, b""])
def test_a_count_that_is_gone_gives_one_try(folder: DataFolder, clock: StandingClock, content: bytes | None) -> None:
    """As after a power cut: whoever knows the PIN is not kept waiting, and nobody gets free tries."""
    use_up(folder, clock)
    file = folder.keys / "pin_tries.db"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    assert [tried(folder, clock, "0000"), tried(folder, clock, "2468")] == ["wrong", "30"]
    clock.advance(30 * SECOND)
    assert tried(folder, clock, "2468") == "right"


def test_to_look_at_the_wait_costs_no_try(folder: DataFolder, clock: StandingClock) -> None:
    for _ in range(20):
        check_wait(folder, clock.clock)
    use_up(folder, clock)
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            check_wait(folder, clock.clock)
        assert refused.value.problems[0].values == {"count": FREE_TRIES + 1, "seconds": 30}


def test_the_recovery_code_waits_as_the_pin_does(bare: DataFolder, tmp_path: Path, clock: StandingClock) -> None:
    """Wrong codes and wrong PINs are counted together."""
    made = bare
    code = set_pin(made, "2468")
    other = set_pin(DataFolder(tmp_path / "desk"), "2468")
    for _ in range(FREE_TRIES):
        assert reset_pin(made, code, "9999", clock.clock) is None
    assert tried(made, clock, "0000") == "wrong"
    with pytest.raises(Refused) as refused:
        reset_pin(made, other, "9999", clock.clock)
    assert refused.value.problems[0].code == "pin_wait"
    clock.advance(30 * SECOND)
    assert reset_pin(made, other, "9999", clock.clock) is not None


def _guess(path: str) -> int:
    wrong = 0
    for _ in range(FREE_TRIES + 1):
        try:
            wrong += not check_pin(DataFolder(Path(path)), "0000", SYSTEM_CLOCK)
        except Refused:
            break
    return wrong


def test_two_programs_count_together(folder: DataFolder) -> None:
    """Two processes that guess at once get no more tries than one."""
    with get_context("spawn").Pool(2) as pool:
        assert sum(pool.map(_guess, [str(folder.path)] * 2)) == FREE_TRIES + 1


@pytest.mark.parametrize("text", [None, "2468"])
def test_where_tries_cannot_be_counted_nothing_has_begun(
    folder: DataFolder, clock: StandingClock, text: str | None
) -> None:
    """On a disk that is write-protected, say; a folder in the place of the counter can't be opened either."""
    counter = folder.keys / "pin_tries.db"
    counter.unlink(missing_ok=True)
    counter.mkdir()
    with pytest.raises(Refused) as refused:
        check_wait(folder, clock.clock) if text is None else check_pin(folder, text, clock.clock)
    (problem,) = refused.value.problems
    assert problem.code == "not_writable" and "nothing was changed" in problem.message
