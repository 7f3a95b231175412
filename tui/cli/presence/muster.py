"""`hourdesk muster`: who is on site right now, by class, for a count on the spot."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.instants import clock_or_day_text, local_text
from checkin.rules.problems import N_
from checkin.texts import _
from storage.people.notes import people_with_notes
from storage.presence.board import on_site_by_class, read_board
from tui.cli.base import options
from tui.cli.base.activity_meant import activity_meant, activity_option
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.made_file import made_file
from tui.cli.base.output import message, result, result_json, tell
from tui.words.cells import plain
from tui.words.counts import on_site_text
from tui.words.people.guard import young_mark
from tui.words.people.notes import note_mark


@examples(N_("hourdesk muster --activity A1"), N_("hourdesk muster --activity A1 --pdf muster.pdf"))
@command("muster", N_("Print who is on site right now, by class."))
@activity_option
@options.file_option("--pdf", metavar="OUT.pdf", help=N_("Write it as PDF to be printed, with boxes to tick."))
@made_file
@options.json_option
@pass_desk
def muster(choice: DeskChoice, activity: str | None, pdf: Path | None, as_json: bool) -> None:
    """The list, and below it which desks it includes."""
    from exports.included_desks import included_in
    from exports.printed.lists.muster import emergency_notes, write_muster

    with choice.open() as store:
        occasion = activity_meant(store, activity)
        now = store.now()
        board = read_board(store, occasion.key, now)
        included = included_in(store, occasion.key)
        # A sign alone, and only here: what is printed or given to programs may leave the team.
        noted = people_with_notes(store)
        if pdf is not None:
            printed = write_muster(pdf, board, now, included, emergency_notes(store))
            tell(printed.notes)
    classes = on_site_by_class(board)
    count = sum(len(listed) for listed in classes.values())
    for class_name, listed in classes.items():
        if not as_json:
            result(f"{plain(class_name or _('no class'))}  ({len(listed)})")
        for row in listed:
            since = row.since or 0
            if as_json:
                found = {
                    "volunteer": row.number,
                    "name": row.name or None,
                    "class": row.class_name,
                    "under_14": row.young,
                }
                result_json({**found, "since": local_text(since, occasion.zone)})
            else:
                name = plain(row.name or row.school or _("unknown badge"))
                parts = [row.number, name, clock_or_day_text(since, now, occasion.zone), *young_mark(row)]
                if row.volunteer in noted:
                    parts.append(note_mark())
                result("  " + "  ".join(parts))
    if not as_json:
        result(on_site_text(count))
    if included is not None and not as_json:
        message(included.text)
