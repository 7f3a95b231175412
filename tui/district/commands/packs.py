"""Packs are merged, on the clerk's screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.record.merging import merge
from exports.district.record.pack_results import PASSED_OVER, PackResult
from tui.district.clerk import Clerk
from tui.district.clerk_command import ClerkCommand
from tui.district.packs_page import why_not_merged
from tui.model.command_groups import Group
from tui.screens.field import Field
from tui.screens.fields.kinds import Folder
from tui.screens.fields.paths import path_of
from tui.screens.first_start.later import LaterForm
from tui.screens.form import FormDialog
from tui.words.cells import plain
from tui.words.district import pack_text
from tui.words.set_aside import set_aside_lines


class Merge(ClerkCommand):
    __doc__ = N_("Take packs in: a file, or a folder with all that is in it.")
    name, keys, label, waits = "merge", ("m",), N_("Merge"), True
    also = N_("import, take packs in, USB stick")
    cli = ("district merge",)
    group, what = Group.TAKE_IN, N_("Merge packs: a file or a folder")

    async def do(self, clerk: Clerk) -> None:
        """Ask for a path; the clerk goes on while the packs are looked through."""
        await ask_for_packs(clerk, _("Merge"))


async def ask_for_packs(clerk: Clerk, title: str, *, is_first: bool = False) -> None:
    """Ask for a pack or a folder, and take in what is there. At the first start it may be left for later."""

    async def keep(values: dict[str, str]) -> str:
        return values["path"]

    explanation = _("A pack, or a folder: everything in it is looked at, nothing else is changed.")
    field = Field("path", _("file or folder"), kind=Folder((".hdpack",)), needed=N_("Name the folder, or the file."))
    form = LaterForm if is_first else FormDialog
    path = await clerk.answer(form(title, [field], keep, explanation, does=_("go on")))
    if path is not None:
        clerk.start(partial(_merge, clerk, path_of(path)))


async def _merge(clerk: Clerk, path: Path) -> None:
    results = await clerk.work.long(_("Merge"), lambda district: merge(district, [path]))
    if results is not None:
        clerk.tell(_("Merge"), result_lines(results) or [_("No packs there.")])
        clerk.again()


def result_lines(results: Iterable[PackResult]) -> list[str]:
    """How many came in, where there are several; then what became of each file, and what of it was set aside. What was passed
    over stands last."""
    told = sorted(results, key=lambda one: one.result == PASSED_OVER)
    lines = [line for one in told for line in (_line(one), *set_aside_lines(one.set_aside))]
    return [_counts(told), "", *lines] if len(told) > 1 else lines


def _counts(results: Sequence[PackResult]) -> str:
    count = Counter(one.result for one in results)
    words = (
        ("merged", _("merged: {count}")),
        ("already", _("here already: {count}")),
        ("held", _("waiting: {count}")),
        ("refused", _("refused: {count}")),
        (PASSED_OVER, _("passed over: {count}")),
    )
    return " · ".join(text.format(count=count[result]) for result, text in words if count[result])


def _line(one: PackResult) -> str:
    """What became of a file: the school by its name, where that could be read, and the file."""
    pack = " · ".join(plain(name) for name in (one.school, one.pack) if name)
    return pack_text(pack, one, _reason(one))


def _reason(one: PackResult) -> str:
    """Why it was not merged; the file is named once, before it. What decides it is on the page of packs."""
    if one.problem is None:
        return ""
    is_named = one.problem.where == one.pack
    return why_not_merged(replace(one.problem, where="") if is_named else one.problem, _("1, then t"))
