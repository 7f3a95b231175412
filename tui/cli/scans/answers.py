"""The answer to a scan: as a JSON object of the contract (design §7), and as a line for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checkin.rules.activities import Activity
from checkin.rules.identity import within
from checkin.rules.instants import local_text, local_time
from checkin.rules.outcomes import Outcome
from checkin.rules.sessions import Effect
from storage.people.person import Person
from storage.school_year.milestones import Passed
from tui.words.cells import plain
from tui.words.outcomes import sentence_of


def object_of(
    outcome: Outcome, activity: Activity, person: Person | None, own_team: str, passed: Sequence[Passed] = ()
) -> dict[str, Any]:
    """`seconds` and `minutes` are those of the session that the scan closed, `passed` the milestones that it reached."""
    session = outcome.session
    closed = session if outcome.effect is Effect.CLOSED else None
    start = None if session is None else session.start
    answer: dict[str, Any] = {
        "event": outcome.event,
        "outcome": str(outcome.kind),
        "volunteer": None if outcome.volunteer is None else within(outcome.volunteer, own_team),
        "name": None if person is None else person.name,
        "at": local_text(outcome.at, activity.zone),
        "session_start": None if start is None else local_text(start, activity.zone),
        "seconds": None if closed is None else closed.seconds,
        "minutes": None if closed is None else closed.minutes,
    }
    # Only where there is one: programs that know of no posts and no milestones read what they have always read.
    if outcome.post is not None:
        answer["post"] = outcome.post.code
    if passed:
        answer["milestones"] = [one._asdict() for one in passed]
    return answer


def line_of(outcome: Outcome, activity: Activity, person: Person | None, own_team: str) -> str:
    """`09:00:02  001 张伟 七1班  checked in`."""
    parts = [f"{local_time(outcome.at, activity.zone):%H:%M:%S}"]
    if outcome.volunteer is not None:
        who = [within(outcome.volunteer, own_team)]
        if person is not None:
            who += [person.name, person.class_name]
        parts.append(plain(" ".join(word for word in who if word)))
    return "  ".join([*parts, sentence_of(outcome)])
