"""Samples at the desk: draw one as a list, take the filled list in, see what was found."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_, Problem
from checkin.rules.signature import Signature
from checkin.rules.typed_numbers import parse_whole
from checkin.texts import _, say
from exports.audit.sample.of_school import draw_of_school, report_of_school, take_results
from exports.audit.sample.paper import write_sample
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.asking import as_it_is, ask_file, ask_text
from tui.desk.making.choosing import choose
from tui.desk.making.flow import File, make_file, with_record
from tui.screens.fields.kinds import ROSTERS
from tui.screens.making.made import Made
from tui.words.record.audit import drawn_text, report_lines, taken_text

_DRAW, _TAKE, _REPORT = "draw", "take", "report"


async def sample(desk: Desk) -> None:
    """Ask what is to be done with a sample, and of which seed."""
    title = _("Sample for an inspection")
    if not await desk.as_supervisor():
        return
    lines = [
        (_DRAW, _("draw sessions by lot, as a list to fill in …")),
        (_TAKE, _("take in a list that was filled in …")),
        (_REPORT, _("what was found of a sample …")),
    ]
    chosen = await choose(desk, title, lines, _("The same seed draws the same sessions from the same record."))
    if chosen is None:
        return
    needed = N_("write the seed, a word or a number")
    seed = await ask_text(desk, title, _("seed"), example=_("such as 2026-spring"), needed=needed)
    if seed is None:
        return
    await {_DRAW: _draw, _TAKE: _take, _REPORT: _show}[chosen](desk, title, seed)


async def _draw(desk: Desk, title: str, seed: str) -> None:
    from tui.screens.field import Field
    from tui.screens.fields.kinds import Number
    from tui.screens.form import FormDialog

    async def keep(values: dict[str, str]) -> int:
        return parse_whole(values["size"], "size")

    field = Field("size", _("how many sessions"), "30", kind=Number())
    size = await desk.app.push_screen_wait(FormDialog(title, [field], keep, does=_("go on")))
    if size is None:
        return

    def make(store: Store, out: Path) -> Made:
        sampled = draw_of_school(store, seed, size)
        write_sample(out, sampled, seed)
        told = _("Fill in what does not hold, then take the list in here.")
        return Made(out, (drawn_text(len(sampled)), told))

    await make_file(desk, title, File(f"sample-{seed}", ".xlsx", for_all=True), make)


async def _take(desk: Desk, title: str, seed: str) -> None:
    file = await ask_file(desk, title, _("The list that was drawn with this seed and filled in."), ROSTERS, as_it_is)
    if file is None:
        return
    notes: list[Problem] = []
    signed = Signature(desk.supervisor_name)
    taken = await with_record(desk, title, lambda store: len(take_results(store, file, seed, signed, notes)))
    if taken is not None:
        desk.app.notify("\n".join([taken_text(taken), *map(say, notes)]), timeout=12, markup=False)


async def _show(desk: Desk, title: str, seed: str) -> None:
    from tui.screens.message import MessageDialog

    report = await desk.tried(lambda store: report_of_school(store, seed))
    if report is None:
        return
    await desk.app.push_screen_wait(MessageDialog(title, report_lines(report)))
