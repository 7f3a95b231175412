"""The clerk's page of the audit: questions to schools, and the sessions that each names."""

from __future__ import annotations

from functools import partial

from checkin.texts import _, in_a_row
from exports.audit.district import district_findings, named_sessions
from exports.audit.plausibility.finding import Finding
from exports.district.asks.views import MOST_ROWS
from exports.district.district import District
from tui.district.long_list import first_of
from tui.district.page import Page, Row
from tui.district.pages import events_page
from tui.district.times import time_text
from tui.words.cells import plain
from tui.words.counts import sessions_text
from tui.words.record.audit import answer_text


def audit_page(district: District, search: str = "", most: int | None = MOST_ROWS) -> Page:
    """A row a question, open ones first; the marked one with its reason below."""
    found = sorted(district_findings(district), key=lambda one: one.answer is not None)
    schools = district.team_names()
    rows = tuple(
        Row(
            (plain(schools.get(one.team) or one.team), one.rule.title, plain(one.text), f"{len(one.sessions):,}", _answer(one)),
            partial(_sessions_page, keys=one.sessions, title=one.rule.title),
            whole=in_a_row((one.rule.reason, plain(one.text), *([_answer(one)] if one.earlier else []))),
            question=one.name,
        )
        for one in found
    )  # fmt: skip
    headings = (_("school"), _("rule"), _("what is asked"), _("sessions"), _("answer"))
    foot = _("These are questions to a school, not verdicts on anybody. Rules: settings/plausibility.toml")
    page = Page(_("Audit"), headings, rows, frozenset({3}), foot, hint="" if rows else _("Nothing is asked."))
    return first_of(page, audit_page, search, most)


def _answer(one: Finding) -> str:
    return plain(one.answer.reason or "") if one.answer else plain(answer_text(one))


def _sessions_page(district: District, keys: tuple[str, ...], title: str) -> Page:
    lines = named_sessions(district, keys)
    schools = district.team_names()
    rows = tuple(
        Row(
            (plain(schools.get(one.team) or one.team), one.volunteer, plain(one.name), plain(one.activity),
             time_text(district, one.start), time_text(district, one.end), f"{one.minutes:,}"),
            partial(events_page, ids=one.events, title=plain(one.activity)),
        )
        for one in lines
    )  # fmt: skip
    headings = (_("school"), _("number"), _("name"), _("activity"), _("check in"), _("check out"), _("minutes"))
    return Page(title, headings, rows, frozenset({6}), sessions_text(len(keys)))
