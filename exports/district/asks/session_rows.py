"""The district's sessions as rows of `exports.tables`, so that its tables look like those of a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from checkin.rules.activities import zone
from checkin.rules.facts import Facts
from checkin.rules.segments import read_segments
from exports.district.asks.class_names import TeamClasses
from exports.district.asks.totals import EARLIER, KNOWN, NAMED_BY_DAY
from exports.district.district import District
from exports.district.record.common_facts import common_facts
from exports.tables.local_texts import LocalTexts
from exports.tables.post_parts import PostPart, parts_of
from exports.tables.rows import SessionRow

_AT_ONCE = 10_000


def session_rows(district: District, *, team: str | None = None) -> Iterator[SessionRow]:
    """All sessions by time, or those of one team's volunteers."""
    condition, values = ("true", []) if team is None else ("s.team = ?", [team])
    classes = TeamClasses(district.db)
    cursor = district.cursor()
    cursor.execute(
        f"WITH {KNOWN}, {EARLIER}, named AS ({NAMED_BY_DAY} WHERE {condition}) "
        "SELECT team, volunteer, name, activity_team, split_part(activity, '/', 1), "
        'start, "end", seconds, minutes, status, flags, source, '
        "open_event, close_event, class, kind, activity_name, coalesce(timezone, 'Asia/Shanghai'), day, segments FROM named "
        'ORDER BY coalesce(start, "end", 0), key',
        values,
    )
    texts: dict[str, LocalTexts] = {}
    facts: Facts | None = None
    while batch := cursor.fetchmany(_AT_ONCE):
        for row in batch:
            zone_name = row[17]
            if zone_name not in texts:
                texts[zone_name] = LocalTexts(zone(zone_name))
            text = texts[zone_name].text
            if row[19] and facts is None:
                # Few districts have posts, and the plans of all teams are read for them alone.
                facts = common_facts(district)
            yield SessionRow(
                row[0],
                row[1],
                row[2],
                row[3],
                row[4],
                None if row[5] is None else text(row[5]),
                None if row[6] is None else text(row[6]),
                row[7],
                row[8],
                row[9],
                tuple(row[10].split()) if row[10] else (),
                row[11],
                row[12],
                row[13],
                classes.shown(row[0], row[14] or "") or None,
                row[15],
                row[16],
                row[18],
                _parts(facts, row, text) if row[19] and facts is not None else (),
            )


def _parts(facts: Facts, row: tuple[Any, ...], text: Callable[[int], str]) -> tuple[PostPart, ...]:
    """The parts of a session by post, with the names that the team's plan gives them."""
    volunteer = row[1] if row[0] is None else f"{row[0]}/{row[1]}"
    activity = facts.activity(f"{row[3]}/{row[4]}")
    return parts_of(read_segments(row[19]), row[8], volunteer, activity, facts, text)
