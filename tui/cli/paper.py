"""`hourdesk paper`: the sign-in sheet on paper, and what was written on it."""

from __future__ import annotations

from pathlib import Path

import click

from checkin.rules.identity import parse_key, within
from checkin.rules.instants import moment
from checkin.rules.problems import N_, Problem
from checkin.texts import _, ngettext, say
from storage.activities import find_activity
from storage.called import names_called
from storage.paper import PaperEntry, PaperPlan, enter_sheet, plan_sheet, refused_outcomes
from storage.paper_file import read_paper
from storage.store import Store
from tui.cli.command import argument, group, json_option, option
from tui.cli.desk_choice import DeskChoice, pass_desk
from tui.cli.output import finish, message, result, result_json
from tui.cli.table import plain
from tui.outcome_words import outcome_word


@group("paper", N_("The sign-in sheet on paper, for a day without a laptop, and entering it afterwards (纸质补录)."))
def paper() -> None:
    """What is done with paper."""


@paper.command("sheet", help=N_("Write the sign-in sheets of an activity as PDF, a page or more for each class."))
@argument("out", type=click.Path(path_type=Path))
@option("--activity", metavar="CODE", required=True, help=N_("Of this activity."))
@option("--class", "classes", metavar="CLASS", multiple=True, help=N_("Only this class; may be given again."))
@json_option
@pass_desk
def sheet(choice: DeskChoice, out: Path, activity: str, classes: tuple[str, ...], as_json: bool) -> None:
    """Write the sheets, whole or not at all."""
    from exports.lists.sign_in_sheet import classes_on_paper, write_sign_in_sheets

    with choice.open() as store:
        occasion = find_activity(store, activity)
        listed = classes_on_paper(store, occasion, classes)
        pages = write_sign_in_sheets(out, store.identity.team_name, occasion, listed)
    if as_json:
        result_json({"file": str(out), "classes": len(listed), "pages": pages})
        return
    result(ngettext("{file}: {count} page", "{file}: {count} pages", pages).format(file=out, count=pages))


@paper.command(
    "enter",
    help=N_("Enter a sheet that was typed into a table (XLSX or CSV): number, time of coming, time of leaving."),
)
@argument("file", type=click.Path(path_type=Path))
@option("--activity", metavar="CODE", required=True, help=N_("In this activity."))
@option("--teacher", metavar="NUMBER", required=True, help=N_("The teacher who kept the sheet and stands for it."))
@option("--dry-run", is_flag=True, help=N_("Only show what would be recorded."))
@option("--strict", is_flag=True, help=N_("Where one row is bad, take none."))
@json_option
@pass_desk
def enter(
    choice: DeskChoice, file: Path, activity: str, teacher: str, dry_run: bool, strict: bool, as_json: bool
) -> None:
    """Show every row, then record the good ones in one commit."""
    with choice.open() as store, store.ledger.transaction():
        occasion = find_activity(store, activity)
        lines, unreadable = read_paper(store, file)
        plan = plan_sheet(store, occasion, lines)
        problems = [*unreadable, *plan.problems]
        _show(store, plan, problems, as_json)
        refused = bool(problems)
        if not dry_run and not (strict and problems):
            vouched_by = parse_key(teacher, store.identity.team, "--teacher")
            outcomes = enter_sheet(store, plan, vouched_by, choice.operator)
            for outcome in refused_outcomes(outcomes):
                refused = True
                message(f"{within(outcome.volunteer or '', store.identity.team)}  {outcome_word(outcome.kind)}")
            if not as_json:
                count = len(plan.fresh)
                result(ngettext("{count} person recorded", "{count} persons recorded", count).format(count=count))
        elif not as_json:
            result(_("Nothing was recorded."))
    finish(refused)


def _show(store: Store, plan: PaperPlan, problems: list[Problem], as_json: bool) -> None:
    names, team = names_called(store), store.identity.team
    for entry in plan.entries:
        name = names.get(entry.line.volunteer, ("", "", ""))[0]
        number, times = within(entry.line.volunteer, team), _times(plan, entry)
        if as_json:
            came, left = times
            state = "known" if entry.known else "ready"
            told = {"where": entry.line.where, "volunteer": number, "name": name or None, "in": came, "out": left}
            result_json({**told, "result": state, "reason": None})
        else:
            shown = "–".join(time or "—" for time in times)
            note = "  " + _("in the record already") if entry.known else ""
            result(f"{number}  {plain(name)}  {shown}{note}")
    for problem in problems:
        if as_json:
            told = {"where": problem.where, "volunteer": None, "name": None, "in": None, "out": None}
            result_json({**told, "result": "refused", "reason": say(problem)})
        else:
            message(say(problem))


def _times(plan: PaperPlan, entry: PaperEntry) -> tuple[str | None, str | None]:
    zone = plan.activity.zone
    came, left = (None if at is None else f"{moment(at, zone):%H:%M}" for at in (entry.came, entry.left))
    return came, left
