"""One volunteer's record: the same alone and among all, with hours at other teams, and for two numbers of one person."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from checkin.rules.events import Link, Quality
from checkin.rules.problems import Refused
from checkin.rules.signature import UNSIGNED, Signature
from checkin.rules.stars import DEFAULT_STARS, Star
from storage.recognition.giving import evaluate, redeem
from storage.recognition.stars import award
from storage.recognition.volunteer_record import volunteer_record, volunteer_records
from storage.record import record_of
from storage.standard.receipts import Elsewhere, keep_receipt
from storage.standard.standard import KnownDistrict, Standard, remember_district
from storage.standard.star_table import STARS, star_table
from storage.store import Store
from storage.supervision.corrections import add, confirm, void
from tests.standing_clock import StandingClock
from tests.storage.conftest import Scanner


def test_alone_and_among_all_it_is_the_same(store: Store, scan: Scanner) -> None:
    scan("001", -60)
    scan("001", -10)
    add(store, "FD/002", "FD/A1", 30, Signature(reason="准备"))
    evaluate(store, "FD/001", Quality.GOOD, store.today(), "FD/A1", UNSIGNED)
    records = list(volunteer_records(store))
    assert [record.key for record in records] == ["FD/001", "FD/002", "FD/003"]
    assert [record.minutes for record in records] == [50, 30, 0]
    for record in records:
        assert volunteer_record(store, record.key) == record


def test_hours_at_other_teams_count_for_stars_and_cannot_be_spent_here(store: Store) -> None:
    """As at the district, which sums a volunteer's hours of all teams; what waits for review counts nowhere."""
    day = store.today().isoformat()
    served = [
        Elsewhere("001", "YZ", "B1", "敬老", day, 90, "confirmed"),
        Elsewhere("001", "YZ", "B2", "敬老", None, 60, "needs_review"),
        Elsewhere("002", "YZ", "B1", "敬老", None, 30, "closed"),
    ]
    with store.ledger.transaction():
        keep_receipt(store.connection, [], [], served)
    record = volunteer_record(store, "FD/001")
    assert (record.minutes, record.minutes_elsewhere, record.account.balance) == (90, 90, 0)
    assert volunteer_record(store, "FD/002").minutes == 30


def test_two_numbers_of_one_person(store: Store) -> None:
    add(store, "FD/001", "FD/A1", 30, Signature(reason="准备"))
    add(store, "FD/002", "FD/A1", 40, Signature(reason="准备"))
    store.ledger.record(Link("FD/002", "FD/001"), at=store.now())
    assert [(r.key, r.minutes) for r in volunteer_records(store)] == [("FD/001", 70), ("FD/003", 0)]
    assert volunteer_record(store, "FD/002").minutes == 70


def test_a_number_that_counts_under_another_schools_is_listed_all_the_same(store: Store) -> None:
    add(store, "FD/002", "FD/A1", 40, Signature(reason="准备"))
    store.ledger.record(Link("FD/002", "YZ/7"), at=store.now())
    assert [(r.key, r.minutes) for r in volunteer_records(store)] == [("FD/001", 0), ("FD/002", 40), ("FD/003", 0)]


def test_the_table_of_the_school_then_of_the_district_then_the_usual_one(store: Store) -> None:
    assert star_table(store) == DEFAULT_STARS
    with store.ledger.transaction():
        remember_district(
            store.connection, KnownDistrict("YZQ", "区", b"x" * 32, 1, standard=Standard(stars=(Star(1, 50),)))
        )
    assert star_table(store) == (Star(1, 50),)
    (store.folder.path / STARS).write_text("\ufeff[[stars]]\nstars = 1\nhours = 20\nmonths = 12\n", "utf-8")
    assert star_table(store) == (Star(1, 20, months=12),)
    (store.folder.path / STARS).write_text("", "utf-8")
    with pytest.raises(Refused):
        star_table(store)


def test_newly_eligible_again_once_the_lower_star_is_awarded(store: Store) -> None:
    """The hours of two levels are there since yesterday; the second can be awarded only since the first was, today."""
    (store.folder.path / STARS).write_text("[[stars]]\nstars=1\nhours=1\n[[stars]]\nstars=2\nhours=2\n", "utf-8")
    yesterday = store.today() - timedelta(days=1)
    with store.ledger.transaction():
        keep_receipt(store.connection, [], [], [Elsewhere("001", "YZ", "B", "", yesterday.isoformat(), 120, "closed")])

    def new(since: date) -> list[tuple[int, bool]]:
        return [(r.eligible, r.new) for r in volunteer_records(store, since) if r.eligible]  # type: ignore[misc]

    assert new(yesterday) == [(1, False)]
    (awarded,) = award(store, ["FD/001"], store.today(), UNSIGNED)
    assert new(yesterday) == [(2, True)]
    void(store, awarded.id, Signature(reason="误"))
    assert new(yesterday) == [(1, False)]


def test_a_desk_whose_clock_is_behind_says_so(store: Store, scan: Scanner, clock: StandingClock) -> None:
    """The hours were confirmed today; a laptop whose clock stands in 2020 can't tell that they were there."""
    scan("001", -60)
    scan("001", -10)
    confirm(store, record_of(store, "FD/001").of("FD/001"), UNSIGNED)
    noon = clock.now_ms
    clock.set(datetime(2020, 1, 1, tzinfo=UTC))
    with pytest.raises(Refused) as refused:
        redeem(store, "FD/001", 30, "理发", UNSIGNED)
    assert [problem.code for problem in refused.value.problems] == ["clock_behind"]
    clock.set(noon)
    assert volunteer_record(store, "FD/001").account.balance == 50
