"""Pictures of one state that differ only in language, colours or size go by turns, and of a test with many states every third:
`make soak` takes all of them.

`--snapshot-update` takes all too. What is left out counts as deselected, so that the saved picture stays.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TypeVar

import pytest

from tests.portions import WHOLE

Picture = TypeVar("Picture")
TAKES_PICTURES = "snap_compare"
MANY = 4
"""States of one test of which two thirds are left to the soak."""
OF_THE_LOOK = {"spoken", "speech", "language", "theme", "look", "size"}
"""Parameters that only say how a state looks."""


def by_turns(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out of the tests, where they are not walked whole, what has not its turn."""
    if WHOLE or config.getoption("update_snapshots"):
        return
    of_a_state = defaultdict[tuple[str, str], list[pytest.Item]](list)
    for item in items:
        if isinstance(item, pytest.Function) and TAKES_PICTURES in item.fixturenames and hasattr(item, "callspec"):
            state = {name: value for name, value in item.callspec.params.items() if name not in OF_THE_LOOK}
            of_a_state[item.nodeid.split("[")[0], repr(state)].append(item)
    states = Counter(test for test, _state in of_a_state)
    met = Counter[str]()
    out = set[pytest.Item]()
    for turn, ((test, _state), pictures) in enumerate(of_a_state.items()):
        met[test] += 1
        passed_over = states[test] >= MANY and met[test] % 3 != 1
        out.update(pictures if passed_over else set(pictures) - set(in_turn(pictures, turn)))
    config.hook.pytest_deselected(items=[item for item in items if item in out])
    items[:] = [item for item in items if item not in out]


def in_turn(pictures: Sequence[Picture], turn: int) -> list[Picture]:
    """One of the pictures, of each state another one."""
    return [pictures[turn % len(pictures)]]
