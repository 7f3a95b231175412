"""A volunteer of another school comes and goes: the desk says whose it is, and holds no name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from checkin.rules.activities import zone
from checkin.rules.outcomes import Outcome, OutcomeKind
from checkin.rules.sessions import Effect, Session
from checkin.texts import use_language
from tests.tui.outcomes import ACTIVITY, outcome_of_kind
from tests.tui.still import StillDesk
from tui.cli.scans.answers import line_of, object_of
from tui.model.verdicts import Tone, verdict_of

Compare = Callable[..., bool]
BADGE = "717635122893202853622377"


def visitor(effect: Effect, kind: OutcomeKind = OutcomeKind.OPENED) -> Outcome:
    """The badge is in nobody's register here, but the district told of which school it is."""
    like = outcome_of_kind(kind)
    session: Session | None = like.session and like.session._replace(volunteer=BADGE)
    return Outcome(
        OutcomeKind.UNKNOWN_BADGE, "e", like.at, ACTIVITY.key, BADGE, session, effect, 150, visitor_of="复旦中学"
    )


@pytest.mark.parametrize(
    ("effect", "tone", "sign"),
    [
        (Effect.OPENED, Tone.IN, "→"),
        (Effect.CLOSED, Tone.OUT, "←"),
        (Effect.TOO_SOON, Tone.ATTENTION, "⚠"),
        (Effect.NO_CHECK_IN, Tone.ATTENTION, "⚠"),
        (Effect.DUPLICATE, Tone.CALM, "="),
        (Effect.ALREADY_IN, Tone.CALM, "="),
        (Effect.ALREADY_OUT, Tone.CALM, "="),
    ],
)
def test_a_visitor_is_told_by_the_school(effect: Effect, tone: Tone, sign: str) -> None:
    """In green, out blue, and never asked to be registered here once more."""
    use_language("en")
    verdict = verdict_of(visitor(effect), None, zone("Asia/Shanghai"))
    assert (verdict.tone, verdict.symbol) == (tone, sign)
    assert verdict.name == "复旦中学" and verdict.detail == "Volunteer of another school: 复旦中学"
    assert BADGE not in repr(verdict) and "F5" not in verdict.advice


def test_in_chinese_too() -> None:
    """The words that a teacher at the gate reads."""
    use_language("zh")
    verdict = verdict_of(visitor(Effect.OPENED), None, zone("Asia/Shanghai"))
    assert verdict.detail == "外校志愿者：复旦中学"


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (Effect.OPENED, "checked in"),
        (Effect.CLOSED, "checked out"),
        (Effect.TOO_SOON, "a moment ago"),
        (Effect.NO_CHECK_IN, "waits for review"),
        (Effect.DUPLICATE, "nothing changed"),
    ],
)
def test_the_command_line_says_so_too(effect: Effect, said: str) -> None:
    """The line tells the school; what programs read has the names that it always had."""
    use_language("en")
    known = visitor(effect)
    line = line_of(known, ACTIVITY, None, "cq8")
    assert "Volunteer of another school: 复旦中学" in line and said in line
    stranger = known._replace(visitor_of=None)
    assert object_of(known, ACTIVITY, None, "cq8") == object_of(stranger, ACTIVITY, None, "cq8")
    assert object_of(known, ACTIVITY, None, "cq8")["outcome"] == "unknown_badge"
    assert "no roster" in line_of(stranger, ACTIVITY, None, "cq8")


@pytest.mark.parametrize("size", [(100, 30), (80, 24)])
@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_how_a_visitor_looks(spoken: str, size: tuple[int, int], snap_compare: Compare) -> None:
    """The school where a name stands otherwise."""
    use_language(spoken)

    def before(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app, StillDesk)
        pilot.app.show(visitor(Effect.OPENED))

    assert snap_compare(StillDesk(), terminal_size=size, run_before=before)
