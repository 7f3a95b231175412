"""Where nobody but the supervisor has keys, no verdict advises one that would do nothing."""

from __future__ import annotations

import re

import pytest

from checkin.rules.activities import zone
from checkin.rules.badge_numbers import NotABadge
from checkin.rules.outcomes import Outcome, OutcomeKind
from checkin.texts import use_language
from tests.tui.outcomes import ACTIVITY, IDENTITY, NOW, OUTCOMES, PERSON, at, board, outcome_of_kind
from tui.model.desk_mode import DeskMode
from tui.model.desk_state import DeskState
from tui.model.verdict_zone.zone import in_zone
from tui.model.verdicts import verdict_of

ZONE = zone("Asia/Shanghai")
_A_KEY = re.compile(r"F\d+|Alt\+")


def advised(outcome: Outcome, mode: DeskMode) -> str:
    """What the zone says while a verdict stands."""
    verdict = verdict_of(outcome, PERSON, ZONE)
    return in_zone(DeskState(verdict=verdict, idle=False, mode=mode), 0).advice


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("mode", [DeskMode.LOCKED, DeskMode.SELF_SERVICE])
def test_no_verdict_names_a_key_that_does_nothing(language: str, mode: DeskMode) -> None:
    """All kinds, and each thing that is no badge; an open desk names its keys still."""
    use_language(language)
    unread = outcome_of_kind(OutcomeKind.NOT_A_BADGE)
    outcomes = [*OUTCOMES, *(unread._replace(detail=str(fault)) for fault in NotABadge)]
    assert [text for one in outcomes if _A_KEY.search(text := advised(one, mode))] == []
    named = [one.kind for one in outcomes if _A_KEY.search(advised(one, DeskMode.OPEN))]
    assert {OutcomeKind.TOO_SOON, OutcomeKind.UNKNOWN_BADGE, OutcomeKind.REVOKED} <= set(named)


def test_what_else_is_advised_stays() -> None:
    """A minute after the check-in, by themselves: when that was, and whom to tell."""
    said = advised(outcome_of_kind(OutcomeKind.TOO_SOON), DeskMode.SELF_SERVICE)
    assert said == "Checked in only at 09:00. If you really leave now, tell the supervisor."


def test_a_verdict_that_gives_way_to_a_closed_activity_stays_as_the_last_one() -> None:
    """
    09:01 Ana in, 09:02 too soon
    09:05 closed → the small line says 09:02, and not the scan before
    """
    state = DeskState(identity=IDENTITY, board=board())
    for kind in (OutcomeKind.OPENED, OutcomeKind.TOO_SOON):
        state.end_verdict(NOW)
        state.show(verdict_of(outcome_of_kind(kind), PERSON, ZONE))
    closed = state.board._replace(activity=ACTIVITY._replace(closed_at=at("09:05"))) if state.board else None
    assert closed is not None and state.read(closed, NOW)
    assert "09:02" in state.verdict.last and "TOO SOON" in state.verdict.last
