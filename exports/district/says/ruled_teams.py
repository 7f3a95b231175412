"""Which teams' records each ruling of the district corrects."""

from __future__ import annotations

from collections import defaultdict

from checkin.rules.events import Add, Event, Link
from checkin.rules.identity import split
from checkin.rules.wire import read_event
from exports.district.district import District


def rulings_by_team(district: District) -> dict[str, list[bytes]]:
    """The stored bytes of the district's rulings, by the code of the team that they correct, in the order of their ids.

    A ruling that corrects another ruling goes to the same teams. A ruling that names volunteers goes to their teams.
    """
    own = district.identity.desk
    rows = district.db.execute(
        "SELECT e.raw, t.team, t.desk FROM event e LEFT JOIN event t ON t.id = e.target WHERE e.desk = ? ORDER BY e.id",
        [own],
    ).fetchall()
    teams: dict[str, set[str]] = {}
    found: defaultdict[str, list[bytes]] = defaultdict(list)
    for text, target_team, target_desk in rows:
        raw = text.encode("utf-8")
        event = read_event(raw)[0]
        # A ruling corrects only earlier events, so the teams of an earlier ruling are already known.
        target = str(getattr(event.body, "target", ""))
        aimed_at = teams.get(target, set()) if target_desk == own else {target_team}
        teams[event.id] = _teams_named(event) or {team for team in aimed_at if team is not None}
        for team in teams[event.id]:
            found[team].append(raw)
    return dict(found)


def _teams_named(event: Event) -> set[str]:
    match event.body:
        case Link(volunteer=volunteer, same_as=other) | Add(volunteer=volunteer, activity=other):
            return {split(volunteer)[0], split(other)[0]}
        case _:
            return set()
