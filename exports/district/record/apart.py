"""One pack that can't be put together with the others must not stop them: it is found by halves, set back and named.

What `checkin.rules.judging` lets pass should never fail here. If it does all the same (another fault of this program, or of
a library), only the packs without which all goes well go in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import duckdb

from checkin.own_process.limits import Died
from checkin.rules.problems import N_, Problem

FAILURES = (
    duckdb.DataError,
    duckdb.IntegrityError,
    duckdb.ProgrammingError,
    duckdb.NotSupportedError,
    ArithmeticError,
    AttributeError,
    Died,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What content can raise. A disk that is full, or a record that is damaged, raises other errors and ends the merge."""
NOT_FOLDED = "not_folded"
"""The code of the problem of a pack that is set back. It waits: a newer version may take it."""
Pack = TypeVar("Pack")
Result = TypeVar("Result")


def not_folded(where: str) -> Problem:
    """The problem of a pack that is set back."""
    message = N_(
        "it holds something that this version can't put together with the record. Only this pack waits; keep it, and show it to "
        "whoever looks after Hourdesk"
    )
    return Problem(NOT_FOLDED, where, message)


def by_halves(
    packs: Sequence[Pack],
    enter: Callable[[Sequence[Pack]], Mapping[str, Result]],
    set_back: Callable[[Pack], Mapping[str, Result]],
) -> dict[str, Result]:
    """The results of `enter` for as many packs at once as possible, and of `set_back` for each pack with which it fails alone.

    `enter` does all or nothing. Of n packs of which one fails it is called about 2 log2(n) times.
    """
    if not packs:
        return {}
    try:
        return dict(enter(packs))
    except FAILURES:
        if len(packs) == 1:
            return dict(set_back(packs[0]))
    middle = len(packs) // 2
    return {**by_halves(packs[:middle], enter, set_back), **by_halves(packs[middle:], enter, set_back)}
