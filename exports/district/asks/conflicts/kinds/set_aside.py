"""Events whose content can't be so: they keep their place in their chain and count for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from checkin.rules.events import SET_ASIDE
from checkin.rules.judging import set_aside
from checkin.rules.problems import N_, by_count
from exports.district.asks.conflicts.conflict import Conflict, ConflictKind
from exports.district.district import District

_SHOWN = 20
_SENTENCES = (
    N_(
        "desk {desk} wrote {count} event whose content can't be so, event {seq} ({field} {value}): it counts for nothing"
    ),
    N_(
        "desk {desk} wrote {count} events whose content can't be so, the first is event {seq} ({field} {value}): they count for nothing"
    ),
)


def _find(district: District) -> Iterator[Conflict]:
    rows = district.db.execute(
        "SELECT e.team, e.desk, e.id::VARCHAR, e.raw FROM event e "
        f"WHERE e.kind = '{SET_ASIDE}' AND e.id NOT IN (SELECT v.target FROM event v WHERE v.kind = 'void' "
        "AND v.target IS NOT NULL AND (v.team = e.team OR v.desk = ?)) ORDER BY e.team, e.desk, e.seq",
        [district.identity.desk],
    ).fetchall()
    names = district.desk_names()
    for (team, desk), grouped in groupby(rows, key=lambda row: (row[0], row[1])):
        theirs = list(grouped)
        first = set_aside(theirs[0][3].encode("utf-8"))
        if first is not None:
            values = {
                "desk": names.get(desk, desk),
                "count": len(theirs),
                "seq": first.seq,
                "field": first.field,
                "value": first.value,
            }
            yield Conflict(
                KIND, team, None, tuple(row[2] for row in theirs[:_SHOWN]), by_count(len(theirs), *_SENTENCES), values
            )


KIND = ConflictKind("set_aside", 11, N_("can't be so"), _SENTENCES, _find, of_hours=False)
