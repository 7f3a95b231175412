"""The publicity list of one activity on paper, as soon as nothing waits any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from checkin.rules.activities import Activity
from checkin.texts import _
from storage.store import Store, open_store
from tui.model.desk_services import DeskServices
from tui.model.long_work import STOPPED, Stopped
from tui.model.sheets import sheet_file
from tui.screens.making.beside import done_beside
from tui.screens.printed_file import say_printed
from tui.words.faults import Trouble
from tui.words.record.on_screen import sentences_here

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

    def opened() -> Printed:
        with open_store(desk.writer.path, desk.writer.clock) as store:
            return write(store)

    # Beside the writer: scans, and a confirmation that is looked at, need not wait for paper.
    title = _("Publicity list")
    try:
        printed = await done_beside(app, title, opened, desk.writer.clock.steady)
    except Stopped as stopped:
        app.notify(str(stopped) or _(STOPPED), timeout=12, markup=False)
    except Trouble as error:
        app.notify("\n".join(sentences_here(error)), severity="error", timeout=20, markup=False)
    else:
        await say_printed(app, printed, title)
