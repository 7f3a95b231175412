"""A certificate is revoked by the void that stands, whatever other voids were struck out since."""

from __future__ import annotations

from checkin.rules.events import Certify, Event, Void
from checkin.rules.signature import Signature
from storage.recognition.certificates import certificate, file_certificates
from storage.store import Store

NUMBER = "FD-2026-8F3A0001"


def void(store: Store, target: Event, reason: str) -> Event:
    return store.ledger.record(Void(target.id), at=store.now(), signed=Signature("wang", reason))


def test_the_void_that_stands_is_what_revoked_it(store: Store) -> None:
    """Two supervisors revoked one certificate at two desks; the later one took his void back."""
    with store.ledger.transaction():
        (issued,) = file_certificates(store, [(Certify("FD/001", NUMBER, "0" * 64, "2026-11-28"), {})], Signature("li"))
    first = void(store, issued, "名字写错")
    second = void(store, issued, "重复")
    third = void(store, second, "看错了")
    found = certificate(store, NUMBER)
    assert found is not None and found.revoked is not None and found.revoked.reason == "名字写错"

    void(store, first, "没有写错")
    found = certificate(store, NUMBER)
    assert found is not None and found.revoked is None

    void(store, third, "确实重复")
    found = certificate(store, NUMBER)
    assert found is not None and found.revoked is not None and found.revoked.reason == "重复"
