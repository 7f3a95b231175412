"""The warm program and its world, once for all tests of this folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.survival.program import Program, made_shim, warm_program
from tests.survival.world import World

MEMORY, ROOM = Path("/dev/shm"), 2 << 30
"""A file system in memory, on Linux, and the free bytes that it must have."""


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """The compiled shim, None where there is no compiler."""
    return made_shim(tmp_path_factory.mktemp("shim"))


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory, shim: Path | None) -> Iterator[Program]:
    with warm_program(tmp_path_factory.mktemp("program"), shim) as program:
        yield program


@pytest.fixture(scope="session")
def world(quick_folder: Path, program: Program, trials: int) -> World:
    """In `make test` only what a school's own desks are."""
    world = World(program, quick_folder / "world", quick_folder / "keep")
    world.build(all_of_it=bool(trials))
    return world


@pytest.fixture(scope="session")
def quick_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """In memory where there is room. What a cut or a failure leaves is made by the shim: the disk under it changes nothing."""
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        yield tmp_path_factory.mktemp("survival")
        return
    with TemporaryDirectory(prefix="hourdesk-survival-", dir=MEMORY, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def trials() -> int:
    """How many trials a test makes in all its shares together; 0 in `make test`. `scripts/reliability.py` says it."""
    return int(os.environ.get("HOURDESK_TRIALS", "0"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """In a soak each test runs in a share for each core, side by side."""
    if "share" in metafunc.fixturenames:
        count = int(os.environ.get("HOURDESK_SHARES", "1"))
        metafunc.parametrize("share", [(number, count) for number in range(count)], ids=str)
