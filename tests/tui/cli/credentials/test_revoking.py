"""From the supervisor's reason to the stranger's answer: revoked, taken back, reissued; a lost laptop; what policy says is in it."""

from __future__ import annotations

import json
from pathlib import Path

import jwt
import pytest

from tests.portions import in_the_soak
from tests.tui.cli.credentials.conftest import World


@pytest.fixture
def world(made_world: World) -> World:
    return made_world


def issued(world: World, file: Path, number: str = "002", who: str = "fd") -> str:
    """A certificate's number; its credential lies beside `file`."""
    (row,) = world.do(who, "certificate", "issue", file, number, "--json").objects
    assert row["credential"] == str(file.with_suffix(".jwt"))
    return str(row["number"])


def new_kit(world: World, who: str = "yz") -> None:
    """FD hands in, the district writes its kit, another school takes it."""
    world.hand_in()
    kit = world.folder / "next.hdkit"
    world.do("district", "district", "kit", kit)
    world.do(who, "kit", "--take", kit)


def test_revoked_with_a_reason_and_taken_back(world: World, tmp_path: Path) -> None:
    """The school knows at once, others with the next kit. A void of the void brings it back, there as here."""
    out = tmp_path / "c.pdf"
    number, file = issued(world, out), out.with_suffix(".jwt")
    new_kit(world)
    assert world.verify("yz", file) == (0, ["genuine"])
    assert world("fd", "certificate", "revoke", number).code == 2
    done = world.do("fd", "certificate", "revoke", number, "--reason", "误发", "--json").objects[0]
    assert (done["before"], done["after"]) == ("in_force", "revoked")
    assert world.verify("fd", file) == (1, ["revoked"])
    assert "误发" in world("fd", "certificate", "verify", file).out
    assert world.verify("yz", file) == (0, ["genuine"]), "the kit there is older"
    new_kit(world)
    assert world.verify("yz", file) == (1, ["revoked"])
    assert world("fd", "certificate", "revoke", number, "--reason", "误发").code == 1
    world.do("fd", "void", done["event"], "--reason", "没有误发")
    new_kit(world)
    assert world.verify("yz", file) == world.verify("fd", file) == (0, ["genuine"])


@in_the_soak
def test_reissued_the_old_one_is_revoked_and_printed_again_it_is_the_same_file(world: World, tmp_path: Path) -> None:
    out, new = tmp_path / "c.pdf", tmp_path / "new.pdf"
    number = issued(world, out)
    again = tmp_path / "again.pdf"
    world.do("fd", "certificate", "print", again, number)
    assert again.with_suffix(".jwt").read_bytes() == out.with_suffix(".jwt").read_bytes()
    world.do("fd", "certificate", "reissue", number, new, "--reason", "更正")
    new_kit(world)
    files = (out.with_suffix(".jwt"), new.with_suffix(".jwt"))
    assert world.verify("yz", *files) == (1, ["revoked", "genuine"])


def test_a_class_gets_a_folder_of_credentials_beside_the_pdf(world: World, tmp_path: Path) -> None:
    rows = world.do("fd", "certificate", "issue", tmp_path / "七1班.pdf", "001", "002", "--json").objects
    assert [Path(row["credential"]) for row in rows] == [
        tmp_path / "七1班-credentials" / f"{row['number']}.jwt" for row in rows
    ]
    told = world.do("fd", "certificate", "print", tmp_path / "folder", *(row["number"] for row in rows))
    assert "2 credentials, which everybody can check" in told.out
    names = sorted(file.name for file in (tmp_path / "folder").iterdir())
    assert names == sorted(f"{row['number']}{ending}" for row in rows for ending in (".pdf", ".jwt"))


def test_a_lost_laptops_credentials_are_not_believed(world: World, tmp_path: Path) -> None:
    """Whoever has it can sign with its key and any date: what the first desk has taken in stands, the rest is to be issued again."""
    world.do("fd", "kit", tmp_path / "team.hdkit", "--desk", "bus")
    world.do("bus", "init", "--kit", tmp_path / "team.hdkit")
    world.do("bus", "add", "--volunteer", "003", "--activity", "A1", "--minutes", 30, "--reason", "扶老")
    world.do("bus", "confirm", "--activity", "A1")
    issued(world, tmp_path / "before.pdf", "003", "bus")
    world.do("bus", "export", tmp_path / "bus.hdpack")
    world.do("fd", "take", tmp_path / "bus.hdpack")
    issued(world, tmp_path / "after.pdf", "003", "bus")
    world.do("fd", "revoke-desk", "bus", "--reason", "在公交车上丢失")
    files = (tmp_path / "before.jwt", tmp_path / "after.jwt")
    assert world.verify("fd", *files) == (1, ["genuine", "lost_desk"])
    new_kit(world)
    assert world.verify("yz", *files) == (1, ["lost_desk", "lost_desk"])


def test_what_a_lost_laptop_certified_later_is_listed_and_issued_again(world: World, tmp_path: Path) -> None:
    """One is replaced, one revoked, one refused and then accepted. An earlier one counts, and can be replaced all the same: what it
    says is on that laptop alone."""
    world.do("fd", "kit", tmp_path / "team.hdkit", "--desk", "tram")
    world.do("tram", "init", "--kit", tmp_path / "team.hdkit")
    world.do("fd", "export", tmp_path / "fd.hdpack")
    world.do("tram", "take", tmp_path / "fd.hdpack")
    early = issued(world, tmp_path / "early.pdf", "001", "tram")
    taken(world, "tram", tmp_path)
    elsewhere = world("fd", "certificate", "reissue", early, tmp_path / "x.pdf", "--reason", "更正")
    assert elsewhere.code == 1 and "filed there" in elsewhere.err
    world.do("fd", "revoke-desk", "tram", "--reason", "在电车上丢失")
    later = [
        issued(world, tmp_path / f"{place}.pdf", number, "tram") for place, number in enumerate(("001", "002", "002"))
    ]
    taken(world, "tram", tmp_path)
    assert to_replace(world) == later
    told = world.do("fd", "revoke-desk").out
    assert "3 certificates that it issued later do not count" in told and f"{later[1]}  2024-03-06  002  李娜" in told
    (done,) = world.do(
        "fd", "certificate", "reissue", later[0], tmp_path / "n.pdf", "--reason", "补发", "--json"
    ).objects
    assert (done["volunteer"], done["minutes"]) == ("001", 90)
    assert world.verify("fd", tmp_path / "n.jwt", tmp_path / "0.jwt") == (1, ["genuine", "lost_desk"])
    again = world("fd", "certificate", "reissue", later[0], tmp_path / "n.pdf", "--reason", "补发")
    assert again.code == 1 and "revoked already" in again.err
    (revoked,) = world.do("fd", "certificate", "revoke", later[1], "--reason", "不是本校发的", "--json").objects
    assert (revoked["before"], revoked["after"]) == ("does_not_count", "revoked")
    world.do("fd", "revoke-desk", "tram", "--refuse", "--reason", "核对不了")
    assert to_replace(world) == later[2:]
    world.do("fd", "revoke-desk", "tram", "--accept", "--reason", "核对过了")
    assert to_replace(world) == []
    states = {one["number"]: one["revoked"] for one in world.do("fd", "certificate", "list", "--json").objects}
    assert [states[number] for number in later] == [True, True, False], "what was replaced stays so"
    world.do("fd", "certificate", "reissue", early, tmp_path / "early-new.pdf", "--reason", "电脑丢了")
    assert world.verify("fd", tmp_path / "early.jwt", tmp_path / "early-new.jwt") == (1, ["revoked", "genuine"])


def taken(world: World, who: str, folder: Path) -> None:
    """FD takes the pack of one of its desks."""
    world.do(who, "export", folder / "sent.hdpack")
    world.do("fd", "take", folder / "sent.hdpack")


def to_replace(world: World) -> list[str]:
    """The certificates of the desk “tram” that FD is to issue again."""
    listed = world.do("fd", "revoke-desk", "--json").objects
    return [one["number"] for desk in listed if desk["desk_name"] == "tram" for one in desk["certificates"]]


@pytest.mark.parametrize(("shown", "holder"), [("number", "002"), ("hash", None)])
def test_the_policy_says_how_the_holder_stands_in_it(
    world: World, tmp_path: Path, shown: str, holder: str | None
) -> None:
    """By number, or by a hash that can only be compared; by name unless the team decides otherwise."""
    world.do("fd", "policy", "set", f"credential_identity={shown}")
    try:
        issued(world, tmp_path / "c.pdf")
    finally:
        world.do("fd", "policy", "set", "credential_identity=name")
    file = tmp_path / "c.jwt"
    said = jwt.decode(file.read_text("ascii").strip(), options={"verify_signature": False})
    assert "李娜" not in json.dumps(said, ensure_ascii=False)
    (row,) = world("yz", "certificate", "verify", file, "--json").objects
    assert row["holder_by"] == shown and (holder is None or row["holder"] == holder)
    name = holder or "李娜"
    assert world.verify("yz", file, "--holder", name) == (0, ["genuine"])
    assert world.verify("yz", file, "--holder", "王芳") == (1, ["other_holder"])


def test_a_desk_whose_key_is_damaged_still_prints_the_paper(world: World, tmp_path: Path) -> None:
    """The paper comes as ever; that it has no credential is said."""
    keys = world.folder / "fd" / "keys" / "team.pem"
    whole = keys.read_bytes()
    keys.write_bytes(b"-----BEGIN")
    try:
        answer = world("fd", "certificate", "issue", tmp_path / "c.pdf", "002", "--json")
    finally:
        keys.write_bytes(whole)
    assert (
        answer.code == 0 and answer.objects[0]["credential"] is None and "the key is missing or damaged" in answer.err
    )
    assert (tmp_path / "c.pdf").is_file() and not (tmp_path / "c.jwt").exists()


def test_another_desk_takes_the_log_and_asks_it(world: World, tmp_path: Path) -> None:
    """The gate has no list of a district and says that it did not check; with the first desk's log it knows what is revoked."""
    answer = world("gate", "certificate", "verify", world.folder / "3.jwt")
    assert answer.code == 0 and "No list of a district is here: whether it was revoked is not checked." in answer.out
    world.do("fd", "export", tmp_path / "fd.hdpack")
    world.do("gate", "take", tmp_path / "fd.hdpack")
    assert world.verify("gate", world.folder / "1.jwt", world.folder / "3.jwt") == (1, ["genuine", "revoked"])
