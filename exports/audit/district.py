"""The audit of a district: what the desks of all teams recorded."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import NamedTuple

from checkin.rules.events import Event
from checkin.rules.signature import Signature, with_reason
from checkin.rules.wire import read_event
from checkin.rules.working_days import Calendar
from exports.audit.plausibility import timetable
from exports.audit.plausibility.answering import answer_to
from exports.audit.plausibility.asking import findings, with_answers
from exports.audit.plausibility.finding import Finding
from exports.audit.plausibility.laid_out import lay_out_district
from exports.audit.plausibility.rules import FILE, Rule, read_rules
from exports.district.asks.totals import KNOWN
from exports.district.asks.views import MOST_ROWS
from exports.district.district import District
from exports.district.record.common_facts import counting_events
from exports.district.record.own_events import append_event
from exports.district.settings import read_settings_file, settings_file_of
from exports.district.standard import read_tables
from storage.standard.tables import CANT_READ, own_table

_NAMED = f"""WITH {KNOWN} SELECT coalesce(s.team, ''), s.volunteer, coalesce(v.name, ''), coalesce(a.name, s.activity),
        s.start, s."end", s.credited, s.events
    FROM session s LEFT JOIN known v ON v.team = s.team AND v.number = s.volunteer
    LEFT JOIN activity a ON a.team = s.activity_team AND a.code = s.activity
    WHERE s.key IN (SELECT unnest(?)) ORDER BY coalesce(s.start, s."end", 0), s.key LIMIT {MOST_ROWS}"""
_ANSWERS = "SELECT raw FROM {events} WHERE kind = 'answer' OR (kind = 'void' AND target IN (SELECT id FROM event WHERE kind = 'answer'))"


def district_rules(district: District) -> tuple[Rule, ...]:
    """The rules of `settings/`; the file is made from the usual ones where it is missing. Raises Refused naming everything that
    is not possible.
    """
    usual = files("exports.audit").joinpath("data", FILE).read_bytes()
    file = settings_file_of(district, FILE, usual)
    return read_rules(read_settings_file(file), str(file))


def district_timetable(district: District) -> timetable.Timetable:
    """When there are lessons, as the table of `settings/` says. Raises Refused naming everything that is not possible."""
    file = district.folder.settings / timetable.FILE
    return timetable.read_timetable(own_table(file, "bad_timetable", CANT_READ), str(file))


def district_findings(district: District) -> list[Finding]:
    """Every question of the rules, by rule, school and subject, answered or not. Raises Refused for a table that is not possible."""
    rules, table = district_rules(district), district_timetable(district)
    tables = read_tables(district)
    calendar = Calendar(frozenset(tables.holidays), frozenset(tables.workdays))

    def ask() -> list[Finding]:
        lay_out_district(district.db, counting_events(district))
        timetable.lay_out(district.db, table, calendar)
        return findings(district.db, rules, (), alone=district.is_writing)

    # The tables are files, which anybody may change while the district is open; an answer changes no question.
    asked = district.remembered("audit", ask, (rules, table, calendar))
    return with_answers(district.db, asked, _answers(district))


class NamedSession(NamedTuple):
    """A session that a question names, for people. Times are instants in milliseconds; `events` are the ids of its events."""

    team: str
    volunteer: str
    name: str
    activity: str
    start: int | None
    end: int | None
    minutes: int
    events: tuple[str, ...]


def named_sessions(district: District, keys: Sequence[str]) -> list[NamedSession]:
    """The sessions with these keys by time, at most `MOST_ROWS`."""
    rows = district.db.execute(_NAMED, [list(keys)]).fetchall()
    return [NamedSession._make((*row[:-1], tuple((row[-1] or "").split()))) for row in rows]


def answer(district: District, name: str, signed: Signature) -> Event:
    """Record what a school answered, in the district's own chain. Raises Refused as `exports.audit.school.answer` does."""
    signed = with_reason(signed)
    body = answer_to(district_findings(district), name)
    with district.transaction(aside=True):
        return append_event(district, body, signed)


def _answers(district: District) -> list[Event]:
    rows = district.db.execute(_ANSWERS.format(events=counting_events(district))).fetchall()
    return [read_event(raw.encode("utf-8"))[0] for (raw,) in rows]
