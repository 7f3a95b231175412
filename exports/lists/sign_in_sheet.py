"""The sign-in sheet (签到表): a page or more for each class, to be filled in by hand where there is no laptop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from checkin.rules.activities import Activity
from checkin.rules.instants import moment
from checkin.rules.problems import N_, refuse
from checkin.texts import _
from exports.paper.document import Paper, write_document
from exports.paper.table import PaperColumn
from storage.register import key_of
from storage.roster.person import Person
from storage.store import Store

BLANK_ROWS = 4
"""Below the names, for who is not on the list."""
_ROW_MM = 9.5


def classes_on_paper(store: Store, activity: Activity, only: Sequence[str] = ()) -> dict[str, list[Person]]:
    """Who stands on the sheets, by class: who signed up, or without a list everybody. Raises Refused for nobody."""
    signed_up = None if activity.signup is None else set(activity.signup)
    found: dict[str, list[Person]] = {}
    for person in store.register.persons(with_leavers=False):
        if (signed_up is None or key_of(person) in signed_up) and (not only or person.class_name in only):
            found.setdefault(person.class_name, []).append(person)
    missing = [name for name in only if name not in found]
    if missing:
        message = N_("nobody of class “{name}” is expected here; see hourdesk roster list")
        raise refuse("no_class", "--class", message, name=missing[0])
    if not found:
        raise refuse("nobody", activity.code, N_("nobody is expected: bring in a roster or a sign-up list first"))
    return found


def write_sign_in_sheets(path: Path, team: str, activity: Activity, classes: Mapping[str, Sequence[Person]]) -> int:
    """Write the sheets as one PDF, whole or not at all; the number of pages. Raises Refused as `write_document`."""
    columns = [
        PaperColumn(_("number"), 20),
        PaperColumn(_("name"), 24),
        PaperColumn(_("came at"), 18),
        PaperColumn(_("left at"), 18),
        PaperColumn(_("signature"), 34),
    ]
    heading = _("Sign-in sheet: {activity}").format(activity=activity.name or activity.code)
    day = "" if activity.start is None else f"{moment(activity.start, activity.zone):%Y-%m-%d}"

    def draw(paper: Paper) -> None:
        for name, persons in classes.items():
            paper.new_page()
            paper.line(heading, 16)
            paper.line("    ".join(part for part in (team, activity.place, day) if part), 11)
            paper.line(_("class: {name}").format(name=name or "—"), 13, gap=3)
            rows = [[p.number, p.name, "", "", ""] for p in persons] + [[""] * 5] * BLANK_ROWS
            paper.table(columns, rows, _ROW_MM)
            paper.room(16)
            paper.line(_("teacher in charge: ____________________    date: ____________"), 12, gap=8)

    texts = [
        team,
        activity.name,
        activity.place,
        *(t for ps in classes.values() for p in ps for t in (p.name, p.class_name)),
    ]
    return write_document(path, heading, draw, texts, foot=f"{heading}  {activity.code}")
