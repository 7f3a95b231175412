"""`hourdesk district export`: all sessions as a file."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import ngettext
from exports.district.asks.session_rows import session_rows
from exports.tables.export import write_export
from storage.record import without_collector
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.made_file import made_file
from tui.cli.base.output import result, result_json
from tui.cli.district.district_choice import open_chosen


@examples(N_("hourdesk district export hours.xlsx --team cq8"))
@command("export", N_("Write the sessions of all teams to a CSV, XLSX or JSON file, with the columns of a desk."))
@options.out_file()
@options.team(options.OWN_VOLUNTEERS)
@made_file
@options.json_option
@pass_desk
def export(choice: DeskChoice, out: Path, team: str | None, as_json: bool) -> None:
    """Write the file, whole or not at all."""
    with without_collector(), open_chosen(choice) as district:
        rows = write_export(out, session_rows(district, team=team))
    if as_json:
        result_json({"file": str(out), "rows": rows})
    else:
        result(ngettext("{file}: {count} row", "{file}: {count} rows", rows).format(file=out, count=rows))
