"""Kinds of conflicts in the words of people."""

from __future__ import annotations

from typing import assert_never

from checkin.texts import _
from exports.district.asks.conflicts import ConflictKind


def kind_word(kind: ConflictKind) -> str:
    """What a kind of conflict is called."""
    match kind:
        case ConflictKind.OVERLAP:
            return _("at two places at once")
        case ConflictKind.TWO_NAMES:
            return _("one number, two names")
        case ConflictKind.TWO_TEAMS:
            return _("one person in two teams")
        case ConflictKind.TWO_SUPERVISORS:
            return _("two supervisors on one scan")
        case ConflictKind.CLOCKS:
            return _("clocks apart")
        case ConflictKind.LONGER_THAN_ACTIVITY:
            return _("more hours than the activity lasted")
        case ConflictKind.UNKNOWN_BADGE:
            return _("unknown badge")
        case ConflictKind.CHANGED:
            return _("changed after it was confirmed")
        case ConflictKind.NOT_ENTITLED:
            return _("corrected by another team")
        case unreachable:
            assert_never(unreachable)
