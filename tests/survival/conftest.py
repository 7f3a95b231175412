"""The warm program and its world, once for all tests of this folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.survival.program import Program, made_shim, warm_program
from tests.survival.world import World


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """The compiled shim, None where there is no compiler."""
    return made_shim(tmp_path_factory.mktemp("shim"))


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory, shim: Path | None) -> Iterator[Program]:
    with warm_program(tmp_path_factory.mktemp("program"), shim) as program:
        yield program


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, program: Program) -> World:
    folder = tmp_path_factory.mktemp("survival")
    world = World(program, folder / "world", folder / "keep")
    world.build()
    return world


@pytest.fixture(scope="session")
def trials() -> int:
    """How many trials a test makes; `scripts/soak_survival.py` says another number."""
    return int(os.environ.get("HOURDESK_TRIALS", "0"))
