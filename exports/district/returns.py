"""What a school without packs filled in by hand: kept apart, never verified, compared where packs came too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from checkin.rules.problems import N_, Problem, Refused, refuse
from exports.district.district import District
from exports.district.headed_rows import HeadedRow, headed_rows
from exports.district.totals import KNOWN
from storage.moment import now

MOST_HOURS = 2_000
LONGEST_NAME = 100
_WORDS: Mapping[str, tuple[str, ...]] = {
    "team": ("队", "队代码", "志愿服务队", "学校", "单位", "team", "school"),
    "volunteer": ("编号", "学号", "志愿者编号", "工号", "number", "no", "volunteer", "id"),
    "name": ("姓名", "学生姓名", "志愿者", "name"),
    "class": ("班级", "年级班级", "部门", "class"),
    "kind": ("人员类别", "类别", "kind"),
    "hours": ("时长", "服务时长", "认定时数", "时数", "小时", "时长(小时)", "服务时长(小时)", "hours", "servicehours"),
    "minutes": ("分钟", "时长(分钟)", "服务分钟", "minutes"),
}
_KINDS = {"学生": "student", "student": "student", "教师": "teacher", "老师": "teacher", "teacher": "teacher",
          "家长": "parent", "parent": "parent"}  # fmt: skip


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


@dataclass(slots=True)
class _Person:
    number: str
    name: str
    class_name: str
    kind: str
    minutes: int


def take_return(district: District, file: Path, team: str | None = None, *, skip_bad: bool = False) -> Returned:
    """Take a school's spreadsheet in place of an earlier one of the same team.

    `team` is a code; else the rows, or the beginning of the file's name, say which. Raises Refused naming every bad
    row, and then nothing is written, unless `skip_bad` is said.
    """
    persons: dict[tuple[str, str, str], _Person] = {}
    teams: set[str] = set()
    problems: list[Problem] = []
    names = district.team_names()
    for row in headed_rows(file, _WORDS, ("name",)):
        if not {"hours", "minutes"} & set(row.cells):
            message = N_("no column of hours was found; call it 时长 or “Hours”")
            raise refuse("no_hours", file.name, message)
        try:
            minutes = _minutes(row, file)
            _check_texts(row, file)
        except Refused as refused:
            problems += refused.problems
            continue
        teams |= {_team(row.cells.get("team", ""), names)} - {""}
        key = (row.cells.get("volunteer", ""), row.cells["name"], row.cells.get("class", ""))
        person = persons.setdefault(key, _Person(*key, _KINDS.get(row.cells.get("kind", ""), "student"), 0))
        person.minutes += minutes
    if problems and not skip_bad:
        raise Refused(*problems)
    code = team or _only(teams, file) or _by_name(file, names)
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


def _minutes(row: HeadedRow, file: Path) -> int:
    where = f"{file.name} {row.where}"
    in_minutes = "hours" not in row.cells or "分钟" in row.headings["hours"]
    text = row.cells.get("minutes" if "hours" not in row.cells else "hours", "")
    text = text.removesuffix("小时").removesuffix("分钟").removesuffix("h").strip().replace(",", "")
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    minutes = number if in_minutes else number * 60
    if not minutes.is_finite() or not 0 <= minutes <= MOST_HOURS * 60:
        message = N_("“{text}” is no number of hours; write 0 to {most}")
        raise refuse("bad_hours", where, message, text=text[:40], most=MOST_HOURS)
    return int(minutes.to_integral_value())


def _check_texts(row: HeadedRow, file: Path) -> None:
    where = f"{file.name} {row.where}"
    if not row.cells["name"]:
        raise refuse("no_name", where, N_("the row has hours, but no name"))
    for text in row.cells.values():
        if len(text) > LONGEST_NAME or not text.isprintable():
            message = N_("“{text}…” is too long, or holds characters that can't be printed")
            raise refuse("bad_text", where, message, text="".join(c if c.isprintable() else "�" for c in text[:20]))


def _team(text: str, names: Mapping[str, str]) -> str:
    if not text or text in names:
        return text
    return next((code for code, name in names.items() if name == text), text)


def _only(teams: set[str], file: Path) -> str | None:
    if len(teams) > 1:
        message = N_("it holds rows of several teams ({teams}); make a file for each")
        raise refuse("several_teams", file.name, message, teams=", ".join(sorted(teams))[:200])
    return next(iter(teams), None)


def _by_name(file: Path, names: Mapping[str, str]) -> str:
    stem = file.stem
    fitting = [code for code, name in names.items() if stem.startswith(code) or (name and stem.startswith(name))]
    if len(fitting) != 1:
        message = N_(
            "it does not say of which team it is: give --team CODE, or let its name begin with the team's code"
        )
        raise refuse("no_team", file.name, message)
    return fitting[0]


def _write(district: District, team: str, file: str, persons: list[_Person]) -> None:
    with district.transaction():
        district.db.execute("DELETE FROM returned WHERE team = ?", [team])
        district.db.execute("INSERT INTO team VALUES (?, '', NULL, false) ON CONFLICT DO NOTHING", [team])
        received = now()
        columns: list[list[object]] = [[], [], [], [], [], [], [], []]
        for p in persons:
            for column, value in zip(
                columns, (team, p.number, p.name, p.class_name, p.kind, p.minutes, file, received), strict=True
            ):
                column.append(value)
        if persons:
            district.db.execute(f"INSERT INTO returned SELECT {', '.join(['unnest(?)'] * 8)}", columns)
