"""The page of conflicts: the list, and beside it both sides of the marked one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from checkin.texts import _
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.asks.conflicts.registry import conflicts
from exports.district.asks.views import MOST_ROWS
from exports.district.district import District
from tui.district import pages
from tui.district.conflict_sides import conflict_aside
from tui.district.long_list import first_of
from tui.district.page import Page, Row
from tui.words.cells import plain


def conflicts_page(district: District, search: str = "", most: int | None = MOST_ROWS) -> Page:
    """What does not fit, open ones first."""
    found = conflicts(district)
    schools = district.team_names()
    rows = tuple(_row(one, schools) for one in found)
    left = sum(not one.ruled for one in found)
    foot = _("{open} open, {ruled} ruled").format(open=left, ruled=len(found) - left)
    headings = (_("state"), _("conflict"), _("school"), _("both sides"))
    page = Page(_("Conflicts"), headings, rows, foot=foot, hint="" if rows else _("Everything fits."))
    return first_of(page, conflicts_page, search, most)


def _row(one: Conflict, schools: dict[str, str]) -> Row:
    state = _("decided") if one.ruled else _("to be ruled")
    cells = (state, one.kind.text, plain(schools.get(one.team or "") or one.team or ""), plain(one.text))
    tone = "" if one.ruled else "bad"
    return Row(cells, partial(_conflict_page, conflict=one), tone, one, plain(one.text), conflict_aside(one))


def _conflict_page(district: District, conflict: Conflict) -> Page:
    """The events of a conflict, each with its fields one step below."""
    page = pages.events_page(district, conflict.events, conflict.kind.text)
    rows = tuple(replace(row, aside=conflict_aside(conflict)) for row in page.rows)
    return replace(page, rows=rows, foot=plain(conflict.text), conflict=conflict)
