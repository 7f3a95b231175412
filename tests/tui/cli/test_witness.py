"""Two desks at one activity scan each other's code; what is no such code, an old one or one's own is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageOps

from checkin.rules.badge_numbers import CARD_LENGTH, why_not_a_badge
from checkin.rules.witness import LENGTH, is_witness_code, read_code, shown_code
from exports.printed.badges.qr import text_matrix
from storage.standard.standard import DistrictTeam, keep_teams
from storage.store import open_store
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run


@pytest.fixture
def other(desk: Run, run: Run, tmp_path: Path) -> Run:
    """A second desk of the team, at the same activity."""
    assert desk("kit", tmp_path / "team.hdkit").code == 0
    place = ("--data", tmp_path / "gate")
    assert run("init", "--kit", tmp_path / "team.hdkit", "--desk", "gate", *place).code == 0
    assert run("scan", "--activity", "A1", "--volunteer", "001", "-", *place, stdin="").code == 0
    return lambda *args, stdin="": run(*args, *place, stdin=stdin)


def code(at: Run, activity: str = "A1") -> str:
    (shown,) = at("witness", "show", "--activity", activity, "--json").objects
    return str(shown["code"])


def picture_of(text: str, file: Path) -> Path:
    """The code as a camera sees it on the other desk's screen: light on dark."""
    matrix = text_matrix(text)
    picture = Image.new("L", (len(matrix[0]), len(matrix)))
    picture.putdata([0 if module else 255 for row in matrix for module in row])
    picture = picture.resize((picture.width * 4, picture.height * 4), Image.Resampling.NEAREST)
    ImageOps.expand(ImageOps.expand(picture, 8, 255), 40, 20).save(file)
    return file


def test_the_school_of_a_desk_that_was_seen_is_named(desk: Run, clock: StandingClock, tmp_path: Path) -> None:
    with open_store(tmp_path / "desk", clock.clock) as store, store.ledger.transaction():
        keep_teams(store.connection, [DistrictTeam("QS", "青山中学", None)], [])
        codes = [
            shown_code(f"{n:016x}", 9, "ab" * 32, store.now(), f"{team}/B1").text for n, team in ((1, "QS"), (2, "XX"))
        ]
    said = [desk("witness", "take", one, "--activity", "A1").out for one in codes]
    assert "the record of 青山中学, desk 00000000." in said[0] and "the record of 0000000000000002." in said[1]
    listed = desk("witness", "list", "--json").objects
    assert [one["saw_team"] for one in listed] == ["QS", None] and "青山中学" in desk("witness", "list").out
    assert "its pack names it" in desk("witness", "list").err


def test_each_keeps_what_it_saw_and_how_far_the_clocks_stood_apart(
    desk: Run, other: Run, clock: StandingClock, tmp_path: Path
) -> None:
    seen = code(other)
    clock.advance(20_000)
    (kept,) = desk("witness", "take", seen, "--activity", "A1", "--json").objects
    assert kept["apart_ms"] == 20_000
    shown = other("witness", "take", picture_of(code(desk), tmp_path / "shown.png"), "--activity", "A1")
    (first,) = desk("witness", "show", "--activity", "A1", "--json").objects
    assert shown.lines == [f"Kept: this desk has seen the record of {first['desk']}. Clocks at most 0:00:00 apart."]
    (listed,) = desk("witness", "list", "--json").objects
    there = read_code(seen)
    assert there is not None and listed["hash"] == there.hash
    assert (listed["desk_name"], listed["saw_name"]) == ("1", None)
    assert "at most 0:00:20 apart" in desk("witness", "list").out
    picture = other("witness", "show", "--activity", "A1").lines
    assert picture[-1].isdigit() and len({len(line) for line in picture[:-1]}) == 1 and len(picture) < 23


def test_a_log_that_is_not_the_one_that_was_seen_is_told_when_it_is_taken(
    desk: Run, other: Run, tmp_path: Path
) -> None:
    there = read_code(code(other))
    assert there is not None
    assert desk("witness", "take", there._replace(hash="ab" * 32).text, "--activity", "A1").code == 0
    assert other("export", tmp_path / "gate.hdpack").code == 0
    said = desk("take", tmp_path / "gate.hdpack").err
    assert f"The log of gate is not the one that 1 saw on 2026-03-05, at place {there.seq} of its chain" in said
    (asked,) = [one for one in desk("audit", "list", "--json").objects if one["rule"] == "rewritten"]
    assert f"Desk gate ({there.desk[:8]}): from place {there.seq} on, its log is not the one" in asked["text"]


def test_a_code_that_witnesses_nothing_is_refused(desk: Run, other: Run, clock: StandingClock, tmp_path: Path) -> None:
    plan = ("--start", "2026-03-05T09:00", "--end", "2026-03-05T12:00")
    assert other("activity", "add", "--code", "B2", "--name", "elsewhere", "--place", "Bank", *plan).code == 0
    first, elsewhere = code(other), code(other, "B2")
    wrong_digit = first[:40] + str((int(first[40]) + 1) % 10) + first[41:]

    def refused(text: str) -> str:
        done = desk("witness", "take", text, "--activity", "A1")
        assert done.code == 1
        return done.err

    assert "own" not in refused(wrong_digit) and "scan it again" in refused(wrong_digit)
    assert "scan it again" in refused("710000") and "scan it again" in refused("")
    assert "no witness code was read there" in refused(str(picture_of("710000", tmp_path / "badge.png")))
    assert "no-such.png" in refused("no-such.png")
    assert "code of this desk itself" in refused(code(desk))
    there = read_code(first)
    assert there is not None
    assert "shown 95 minutes from now" in refused(there._replace(shown=there.shown + 95 * 60_000).text)
    assert "another activity of your team" in refused(elsewhere)
    clock.advance(45 * 60_000)
    assert "shown 45 minutes ago" in refused(first)
    assert desk("witness", "take", code(other), "--activity", "A1").code == 0
    assert "a newer code of this desk is kept" in refused(first)
    assert len(desk("witness", "list", "--json").objects) == 1


def test_a_code_among_scans_is_refused_and_told_where_it_belongs(desk: Run, other: Run) -> None:
    done = desk("scan", "--activity", "A1", "-", stdin=f"{code(other)}\n")
    assert done.code == 1 and "keep it with hourdesk witness take" in done.err


def test_a_code_is_never_taken_for_a_badge_or_a_card() -> None:
    text = shown_code("ffffffffffffffff", 999_999_999, "f" * 64, 7_258_118_400_000, "FD/A1").text
    assert len(text) == LENGTH > CARD_LENGTH and why_not_a_badge(text) is not None
    assert is_witness_code(text) and is_witness_code(text[:-3]) and read_code(text[:-3]) is None
    there = read_code(text)
    assert there is not None and there.text == text
    assert not is_witness_code("71" + "0" * 22) and not is_witness_code("73" * 32)
