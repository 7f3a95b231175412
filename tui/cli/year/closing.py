"""`hourdesk year close`: everybody's class moves up, shown person by person before anything is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkin.rules.problems import N_, Problem
from checkin.texts import _
from tui.cli.base import options
from tui.cli.base.before_after import ONLY_LOOKED
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, need_agreed, result, result_json, results, tell
from tui.cli.base.supervisor import need_supervisor_later
from tui.cli.base.terminal import can_ask
from tui.cli.base.typed_values import DAY

if TYPE_CHECKING:
    from storage.school_year.planning import PersonStep, YearPlan

year_option = option(
    "--year", "named", metavar="YEAR", help=N_("The school year (2025-2026); default: the one that is over.")
)
table_option = options.file_option(
    "--table", "table_file", help=N_("The table of grades and classes, in place of school_year.toml.")
)


@examples(N_("hourdesk year close --dry-run"), N_("hourdesk year close --exceptions repeaters.xlsx"))
@command("close", N_("Close the school year: classes move up, leaving classes leave. Everybody is shown first."))
@year_option
@table_option
@options.file_option(
    "--exceptions",
    help=N_(
        "A list (XLSX or CSV) of those who repeat, change class or leave: number, new class, change (repeat, move, leave)."
    ),
)
@option(
    "--until", type=DAY, metavar="DAY", help=N_("The last day of the classes before (default: the year's last day).")
)
@options.dry_run(options.EVERYBODY)
@options.reason(required=False)
@options.json_option
@pass_desk
def close(
    choice: DeskChoice,
    named: str | None,
    table_file: Path | None,
    exceptions: Path | None,
    until: date | None,
    dry_run: bool,
    reason: str | None,
    as_json: bool,
) -> None:
    """Plan, show, ask, write."""
    from storage.school_year.closing import close_year, need_first
    from storage.school_year.exceptions import read_exceptions
    from storage.school_year.planning import plan_closing, year_to_close
    from storage.standard.school_year import year_table

    with choice.open() as store:
        need_first(store)
        supervisor = need_supervisor_later(store, asks=not dry_run)
        table, notes = year_table(store.folder, table_file), list[Problem]()
        year = year_to_close(store, table, named)
        others = {} if exceptions is None else read_exceptions(store, exceptions, notes)
        plan = plan_closing(store, table, year, others, until)
        tell(notes)
        if dry_run or can_ask():
            _show(plan, as_json=as_json)
        if dry_run:
            message(_(ONLY_LOOKED))
            _end(plan, "nothing_written", as_json=as_json)
            return
        need_agreed(_("Close the school year {year}?").format(year=year.name))
        signed = choice.signed(reason)
        supervisor.do(lambda at: close_year(at, plan, signed))
        if not can_ask():
            _show(plan, as_json=as_json)
    _end(plan, "closed", as_json=as_json)


def _show(plan: YearPlan, *, as_json: bool) -> None:
    from tui.words.people.school_year import plan_summary, step_lines

    if as_json:
        for one in plan.steps:
            result_json(_object(one))
        return
    results([*plan_summary(plan), "", *step_lines(plan.steps)])


def _object(one: PersonStep) -> dict[str, Any]:
    return {
        "result": str(one.step),
        "volunteer": one.person.number,
        "name": one.person.name,
        "class": one.before or None,
        "class_after": one.after or None,
    }


def _end(plan: YearPlan, what: str, *, as_json: bool) -> None:
    from checkin.rules.school_year.moving_up import Step

    if as_json:
        counts = {str(step): len(plan.of(step)) for step in Step}
        unplaced = [name for name, _count in plan.unplaced]
        here = [one.person.number for one in plan.here]
        new = [one.person.number for one in plan.new_since]
        still = [one.person.number for one in plan.left_open]
        head = {"result": what, "year": plan.year.name, "until": plan.until.isoformat()}
        listed = {"unplaced": unplaced, "dead_ends": [name for name, _count in plan.dead_ends]}
        result_json({**head, **counts, **listed, "checked_in": here, "new_since": new, "left_open": still})
    elif what == "closed":
        result(_("The school year {year} is closed. Take it back: hourdesk year undo").format(year=plan.year.name))
