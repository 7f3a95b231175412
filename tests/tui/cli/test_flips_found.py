"""Damage that `check` must find: where it says that all is sound, no event, key, held scan, pack or decision is another than before.

`make soak` draws new damage for as long as it is told.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.clock import SYSTEM_CLOCK
from exports.district.district import open_district
from storage.disk import sqlite
from storage.disk.identity import fingerprint
from storage.disk.key_folder import KeyFolder
from storage.store import open_store
from tests.damaged_bytes import damaged
from tests.engines import needs_wal
from tests.portions import share
from tests.tui.cli.conftest import ROSTER
from tests.tui.cli.test_flips import invoke

DESK = (("sessions",), ("roster", "list"), ("held",), ("export", "@/out.hdpack"), ("check",))
DISTRICT = (
    ("district", "totals"),
    ("district", "merge", "@/newer.hdpack"),
    ("district", "rebuild"),
    ("district", "check"),
)
PLAN = ("--place", "公园", "--start", "2024-03-05T09:00", "--end", "2024-03-05T12:00")
RECORD, WAL = "desk.db", "desk.db-wal"


class Sound(NamedTuple):
    """A folder with a desk (its newest events stand in the WAL), a district and lists of people; and what matters in them."""

    folder: Path
    matters: dict[str, object]


def laid_out(sound: Path, scratch: str) -> Path:
    """A copy whose desk is the same desk, as a power cut leaves it: with its WAL."""
    folder = Path(shutil.copytree(sound, Path(scratch) / "copy"))
    desk = folder / "desk"
    with closing(sqlite.connect(desk / RECORD, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE identity SET fingerprint = ?", (fingerprint(desk / RECORD),))
        image = {name: (desk / name).read_bytes() for name in (RECORD, WAL)}
    for name, data in image.items():
        (desk / name).write_bytes(data)
    return folder


def what_matters(folder: Path) -> dict[str, object]:
    """The log, keys and held scans of the desk; packs, sessions and the key of the district."""
    with open_store(folder / "desk", SYSTEM_CLOCK) as store:
        found: dict[str, object] = {
            name: store.connection.execute(query).fetchall()
            for name, query in {
                "log": "SELECT * FROM log ORDER BY id",
                "held": "SELECT * FROM held_scan ORDER BY at, id",
                "people": "SELECT team, number FROM person ORDER BY team, number",
            }.items()
        }
        keys = KeyFolder(store.folder.keys)
        found["keys"] = [private(key) for key in (keys.team_key(), keys.key(store.identity.desk))]
        found["certificates"] = keys.certificates(store.identity.desk)
    with open_district(folder / "district", SYSTEM_CLOCK) as district:
        found["sessions"] = district.db.execute(
            "SELECT team, volunteer, open_event, minutes FROM session ORDER BY ALL"
        ).fetchall()
        found["district's key"] = private(district.signing_key())
    found["packs"] = {file.name: file.read_bytes() for file in (folder / "district" / "archive").iterdir()}
    return found


def private(key: Ed25519PrivateKey) -> bytes:
    """A damaged file may still say the same key: what stands behind it is no part of it."""
    return key.private_bytes_raw()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sound]:
    folder = tmp_path_factory.mktemp("sound")
    (folder / "roster.csv").write_text(ROSTER, "utf-8")
    (folder / "roster.txt").write_text(ROSTER.replace(",", "\t"), "gb18030")
    (folder / "teams.csv").write_text("代码,名称\nYZ,渝中实验小学\n", "utf-8")
    for words in (
        ("init", "--team", "FD", "--name", "复旦中学"),
        ("roster", "import", "@/roster.csv"),
        ("roster", "export", "@/roster.xlsx"),
        ("activity", "add", "--code", "A1", "--name", "清洁", *PLAN),
    ):
        assert invoke(folder, words) == 0
    with open_store(folder / "desk", SYSTEM_CLOCK) as store:
        # As long as it is open nobody else empties the WAL.
        store.connection.execute("SELECT count(*) FROM log").fetchone()
        for minutes in range(10, 60, 10):
            words = ("add", "--volunteer", "001", "--activity", "A1", "--minutes", str(minutes), "--reason", "x")
            assert invoke(folder, words) == 0
        for words in (
            ("export", "@/first.hdpack"),
            ("district", "init", "--code", "YZQ", "--name", "教委"),
            ("district", "trust", "@/first.hdpack"),
            ("district", "merge", "@/first.hdpack"),
            ("district", "teams", "@/teams.csv", "--add"),
            ("add", "--volunteer", "002", "--activity", "A1", "--minutes", "5", "--reason", "x"),
            ("export", "@/newer.hdpack"),
        ):
            assert invoke(folder, words) == 0, words
        lying = shutil.copytree(folder, tmp_path_factory.mktemp("lying") / "sound")
    with tempfile.TemporaryDirectory() as scratch:
        matters = what_matters(laid_out(lying, scratch))
    yield Sound(lying, matters)


FILES = {
    "desk/desk.db": DESK,
    "desk/desk.db-wal": DESK,
    "desk/desk.head": DESK,
    "desk/keys/*": DESK,
    "district/district.duckdb": DISTRICT,
    "district/archive/*": DISTRICT,
    "district/decisions/*": DISTRICT,
    "district/keys/*": DISTRICT,
}
LISTS = ("roster.csv", "roster.txt", "roster.xlsx")


@needs_wal
@pytest.mark.parametrize("files", share(FILES, 0, 8))
@settings(max_examples=2)
@given(seed=st.integers(0, 2**32))
def test_what_is_called_sound_is_what_it_was(sound: Sound, files: str, seed: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = laid_out(sound.folder, scratch)
        file = random.Random(seed).choice([file for file in sorted(folder.glob(files)) if file.is_file()])
        file.write_bytes(damaged(file.read_bytes(), seed))
        checks = [invoke(folder, words) for words in (("check",), ("district", "check"))]
        assert set(checks) <= {0, 1}
        if checks == [0, 0]:
            assert what_matters(folder) == sound.matters
        assert {invoke(folder, words) for words in FILES[files]} <= {0, 1}


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=2)
@given(seed=st.integers(0, 2**32))
def test_a_damaged_list_ends_in_sentences(sound: Sound, name: str, seed: int) -> None:
    """Taken in or refused: the desk is sound afterwards."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = laid_out(sound.folder, scratch)
        (folder / name).write_bytes(damaged((folder / name).read_bytes(), seed))
        for words in (("roster", "import", f"@/{name}", "--dry-run"), ("roster", "import", f"@/{name}", "--add")):
            assert invoke(folder, words) in (0, 1), words
        assert invoke(folder, ("check",)) == 0
