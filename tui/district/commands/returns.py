"""Commands about hours that schools without packs filled in by hand."""

from __future__ import annotations

from pathlib import Path

from checkin.durations import hours_text
from checkin.rules.problems import N_
from checkin.texts import _, say
from exports.district.district import District
from exports.district.returns.returns import ReturnTaken, look_at_return, returned_minutes, take_return
from tui.district.clerk import Clerk
from tui.district.clerk_command import ClerkCommand
from tui.district.commands.schools import SHEETS
from tui.district.returns_page import returns_page
from tui.model.command_groups import Group
from tui.model.stay import Stay
from tui.screens.field import Field
from tui.screens.fields.kinds import YES, Choice, File, YesNo
from tui.screens.fields.paths import path_of
from tui.screens.form import FormDialog
from tui.words.counts import persons_text

_MOST_NAMED = 6


class Returns(ClerkCommand):
    __doc__ = N_("What schools filled in by hand, beside what the record says, and where both differ.")
    name, label, what, in_footer = "returns", N_("By hand"), N_("Hours that were filled in by hand"), False
    also = N_("manual, by hand")
    cli = ("district returns",)
    group = Group.PAGES

    async def do(self, clerk: Clerk) -> None:
        """A row a school."""
        clerk.begin(returns_page)


class TakeReturn(ClerkCommand):
    __doc__ = N_("Take a spreadsheet that a school filled in by hand; it replaces an earlier one of the same school.")
    name, label, what = "take_return", N_("By hand"), N_("Take in hours that a school filled in by hand")
    group = Group.TAKE_IN
    waits, in_footer = True, False

    async def do(self, clerk: Clerk) -> None:
        """The first Enter shows what it comes to, before and after; the second takes it."""
        schools = await clerk.work.tried(District.team_names)
        if schools is None:
            return
        form = ReturnForm(clerk, schools)
        if await clerk.answer(form):
            clerk.begin(returns_page)


_TAKE = N_("Take in hours that a school filled in by hand")


class ReturnForm(FormDialog[bool]):
    """Shows what a file would bring, and takes it when it is saved a second time unchanged."""

    def __init__(self, clerk: Clerk, schools: dict[str, str]) -> None:
        lines = (("", _("as the file says")), *((code, f"{code} {name}".strip()) for code, name in schools.items()))
        fields = [
            Field("file", _("file"), kind=File(SHEETS), needed=N_("Name the file.")),
            Field("team", _("school"), kind=Choice(lines)),
            Field("skip", _("bad rows"), kind=YesNo(_("leave out rows that can’t be read"))),
        ]
        explanation = _("Hours that were filled in by hand are never verified, and never added to what was scanned.")
        super().__init__(_(_TAKE), fields, self.save, explanation)
        self._clerk = clerk
        self._shown: dict[str, str] = {}

    async def save(self, values: dict[str, str]) -> bool:
        """Before → after first. Raises Stay with it, and Refused with every bad row."""
        file, team, skips = path_of(values["file"]), values["team"] or None, values["skip"] == YES
        if values != self._shown:
            lines = await self._clerk.work.made(_(_TAKE), lambda district: _foreseen(district, file, team, skips=skips))
            self._shown = values
            raise Stay([*lines, _("Press Enter again to take it in.")])
        await self._clerk.work.made(_(_TAKE), lambda district: take_return(district, file, team, skip_bad=skips))
        return True


def _foreseen(district: District, file: Path, team: str | None, *, skips: bool) -> list[str]:
    look: ReturnTaken = look_at_return(district, file, team, skip_bad=skips)
    before = returned_minutes(district).get(look.team)
    change = _("{school}, {persons}, by hand: {before} → {after}").format(
        school=district.team_names().get(look.team) or look.team, persons=persons_text(look.persons),
        before="—" if before is None else hours_text(before), after=hours_text(look.minutes),
    )  # fmt: skip
    noted = [say(one) for one in (*look.notes, *look.problems)]
    more = len(noted) - _MOST_NAMED
    return [change, *(noted if more <= 0 else [*noted[:_MOST_NAMED], f"… +{more}"])]
