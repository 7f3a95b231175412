"""Two desks: one takes a mistaken activity away or joins numbers, the other has not heard of it; and the district."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from exports.district.district import open_district
from exports.district.says.trust import trust_file
from tests.portions import in_the_soak
from tests.tui.cli.conftest import Answer, Run

Badge = Callable[[str], str]
WHY = ("--reason", "弄错了")


@pytest.fixture
def gate2(desk: Run, run: Run, tmp_path: Path) -> Run:
    """A second desk of the team, made from a kit."""
    other = ("--data", tmp_path / "gate2")
    assert desk("kit", tmp_path / "team.hdkit").code == 0
    assert run("init", "--kit", tmp_path / "team.hdkit", "--desk", "gate 2", *other).code == 0
    return lambda *args, stdin="": run(*args, *other, stdin=stdin)


def scanned(run: Run, *lines: str) -> Answer:
    return run("scan", "--activity", "A1", "-", stdin="".join(f"2024-03-05T{line}\n" for line in lines))


def brought(source: Run, target: Run, file: Path) -> Answer:
    assert source("export", file).code == 0
    taken = target("take", file)
    assert taken.code == 0, taken.err
    return taken


def minutes(run: Run, *more: object) -> list[tuple[str, int]]:
    return [(row["volunteer"], row["minutes"]) for row in run(*(more or ("sessions",)), "--json").objects]


def test_scans_at_an_activity_that_was_hidden_here_count_and_are_told(
    desk: Run, gate2: Run, badge: Badge, tmp_path: Path
) -> None:
    assert desk("activity", "hide", "A1", *WHY).code == 0
    assert scanned(gate2, f"09:00\t{badge('001')}", f"10:00\t{badge('001')}").code == 0
    told = brought(gate2, desk, tmp_path / "2.hdpack")
    assert "2 scans came in for “清洁家园”, which is hidden: they count." in told.err
    assert minutes(desk) == [("001", 60)] and desk("activity", "list", "--json").out == ""
    brought(desk, gate2, tmp_path / "1.hdpack")
    assert gate2("activity", "list", "--json").out == "" and minutes(gate2) == [("001", 60)]


def test_scans_at_an_activity_that_was_struck_out_here_are_told_and_it_can_be_brought_back(
    desk: Run, gate2: Run, badge: Badge, tmp_path: Path
) -> None:
    assert desk("activity", "void", "A1", *WHY).code == 0
    assert scanned(gate2, f"09:00\t{badge('001')}", f"10:00\t{badge('001')}").code == 0
    assert gate2("activity", "edit", "A1", "--name", "改了").code == 0
    told = brought(gate2, desk, tmp_path / "2.hdpack")
    assert "2 scans stand in the activity A1, which was struck out" in told.err and "--undo" in told.err
    assert desk("activity", "list", "--all", "--json").out == ""
    assert desk("activity", "void", "A1", "--undo", *WHY).code == 0
    assert [a["name"] for a in desk("activity", "list", "--json").objects] == ["改了"]
    assert minutes(desk) == [("001", 60)]


def test_numbers_that_another_desk_joined_are_told_and_names_that_differ_too(
    desk: Run, gate2: Run, badge: Badge, tmp_path: Path
) -> None:
    """Gate 2 says that its walk-in is 003, this desk that it is 001: all three are one person until one link is struck out."""
    walk_in = gate2("roster", "add", "--name", "张伟", "--insist", "--json").objects[0]["number"]
    brought(gate2, desk, tmp_path / "0.hdpack")
    link = gate2("link", walk_in, "--same-as", "003", "--insist", *WHY, "--json").objects[0]["event"]
    assert desk("link", walk_in, "--same-as", "001", *WHY).code == 0
    told = brought(gate2, desk, tmp_path / "2.hdpack")
    assert "Another desk joined numbers of one person" in told.err and "names differ" in told.err
    assert desk("void", link, *WHY).code == 0
    brought(desk, gate2, tmp_path / "1.hdpack")
    for at in (desk, gate2):
        assert [one["same_as"] for one in at("link", "--list", "--json").objects] == ["001"]
        assert scanned(at, f"09:00\t{badge('003')}").code == 0


@in_the_soak
def test_the_district_folds_hidden_struck_out_and_joined_as_the_school_does(
    desk: Run, run: Run, badge: Badge, tmp_path: Path
) -> None:
    """Totals stay when an activity is hidden; two numbers are one volunteer; what was struck out is not there."""
    district = ("--data", tmp_path / "district")
    assert run("district", "init", "--code", "YZ", "--name", "渝中区", *district).code == 0

    def handed_in(name: str) -> None:
        assert desk("export", tmp_path / name).code == 0
        with open_district(tmp_path / "district", SYSTEM_CLOCK) as opened:
            trust_file(opened, tmp_path / name)
        merged = run("district", "merge", tmp_path / name, *district)
        assert merged.code == 0, merged.err

    planned = ("--start", "2024-03-06T09:00", "--end", "2024-03-06T11:00")
    assert desk("activity", "add", "--code", "A2", "--name", "重复", "--place", "馆", *planned).code == 0
    scanned(
        desk, f"09:00\t{badge('001')}", f"10:00\t{badge('001')}", f"10:30\t{badge('003')}", f"11:30\t{badge('003')}"
    )
    handed_in("1.hdpack")
    before = run("district", "totals", "--json", *district).objects
    assert sorted(minutes(run, "district", "sessions", *district)) == [("001", 60), ("003", 60)]
    for command in (
        ("activity", "hide", "A1"), ("activity", "void", "A2"), ("link", "003", "--same-as", "001", "--insist")
    ):  # fmt: skip
        assert desk(*command, *WHY).code == 0
    handed_in("2.hdpack")
    assert minutes(run, "district", "sessions", *district) == minutes(desk) == [("001", 60), ("001", 60)]
    assert {row["registered"] for row in run("district", "teams", "--json", *district).objects} == {3}
    after = run("district", "totals", "--json", *district).objects
    assert [row["scanned_minutes"] for row in after] == [row["scanned_minutes"] for row in before]
