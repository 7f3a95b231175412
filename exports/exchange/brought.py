"""A kit or a receipt comes in, and what it changes in people's hours: for the command line as for the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from checkin.rules.hours_change import HoursChange
from checkin.rules.judging import SetAsideEvent
from exports.exchange.kit.taking import KitTaken, take_kit
from exports.exchange.receipt.taking import ReceiptTaken, take_receipt
from storage.log.appended import brought_by_a_kit, sent_by_the_district
from storage.log.events import DISTRICT_EVENT, KIT_EVENT
from storage.log.judging import events_set_aside
from storage.store import Store
from storage.supervision.brought_facts import changed_by_a_kit, changed_by_the_district

T = TypeVar("T")


class Brought(NamedTuple, Generic[T]):
    """What was taken, what it changes in people's hours, and the events of such files that are set aside."""

    taken: T
    change: HoursChange
    set_aside: list[SetAsideEvent]


def bring_kit(
    store: Store, file: Path, passphrase: str | None = None, *, agreed: Callable[[], object] | None = None
) -> Brought[KitTaken]:
    """Take a newer kit of the team; see `take_kit`."""
    before = brought_by_a_kit(store.connection).keys()
    taken = take_kit(store, file, passphrase, agreed=agreed)
    return Brought(taken, changed_by_a_kit(store, before), events_set_aside(store.connection, [KIT_EVENT]))


def bring_receipt(store: Store, file: Path) -> Brought[ReceiptTaken]:
    """Take a receipt of the district; see `take_receipt`."""
    before = set(sent_by_the_district(store.connection))
    taken = take_receipt(store, file)
    return Brought(taken, changed_by_the_district(store, before), events_set_aside(store.connection, [DISTRICT_EVENT]))
