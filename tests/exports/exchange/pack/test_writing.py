"""A pack is what docs/reference/pack.md says: any tool opens it, and the same log gives the same bytes."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from pathlib import Path

from exports.exchange.pack.opening import open_pack
from exports.exchange.pack.writing import write_pack
from storage.store import Store
from tests.exports.exchange.kit.conftest import scan
from tests.exports.exchange.pack.forging import members


def test_the_log_travels_in_exactly_the_stored_bytes(first: Store, pack: Path) -> None:
    stored = [raw for (raw,) in first.connection.execute("SELECT raw FROM log ORDER BY seq")]
    assert gzip.decompress(members(pack)["log.jsonl.gz"]).splitlines() == stored


def test_the_same_log_gives_the_same_bytes(first: Store, pack: Path, tmp_path: Path) -> None:
    write_pack(first, tmp_path / "again.hdpack")
    assert (tmp_path / "again.hdpack").read_bytes() == pack.read_bytes()
    scan(first, "003", -1)
    write_pack(first, tmp_path / "again.hdpack")
    assert (tmp_path / "again.hdpack").read_bytes() != pack.read_bytes()


def test_the_description_is_a_data_package(pack: Path) -> None:
    files = members(pack)
    described = json.loads(files["datapackage.json"])
    assert next(iter(files)) == "datapackage.json", "here and at older desks a pack is known by it"
    assert described["$schema"].endswith("/2.0/datapackage.json")
    assert sorted(files) == sorted(["datapackage.json", "signature.json", *(r["path"] for r in described["resources"])])
    for resource in described["resources"]:
        data = files[resource["path"]]
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}" and resource["bytes"] == len(data)
        if resource["format"] == "csv":
            headings = next(csv.reader(io.StringIO(data.decode())))
            assert headings == [field["name"] for field in resource["schema"]["fields"]]


def test_tables_tell_sessions_people_and_activities(pack: Path) -> None:
    files = members(pack)
    tables = {name: list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode()))) for name in ("sessions", "volunteers", "activities", "team")}  # fmt: skip
    assert [(row["volunteer"], row["minutes"], row["status"]) for row in tables["sessions"]] == [
        ("003", "70", "closed"),
        ("002", "0", "open"),
    ]
    assert [row["name"] for row in tables["volunteers"]] == ["张伟", "李娜", "王芳"]
    assert [row["code"] for row in tables["activities"]] == ["A0", "A1"] and tables["activities"][0]["closed"]
    assert tables["team"][0]["name"] == "复旦中学" and tables["team"][0]["desk_name"] == "东门"
    assert not any("birth" in row or "card" in row for row in tables["volunteers"])


def test_what_was_written_reads_back(first: Store, pack: Path) -> None:
    with open_pack(pack) as opened:
        assert (opened.manifest.team, opened.manifest.desk) == ("FD", first.identity.desk)
        rows = list(opened.events())
        assert [row.seq for row in rows] == list(range(1, opened.manifest.events + 1))
        assert [v.name for v in opened.volunteers()] == ["张伟", "李娜", "王芳"]
