"""Tables and settings that a person wrote by hand: read, or refused in a sentence that names the file."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.rules.problems import Refused
from checkin.texts import say
from exports.batch.map_file import read_map
from exports.district.district import District
from exports.district.says.district_kit import read_settings
from exports.district.standard import read_tables
from storage.disk.folder import DataFolder
from storage.standard.calendar import read_calendar
from storage.standard.team_kinds import read_kinds
from tests.damaged_bytes import damaged
from tests.portions import WHOLE

_VALUES = (
    "-1", "0", "1e400", "nan", "9" * 4000, "9" * 5000, '""', "'" + "x" * 9000 + "'", "true", "[]", "[[]]", "{}", "{a=1}",
    "2026-02-30", "9999-12-31", "07:32:00", "1979-05-27T07:32:00Z", '"\\u0000"', '"{a}"', "[" * 3000, '["x", 1]', '[""]',
)  # fmt: skip
DESK = 'language = "zh"\nsound = true\ntheme = "dark"\ncopies = ["/media/stick"]\n[camera]\ndevice = 0\n'
POLICY = (
    'grid_minutes = 5\nrounding = "floor"\nmin_share_of_activity = 0.6\nmax_minutes_per_day = 480\nconsent_age = 14\n'
)
CALENDAR = "holidays = [\n  2026-10-01,\n]\nworkdays = [\n  2026-10-10,\n]\n"


def _data(package: str, name: str) -> str:
    return files(package).joinpath("data", name).read_text("utf-8")


def _settings(folder: Path) -> object:
    return DataFolder(folder).settings()


def _tables(folder: Path) -> object:
    return read_tables(cast(District, SimpleNamespace(folder=SimpleNamespace(settings=folder))))


KINDS: dict[str, tuple[str, str, Callable[[Path], object]]] = {
    "desk.toml": ("desk.toml", DESK, _settings),
    "calendar": ("holidays.toml", CALENDAR, lambda folder: read_calendar(DataFolder(folder))),
    "kinds of teams": (
        "team_kinds.toml", _data("storage.standard", "team_kinds.toml"), lambda folder: read_kinds(DataFolder(folder)),
    ),
    "column map": (
        "map.toml", _data("exports.batch", "volunteer-beijing.toml"),
        lambda folder: read_map((folder / "map.toml").read_bytes(), "map", "map.toml"),
    ),
    "policy": ("policy.toml", POLICY, lambda folder: read_settings(folder / "policy.toml")),
    "district": ("standard.toml", _data("exports.district", "standard.toml"), _tables),
}  # fmt: skip


def strange(text: str, seed: int) -> bytes:
    """The text with one value, or the rest of a line, written otherwise; every third time its bytes are damaged."""
    random = Random(seed)
    if random.random() < 0.3:
        return damaged(text.encode(), seed)
    lines = text.splitlines()
    number = random.choice([i for i, line in enumerate(lines) if "=" in line])
    name = lines[number].partition("=")[0]
    value = random.choice(_VALUES)
    lines[number] = random.choice(
        (f"{name}= {value}", f"{lines[number]} {value}", f"{value}", f'"{name}".a.b = {value}')
    )
    return "\n".join(lines).encode()


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40 if WHOLE else 15)
@given(seed=st.integers(0, 1 << 32))
def test_strange_settings_are_read_or_refused(kind: str, seed: int) -> None:
    name, sound, read = KINDS[kind]
    with TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.parent.mkdir(exist_ok=True)
        file.write_text(sound, "utf-8")
        read(Path(folder))
        file.write_bytes(strange(sound, seed))
        try:
            read(Path(folder))
        except Refused as refused:
            assert all(say(problem) for problem in refused.problems)
