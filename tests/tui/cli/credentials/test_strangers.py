"""Whoever did not issue a certificate checks its credential: another school, the district, a computer without any desk."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

from tests.tui.cli.credentials.conftest import World, at


@pytest.fixture
def world(made_world: World) -> World:
    return made_world


def test_another_school_checks_it_by_the_list_in_the_districts_kit(world: World) -> None:
    """First desk and gate alike, though only the first has the team's key; the revoked one is told."""
    answer = world("yz", "certificate", "verify", *(world.folder / f"{n}.jwt" for n in ("1", "gate", "3")))
    assert answer.code == 1
    assert answer.out.count("Not revoked as of the list of 2024-03-06 (渝中区教委)") == 2
    assert answer.out.count("渝中区教委 says that the key is that of 复旦中学 (FD)") == 3
    assert "genuine, but revoked" in answer.out and "张伟" in answer.out and "王小明" in answer.out
    assert world.verify("yz", world.folder / "1.jwt", world.folder / "gate.jwt") == (0, ["genuine", "genuine"])


def test_it_says_the_least_and_who_issued_it(world: World) -> None:
    """By program: number, name, hours by source, period, issuer; no class, no activity, no volunteer number."""
    (row,) = world("yz", "certificate", "verify", world.folder / "1.jwt", "--json").objects
    assert (row["holder"], row["holder_by"], row["minutes"], row["minutes_by_source"]) == (
        "张伟",
        "name",
        90,
        {"added": 90},
    )
    assert (row["first"], row["last"], row["issuer"], row["team"]) == ("2024-03-05", "2024-03-05", "复旦中学", "FD")
    assert (row["revocation"], row["as_of"]) == ("list", "2024-03-06T04:00:00.000Z")
    assert row["key"].startswith("did:key:z6Mk")
    said = json.dumps(row, ensure_ascii=False)
    assert not any(word in said for word in ("七1班", "清洁家园", "001,", "扶老"))


def test_the_district_asks_its_own_record(world: World) -> None:
    assert world.verify("district", *(world.folder / f"{n}.jwt" for n in ("1", "2", "3", "gate"))) == (
        1, ["genuine", "genuine", "revoked", "genuine"],
    )  # fmt: skip


@pytest.mark.parametrize("listed", ["district.hdkit", "list.jwt"])
def test_a_computer_without_a_desk_needs_the_list(world: World, listed: str) -> None:
    """Without it the signature says nothing; with it the key is the school's, if the district's fingerprint is right."""
    file, files = world.folder / "1.jwt", (world.folder / "1.jwt", world.folder / "3.jwt")
    assert world.verify("nowhere", file) == (1, ["untrusted"])
    answer = world("nowhere", "certificate", "verify", *files, "--list", world.folder / listed, "--json")
    assert (answer.code, [row["result"] for row in answer.objects]) == (1, ["genuine", "revoked"])
    assert "compare the fingerprint" in answer.err
    told = world("district", "district", "credentials", world.folder / "again.jwt", "--json").objects[0]["fingerprint"]
    sure = world("nowhere", "certificate", "verify", file, "--list", world.folder / listed, "--fingerprint", told)
    assert (sure.code, sure.err) == (0, "")
    wrong = ("--list", world.folder / listed, "--fingerprint", told.replace(told[0], "0" if told[0] != "0" else "1"))
    refused = world("nowhere", "certificate", "verify", file, *wrong)
    assert refused.code == 1 and "signed by another key" in refused.err


def test_the_paper_goes_with_its_file(world: World, tmp_path: Path) -> None:
    """A stranger has no record of the paper: its code must be the file's. Another paper's code is not."""
    picture = tmp_path / "paper.png"
    pypdfium2.PdfDocument(world.folder / "1.pdf")[0].render(scale=150 / 72).to_pil().convert("L").save(picture)
    pair = (world.folder / "1.jwt", picture, world.folder / "1.pdf")
    assert world.verify("yz", *pair) == (0, ["genuine"] * 3)
    assert world.verify("nowhere", *pair, "--list", world.folder / "list.jwt") == (0, ["genuine"] * 3)
    assert world.verify("yz", world.folder / "2.jwt", picture) == (1, ["genuine", "unknown"])
    (row,) = world("fd", "certificate", "verify", world.folder / "1.jwt", "--json").objects
    forged = f"{row['code'][:-4]}0000"
    assert world.verify("yz", world.folder / "1.jwt", forged) == (1, ["genuine", "altered"])


def test_a_paper_alone_says_nothing_to_a_stranger(world: World) -> None:
    """Where no record is, a paper needs its file."""
    for who in ("nowhere", "district"):
        answer = world(who, "certificate", "verify", world.folder / "1.pdf")
        assert answer.code == 1 and "name its credential too" in answer.err
        assert world.verify(who, world.folder / "1.pdf") == (1, ["unreadable"])


def test_at_another_schools_desk_a_paper_alone_asks_for_its_file(world: World) -> None:
    """A number of this school, or a word that is none, does not."""
    (row,) = world("yz", "certificate", "verify", world.folder / "1.jwt", "--json").objects
    for source, asks in ((row["number"], True), (row["code"], True), ("YZ-2024-0AB10001", False), ("papers", False)):
        said = world("yz", "certificate", "verify", source)
        assert said.code == 1 and "NOT KNOWN" in said.out
        assert ("It is of another school: its credential is needed too" in said.out) is asks


def test_the_issuing_team_asks_its_own_record(world: World) -> None:
    """At once, and without any list."""
    assert world.verify("fd", world.folder / "1.jwt", world.folder / "3.jwt") == (1, ["genuine", "revoked"])
    assert "In force by this team’s own record" in world("fd", "certificate", "verify", world.folder / "1.jwt").out


def test_whose_it_should_be(world: World) -> None:
    assert world.verify("yz", world.folder / "1.jwt", "--holder", "张伟") == (0, ["genuine"])
    assert world.verify("yz", world.folder / "1.jwt", "--holder", "李娜") == (1, ["other_holder"])


def test_a_list_that_is_too_old_says_nothing_of_what_is_in_force(world: World) -> None:
    """A year and a day later: ask for the new kit. What was revoked in it is revoked all the same."""
    answer = world("yz", "certificate", "verify", world.folder / "1.jwt", clock=at(8, year=2025))
    assert answer.code == 1 and "could be used until 2025-03-07: ask the district for its new kit" in answer.out
    answer = world("yz", "certificate", "verify", world.folder / "1.jwt", "--json", clock=at(8, year=2025))
    assert str(answer.objects[0]["usable_until"]).startswith("2025-03-07")
    both = (world.folder / "1.jwt", world.folder / "3.jwt")
    assert world.verify("yz", *both, clock=at(8, year=2025)) == (1, ["list_expired", "revoked"])


def test_in_chinese(world: World) -> None:
    said = world("yz", "certificate", "verify", world.folder / "1.jwt", world.folder / "3.jwt", "--lang", "zh").out
    assert (
        "尚未撤销" in said
        and "已撤销" in said
        and not any(word in said for word in ("list", "record", "genuine", "issued"))
    )
