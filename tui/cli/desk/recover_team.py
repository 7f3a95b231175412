"""`hourdesk recover-team`: the first desk is lost, and another one goes on in its place."""

from __future__ import annotations

from checkin.rules.problems import N_, refuse
from checkin.texts import _
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, result, result_json
from tui.cli.base.supervisor import need_supervisor, secret

CODE_VARIABLE = "HOURDESK_RECOVERY"


@examples(N_("hourdesk recover-team"))
@command(
    "recover-team",
    N_(
        "Where the team's first desk is lost: make this one the first, with the code on the recovery sheet of the lost one."
    ),
)
@options.json_option
@pass_desk
def recover_team(choice: DeskChoice, as_json: bool) -> None:
    """Open the team's key with the code (HOURDESK_RECOVERY, or a prompt)."""
    from storage.team_recovery import become_first

    with choice.open() as store:
        need_supervisor(store)
        no_terminal = N_("there is no terminal to ask for the recovery code: put it into {variable}")
        missing = refuse("needs_code", "", no_terminal, variable=CODE_VARIABLE)
        become_first(store, secret(CODE_VARIABLE, _("Recovery code"), missing))
    if as_json:
        result_json({"data": str(choice.path), "first": True})
        return
    result(_("This desk is the team's first desk now: it makes kits and badges."))
    message(_("Revoke the lost one (hourdesk revoke-desk), and import the roster: kits carry no birth dates."))
