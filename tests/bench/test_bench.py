"""The benchmarks run and print figures. How fast anything is depends on the machine, and is no matter of tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.figures import Figure, alternate, figure
from tests.engines import needs_encryption
from tests.portions import share

LINE = re.compile(r"^(?P<name>.+?) +(?P<ours>[\d.]+) +(ms|s|MB) +(?P<floor>[\d.]+) +(ms|s|MB) +(?P<ratio>[\d.]+) +≤ ")


@pytest.mark.parametrize(
    ("asked", "names"),
    share(
        [
            ("scan", ["durable scan, 2000 events : INSERT", "durable scan, 2000 events : 1000 events"]),
            pytest.param(
                "protected",
                ["protected scan, 2000 events : in the clear", "protected scan, 2000 events : INSERT"],
                marks=needs_encryption,
            ),
            ("notes", ["scan with 50 notes : without"]),
            ("posts", ["scan at 12 posts, 48 shifts, 50 signed up : without"]),
            ("guard", ["scan with limits for minors : without", "scan with posts, notes and limits : without"]),
            ("sessions", ["sessions --json, 500 sessions", "export OUT.xlsx, 500 sessions"]),
            ("explain", ["explain and total 500 sessions : SQL"]),
            ("audit", ["audit of 600 sessions : DuckDB grouping them", "  the same in processor time"]),
        ],
        0,
        8,
    ),
)
def test_figures_come_out(asked: str, names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--small", "--only", asked, "--cache", str(tmp_path)])
    printed, said = capsys.readouterr()
    for place in (tmp_path, Path.home()):
        assert str(place) not in printed + said, "no path of the machine is printed"
    found = [match for line in printed.splitlines() if (match := LINE.match(line))]
    assert [match["name"] for match in found] == names
    assert all(float(match[side]) > 0 for match in found for side in ("ours", "floor", "ratio"))


def test_a_figure_is_a_ratio_of_medians() -> None:
    """ours 1 2 9, floor 1 1 1, at most 2 → ratio 2, reached; at most 1.9 → short of target"""
    even = figure("scan", [9, 1, 2], [1, 1, 1], "ms", 2.0)
    short = Figure("scan", even.ours, even.floor, "ms", 1.9, 3)
    assert even.ratio == 2 and even.reached and even.line().endswith("ok")
    assert not short.reached and short.line().endswith("SHORT OF TARGET")


def test_sides_take_turns_at_going_first() -> None:
    """two sides, three rounds after a warm one → what was measured warm is left out, and each side has a start"""
    heard: list[str] = []

    def side(name: str) -> float:
        heard.append(name)
        return float(len(heard))

    found = alternate((lambda _turn: side("a"), lambda _turn: side("b")), rounds=3, warm=1)
    assert "".join(heard) == "baabbaab"
    assert found == [[3, 6, 7], [4, 5, 8]]
