"""Commands about the supervisor: signed in and out, and the first PIN."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.command_groups import Group


class Supervisor(DeskCommand):
    __doc__ = N_("Sign in as the supervisor, who may correct the record, or out again.")
    name, keys, label = "supervisor", ("shift+f10", "alt+s"), N_("Supervisor")
    group, what, cli = Group.LAPTOP, N_("Supervisor: sign in or out, first PIN"), ("pin set",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Sign the supervisor in or out. If no PIN is set, set one."""
        from storage.disk.folder import DataFolder
        from storage.disk.pins.pin import has_pin
        from tui.desk.pin import set_first_pin

        if desk.identity is None:
            return  # the folder is not open yet
        if desk.supervision.is_active:
            desk.supervision.end()
            desk.app.notify(_("The supervisor is signed out."))
        elif has_pin(DataFolder(desk.writer.path)):
            await desk.as_supervisor()
        else:
            await set_first_pin(desk)


class Pin(DeskCommand):
    __doc__ = N_("Set the supervisor's PIN, change it, take it away, or set a new one with the recovery sheet.")
    name, label = "pin", N_("PIN")
    also = N_("password, forgot, admin, change the PIN")
    group, what, cli = Group.LAPTOP, N_("The supervisor's PIN"), ("pin set", "pin reset", "pin off")
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Set the first one, or ask what is to be done with the one that is set."""
        from tui.desk.pin import manage_pin

        if desk.identity is not None:
            await manage_pin(desk)


class PurgeRegister(DeskCommand):
    __doc__ = N_("Purge personal data of people who left, by the rules; numbers and hours stay.")
    name, label = "purge", N_("Purge")
    also = N_("privacy, GDPR, erase, personal data")
    group, what, cli = Group.PEOPLE, N_("Purge people who left"), ("purge",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Only a supervisor may."""
        from tui.desk.purging import purge_at_desk

        await purge_at_desk(desk)


class PurgeAgain(DeskCommand):
    __doc__ = N_("Let what was purged of somebody who came back be known again, from the next list on.")
    name, label = "purge_again", N_("Known again")
    group, what, cli = Group.PEOPLE, N_("Somebody who was purged came back"), ("purge --again",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Only a supervisor may."""
        from tui.desk.purging import let_be_known_at_desk

        await let_be_known_at_desk(desk)
