"""`hourdesk paper sheet`: a sign-in sheet of each class, to print."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_, refuse
from checkin.texts import ngettext
from storage.presence.board import read_board
from tui.cli.base import options
from tui.cli.base.activity_meant import activity_meant, activity_option
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.made_file import made_file
from tui.cli.base.output import result, result_json, tell


@examples(
    N_("hourdesk paper sheet sign-in.pdf --activity A1"),
    N_("hourdesk paper sheet sign-in.pdf --activity A1 --class 7-1"),
)
@command("sheet", N_("Write a sign-in sheet for each class into a PDF, to use when there is no laptop."))
@options.out_file("OUT.pdf")
@activity_option
@option(
    "--class", "classes", metavar="CLASS", multiple=True, help=N_("Only this class; you can give it several times.")
)
@made_file
@options.json_option
@pass_desk
def sheet(choice: DeskChoice, out: Path, activity: str | None, classes: tuple[str, ...], as_json: bool) -> None:
    """Who signed up, else who is in the class; empty rows at the end."""
    from exports.printed.lists.sign_in_sheet import sheets_of, write_sign_in

    with choice.open() as store:
        occasion = activity_meant(store, activity)
        if occasion.hidden:
            message = N_("this activity is hidden; bring it back first, with hourdesk activity hide --undo")
            raise refuse("hidden", "--activity", message)
        sheets = sheets_of(store, read_board(store, occasion.key), classes)
        printed = write_sign_in(out, store.identity.team_name, occasion, sheets)
    tell(printed.notes)
    pages = printed.pages
    if as_json:
        result_json({"file": str(out), "classes": len(sheets), "pages": pages})
        return
    result(ngettext("{file}: {count} page", "{file}: {count} pages", pages).format(file=out, count=pages))
