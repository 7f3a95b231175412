"""`hourdesk publicity`: whose hours are shown before they are final."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkin.rules.problems import N_
from checkin.texts import _, ngettext
from storage.activities.activities import activity_key
from storage.team.profile import contact_line
from tui.cli.base import options
from tui.cli.base.command import examples, group
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.made_file import made_file
from tui.cli.base.output import result, result_json, tell

if TYPE_CHECKING:
    from exports.printed.publicity.rows import PublicityRow

_activity = options.activity()
_COLUMNS: tuple[Column[PublicityRow], ...] = (
    Column(N_("class"), lambda row: row.class_name),
    Column(N_("name"), lambda row: row.name),
    Column(N_("badge ends in"), lambda row: row.badge),
    Column(N_("activity"), lambda row: row.activity),
    Column(N_("minutes"), lambda row: str(row.minutes), right=True),
    Column(N_("shown until"), lambda row: row.until.isoformat()),
    Column(N_("event"), lambda row: row.event),
)


@examples(N_("hourdesk publicity list --activity A1"), N_("hourdesk publicity write list.pdf --activity A1"))
@group("publicity", N_("The publicity list: hours that everybody may look at before they are final."))
def publicity() -> None:
    """What is done with the list; hours come onto it with `confirm`."""


@examples(N_("hourdesk publicity list --activity A1"))
@publicity.command("list", help=N_("Print who is on the publicity list, and until when."))
@_activity
@options.json_option
@pass_desk
def list_(choice: DeskChoice, activity: str | None, as_json: bool) -> None:
    """Print the list, masked as it would be on the wall."""
    from exports.printed.publicity.rows import publicity_rows

    with choice.open() as store:
        rows = publicity_rows(store, activity_key(store, activity))
    show(rows, _COLUMNS, _object, as_json=as_json, empty=_("Nobody is on the publicity list."))


@examples(N_("hourdesk publicity write list.pdf --activity A1"), N_("hourdesk publicity write list.xlsx"))
@publicity.command("write", help=N_("Write the publicity list to a .pdf or .xlsx file, for the wall."))
@options.out_file()
@_activity
@made_file
@options.json_option
@pass_desk
def write(choice: DeskChoice, out: Path, activity: str | None, as_json: bool) -> None:
    """Write it, whole or not at all."""
    from exports.printed.publicity.list_file import write_publicity
    from exports.printed.publicity.rows import publicity_rows

    with choice.open() as store:
        rows = publicity_rows(store, activity_key(store, activity))
        printed = write_publicity(out, store.identity.team_name, rows, contact_line(store.connection))
    tell(printed.notes)
    if as_json:
        result_json({"file": str(out), "rows": len(rows)})
        return
    result(ngettext("{file}: {count} row", "{file}: {count} rows", len(rows)).format(file=out, count=len(rows)))


def _object(row: PublicityRow) -> dict[str, Any]:
    return {
        "class": row.class_name,
        "name": row.name,
        "number": row.number or None,
        "badge_ends_in": row.badge,
        "activity": row.activity,
        "date": None if row.day is None else row.day.isoformat(),
        "minutes": row.minutes,
        "since": row.since.isoformat(),
        "until": row.until.isoformat(),
        "event": row.event,
    }
