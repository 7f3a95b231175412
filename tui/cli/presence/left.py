"""`hourdesk left`: who has not checked out, by class (还有……人未签退)."""

from __future__ import annotations

from checkin.rules.instants import clock_or_day_text
from checkin.rules.problems import N_
from checkin.texts import _
from storage.presence.board import not_checked_out, read_board
from tui.cli.base import options
from tui.cli.base.activity_meant import activity_meant, activity_option
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, result, result_json, results
from tui.words.cells import plain
from tui.words.left import forgotten_text, left_text, still_here


@examples(N_("hourdesk left --activity A1"))
@command("left", N_("Print in one sentence how many have not checked out, by class; then list them."))
@activity_option
@options.json_option
@pass_desk
def left(choice: DeskChoice, activity: str | None, as_json: bool) -> None:
    """Print the sentence, or an object for each class."""
    from exports.included_desks import included_in

    with choice.open() as store:
        occasion = activity_meant(store, activity)
        now = store.now()
        board = read_board(store, occasion.key, now)
        included = included_in(store, occasion.key)
    if as_json:
        for name, count in still_here(board):
            result_json({"class": name, "count": count})
        return
    results(plain(line) for line in left_text(board).splitlines())
    for name, rows in not_checked_out(board).items():
        result(f"{plain(name or '—')}  ({len(rows)})")
        for row in rows:
            since = "" if row.since is None else clock_or_day_text(row.since, now, occasion.zone)
            result(f"  {row.number}  {plain(row.name or row.school or _('unknown badge'))}  {since}")
    if board.on_site:
        results(plain(line) for line in forgotten_text(board).splitlines())
    if included is not None:
        message(included.text)
