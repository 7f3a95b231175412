"""Commendations, evaluations, stars and redemptions travel in the log as all events do; the diary stays at its desk."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

from checkin.rules.events import Quality
from checkin.rules.signature import UNSIGNED, Signature
from exports.exchange.kit.taking import init_from_kit
from exports.exchange.pack.taking import take_pack
from exports.exchange.pack.writing import write_pack
from storage.check import check_store
from storage.recognition.commendations import CommendationDraft, commend
from storage.recognition.diary import diary, write_entry
from storage.recognition.giving import evaluate, redeem
from storage.recognition.volunteer_record import volunteer_record
from storage.record import record_of
from storage.store import Store
from storage.supervision.corrections import confirm
from tests.exports.exchange.kit.conftest import NewDesk, scan
from tests.standing_clock import StandingClock

WHO = "FD/003"
DAY = date(2026, 3, 5)


def served(store: Store) -> None:
    """003 served 70 minutes, which are confirmed."""
    scan(store, "003", -90)
    scan(store, "003", -20)
    confirm(store, record_of(store, WHO).of(WHO), UNSIGNED)


def written(store: Store, path: Path) -> Path:
    write_pack(store, path)
    return path


def test_all_of_it_arrives_at_the_other_desk(first: Store, second: Store, tmp_path: Path) -> None:
    served(first)
    commend(first, CommendationDraft("003", WHO, "优秀志愿者", "区团委", DAY), Signature("li"))
    evaluate(first, WHO, Quality.GOOD, DAY, "FD/A1", Signature("li"))
    redeem(first, WHO, 30, "理发", Signature("li"))
    write_entry(first, WHO, first.today(), "和王芳一起清洁了河岸")
    take_pack(second, written(first, tmp_path / "first.hdpack"))
    here, there = volunteer_record(first, WHO), volunteer_record(second, WHO)
    assert (here.recognition, here.account) == (there.recognition, there.account)
    assert (there.account.balance, there.recognition.quality()) == (40, Quality.GOOD)
    assert len(diary(first)) == 1 and diary(second) == []
    assert check_store(second.folder.path) == []


def test_desks_that_had_not_met_spend_the_same_hours(
    first: Store, second: Store, kit: Path, new_desk: NewDesk, tmp_path: Path, clock: StandingClock
) -> None:
    """Three desks know of 70 minutes and give 50, 40 and 20 away: whoever meets whom first, all come to one ledger."""
    served(first)
    third = new_desk("3", kit)
    common = written(first, tmp_path / "common.hdpack")
    for desk in (second, third):
        take_pack(desk, common)
    for desk, minutes in ((first, 50), (second, 40), (third, 20)):
        redeem(desk, WHO, minutes, "理发", UNSIGNED)
    clock.advance(1)
    packs = [written(desk, tmp_path / f"{n}.hdpack") for n, desk in enumerate((first, second, third))]
    accounts = []
    for n, order in enumerate(permutations(packs)):
        with init_from_kit(tmp_path / f"meets{n}", kit, f"meets {n}", clock=first.clock) as desk:
            for pack in order:
                take_pack(desk, pack)
                account = volunteer_record(desk, WHO).account
                assert account.balance >= 0
            accounts.append(account)
    assert all(account == accounts[0] for account in accounts)
    assert [(one.minutes, one.covered) for one in accounts[0].redemptions] == [(50, True), (40, False), (20, True)]
    assert accounts[0].balance == 0 and first.now() > accounts[0].redemptions[-1].at
