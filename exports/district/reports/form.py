"""The report form 全省教育系统工会助力脱贫攻坚教职工志愿服务活动情况调度表, filled from the record and from entered texts.

The form sets its fields and their order (domain §1). It is Chinese, whatever the language in use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from checkin.durations import chinese_hours
from checkin.rules.period import ALL_DAYS, Period
from checkin.rules.problems import N_, refuse
from checkin.texts import enumerated
from exports.district.asks.coverage import numbers_given_up
from exports.district.asks.days import in_days
from exports.district.asks.totals import HERE, SERVICE
from exports.district.district import District
from exports.plain_text import plain_text

TITLE = "全省教育系统工会助力脱贫攻坚教职工志愿服务活动情况调度表"
LONGEST_TEXT = 500
LONGEST_FIELD = 200
DRAFT_MARK = "（草稿，请核对修改）"
NO_PROJECT = "（未分项目）"
ENTERED: Mapping[str, str] = {
    "unit": "填表单位",
    "support": "物质或资金支持情况",
    "leader": "负责人姓名",
    "title": "职务",
    "telephone": "电话",
    "paired": "结对志愿服务单位、社区",
    "served": "服务对象人数",
    "members": "志愿服务队组成人数",
    "text": "志愿服务进展情况",
}
"""Fields that a person enters, with their headings on the form. `unit` and `members` come from the record if nobody enters them."""


@dataclass(frozen=True, slots=True)
class Form:
    """One filled form, in the form's order. `text` has at most 500 characters, without the mark of a draft."""

    unit: str
    filled_on: str
    team: str
    project: str
    members: str
    period: str
    person_times: str
    support: str
    leader: str
    title: str
    telephone: str
    paired: str
    served: str
    text: str

    def as_dict(self) -> dict[str, str]:
        """The values by field name, without characters that no document can hold."""
        return {name: plain_text(str(getattr(self, name))) for name in self.__dataclass_fields__}


def entered(district: District, team: str, project: str) -> dict[str, str]:
    """The entered fields of a team's project. A field of the whole team is used if the project has none."""
    rows = district.db.execute(
        "SELECT field, value FROM form WHERE team = ? AND project IN ('', ?) ORDER BY project = ''", [team, project]
    ).fetchall()
    found: dict[str, str] = {}
    for field, value in rows:
        found.setdefault(field, value)
    return found


def enter(district: District, team: str, project: str, values: Mapping[str, str]) -> None:
    """Store fields of the form; an empty value deletes a field. Raises Refused for an unknown team or field, or a text too long."""
    if team not in district.team_names():
        raise refuse("no_team", team, N_("no team with this code is known here; see hourdesk district teams"))
    for field, value in values.items():
        if field not in ENTERED:
            message = N_("the form has no field of this name; its fields are {fields}")
            raise refuse("no_field", field, message, fields=enumerated(ENTERED))
        longest = LONGEST_TEXT if field == "text" else LONGEST_FIELD
        if len(value) > longest:
            message = N_("{count} characters are too many: the form takes {most}")
            raise refuse("text_too_long", f"{team} {ENTERED[field]}", message, count=len(value), most=longest)
    with district.transaction():
        for field, value in values.items():
            district.db.execute("DELETE FROM form WHERE team = ? AND project = ? AND field = ?", [team, project, field])
            if value.strip():
                district.db.execute("INSERT INTO form VALUES (?, ?, ?, ?)", [team, project, field, value.strip()])


def forms(district: District, period: Period, team: str | None = None, project: str | None = None) -> list[Form]:
    """A form for each project with sessions in the period or with entered fields, sorted by team and project.

    Raises Refused if there is none.
    """
    wanted = [(t, p) for t, p in projects(district, period) if team in (None, t) and project in (None, p)]
    if not wanted:
        raise refuse(
            "nothing_to_report",
            team or "",
            N_("there are no sessions to report on; merge packs first, or name other days"),
        )
    filling = Filling(district, period)
    return [filling.form(t, p) for t, p in wanted]


def projects_of(district: District, team: str) -> list[str]:
    """The projects for which a team has a form. An empty name means activities without a project."""
    return [project for code, project in projects(district, ALL_DAYS) if code == team] or [""]


def projects(district: District, period: Period) -> list[tuple[str, str]]:
    """Pairs of a team and a project that has sessions in the period or entered fields, sorted."""
    return district.db.execute(
        "SELECT DISTINCT s.activity_team, coalesce(a.project, '') FROM session s "
        "LEFT JOIN activity a ON a.team = s.activity_team AND a.code = s.activity "
        f"WHERE s.source NOT IN ('added', 'claimed') AND {SERVICE} AND {in_days(period)} UNION SELECT team, project FROM form WHERE project <> '' "
        "ORDER BY ALL"
    ).fetchall()


def fill(district: District, team: str, project: str, period: Period) -> Form:
    """One filled form. Persons and person-times count everybody who served in the project's activities, of any team."""
    return Filling(district, period, (team, project)).form(team, project)


class _Served(NamedTuple):
    """What was done in the activities of a team's project."""

    persons: int
    person_times: int
    first: date | None
    last: date | None
    minutes: int
    activities: int


class Filling:
    """What fills the forms of all teams and projects, or of `one`, read at once."""

    def __init__(self, district: District, period: Period, one: tuple[str, str] | None = None) -> None:
        where = "" if one is None else "AND s.activity_team = ? AND coalesce(a.project, '') = ?"
        rows = district.db.execute(
            "SELECT s.activity_team, coalesce(a.project, '') AS project, count(DISTINCT (s.team, s.volunteer)), "
            "count(DISTINCT (s.team, s.volunteer, s.day)) FILTER (s.day IS NOT NULL), min(s.day), max(s.day), "
            "coalesce(sum(s.credited), 0)::BIGINT, count(DISTINCT s.activity) FROM session s "
            "LEFT JOIN activity a ON a.team = s.activity_team AND a.code = s.activity WHERE s.source NOT IN ('added', 'claimed') "
            f"AND s.team IS NOT NULL AND {SERVICE} AND {in_days(period)} {where} GROUP BY ALL",
            list(one or ()),
        ).fetchall()
        self._served = {(team, project): _Served(*counts) for team, project, *counts in rows}
        self._district, self._names, self._given_up = district, district.team_names(), numbers_given_up(district)
        self._registered: dict[str, int] = dict(
            district.db.execute(f"WITH {HERE} SELECT team, count(DISTINCT number) FROM here GROUP BY team").fetchall()
        )

    def form(self, team: str, project: str) -> Form:
        """The form of a team's project."""
        given = entered(self._district, team, project)
        name = self._names.get(team, "") or team
        served = self._served.get((team, project), _Served(0, 0, None, None, 0, 0))
        draft = draft_text(name, project, served.activities, served.persons, served.person_times, served.minutes)
        return Form(
            unit=given.get("unit", name),
            filled_on=day_words(self._district.today()),
            team=name,
            project=project or NO_PROJECT,
            members=given.get("members") or str(self._registered.get(team, 0) - self._given_up[team]),
            period="至".join(dict.fromkeys(day_words(day) for day in (served.first, served.last) if day is not None)),
            person_times=str(served.person_times),
            support=given.get("support", ""),
            leader=given.get("leader", ""),
            title=given.get("title", ""),
            telephone=given.get("telephone", ""),
            paired=given.get("paired", ""),
            served=given.get("served", ""),
            text=given.get("text") or draft,
        )


def draft_text(team: str, project: str, activities: int, persons: int, person_times: int, minutes: int) -> str:
    """The draft of a project's text, used until somebody writes it. It begins with the mark of a draft."""
    named = f"“{project}”项目" if project else "志愿服务"
    return (
        f"{DRAFT_MARK}{team}开展{named}，共组织活动{activities}次，参与志愿者{persons}人、{person_times}人次，"
        f"累计志愿服务{chinese_hours(minutes)}。主要做法：（请填写）。特色内容：（请填写）。"
    )


def day_words(day: date) -> str:
    """A day as the form writes it: `2026年3月5日`."""
    return f"{day.year}年{day.month}月{day.day}日"
