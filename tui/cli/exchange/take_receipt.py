"""`hourdesk take` with a receipt of the district: what it brought, in a few lines."""

from __future__ import annotations

from pathlib import Path

from checkin.texts import _
from storage.store import Store
from tui.cli.base.before_after import change_object
from tui.cli.base.output import message, result, result_json
from tui.words.exchange.kits import new_district_lines, receipt_taken_lines
from tui.words.set_aside import set_aside_objects


def take_receipt_file(store: Store, file: Path, *, as_json: bool) -> None:
    """Take the receipt and print what it brought. Raises Refused if it is for another team or damaged."""
    from exports.exchange.brought import bring_receipt

    brought = bring_receipt(store, file)
    taken = brought.taken
    if as_json:
        result_json(
            {
                "receipt": file.name,
                "district": taken.district,
                "fingerprint": taken.fingerprint,
                "version": taken.version,
                "rulings": taken.rulings,
                "new_rulings": taken.new_rulings,
                "faults": taken.faults,
                "minutes_elsewhere": taken.minutes,
                "new": taken.new,
                "set_aside": set_aside_objects(brought.set_aside),
                "change": change_object(store, brought.change),
            }
        )
        return
    told, *more = receipt_taken_lines(store, brought)
    for line in (*new_district_lines(taken), told):
        result(line)
    for line in more:
        message(line)
    if taken.new:
        result(_("All of it: hourdesk receipt"))
