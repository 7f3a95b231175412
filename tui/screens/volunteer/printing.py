"""The volunteer's page on paper: all of its tables that hold something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from checkin.texts import _
from storage.store import Store
from tui.model.desk_services import DeskServices
from tui.model.sheets import sheet_file
from tui.screens.printed_file import say_printed
from tui.words.cells import plain
from tui.words.volunteer_page import Section, VolunteerData, sections, so_far_text

if TYPE_CHECKING:
    from exports.printed.lists.tables import PaperTable
    from exports.printed.printed import Printed


async def print_page(app: App[Any], desk: DeskServices, data: VolunteerData) -> None:
    """Write it as PDF; then it is opened, printed, or left where it is."""

    def written(store: Store) -> Printed:
        from exports.printed.lists.tables import write_tables

        person, team = data.record.person, store.identity.team_name
        out = sheet_file(store.folder, f"volunteer-{person.number}")
        about = [f"{plain(person.class_name)}  {person.number}  {team}", so_far_text(data.record)]
        foot = f"{plain(person.name)}  {store.today().isoformat()}"
        return write_tables(out, plain(person.name), about, [_on_paper(one) for one in sections(data)], foot)

    printed = await desk.tried(written)
    if printed is not None:
        await say_printed(app, printed, _("The page of {name}").format(name=plain(data.record.person.name)))


def _on_paper(section: Section) -> PaperTable:
    """A section without the ids of events and without bars made of characters."""
    from exports.printed.lists.tables import PaperTable

    kept = [i for i in range(len(section.headings)) if i not in section.ids and section.headings[i]]
    right = frozenset(at for at, i in enumerate(kept) if i in section.right)
    rows = [[row[i] for i in kept] for row in section.rows]
    return PaperTable(section.title, [section.headings[i] for i in kept], rows, right, section.foot)
