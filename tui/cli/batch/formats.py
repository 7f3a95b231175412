"""`hourdesk batch formats`: which files can be written."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _, enumerated
from exports.batch.column_map import ColumnMap, Holds, RowsPer
from exports.batch.formats import Format, all_formats
from storage.disk.folder import DataFolder
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import finish, tell
from tui.words.record.formats import format_name


@examples(N_("hourdesk batch formats"))
@command("formats", N_("Print the formats: those that come with Hourdesk, and the maps in batch/ of the data folder."))
@options.json_option
@pass_desk
def formats(choice: DeskChoice, as_json: bool) -> None:
    """List them; what is wrong with a map is a message, and exit code 1."""
    found, problems = all_formats(DataFolder(choice.path))
    show(found, _COLUMNS, _object, as_json=as_json)
    tell(problems)
    finish(refused=bool(problems))


def _object(one: Format) -> dict[str, object]:
    format = one.map
    return {
        "format": format.code,
        "names": dict(format.names),
        "rows": str(format.rows),
        "grid_minutes": format.grid_minutes,
        "max_hours_per_row": None if format.max_minutes is None else format.max_minutes // 60,
        "columns": [{"header": column.header, "holds": str(column.holds)} for column in format.columns],
        "identities": format.column(Holds.IDENTITY) is not None,
        "file": None if one.file is None else str(one.file),
    }


def _rows(format: ColumnMap) -> str:
    return _("each volunteer and activity") if format.rows is RowsPer.VOLUNTEER_AND_ACTIVITY else _("each volunteer")


_COLUMNS: tuple[Column[Format], ...] = (
    Column(N_("format"), lambda one: one.map.code),
    Column(N_("name of the format"), lambda one: format_name(one.map)),
    Column(N_("step"), lambda one: _("{count} min").format(count=one.map.step_minutes)),
    Column(N_("one row for"), lambda one: _rows(one.map)),
    Column(N_("columns"), lambda one: enumerated(column.header for column in one.map.columns)),
    Column(N_("from"), lambda one: "Hourdesk" if one.file is None else _("the data folder")),
)
