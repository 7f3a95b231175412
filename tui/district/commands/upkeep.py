"""Commands about the district's folder: is it sound, its record made anew, its protection."""

from __future__ import annotations

from checkin.durations import h_mm
from checkin.rules.problems import N_, Problem, Refused
from checkin.texts import _, say
from exports.district.asks.totals import totals
from exports.district.district import District
from exports.district.record.checking import check_district
from exports.district.record.rebuilding import Rebuilt, rebuild
from storage.disk.protection.marks import is_protected
from tui.district.clerk import Clerk
from tui.district.clerk_command import ClerkCommand
from tui.district.protection.protecting import change_protection, protect_district
from tui.model.command_groups import Group
from tui.screens.ask import AskDialog
from tui.words.district import made_anew_text, old_file_text, sound_text


class Check(ClerkCommand):
    __doc__ = N_("Check the record, the archive, what is kept beside it, and the keys; say what is wrong, and where.")
    name, label, what, waits, in_footer = "check", N_("Check"), N_("Is the folder sound?"), True, False
    also = N_("backup, damaged")
    cli = ("district check",)
    group = Group.RECORD

    async def do(self, clerk: Clerk) -> None:
        """What is wrong, a line each."""
        path, clock = clerk.path, clerk.clock
        problems = await clerk.work.long_alone(_("Check"), lambda: check_district(path, clock))
        if problems is not None:
            clerk.tell(_("Check"), [say(one) for one in problems] or [sound_text()])
            clerk.again()


class Rebuild(ClerkCommand):
    __doc__ = N_("Make the record anew from the archive, where it is damaged; the old file is kept beside it.")
    name, label, what, waits, in_footer = "rebuild", N_("Rebuild"), N_("Make the record anew"), True, False
    cli = ("district rebuild",)
    group = Group.RECORD

    async def do(self, clerk: Clerk) -> None:
        """Ask first; tell hours before and after. What can't be had any more is named, and left out only after a second question."""
        lines = [
            _("The record is made anew from the packs in the archive and from what was decided here."),
            _(
                "It is built beside the old one, which is kept. A sound record stays where the new one would lack anything."
            ),
        ]
        if await clerk.answer(AskDialog(_("Make the record anew?"), lines, _("make it anew"))):
            told = await make_anew(clerk)
            if told is not None:
                clerk.tell(_("Make the record anew"), told)
                clerk.again()


async def make_anew(clerk: Clerk) -> list[str] | None:
    """Make the record anew; what is said of the new one, None where there is none. In a worker."""
    before = await _hours(clerk)
    made = await _made_anew(clerk)
    if made is None:
        return None
    lines = [made_anew_text(made)]
    after = await _hours(clerk)
    if before and after:
        lines.append(_("Hours: {before} → {after}").format(before=before, after=after))
    if made.set_aside is not None:
        lines.append(old_file_text(made.set_aside.name))
    return [*lines, *map(say, made.lost)]


async def _made_anew(clerk: Clerk) -> Rebuilt | None:
    """First whole; where something is lost for good it is named, and the clerk says whether to go on without it."""
    path, clock = clerk.path, clerk.clock

    def whole() -> Rebuilt | tuple[Problem, ...]:
        try:
            return rebuild(path, clock, whole=True)
        except Refused as refused:
            if refused.problems[-1].code in _NEVER_HELPED:
                raise
            return refused.problems

    made = await clerk.work.long_alone(_("Make the record anew"), whole)
    if not isinstance(made, tuple) or isinstance(made, Rebuilt):
        return made
    lines = [_("This can't be had any more, and the new record would lack it:"), *map(say, made)]
    if not await clerk.answer(AskDialog(_("Make the record anew?"), lines, _("make it anew without that"))):
        return None
    return await clerk.work.long_alone(_("Make the record anew"), lambda: rebuild(path, clock, leave_out=True))


_NEVER_HELPED = frozenset({"record_is_sound", "in_use", "needs_passphrase", "no_protection", "unfinished_district"})
"""Codes of refusals for which leaving something out is no remedy."""


async def _hours(clerk: Clerk) -> str:
    """All credited hours; empty where the record can't be read."""

    def count(district: District) -> str:
        return h_mm(totals(district)[-1].minutes)

    try:
        return await clerk.work.ask(count)
    except (Refused, OSError):
        return ""


class Protect(ClerkCommand):
    __doc__ = N_("Encrypt the district's folder with a passphrase, change it, make a new recovery code, or decrypt it.")
    name, label, what, waits, in_footer = "protect", N_("Protect"), N_("Protection by a passphrase"), True, False
    also = N_("password, encrypt")
    cli = ("district protect", "district unprotect")
    group = Group.LAPTOP

    async def do(self, clerk: Clerk) -> None:
        """Where it is protected: what is to be changed."""
        if await clerk.work.tried(lambda district: is_protected(district.folder.path)):
            await change_protection(clerk)
        else:
            await protect_district(clerk)
