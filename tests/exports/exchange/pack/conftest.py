"""Two desks of one team, made as a school makes them: the second from the first one's kit."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.exchange.pack.writing import write_pack
from storage.store import Store
from tests.exports.exchange.kit.conftest import clock, first, kit, new_desk, scan, second

__all__ = ["clock", "first", "kit", "new_desk", "scan", "second"]


@pytest.fixture
def pack(first: Store, tmp_path: Path) -> Path:
    """The first desk's pack, after two people came and one left."""
    scan(first, "003", -90)
    scan(first, "002", -80)
    scan(first, "003", -20)
    write_pack(first, tmp_path / "first.hdpack")
    return tmp_path / "first.hdpack"
