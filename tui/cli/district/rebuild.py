"""`hourdesk district rebuild`: the record anew from the archive."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.district.record.rebuilding import rebuild as make_anew
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, result, result_json, tell
from tui.cli.district.district_choice import unlocked_path
from tui.words.district import made_anew_text, old_file_text


@examples(N_("hourdesk district rebuild"))
@command(
    "rebuild",
    N_("Make the record anew from the archive, where it is damaged or missing; the old file is kept beside it."),
)
@option(
    "--leave-out", is_flag=True,
    help=N_("Do without parts of what was decided that can't be read anywhere any more; each is named."),
)  # fmt: skip
@options.json_option
@pass_desk
def rebuild(choice: DeskChoice, leave_out: bool, as_json: bool) -> None:
    """Make it anew; exit code 1 where the new record lacks something of the old one."""
    made = make_anew(unlocked_path(choice), choice.clock, leave_out=leave_out)
    if as_json:
        aside = None if made.set_aside is None else str(made.set_aside)
        values = {"packs": made.packs, "events": made.events, "rulings": made.rulings, "sessions": made.sessions}
        result_json({**values, "lost": len(made.lost), "set_aside": aside})
    else:
        result(made_anew_text(made))
        if made.set_aside is not None:
            result(old_file_text(made.set_aside))
    tell(made.lost)
    finish(refused=bool(made.lost))
