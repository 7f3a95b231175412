"""Read the list of teams that should report: a table with code, name and enrolled pupils."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from checkin.rules.identity import check_team_code
from checkin.rules.problems import N_, Problem, Refused
from checkin.texts import first_few
from exports.district.district import District
from storage.roster.dropping import Others
from storage.roster.headed_rows import HeadedRow, headed_rows, spoilt_cells
from storage.roster.identifiers import checked_identifier

MOST_ENROLLED = 100_000
_WORDS: Mapping[str, tuple[str, ...]] = {
    "code": ("队代码", "代码", "编号", "学校代码", "学校编号", "单位代码", "code", "teamcode", "team"),
    "name": ("名称", "学校", "队名", "志愿服务队名称", "学校名称", "校名", "单位", "单位名称", "name", "school"),
    "enrolled": ("在校人数", "学生数", "在校学生数", "人数", "enrolled", "pupils", "students"),
}


def import_teams(district: District, file: Path, notes: list[Problem], others: Others = Others.ASK) -> int:
    """Take the list of teams that should report, all or nothing, and return how many teams it has.

    A team that is not in the list is no longer expected, or stays so, as `others` says; the files that it sent stay. A
    note on columns that are not read is added to `notes`. Raises Refused naming every bad row, or the teams that would
    drop out where nobody said so.
    """
    rows, problems = [], list[Problem]()
    seen: dict[str, str] = {}
    for row in headed_rows(file, _WORDS, ("code", "name"), notes):
        try:
            code, name, enrolled = _read(row, file)
        except Refused as refused:
            problems += refused.problems
            continue
        if code in seen:
            message = N_("team {code} is already in row {first}")
            problems.append(
                Problem("code_twice", f"{file.name} {row.where}", message, {"code": code, "first": seen[code]})
            )
        seen[code] = row.where
        rows.append([code, name, enrolled])
    if not rows and not problems:
        problems.append(Problem("no_teams", file.name, N_("there are no teams below the headings")))
    if problems:
        raise Refused(*problems)
    if others is Others.ASK and (problem := _dropped(district, seen, file)) is not None:
        raise Refused(problem)
    with district.transaction():
        if others is not Others.ADD:
            district.db.execute("UPDATE team SET expected = false")
        for values in rows:
            district.db.execute(
                "INSERT INTO team VALUES (?, ?, ?, true) ON CONFLICT (code) DO UPDATE SET name = excluded.name, "
                "enrolled = excluded.enrolled, expected = true",
                values,
            )
    return len(rows)


def _dropped(district: District, listed: Collection[str], file: Path) -> Problem | None:
    """The teams that are expected and not in the list, as a problem; None where there are none."""
    rows = district.db.execute("SELECT code, name FROM team WHERE expected ORDER BY code").fetchall()
    missing = [f"{code} {name}" for code, name in rows if code not in listed]
    if not missing:
        return None
    message = N_(
        "This list lacks teams that should report: {teams}. Give --add to expect them still, or --replace if they no "
        "longer report. Nothing was written."
    )
    return Problem("drops_teams", file.name, message, {"teams": first_few(missing)})


def _read(row: HeadedRow, file: Path) -> tuple[str, str, int | None]:
    where = f"{file.name} {row.where}"
    if spoilt := spoilt_cells(row, where):
        raise Refused(*spoilt)
    code = check_team_code(checked_identifier(row.cells["code"], where), where)
    name = checked_identifier(row.cells["name"], where)
    problems = []
    if not name or len(name) > 100:
        problems.append(Problem("missing_value", where, N_("the team needs a name of 1 to 100 characters")))
    text = row.cells.get("enrolled", "").replace(",", "")
    enrolled = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
    if text and (enrolled is None or not 0 < enrolled <= MOST_ENROLLED):
        message = N_("“{text}” is no number of pupils; write 1 to {most}, or leave it empty")
        problems.append(Problem("bad_number", where, message, {"text": text[:40], "most": MOST_ENROLLED}))
    if problems:
        raise Refused(*problems)
    return code, name, enrolled
