"""A district and two schools with real desks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from exports.district.district import District, init_district
from tests.exports.district.schools import School, school


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    with init_district(tmp_path / "district", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
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
