"""A file in the wrong place is refused: the message says what it is and where it belongs, the same everywhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Refused
from checkin.texts import say
from exports.district.district import District
from exports.district.record.merging import merge
from exports.district.says.district_kit import make_district_kit
from exports.district.says.receipt import write_receipts
from exports.district.says.sealed import sealing_key
from exports.district.says.trust import trust_file, trusted
from exports.exchange.district_kit.taking import take_district_kit
from exports.exchange.key_file import TeamKey, key_bytes
from exports.exchange.keyring import believes
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit, take_kit
from exports.exchange.pack.taking import take_pack
from exports.exchange.pack.verifying import verify_pack
from exports.exchange.pack.writing import write_pack
from exports.exchange.receipt.taking import take_receipt
from exports.exchange.receiving import FileKind, kind_of
from storage.keyring import keyring_of
from storage.store import Store
from tests.exports.district.letters import everything
from tests.exports.district.schools import School

CODES = {
    FileKind.PACK: "is_pack",
    FileKind.KIT: "is_team_kit",
    FileKind.DISTRICT_KIT: "is_kit",
    FileKind.RECEIPT: "is_receipt",
    FileKind.TEAM_KEY: "is_team_key",
}


@pytest.fixture
def gate(fd: School) -> Iterator[Store]:
    with fd.another_desk("2号台") as store:
        yield store


@pytest.fixture
def files(district: District, fd: School, gate: Store, tmp_path: Path) -> dict[str, Path]:
    """One file of each kind that travels, all under names that say nothing."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    found = {
        name: folder / f"{name}.dat" for name in ("pack", "sealed", "kit", "protected", "district", "receipt", "key")
    }
    write_pack(gate, found["pack"])
    write_pack(gate, found["sealed"], sealing_key(district))
    make_kit(fd.first, found["kit"])
    make_kit(fd.first, found["protected"], "春风")
    trust_file(district, found["pack"])
    make_district_kit(district, found["district"])
    write_receipts(district, tmp_path / "receipts", "FD")[0].file.rename(found["receipt"])
    key = keyring_of(fd.first).own.team_public()
    found["key"].write_bytes(key_bytes(TeamKey("FD", "复旦中学", key)))
    return found


def test_each_kind_is_known_by_what_it_holds(files: dict[str, Path], tmp_path: Path) -> None:
    assert {name: kind_of(file) for name, file in files.items()} == {
        "pack": FileKind.PACK, "sealed": FileKind.PACK, "kit": FileKind.KIT, "protected": FileKind.KIT,
        "district": FileKind.DISTRICT_KIT, "receipt": FileKind.RECEIPT, "key": FileKind.TEAM_KEY,
    }  # fmt: skip
    for name, data in {"letter": b"Dear all", "empty": b"", "json": b'{"format": 1}', "zip": b"PK\x03\x04"}.items():
        (tmp_path / name).write_bytes(data)
        assert kind_of(tmp_path / name) is (FileKind.SOME_ZIP if name == "zip" else FileKind.UNKNOWN)
    assert kind_of(tmp_path / "nowhere") is FileKind.UNKNOWN


def test_every_taker_says_of_every_other_kind_what_it_is(
    district: District, gate: Store, files: dict[str, Path], tmp_path: Path
) -> None:
    """Nothing is entered, and no desk is made."""
    takers: dict[str, tuple[set[FileKind], Callable[[Path], object]]] = {
        "take": ({FileKind.PACK}, lambda file: take_pack(gate, file)),
        "kit": ({FileKind.KIT}, lambda file: take_kit(gate, file, "春风")),
        "init": (
            {FileKind.KIT},
            lambda file: init_from_kit(tmp_path / "new", file, "3号台", "春风", clock=SYSTEM_CLOCK),
        ),
        "district kit": ({FileKind.DISTRICT_KIT}, lambda file: take_district_kit(gate, file)),
        "receipt": ({FileKind.RECEIPT}, lambda file: take_receipt(gate, file)),
        "verify": ({FileKind.PACK}, lambda file: verify_pack(file)),
        "trust": ({FileKind.PACK, FileKind.TEAM_KEY}, lambda file: trust_file(district, file)),
    }
    before, known = everything(gate), trusted(district)
    said: dict[str, set[str]] = {name: set() for name in files}
    for taken, take in takers.values():
        for name, file in files.items():
            if (kind := kind_of(file)) in taken:
                continue
            with pytest.raises(Refused) as refused:
                take(file)
            (problem,) = refused.value.problems
            assert problem.code == CODES[kind]
            said[name].add(say(problem))
    assert everything(gate) == before and trusted(district) == known and not (tmp_path / "new").exists()
    assert all(len(sentences) == 1 and files[name].name in sentences.pop() for name, sentences in said.items())


def test_what_is_no_pack_does_not_lie_in_the_districts_archive(district: District, files: dict[str, Path]) -> None:
    """A kit holds a key with which anybody could make a desk. If one lies among the packs the clerk is told so, and nothing is wrong."""
    results = {one.pack: one for one in merge(district, [files["pack"].parent])}
    own = {name: file.name for name, file in files.items() if name not in ("pack", "sealed")}
    merged = {files["pack"].name, files["sealed"].name}
    assert set(results) == {*own.values(), *merged}
    for name in own.values():
        problem = results[name].problem
        assert problem is not None and problem.code == "own_file" and results[name].result == "passed_over"
    assert {results[name].result for name in merged} <= {"merged", "already"}
    assert all(merge(district, [files[name]])[0].result == "refused" for name in own)  # Named by itself, it was meant.
    assert len(list(district.folder.archive.iterdir())) == 2


def test_a_key_file_of_a_newer_format_and_a_name_that_no_screen_can_show(
    district: District, files: dict[str, Path], tmp_path: Path
) -> None:
    told = json.loads(files["key"].read_bytes())
    newer = tmp_path / "newer.hdkey"
    newer.write_text(json.dumps({**told, "v": 2}), "utf-8")
    with pytest.raises(Refused) as refused:
        trust_file(district, newer)
    assert refused.value.problems[0].code == "newer_file"
    newer.write_text(json.dumps({**told, "team": "YZ", "team_name": "渝中\x1b[2J\n小学"}), "utf-8")
    assert trust_file(district, newer).new and district.team_names()["YZ"] == "渝中[2J 小学"


def test_a_key_vouches_for_its_own_team_alone_where_a_pack_is_verified(
    district: District, gate: Store, files: dict[str, Path]
) -> None:
    """At a desk as at the district: what verify calls trusted, take and merge do not refuse for its key."""
    from dataclasses import replace

    from exports.district.says.trust import keyring_of as of_district

    ours = keyring_of(gate)
    assert verify_pack(files["pack"], ours).trusted is True
    assert verify_pack(files["pack"], replace(ours, team="YZ")).trusted is False
    assert verify_pack(files["pack"], of_district(district)).trusted is True
    assert not believes(of_district(district), "YZ", ours.own.team_public())
    assert verify_pack(files["pack"]).trusted is None
