"""The command about the protection of this laptop's record."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.command_groups import Group


class Protection(DeskCommand):
    __doc__ = N_("Encrypt this laptop's record with a passphrase; later change the passphrase, or decrypt it again.")
    name, label = "protection", N_("Protect")
    also = N_("encrypt, passphrase, password")
    group, what, cli = Group.LAPTOP, N_("Protection by a passphrase"), ("protect", "unprotect")
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Protect the desk; where it is protected, ask what else is to be done. Each is the supervisor's, who is asked last."""
        from storage.protecting import is_desk_protected

        if desk.identity is None:
            return
        is_protected = await desk.tried(lambda store: is_desk_protected(store.folder.path))
        if is_protected:
            from tui.desk.protection.changing import change_protection

            await change_protection(desk)
        elif is_protected is not None:
            from tui.desk.protection.protecting import protect_desk

            await protect_desk(desk)
