"""A desk takes its team's receipt: from then on the district's rulings count at this desk too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from exports.exchange.admission import Claim, admitted, reader_at
from exports.exchange.pack.vouching import fingerprint
from exports.exchange.receipt.contents import Receipt, read_receipt
from exports.exchange.receiving import FileKind, receive
from storage.keyring import keyring_of
from storage.people.badges import register_badges, whose_badges_change
from storage.standard.receipts import enter_rulings, keep_receipt
from storage.standard.standard import KnownDistrict, remember_district
from storage.store import Store


@dataclass(frozen=True, slots=True)
class ReceiptTaken:
    """What a receipt brought. `new` is false if the desk already had it; `first` is true if it knew no district before.
    `minutes` were earned at other teams; `at` is when the district made the receipt (milliseconds)."""

    district: str
    fingerprint: str
    version: int
    at: int
    rulings: int
    new_rulings: int
    faults: int
    minutes: int
    new: bool
    first: bool


def take_receipt(store: Store, file: Path) -> ReceiptTaken:
    """Take a receipt, all of it or nothing, at any desk of the team.

    Raises Refused for another kind of file, a receipt of another team or district, an older one, and one that is not sound.
    """
    receive(file, FileKind.RECEIPT)
    receipt = read_receipt(file)
    decided = receipt.decided
    claim = Claim(FileKind.RECEIPT, receipt.where, decided.team, receipt.sender.key, receipt.version)
    with store.ledger.transaction():
        keyring = keyring_of(store)
        known = keyring.known_district()
        here = 0 if known is None else known.receipt_version
        admission = admitted(claim, reader_at(store.identity), keyring, here)
        new_rulings = enter_rulings(store.connection, receipt.rulings, receipt.where)
        keep_receipt(store.connection, decided.packs, decided.faults, decided.elsewhere)
        remember_district(store.connection, _after(known, receipt))
        store.ledger.notice_taken()
        register_badges(store, whose_badges_change(store, receipt.rulings))
    return ReceiptTaken(
        receipt.sender.name, fingerprint(receipt.sender.key), receipt.version, decided.at, len(receipt.rulings), new_rulings,
        len(decided.faults), sum(session.minutes for session in decided.elsewhere), admission.new, admission.first_contact,
    )  # fmt: skip


def _after(known: KnownDistrict | None, receipt: Receipt) -> KnownDistrict:
    sender = receipt.sender
    district = known or KnownDistrict(sender.code, sender.name, sender.key)
    return replace(
        district, code=sender.code, name=sender.name, receipt_version=receipt.version, receipt_at=receipt.decided.at
    )
