"""A list of people comes in at a desk that is at work: chosen, shown person by person, asked about, taken, with progress."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from checkin.rules.signature import Signature
from checkin.texts import _, say
from storage.roster.bringing.foreseen import foresee_list
from storage.roster.bringing.prepared import Wanted
from storage.roster.dropping import Others
from storage.roster.importing import ImportReport, import_roster, prepare_list, read_list, report_of, take_in
from storage.roster.reading import Reading
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.asking import ask_list
from tui.desk.making.choosing import agreed, need_agreed
from tui.desk.making.flow import in_form
from tui.model.stay import NOTHING_WRITTEN, Stay, need_supervisor
from tui.words.people.roster import PRINT_BADGES, summary_of


class _Looked(NamedTuple):
    """What a list would bring, and the lines that say it."""

    file: Path
    reading: Reading
    report: ImportReport
    lines: list[str]


async def bring_in_list(desk: Desk) -> None:
    """A new class, or the list of a new year: the supervisor's. Nothing is written before it was shown."""
    title = _("Bring in a list")
    explanation = _("The file with the volunteers: XLSX, XLS or CSV, with a heading for the name at least.")
    take, example = partial(_agree_and_take, desk, title), _("e.g. Desktop/roster.xlsx")
    report = await ask_list(desk, title, explanation, _look, take, example)
    if report is not None:
        await _tell(desk, report)


async def _agree_and_take(desk: Desk, title: str, looked: _Looked) -> ImportReport:
    """Show it, ask about those who are not in the list, and take it in. Raises as a form needs it."""
    from tui.screens.message import MessageDialog
    from tui.screens.others import OthersDialog

    nothing = Stay([_(NOTHING_WRITTEN)])
    if not _has_rows(looked.report):
        await desk.app.push_screen_wait(MessageDialog(title, looked.lines))
        raise nothing
    await need_agreed(desk, title, looked.lines, _("take it in"))
    others = str(Others.ASK)
    if looked.report.asks:
        chosen = await desk.app.push_screen_wait(OthersDialog(looked.report))
        if chosen is None:
            raise nothing
        others = chosen
    await need_supervisor(desk)
    return await _take(desk, title, looked, Others(others))


async def _take(desk: Desk, title: str, looked: _Looked, others: Others) -> ImportReport:
    signed = Signature(desk.supervisor_name)
    report = await in_form(desk, title, _taker(looked, Wanted(others), signed))
    if report.left_out.fields:
        from tui.words.people.purging import left_out_lines

        lines = left_out_lines(report.left_out)
        if await agreed(desk, _("It was purged, and stays out"), lines, _("let it be known again")):
            report = await in_form(desk, title, _taker(looked, Wanted(Others.ADD, with_purged=True), signed))
    return report


async def _tell(desk: Desk, report: ImportReport) -> None:
    await desk.read_board()
    said = [summary_of(report), *([_(PRINT_BADGES)] if report.badges else [])]
    desk.app.notify("\n".join(said), timeout=15, markup=False)


def _taker(looked: _Looked, wanted: Wanted, signed: Signature) -> Callable[[Store], ImportReport]:
    return lambda store: import_roster(store, looked.file, wanted, shown=looked.reading, signed=signed)


def _look(file: Path, store: Store) -> _Looked:
    """What would come in, person by person; whose hours would change by it; what is wrong."""
    from tui.words.hours_change import change_lines
    from tui.words.people.import_lines import person_lines
    from tui.words.people.purging import left_out_lines

    reading = read_list(store, file)
    report = report_of(prepare_list(store, file, Wanted(), reading), taken=False)
    lines = [summary_of(report)]
    if _has_rows(report):
        # Whoever drops out keeps their hours, so the question about them changes nothing here.
        added = prepare_list(store, file, Wanted(Others.ADD), reading)
        written = partial(take_in, path=file, prepared=added)
        change = foresee_list(store, added, written, report_of(added, taken=True)).change
        lines += change_lines(store, change) if change.sessions else []
    lines += left_out_lines(report.left_out) if report.left_out.fields else []
    lines += [f"✗ {say(problem)}" for problem in report.plan.problems]
    lines += [f"! {say(note)}" for note in report.plan.notes]
    return _Looked(file, reading, report, [*lines, "", *person_lines(report)])


def _has_rows(report: ImportReport) -> bool:
    """Whether anybody can be taken in."""
    plan = report.plan
    return bool(plan.new or plan.changed or plan.unchanged or plan.returned)
