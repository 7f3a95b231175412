"""Files that somebody brought are read within their limit, and take no more memory than they have bytes."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from checkin.outside_files import TooLarge, read_outside

MOST = 1 << 28


def test_a_small_file_takes_little_memory_however_large_it_might_be(tmp_path: Path) -> None:
    file = tmp_path / "second.hdkit"
    file.write_bytes(b"kit" * 1000)
    tracemalloc.start()
    assert read_outside(file, MOST) == b"kit" * 1000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


def test_a_file_at_its_limit_is_read_and_one_beyond_it_is_not(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    for size in (0, 9, 10):
        file.write_bytes(b"x" * size)
        assert len(read_outside(file, 10)) == size
    file.write_bytes(b"x" * 11)
    with pytest.raises(TooLarge):
        read_outside(file, 10)


def test_a_file_that_grows_while_it_is_read_is_read_whole_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system still tells the size of before, as where another program writes just then."""
    file = tmp_path / "list.csv"
    file.write_bytes(b"x" * 20)

    class Before:
        st_size = 4
        st_mode = file.stat().st_mode

    monkeypatch.setattr("checkin.outside_files.os.fstat", lambda _handle: Before)
    assert len(read_outside(file, 30)) == 20
    with pytest.raises(TooLarge):
        read_outside(file, 10)
