"""`hourdesk transfer give`: files for those who leave."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import _
from storage.people.named import persons_named
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, message, result, result_json, tell
from tui.cli.base.supervisor import need_supervisor_later


@examples(N_("hourdesk transfer give 0031.hdleave 0031"), N_("hourdesk transfer give leavers --leavers"))
@command(
    "give",
    N_("Write the signed file of leavers: their record and their certificate. OUT is a file for one, else a folder."),
)
@options.out_file()
@options.some_numbers
@options.class_name(options.THIS_CLASS)
@option("--leavers", is_flag=True, help=N_("Everybody who left when the last school year was closed."))
@options.json_option
@pass_desk
def give(
    choice: DeskChoice, out: Path, numbers: Sequence[str], class_name: str | None, leavers: bool, as_json: bool
) -> None:
    """A certificate is issued where none in force says these hours."""
    from exports.included_desks import included_in
    from exports.leaver_files import give_files
    from storage.school_year.leavers import last_leavers

    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        persons = last_leavers(store) if leavers else persons_named(store, numbers, class_name)
        supervisor()
        files, left_out, told = give_files(store, out, persons, choice.signed())
        included = included_in(store)
    for file in files:
        if as_json:
            result_json({"result": "written", "file": str(file)})
        else:
            result(_("{file}: give it to the leaver or to the new school.").format(file=file))
    tell([*told, *left_out])
    if included is not None and not included.complete:
        message(included.text)
    finish(refused=bool(left_out))
