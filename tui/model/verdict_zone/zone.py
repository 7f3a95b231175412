"""What the verdict zone shows as time goes by: a verdict ages, and nobody walks through on another's green (screens.md law 2)."""

from __future__ import annotations

from typing import assert_never

from checkin.texts import _
from tui.model.desk_mode import DeskMode
from tui.model.desk_state import DeskState
from tui.model.lights import Light
from tui.model.verdicts import Tone, Verdict, without_name

FRESH_MS = 5_000
"""So long after a scan its verdict is that of the person at the desk, and stands above what is opened then, too."""
OVER_MS = 20_000
"""After this long the zone is ready again."""


def in_zone(state: DeskState, age: int) -> Verdict:
    """What the zone shows `age` milliseconds after the last scan."""
    verdict = state.verdict
    if verdict.tone is Tone.LOST:
        return verdict
    if state.lights.focus is Light.BAD and (state.idle or age >= FRESH_MS):
        return not_in_front()
    if state.idle:
        return _resting(state)
    shown = _for_all_eyes(verdict, state.mode)
    return shown if age < FRESH_MS else aged(shown, age)


def _for_all_eyes(verdict: Verdict, mode: DeskMode) -> Verdict:
    """A verdict without what nobody is to see while the desk is locked, or while people scan by themselves."""
    match mode:
        case DeskMode.OPEN:
            return verdict
        case DeskMode.LOCKED:
            return _without_keys(without_name(verdict))
        case DeskMode.SELF_SERVICE:
            return _without_keys(verdict._replace(note=""))
        case unreachable:
            assert_never(unreachable)


def _without_keys(verdict: Verdict) -> Verdict:
    """The verdict where nobody but the supervisor has keys: its advice names none that would do nothing."""
    return verdict._replace(advice=verdict.keyless or verdict.advice, keyless="")


def _resting(state: DeskState) -> Verdict:
    """What stands there while nobody is scanned: that the desk is locked, or what the activity is, of nobody's name where people
    scan by themselves."""
    ready = state.verdict
    match state.mode:
        case DeskMode.OPEN:
            return ready
        case DeskMode.LOCKED:
            advice = _("Scans go on and are recorded. The supervisor opens the desk again with the PIN: F10.")
            # That there is no activity, or that it is closed, is said still.
            said = "" if ready.tone is Tone.READY else ready.word
            detail = " · ".join(part for part in (said, ready.detail) if part)
            return ready._replace(tone=Tone.HELD, symbol="‖", word=_("LOCKED"), detail=detail, advice=advice, last="")
        case DeskMode.SELF_SERVICE:
            return ready._replace(last="")
        case unreachable:
            assert_never(unreachable)


def is_over(state: DeskState, age: int, waiting: int) -> bool:
    """Whether the verdict has had its time. One that is not recorded stays while `waiting` scans are not."""
    return not state.idle and age >= OVER_MS and not (state.verdict.tone is Tone.LOST and waiting)


def aged(verdict: Verdict, age: int) -> Verdict:
    """The verdict with its age in front of its times."""
    ago = _("{seconds} s ago").format(seconds=age // 1000)
    return verdict._replace(times=" · ".join(part for part in (ago, verdict.times) if part))


def not_in_front() -> Verdict:
    """What the keyboard scanner types goes to another program."""
    advice = _("Scans of the keyboard scanner go to another program. Click into this window.")
    return Verdict(Tone.LOST, "⚠", _("NOT IN FRONT"), advice=advice)


def locked() -> Verdict:
    """The folder is protected, and nobody has opened it yet."""
    return Verdict(Tone.HELD, "‖", _("LOCKED"), advice=_("Nothing is recorded before the desk is opened."))
