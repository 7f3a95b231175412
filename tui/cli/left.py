"""`hourdesk left`: who has not checked out yet, by class."""

from __future__ import annotations

from checkin.rules.instants import local_text, moment
from checkin.rules.problems import N_
from checkin.texts import _
from storage.activities import find_activity
from storage.board import not_checked_out, read_board
from tui.cli.command import command, json_option, option
from tui.cli.desk_choice import DeskChoice, pass_desk
from tui.cli.output import message, result, result_json
from tui.cli.table import plain
from tui.left_words import left_text


@command("left", N_("Print who has not checked out yet, by class: a sentence first, then the names."))
@option("--activity", metavar="CODE", required=True, help=N_("Of this activity."))
@json_option
@pass_desk
def left(choice: DeskChoice, activity: str, as_json: bool) -> None:
    """The sentence, and who it is; with --json an object for each class."""
    from exports.included_desks import included_in

    with choice.open() as store:
        occasion = find_activity(store, activity)
        board = read_board(store, occasion.key)
        included = included_in(store, occasion.key)
    if not as_json:
        result(plain(left_text(board)))
    for class_name, rows in not_checked_out(board).items():
        if as_json:
            people = [
                {"volunteer": r.number, "name": r.name or None, "since": local_text(r.since or 0, occasion.zone)}
                for r in rows
            ]
            result_json({"class": class_name, "count": len(rows), "persons": people})
            continue
        result(f"{plain(class_name or '—')}  ({len(rows)})")
        for row in rows:
            name = plain(row.name or row.school or _("unknown badge"))
            result(f"  {row.number}  {name}  {moment(row.since or 0, occasion.zone):%H:%M}")
    if included is not None and not as_json:
        message(included.text)
