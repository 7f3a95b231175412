"""What is no credential, or is forged: a clear sentence, exit 1, and no traceback, whatever the file holds."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from checkin.clock import SYSTEM_CLOCK
from exports.exchange.credential.certificate_names import place_of
from exports.exchange.credential.checking import Known, Verdict, check_credential
from exports.exchange.credential.compact_jws import signed_text
from exports.exchange.credential.did_key import did_of, key_of
from storage.disk import keys
from tests.portions import share, steps
from tests.tui.cli.credentials.conftest import World, at

Payload = dict[str, Any]


@pytest.fixture
def world(made_world: World) -> World:
    return made_world


def team_key(world: World, who: str) -> Ed25519PrivateKey:
    return keys.load_key(world.folder / who / "keys" / "team.pem")


def payload(world: World, name: str = "1") -> Payload:
    text = (world.folder / f"{name}.jwt").read_text("ascii").strip()
    said: Payload = jwt.decode(text, options={"verify_signature": False})
    return said


def result(world: World, tmp_path: Path, text: str | bytes, who: str = "yz") -> dict[str, Any]:
    """What checking it at a desk says; the exit code must be 1."""
    file = tmp_path / "shown.jwt"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    said = world(who, "certificate", "verify", file)
    assert said.code == 1 and said.out + said.err != ""
    answer = world(who, "certificate", "verify", file, "--json")
    assert answer.code == 1
    (row,) = answer.objects
    assert row["message"]
    return row


def test_a_changed_file(world: World, tmp_path: Path) -> None:
    """More minutes under the old signature; a byte anywhere."""
    head, body, signature = (world.folder / "1.jwt").read_text("ascii").strip().split(".")
    said = json.loads(base64.urlsafe_b64decode(body + "=="))
    said["credentialSubject"]["result"][0]["value"] = "9000"
    more = base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()
    assert result(world, tmp_path, f"{head}.{more}.{signature}")["result"] == "altered"
    whole = f"{head}.{body}.{signature}"
    for place in range(5, len(whole), steps(997, 97)):
        letter = "A" if whole[place] != "A" else "B"
        changed = check_credential(f"{whole[:place]}{letter}{whole[place + 1 :]}", Known(0))
        assert changed.verdict in (Verdict.ALTERED, Verdict.NOT_A_CREDENTIAL, Verdict.OTHER_ALGORITHM)


def test_another_teams_key_and_a_strangers(world: World, tmp_path: Path) -> None:
    """YZ signs in the name of FD: its key is known, but as that of YZ. A stranger's is not known at all."""
    for key in (team_key(world, "yz"), keys.new_key()):
        said = payload(world)
        said["iss"] = said["issuer"]["id"] = did_of(keys.public_bytes(key))
        row = result(world, tmp_path, signed_text(said, key))
        assert (row["result"], row["team"]) == ("untrusted", "FD")
    borrowed = payload(world)
    assert result(world, tmp_path, signed_text(borrowed, keys.new_key()))["result"] == "altered"


def test_a_desk_that_nobody_vouches_for(world: World, tmp_path: Path) -> None:
    """The gate's certificates beside another key, or cut short, or of no kind at all."""
    header = jwt.get_unverified_header((world.folder / "gate.jwt").read_text("ascii").strip())
    (name,) = {*header} - {"alg", "typ", "kid", "jwk"}
    key, said = keys.new_key(), payload(world, "gate")
    said["iss"] = said["issuer"]["id"] = did_of(keys.public_bytes(key))
    for told in (header[name], header[name][:1], [], "x", [{}], [None] * 30, {"a": 1}):
        assert result(world, tmp_path, signed_text(said, key, {name: told}))["result"] == "untrusted"


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_another_algorithm(world: World, tmp_path: Path, algorithm: str) -> None:
    """None at all, and the public key taken for a secret (the classical confusion)."""
    secret = "" if algorithm == "none" else key_of(payload(world)["iss"]).hex()
    row = result(world, tmp_path, jwt.encode(payload(world), secret, algorithm=algorithm))
    assert row["result"] == "other_algorithm" and algorithm in row["message"]


@pytest.mark.parametrize(
    "content",
    share([b"", b"eyJ", b"eyJhbGciOiJFZERTQSJ9..", b"%PDF-1.4", b"\x00\xff\xfe" * 50, b"PK\x03\x04", "文".encode() * 9, b"a.b.c", b"eyJ" * 9000], 0, 3),
    ids=share(["nothing", "its begin", "no payload", "a PDF", "bytes", "a ZIP", "words", "dots", "only begins"], 0, 3),
)  # fmt: skip
def test_garbage(world: World, tmp_path: Path, content: bytes) -> None:
    for who in ("yz", "district", "nowhere"):
        assert result(world, tmp_path, content, who)["result"] == "not_a_credential"


def test_ten_megabytes_and_a_file_that_is_not_there(world: World, tmp_path: Path) -> None:
    """Not read, and the next source is checked all the same."""
    large = tmp_path / "large.jwt"
    large.write_bytes(b"eyJ" + b"A" * 10_000_000)
    answer = world("yz", "certificate", "verify", large, tmp_path / "nothing.jwt", world.folder / "1.jwt", "--json")
    assert (answer.code, [row["result"] for row in answer.objects]) == (1, ["unreadable", "unreadable", "genuine"])
    assert "too large for a credential" in answer.err and len(answer.err.splitlines()) == 2


def test_signed_by_the_team_but_at_odds_with_itself(world: World, tmp_path: Path) -> None:
    """A place in the list that is another certificate's, another team's number, claims that differ: nobody wrote that."""

    def another_place(said: Payload) -> None:
        said["credentialStatus"]["statusListIndex"] = "2"

    def another_list(said: Payload) -> None:
        said["credentialStatus"]["statusListCredential"] += "0"

    def no_status(said: Payload) -> None:
        del said["credentialStatus"]

    def another_team(said: Payload) -> None:
        said["issuer"]["otherIdentifier"][0]["identifier"] = "YZ"

    def another_claim(said: Payload) -> None:
        said["jti"] = "urn:hourdesk:certificate:FD-2024-00000001"

    changes: list[Callable[[Payload], None]] = [another_place, another_list, no_status, another_team, another_claim]
    for change in changes:
        said = payload(world)
        change(said)
        assert result(world, tmp_path, signed_text(said, team_key(world, "fd")))["result"] == "not_a_credential"


def test_from_next_month(world: World, tmp_path: Path) -> None:
    assert world.verify("yz", world.folder / "1.jwt", clock=at(1, month=2)) == (1, ["not_yet"])


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to everything in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in inner:
        yield (*way, name)
        yield from places(one, (*way, name))


def test_whatever_a_field_holds(world: World) -> None:
    """Each field of a signed credential in turn as something else: it is refused or shown, and never falls over."""
    key, seen = team_key(world, "fd"), set()
    known = Known(SYSTEM_CLOCK.now(), None, "FD", frozenset([keys.public_bytes(key)]))
    for way in share(places(payload(world)), 0, 3):
        for odd in (None, True, 7, -1, 1.5, "", "\x00", "x" * 4000, [], {}, [[]], {"id": 3}, "urn:hourdesk:code:%FF"):
            said = payload(world)
            holder: Any = said
            for step in way[:-1]:
                holder = holder[step]
            holder[way[-1]] = odd
            seen.add(check_credential(signed_text(said, key), known).verdict)
    assert {Verdict.NOT_A_CREDENTIAL, Verdict.GENUINE} <= seen


def test_a_list_of_another_district_a_changed_one_and_none(world: World, tmp_path: Path) -> None:
    """YZ knows its district: no other's list is asked there. A list that was changed is none."""
    other = tmp_path / "other"
    world.do("fd", "export", tmp_path / "fd.hdpack")
    world.do(str(other), "district", "init", "--code", "JBQ", "--name", "江北区教委")
    world.do(str(other), "district", "trust", tmp_path / "fd.hdpack")
    world.do(str(other), "district", "credentials", tmp_path / "other.jwt")
    for who in ("yz", "district"):
        refused = world(who, "certificate", "verify", world.folder / "1.jwt", "--list", tmp_path / "other.jwt")
        assert refused.code == 1 and "another district" in refused.err and refused.out == ""
    text = (world.folder / "list.jwt").read_text("ascii")
    for name, content in (("cut", text[:-40]), ("changed", text.replace(text[300], "Q", 1)), ("none", "hello")):
        (tmp_path / name).write_text(content)
        refused = world("yz", "certificate", "verify", world.folder / "1.jwt", "--list", tmp_path / name)
        assert refused.code == 1 and "no list of a district" in refused.err
    for wrong in ("team.hdkit", "fd.hdpack"):
        assert world("yz", "certificate", "verify", world.folder / "1.jwt", "--list", world.folder / wrong).code == 1


def test_numbers_of_every_kind_of_team_code() -> None:
    """A team's code may have dashes, digits and Chinese letters; a number beyond the list has no place."""
    place = place_of("渝中-8-2024-00FF0012")
    assert place is not None and (place.team, place.bit) == ("渝中-8", 12)
    assert place.listed_in == "urn:hourdesk:revoked:%E6%B8%9D%E4%B8%AD-8-2024-00FF"
    assert place_of("FD-2024-F55699999") is not None and place_of("FD-2024-F556131072") is None
    assert place_of("FD-2024-F556") is None and place_of("certificate") is None
