"""Samples at the desk: draw one as a list, take the filled list in, see what was found."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TypeVar

from checkin.rules.problems import Problem
from checkin.rules.signature import Signature
from checkin.rules.typed_numbers import parse_whole
from checkin.texts import _, say
from exports.audit.sample.drawing import check_seed
from exports.audit.sample.of_school import draw_of_school, report_of_school, take_results
from exports.audit.sample.paper import write_sample
from exports.audit.sample.results import Inspected
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.asking import FILE, file_field, readable
from tui.desk.making.changing import need_supervisor_after
from tui.desk.making.choosing import choose, today_at
from tui.desk.making.flow import File, in_form, made_in_form, say_made
from tui.screens.field import Field
from tui.screens.fields.kinds import ROSTERS, Number
from tui.screens.making.made import Made
from tui.words.record.audit import (
    FILL_IN,
    FILLED_IN,
    SEED_NEEDED,
    SampleWay,
    drawn_text,
    report_lines,
    sample_ways,
    seed_example,
    taken_text,
)

T = TypeVar("T")


async def sample(desk: Desk) -> None:
    """Ask what is to be done with a sample."""
    title = _("Sample for an inspection")
    chosen = await choose(desk, title, sample_ways(), _("The same seed draws the same sessions from the same record."))
    if chosen is None:
        return
    await {SampleWay.DRAW: _draw, SampleWay.TAKE: _take, SampleWay.REPORT: _show}[SampleWay(chosen)](desk, title)


async def _ask(
    desk: Desk, title: str, more: Sequence[Field], save: Callable[[dict[str, str]], Awaitable[T]], explanation: str = ""
) -> T | None:
    """Ask for the seed and `more`; what `save` refuses stands beside its field. None for Esc."""
    from tui.screens.form import FormDialog

    needed = SEED_NEEDED
    fields = [Field("seed", _("seed"), example=seed_example(today_at(desk)), needed=needed), *more]
    return await desk.app.push_screen_wait(FormDialog(title, fields, save, explanation, does=_("go on")))


async def _draw(desk: Desk, title: str) -> None:
    async def draw(values: dict[str, str]) -> Made:
        seed, size = check_seed(values["seed"]), parse_whole(values["size"], "size")

        def make(store: Store, out: Path) -> Made:
            sampled = draw_of_school(store, seed, size)
            write_sample(out, sampled, seed)
            told = _(FILL_IN)
            return Made(out, (drawn_text(len(sampled)), told))

        return await made_in_form(desk, title, File(f"sample-{seed}", ".xlsx", for_all=True), make)

    made = await _ask(desk, title, [Field("size", _("how many sessions"), "30", kind=Number())], draw)
    if made is not None:
        await say_made(desk, title, made)


async def _take(desk: Desk, title: str) -> None:
    notes: list[Problem] = []

    async def taken(values: dict[str, str]) -> int:
        seed, file = check_seed(values["seed"]), readable(values[FILE])

        def take(store: Store) -> int:
            notes.clear()
            return len(take_results(store, file, seed, Signature(desk.supervisor_name), notes))

        await need_supervisor_after(desk, title, take)
        return await in_form(desk, title, take)

    explanation = _(FILLED_IN)
    count = await _ask(desk, title, [file_field(ROSTERS)], taken, explanation)
    if count is not None:
        desk.app.notify("\n".join([taken_text(count), *map(say, notes)]), timeout=12, markup=False)


async def _show(desk: Desk, title: str) -> None:
    from tui.screens.message import MessageDialog

    async def found(values: dict[str, str]) -> Inspected:
        return await in_form(desk, title, lambda store: report_of_school(store, values["seed"]))

    report = await _ask(desk, title, [], found)
    if report is not None:
        await desk.app.push_screen_wait(MessageDialog(title, report_lines(report)))
