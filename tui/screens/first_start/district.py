"""Which district this is: its name and its short code. The folder is made, and protected where the clerk wants it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from checkin.clock import Clock
from checkin.rules.activities import DEFAULT_TIMEZONE, zone
from checkin.rules.identity import check_code
from checkin.rules.problems import N_, Refused, refuse
from checkin.texts import _
from exports.district.district import init_district
from exports.district.protection.protecting import protect
from exports.district.standard import settings_file
from tui.model.stay import Stay
from tui.screens.field import Field
from tui.screens.first_start.protection import Made
from tui.screens.form import FormDialog
from tui.screens.protection.new_passphrase import ProtectStep
from tui.words.laptop.protection import BEFORE_DISTRICT


class DistrictStep(FormDialog[Made]):
    """Makes the district in the folder once its protection is asked for; None for Esc, and then nothing is made."""

    def __init__(self, path: Path, clock: Clock) -> None:
        fields = [
            Field(
                "name",
                _("district’s name"),
                example=_("e.g. Yubei District, volunteer corps"),
                needed=N_("write the name of the district"),
            ),
            Field(
                "code",
                _("short code"),
                example=_("e.g. yb: letters and digits"),
                needed=N_("write a short code of letters and digits, such as yb"),
                final=_("Short code of the district: {value}. It stands in every ruling and can never be changed."),
            ),
            Field("timezone", _("time zone"), DEFAULT_TIMEZONE, DEFAULT_TIMEZONE, needed=N_("write its time zone")),
        ]
        explanation = _(
            "The records of all schools come together here. Everything is kept in {folder}. A district that is there already "
            "lies in another folder: ask whoever set this computer up to start the program with that."
        )
        super().__init__(_("1 of 3 · The district"), fields, self.save, explanation.format(folder=path), self.look)
        self._path = path
        self._clock = clock

    def leaving(self) -> str:
        """Esc leaves the program: there is no screen to go back to."""
        return _("leave")

    async def look(self, values: dict[str, str]) -> None:
        """Raises Refused for a code that no district can have."""
        check_code(values["code"], "code")
        zone(values["timezone"])

    async def save(self, values: dict[str, str]) -> Made:
        """Ask whether the folder is protected, then make keys and record."""
        code, name, timezone = values["code"], values["name"], values["timezone"]
        passphrase = await self.app.push_screen_wait(ProtectStep((code, name), BEFORE_DISTRICT))
        if passphrase is None:
            raise Stay
        return await asyncio.to_thread(self._make, code, name, timezone, passphrase)

    def _make(self, code: str, name: str, timezone: str, passphrase: str) -> Made:
        with init_district(self._path, code=code, name=name, timezone=timezone, clock=self._clock) as district:
            settings_file(district)
        try:
            return Made(protect(self._path, passphrase) if passphrase else None)
        except Refused as refused:
            told = N_(
                "the district is made, but can't be protected here ({reason}): close this form, and open it without"
            )
            reason = refused.problems[0].message
            raise refuse("not_protected", "", told, reason=_(reason).format(**refused.problems[0].values)) from refused
