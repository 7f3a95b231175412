"""Files that travel, soundly signed, whose content no program of ours wrote: each is read or refused in a sentence.

A faulty program at a school or a district can sign anything. Events of the log have tests of their own.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Refused
from exports.district.district import District, init_district
from exports.district.says.district_kit import make_district_kit
from exports.district.says.receipt import write_receipts
from exports.exchange.district_kit.contents import read_district_kit
from exports.exchange.key_file import TeamKey, key_bytes, read_team_key
from exports.exchange.kit.contents import MANIFEST as KIT_MANIFEST
from exports.exchange.kit.contents import unpack_kit
from exports.exchange.kit.making import make_kit
from exports.exchange.letter.from_district import MANIFEST
from exports.exchange.letter.members import SIGNATURE, signed_members
from exports.exchange.letter.stored_zip import stored_zip
from exports.exchange.pack.layout import DESCRIPTOR, LOG
from exports.exchange.pack.opening import open_pack
from storage.disk import keys
from tests.damaged_bytes import damaged
from tests.exports.district.schools import School, received, scan, school
from tests.exports.exchange.pack.forging import members, resign, write_zip
from tests.portions import WHOLE
from tests.twisted_json import twisted

SEED = st.integers(0, 1 << 32)


class Files(NamedTuple):
    """A school and a district, what each of them sent, and a folder for what is made of it."""

    school: School
    district: District
    pack: Path
    kit: Path
    receipt: Path
    district_kit: Path
    folder: Path


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Files]:
    folder = tmp_path_factory.mktemp("strange")
    fd = school(folder / "fd", "FD", "复旦中学", [("001", "张伟"), ("002", "李娜")])
    with fd.first, init_district(folder / "district", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
        scan(fd.first, "FD/001", 0)
        scan(fd.first, "FD/001", 60)
        assert received(district, fd.pack()) == ["merged"]
        make_kit(fd.first, folder / "team.hdkit")
        make_district_kit(district, folder / "district.hdkit")
        (made,) = write_receipts(district, folder)
        yield Files(
            fd, district, fd.pack(), folder / "team.hdkit", made.file, folder / "district.hdkit", folder / "strange"
        )


def changed(content: Mapping[str, bytes], seed: int, *fixed: str) -> dict[str, bytes]:
    """The members, with one of them other than `fixed` changed: JSON in a value, all else in its bytes."""
    name = Random(seed).choice([name for name in content if name not in fixed])
    return {**content, name: _changed(name, content[name], seed)}


def _changed(name: str, data: bytes, seed: int) -> bytes:
    if name == LOG:
        return gzip.compress(damaged(gzip.decompress(data), seed))
    try:
        return twisted(data, seed)
    except ValueError:
        return damaged(data, seed)


def letter(content: Mapping[str, bytes], seed: int, manifest: str, key: Ed25519PrivateKey) -> dict[str, bytes]:
    """The members of a kit or a district's file, one of them or the manifest changed, and all signed anew."""
    rest = changed({name: data for name, data in content.items() if name != SIGNATURE}, seed)
    # Half a surrogate can't be signed; in the other members it stands.
    about = json.loads(json.dumps(json.loads(rest.pop(manifest)), ensure_ascii=False).encode("utf-8", "replace"))
    if isinstance(about, dict):
        about.pop("files", None)
    return signed_members(manifest, about if isinstance(about, dict) else {"about": about}, rest, key)


def read_or_refused(read: Callable[[], object]) -> None:
    """Any other exception is a fault of the program."""
    try:
        read()
    except Refused as refused:
        assert refused.problems


@settings(max_examples=30 if WHOLE else 10)
@given(seed=SEED)
def test_a_pack_of_strange_content(files: Files, seed: int) -> None:
    content = changed(members(files.pack), seed, SIGNATURE)
    try:
        content = resign(files.school.first, content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        content = {**members(files.pack), DESCRIPTOR: content[DESCRIPTOR]}
    file = write_zip(files.folder.with_suffix(".hdpack"), content)

    def read() -> None:
        with open_pack(file) as pack:
            list(pack.events())
            list(pack.volunteers())

    read_or_refused(read)


@settings(max_examples=30 if WHOLE else 10)
@given(seed=SEED)
def test_a_kit_of_strange_content(files: Files, seed: int) -> None:
    store = files.school.first
    # The team's key: a kit that another one signed is refused before anything in it is read.
    content = letter(members(files.kit), seed, KIT_MANIFEST, keys.load_key(store.folder.keys / "team.pem"))
    data = write_zip(files.folder.with_suffix(".hdkit"), content).read_bytes()
    read_or_refused(lambda: unpack_kit(data, "team.hdkit"))


@settings(max_examples=30 if WHOLE else 10)
@given(seed=SEED, is_receipt=st.booleans())
def test_a_file_of_the_district_of_strange_content(files: Files, seed: int, is_receipt: bool) -> None:
    from exports.exchange.receipt.contents import read_receipt

    sound = files.receipt if is_receipt else files.district_kit
    file = files.folder.with_suffix(".letter")
    file.write_bytes(stored_zip(letter(members(sound), seed, MANIFEST, files.district.signing_key())))
    read_or_refused(lambda: (read_receipt if is_receipt else read_district_kit)(file))


@settings(max_examples=30 if WHOLE else 10)
@given(seed=SEED)
def test_a_key_file_of_strange_content(files: Files, seed: int) -> None:
    sound = key_bytes(TeamKey("FD", "复旦中学", bytes(32)))
    file = files.folder.with_suffix(".hdkey")
    file.write_bytes(_changed("key", sound, seed))
    read_or_refused(lambda: read_team_key(file))


@pytest.mark.parametrize("kind", ["pack", "kit", "receipt", "district_kit"])
@settings(max_examples=25 if WHOLE else 10)
@given(seed=SEED)
def test_a_damaged_file_that_travels(files: Files, kind: str, seed: int) -> None:
    from exports.exchange.kit.sealing import read_sealed
    from exports.exchange.receipt.contents import read_receipt

    sound: Path = getattr(files, kind)
    file = files.folder.with_suffix(".damaged")
    file.write_bytes(damaged(sound.read_bytes(), seed))

    def read_pack() -> None:
        with open_pack(file) as pack:
            list(pack.events())

    readers: dict[str, Callable[[], object]] = {
        "pack": read_pack,
        "kit": lambda: unpack_kit(read_sealed(file, None), "x"),
        "receipt": lambda: read_receipt(file),
        "district_kit": lambda: read_district_kit(file),
    }
    read_or_refused(readers[kind])
