"""Commands that change what holds for everybody say before → after first, and ask where there is a person to answer (design §4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, NamedTuple, TypeVar

from checkin.rules.hours_change import HoursChange
from checkin.rules.identity import within
from checkin.rules.problems import N_
from checkin.texts import _
from storage.store import Store
from storage.supervision.consequences import do_foreseen, foresee
from storage.supervision.overfull import overfull_days
from tui.cli.base.output import message, need_agreed
from tui.cli.base.supervisor import Supervisor
from tui.words.hours_change import NO_CHANGE, change_lines

T = TypeVar("T")

ONLY_LOOKED = N_("Only looked at: nothing was written.")


class Done(NamedTuple, Generic[T]):
    """What a work gave, and what it changed in people's hours; with `--dry-run` what it would give and change."""

    result: T
    change: HoursChange


def tell_change(store: Store, change: HoursChange) -> None:
    """Say what changes in people's hours, where any do."""
    if change.sessions:
        for line in change_lines(store, change):
            message(line)


def do_as_told(
    store: Store, work: Callable[[Store], T], supervisor: Supervisor | None = None, *, dry_run: bool = False
) -> Done[T]:
    """Say what a work changes in people's hours, then do it; a `supervisor` who types the PIN does it last of all.

    Where no hours change nothing is said. At a terminal a person is asked; elsewhere it is done without waiting, for
    whoever calls it there has given the PIN. Raises Refused as the work does, and where the person says no.
    """
    foreseen = foresee(store, work)
    if dry_run and supervisor is not None:
        # Nothing else is asked for it.
        supervisor()
    tell_change(store, foreseen.change)
    if dry_run:
        if not foreseen.change.sessions:
            message(_(NO_CHANGE))
        message(_(ONLY_LOOKED))
        return Done(foreseen.result, foreseen.change)
    need_agreement(foreseen.change)
    if supervisor is not None:
        supervisor()
    return Done(do_foreseen(store, work, foreseen), foreseen.change)


def need_agreement(change: HoursChange) -> None:
    """Ask the person who can be asked whether to go on, where hours change. Raises Refused where the person says no."""
    if change.sessions:
        need_agreed(_("Go on?"))


def agree_to(lines: Iterable[str]) -> None:
    """Say before → after of what is no hours, and ask the person who can be asked. Raises Refused where the person says no."""
    for line in lines:
        message(line)
    need_agreed(_("Go on?"))


def change_object(store: Store, change: HoursChange) -> dict[str, Any]:
    """A change of hours as JSON: how many persons and sessions, and their credited minutes before and after.

    `held` are the events that name the sessions which wait for review by it, `overfull` days that are too full by it.
    """
    team = store.identity.team
    return {
        "persons": change.persons,
        "sessions": change.sessions,
        "minutes_before": change.before,
        "minutes_after": change.after,
        "held": [session.key for session in change.held],
        "released": change.released,
        "kept": change.kept,
        "without_consent": [session.key for session in change.without_consent],
        "overfull": [
            {
                "volunteer": within(one.volunteer, team),
                "day": one.day.isoformat(),
                "minutes_before": one.before,
                "minutes_after": one.after,
                "most": one.most,
                "under": one.under,
            }
            for one in overfull_days(store, change.fuller)
        ],
        "people": [
            {
                "volunteer": within(one.volunteer, team) if "/" in one.volunteer else one.volunteer,
                "sessions": one.sessions,
                "minutes_before": one.before,
                "minutes_after": one.after,
            }
            for one in change.people
        ],
    }
