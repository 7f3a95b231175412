"""A badge was scanned that the desk did not know, whether or not a register says whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.badge_tenures import Holder
from checkin.rules.identity import split
from checkin.rules.problems import N_
from exports.district.asks.conflicts.conflict import Conflict, ConflictKind
from exports.district.asks.conflicts.local_time import day_and_time
from exports.district.district import District
from exports.district.record.badge_owners import holders_of_unknown
from exports.district.record.common_facts import common_facts, counting_events

_OWNED = N_("the badge {badge}, unknown at {team}, belongs to number {owner} of {owner_team}: the hours went there")
_IN_NO_REGISTER = N_("the badge {badge}, scanned at {team}, is in no register that came in")
_REVOKED = N_(
    "the badge {badge}, scanned at {team}, was revoked at {time}; before that it was number {owner}'s of {owner_team}: "
    "decide whose hours these are"
)


def _find(district: District) -> Iterator[Conflict]:
    facts = common_facts(district)
    holders = holders_of_unknown(district.db, facts)
    rows = district.db.execute(
        "WITH owned AS (SELECT open_event AS event, team || '/' || volunteer AS person FROM session WHERE team IS NOT NULL "
        "UNION ALL SELECT close_event, team || '/' || volunteer FROM session WHERE team IS NOT NULL) "
        'SELECT e.team, e.badge, e.id::VARCHAR, e."at", any_value(o.person) '
        f"FROM {counting_events(district)} e LEFT JOIN owned o ON o.event = e.id::VARCHAR "
        "WHERE e.kind = 'scan' AND e.volunteer IS NULL GROUP BY ALL ORDER BY 1, 2, 3"
    ).fetchall()
    found: dict[tuple[str, Holder], list[str]] = {}
    for team, badge, event, at, person in rows:
        if event in facts.struck:
            # The school has said already what becomes of it.
            continue
        holder = holders.holder(badge, at)
        # An amended scan may belong to another person. A scan that bounced is in no session and counts for the badge's owner.
        owner = person or (holder.owner and facts.person(holder.owner))
        found.setdefault((team, Holder(owner, badge) if owner else holder), []).append(event)
    for (team, whose), events in found.items():
        yield _conflict(district, team, whose, tuple(events))


def _conflict(district: District, team: str, holder: Holder, events: tuple[str, ...]) -> Conflict:
    """The conflict for scans of one badge at one team that belong to one holder, or to nobody."""
    owner_team, number = split(holder.volunteer) if holder.volunteer else (None, None)
    values: dict[str, object] = {"badge": holder.badge, "team": team, "owner": number, "owner_team": owner_team}
    if holder.owner is not None:
        return Conflict(KIND, owner_team, number, events, _OWNED, values, True)
    if holder.revoked_at is not None:
        values["time"] = day_and_time(district, holder.revoked_at)
        return Conflict(KIND, team, holder.badge, events, _REVOKED, values)
    return Conflict(KIND, team, holder.badge, events, _IN_NO_REGISTER, values)


KIND = ConflictKind("unknown_badge", 7, N_("unknown badge"), (_OWNED, _IN_NO_REGISTER, _REVOKED), _find)
