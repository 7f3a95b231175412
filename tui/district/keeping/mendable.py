"""Whether a record that can't be opened can be made anew from what lies beside it."""

from __future__ import annotations

from checkin.rules.problems import Refused
from exports.district.connection import DAMAGED

_MENDABLE = frozenset({DAMAGED, "district_remains"})


def is_mendable(error: BaseException) -> bool:
    """Whether a record that is refused so can be made anew."""
    return isinstance(error, Refused) and error.problems[0].code in _MENDABLE
