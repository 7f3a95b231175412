"""`hourdesk take` with a receipt of the district: what it brought, in a few lines."""

from __future__ import annotations

from pathlib import Path

from checkin.durations import hours_text
from checkin.texts import _
from storage.log.appended import sent_by_the_district
from storage.log.events import DISTRICT_EVENT
from storage.log.judging import events_set_aside
from storage.store import Store
from storage.supervision.brought_facts import changed_by_the_district
from tui.cli.base.before_after import change_object
from tui.cli.base.output import message, result, result_json
from tui.cli.exchange.district_kit import tell_district
from tui.words.hours_change import brought_lines
from tui.words.set_aside import set_aside_lines, set_aside_objects


def take_receipt_file(store: Store, file: Path, *, as_json: bool) -> None:
    """Take the receipt and print what it brought. Raises Refused if it is for another team or damaged."""
    from exports.exchange.receipt.taking import take_receipt

    before = set(sent_by_the_district(store.connection))
    taken = take_receipt(store, file)
    change = changed_by_the_district(store, before)
    apart = events_set_aside(store.connection, [DISTRICT_EVENT])
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
                "set_aside": set_aside_objects(apart),
                "change": change_object(store, change),
            }
        )
        return
    if taken.first:
        tell_district(taken.district, taken.fingerprint)
    if not taken.new:
        result(_("This receipt was here already; nothing changed."))
        return
    text = _("Receipt of “{district}” · rulings: {rulings} (new: {new}) · faults: {faults} · earned elsewhere: {hours}")
    result(
        text.format(
            district=taken.district,
            rulings=taken.rulings,
            new=taken.new_rulings,
            faults=taken.faults,
            hours=hours_text(taken.minutes),
        )
    )
    for line in (*set_aside_lines(apart), *brought_lines(store, change, by_the_district=True)):
        message(line)
    result(_("All of it: hourdesk receipt"))
