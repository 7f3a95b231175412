"""`hourdesk recover-team`: the first desk is lost, and another one goes on in its place."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _
from storage.disk.identity import DeskIdentity
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import agrees, message, result, result_json
from tui.cli.base.recovery_told import desk_sheet, tell_recovery_code
from tui.cli.base.supervisor import need_supervisor_later, recovery_code
from tui.cli.base.terminal import can_ask
from tui.words.laptop.here import first_desk_text


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
    from storage.team_recovery import become_first, check_can_become_first, check_code

    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        check_can_become_first(store)
        check_code(store, code := recovery_code())
        supervisor()
        become_first(store, code, choice.signed())
        desk = store.identity
    if as_json:
        result_json({"data": str(choice.path), "first": True})
        return
    result(first_desk_text())
    message(_("Revoke the lost one (hourdesk revoke-desk), and import the roster: kits carry no birth dates."))
    _propose_new_code(choice, desk)


def _propose_new_code(choice: DeskChoice, desk: DeskIdentity) -> None:
    """The code that was just used opens the team's key in every kit made until now, and no sheet of this laptop exists."""
    from storage.protecting import is_desk_protected, renew_recovery_code

    if not is_desk_protected(choice.path):
        message(
            _(
                "Protect this laptop now (hourdesk protect --sheet OUT.pdf): that makes a recovery code of its own. The old one opens the "
                "team's key until then, whoever has the old sheet."
            )
        )
        return
    if can_ask() and agrees(
        _("Make a new recovery code now? The old sheet then opens no kit that is made from now on.")
    ):
        code = renew_recovery_code(choice.path)
        tell_recovery_code(code, None, desk_sheet(desk, code, choice.today_of(desk)), choice.path, as_json=False)
        return
    message(
        _(
            "Make a new recovery code (hourdesk protect --new-code --sheet OUT.pdf), and new kits after it: whoever has the old sheet "
            "can open the team's key in the kits that carry it."
        )
    )
