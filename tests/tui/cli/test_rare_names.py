"""A name whose character no font of this computer has is told, by person, for every page that is printed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.portions import share
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Answer, Run

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


@pytest.mark.parametrize("language", share(["en", "zh"], 0, 3))
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


def test_a_new_certificate_in_the_place_of_one_is_refused_likewise(rare: Run, tmp_path: Path) -> None:
    """The old one stays valid then."""
    rare("confirm", "--activity", "A1")
    (issued,) = rare("certificate", "issue", tmp_path / "d.pdf", "004", "--insist", "--json").objects
    again = ("certificate", "reissue", issued["number"], tmp_path / "e.pdf", "--reason", "lost")
    done = rare(*again)
    assert done.code == 1 and "U+31400" in done.err and "--insist" in done.err
    assert not (tmp_path / "e.pdf").exists()
    (listed,) = rare("certificate", "list", "--json").objects
    assert listed["number"] == issued["number"]
    assert rare(*again, "--insist").code == 0


@pytest.mark.parametrize("name", ["ᠮᠣᠩᠭᠣᠯ", "𞤀𞤣𞤤𞤢𞤥"], ids=["Mongolian", "Adlam"])
def test_a_certificate_of_a_name_in_a_script_without_a_font_is_refused_unless_insisted(
    desk: Run, badge: Badge, tmp_path: Path, name: str
) -> None:
    """No font that is installed by default has these letters; they join or run from right to left."""
    done = _issued_to(desk, badge, tmp_path, name)
    assert done.code == 1 and done.objects == []
    assert f"004 {name}" in done.err and "--insist" in done.err
    done = desk("certificate", "issue", tmp_path / "d.pdf", "004", "--insist", "--json")
    assert done.code == 0 and (tmp_path / "d.pdf").is_file()


@pytest.mark.parametrize("language", share(["en", "zh"], 1, 2))
def test_a_certificate_whose_letters_cant_be_joined_is_refused_unless_insisted(
    desk: Run, badge: Badge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setitem(sys.modules, "uharfbuzz", None)
    done = _issued_to(desk, badge, tmp_path, "ئايگۈل", "--lang", language)
    assert done.code == 1 and done.objects == []
    assert "004 ئايگۈل" in done.err and "--insist" in done.err and "uharfbuzz" in done.err
    done = desk("certificate", "issue", tmp_path / "d.pdf", "004", "--insist", "--json")
    assert done.code == 0 and "can't be joined" in done.err


def _issued_to(desk: Run, badge: Badge, tmp_path: Path, name: str, *more: str) -> Answer:
    """004 has this name, served two hours, and is to get a certificate of them."""
    roster = tmp_path / "named.csv"
    roster.write_text(f"学号,姓名,班级,人员类别\n004,{name},七1班,学生\n", "utf-8")
    assert desk("roster", "import", roster, "--add").code == 0
    lines = "".join(f"2024-03-05T{at}:00\t{badge('004')}\n" for at in ("09:00", "11:00"))
    assert desk("scan", "--activity", "A1", "-", stdin=lines).code == 0
    assert desk("confirm", "--activity", "A1").code == 0
    return desk("certificate", "issue", tmp_path / "c.pdf", "004", "--json", *more)


def test_a_rare_name_stands_in_every_list_on_the_terminal(rare: Run) -> None:
    for command in (
        ("roster", "list"),
        ("roster", "find", "004"),
        ("sessions",),
        ("volunteer", "004"),
        ("explain", "004"),
    ):
        done = rare(*command)
        assert "�" not in done.out, command
    rare("activity", "edit", "A1", "--name", f"河{RARE}边")
    assert f"河{RARE}边" in rare("explain", "004").out
