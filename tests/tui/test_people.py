"""Lines about people keep apart who bears the same name, however long names and classes are."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from rich.cells import cell_len

from storage.presence.board import Board, Presence, PresenceState
from tests.tui.outcomes import ACTIVITY, at
from tui.model.verdicts import Tone, Verdict
from tui.widgets.people import absent_lines, on_site_lines, scan_lines

NARROW, WIDE = 27, 41
"""Columns of the pane in terminals of 80 to 109 columns, and of more."""


def _board(*people: tuple[str, str], state: PresenceState = PresenceState.ON_SITE) -> Board:
    rows = [
        Presence(f"cq8/{n}", f"2026{n:04}", name, class_name, "student", state, at("08:00") - n)
        for n, (name, class_name) in enumerate(people)
    ]
    return Board(ACTIVITY, tuple(rows), None)


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize(
    "people",
    [
        (("张伟", "七年级2班"), ("张伟", "七年级12班")),
        (("Ana Lopez", "Class 7(2)"), ("Ana Lopez", "Class 7(12)")),
        (("阿依古丽·买买提", "七(1)班"), ("阿依古丽·买买提", "七(2)班"), ("王芳", "七(2)班")),
        (("Maximilian Featherstone", "7A"), ("Maximilian Featherstone", "7B")),
    ],
)
def test_the_class_is_whole_and_in_its_column(people: tuple[tuple[str, str], ...], width: int) -> None:
    """Long names are cut, classes are not, and all classes begin in one column."""
    lines = [line.plain for line in on_site_lines(_board(*people), at("18:05"), width)]
    columns = set()
    for line, (_name, class_name) in zip(lines, people, strict=True):
        assert cell_len(line) <= width
        assert line.startswith("10:05 ") and line.endswith(" " + class_name)
        columns.add(cell_len(line.removesuffix(class_name)))
    assert len(columns) == 1


def test_a_class_that_is_longer_than_the_pane_keeps_its_end() -> None:
    """The end is what differs."""
    lines = on_site_lines(_board(("Ana Lopez", "Junior School Grade 7 Class 12")), at("08:05"), NARROW)
    assert lines[0].plain == " 0:05 Ana Lop… … 7 Class 12" and cell_len(lines[0].plain) == NARROW


def test_the_numbers_of_the_absent_are_whole() -> None:
    """A long name does not push them out."""
    board = _board(("阿依古丽·买买提·吐尔逊江", "七(1)班"), state=PresenceState.ABSENT)
    assert absent_lines(board, NARROW)[1].plain.endswith(" 20260000")


def test_the_class_of_a_scan_is_seen_beside_a_long_name() -> None:
    """At 80 columns the list of scans has 47."""
    verdict = Verdict(Tone.IN, "✓", "IN", "阿依古丽·买买提", "七年级2班 · 0012", at=at("09:00"))
    line = scan_lines([verdict], ZoneInfo("Asia/Shanghai"), 47, at("09:05"))[0].plain
    assert "七年级2班" in line and cell_len(line[: line.index("七年级")]) == 37


def test_a_scan_of_another_day_carries_its_day() -> None:
    """The desk stayed open overnight: yesterday's scan is not taken for one of this morning, and names stay in one column."""
    yesterday = Verdict(Tone.IN, "✓", "IN", "王芳", "七(1)班", at=at("09:00") - 24 * 3_600_000)
    today = yesterday._replace(at=at("09:01"))
    lines = [line.plain for line in scan_lines([today, yesterday], ZoneInfo("Asia/Shanghai"), 47, at("09:05"))]
    assert lines[0].startswith("09:01:00     ✓ IN") and lines[1].startswith("03-04 09:00  ✓ IN")
    assert lines[0].index("王芳") == lines[1].index("王芳")
