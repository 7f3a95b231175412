"""Which team this desk belongs to."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from checkin.clock import Clock
from checkin.rules.activities import DEFAULT_TIMEZONE
from checkin.rules.problems import N_, Refused
from checkin.texts import _
from storage.store import check_team, init_store
from storage.team.profile import LONGEST_VALUE, set_profile
from tui.screens.field import Field, with_kept
from tui.screens.first_start.protection import Made, ask_protection
from tui.screens.form import FormDialog


class TeamStep(FormDialog[Made]):
    """Makes the team's first desk in the folder once its protection is asked for, with what papers say about the team; None for
    Esc. `kept`: what was typed before."""

    keeps_typed = True

    def __init__(self, path: Path, clock: Clock, kept: Mapping[str, str] | None = None) -> None:
        fields = [
            Field(
                "name",
                _("name of the team"),
                example=_("e.g. No. 8 Middle School"),
                needed=N_("write the name of the school or team"),
            ),
            Field(
                "code",
                _("short code"),
                example=_("e.g. cq8, no spaces; never changed"),
                needed=N_("write a short code without spaces and slashes, such as cq8"),
                final=_("Short code of the team: {value}. It stands in every record and can never be changed."),
            ),
            Field("desk", _("name of this desk"), "1"),
            Field("timezone", _("time zone"), DEFAULT_TIMEZONE, DEFAULT_TIMEZONE, needed=N_("write its time zone")),
            Field("leader", _("leader"), example=_("optional; printed on certificates"), most=LONGEST_VALUE),
            Field("phone", _("telephone"), example=_("optional; can be written later"), most=LONGEST_VALUE),
        ]
        super().__init__(_("1 of 3 · The team"), with_kept(fields, kept or {}), self.save, check=self.look)
        self._path = path
        self._clock = clock

    async def look(self, values: dict[str, str]) -> None:
        """Raises Refused for a code or a name that no team can have."""
        try:
            check_team(values["code"], values["name"], values["timezone"])
        except Refused as refused:
            fields = {"--team": "code", "--name": "name"}
            raise Refused(*[replace(p, where=fields.get(p.where, p.where)) for p in refused.problems]) from None

    async def save(self, values: dict[str, str]) -> Made:
        """Ask whether the desk is protected, then make keys and record."""
        team, name = values["code"], values["name"]
        start = await ask_protection(self.app, (team, name))

        def make() -> Made:
            desk_name = values["desk"] or "1"
            store = init_store(
                self._path,
                team=team,
                team_name=name,
                desk_name=desk_name,
                timezone=values["timezone"],
                clock=self._clock,
                prepare=start,
            )
            with closing(store):
                set_profile(store, {one: values[one] for one in ("leader", "phone") if values[one]})
            return Made(None if start is None else start.shown_code())

        return await asyncio.to_thread(make)
