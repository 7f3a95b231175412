"""What a school without packs filled in by hand: kept apart, never verified, compared where packs came too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from checkin.rules.problems import N_, Problem, Refused, refuse
from exports.district.asks.totals import KNOWN
from exports.district.district import District
from exports.district.returns.rows import MOST_HOURS, ReturnRow, return_rows, too_many_hours


@dataclass(frozen=True, slots=True)
class Returned:
    """A return that was taken: so many persons with so many minutes. `problems` name the rows that were left out."""

    team: str
    persons: int
    minutes: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One person of a team that sent both: minutes filled in by hand, and minutes by the record (None: not found there)."""

    team: str
    volunteer: str
    name: str
    class_name: str
    returned: int
    recorded: int | None


def take_return(district: District, file: Path, team: str | None = None, *, skip_bad: bool = False) -> Returned:
    """Take a school's spreadsheet in place of an earlier one of the same team.

    `team` is a code or name; else the rows, or the beginning of the file's name, say which. It must be a team that is
    known already, so that a slip of the pen makes none. Raises Refused naming every bad row, and then nothing is
    written, unless `skip_bad` is said; nor is anything where no row is left.
    """
    persons: dict[tuple[str, str, str], ReturnRow] = {}
    problems: list[Problem] = []
    for row in return_rows(file, problems):
        key = (row.number, row.name, row.class_name)
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
    _write(district, code, file.name, list(persons.values()))
    return Returned(code, len(persons), sum(p.minutes for p in persons.values()), tuple(problems))


def returned_minutes(district: District) -> dict[str, int]:
    """Minutes filled in by hand, by team."""
    return dict(district.db.execute("SELECT team, sum(minutes)::BIGINT FROM returned GROUP BY team").fetchall())


def differences(district: District) -> list[Difference]:
    """Of each team that sent both, every person whose two figures differ; by number, else by name and class if unique."""
    rows = district.db.execute(
        f"WITH {KNOWN}, unique_names AS (SELECT team, name, class, any_value(number) AS number FROM known "
        "GROUP BY team, name, class HAVING count(*) = 1), recorded AS (SELECT team, volunteer, sum(credited)::BIGINT AS "
        "minutes FROM session WHERE team IS NOT NULL GROUP BY team, volunteer) "
        "SELECT r.team, coalesce(k.number, u.number, r.volunteer), r.name, r.class, r.minutes, "
        "CASE WHEN coalesce(k.number, u.number) IS NULL THEN NULL ELSE coalesce(s.minutes, 0) END AS recorded "
        "FROM returned r LEFT JOIN known k ON k.team = r.team AND k.number = r.volunteer AND r.volunteer <> '' "
        "LEFT JOIN unique_names u ON k.number IS NULL AND u.team = r.team AND u.name = r.name "
        "AND (u.class = r.class OR r.class = '') "
        "LEFT JOIN recorded s ON s.team = r.team AND s.volunteer = coalesce(k.number, u.number) "
        "WHERE r.team IN (SELECT team FROM chain) AND r.minutes IS DISTINCT FROM recorded ORDER BY ALL"
    ).fetchall()
    return [Difference(*row) for row in rows]


def _team_of(file: Path, said: str | None, told: set[str], names: Mapping[str, str]) -> str:
    if said is not None:
        return _known(said, "--team", names)
    teams = {_known(team, file.name, names) for team in told}
    if len(teams) > 1:
        message = N_("it holds rows of several teams ({teams}); make a file for each")
        raise refuse("several_teams", file.name, message, teams=", ".join(sorted(teams))[:200])
    return teams.pop() if teams else _by_file_name(file, names)


def _known(text: str, where: str, names: Mapping[str, str]) -> str:
    fitting = [text] if text in names else [code for code, name in names.items() if name == text.strip()]
    if len(fitting) != 1:
        message = N_("no team of the district is called “{team}”: write its code, or add it to the list of teams first")
        raise refuse("unknown_team", where, message, team=text[:40])
    return fitting[0]


def _by_file_name(file: Path, names: Mapping[str, str]) -> str:
    called = [(text, code) for code, name in names.items() for text in (code, name) if text]
    # “复旦中学附小.xlsx” begins with two schools' names, and is the longer one's.
    fitting = sorted((len(text), code) for text, code in called if file.stem.startswith(text))
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
