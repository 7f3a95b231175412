"""What the record comes to, by SQL over the derived sessions.

A person-time (人次) is one person on one day, however many sessions that day has. Minutes that somebody filled in by
hand stand in `returned` and are never among these.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum

import duckdb

from exports.district.district import District

COUNTS = """
    count(DISTINCT (team, volunteer)) AS persons,
    count(DISTINCT (team, volunteer, day)) FILTER (source <> 'added' AND day IS NOT NULL) AS person_times,
    count(*) FILTER (source <> 'added') AS sessions,
    coalesce(sum(credited) FILTER (source <> 'added'), 0)::BIGINT AS scanned_minutes,
    coalesce(sum(credited) FILTER (source = 'added'), 0)::BIGINT AS added_minutes,
    coalesce(sum(credited) FILTER (status = 'confirmed'), 0)::BIGINT AS confirmed_minutes"""
"""The figures of a group of sessions, in the order of `Total`; persons whom nobody knows are not among them."""


class By(StrEnum):
    """What totals are split by. The team is the volunteer's own, wherever the service was."""

    TEAM = "team"
    KIND = "kind"
    MONTH = "month"
    CATEGORY = "category"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Total:
    """One row: `group` is None for the row over all. `scanned_minutes` has corrected, vouched and ruled ones in it."""

    group: str | None
    persons: int
    person_times: int
    sessions: int
    scanned_minutes: int
    added_minutes: int
    confirmed_minutes: int

    def to_json(self) -> dict[str, object]:
        """What `district totals --json` prints for a team."""
        values = asdict(self)
        return {"team": values.pop("group"), **values}

    @property
    def minutes(self) -> int:
        """All credited minutes."""
        return self.scanned_minutes + self.added_minutes


GROUP = {
    By.TEAM: "team",
    By.KIND: "coalesce(kind, '')",
    By.MONTH: "coalesce(strftime(day, '%Y-%m'), '')",
    By.CATEGORY: "coalesce(category, '')",
    By.PROJECT: "coalesce(project, '')",
}
"""The SQL expression of a group's name."""
NAMED = """
    SELECT s.*, v.name, v.class, v.kind, a.name AS activity_name, a.category, a.project, a.timezone
    FROM session s
    LEFT JOIN known v ON v.team = s.team AND v.number = s.volunteer
    LEFT JOIN activity a ON a.team = s.activity_team AND a.code = s.activity"""
"""Sessions with what registers and activities say of them. Needs `KNOWN` before it."""
SERVICE = "coalesce(s.flags, '') NOT LIKE '%training%'"
"""A condition on sessions: a training is no service, and counts nowhere."""
KNOWN = """known AS (
    SELECT team, number, arg_max(name, (of_team = team, desk)) AS name, arg_max(class, (of_team = team, desk)) AS class,
           arg_max(kind, (of_team = team, desk)) AS kind
    FROM volunteer GROUP BY team, number)"""
"""One row a volunteer; what the own team's desks say goes before what another team's register says."""


def totals(district: District, by: By = By.TEAM) -> list[Total]:
    """A row a group, by its name, and one over all at the end."""
    return query_totals(district.db, by)


def query_totals(db: duckdb.DuckDBPyConnection, by: By) -> list[Total]:
    """As `totals`, from a connection that has the tables session, volunteer and activity."""
    group = GROUP[by]
    rows = db.execute(
        f"WITH {KNOWN}, named AS ({NAMED} WHERE s.team IS NOT NULL AND {SERVICE}) "
        f"SELECT {group} AS grp, {COUNTS} FROM named GROUP BY grp ORDER BY grp"
    ).fetchall()
    over_all = db.execute(
        f"WITH {KNOWN}, named AS ({NAMED} WHERE s.team IS NOT NULL AND {SERVICE}) SELECT NULL, {COUNTS} FROM named"
    ).fetchall()
    return [Total(*row) for row in rows + over_all]
