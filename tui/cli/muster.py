"""`hourdesk muster`: who is on site right now, by class, for a count on the spot."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import click

from checkin.rules.instants import local_text, moment
from checkin.rules.problems import N_
from checkin.texts import _, ngettext
from storage.activities import find_activity
from storage.board import PresenceState, read_board
from storage.moment import now
from tui.cli.command import command, json_option, option
from tui.cli.desk_choice import DeskChoice, pass_desk
from tui.cli.output import message, result, result_json
from tui.cli.table import plain


@command("muster", N_("Print who is on site right now, by class."))
@option("--activity", metavar="CODE", required=True, help=N_("Of this activity."))
@option(
    "--pdf", metavar="OUT.pdf", type=click.Path(path_type=Path), help=N_("Also write it to print, with boxes to tick.")
)
@json_option
@pass_desk
def muster(choice: DeskChoice, activity: str, pdf: Path | None, as_json: bool) -> None:
    """The list, and below it which desks it includes."""
    from exports.included_desks import included_in

    with choice.open() as store:
        occasion = find_activity(store, activity)
        board = read_board(store, occasion.key)
        included = included_in(store, occasion.key)
        team = store.identity.team_name
    if pdf is not None:
        from exports.lists.muster import Muster, write_muster

        write_muster(pdf, Muster(board, now(), team, included))
    here = sorted(board.state(PresenceState.ON_SITE), key=lambda row: (row.class_name, row.number))
    for class_name, rows in groupby(here, key=lambda row: row.class_name):
        listed = list(rows)
        if not as_json:
            result(f"{plain(class_name or '—')}  ({len(listed)})")
        for row in listed:
            since = row.since or 0
            if as_json:
                found = {"volunteer": row.number, "name": row.name or None, "class": row.class_name}
                result_json({**found, "since": local_text(since, occasion.zone)})
            else:
                name = plain(row.name or row.school or _("unknown badge"))
                result(f"  {row.number}  {name}  {moment(since, occasion.zone):%H:%M}")
    if not as_json:
        result(ngettext("{count} person on site", "{count} persons on site", len(here)).format(count=len(here)))
    if included is not None and not as_json:
        message(included.text)
    if pdf is not None and not as_json:
        message(_("The list to print is in {file}.").format(file=pdf))
