"""Two desks of a team make one code apart; packs go round, and somebody decides: at a desk or at the district."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.portions import in_the_soak
from tests.tui.cli.conftest import Answer, Run

Desks = dict[str, Run]
DAY = "2026-03-05"


@pytest.fixture
def desks(desk: Run, run: Run, tmp_path: Path) -> Desks:
    """The first desk and two more, all made before anybody makes an activity."""
    assert desk("kit", tmp_path / "team.hdkit").code == 0
    found = {"1": desk}
    for name in ("2", "3"):
        other = ("--data", tmp_path / f"gate{name}")
        assert run("init", "--kit", tmp_path / "team.hdkit", "--desk", f"gate {name}", *other).code == 0
        found[name] = _at(run, other)
    return found


def _at(run: Run, other: tuple[object, ...]) -> Run:
    return lambda *args, stdin="": run(*args, *other, stdin=stdin)


def make(at: Run, name: str, place: str, start: str = "09:00", end: str = "12:00", code: str = "K") -> None:
    planned = ("--start", f"{DAY}T{start}", "--end", f"{DAY}T{end}")
    done = at("activity", "add", "--code", code, "--name", name, "--place", place, *planned)
    assert done.code == 0, done.err


def serve(at: Run, badge: str, start: str, end: str, code: str = "K") -> None:
    lines = "".join(f"{DAY}T{time}\t{badge}\n" for time in (start, end))
    assert at("scan", "--activity", code, "-", stdin=lines).code == 0


def send(one: Run, other: Run, tmp_path: Path) -> Answer:
    """Take one desk's pack at another desk."""
    assert one("export", tmp_path / "sent.hdpack").code == 0
    taken = other("take", tmp_path / "sent.hdpack")
    assert taken.code == 0, taken.err
    return taken


def rows(at: Run) -> set[tuple[Any, ...]]:
    return {(r["volunteer"], r["activity"], r["minutes"], r["status"]) for r in at("sessions", "--json").objects}


def apart(desks: Desks, badge: Callable[[str], str]) -> None:
    """60 minutes at the river by desk 1; 90 in the park by desk 2."""
    make(desks["1"], "River", "Bank")
    make(desks["2"], "Park", "Gate", "10:00")
    serve(desks["1"], badge("001"), "09:30", "10:30")
    serve(desks["2"], badge("002"), "10:00", "11:25")


EACH = {("001", "K", 60, "closed"), ("002", "K", 85, "closed")}


def test_a_take_moves_no_minutes_and_tells_both_names(
    desks: Desks, badge: Callable[[str], str], tmp_path: Path
) -> None:
    apart(desks, badge)
    one, two, three = desks["1"], desks["2"], desks["3"]
    for taken in (send(one, two, tmp_path), send(two, one, tmp_path), send(one, three, tmp_path)):
        assert all(word in taken.err for word in ("River", "Bank", "Park", "Gate", "10:00–12:00", "gate 2"))
    assert rows(one) == rows(two) == rows(three) == EACH
    assert {r["minutes"] for r in one("sessions", "--activity", "K", "--json").objects} == {60}
    assert {r["minutes"] for r in two("sessions", "--activity", "K", "--json").objects} == {85}
    for at in (one, two, three):
        listed = at("activity", "list").out
        assert "River" in listed and "Park" in listed
        review = at("review")
        assert "River" in review.err and "Park" in review.err and "Nothing waits" not in review.err
        (clash,) = [o for o in at("review", "--json").objects if o["waits"] == ["code_clash"]]
        assert [(m["name"], m["place"]) for m in clash["made"]] == [("River", "Bank"), ("Park", "Gate")]


def test_each_desk_goes_on_with_its_own_and_names_the_other_by_its_desk(
    desks: Desks, badge: Callable[[str], str], tmp_path: Path
) -> None:
    apart(desks, badge)
    one, two = desks["1"], desks["2"]
    send(two, one, tmp_path)
    (clash,) = one("activity", "clash", "--json").objects
    park = clash["made"][1]["activity"]
    serve(one, badge("003"), "11:00", "11:30")
    assert one("add", "--volunteer", "003", "--activity", park, "--minutes", "20", "--reason", "helped").code == 0
    serve(one, badge("T01"), "11:00", "11:10")
    send(one, two, tmp_path)
    wanted = EACH | {("003", "K", 30, "closed"), ("003", "K", 20, "closed"), ("T01", "K", 10, "closed")}
    assert rows(one) == rows(two) == wanted
    assert {r["volunteer"] for r in two("sessions", "--activity", "K", "--json").objects} == {"002", "003"}
    assert one("activity", "close", park).code == 0
    closed = {a["name"]: a["closed_at"] is not None for a in one("activity", "list", "--json").objects}
    assert closed["Park"] and not closed["River"]
    assert one("activity", "edit", "K", "--place", "Pier").code == 0
    places = {a["name"]: a["place"] for a in one("activity", "list", "--json").objects}
    assert (places["River"], places["Park"]) == ("Pier", "Gate")


def test_one_activity_by_the_facts_of_the_kept_desk_with_before_and_after(
    desks: Desks, badge: Callable[[str], str], tmp_path: Path
) -> None:
    apart(desks, badge)
    one, two = desks["1"], desks["2"]
    assert one("policy", "set", "clamp_start=true", "--from", "2026-03-01T00:00").code == 0
    send(two, one, tmp_path)
    send(one, two, tmp_path)
    assert one("activity", "clash", "K", "--one", "--keep", "gate 2").code == 2  # a reason is wanted
    tried = one("activity", "clash", "K", "--one", "--keep", "gate 2", "--dry-run")
    assert tried.code == 0 and "→" in tried.err and rows(one) == EACH
    done = one("activity", "clash", "K", "--one", "--keep", "gate 2", "--reason", "one morning", "--json")
    (decided,) = done.objects
    # By the park's begin at ten, the river's hour from 9:30 counts from ten on; both sessions are of another activity now.
    change = decided["change"]
    assert (change["persons"], change["minutes_before"], change["minutes_after"]) == (2, 145, 115)
    united = {("001", "K", 30, "closed"), ("002", "K", 85, "closed")}
    send(one, two, tmp_path)
    assert rows(one) == rows(two) == united
    assert [a["name"] for a in two("activity", "list", "--json").objects if a["code"] == "K"] == ["Park"]
    assert one("activity", "clash").out == "" and two("review").err.startswith("Nothing waits.")
    assert one("void", decided["events"][0], "--reason", "two after all").code == 0
    send(one, two, tmp_path)
    assert rows(one) == rows(two) == EACH


def test_different_activities_the_later_gets_a_code_with_its_desk(
    desks: Desks, badge: Callable[[str], str], tmp_path: Path
) -> None:
    apart(desks, badge)
    one, two = desks["1"], desks["2"]
    send(two, one, tmp_path)
    assert one("activity", "clash", "K", "--two", "--reason", "two places").code == 0
    (park,) = [a["code"] for a in one("activity", "list", "--json").objects if a["name"] == "Park"]
    assert park.startswith("K-") and len(park) == 6
    send(one, two, tmp_path)
    told = {("001", "K", 60, "closed"), ("002", park, 85, "closed")}
    assert rows(one) == rows(two) == told
    serve(one, badge("003"), "10:00", "10:30", park)
    serve(two, badge("T01"), "10:00", "10:20", "K")
    serve(two, badge("003"), "11:00", "11:15", park)
    send(one, two, tmp_path)
    send(two, one, tmp_path)
    told |= {("003", park, 30, "closed"), ("T01", "K", 20, "closed"), ("003", park, 15, "closed")}
    assert rows(one) == rows(two) == told


@in_the_soak
def test_three_desks_in_every_order_of_packs(desks: Desks, badge: Callable[[str], str], tmp_path: Path) -> None:
    apart(desks, badge)
    make(desks["3"], "Lake", "Shore", "08:00")
    serve(desks["3"], badge("003"), "08:00", "08:40")
    for name, at in desks.items():
        assert at("export", tmp_path / f"{name}.hdpack").code == 0
    told = EACH | {("003", "K", 40, "closed")}
    for name, at in desks.items():
        others = [tmp_path / f"{one}.hdpack" for one in desks if one != name]
        at("take", *(others if name == "1" else others[::-1]), others[0])
        assert rows(at) == told
        (clash,) = at("activity", "clash", "--json").objects
        assert [m["name"] for m in clash["made"]] == ["River", "Park", "Lake"]


def test_a_desk_that_takes_the_activity_first_only_edits_it(
    desks: Desks, badge: Callable[[str], str], tmp_path: Path
) -> None:
    one, two = desks["1"], desks["2"]
    make(one, "River", "Bank")
    send(one, two, tmp_path)
    planned = ("--start", f"{DAY}T08:00", "--end", f"{DAY}T12:00", "--timezone", "Asia/Shanghai")
    assert two("activity", "edit", "K", "--name", "Creek", "--place", "Mill", *planned).code == 0
    serve(two, badge("001"), "09:00", "10:00")
    send(two, one, tmp_path)
    assert one("activity", "clash").out == ""
    assert [a["name"] for a in one("activity", "list", "--json").objects if a["code"] == "K"] == ["Creek"]
    assert rows(one) == rows(two) == {("001", "K", 60, "closed")}


def test_a_desk_that_scans_for_another_desks_activity_stays_with_it(
    desks: Desks, badge: Callable[[str], str], tmp_path: Path
) -> None:
    """Desk 2 works for the activity of desk 1; then desk 3, which made the same code earlier, comes in at desk 2."""
    one, two, three = desks["1"], desks["2"], desks["3"]
    make(three, "Lake", "Shore")
    make(one, "River", "Bank")
    send(one, two, tmp_path)
    serve(two, badge("001"), "09:00", "10:00")
    send(three, two, tmp_path)
    assert {r["volunteer"] for r in two("sessions", "--activity", "K", "--json").objects} == {"001"}
    serve(two, badge("002"), "10:00", "11:00")
    send(two, one, tmp_path)
    assert {r["volunteer"] for r in one("sessions", "--activity", "K", "--json").objects} == {"001", "002"}


def test_a_copied_desk_goes_on_with_the_activity_of_the_old_one(
    desks: Desks, run: Run, badge: Callable[[str], str], tmp_path: Path
) -> None:
    """Another laptop goes on from a copy of gate 2's folder: it has an id of its own, and scans for the park as before."""
    apart(desks, badge)
    send(desks["1"], desks["2"], tmp_path)
    shutil.copytree(tmp_path / "gate2", tmp_path / "copied")
    copied = _at(run, ("--data", tmp_path / "copied"))
    serve(copied, badge("003"), "11:00", "11:20")
    send(copied, desks["1"], tmp_path)
    park = {r["volunteer"] for r in copied("sessions", "--activity", "K", "--json").objects}
    river = {r["volunteer"] for r in desks["1"]("sessions", "--activity", "K", "--json").objects}
    assert (park, river) == ({"002", "003"}, {"001"})


def test_the_papers_of_an_activity_hold_its_own_people(
    desks: Desks, badge: Callable[[str], str], tmp_path: Path
) -> None:
    """What is confirmed, closed and written to a file by the code is that of the desk itself, or of the desk that is named."""
    apart(desks, badge)
    one = desks["1"]
    send(desks["2"], one, tmp_path)
    assert one("export", tmp_path / "rows.csv", "--activity", "K@gate 2").code == 0
    assert "Park" in (tmp_path / "rows.csv").read_text("utf-8-sig") and "River" not in (tmp_path / "rows.csv").read_text("utf-8-sig")  # fmt: skip
    assert one("confirm", "--activity", "K").code == 0
    confirmed = {("001", "K", 60, "confirmed"), ("002", "K", 85, "closed")}
    assert rows(one) == confirmed
    send(one, desks["2"], tmp_path)
    assert rows(desks["2"]) == confirmed
    assert one("activity", "clash", "K", "--two", "--reason", "two places").code == 0
    assert {row[2:] for row in rows(one)} == {row[2:] for row in confirmed}


@in_the_soak
def test_the_district_tells_of_it_and_decides(
    desks: Desks, run: Run, badge: Callable[[str], str], tmp_path: Path
) -> None:
    apart(desks, badge)
    at = ("--data", tmp_path / "district")
    assert run("district", "init", "--code", "YZQ", "--name", "渝中区", *at).code == 0
    assert desks["1"]("export", tmp_path / "team.hdkey").code == 0
    assert run("district", "trust", tmp_path / "team.hdkey", *at).code == 0
    packs = []
    for name in ("1", "2"):
        assert desks[name]("export", tmp_path / f"{name}.hdpack").code == 0
        packs.append(tmp_path / f"{name}.hdpack")
    for order in itertools.permutations(packs):
        assert run("district", "merge", *order, *at).code == 0
        (clash,) = run("district", "conflicts", "--json", *at).objects
        assert clash["kind"] == "code_clash"
        assert all(word in clash["text"] for word in ("River", "Bank", "Park", "Gate", "2026-03-05", "gate 2", "(1)"))
        assert sum(row["minutes"] for row in run("district", "sessions", "--json", *at).objects) == 145
    first, other = clash["events"]
    own = run("district", "rule", other, "--own-code", "--reason", "two places", "--json", *at)
    assert own.code == 0 and own.objects[0]["before"] == own.objects[0]["after"]
    assert run("district", "conflicts", "--json", *at).objects == []
    assert len({row["activity"] for row in run("district", "sessions", "--json", *at).objects}) == 2
    undone = run("district", "rule", own.objects[0]["event"], "--void", "--reason", "no", *at)
    assert undone.code == 0 and len(run("district", "conflicts", "--json", *at).objects) == 1
    assert run("district", "rule", other, "--one-with", first, "--reason", "one morning", *at).code == 0
    assert run("district", "receipt", tmp_path / "receipts", *at).code == 0
    (receipt,) = (tmp_path / "receipts").glob("*.hdreceipt")
    send(desks["2"], desks["1"], tmp_path)
    assert desks["1"]("take", receipt).code == 0
    assert desks["1"]("activity", "clash").out == ""
    assert [a["name"] for a in desks["1"]("activity", "list", "--json").objects if a["code"] == "K"] == ["River"]
