"""Another desk of a team that has one already: it is made from the kit of the first."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from checkin.clock import Clock
from checkin.rules.problems import N_, Refused, refuse
from checkin.texts import _
from tui.screens.field import Field, with_kept
from tui.screens.fields.kinds import File, Secret
from tui.screens.fields.paths import path_of
from tui.screens.first_start.protection import Made, ask_protection
from tui.screens.form import FormDialog


class KitStep(FormDialog[Made]):
    """Makes the desk in the folder from a kit once its protection is asked for; None for Esc. `kept`: what was typed before."""

    keeps_typed = True

    def __init__(self, path: Path, clock: Clock, kept: Mapping[str, str] | None = None) -> None:
        fields = [
            Field(
                "kit",
                _("the kit's file"),
                example=_("e.g. on a USB stick: team.hdkit"),
                kind=File((".hdkit",)),
                needed=N_("choose the kit's file, or write its path"),
            ),
            Field("passphrase", _("passphrase"), example=_("empty: the kit has none"), kind=Secret()),
            Field("desk", _("name of this desk"), example=_("empty: as the kit says")),
        ]
        super().__init__(
            _("1 of 3 · Another desk of the team"),
            with_kept(fields, kept or {}),
            self.save,
            _(
                "F10, “Kit for another desk”, writes the kit at the team's first desk. It brings the people and their badges here. "
                "A laptop that was set up by itself before is joined at the first desk: F10, “Take another desk's pack in”."
            )
            + "\n",
        )
        self._path = path
        self._clock = clock

    async def save(self, values: dict[str, str]) -> Made:
        """Read the kit, ask whether the desk is protected, then make its key and take the kit in."""
        from exports.exchange.kit.taking import desk_from, read_kit

        file = path_of(values["kit"])
        try:
            kit = await asyncio.to_thread(read_kit, file, values["passphrase"] or None)
        except Refused as refused:
            if refused.problems[0].code == "needs_passphrase":
                # Here is no prompt and no variable: the field is below.
                told = N_("the kit is protected: type its passphrase here")
                raise refuse("needs_passphrase", "passphrase", told) from refused
            raise
        start = await ask_protection(self.app, (kit.team, kit.team_name))

        def make() -> Made:
            desk_from(self._path, kit, values["desk"] or None, clock=self._clock, prepare=start).close()
            return Made(None if start is None else start.shown_code())

        return await asyncio.to_thread(make)
