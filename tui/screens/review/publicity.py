"""The publicity list of one activity on paper, as soon as nothing waits any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from checkin.rules.activities import Activity
from checkin.texts import _
from storage.store import Store
from tui.model.desk_services import DeskServices
from tui.model.sheets import sheet_file
from tui.screens.printed_file import say_printed

if TYPE_CHECKING:
    from exports.printed.printed import Printed


async def print_publicity(app: App[Any], desk: DeskServices, activity: Activity) -> None:
    """Write it as PDF; then it is printed, opened, or left where it is."""

    def write(store: Store) -> Printed:
        from exports.printed.publicity.list_file import write_publicity
        from exports.printed.publicity.rows import publicity_rows
        from storage.team.profile import contact_line

        out = sheet_file(store.folder, f"publicity-{activity.code}")
        rows = publicity_rows(store, activity.key)
        return write_publicity(out, store.identity.team_name, rows, contact_line(store.connection))

    printed = await desk.tried(write)
    if printed is not None:
        await say_printed(app, printed, _("Publicity list"))
