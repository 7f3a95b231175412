"""Commands that leave the desk to itself: the screen lock, and self-service. The supervisor's PIN ends both."""

from __future__ import annotations

from typing import ClassVar

from checkin.rules.problems import N_
from checkin.texts import _
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.command_groups import Group
from tui.model.desk_mode import DeskMode


class _ModeCommand(DeskCommand):
    """Begins a mode; first asks that a PIN is set, or there is no way out of it."""

    mode: ClassVar[DeskMode]

    def why_not(self, desk: Desk) -> str:
        """The folder of the desk must be open."""
        return "" if desk.identity is not None else _("The desk is not open yet.")

    async def do(self, desk: Desk) -> None:
        """Begin it."""
        from tui.desk.pin import need_pin

        if await need_pin(desk):
            desk.modes.begin(self.mode)


class Lock(_ModeCommand):
    __doc__ = N_(
        "Lock the screen while nobody is at the desk: scans go on, numbers stand in place of names; the PIN opens it."
    )
    name, label = "lock", N_("Lock")
    group, what = Group.LAPTOP, N_("Lock the screen; scans go on")
    in_footer = False
    mode = DeskMode.LOCKED


class SelfService(_ModeCommand):
    __doc__ = N_(
        "Let people scan by themselves: each sees the own verdict only, no list and no key works; the PIN ends it."
    )
    name, label = "self_service", N_("Self-service")
    also = N_("kiosk")
    group, what = Group.LAPTOP, N_("Self-service: people scan by themselves")
    in_footer = False
    mode = DeskMode.SELF_SERVICE
