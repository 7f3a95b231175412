"""`hourdesk receipt`: what the district decided about this team's record, from its last receipt."""

from __future__ import annotations

from checkin.rules.problems import N_, refuse
from storage.standard.standard import known_district
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result_json, results


@examples(N_("hourdesk receipt"))
@command("receipt", N_("Print what the district decided: packs that arrived, rulings, faults, hours earned elsewhere."))
@options.json_option
@pass_desk
def receipt(choice: DeskChoice, as_json: bool) -> None:
    """Print the last receipt that was taken."""
    from tui.words.exchange.receipt import receipt_lines, receipt_objects

    with choice.open() as store:
        district = known_district(store.connection)
        if district is None or district.receipt_at is None:
            message = N_("no receipt of the district was taken yet: hourdesk take FILE.hdreceipt")
            raise refuse("no_receipt", "", message)
        if as_json:
            for one in receipt_objects(store, district):
                result_json(one)
            return
        results(receipt_lines(store, district))
