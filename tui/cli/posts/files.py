"""`hourdesk post template` and `print`: the list to fill in, and the list to hang up."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import _, ngettext
from storage.people.expected import names_at
from tui.cli.base import options
from tui.cli.base.activity_meant import activity_meant, activity_option
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.made_file import made_file
from tui.cli.base.output import result, result_json, tell


@examples(N_("hourdesk post template posts.xlsx"), N_("hourdesk post template posts.xlsx --activity A1"))
@command("template", N_("Write a list of posts (XLSX) to fill in; of an activity, with the posts that it has."))
@options.out_file()
@options.activity(N_("With the posts of this activity."))
@made_file
@options.json_option
@pass_desk
def template(choice: DeskChoice, out: Path, activity: str | None, as_json: bool) -> None:
    """Write the sheet; no desk is needed for an empty one."""
    from exports.post_file import write_post_template

    if activity is None:
        rows = write_post_template(out)
    else:
        with choice.open() as store:
            occasion = activity_meant(store, activity)
            rows = write_post_template(out, occasion, names_at(store, occasion), store.identity.team)
    if as_json:
        result_json({"file": str(out), "rows": rows})
    else:
        result(_("Fill in {file}, then: hourdesk post import {name}").format(file=out, name=out.name))


@examples(N_("hourdesk post print posts.pdf"))
@command("print", N_("Write the posts with who signed up as PDF, with boxes to tick, to hang up or hand out."))
@options.out_file("OUT.pdf")
@activity_option
@made_file
@options.json_option
@pass_desk
def print_(choice: DeskChoice, out: Path, activity: str | None, as_json: bool) -> None:
    """Each shift with its people."""
    from exports.printed.lists.post_list import write_post_list

    with choice.open() as store:
        occasion = activity_meant(store, activity)
        printed = write_post_list(out, store, occasion)
    tell(printed.notes)
    if as_json:
        result_json({"file": str(out), "pages": printed.pages})
    else:
        text = ngettext("{file}: {count} page", "{file}: {count} pages", printed.pages)
        result(text.format(file=out, count=printed.pages))
