"""The supervisor signs in: the PIN, unseen, and a name for the record."""

from __future__ import annotations

import asyncio

from textual.widgets import Input

from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.texts import _, say
from storage.folder import DataFolder
from storage.pin import check_pin
from tui.screens.form import Field, FormDialog

LONGEST_NAME = 40


class SignInDialog(FormDialog[str]):
    """Gives back the supervisor's name. `asks_pin`, `asks_name`: what is not known yet."""

    def __init__(self, folder: DataFolder, name: str, *, asks_pin: bool, asks_name: bool) -> None:
        fields = []
        if asks_name:
            fields.append(Field("name", _("your name"), name, _("stands beside each correction")))
        if asks_pin:
            fields.append(Field("pin", _("PIN"), hidden=True))
        super().__init__(_("Supervisor"), fields)
        self._folder = folder
        self._known_name = name
        self._wait_s = 0

    def on_mount(self) -> None:
        """A wait is counted down where it is said."""
        super().on_mount()
        self.set_interval(1.0, self._count_down)

    async def save(self, values: dict[str, str]) -> str:
        """Look at the PIN in a thread: the hash takes a tenth of a second, and scans go on."""
        name = " ".join((values.get("name") or self._known_name).split())[:LONGEST_NAME]
        if "name" in values and not name:
            raise refuse("missing_value", "name", N_("write your name: every correction carries one"))
        if "pin" in values:
            try:
                right = await asyncio.to_thread(check_pin, self._folder, values["pin"])
            except Refused as refused:
                self._wait_s = int(str(refused.problems[0].values.get("seconds", 0)))
                raise
            if not right:
                self.query_one("#pin", Input).value = ""
                raise refuse("wrong_pin", "", N_("this is not the supervisor's PIN; nothing was changed"))
        return name

    def _count_down(self) -> None:
        if self._wait_s <= 0:
            return
        self._wait_s -= 1
        if self._wait_s:
            message = N_("too many wrong PINs: wait {seconds} s, then try again")
            self.trouble.say(say(Problem("pin_wait", _("PIN"), message, {"seconds": self._wait_s})))
        else:
            self.trouble.say("")
