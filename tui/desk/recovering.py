"""The team's first desk was lost: this one goes on in its place, with the code on the recovery sheet of the lost one."""

from __future__ import annotations

from checkin.rules.signature import Signature
from checkin.texts import _
from storage.protecting import is_desk_protected
from storage.store import Store
from storage.team_recovery import become_first, check_code, team_recovery
from tui.desk.desk import Desk
from tui.model.stay import NOTHING_CHANGED, need_supervisor
from tui.screens.ask import AskDialog
from tui.screens.field import Field
from tui.screens.fields.kinds import Secret
from tui.screens.form import FormDialog
from tui.screens.message import MessageDialog
from tui.words.laptop.here import first_desk_text

_CODE = "code"


async def recover_team(desk: Desk) -> None:
    """Ask for the code until it opens the team's key or the person goes back; then a recovery code of its own is offered."""
    title = _("Go on as the team's first desk")
    why_not = await desk.tried(_why_not)
    if why_not is None:
        return
    if why_not:
        await desk.app.push_screen_wait(MessageDialog(title, [why_not]))
        return

    async def recover(values: dict[str, str]) -> bool:
        code = values[_CODE]
        await desk.writer.ask(lambda store: check_code(store, code))
        await need_supervisor(desk, NOTHING_CHANGED)
        signed = Signature(desk.supervisor_name)
        await desk.writer.ask(lambda store: become_first(store, code, signed))
        return True

    explanation = _(
        "It makes kits and badges then, and revokes the lost laptop. The code is on the first desk's sheet."
    )
    field = Field(_CODE, _("recovery code"), example="31415 92653 …", kind=Secret(can_be_shown=True))
    if await desk.app.push_screen_wait(FormDialog(title, [field], recover, explanation, does=_("go on"))):
        desk.state.identity = await desk.tried(lambda store: store.identity) or desk.state.identity
        await _go_on(desk, title)


def _why_not(store: Store) -> str:
    """Why this desk can't become the first one; empty where it can."""
    if store.identity.first:
        return _("This is the team's first desk already.")
    if team_recovery(store.folder) is None:
        return _(
            "No sealed key of the team is here: it comes with a kit that the first desk made after it was protected. Without it "
            "only a backup of the first desk helps."
        )
    return ""


async def _go_on(desk: Desk, title: str) -> None:
    """What is next: the lost one is revoked, the roster comes in, and this desk gets a sheet of its own."""
    is_protected = await desk.tried(lambda store: is_desk_protected(store.folder.path))
    lines = [
        first_desk_text(),
        "",
        _(
            "Next, with F10: “A laptop was lost” revokes the lost one, “Bring in a list of people” brings the roster: kits carry no birth dates."
        ),
        _("The old sheet is the lost desk's: make a new recovery code for this one.")
        if is_protected
        else _("Protect this laptop now: its recovery sheet takes the place of the old one."),
    ]
    agree = _("a new recovery code") if is_protected else _("protect it")
    if not await desk.app.push_screen_wait(AskDialog(title, lines, agree)):
        return
    if is_protected:
        from tui.desk.protection.changing import make_new_code

        await make_new_code(desk)
    else:
        from tui.desk.protection.protecting import protect_desk

        await protect_desk(desk)
