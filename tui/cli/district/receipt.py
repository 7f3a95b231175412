"""`hourdesk district receipt`: what was decided goes back to each school."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkin.rules.problems import N_
from checkin.texts import _
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import result
from tui.cli.district.district_choice import open_chosen
from tui.words.district import RECEIPTS

if TYPE_CHECKING:
    from exports.district.says.receipt import ReceiptMade

_COLUMNS: tuple[Column[ReceiptMade], ...] = (
    Column(N_("team"), lambda one: one.team),
    Column(N_("name of the team"), lambda one: one.name),
    Column(N_("rulings"), lambda one: str(one.rulings), right=True),
    Column(N_("faults"), lambda one: str(one.faults), right=True),
    Column(N_("minutes elsewhere"), lambda one: str(one.minutes), right=True),
    Column(N_("file"), lambda one: str(one.file)),
)


@examples(N_("hourdesk district receipt receipts/"))
@command("receipt", RECEIPTS)
@argument("out_dir", type=options.A_PATH)
@options.team(N_("Only for this team."))
@options.json_option
@pass_desk
def receipt(choice: DeskChoice, out_dir: Path, team: str | None, as_json: bool) -> None:
    """Write a file for each team."""
    from exports.district.says.receipt import write_receipts

    with open_chosen(choice) as district:
        made = write_receipts(district, out_dir, team)
    show(made, _COLUMNS, _object, as_json=as_json)
    if not as_json:
        result(_("Give each school its file. At its desks: hourdesk take FILE"))


def _object(one: ReceiptMade) -> dict[str, Any]:
    return {
        "team": one.team,
        "file": str(one.file),
        "rulings": one.rulings,
        "faults": one.faults,
        "minutes": one.minutes,
    }
