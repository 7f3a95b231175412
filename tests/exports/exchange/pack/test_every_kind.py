"""Every kind of event that a desk can write travels: another desk and the district take it, and see the same sessions."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules import events as e
from checkin.rules.activities import ActivityKind
from checkin.rules.decide import Arrival
from checkin.rules.period import Period
from checkin.rules.signature import Signature
from exports.district.asks.conflicts.registry import conflicts
from exports.district.asks.session_rows import session_rows
from exports.district.asks.totals import totals
from exports.district.asks.views import events_by_id
from exports.district.district import init_district
from exports.district.reports.figures import activity_lines
from exports.exchange.pack.taking import take_pack
from exports.tables.session_rows import session_rows as desk_rows
from storage.disk.ids import new_id
from storage.store import Store
from tests.exports.district.schools import DAY, HOUR, MINUTE, received, scan, school
from tests.exports.exchange.kit.conftest import log_bytes


def vouched(store: Store, who: str, minutes: int, activity: str = "FD/A1") -> str:
    """A teacher vouches for somebody who showed no badge; the id of the event."""
    arrival = Arrival(
        new_id(store.now()), DAY + minutes * MINUTE, "", activity, source=e.VOUCHED, volunteer=who, vouched_by="FD/002"
    )
    outcome = Desk(store.ledger).scan(arrival)
    assert outcome.event is not None
    return outcome.event


def everything(store: Store) -> set[e.Kind]:
    """A day on which every kind of event happens; the kinds of its events."""
    opened = scan(store, "FD/001", 0).event
    scan(store, "FD/001", 60)
    scan(store, "FD/002", 10)
    scan(store, "FD/002", 70)
    vouched(store, "FD/001", 120)
    vouched(store, "FD/001", 170)
    training = {
        "name": "礼仪培训",
        "place": "礼堂",
        "start": DAY + 4 * HOUR,
        "end": DAY + 6 * HOUR,
        "timezone": "Asia/Shanghai",
    }
    bodies: list[e.Body] = [
        e.ActivityChange("FD/T1", {**training, "kind": ActivityKind.TRAINING, "content": "接待", "organiser": "区教委", "leader": "FD/002"}),
        e.Add("FD/001", "FD/A1", 30),
        e.Amend(opened, at=DAY + 2 * MINUTE),
        e.Rule(opened, 45, (opened,)),
        e.Confirm(opened, "FD/001", "FD/A1", 45, 1, (opened,)),
        e.Objection(opened, "FD/001"),
        e.Close("FD/A1"),
        e.Reopen("FD/A1"),
        e.PolicyChange(2, {"grid_minutes": 10}, DAY + 30 * HOUR),
        e.Consent("FD/001", e.ConsentState.GIVEN),
        e.Clock(5_000),
        e.Link("FD/002", "FD/001"),
        e.Evaluate("FD/001", e.Quality.EXCELLENT, "2026-04-30", "FD/A1"),
        e.Commend("FD/001", "优秀志愿者", "2026-05-04", "区教委"),
        e.Award("FD/001", 1, "2026-05-04"),
        e.Join("FD", ("0123456789abcdef",), "cd" * 32, {"FD/003": "FD/003-0123"}),
        e.Redeem("FD/001", 60, "图书馆借阅"),
        e.Certify("FD/001", "FD-2026-0001", sha256(b"certificate").hexdigest(), "2026-05-04"),
        e.Clash(opened, code="A2"),
        e.Purge(("FD/002",), ("birth",), "contact", "2026-05-04", 3, 185),
        e.Revoke("0123456789abcdef", 0, "0" * 64, "ab" * 64),
        e.Admit("0123456789abcdef", 0, "0" * 64, True, "ab" * 64),
        e.Transfer("FD/001", "XN/12", "XN/A1", 90, "2026-03-07", "ab" * 32, "扫雪", "绿色环保"),
        e.Answer("ab" * 32, "badge_stack"),
        e.Inspect(opened, "2026", ("timely",)),
        e.Witness("0123456789abcdef", 7, "ab" * 32, DAY, "FD/A1"),
        e.HandOut("FD/001", "FD/A1", "雨伞", 3),
        e.HandBack("FD/001", "FD/A1", "雨伞", 2),
        e.Claim("FD/001", "图书馆", 120, "2026-03-07", "ab" * 32),
        e.Refuse("FD/A1", e.Direction.AUTO, "keyboard", e.RefuseCause.NOT_A_BADGE, length=18, detail="letters"),
    ]  # fmt: skip
    written = [store.ledger.record(body, signed=Signature("李主任", "一天之内")) for body in bodies]
    claim = next(event for event in written if isinstance(event.body, e.Claim))
    store.ledger.record(e.Judge(claim.id, True), signed=Signature("李主任", "问过图书馆"))
    store.ledger.record(e.Void(written[11].id), signed=Signature("李主任", "不是一个人"))
    for minutes in (240, 360):
        vouched(store, "FD/001", minutes, "FD/T1")
    return {e.Kind(row[0]) for row in store.connection.execute("SELECT DISTINCT kind FROM log")}


def test_a_desk_and_the_district_take_every_kind(tmp_path: Path) -> None:
    fd = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟"), ("002", "李娜")])
    with fd.first, fd.another_desk("2号台") as second, init_district(tmp_path / "d", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:  # fmt: skip
        assert everything(fd.first) == set(e.Kind)
        told = [row.to_json() for row in desk_rows(fd.first)]
        assert {row["source"] for row in told} == {"ruled", "scanned", "vouched", "added", "transferred", "claimed"}
        pack = fd.pack()

        take_pack(second, pack)
        assert set(log_bytes(second)) == set(log_bytes(fd.first))
        assert [row.to_json() for row in desk_rows(second)] == told

        assert received(district, pack) == ["merged"]
        # What somebody brought from another school is in that school's record.
        served_here = [row for row in told if row["source"] != "transferred"]
        assert [row.to_json() for row in session_rows(district)] == served_here
        # What was confirmed is less than what is known today.
        assert [conflict.kind.name for conflict in conflicts(district)] == ["changed"]
        # Two hours of training are in the record, and in no total: 45 ruled, 60 and 50 scanned, 30 added.
        (team, _over_all) = totals(district)
        assert (team.sessions, team.scanned_minutes, team.added_minutes, team.claimed_minutes) == (
            3,
            45 + 60 + 50,
            30,
            120,
        )
        assert [line.code for line in activity_lines(district, Period())] == ["~claims", "A1"]
        training = next(row for row in session_rows(district) if row.activity == "T1")
        assert (training.minutes, training.flags, training.source) == (0, ("training",), "vouched")
        # Who vouched for a scan can still be looked up, though nothing is summed by it.
        assert training.open_event is not None
        (line, *_more) = events_by_id(district, (training.open_event,))
        assert line.raw is not None and '"vouched_by":"FD/002"' in line.raw


def test_the_same_log_gives_the_same_bytes_with_all_kinds_in_it(tmp_path: Path) -> None:
    fd = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟"), ("002", "李娜")])
    with fd.first:
        everything(fd.first)
        assert fd.pack(name="one").read_bytes() == fd.pack(name="two").read_bytes()
