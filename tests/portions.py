"""A share of a long list of cases: `make test` walks that share, `make soak` all of them.

What is costly is walked whole where it can go wrong most easily, elsewhere by turns, so that each case is walked somewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

import pytest

WHOLE = "HOURDESK_WHOLE" in os.environ
"""Set by `make soak`, which runs the modules that import this one with every case."""
Case = TypeVar("Case")
in_the_soak = pytest.mark.skipif(not WHOLE, reason="make soak runs it")
"""A test of the tools that measure and soak, or a costly one beside another of the same rule."""


def share(cases: Iterable[Case], turn: int, of: int) -> list[Case]:
    """Every case whose turn it is, of so many turns that begin with 0; in the soak every case."""
    found = list(cases)
    return found if WHOLE else found[turn::of]


def steps(few: int, all_of_them: int = 1) -> int:
    """How far one step that is tried lies behind the one before: `few` in the tests, less in the soak."""
    return all_of_them if WHOLE else few
