"""The clerk's pages of hours that schools filled in by hand: what they say beside the record, and where both differ."""

from __future__ import annotations

from functools import partial

from checkin.durations import h_mm
from checkin.texts import _, ngettext
from exports.district.asks.totals import By, totals
from exports.district.district import District
from exports.district.returns.returns import Difference, differences, returned_minutes
from tui.district.page import Page, Row
from tui.words.cells import plain


def returns_page(district: District) -> Page:
    """A row a school that filled in hours by hand. They are not verified, and never added to what was scanned."""
    schools = district.team_names()
    recorded = {one.group: one.minutes for one in totals(district, By.TEAM)}
    differing = differences(district)
    rows = tuple(
        _row(
            code,
            plain(schools.get(code) or code),
            minutes,
            recorded.get(code),
            [one for one in differing if one.team == code],
        )
        for code, minutes in sorted(returned_minutes(district).items())
    )
    headings = (_("team"), _("school"), _("by hand"), _("by the record"), _("persons that differ"))
    hint = _("No school filled in hours by hand. From F10: “Take in hours that a school filled in by hand”.")
    foot = _("Filled in by hand, not verified, and never added to what was scanned.")
    return Page(
        _("By hand"), headings, rows, frozenset({2, 3, 4}), foot if rows else "", "" if rows else hint
    )  # fmt: skip


def _row(code: str, school: str, minutes: int, recorded: int | None, differing: list[Difference]) -> Row:
    by_record = "—" if recorded is None else h_mm(recorded)
    cells = (code, school, h_mm(minutes), by_record, f"{len(differing):,}")
    return Row(cells, partial(_differences_page, code=code, school=school), "bad" if differing else "")


def _differences_page(district: District, code: str, school: str) -> Page:
    rows = tuple(
        Row((one.volunteer, plain(one.name), plain(one.class_name), h_mm(one.returned), "—" if one.recorded is None else h_mm(one.recorded)))
        for one in differences(district)
        if one.team == code
    )  # fmt: skip
    foot = ngettext("{count} person differs", "{count} persons differ", len(rows)).format(count=len(rows))
    headings = (_("number"), _("name"), _("class"), _("by hand"), _("by the record"))
    hint = "" if rows else _("Nothing differs: either both say the same, or the school sent no packs.")
    return Page(school, headings, rows, frozenset({3, 4}), foot if rows else "", hint)
