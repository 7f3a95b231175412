"""Which teams' records each ruling of the district corrects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress

from checkin.rules.events import Add, Answer, Event, Link
from checkin.rules.identity import split
from checkin.rules.problems import Refused
from checkin.rules.wire import read_event
from exports.audit.district import district_findings
from exports.district.district import District
from exports.exchange.receipt.ruling_checks import RULINGS


def rulings_by_team(district: District) -> dict[str, list[bytes]]:
    """The stored bytes of the district's rulings, by the code of the team that they correct, in the order of their ids.

    An answer that came by word of mouth goes to the school that was asked, as long as the question is still asked, be it of more
    or fewer sessions.
    A ruling that corrects another ruling goes to the same teams. A ruling that names volunteers goes to their teams.
    """
    own = district.identity.desk
    rows = district.db.execute(
        "SELECT e.raw, t.team, t.desk FROM event e LEFT JOIN event t ON t.id = e.target WHERE e.desk = ? ORDER BY e.id",
        [own],
    ).fetchall()
    teams: dict[str, set[str]] = {}
    found: defaultdict[str, list[bytes]] = defaultdict(list)
    answered: dict[str, str] | None = None
    for text, target_team, target_desk in rows:
        raw = text.encode("utf-8")
        event = read_event(raw)[0]
        if not isinstance(event.body, RULINGS):
            continue
        # A ruling corrects only earlier events, so the teams of an earlier ruling are already known.
        target = str(getattr(event.body, "target", ""))
        aimed_at = teams.get(target, set()) if target_desk == own else {target_team}
        if isinstance(event.body, Answer) and answered is None:
            answered = _asked(district)
        teams[event.id] = _teams_named(event, answered or {}) or {team for team in aimed_at if team is not None}
        for team in teams[event.id]:
            found[team].append(raw)
    return dict(found)


def _asked(district: District) -> dict[str, str]:
    """The school of each question of the audit that was answered, by the name under which it was. Nothing where the table of its rules is not possible: its own command says why."""
    with suppress(Refused):
        said = ((one.team, one.answer or (one.earlier and one.earlier.answer)) for one in district_findings(district))
        return {event.body.finding: team for team, event in said if event and isinstance(event.body, Answer)}
    return {}


def _teams_named(event: Event, answered: Mapping[str, str]) -> set[str]:
    match event.body:
        case Answer(finding=finding) if finding in answered:
            return {answered[finding]}
        case Link(volunteer=volunteer, same_as=other) | Add(volunteer=volunteer, activity=other):
            return {split(volunteer)[0], split(other)[0]}
        case _:
            return set()
