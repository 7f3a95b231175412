"""`hourdesk district check`: is the district's folder sound?"""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import say
from exports.district.record.checking import check_district
from exports.district.record.purged_copies import purged_copies_in
from storage.disk.protection.renewing import notes_on_code
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, message, result, result_json, tell
from tui.cli.district.district_choice import unlocked_path
from tui.words.district import sound_text
from tui.words.people.purging import archive_lines

_UNTOLD = N_(
    "no recovery code opens this folder: its making was interrupted before anybody was told. hourdesk district protect makes a new "
    "one"
)


@examples(N_("hourdesk district check"))
@command(
    "check", N_("Check the record, the archive, what is kept beside it, and the keys; print what is wrong, and where.")
)
@options.json_option
@pass_desk
def check(choice: DeskChoice, as_json: bool) -> None:
    """Print what is wrong; exit code 1 where something is."""
    path = unlocked_path(choice)
    problems = check_district(path, choice.clock)
    copies = [] if problems else purged_copies_in(path, choice.clock)
    if as_json:
        for problem in problems:
            result_json({"code": problem.code, "where": problem.where, "message": say(problem)})
        for one in copies:
            result_json({"code": "purged_copy", "where": str(one.path), "message": one.shown})
    else:
        tell(problems)
        for line in archive_lines(copies):
            message(line)
        tell(notes_on_code(path, _UNTOLD))
        if not problems:
            result(sound_text())
    finish(refused=bool(problems))
