"""Two desks of a team made one activity code, each without the other."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.activities import Activity, planned_span
from checkin.rules.identity import split
from checkin.rules.makings import Making
from checkin.rules.problems import N_
from exports.district.asks.conflicts.conflict import Conflict, ConflictKind
from exports.district.district import District
from exports.district.record.common_facts import common_facts

_SENTENCE = N_("the code {code} of {team} was made by two desks: {one}, and {other}")


def _find(district: District) -> Iterator[Conflict]:
    facts = common_facts(district)
    desks = dict(district.db.execute("SELECT desk, desk_name FROM chain").fetchall())

    def text(making: Making) -> str:
        return _made_text(facts.activity(facts.makings.name(making)), desks.get(making.desk) or making.desk[:8])

    for first, *others in facts.makings.clashes():
        team, code = split(facts.makings.name(first))
        for other in others:
            values = {"code": code, "team": team, "one": text(first), "other": text(other)}
            yield Conflict(KIND, team, None, (first.id, other.id), _SENTENCE, values)


def _made_text(activity: Activity, desk: str) -> str:
    """`“River” Riverside 2026-11-29 08:30–11:30 (gate 2)`."""
    return f"“{activity.name}” {activity.place} {planned_span(activity) or '—'} ({desk})"


KIND = ConflictKind("code_clash", 10, N_("one code, two activities"), (_SENTENCE,), _find)
