"""`hourdesk batch formats`: which files can be written."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _
from exports.batch.column_map import ColumnMap, Holds, RowsPer
from exports.batch.formats import all_formats
from storage.disk.folder import DataFolder
from tui.cli.base import options
from tui.cli.base.command import command
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, result_json, results, tell
from tui.words.cells import aligned
from tui.words.formats import format_name


@command("formats", N_("Print the formats: those that come with Hourdesk, and the maps in batch/ of the data folder."))
@options.json_option
@pass_desk
def formats(choice: DeskChoice, as_json: bool) -> None:
    """List them; what is wrong with a map is a message, and exit code 1."""
    found, problems = all_formats(DataFolder(choice.path))
    if as_json:
        for one in found:
            result_json({**_object(one.map), "file": None if one.file is None else str(one.file)})
    else:
        headings = [_("format"), _("name of the format"), _("step"), _("a row for"), _("columns"), _("from")]
        results(aligned([headings, *(_line(one.map, one.file is not None) for one in found)]))
    tell(problems)
    finish(refused=bool(problems))


def _object(format: ColumnMap) -> dict[str, object]:
    return {
        "format": format.code,
        "names": dict(format.names),
        "rows": str(format.rows),
        "grid_minutes": format.grid_minutes,
        "max_hours_per_row": None if format.max_minutes is None else format.max_minutes // 60,
        "columns": [{"header": column.header, "holds": str(column.holds)} for column in format.columns],
        "identities": format.column(Holds.IDENTITY) is not None,
    }


def _line(format: ColumnMap, own: bool) -> list[str]:
    return [
        format.code,
        format_name(format),
        _("{count} min").format(count=format.grid_minutes),
        _rows(format),
        _(", ").join(column.header for column in format.columns),
        _("the data folder") if own else "Hourdesk",
    ]


def _rows(format: ColumnMap) -> str:
    return _("each volunteer and activity") if format.rows is RowsPer.VOLUNTEER_AND_ACTIVITY else _("each volunteer")
