"""The muster list (在场名单): who is on site right now, by class, with a box to tick each one off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from pathlib import Path

from checkin.rules.instants import clock_or_day_text, local_time
from checkin.texts import _, ngettext
from exports.included_desks import DesksLine
from exports.printed.document import Paper, write_document
from exports.printed.printed import Printed, PrintedText, person_texts
from exports.printed.table import PaperColumn
from storage.presence.board import Board, Presence, on_site_by_class
from storage.store import Store
from storage.team.profile import PROFILE, profile


def emergency_notes(store: Store) -> list[str]:
    """The lines of the team's profile for an emergency: the person responsible for safety, and the plan."""
    texts = profile(store.connection)
    said = [name for name in ("safety", "emergency_plan") if name in texts]
    return [_("{title}: {value}").format(title=_(PROFILE[name]), value=texts[name]) for name in said]


def write_muster(
    path: Path, board: Board, at: int, included: DesksLine | None = None, notes: Sequence[str] = ()
) -> Printed:
    """Write the list as PDF, whole or not at all.

    `at` is the time of the list (milliseconds). `included` says which desks the list covers. `notes` are lines for an
    emergency. Raises Refused if there is no font, or `path` can't be written.
    """
    activity = board.activity
    classes = on_site_by_class(board)
    count = sum(len(rows) for rows in classes.values())
    time = f"{local_time(at, activity.zone):%Y-%m-%d %H:%M}"
    heading = _("On site: {activity}").format(activity=activity.name or activity.code)
    columns = [
        PaperColumn("✓", 8),
        PaperColumn(_("number"), 20),
        PaperColumn(_("name"), 30),
        PaperColumn(_("since"), 16),
        PaperColumn(_("note"), 40),
    ]

    def draw(paper: Paper) -> None:
        paper.new_page()
        paper.line(heading, 16)
        paper.line(activity.place, 11)
        text = ngettext("{count} person at {time}", "{count} persons at {time}", count)
        paper.line(text.format(count=count, time=time), 12, gap=2)
        for line in ([] if included is None else [included.text]) + list(notes):
            paper.line(line, 10)
        for name, rows in classes.items():
            paper.room(24)
            paper.line(f"{name or _('no class')}  ({len(rows)})", 12, gap=5)
            paper.table(
                columns,
                (["", *_cells(row, at, activity.zone), _("under 14") if row.young else ""] for row in rows),
                gap=1,
            )

    shown = [PrintedText(text) for text in (activity.name, activity.place, *notes)]
    for rows in classes.values():
        for row in rows:
            shown += person_texts(row.number, row.name, row.school, row.class_name)
    return write_document(path, heading, draw, shown, foot=f"{heading}  {time}")


def _cells(row: Presence, at: int, zone: tzinfo) -> list[str]:
    since = "" if row.since is None else clock_or_day_text(row.since, at, zone)
    return [row.number, row.name or row.school or _("unknown badge"), since]
