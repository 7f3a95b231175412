"""The owner of a badge is the same everywhere: at the desks that scan it, through packs and kits, and at the district."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.rules.badge_holders import BadgeHolders
from checkin.rules.badge_tenures import BadgeStatement, tenures
from checkin.rules.events import Badge, BadgeState, Event
from checkin.rules.signature import UNSIGNED, Signature
from exports.district.asks.conflicts.registry import conflicts
from exports.district.asks.session_rows import session_rows
from exports.district.district import District
from exports.district.record.badge_owners import owned_at, write_owners
from exports.district.record.folding import refold
from exports.district.says.receipt import write_receipts
from exports.district.says.rulings import strike_out
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import take_kit
from exports.exchange.pack.taking import take_pack
from exports.exchange.receipt.taking import take_receipt
from storage.people.badges import issue, reissue
from storage.people.walk_in import register_walk_in
from storage.record import whole_record
from storage.store import Store
from storage.supervision.corrections import void
from tests.exports.district.schools import DAY, HOUR, MINUTE, School, received, scan, school
from tests.portions import in_the_soak, share
from tests.standing_clock import StandingClock

FD_1 = "FD/001"


@pytest.fixture
def clock() -> StandingClock:
    """A clock that stands one hour before the activity."""
    return StandingClock(DAY - HOUR)


@pytest.fixture
def fd(tmp_path: Path, clock: StandingClock) -> Iterator[School]:
    made = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟"), ("002", "李娜")], clock.clock)
    with made.first:
        yield made


@pytest.fixture
def yz(tmp_path: Path, clock: StandingClock) -> Iterator[School]:
    made = school(tmp_path / "yz", "YZ", "渝中实验小学", [("001", "王芳")], clock.clock)
    with made.first:
        yield made


def badge_of(store: Store, volunteer: str) -> str:
    badge = store.register.badge(volunteer)
    assert badge is not None
    return badge


def renew(one: School | Store, volunteer: str, clock: StandingClock, minutes: int) -> str:
    """At so many minutes after the planned start somebody gets another badge."""
    clock.set(DAY + minutes * MINUTE)
    return reissue(one.first if isinstance(one, School) else one, volunteer)


def words_on(store: Store, badge: str, state: BadgeState) -> list[Event]:
    events = store.ledger.queries.of_kind("badge")
    return [e for e in events if isinstance(e.body, Badge) and (e.body.badge, e.body.state) == (badge, state)]


def rows(district: District) -> set[tuple[str | None, str, int]]:
    """The owner and the minutes of each session. It checks that they stay the same when everything is derived again."""
    found = sorted(session_rows(district), key=str)
    with district.transaction():
        refold(district, None)
    assert sorted(session_rows(district), key=str) == found
    return {(row.team, row.volunteer, row.minutes) for row in found}


def said_of_badges(district: District) -> list[tuple[str, bool]]:
    return [(c.text, c.ruled) for c in conflicts(district) if c.kind.name == "unknown_badge"]


@pytest.mark.parametrize("first", share(["visited", "own"], 0, 2))
def test_a_lost_badge_at_another_school(
    district: District, fd: School, yz: School, clock: StandingClock, first: str
) -> None:
    """张伟 was there for 20 minutes and lost the badge; it was renewed at 30 minutes. A finder showed it at 40.

    Whichever pack comes first: 20 minutes are 张伟's, and 50 stay with the number until somebody decides.
    """
    lost = badge_of(fd.first, FD_1)
    for minutes in (0, 20, 40, 90):
        scan(yz.first, "", minutes, badge=lost)
    renew(fd, FD_1, clock, 30)
    packs = (yz.pack(), fd.pack()) if first == "visited" else (fd.pack(), yz.pack())
    for pack in packs:
        received(district, pack)
    assert rows(district) == {("FD", "001", 20), (None, lost, 50)}
    (open_one, open_), (settled, ruled) = said_of_badges(district)
    assert (open_, ruled) == (False, True)
    assert "001" in open_one and "2026-04-29 16:30" in open_one and "001" in settled


@in_the_soak
def test_a_revocation_that_was_struck_out(district: District, fd: School, yz: School, clock: StandingClock) -> None:
    """The badge was found again, and its revocation struck out: at the desk, in the other desk's log, at the district."""
    found = badge_of(fd.first, FD_1)
    with fd.another_desk("2号台") as second:
        new = renew(fd, FD_1, clock, 30)
        scan(yz.first, "", 40, badge=found)
        scan(yz.first, "", 90, badge=found)
        take_pack(second, fd.pack(name="one"))
        received(district, fd.pack(name="one"), yz.pack())
        assert rows(district) == {(None, found, 50)}
        assert scan(second, "", 45, badge=found).kind == "revoked"
        assert second.register.badge(FD_1) == new

        (revoked,) = words_on(fd.first, found, BadgeState.REVOKED)
        (issued,) = words_on(fd.first, new, BadgeState.ISSUED)
        void(fd.first, revoked.id, Signature("li", "找到了"))
        void(fd.first, issued.id, Signature("li", "不用新证"))
        assert fd.first.register.badge(FD_1) == found
        take_pack(second, fd.pack(name="two"))
        assert second.register.badge(FD_1) == found
        assert [scan(store, "", 50, badge=found).kind for store in (fd.first, second)] == ["opened", "opened"]
        assert [scan(store, "", 51, badge=new).kind for store in (fd.first, second)] == ["unknown_badge"] * 2
        received(district, fd.pack(name="three"))
        assert ("FD", "001", 50) in rows(district)


def test_a_scan_from_before_the_revocation_that_is_read_in_later_counts(fd: School, clock: StandingClock) -> None:
    """A hand scanner kept it: 001 came at 10 minutes, got another badge at 30, and the number is 002's from 40 on."""
    old = badge_of(fd.first, FD_1)
    renew(fd, FD_1, clock, 30)
    clock.set(DAY + 40 * MINUTE)
    person = fd.first.register.person("FD/002")
    assert person is not None
    with fd.first.ledger.transaction():
        issue(fd.first, person, old, UNSIGNED)
    answers = [scan(fd.first, "", minutes, badge=old) for minutes in (10, 45)]
    assert [(a.kind, a.volunteer) for a in answers] == [("opened", FD_1), ("opened", "FD/002")]


@in_the_soak
def test_a_badge_that_only_another_desks_register_knows(district: District, fd: School, clock: StandingClock) -> None:
    """A helper who was registered on the spot at gate 2 is shown to gate 1 and then to the district."""
    with fd.another_desk("2号台") as second:
        helper = register_walk_in(second, "赵六")
        badge = badge_of(second, f"FD/{helper.number}")
        assert [scan(fd.first, "", minutes, badge=badge).kind for minutes in (0, 60)] == ["unknown_badge"] * 2
        assert {s.volunteer for s in whole_record(fd.first).sessions} == {badge}
        received(district, fd.pack(name="one"))
        assert rows(district) == {(None, badge, 60)}
        pack = fd.pack(second, "two")
        take_pack(fd.first, pack)
        assert {s.volunteer for s in whole_record(fd.first).sessions} == {f"FD/{helper.number}"}
        received(district, pack)
        assert rows(district) == {("FD", helper.number, 60)}


def test_two_desks_renewed_one_badge(fd: School, clock: StandingClock, tmp_path: Path) -> None:
    """Each new number is taken at both; the next renewal ends both, and a scan between the two revocations is refused."""
    old = badge_of(fd.first, FD_1)
    with fd.another_desk("2号台") as second:
        one, two = renew(fd, FD_1, clock, 10), renew(second, FD_1, clock, 20)
        take_pack(fd.first, fd.pack(second, "two"))
        assert fd.first.register.badge(FD_1) == two
        assert fd.first.ledger.holder_of_badge(old).revoked_at == DAY + 10 * MINUTE
        assert scan(fd.first, "", 15, badge=old).kind == "revoked"
        last = renew(fd, FD_1, clock, 30)
        assert [scan(fd.first, "", 40, badge=b).kind for b in (old, one, two)] == ["revoked"] * 3
        assert scan(fd.first, "", 40, badge=last).kind == "opened"
        make_kit(fd.first, tmp_path / "newer.hdkit")
        take_kit(second, tmp_path / "newer.hdkit")
        assert second.register.badge(FD_1) == last
        assert scan(second, "", 41, badge=one).kind == "revoked"


@in_the_soak
def test_another_school_gave_the_number_out_too(
    district: District, fd: School, yz: School, clock: StandingClock, tmp_path: Path
) -> None:
    """李娜 went to YZ and kept the badge: it is FD's until FD revokes it, and YZ's from then on."""
    kept = badge_of(fd.first, "FD/002")
    third = school(tmp_path / "rm", "RM", "人民路小学", [("1", "陈晨")], clock.clock)
    with third.first:
        for minutes in (0, 20, 40, 90):
            scan(third.first, "", minutes, badge=kept)
        clock.advance(MINUTE)
        person = yz.first.register.person("YZ/001")
        assert person is not None
        with yz.first.ledger.transaction():
            issue(yz.first, person, kept, UNSIGNED)
        received(district, third.pack(), yz.pack())
        assert rows(district) == {("YZ", "001", 20), ("YZ", "001", 50)}
        received(district, fd.pack(name="one"))
        assert rows(district) == {("FD", "002", 20), ("FD", "002", 50)}
        (twice,) = [c for c in conflicts(district) if c.kind.name == "two_teams"]
        assert twice.values["name"] == kept
        renew(fd, "FD/002", clock, 30)
        received(district, fd.pack(name="two"))
        assert rows(district) == {("FD", "002", 20), ("YZ", "001", 50)}


def test_the_district_strikes_out_a_revocation_and_the_desk_hears_of_it(
    district: District, fd: School, yz: School, clock: StandingClock, tmp_path: Path
) -> None:
    old = badge_of(fd.first, FD_1)
    new = renew(fd, FD_1, clock, 30)
    scan(yz.first, "", 40, badge=old)
    scan(yz.first, "", 90, badge=old)
    received(district, fd.pack(), yz.pack())
    assert rows(district) == {(None, old, 50)}
    for event in (*words_on(fd.first, old, BadgeState.REVOKED), *words_on(fd.first, new, BadgeState.ISSUED)):
        strike_out(district, event.id, Signature("周老师", "换错了人"))
    assert rows(district) == {("FD", "001", 50)}
    write_receipts(district, tmp_path / "receipts")
    (receipt,) = [file for file in (tmp_path / "receipts").iterdir() if "FD" in file.name]
    take_receipt(fd.first, receipt)
    assert fd.first.register.badge(FD_1) == old
    assert scan(fd.first, "", 95, badge=old).kind == "opened"


words = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.sampled_from(["S/ana", "S/ben", "T/7"]),
        st.sampled_from(BadgeState),
        st.sampled_from(["71", "72"]),
    ),
    max_size=12,
)


@given(words)
@settings(max_examples=20, derandomize=True, deadline=None)
def test_the_join_gives_what_the_rule_gives(said: list[tuple[int, str, BadgeState, str]]) -> None:
    """For every number at every instant: SQL gives the owner that the rule gives, and no scan has two owners."""
    by_badge = {
        badge: tenures(
            BadgeStatement(at, f"{n:02d}", who.split("/")[0], who, state)
            for n, (at, who, state, of) in enumerate(said)
            if of == badge
        )
        for badge in ("71", "72")
    }
    holders = BadgeHolders(by_badge)
    owned = owned_at('e."at"')
    with duckdb.connect() as db:
        write_owners(db, holders.spans())
        joined = db.execute(
            "SELECT e.badge, e.\"at\", o.volunteer FROM (SELECT unnest(['71', '72']) AS badge) b, "
            'LATERAL (SELECT b.badge, unnest(range(-1, 14)) AS "at") e '
            f"LEFT JOIN owner o ON {owned} ORDER BY ALL"
        ).fetchall()
    assert joined == [(badge, at, holders.holder(badge, at).owner) for badge in ("71", "72") for at in range(-1, 14)]
