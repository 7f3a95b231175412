"""Change files of the district as a cheat or a bad stick would; and read everything that a desk holds."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from checkin.texts import say
from exports.district.district import SIGNING_KEY, District
from exports.exchange.letter.from_district import MANIFEST
from exports.exchange.letter.members import SIGNATURE, signed_members
from exports.exchange.letter.stored_zip import stored_zip
from storage.disk import keys
from storage.store import Store

TABLES = (
    "log", "kit_event", "district_event", "district", "district_team", "visitor_badge", "credential_list", "district_pack", "elsewhere",
    "fault", "person", "identity",
)  # fmt: skip


def everything(store: Store) -> list[object]:
    """All rows of all tables, and the files of the data folder (not of the database)."""
    rows: list[object] = [store.connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in TABLES]
    files = [p for p in sorted(store.folder.path.rglob("*")) if p.is_file() and not p.name.startswith("desk.db")]
    return [*rows, *((p.name, p.read_bytes()) for p in files)]


def refused_code(store: Store, file: Path, work: Callable[[], object]) -> str:
    """The problem for which `work` with a file is refused. It checks that the desk holds the same as before."""
    before = everything(store)
    with pytest.raises(Refused) as refused:
        work()
    assert everything(store) == before
    assert file.name in say(refused.value.problems[0])
    return refused.value.problems[0].code


def members(file: Path) -> dict[str, bytes]:
    """What is in a file, by name, as another program reads it."""
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def flipped(data: bytes, every: int) -> Iterator[bytes]:
    """The bytes with one byte changed, at every so many places; and cut off at every hundredth place."""
    for place in range(0, len(data), every):
        yield data[:place] + bytes([data[place] ^ (1 << place % 8)]) + data[place + 1 :]
    for end in range(0, len(data), 100):
        yield data[:end]


def resigned(district: District, file: Path, changes: Mapping[str, bytes], about: Mapping[str, object] | None = None) -> bytes:  # fmt: skip
    """The file with other members or another word in its manifest, signed anew: what only the district can do."""
    files = members(file)
    manifest = json.loads(files.pop(MANIFEST))
    files.pop(SIGNATURE)
    manifest.pop("files")
    key = keys.load_key(district.folder.keys / SIGNING_KEY)
    return stored_zip(signed_members(MANIFEST, {**manifest, **(about or {})}, {**files, **changes}, key))


def deflated(files: Mapping[str, bytes]) -> bytes:
    """A ZIP as other programs write it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()
