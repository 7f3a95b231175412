"""A name whose character no font of this computer has is told, by person, for every page that is printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

RARE = "\U00031400"
"""U+31400 is in CJK extension H: fonts that are installed by default do not have it."""
Badge = Callable[[str], str]


@pytest.fixture
def badge(desk: Run, tmp_path: Path) -> Badge:
    """The badge of a number, once 004 with the rare name is in the roster."""
    roster = tmp_path / "rare.csv"
    roster.write_text(f"学号,姓名,班级,人员类别\n001,张伟,七1班,学生\n004,李{RARE},七1班,学生\n", "utf-8")
    assert desk("roster", "import", roster, "--add").code == 0
    return {row["number"]: row["badge"] for row in desk("roster", "list", "--json").objects}.__getitem__


@pytest.fixture
def rare(desk: Run, badge: Badge) -> Run:
    """Two pupils served two hours at A1; 004 has the rare name."""
    lines = "".join(f"2024-03-05T{at}:00\t{badge(who)}\n" for at in ("09:00", "11:00") for who in ("001", "004"))
    assert desk("scan", "--activity", "A1", "-", stdin=lines).code == 0
    return desk


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "command",
    [
        ("badges", "{out}.pdf"),
        ("badges", "{out}"),
        ("muster", "--activity", "A1", "--pdf", "{out}.pdf"),
        ("paper", "sheet", "{out}.pdf", "--activity", "A1"),
        ("explain", "004", "--pdf", "{out}.pdf"),
        ("publicity", "write", "{out}.pdf"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_every_printed_page_tells_whose_name_lacks_a_character(
    rare: Run, badge: Badge, clock: StandingClock, tmp_path: Path, command: tuple[str, ...], language: str
) -> None:
    words = [word.format(out=tmp_path / "out") for word in command]
    if words[0] == "muster":
        clock.set(datetime(2024, 3, 5, 11, 30, tzinfo=ZoneInfo("Asia/Shanghai")))
        rare("scan", "--activity", "A1", "-", stdin=f"2024-03-05T11:10:00\t{badge('004')}\n")
    if words[0] == "publicity":
        rare("policy", "set", "publicity_working_days=3", "publicity_masks_names=false", "--from", "2024-01-01T00:00")
        rare("confirm", "--activity", "A1")
    done = rare(*words, "--lang", language)
    assert done.code == 0, done.err
    told = [line for line in done.err.splitlines() if "U+31400" in line]
    assert len(told) == 1
    assert RARE in told[0] and ("004" in told[0] or words[0] == "publicity")
    assert "001" not in told[0]


def test_a_certificate_is_refused_unless_insisted(rare: Run, tmp_path: Path) -> None:
    rare("confirm", "--activity", "A1")
    done = rare("certificate", "issue", tmp_path / "c.pdf", "001", "004", "--json")
    assert done.code == 1
    assert [row["volunteer"] for row in done.objects] == ["001"]
    assert "004" in done.err and "U+31400" in done.err and "--insist" in done.err
    done = rare("certificate", "issue", tmp_path / "d.pdf", "004", "--insist", "--json")
    assert done.code == 0
    assert [row["volunteer"] for row in done.objects] == ["004"]
    assert "U+31400" in done.err
    assert (tmp_path / "d.pdf").is_file()


def test_it_can_be_printed_again_and_is_told_again(rare: Run, tmp_path: Path) -> None:
    rare("confirm", "--activity", "A1")
    (issued,) = rare("certificate", "issue", tmp_path / "d.pdf", "004", "--insist", "--json").objects
    done = rare("certificate", "print", tmp_path / "e.pdf", issued["number"])
    assert done.code == 0
    assert "U+31400" in done.err
