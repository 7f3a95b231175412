"""Two supervisors both corrected one scan, at one desk or at two."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.events import Amend, Event, Rule
from checkin.rules.problems import N_
from checkin.rules.standing import standing
from exports.district.asks.conflicts.conflict import Conflict, ConflictKind
from exports.district.district import District
from exports.district.record.badge_owners import events_of_raw
from exports.district.record.common_facts import common_facts, counting_events

_SENTENCE = N_("{first} ({first_reason}) and {last} ({last_reason}) both corrected one scan; the last word holds")


def _find(district: District) -> Iterator[Conflict]:
    said = counting_events(district)
    rows = district.db.execute(
        f"WITH aims AS (SELECT * FROM {said} WHERE kind IN ('amend', 'rule')), several AS (SELECT target FROM aims "
        "GROUP BY target HAVING count(DISTINCT coalesce(operator, '') || ' ' || desk) > 1) "
        "SELECT a.target::VARCHAR, a.raw, split_part(t.volunteer, '/', 1), split_part(t.volunteer, '/', 2) "
        "FROM aims a SEMI JOIN several USING (target) LEFT JOIN event t ON t.id = a.target ORDER BY a.target"
    ).fetchall()
    by_target: dict[str, list[Event]] = {row[0]: [] for row in rows}
    whose = {target: (team, number) for target, _raw, team, number in rows}
    for event in standing(events_of_raw([row[1] for row in rows]), common_facts(district).struck):
        if isinstance(event.body, Amend | Rule):
            by_target[event.body.target].append(event)
    for target, words in by_target.items():
        if len({(word.operator or "", word.desk) for word in words}) < 2:
            continue
        first, last = words[0], words[-1]
        values = {
            "first": _who(district, first),
            "first_reason": first.reason or "",
            "last": _who(district, last),
            "last_reason": last.reason or "",
        }
        events = (target, *(word.id for word in words))
        ruled = last.desk == district.identity.desk
        yield Conflict(KIND, *whose[target], events, _SENTENCE, values, ruled)


def _who(district: District, word: Event) -> str:
    """Who said it; where nobody signed, the desk by its name, and the district by its own."""
    if word.operator:
        return word.operator
    if word.desk == district.identity.desk:
        return district.identity.name
    row = district.db.execute("SELECT desk_name FROM chain WHERE desk = ?", [word.desk]).fetchone()
    return (row[0] if row is not None else "") or word.desk


KIND = ConflictKind("two_supervisors", 4, N_("two supervisors on one scan"), (_SENTENCE,), _find)
