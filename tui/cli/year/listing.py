"""`hourdesk year list`: the school years that were closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.rules.instants import local_text, utc_text
from checkin.rules.problems import N_
from checkin.texts import _
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show

if TYPE_CHECKING:
    from storage.people.closed_years import ClosedYear


@examples(N_("hourdesk year list"))
@command("list", N_("Print the school years that were closed, and by whom."))
@options.json_option
@pass_desk
def list_(choice: DeskChoice, as_json: bool) -> None:
    """The earliest first."""
    from checkin.rules.activities import zone
    from storage.people.closed_years import closed_years

    with choice.open() as store:
        closed, there = closed_years(store), zone(store.identity.timezone)
    columns: list[Column[ClosedYear]] = [
        Column(N_("school year"), lambda one: one.year.name),
        Column(N_("classes up to"), lambda one: one.until.isoformat()),
        Column(N_("closed on"), lambda one: local_text(one.closed_at, there)[:16].replace("T", " ")),
        Column(N_("by"), lambda one: one.operator or "—"),
        Column(N_("reason"), lambda one: one.reason or ""),
    ]
    show(closed, columns, _object, as_json=as_json, empty=_("No school year is closed here."))


def _object(one: ClosedYear) -> dict[str, Any]:
    return {
        "year": one.year.name,
        "until": one.until.isoformat(),
        "closed": utc_text(one.closed_at),
        "operator": one.operator,
        "reason": one.reason,
    }
