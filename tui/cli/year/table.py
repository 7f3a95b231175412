"""`hourdesk year table`: how classes move up, as the table in force says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkin.rules.problems import N_
from checkin.texts import _
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.year.closing import table_option

if TYPE_CHECKING:
    from checkin.rules.school_year.moving_up import WayUp


@examples(N_("hourdesk year table"))
@command("table", N_("Print the table by which classes move up: school_year.toml of this desk, else the usual one."))
@table_option
@options.json_option
@pass_desk
def table(choice: DeskChoice, table_file: Path | None, as_json: bool) -> None:
    """Single classes first, then grades."""
    from storage.standard.school_year import year_table
    from tui.words.people.school_year import stage_word

    with choice.open() as store:
        found = year_table(store.folder, table_file)
    columns: list[Column[WayUp]] = [
        Column(N_("grade or class"), lambda way: way.name),
        Column(N_("then"), lambda way: way.next or _("leaves")),
        Column(N_("stage"), lambda way: stage_word(way.stage)),
    ]
    show([*found.moving.classes, *found.moving.grades], columns, _object, as_json=as_json)


def _object(way: WayUp) -> dict[str, Any]:
    return {"name": way.name, "next": way.next, "stage": way.stage or None}
