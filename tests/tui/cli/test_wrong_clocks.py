"""The laptop's clock was set wrong: to a year before 1970, or so far ahead that no calendar has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.portions import share
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

ROUND = (
    ("roster", "add", "--name", "新生", "--class", "七1班"),
    ("activity", "edit", "A1", "--name", "清洁家园2"),
    ("activity", "close", "A1"),
    ("policy", "set", "grid_minutes=5"),
    ("badges", "reissue", "001"),
    ("stars",),
    ("stars", "list"),
    ("volunteer", "001"),
    ("evaluate", "001", "--quality", "good"),
    ("redeem", "001", "--minutes", "30", "--for", "理发"),
    ("diary", "add", "001", "河边"),
    ("consent", "given", "--number", "001"),
    ("purge", "--dry-run"),
    ("check",),
    ("doctor",),
)
"""Commands that write, and those that reckon with the present day."""


@pytest.mark.parametrize(
    "at",
    share(
        [
            datetime(1960, 1, 1, tzinfo=UTC),
            datetime(1969, 12, 31, 23, 59, tzinfo=UTC),
            datetime(2250, 1, 1, tzinfo=UTC),
            datetime(9998, 6, 1, tzinfo=UTC),
            datetime(9999, 12, 31, 23, 30, tzinfo=UTC),
            400_000_000_000_000,
        ],
        0,
        2,
    ),
)
def test_every_command_ends_in_words_and_writes_what_can_be_read(
    desk: Run, clock: StandingClock, at: datetime | int
) -> None:
    good = clock.now_ms
    clock.set(at)
    for words in ROUND:
        answer = desk(*words)
        assert answer.code in (0, 1) and (answer.code == 0 or answer.err or answer.out), words
    clock.set(good)
    assert desk("check").code == 0


def test_a_scanner_is_not_blamed_for_the_laptops_clock(
    desk: Run, badge: Callable[[str], str], clock: StandingClock
) -> None:
    number = badge("001")
    clock.set(datetime(2250, 1, 1, tzinfo=UTC))
    typed = desk("scan", "--activity", "A1", "-", stdin=f"{number}\n")
    assert typed.code == 1 and "this laptop's clock says 2250-01-01" in typed.err and "scanner" not in typed.err
    replayed = desk("scan", "--activity", "A1", "-", stdin=f"2250-01-01T09:00\t{number}\n")
    assert replayed.code == 1 and "line 1: “2250-01-01” is not of our time" in replayed.err


@pytest.mark.parametrize("at", [datetime(1969, 6, 1, tzinfo=UTC), datetime(2250, 6, 1, tzinfo=UTC)])
def test_the_clock_is_named_and_nothing_is_written_whatever_was_typed(
    desk: Run, badge: Callable[[str], str], clock: StandingClock, at: datetime
) -> None:
    """A line of a scanner too: whether it was entered long after its scan can't be said, and its id would be of that year."""
    replayed = f"2024-03-05T10:00\t{badge('001')}\n"
    good, before = clock.now_ms, desk("sessions", "--json").out
    clock.set(at)
    for words, stdin in (
        (("scan", "--activity", "A1", "-"), replayed),
        (("badges", "reissue", "001"), ""),
        (("activity", "edit", "A1", "--name", "x"), ""),
    ):
        answer = desk(*words, stdin=stdin)
        assert answer.code == 1 and f"this laptop's clock says {at:%Y-%m-%d}" in answer.err, words
    assert "Clock" in desk("doctor").out and "can't be right" in desk("doctor").out
    clock.set(good)
    assert desk("sessions", "--json").out == before
