"""`hourdesk purge`: personal fields go by retention rules; numbers and hours stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checkin.rules.identity import within
from checkin.rules.problems import N_
from checkin.texts import _
from tui.cli.base import options
from tui.cli.base.before_after import ONLY_LOOKED
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, need_agreed, result, result_json, results
from tui.cli.base.supervisor import Supervisor, need_supervisor_later
from tui.cli.base.typed_values import DAY

if TYPE_CHECKING:
    from storage.purging.planning import PurgePlan
    from storage.purging.totals import RecordTotals
    from storage.store import Store

_NEEDS = N_("Give --reason, or --dry-run to look only.")


@examples(N_("hourdesk purge --dry-run"), N_('hourdesk purge --before 2025-09-01 --reason "left the school"'))
@command(
    "purge",
    N_("Take personal fields of people who left out of the register, by the rules of retention.toml. Numbers and hours stay."),
    needs=_NEEDS,
)  # fmt: skip
@options.dry_run(N_("Only show who would lose what."))
@option(
    "--before", type=DAY, metavar="DAY", help=N_("Only what the rules let go before this day (default: up to today).")
)
@option(
    "--again",
    multiple=True,
    metavar="NUMBER",
    help=N_("Purge nothing: let what was purged of this volunteer be known again, from the next list on."),
)
@options.reason(required=False)
@options.json_option
@pass_desk
def purge(
    choice: DeskChoice, dry_run: bool, before: date | None, again: tuple[str, ...], reason: str | None, as_json: bool
) -> None:
    """Show before → after, ask, purge, write the signed statement, and name the files in which it may still stand."""
    if reason is None and not dry_run:
        raise click.UsageError(_(_NEEDS))
    if again and (dry_run or before is not None):
        raise click.UsageError(_("Use --again only with --reason."))
    if dry_run:
        with choice.open() as store:
            _look(store, before, as_json=as_json)
        return
    with choice.changing_all(), choice.open() as store:
        supervisor = need_supervisor_later(store)
        if again:
            _let_be_known(store, supervisor, again, choice, reason, as_json=as_json)
            return
        with store.alone():
            _purge(store, supervisor, choice, before, reason, as_json=as_json)


def _look(store: Store, before: date | None, *, as_json: bool) -> None:
    from storage.purging.totals import record_totals
    from tui.words.people.purging import nobody_due_lines

    plan = _plan(store, before)
    _show(plan, record_totals(store), store, as_json=as_json)
    if as_json:
        result_json({"result": "nothing_written", "persons": plan.people})
    elif plan.is_empty:
        results(nobody_due_lines(store, _due(store, before)))
    if not as_json:
        message(_(ONLY_LOOKED))


def _purge(
    store: Store, supervisor: Supervisor, choice: DeskChoice, before: date | None, reason: str | None, *, as_json: bool
) -> None:
    from exports.exchange.purging.carrying_out import purge_by_rules
    from exports.exchange.purging.copies_left import copies_left, elsewhere
    from storage.purging.totals import record_totals
    from tui.words.people.purging import copies_lines, purged_text

    plan, files = _plan(store, before), copies_left(store)
    if not plan.is_empty:
        _show(plan, record_totals(store), store, as_json=as_json)
        need_agreed(_("Purge this? It can't be undone."))
    supervisor()
    purged, statement = purge_by_rules(store, _due(store, before), choice.signed(reason))
    if as_json:
        result_json(_done(purged.events, purged.before, purged.after, statement))
        for one in files:
            result_json({"result": "copy", "kind": one.kind, "file": str(one.path)})
        return
    result(purged_text(statement))
    for line in copies_lines(files, elsewhere(store)):
        message(line)


def _let_be_known(
    store: Store,
    supervisor: Supervisor,
    numbers: Sequence[str],
    choice: DeskChoice,
    reason: str | None,
    *,
    as_json: bool,
) -> None:
    from storage.purging.purging import let_be_known
    from tui.words.people.purging import known_again_text

    signed = choice.signed(reason)
    events = supervisor.do(lambda at: let_be_known(at, numbers, signed))
    if as_json:
        result_json({"result": "again", "events": [event.id for event in events]})
    else:
        result(known_again_text())


def _plan(store: Store, before: date | None) -> PurgePlan:
    from storage.purging.planning import plan_purge
    from storage.standard.retention import retention_rules

    return plan_purge(store, retention_rules(store.folder), _due(store, before))


def _due(store: Store, before: date | None) -> date:
    """The last day as of which the rules are asked: what they let go before a day, they let go up to the day before it."""
    return store.today() if before is None else before - timedelta(days=1)


def _show(plan: PurgePlan, totals: RecordTotals, store: Store, *, as_json: bool) -> None:
    from tui.words.people.purging import plan_lines, totals_line

    own = store.identity.team
    if as_json:
        for one in plan.everybody:
            result_json(
                {
                    "result": "due",
                    "volunteer": within(one.volunteer, own),
                    "name": one.name,
                    "class": one.class_name,
                    "left": None if one.left is None else one.left.isoformat(),
                    "rule": one.rule or None,
                    "fields": list(one.fields),
                }
            )
        for count in plan.counts:
            result_json({"result": "field", "field": count.field, "before": count.before, "after": count.after})
        return
    if plan.due > store.today():
        message(_("This day is in the future: the rules keep some of it longer as of today."))
    results([*(plan_lines(plan, own) if not plan.is_empty else []), totals_line(totals)])


def _done(events: Sequence[Any], before: RecordTotals, after: RecordTotals, statement: Path) -> dict[str, Any]:
    return {
        "result": "purged",
        "events": [event.id for event in events],
        "totals_before": before._asdict(),
        "totals_after": after._asdict(),
        "statement": str(statement),
    }
