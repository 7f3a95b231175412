"""`hourdesk roster export` and `template`."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import _, ngettext
from storage.people.named import everybody_here
from storage.people.names import badge_in_force
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.made_file import made_file
from tui.cli.base.output import result, result_json


@examples(N_("hourdesk roster export roster.xlsx"))
@command("export", N_("Write the roster to an XLSX or CSV file; bringing it in again changes nothing."))
@options.out_file()
@made_file
@options.json_option
@pass_desk
def export(choice: DeskChoice, out: Path, as_json: bool) -> None:
    """Write everybody who is in the roster, with badge numbers."""
    from exports.roster_file import write_roster

    with choice.open() as store:
        # Of one's own team only: what is imported again is one's own.
        persons = [p for p in everybody_here(store) if p.team == store.identity.team]
        badges = [badge_in_force(store, person) for person in persons]
    write_roster(out, list(zip(persons, badges, strict=True)))
    if as_json:
        result_json({"file": str(out), "rows": len(persons)})
    else:
        text = ngettext("{file}: {count} person", "{file}: {count} persons", len(persons))
        result(text.format(file=out, count=len(persons)))


@examples(N_("hourdesk roster template empty.xlsx"))
@command("template", N_("Write an empty XLSX roster with an example, to fill in."))
@options.out_file()
@made_file
@options.json_option
@pass_desk
def template(choice: DeskChoice, out: Path, as_json: bool) -> None:
    """Write the sheet; no desk is needed for it."""
    from exports.roster_file import write_template

    write_template(out)
    if as_json:
        result_json({"file": str(out)})
    else:
        result(_("Fill in {file}, then: hourdesk roster import {name}").format(file=out, name=out.name))
