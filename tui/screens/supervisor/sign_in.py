"""The supervisor signs in: the PIN, unseen, and a name for the record."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from textual import work

from checkin.clock import Clock
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.texts import _, say
from storage.disk.folder import DataFolder
from storage.disk.pins.pin import check_pin, check_wait, wrong_pin
from tui.screens.field import Field
from tui.screens.fields.kinds import Secret
from tui.screens.form import FormDialog
from tui.widgets.action_row import Way
from tui.words.faults import Trouble, sentences
from tui.words.laptop.protection import KEEP_PIN_CODE, code_text

LONGEST_NAME = 40


class SignInDialog(FormDialog[str]):
    """Gives back the supervisor's name. `asks_pin`, `asks_name`: what is not known yet."""

    def __init__(self, folder: DataFolder, name: str, clock: Clock, *, asks_pin: bool, asks_name: bool) -> None:
        fields = []
        if asks_pin:
            # First: whoever types the PIN out of habit does not type it where it can be read.
            fields.append(Field("pin", _("PIN"), kind=Secret()))
        if asks_name:
            fields.append(
                Field("name", _("your name"), name, _("is written beside each correction"), most=LONGEST_NAME)
            )
        super().__init__(_("Supervisor"), fields, self.save, does=_("go on"))
        self._folder = folder
        self._clock = clock
        self._known_name = name
        self._asks_pin = asks_pin
        self._wait: Problem | None = None
        self._over_at = 0
        self._wrong: list[str] = []

    def begin(self) -> None:
        """A wait that runs is said before anybody types, and counted down."""
        super().begin()
        if self._asks_pin:
            self._look_at_wait()
            self.set_interval(1.0, self._count_down)

    def ways(self) -> list[Way]:
        """A way for somebody who forgot the PIN."""
        return [(_("PIN forgotten …"), "screen.forgotten")] if self._asks_pin else []

    @work
    async def action_forgotten(self) -> None:
        """A new PIN with the recovery sheet; its own code is shown once. Then the new PIN is typed here."""
        from tui.screens.help import mode_dialog
        from tui.screens.supervisor.reset_pin import reset_pin

        code = await reset_pin(self.app, self._folder, self._clock)
        if code is not None:
            text = f"{code_text(code)}\n\n{_(KEEP_PIN_CODE)}"
            await self.app.push_screen_wait(mode_dialog(text, _("The PIN is set")))
            self.trouble.say(_("The new PIN holds from now on: type it here."))

    async def save(self, values: dict[str, str]) -> str:
        """Look at the PIN in a thread: the hash takes a tenth of a second, and scans go on."""
        name = " ".join((values.get("name", self._known_name)).split())[:LONGEST_NAME]
        if "name" in values and not name:
            raise refuse("missing_value", "name", N_("write your name: every correction carries one"))
        if self._asks_pin:
            await self._check(values["pin"])
        return name

    async def _check(self, pin: str) -> None:
        try:
            if await asyncio.to_thread(check_pin, self._folder, pin, self._clock):
                return
        except Refused as refused:
            self._keep_wait(refused)
            raise
        self.row("pin").text = ""
        wrong = wrong_pin()
        try:
            await asyncio.to_thread(check_wait, self._folder, self._clock)
        except Refused as refused:
            self._keep_wait(refused, sentences(wrong))
            raise Refused(*wrong.problems, *refused.problems) from None
        raise wrong

    @work
    async def _look_at_wait(self) -> None:
        try:
            await asyncio.to_thread(check_wait, self._folder, self._clock)
        except Refused as refused:
            self._keep_wait(refused)
            self.trouble.say("\n".join(sentences(refused)))
        except Trouble as error:
            self.trouble.say("\n".join(sentences(error)))

    def _keep_wait(self, refused: Refused, wrong: Sequence[str] = ()) -> None:
        """The wait that is counted down, below the lines that say what was `wrong`."""
        self._wait = next((problem for problem in refused.problems if "seconds" in problem.values), None)
        self._wrong = list(wrong)
        if self._wait is not None:
            self._over_at = self._clock.steady() + int(str(self._wait.values["seconds"])) * 1000

    def _count_down(self) -> None:
        wait = self._wait
        if wait is None:
            return
        left = -((self._clock.steady() - self._over_at) // 1000)
        if left <= 0:
            self._wait = None
        said = [*self._wrong, say(replace(wait, values={**wait.values, "seconds": left}))] if left > 0 else []
        self.trouble.say("\n".join(said))
