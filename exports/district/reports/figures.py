"""The figures of a period for the workbook and the annual report."""

from __future__ import annotations

from dataclasses import dataclass, replace

from checkin.rules.claims_activity import CLAIMS_NAME
from checkin.rules.period import Period
from exports.district.asks.class_names import TeamClasses
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.asks.conflicts.registry import conflicts
from exports.district.asks.coverage import Coverage, coverage
from exports.district.asks.days import in_days
from exports.district.asks.stars import StarCount, star_distribution
from exports.district.asks.totals import EARLIER, KNOWN, NAMED_BY_DAY, REPLAYED, SERVICE, By, Total, counted
from exports.district.district import District
from exports.district.returns.returns import returned_minutes

_NOTHING = Total(None, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class TeamLine:
    """The figures of one team in the period, also of one that reported nothing. `registered` and `enrolled` (None: not known) are
    those of today; `returned_minutes` were filled in by hand and are part of no other figure."""

    team: str
    name: str
    registered: int
    enrolled: int | None
    returned_minutes: int
    total: Total


@dataclass(frozen=True, slots=True)
class VolunteerLine:
    """The figures of one volunteer in the period. Minutes are credited whole minutes."""

    team: str
    number: str
    name: str
    class_name: str
    kind: str
    sessions: int
    scanned_minutes: int
    added_minutes: int
    confirmed_minutes: int
    corrected_minutes: int
    vouched_minutes: int
    ruled_minutes: int
    replayed_minutes: int
    claimed_minutes: int = 0


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """The figures of one activity in the period; `day` is the local day of its first session in it (ISO 8601)."""

    team: str
    code: str
    name: str
    day: str
    category: str
    project: str
    persons: int
    sessions: int
    scanned_minutes: int
    added_minutes: int
    confirmed_minutes: int
    replayed_minutes: int
    claimed_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a report, counted once. Each list of totals ends with the row over all."""

    period: Period
    names: dict[str, str]
    teams: list[Total]
    months: list[Total]
    kinds: list[Total]
    categories: list[Total]
    coverage: dict[str | None, Coverage]
    stars: list[StarCount]
    returned: dict[str, int]
    conflicts: list[Conflict]

    @property
    def over_all(self) -> Total:
        """The totals of all teams together: the last row of `teams`."""
        return self.teams[-1]


def count(district: District, period: Period) -> Figures:
    """The figures of a period. Stars, coverage and conflicts are always those of today."""
    return Figures(
        period,
        district.team_names(),
        _totals(district, period, By.TEAM),
        _totals(district, period, By.MONTH),
        _totals(district, period, By.KIND),
        _totals(district, period, By.CATEGORY),
        {row.team: row for row in coverage(district)},
        star_distribution(district),
        returned_minutes(district),
        conflicts(district),
    )


def team_lines(figures: Figures) -> list[TeamLine]:
    """A line for each team of the district, by code."""
    totals = {total.group: total for total in figures.teams[:-1]}
    return [
        _team_line(code, name, figures.coverage.get(code), figures.returned.get(code, 0), totals.get(code, _NOTHING))
        for code, name in figures.names.items()
    ]


def all_teams_line(figures: Figures, word: str) -> TeamLine:
    """The line of all teams together, which is called `word`."""
    return _team_line(word, "", figures.coverage.get(None), sum(figures.returned.values()), figures.over_all)


def _team_line(team: str, name: str, cover: Coverage | None, returned: int, total: Total) -> TeamLine:
    registered, enrolled = (0, None) if cover is None else (cover.registered, cover.enrolled)
    return TeamLine(team, name, registered, enrolled, returned, total)


def volunteer_lines(district: District, period: Period) -> list[VolunteerLine]:
    """A line for each volunteer with a session in the period, by team and number."""
    rows = district.db.execute(
        f"WITH {KNOWN}, {EARLIER}, named AS ({NAMED_BY_DAY} WHERE s.team IS NOT NULL AND {SERVICE} AND {in_days(period)}) "
        "SELECT team, volunteer, coalesce(any_value(name), ''), coalesce(arg_max(class, day), any_value(class), ''), "
        "coalesce(any_value(kind), ''), count(*) FILTER (source NOT IN ('added', 'claimed')), "
        "coalesce(sum(credited) FILTER (source NOT IN ('added', 'claimed')), 0)::BIGINT, "
        "coalesce(sum(credited) FILTER (source = 'added'), 0)::BIGINT, "
        "coalesce(sum(credited) FILTER (status = 'confirmed'), 0)::BIGINT, "
        "coalesce(sum(credited) FILTER (source = 'corrected'), 0)::BIGINT, "
        "coalesce(sum(credited) FILTER (source = 'vouched'), 0)::BIGINT, "
        "coalesce(sum(credited) FILTER (source = 'ruled'), 0)::BIGINT, "
        f"coalesce(sum(credited) FILTER ({REPLAYED}), 0)::BIGINT, "
        "coalesce(sum(credited) FILTER (source = 'claimed'), 0)::BIGINT "
        "FROM named GROUP BY team, volunteer ORDER BY team, volunteer"
    ).fetchall()
    classes = TeamClasses(district.db)
    lines = (VolunteerLine(*row) for row in rows)
    return [replace(line, class_name=classes.shown(line.team, line.class_name)) for line in lines]


def activity_lines(district: District, period: Period) -> list[ActivityLine]:
    """A line for each activity with a session in the period, by team and day."""
    rows = district.db.execute(
        "SELECT s.activity_team, split_part(s.activity, '/', 1), "
        f"coalesce(any_value(a.name), any_value(CASE WHEN s.source = 'claimed' THEN '{CLAIMS_NAME}' END), ''), "
        "strftime(min(s.day), '%Y-%m-%d'), "
        "coalesce(any_value(a.category), ''), coalesce(any_value(a.project), ''), count(DISTINCT (s.team, s.volunteer)), "
        "count(*) FILTER (s.source NOT IN ('added', 'claimed')), "
        "coalesce(sum(s.credited) FILTER (s.source NOT IN ('added', 'claimed')), 0)::BIGINT, "
        "coalesce(sum(s.credited) FILTER (s.source = 'added'), 0)::BIGINT, "
        "coalesce(sum(s.credited) FILTER (s.status = 'confirmed'), 0)::BIGINT, "
        f"coalesce(sum(s.credited) FILTER ({REPLAYED}), 0)::BIGINT, "
        "coalesce(sum(s.credited) FILTER (s.source = 'claimed'), 0)::BIGINT FROM session s "
        "LEFT JOIN activity a ON a.team = s.activity_team AND a.code = s.activity "
        f"WHERE s.team IS NOT NULL AND {SERVICE} AND {in_days(period)} GROUP BY s.activity_team, s.activity ORDER BY 1, 4, 2"
    ).fetchall()
    return [ActivityLine(*row) for row in rows]


def _totals(district: District, period: Period, by: By) -> list[Total]:
    return [total for split in (by, None) for total in counted(district.db, split, in_days(period))]
