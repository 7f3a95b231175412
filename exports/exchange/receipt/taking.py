"""A desk takes its team's receipt: the district's rulings count here too from then on."""

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
    """What a receipt brought. `new` is false for one that was here already; `first` is true where the district was not
    known; `minutes` are those earned elsewhere; `at` is the instant of the district's record."""

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

    Raises Refused for another kind of file, another team's receipt, an older one, one of another district, and one that is not sound.
    """
    receive(file, FileKind.RECEIPT)
    receipt = read_receipt(file)
    told = receipt.decided
    claim = Claim(FileKind.RECEIPT, receipt.where, told.team, receipt.sender.key, receipt.version)
    with store.ledger.transaction():
        keyring = keyring_of(store)
        known = keyring.known_district()
        here = 0 if known is None else known.receipt_version
        admission = admitted(claim, reader_at(store.identity), keyring, here)
        new_rulings = enter_rulings(store.connection, receipt.rulings, receipt.where)
        keep_receipt(store.connection, told.packs, told.faults, told.elsewhere)
        remember_district(store.connection, _after(known, receipt))
        store.ledger.notice_taken()
        register_badges(store, whose_badges_change(store, receipt.rulings))
    return ReceiptTaken(
        receipt.sender.name, fingerprint(receipt.sender.key), receipt.version, told.at, len(receipt.rulings), new_rulings,
        len(told.faults), sum(session.minutes for session in told.elsewhere), admission.new, admission.first_word,
    )  # fmt: skip


def _after(known: KnownDistrict | None, receipt: Receipt) -> KnownDistrict:
    sender = receipt.sender
    district = known or KnownDistrict(sender.code, sender.name, sender.key)
    return replace(
        district, code=sender.code, name=sender.name, receipt_version=receipt.version, receipt_at=receipt.decided.at
    )
