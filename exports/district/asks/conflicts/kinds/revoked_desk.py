"""A desk was lost: what its record says later waits until the team's first desk accepts or refuses it."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.lost_desks import LostDesk
from checkin.rules.problems import N_, by_count
from exports.district.asks.conflicts.conflict import Conflict, ConflictKind
from exports.district.asks.conflicts.local_time import day_and_time
from exports.district.district import District
from exports.district.record.common_facts import common_facts

_WAITS = (
    N_(
        "desk {desk} of {team} was revoked on {since}; {count} later event of it waits and counts nothing: the team's first desk "
        "decides (F10 there, “A laptop was lost”), then sends a new pack"
    ),
    N_(
        "desk {desk} of {team} was revoked on {since}; {count} later events of it wait and count nothing: the team's first desk "
        "decides (F10 there, “A laptop was lost”), then sends a new pack"
    ),
)


def _find(district: District) -> Iterator[Conflict]:
    names = dict(district.db.execute("SELECT desk, desk_name FROM chain").fetchall())
    for (team, desk), lost in common_facts(district).joins.lost.by_place.items():
        count = _waiting(district, desk, lost)
        if count:
            name = f"“{names.get(desk) or ''}” ({desk[:8]})"
            since = day_and_time(district, lost.event.at)
            values = {"desk": name, "team": team, "since": since, "count": count}
            yield Conflict(KIND, team, None, (lost.event.id.partition("/")[0],), by_count(count, *_WAITS), values)


def _waiting(district: District, desk: str, lost: LostDesk) -> int:
    ids = district.db.execute("SELECT id::VARCHAR FROM event WHERE desk = ?", [desk]).fetchall()
    open_spans = [span for span in lost.spans if not span.refused]
    return sum(any(span.holds(id_) for span in open_spans) for (id_,) in ids)


KIND = ConflictKind("revoked_desk", 12, N_("a desk was revoked"), _WAITS, _find, of_hours=False)
