"""Two supervisors both corrected one scan, at one desk or at two."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.problems import N_
from exports.district.asks.conflicts.conflict import Conflict, ConflictKind
from exports.district.district import District
from exports.district.record.common_facts import common_facts

_SENTENCE = N_("{first} ({first_reason}) and {last} ({last_reason}) both corrected one scan; the last word holds")


def _find(district: District) -> Iterator[Conflict]:
    struck = common_facts(district).struck
    rows = district.db.execute(
        "WITH aims AS (SELECT * FROM event WHERE kind IN ('amend', 'rule')), several AS (SELECT target FROM aims "
        "GROUP BY target HAVING count(DISTINCT coalesce(operator, '') || ' ' || desk) > 1) "
        "SELECT a.target::VARCHAR, a.id::VARCHAR, a.kind, coalesce(a.operator, ''), a.desk, a.\"at\", coalesce(a.reason, ''), "
        "split_part(t.volunteer, '/', 1), split_part(t.volunteer, '/', 2) FROM aims a SEMI JOIN several USING (target) "
        'LEFT JOIN event t ON t.id = a.target ORDER BY a.target, a."at", a.id'
    ).fetchall()
    by_target: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        if row[1] not in struck:
            by_target.setdefault(row[0], []).append(row)
    for target, words in by_target.items():
        if len({(word[3], word[4]) for word in words}) < 2:
            continue
        first, last = words[0], words[-1]
        values = {
            "first": first[3] or first[4],
            "first_reason": first[6],
            "last": last[3] or last[4],
            "last_reason": last[6],
        }
        events = (target, *(word[1] for word in words))
        ruled = last[4] == district.identity.desk
        yield Conflict(KIND, last[7], last[8], events, _SENTENCE, values, ruled)


KIND = ConflictKind("two_supervisors", 4, N_("two supervisors on one scan"), (_SENTENCE,), _find)
