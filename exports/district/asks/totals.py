"""Totals of the record, by SQL over the derived sessions.

A person-time (人次) is one person on one day, however many sessions that day has. Minutes that schools filled in by
hand are in the table `returned` and never in these totals.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum

import duckdb

from checkin.rules.claims_activity import CLAIMS_NAME
from checkin.rules.problems import N_
from exports.district.district import District

REPLAYED = "source = 'scanned' AND coalesce(flags, '') LIKE '%replayed%'"
"""A condition on sessions: the part `replayed` of `checkin.rules.service.part_of`."""
COUNTS = f"""
    count(DISTINCT (team, volunteer)) AS persons,
    count(DISTINCT (team, volunteer, day)) FILTER (source NOT IN ('added', 'claimed') AND day IS NOT NULL) AS person_times,
    count(*) FILTER (source NOT IN ('added', 'claimed')) AS sessions,
    coalesce(sum(credited) FILTER (source NOT IN ('added', 'claimed')), 0)::BIGINT AS scanned_minutes,
    coalesce(sum(credited) FILTER (source = 'added'), 0)::BIGINT AS added_minutes,
    coalesce(sum(credited) FILTER (status = 'confirmed'), 0)::BIGINT AS confirmed_minutes,
    coalesce(sum(credited) FILTER ({REPLAYED}), 0)::BIGINT AS replayed_minutes,
    coalesce(sum(credited) FILTER (source = 'claimed'), 0)::BIGINT AS claimed_minutes"""
"""The figures of a group of sessions, in the order of `Total`. Badges whose owner is unknown do not count."""

REPLAYED_PART = N_("of the scanned: entered at another time")
HOW_COUNTED = (
    N_("Person-times: one per person and day, however many sessions that day has."),
    N_("Scanned hours include those that were corrected, vouched for or ruled."),
)
"""What stands below totals, wherever they are shown."""


class By(StrEnum):
    """How totals are split. The team is the volunteer's own team, wherever the service was."""

    TEAM = "team"
    KIND = "kind"
    MONTH = "month"
    CATEGORY = "category"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Total:
    """One row of totals; `group` is None for the row over all. `scanned_minutes` include corrected, vouched and ruled minutes,
    and `replayed_minutes`: those of scans that came to a desk long after their time. `claimed_minutes` are those of claims, a source of their own."""

    group: str | None
    persons: int
    person_times: int
    sessions: int
    scanned_minutes: int
    added_minutes: int
    confirmed_minutes: int
    replayed_minutes: int = 0
    claimed_minutes: int = 0

    def to_json(self) -> dict[str, object]:
        """The object that `district totals --json` prints for it."""
        values = asdict(self)
        return {"team": values.pop("group"), **values}

    @property
    def minutes(self) -> int:
        """Credited minutes of all sources together."""
        return self.scanned_minutes + self.added_minutes + self.claimed_minutes


GROUP = {
    By.TEAM: "team",
    By.KIND: "coalesce(kind, '')",
    By.MONTH: "coalesce(strftime(day, '%Y-%m'), '')",
    By.CATEGORY: "coalesce(category, '')",
    By.PROJECT: "coalesce(project, '')",
}
"""The SQL expression of a group's name."""
NAMED = f"""
    SELECT s.*, v.name, v.class, v.kind, coalesce(a.name, CASE WHEN s.source = 'claimed' THEN '{CLAIMS_NAME}' END) AS activity_name, a.category, a.project, a.timezone
    FROM session s
    LEFT JOIN known v ON v.team = s.team AND v.number = s.volunteer
    LEFT JOIN activity a ON a.team = s.activity_team AND a.code = s.activity"""
"""Sessions with names from registers and activities. The query must define `KNOWN` before it."""
NAMED_BY_DAY = f"""
    SELECT s.*, v.name, coalesce(c.class, v.class) AS class, v.kind, coalesce(a.name, CASE WHEN s.source = 'claimed' THEN '{CLAIMS_NAME}' END) AS activity_name, a.category, a.project, a.timezone
    FROM session s
    ASOF LEFT JOIN earlier c ON c.team = s.team AND c.number = s.volunteer AND s.day <= c.until
    LEFT JOIN known v ON v.team = s.team AND v.number = s.volunteer
    LEFT JOIN activity a ON a.team = s.activity_team AND a.code = s.activity"""
"""The same with the class of each session's day. The query must define `KNOWN` and `EARLIER` before it."""
EARLIER = """earlier AS (
    SELECT team, number, until, arg_max(class, (of_team = team, desk)) AS class FROM class_period
    GROUP BY team, number, until)"""
"""Until which day each volunteer was in an earlier class; that of their own team's register goes before."""
HERE = """gone AS (SELECT team, number FROM leaver GROUP BY team, number HAVING arg_max(has_left, (of_team = team, desk))),
    here AS (SELECT * FROM volunteer ANTI JOIN gone USING (team, number))"""
"""The rows of the registers without those who left their school, which the register of their own team says."""
SERVICE = "(coalesce(s.flags, '') NOT LIKE '%training%' AND coalesce(s.flags, '') NOT LIKE '%lost_desk%')"
"""A condition on sessions, as `NO_SERVICE` of `checkin.rules.service` has it: the others count nowhere."""
KNOWN = """known AS (
    SELECT team, number, coalesce(nullif(arg_max(name, (of_team = team, desk)), ''), getvariable('purged'), '') AS name,
           arg_max(class, (of_team = team, desk)) AS class,
           arg_max(kind, (of_team = team, desk)) AS kind
    FROM volunteer GROUP BY team, number)"""
"""One row for each volunteer. The register of the volunteer's own team goes before that of another team. In place of a name that
was purged stands the word for that, which `open_district` sets."""


def totals(district: District, by: By = By.TEAM) -> list[Total]:
    """A row for each group, sorted by name, and at the end one row over all."""
    return [*group_totals(district, by), *district.remembered("over_all", lambda: counted(district.db, None))]


def group_totals(district: District, by: By) -> list[Total]:
    """The rows of `totals` without the one over all."""
    return list(district.remembered(f"totals by {by}", lambda: counted(district.db, by)))


def counted(db: duckdb.DuckDBPyConnection, by: By | None, among: str = "true") -> list[Total]:
    """A row for each group of the sessions that meet the condition `among`, sorted by name; where `by` is None one row over all."""
    named = f"WITH {KNOWN}, named AS ({NAMED} WHERE s.team IS NOT NULL AND {SERVICE} AND {among})"
    split = "NULL" if by is None else GROUP[by]
    grouped = "" if by is None else "GROUP BY grp ORDER BY grp"
    rows = db.execute(f"{named} SELECT {split} AS grp, {COUNTS} FROM named {grouped}")
    return [Total(*row) for row in rows.fetchall()]
