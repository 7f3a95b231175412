"""Whose badges are in force in the whole district, by what all registers issued and revoked."""

from __future__ import annotations

from checkin.rules.badge_marks import badge_mark
from checkin.rules.events import Badge, BadgeState
from checkin.rules.identity import split
from checkin.rules.wire import read_event
from exports.district.district import District
from exports.district.record.common_facts import common_facts


def marks_in_force(district: District) -> dict[bytes, str]:
    """The team's code by the mark of each badge number that was issued and not revoked.

    Only a team's own desks say whose its badges are; of two teams that gave out one number, the first did.
    """
    struck = common_facts(district).struck
    rows = district.db.execute(
        "SELECT raw FROM event WHERE kind = 'badge' AND starts_with(volunteer, team || '/') ORDER BY \"at\", id"
    ).fetchall()
    owners: dict[str, str] = {}
    revoked: dict[str, bool] = {}
    for (raw,) in rows:
        event = read_event(raw.encode("utf-8"))[0]
        body = event.body
        if not isinstance(body, Badge) or event.id in struck:
            continue
        team = split(body.volunteer)[0]
        if owners.setdefault(body.badge, team) == team:
            revoked[body.badge] = body.state is BadgeState.REVOKED
    return {badge_mark(badge): team for badge, team in owners.items() if not revoked[badge]}
