"""A district and two schools with real desks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from exports.district.district import District, init_district, open_district
from tests.exports.district.schools import School, school


@pytest.fixture(scope="session")
def new_district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a district into which nothing came yet, made once for all."""
    folder = tmp_path_factory.mktemp("new") / "district"
    init_district(folder, code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK).close()
    return folder


@pytest.fixture
def district(new_district: Path, tmp_path: Path) -> Iterator[District]:
    copy = shutil.copytree(new_district, tmp_path / "district", copy_function=shutil.copy2)
    with open_district(copy, SYSTEM_CLOCK) as district:
        yield district


@pytest.fixture
def fd(tmp_path: Path) -> Iterator[School]:
    made = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟"), ("002", "李娜")])
    with made.first:
        yield made


@pytest.fixture
def yz(tmp_path: Path) -> Iterator[School]:
    made = school(tmp_path / "yz", "YZ", "渝中实验小学", [("001", "王芳"), ("007", "赵敏")])
    with made.first:
        yield made
