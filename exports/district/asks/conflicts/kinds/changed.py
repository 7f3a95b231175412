"""Confirmed hours that today's record would count differently."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.problems import N_
from exports.district.asks.conflicts.conflict import Conflict, ConflictKind
from exports.district.district import District

_SENTENCE = N_("{minutes} confirmed minutes of {number} in {activity} would come out otherwise today")


def _find(district: District) -> Iterator[Conflict]:
    rows = district.db.execute(
        "SELECT team, volunteer, minutes, activity_team, activity, events FROM session WHERE flags LIKE '%changed%' ORDER BY team, volunteer"
    ).fetchall()
    for team, number, minutes, own, activity, events in rows:
        values = {"minutes": minutes, "number": number, "activity": f"{own}/{activity.partition('/')[0]}"}
        yield Conflict(KIND, team, number, tuple(events.split()), _SENTENCE, values)


KIND = ConflictKind("changed", 8, N_("changed after it was confirmed"), (_SENTENCE,), _find)
