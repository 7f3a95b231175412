"""Hand-filled returns of schools: they stay apart, are never verified, and are compared with packs if those came too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.typed_hours import MOST_HOURS
from checkin.texts import first_few
from exports.district.asks.class_names import write_class_keys
from exports.district.asks.totals import KNOWN
from exports.district.district import District
from exports.district.returns.rows import ReturnRow, return_rows, too_many_hours
from storage.people.class_spelling import class_key


@dataclass(frozen=True, slots=True)
class ReturnTaken:
    """A return that was taken: how many persons, and their minutes together. `problems` name the rows that were left
    out, `notes` the columns that were not read.
    """

    team: str
    persons: int
    minutes: int
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One person of a team that sent a return and packs. `returned` are the minutes filled in by hand, `recorded` those of
    the record (None: the person was not found there)."""

    team: str
    volunteer: str
    name: str
    class_name: str
    returned: int
    recorded: int | None


def look_at_return(district: District, file: Path, team: str | None = None, *, skip_bad: bool = False) -> ReturnTaken:
    """What `take_return` would take; nothing is written. Raises Refused as that does."""
    return _read(district, file, team, skip_bad=skip_bad)[0]


def take_return(district: District, file: Path, team: str | None = None, *, skip_bad: bool = False) -> ReturnTaken:
    """Take a school's spreadsheet; it replaces an earlier one of the same team.

    `team` is a code or a name. Without it, the rows or the beginning of the file's name must name the team. The team
    must be known already, so that a typing error makes no new team. Raises Refused with every bad row, and then writes
    nothing. With `skip_bad` the bad rows are left out; if no row is left, it raises Refused too.
    """
    taken, persons = _read(district, file, team, skip_bad=skip_bad)
    _write(district, taken.team, file.name, persons)
    return taken


def _read(district: District, file: Path, team: str | None, *, skip_bad: bool) -> tuple[ReturnTaken, list[ReturnRow]]:
    persons: dict[tuple[str, str, str], ReturnRow] = {}
    problems, notes = list[Problem](), list[Problem]()
    for row in return_rows(file, problems, notes):
        key = (row.number, row.name, class_key(row.class_name))
        minutes = row.minutes + (persons[key].minutes if key in persons else 0)
        if minutes > MOST_HOURS * 60:
            problems.append(too_many_hours(row))
            continue
        persons[key] = replace(row, minutes=minutes)
    if problems and not skip_bad:
        raise Refused(*problems)
    if not persons:
        message = N_("no row with a name and hours is left below the headings; nothing was taken")
        raise Refused(*problems, Problem("no_rows", file.name, message))
    code = _team_of(file, team, {row.team for row in persons.values()} - {""}, district.team_names())
    minutes = sum(p.minutes for p in persons.values())
    return ReturnTaken(code, len(persons), minutes, tuple(problems), tuple(notes)), list(persons.values())


def returned_minutes(district: District) -> dict[str, int]:
    """Minutes that were filled in by hand, by team code."""
    return dict(district.db.execute("SELECT team, sum(minutes)::BIGINT FROM returned GROUP BY team").fetchall())


def differences(district: District) -> list[Difference]:
    """Persons whose minutes differ between return and record, for teams that sent both.

    A person is found by number, or else by name and class, however it is spelt, if only one person has these.
    """
    named = district.db.execute("SELECT class FROM volunteer UNION SELECT class FROM returned").fetchall()
    write_class_keys(district.db, (name for (name,) in named if name))
    rows = district.db.execute(
        f"WITH {KNOWN}, unique_names AS (SELECT team, name, key, any_value(number) AS number FROM known "
        "JOIN class_key USING (class) GROUP BY team, name, key HAVING count(*) = 1), recorded AS (SELECT team, volunteer, sum(credited)::BIGINT AS "
        "minutes FROM session WHERE team IS NOT NULL GROUP BY team, volunteer) "
        "SELECT r.team, coalesce(k.number, u.number, r.volunteer), r.name, r.class, r.minutes, "
        "CASE WHEN coalesce(k.number, u.number) IS NULL THEN NULL ELSE coalesce(s.minutes, 0) END AS recorded "
        "FROM returned r LEFT JOIN known k ON k.team = r.team AND k.number = r.volunteer AND r.volunteer <> '' "
        "LEFT JOIN unique_names u ON k.number IS NULL AND u.team = r.team AND u.name = r.name "
        "AND (r.class = '' OR u.key = (SELECT key FROM class_key c WHERE c.class = r.class)) "
        "LEFT JOIN recorded s ON s.team = r.team AND s.volunteer = coalesce(k.number, u.number) "
        "WHERE r.team IN (SELECT team FROM chain) AND r.minutes IS DISTINCT FROM recorded ORDER BY ALL"
    ).fetchall()
    return [Difference(*row) for row in rows]


def _team_of(file: Path, option: str | None, in_rows: set[str], names: Mapping[str, str]) -> str:
    if option is not None:
        return _known(option, "--team", names)
    teams = {_known(team, file.name, names) for team in in_rows}
    if len(teams) > 1:
        message = N_("it holds rows of several teams ({teams}); make a file for each")
        raise refuse("several_teams", file.name, message, teams=first_few(sorted(teams)))
    return teams.pop() if teams else _by_file_name(file, names)


def _known(text: str, where: str, names: Mapping[str, str]) -> str:
    fitting = [text] if text in names else [code for code, name in names.items() if name == text.strip()]
    if len(fitting) != 1:
        message = N_("no team of the district is called “{team}”: write its code, or add it to the list of teams first")
        raise refuse("unknown_team", where, message, team=text[:40])
    return fitting[0]


def _by_file_name(file: Path, names: Mapping[str, str]) -> str:
    beginnings = [(text, code) for code, name in names.items() for text in (code, name) if text]
    # “复旦中学附小.xlsx” begins with the names of two schools; it belongs to the school with the longer name.
    fitting = sorted((len(text), code) for text, code in beginnings if file.stem.startswith(text))
    longest = {code for length, code in fitting if length == fitting[-1][0]}
    if len(longest) != 1:
        message = N_("it does not name its team: give --team CODE, or let the file's name begin with the team's code")
        raise refuse("no_team", file.name, message)
    return longest.pop()


def _write(district: District, team: str, file: str, persons: list[ReturnRow]) -> None:
    with district.transaction():
        district.db.execute("DELETE FROM returned WHERE team = ?", [team])
        received = district.now()
        columns: list[list[object]] = [[], [], [], [], [], [], [], []]
        for p in persons:
            for column, value in zip(
                columns, (team, p.number, p.name, p.class_name, p.kind, p.minutes, file, received), strict=True
            ):
                column.append(value)
        district.db.execute(f"INSERT INTO returned SELECT {', '.join(['unnest(?)'] * 8)}", columns)
