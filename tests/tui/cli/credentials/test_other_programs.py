"""Another program reads our credentials: openbadgeslib, which knows nothing of Hourdesk, and PyJWT below it."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jwt
import pytest
from jwt.algorithms import OKPAlgorithm
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier
from openbadgeslib.ob3.status import check_credential_status

from tests.tui.cli.credentials.conftest import World

CLAIMS = {"iss", "jti", "nbf", "exp"}


def token(world: World, name: str) -> str:
    return (world.folder / f"{name}.jwt").read_text("ascii").strip()


def unread(text: str) -> dict[str, Any]:
    """What a token says, whoever signed it."""
    said: dict[str, Any] = jwt.decode(text, options={"verify_signature": False})
    return said


@pytest.fixture(scope="module")
def lists(made_world: World, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The status lists of the district by their names, good for a hundred years: the other program asks the computer's clock."""
    settings = made_world.folder / "district" / "settings" / "credentials.toml"
    before, out = settings.read_text("utf-8"), tmp_path_factory.mktemp("list") / "list.jwt"
    settings.write_text("valid_days = 36600\n", "utf-8")
    made_world.do("district", "district", "credentials", out)
    settings.write_text(before, "utf-8")
    text = out.read_text("ascii").strip()
    jwk = jwt.get_unverified_header(text)["jwk"]
    listed = jwt.decode(text, OKPAlgorithm.from_jwk(json.dumps(jwk)), algorithms=["EdDSA"])
    return {unread(one["list"])["id"]: one["list"] for one in listed["revoked"]}


@pytest.mark.parametrize("name", ["1", "gate"])
def test_it_verifies_signature_issuer_and_structure(made_world: World, name: str) -> None:
    """By the `did:key` in it alone; then it reads who, what and how much."""
    text = token(made_world, name)
    read = OB3Verifier.for_issuer_did(unread(text)["iss"]).verify(text)
    assert read.issuer.name == "复旦中学" and read.achievement.achievement_type == "CommunityService"
    assert [(one.identity_hash, one.hashed) for one in read.identifiers] == [
        ("张伟" if name == "1" else "王小明", False)
    ]
    assert [one.value for one in read.results] == ["90" if name == "1" else "30"]
    with pytest.raises(OB3VerificationError):
        OB3Verifier.for_issuer_did(unread(text)["iss"]).verify(f"{text[:-8]}AAAAAAAA")
    other = unread(token(made_world, "gate" if name == "1" else "1"))["iss"]
    with pytest.raises(OB3VerificationError):
        OB3Verifier.for_issuer_did(other).verify(text)


def test_it_finds_the_revoked_one_in_the_status_list(made_world: World, lists: dict[str, str]) -> None:
    """A Bitstring Status List: the third certificate of the desk is revoked, the others are not."""

    def download(name: str) -> bytes:
        return lists[name].encode("ascii")

    for name, revoked in (("1", False), ("2", False), ("gate", False), ("3", True)):
        text = token(made_world, name)
        read = OB3Verifier.for_issuer_did(unread(text)["iss"]).verify(text)
        if revoked:
            with pytest.raises(OB3VerificationError, match="status 'revocation' is set at index 3"):
                check_credential_status(read, download)
        else:
            check_credential_status(read, download)


def test_the_district_signed_each_status_list(lists: dict[str, str]) -> None:
    for text in lists.values():
        said = unread(text)
        key = OB3Verifier.for_issuer_did(said["issuer"]).pubkey_pem
        assert jwt.decode(text, key, algorithms=["EdDSA"])["credentialSubject"]["statusPurpose"] == "revocation"
        bits = said["credentialSubject"]["encodedList"]
        assert bits.startswith("u") and base64.urlsafe_b64decode(bits[1:] + "==")[:2] == b"\x1f\x8b"


def test_every_word_in_it_is_one_of_the_two_contexts_that_it_names(made_world: World, lists: dict[str, str]) -> None:
    """A reader of linked data drops a word that no context has, and then the signature covers what nobody reads."""
    folder = files("openbadgeslib.ob3") / "contexts"
    contexts = [
        json.loads((folder / name).read_text("utf-8")) for name in ("credentials-v2.json", "ob-v3p0-context-3.0.3.json")
    ]
    known = {"@context"}.union(*(set(_words(context)) for context in contexts))
    for text in (token(made_world, "1"), token(made_world, "gate"), *lists.values()):
        said = unread(text)
        assert set(_words(said)) - CLAIMS <= known
    assert unread(token(made_world, "1"))["@context"] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)


def test_the_header_says_what_open_badges_ask_for(made_world: World) -> None:
    """§8.2.3: the algorithm, a key by name and by value, and `typ` JWT; the claims are those of the credential."""
    for name in ("1", "gate"):
        text = token(made_world, name)
        header, said = jwt.get_unverified_header(text), unread(text)
        assert (header["alg"], header["typ"]) == ("EdDSA", "JWT")
        assert header["kid"] == f"{said['iss']}#{said['iss'].removeprefix('did:key:')}"
        assert said["iss"] == said["issuer"]["id"] and said["jti"] == said["id"]
        key = OKPAlgorithm.from_jwk(json.dumps(header["jwk"]))
        assert jwt.decode(text, key, algorithms=["EdDSA"]) == said


def test_the_file_is_text_that_a_mail_program_leaves_alone(made_world: World) -> None:
    raw = Path(made_world.folder / "1.jwt").read_bytes()
    assert raw.isascii() and raw.count(b"\n") == 1 and len(raw) < 4096
    mailed = made_world.folder / "mailed.txt"
    mailed.write_bytes(b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"))
    assert made_world.verify("yz", mailed, raw.decode("ascii").strip()) == (0, ["genuine", "genuine"])
