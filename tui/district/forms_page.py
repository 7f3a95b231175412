"""The clerk's pages of report forms: one a school and project, and what stands in the fields of one."""

from __future__ import annotations

from functools import partial

from checkin.rules.period import ALL_DAYS
from checkin.rules.problems import N_
from checkin.texts import _, enumerated, ngettext
from exports.district.district import District
from exports.district.reports.form import DRAFT_MARK, Filling, Form, entered, fill, projects
from tui.district.page import Aside, FormOf, Page, Part, Row
from tui.words.cells import plain

LABELS = {
    "unit": N_("unit that fills it in"),
    "filled_on": N_("filled in on"),
    "team": N_("team"),
    "project": N_("project"),
    "members": N_("members of the team"),
    "period": N_("period"),
    "person_times": N_("person-times"),
    "support": N_("goods or money"),
    "leader": N_("person in charge"),
    "title": N_("position"),
    "telephone": N_("telephone"),
    "paired": N_("paired unit"),
    "served": N_("persons served"),
    "text": N_("what was done"),
}
"""The fields of the form, in its order."""
_BY_HAND = ("leader", "title", "telephone", "paired", "served")
"""Fields that a form needs and that the record never knows."""


def forms_page(district: District) -> Page:
    """A row a form; those in which something is missing are marked."""
    schools = district.team_names()
    filling = Filling(district, ALL_DAYS)
    rows = tuple(
        _row(district, filling, FormOf(team, project), schools.get(team, ""))
        for team, project in projects(district, ALL_DAYS)
    )
    headings = (_("school"), _("project"), _("person in charge"), _("what was done"), _("still empty"))
    foot = ngettext(
        "{count} form; e fills one in, p writes them all", "{count} forms; e fills one in, p writes them all", len(rows)
    )
    hint = "" if rows else _("There are no activities to report on yet: press m and name the folder with the packs.")
    return Page(
        _("Report forms"), headings, rows, frozenset({4}), foot.format(count=len(rows)) if rows else "", hint
    )  # fmt: skip


def form_page(district: District, of: FormOf) -> Page:
    """One form, field by field, as it would be printed."""
    form = fill(district, of.team, of.project, ALL_DAYS)
    rows = tuple(Row(line, form=of, whole=line[1]) for line in _lines(form))
    title = " · ".join(filter(None, (plain(form.team), plain(of.project))))
    return Page(title, (_("field"), _("on the form")), rows, form=of)


def _row(district: District, filling: Filling, of: FormOf, school: str) -> Row:
    form, typed = filling.form(of.team, of.project), entered(district, of.team, of.project)
    empty = [name for name in _BY_HAND if not getattr(form, name)]
    text = _("draft") if form.text.startswith(DRAFT_MARK) else plain(form.text)[:20]
    cells = (
        plain(school or of.team),
        plain(of.project) or _("(no project)"),
        plain(typed.get("leader", "")),
        text,
        str(len(empty)),
    )
    missing = enumerated(_(LABELS[name]) for name in empty)
    whole = _("still empty: {fields}").format(fields=missing) if empty else ""
    return Row(cells, partial(form_page, of=of), "bad" if empty else "", whole=whole, aside=_aside(of), form=of)


def _aside(of: FormOf) -> Aside:
    def parts(district: District) -> tuple[Part, ...]:
        form = fill(district, of.team, of.project, ALL_DAYS)
        return (Part(plain(form.team), tuple(_lines(form))),)

    return parts


def _lines(form: Form) -> list[tuple[str, str]]:
    values = form.as_dict()
    return [(_(label), plain(values[name])) for name, label in LABELS.items()]
