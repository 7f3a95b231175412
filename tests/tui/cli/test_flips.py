"""Damaged files: every command ends with 0 or 1, and none with an error of the program.

`make soak` draws new ones for as long as it is told.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.texts import use_language
from storage.disk import sqlite
from storage.disk.identity import fingerprint
from tests.damaged_bytes import damaged
from tests.exports.district.invented import invented_district
from tests.portions import WHOLE, share
from tests.tui.cli.conftest import ROSTER
from tui.cli.main import hourdesk

DESK = (("check",), ("sessions",), ("roster", "list"), ("review",), ("export", "@/out.hdpack"))
DISTRICT = (("district", "check"), ("district", "totals"), ("district", "rebuild"), ("district", "check"))
FILES = {
    "desk/desk.db": DESK,
    "desk/keys/*": DESK,
    "desk/desk.toml": DESK[:2],
    "kit.hdkit": (("init", "--data", "@/new", "--kit", "@/kit.hdkit"),),
    "backup.db": (("restore", "@/backup.db"), ("check",)),
    "pack.hdpack": (("verify", "@/pack.hdpack"),),
    "roster.csv": (("roster", "import", "@/roster.csv", "--dry-run"),),
    "district/district.duckdb": DISTRICT,
    "district/decisions/*": DISTRICT,
    "district/keys/*": DISTRICT[:2],
}


def invoke(folder: Path, words: tuple[str, ...]) -> int:
    """Run a command on the copy in `folder`; a fault of the program comes through."""
    data = folder / ("district" if words[0] == "district" else "desk")
    line = ["--data", str(data), *(word.replace("@", str(folder)) for word in words)]
    return CliRunner().invoke(hourdesk, line, prog_name="hourdesk", catch_exceptions=False).exit_code


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A desk with what it writes, and a district."""
    folder = tmp_path_factory.mktemp("sound")
    use_language("en")
    (folder / "roster.csv").write_text(ROSTER, "utf-8")
    planned = ("--place", "公园", "--start", "2024-03-05T09:00", "--end", "2024-03-05T12:00")
    for words in (
        ("init", "--team", "FD", "--name", "复旦中学"),
        ("roster", "import", "@/roster.csv"),
        ("activity", "add", "--code", "A1", "--name", "清洁", *planned),
        ("add", "--volunteer", "001", "--activity", "A1", "--minutes", "30", "--reason", "x"),
        ("kit", "@/kit.hdkit"),
        ("backup", "@/backup.db"),
        ("export", "@/pack.hdpack"),
    ):
        assert invoke(folder, words) == 0
    (folder / "desk" / "desk.toml").write_text('theme = "dark"\n', "utf-8")
    with invented_district(folder / "district"):
        pass
    yield folder


@pytest.mark.parametrize("files", share(FILES, 3, 10))
@settings(max_examples=4 if WHOLE else 1)
@given(seed=st.integers(0, 2**32))
def test_a_damaged_file_ends_in_sentences(sound: Path, files: str, seed: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(shutil.copytree(sound, Path(scratch) / "copy"))
        database = folder / "desk" / "desk.db"
        with closing(sqlite.connect(database, isolation_level=None)) as connection:
            # The copy is to be taken for the file itself.
            connection.execute("UPDATE identity SET fingerprint = ?", (fingerprint(database),))
        found = [file for file in sorted(folder.glob(files)) if file.is_file()]
        file = random.Random(seed).choice(found)
        file.write_bytes(damaged(file.read_bytes(), seed))
        codes = [invoke(folder, words) for words in FILES[files]]
    assert set(codes) <= {0, 1}
