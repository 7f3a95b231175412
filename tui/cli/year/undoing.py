"""`hourdesk year undo`: the last closing of a school year is taken back as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.rules.problems import N_
from checkin.texts import _
from tui.cli.base import options
from tui.cli.base.before_after import ONLY_LOOKED
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, need_agreed, result, result_json, results
from tui.cli.base.supervisor import need_supervisor_later
from tui.cli.base.terminal import can_ask
from tui.words.people.school_year import open_again_text

if TYPE_CHECKING:
    from storage.school_year.undoing import BackStep, UndoPlan


@examples(N_("hourdesk year undo --dry-run"), N_("hourdesk year undo"))
@command("undo", N_("Take the last closing of a school year back as a whole: classes and leavers are as before."))
@options.dry_run(options.EVERYBODY)
@option("--insist", is_flag=True, help=N_("Also where somebody was scanned in a new class since."))
@options.json_option
@pass_desk
def undo(choice: DeskChoice, dry_run: bool, insist: bool, as_json: bool) -> None:
    """Show, ask, write."""
    from storage.school_year.undoing import plan_undoing, undo_closing

    with choice.open() as store:
        supervisor = need_supervisor_later(store, asks=not dry_run)
        plan = plan_undoing(store)
        if dry_run or can_ask():
            _show(plan, as_json=as_json)
        if dry_run:
            message(_(ONLY_LOOKED))
            _end(plan, "nothing_written", as_json=as_json)
            return
        need_agreed(_("Take it back?"))
        supervisor.do(lambda at: undo_closing(at, plan, insist=insist))
        if not can_ask():
            _show(plan, as_json=as_json)
    _end(plan, "undone", as_json=as_json)


def _show(plan: UndoPlan, *, as_json: bool) -> None:
    from tui.words.people.school_year import undo_lines, undo_summary

    if as_json:
        for one in plan.persons:
            result_json(_object(one))
        return
    results([*undo_summary(plan), "", *undo_lines(plan)])


def _object(one: BackStep) -> dict[str, Any]:
    return {
        "result": "kept" if one.kept else "back",
        "volunteer": one.person.number,
        "name": one.person.name,
        "class": one.now or None,
        "class_after": (one.person.class_name if one.kept else one.before) or None,
    }


def _end(plan: UndoPlan, what: str, *, as_json: bool) -> None:
    if as_json:
        back = sum(not one.kept for one in plan.persons)
        kept, since = len(plan.persons) - back, plan.served_since
        result_json({"result": what, "year": plan.closed.year.name, "back": back, "kept": kept, "scans_since": since})
    elif what == "undone":
        result(open_again_text(plan))
