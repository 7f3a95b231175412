"""Lines about people keep apart who bears the same name, however long names and classes are."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pytest
from rich.cells import cell_len

from storage.presence.board import Board, Presence, PresenceState
from tests.tui.outcomes import ACTIVITY, at
from tui.model.verdicts import Tone, Verdict
from tui.widgets.class_rows import class_rows, missing_rows
from tui.widgets.people import arrived_rows
from tui.widgets.rows import Row
from tui.widgets.scan_rows import scan_rows

NARROW, WIDE = 27, 41
"""Columns of the pane in terminals of 80 to 109 columns, and of more."""


def _plain(rows: Sequence[Row]) -> list[str]:
    return ["".join(piece.content.plain for piece in row) for row in rows]


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
    lines = _plain(arrived_rows(_board(*people), width))
    columns = set()
    for line, (_name, class_name) in zip(lines, people, strict=True):
        assert cell_len(line) <= width
        assert line.startswith(("08:00 ", "07:59 ")) and line.endswith(" " + class_name)
        columns.add(cell_len(line.removesuffix(class_name)))
    assert len(columns) == 1


def test_a_class_that_is_longer_than_the_pane_keeps_its_end() -> None:
    """The end is what differs."""
    [line] = _plain(arrived_rows(_board(("Ana Lopez", "Junior School Grade 7 Class 12")), NARROW))
    assert line == "08:00 Ana Lop… … 7 Class 12" and cell_len(line) == NARROW


def test_who_is_missing_stands_behind_the_class_with_the_number_where_two_have_a_name() -> None:
    """Two of the name Zhang Wei in class 1, and one in class 2: only the first two need their numbers."""
    people = (("张伟", "七(1)班"), ("张伟", "七(1)班"), ("王芳", "七(1)班"), ("张伟", "七(2)班"))
    rows = missing_rows(_board(*people, state=PresenceState.ABSENT), WIDE)
    assert _plain(rows) == ["七(1)班 3 张伟 20260000 张伟 20260001", "          王芳", "七(2)班 1 张伟"]
    assert [piece.opens for piece in rows[1] if piece.opens] == ["cq8/2"]


def test_a_long_name_of_somebody_missing_is_cut() -> None:
    """And so is a class that would take the room of its people; nothing is wider than the pane."""
    board = _board(("阿依古丽·买买提·吐尔逊江", "重庆市第八中学七年级(1)班"), state=PresenceState.ABSENT)
    [line] = _plain(missing_rows(board, NARROW))
    assert cell_len(line) <= NARROW and "级(1)班 1 阿依古丽·买…" in line


@pytest.mark.parametrize("width", [12, NARROW, WIDE, 80])
def test_the_bars_of_classes_scale_to_the_room_that_there_is(width: int) -> None:
    """One of two, none of one, all of one: half a bar, none, a whole one; label and value are always there."""
    rows = [
        Presence(f"cq8/{n}", str(n), "x", name, "student", state)
        for n, (name, state) in enumerate(
            (
                ("七(1)班", PresenceState.ON_SITE),
                ("七(1)班", PresenceState.LEFT),
                ("七(2)班", PresenceState.ABSENT),
                ("", PresenceState.ON_SITE),
            )
        )
    ]
    lines = _plain(class_rows(Board(ACTIVITY, tuple(rows), 4), width))
    assert [line.split()[-1] for line in lines] == ["1/2", "0/1", "1/1"]
    assert {cell_len(line) for line in lines} == {width}
    cells = [line.count("▆") for line in lines]
    assert width == 12 or (cells[1] == 0 and cells[2] > 0 and cells[0] in (cells[2] // 2, -(-cells[2] // 2)))


def test_the_class_of_a_scan_is_seen_beside_a_long_name() -> None:
    """At 80 columns the list of scans has 47."""
    verdict = Verdict(Tone.IN, "✓", "IN", "阿依古丽·买买提", "七年级2班 · 0012", at=at("09:00"))
    [line] = _plain(scan_rows([verdict], ZoneInfo("Asia/Shanghai"), 47, at("09:05")))
    assert "七年级2班" in line and cell_len(line[: line.index("七年级")]) <= 37


def test_the_minutes_of_a_check_out_stand_at_the_end_of_its_line() -> None:
    """One below the other, however long the class is, which is cut before them."""
    out = Verdict(
        Tone.OUT,
        "←",
        "OUT",
        "杨宇航",
        "七年级2班 · 0012 · student",
        at=at("09:00"),
        amount="70 min",
        volunteer="cq8/12",
    )
    there = out._replace(tone=Tone.IN, symbol="→", word="IN", amount="", name="Maximilian Featherstone")
    rows = scan_rows([out, out._replace(amount="150 min"), there], ZoneInfo("Asia/Shanghai"), 47, at("09:05"))
    lines = _plain(rows)
    assert (
        lines[0].endswith("  70 min") and lines[1].endswith(" 150 min") and "← OUT" in lines[0] and "→ IN" in lines[2]
    )
    assert {cell_len(line) for line in lines} == {47} and rows[0][0].opens == "cq8/12"


def test_a_scan_of_another_day_carries_its_day() -> None:
    """The desk stayed open overnight: yesterday's scan is not taken for one of this morning, and names stay in one column."""
    yesterday = Verdict(Tone.IN, "✓", "IN", "王芳", "七(1)班", at=at("09:00") - 24 * 3_600_000)
    today = yesterday._replace(at=at("09:01"))
    lines = _plain(scan_rows([today, yesterday], ZoneInfo("Asia/Shanghai"), 47, at("09:05")))
    assert lines[0].startswith("09:01:00     ✓ IN") and lines[1].startswith("03-04 09:00  ✓ IN")
    assert lines[0].index("王芳") == lines[1].index("王芳")
