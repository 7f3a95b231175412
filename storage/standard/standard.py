"""The district's one standard, as its kit brought it: teams, categories, stars, holidays, and whose badges visitors show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from checkin.json_files import json_of
from checkin.rules.stars import Star
from storage.disk import sqlite
from storage.disk.atomic_file import write_whole
from storage.disk.folder import DataFolder
from storage.standard.calendar import HOLIDAYS


@dataclass(frozen=True, slots=True)
class DistrictTeam:
    """A team of the district; `enrolled` are the pupils of its school, None where that is not known.

    The keys of the teams are in the district's list (`credential_list`).
    """

    code: str
    name: str
    enrolled: int | None


@dataclass(frozen=True, slots=True)
class Standard:
    """What holds in all teams alike. `workdays` are weekend days that are worked; `policy` are settings that the
    district asks for, `sealing_key` (`age1…`) the key to which packs for it may be sealed; both None for none."""

    categories: tuple[str, ...] = ()
    stars: tuple[Star, ...] = ()
    holidays: tuple[date, ...] = ()
    workdays: tuple[date, ...] = ()
    policy: Mapping[str, Any] | None = None
    sealing_key: str | None = None


@dataclass(frozen=True, slots=True)
class KnownDistrict:
    """The district whose files this desk takes: its key (32 bytes), and the versions of its
    last kit and receipt (0 for none).

    `receipt_at` is when the district made the last receipt (milliseconds since 1970, UTC), None for none; people read
    this. The two versions only rise from file to file. They are made from the time of making and look like one, but
    are not for people: two files of one second get two numbers.
    """

    code: str
    name: str
    key: bytes
    kit_version: int = 0
    receipt_version: int = 0
    receipt_at: int | None = None
    standard: Standard = field(default_factory=Standard)


def known_district(connection: sqlite.Connection) -> KnownDistrict | None:
    """The district whose files this desk took; None where it took none."""
    row = connection.execute(
        "SELECT code, name, key, kit_version, receipt_version, receipt_at, standard FROM district"
    ).fetchone()
    if row is None:
        return None
    code, name, key, kit_version, receipt_version, receipt_at, standard = row
    return KnownDistrict(code, name, key, kit_version, receipt_version, receipt_at, read_standard(json_of(standard)))


def remember_district(connection: sqlite.Connection, district: KnownDistrict) -> None:
    """Keep this as the district of the desk. Needs a transaction around it."""
    connection.execute("DELETE FROM district")
    connection.execute(
        "INSERT INTO district (code, name, key, kit_version, receipt_version, receipt_at, standard) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            district.code, district.name, district.key, district.kit_version, district.receipt_version,
            district.receipt_at, json.dumps(standard_json(district.standard), ensure_ascii=False),
        ),
    )  # fmt: skip


def forget_district(connection: sqlite.Connection) -> None:
    """Delete everything that came from a district. Needs a transaction around it."""
    for table in (
        "district", "district_team", "visitor_badge", "district_event", "district_pack", "elsewhere", "fault", "credential_list",
    ):  # fmt: skip
        connection.execute(f"DELETE FROM {table}")


def district_teams(connection: sqlite.Connection) -> list[DistrictTeam]:
    """All teams of the district, by code."""
    rows = connection.execute("SELECT code, name, enrolled FROM district_team ORDER BY code")
    return [DistrictTeam(*row) for row in rows]


def school_names(connection: sqlite.Connection) -> dict[str, str]:
    """The name of each team of the district, by its code."""
    return dict(connection.execute("SELECT code, name FROM district_team").fetchall())


def keep_teams(
    connection: sqlite.Connection, teams: Iterable[DistrictTeam], marks: Iterable[tuple[bytes, str]]
) -> None:
    """Replace all teams and the marks of their badges. Needs a transaction around it."""
    connection.execute("DELETE FROM district_team")
    connection.execute("DELETE FROM visitor_badge")
    connection.executemany("INSERT INTO district_team VALUES (?, ?, ?)", ((t.code, t.name, t.enrolled) for t in teams))
    connection.executemany("INSERT INTO visitor_badge VALUES (?, ?)", marks)


def standard_json(standard: Standard) -> dict[str, Any]:
    """A standard as JSON, for the kit and for the database."""
    return {
        "categories": list(standard.categories),
        "stars": [{"stars": star.stars, "hours": star.hours} for star in standard.stars],
        "holidays": [day.isoformat() for day in standard.holidays],
        "workdays": [day.isoformat() for day in standard.workdays],
        "policy": None if standard.policy is None else dict(standard.policy),
        "sealing_key": standard.sealing_key,
    }


def read_standard(data: Mapping[str, Any]) -> Standard:
    """The standard that `standard_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    return Standard(
        tuple(data["categories"]),
        tuple(Star(star["stars"], star["hours"]) for star in data["stars"]),
        tuple(date.fromisoformat(day) for day in data["holidays"]),
        tuple(date.fromisoformat(day) for day in data["workdays"]),
        data["policy"],
        data["sealing_key"],
    )


def holidays_text(standard: Standard) -> str:
    """The holiday table of a data folder, as the district's standard gives it."""
    lines = ["# From the district's kit. A table that is changed here is kept as it is."]
    for name, days in (("holidays", standard.holidays), ("workdays", standard.workdays)):
        lines += [f"{name} = [", *(f"  {day.isoformat()}," for day in days), "]"]
    return "\n".join([*lines, ""])


def write_holidays(folder: DataFolder, before: Standard | None, standard: Standard) -> bool:
    """Write the holiday table; False where the school has one of its own, which stays. `before` is the last standard."""
    file = folder.path / HOLIDAYS
    new = holidays_text(standard).encode("utf-8")
    here = file.read_bytes() if file.is_file() else None
    if here == new or (here is None and not standard.holidays and not standard.workdays):
        return True
    if here is not None and (before is None or here != holidays_text(before).encode("utf-8")):
        return False
    write_whole(file, new, belongs=True)
    return True
