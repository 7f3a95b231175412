"""Events that are struck out may take away what somebody was given: that is said before → after first, as on the volunteer's page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from checkin.rules.events import Award, Certify, Commend, Evaluate, Event, Redeem
from checkin.rules.identity import within
from checkin.rules.problems import Refused
from storage.store import Store
from storage.supervision.concerned import ends_of_voids
from storage.supervision.consequences import do_foreseen, foresee
from tui.cli.base.before_after import agree_to
from tui.cli.base.supervisor import Supervisor

T = TypeVar("T")


def do_with_standing_told(
    store: Store, events: Sequence[Event], work: Callable[[Store], T], supervisor: Supervisor
) -> T:
    """Do a work on these events; first say what it does to stars, evaluations, commendations, exchanged hours and certificates
    that they gave, or brought back, and ask the person who can be asked. Raises Refused as the work does, and where that one says no.
    """
    from tui.words.standing_change import standing_lines
    from tui.words.volunteer_page import volunteer_data

    bodies = [event.body for event in (*events, *ends_of_voids(store, events).values())]
    given = [body.volunteer for body in bodies if isinstance(body, Award | Certify | Commend | Evaluate | Redeem)]
    if not given:
        return supervisor.do(work)
    before = {}
    for who in given:
        # Who is in no roster any more, or a spoiled table of stars, hinders no correction: then nothing is said.
        with suppress(Refused):
            before[who] = volunteer_data(store, who)

    def tried(at: Store) -> tuple[T, list[str]]:
        done = work(at)
        lines = [
            f"{within(who, at.identity.team)}  {line}"
            for who, was in before.items()
            for line in standing_lines(was, volunteer_data(at, who))
        ]
        return done, lines

    foreseen = foresee(store, tried)
    if lines := foreseen.result[1]:
        agree_to(lines)
    supervisor()
    return do_foreseen(store, tried, foreseen)[0]
