"""Conflicts are listed with both sides, and stay ruled once somebody has ruled."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.rules.events import Direction, Rule
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.asks.conflicts.registry import conflicts
from exports.district.asks.session_rows import session_rows
from exports.district.district import District
from exports.district.record.merging import merge
from exports.district.says.rulings import let_stand, rule_minutes, same_person, strike_out
from storage.people.badges import reissue
from storage.people.person import Person
from storage.people.register import Register
from storage.supervision import corrections
from tests.exports.district.schools import School, received, scan, school
from tests.portions import in_the_soak


def of_kind(district: District, kind: str) -> list[Conflict]:
    return [conflict for conflict in conflicts(district) if conflict.kind.name == kind]


def test_at_two_places_at_once_ruled_and_merged_again(district: District, fd: School, yz: School) -> None:
    """16:00 to 17:00 at the own school, 16:30 to 17:30 at another: the later waits, the district credits 30 minutes."""
    badge = fd.first.register.badge("FD/001")
    scan(fd.first, "FD/001", 0)
    scan(fd.first, "FD/001", 60)
    opened = scan(yz.first, "", 30, badge=badge)
    scan(yz.first, "", 90, badge=badge)
    received(district, fd.pack(), yz.pack())
    (conflict,) = of_kind(district, "overlap")
    assert (conflict.team, conflict.volunteer, conflict.ruled) == ("FD", "001", False)
    assert opened.event in conflict.events and len(conflict.events) == 4
    assert "FD/A1" in conflict.text and "YZ/A1" in conflict.text and "16:30" in conflict.text

    ruled = rule_minutes(district, opened.event, 30, Signature("周老师", "后半段在外校"))
    assert ruled.minutes == 30
    scan(yz.first, "YZ/007", 5)
    merge(district, [yz.pack(name="later")])
    (conflict,) = of_kind(district, "overlap")
    assert conflict.ruled
    rows = {row.open_event: row for row in session_rows(district)}
    assert (rows[opened.event].minutes, rows[opened.event].source) == (30, "ruled")


def test_one_number_two_names(district: District, fd: School) -> None:
    with fd.another_desk("2号台") as second:
        Register(second.connection).write([Person("FD", "001", "章薇", kind="teacher")])
        scan(second, "FD/001", 0)
        received(district, fd.pack(name="one"), fd.pack(second, "two"))
    (conflict,) = of_kind(district, "two_names")
    assert "张伟" in conflict.text and "章薇" in conflict.text
    let_stand(district, conflict, Signature("周老师", "登记时写错，已更正"))
    assert of_kind(district, "two_names")[0].ruled


def test_one_person_in_two_teams(district: District, fd: School, tmp_path: Path) -> None:
    """A teacher who moved to another school; the district says that both numbers are one person."""
    moved = school(tmp_path / "rm", "RM", "人民路小学", [("100", "张伟")])
    with moved.first:
        scan(fd.first, "FD/001", 0)
        scan(fd.first, "FD/001", 30)
        scan(moved.first, "RM/100", 60)
        scan(moved.first, "RM/100", 90)
        received(district, fd.pack(), moved.pack())
    (conflict,) = of_kind(district, "two_teams")
    assert not conflict.ruled
    same_person(district, "FD/001", "RM/100", Signature("周老师", "四月调动"))
    assert of_kind(district, "two_teams")[0].ruled
    for one, other in (("RM/100", "FD/001"), ("RM/100", "RM/100")):
        with pytest.raises(Refused, match="same_number"):
            same_person(district, one, other, Signature("周老师", "又一次"))
    assert {(row.team, row.volunteer, row.minutes) for row in session_rows(district)} == {("RM", "100", 30)}


@in_the_soak
def test_two_supervisors_on_one_scan(district: District, fd: School) -> None:
    with fd.another_desk("2号台") as second:
        opened = scan(fd.first, "FD/001", 0)
        scan(fd.first, "FD/001", 60)
        from exports.exchange.pack.taking import take_pack

        take_pack(second, fd.pack(name="to-second"))
        corrections.rule(fd.first, opened.event, 50, Signature("李主任", "早退"))
        corrections.rule(second, opened.event, 60, Signature("陈主任", "没有早退"))
        received(district, fd.pack(name="one"), fd.pack(second, "two"))
    (conflict,) = of_kind(district, "two_supervisors")
    assert "李主任" in conflict.text and "陈主任" in conflict.text and not conflict.ruled
    rule_minutes(district, opened.event, 55, Signature(None, "折中"))
    (conflict,) = of_kind(district, "two_supervisors")
    assert conflict.ruled and conflict.values["last"] == district.identity.name, (
        "nobody signed: the district by its name"
    )


def test_clocks_apart_between_desks(district: District, fd: School) -> None:
    """Gate 2's clock is ten minutes slow: who came at 16:05 there left at 16:00."""
    with fd.another_desk("2号台") as second:
        scan(fd.first, "FD/001", 5, direction=Direction.IN)
        scan(second, "FD/001", 0, direction=Direction.OUT)
        received(district, fd.pack(name="one"), fd.pack(second, "two"))
    (conflict,) = of_kind(district, "clocks")
    assert conflict.volunteer == "001" and "2号台" in conflict.text and "1号台" in conflict.text


def test_times_that_can_not_be(district: District, fd: School) -> None:
    """An empty battery shows 1970; a wrong year shows 2100. Both are taken, listed, and counted on their days."""
    scan(fd.first, "FD/001", -1_777_449_600_000 / 60_000 + 60)
    scan(fd.first, "FD/002", 39_000_000)
    assert received(district, fd.pack()) == ["merged"]
    (conflict,) = of_kind(district, "clocks")
    assert "1970" in conflict.text and conflict.values["count"] == 2
    assert len(list(session_rows(district))) == 2


def test_more_hours_than_the_activity_lasted(district: District, fd: School) -> None:
    opened = scan(fd.first, "FD/001", -60)
    scan(fd.first, "FD/001", 130)
    received(district, fd.pack())
    (conflict,) = of_kind(district, "longer_than_activity")
    assert conflict.values["minutes"] == 190 and conflict.values["planned"] == 120
    rule_minutes(district, opened.event, 120, Signature("周老师", "按计划"))
    assert of_kind(district, "longer_than_activity") == []


def test_an_unknown_badge_finds_its_owner_in_another_register(district: District, fd: School, yz: School) -> None:
    """The hours of a visitor wait under the badge's number, and go to the own team once its pack comes."""
    badge = fd.first.register.badge("FD/002")
    scan(yz.first, "", 0, badge=badge)
    scan(yz.first, "", 45, badge=badge)
    received(district, yz.pack())
    (conflict,) = of_kind(district, "unknown_badge")
    assert (conflict.team, conflict.volunteer, conflict.ruled) == ("YZ", badge, False)
    received(district, fd.pack())
    (conflict,) = of_kind(district, "unknown_badge")
    assert (conflict.team, conflict.volunteer, conflict.ruled) == ("FD", "002", True)
    (row,) = session_rows(district)
    assert (row.team, row.volunteer, row.name, row.activity_team, row.minutes) == ("FD", "002", "李娜", "YZ", 45)


@in_the_soak
def test_a_scan_of_an_unknown_badge_that_the_school_struck_out_is_no_conflict(district: District, fd: School) -> None:
    """One of two scans is struck out: the conflict is about the other; both are: there is none, until one of them stands again."""
    badge = "718666268472548146471234"
    scans = [scan(fd.first, "", minutes, badge=badge).event for minutes in (0, 45)]
    strikes = [corrections.void(fd.first, scans[0], Signature("李老师", "试扫")).events[0].id]
    received(district, fd.pack(name="one"))
    assert [conflict.events for conflict in of_kind(district, "unknown_badge")] == [(scans[1],)]
    strikes.append(corrections.void(fd.first, scans[1], Signature("李老师", "试扫")).events[0].id)
    received(district, fd.pack(name="two"))
    assert of_kind(district, "unknown_badge") == []
    corrections.void(fd.first, strikes[0], Signature("李老师", "弄错了"))
    received(district, fd.pack(name="three"))
    assert [conflict.events for conflict in of_kind(district, "unknown_badge")] == [(scans[0],)]


def test_another_teams_correction_counts_for_nothing(district: District, fd: School, yz: School) -> None:
    opened = scan(fd.first, "FD/001", 0)
    scan(fd.first, "FD/001", 60)
    from checkin.rules.events import Void

    yz.first.ledger.record(Void(opened.event), signed=Signature("坏人", "抹掉"))
    received(district, fd.pack(), yz.pack())
    (conflict,) = of_kind(district, "not_entitled")
    assert "坏人" in conflict.text
    assert [row.minutes for row in session_rows(district)] == [60]


def test_rulings_that_can_not_be(district: District, fd: School) -> None:
    opened = scan(fd.first, "FD/001", 0)
    received(district, fd.pack())
    for event, minutes, reason in ((opened.event, -1, "x"), (opened.event, 5000, "x"), (opened.event, 5, " ")):
        with pytest.raises(Refused):
            rule_minutes(district, event, minutes, Signature("周老师", reason))
    with pytest.raises(Refused):
        rule_minutes(district, "01a20d85-430f-718c-8a30-49b8f7ae6fc9", 5, Signature("周老师", "没有"))
    with pytest.raises(Refused):
        same_person(district, "FD/001", "FD/999", Signature("周老师", "没有"))
    strike_out(district, opened.event, Signature("周老师", "误扫"))
    assert list(session_rows(district)) == []


@in_the_soak
def test_a_ruling_that_a_wrong_clock_dated_later_is_struck_out_first(district: District, fd: School) -> None:
    """A school ruled while its laptop was a year ahead: the district's ruling would say nothing until then."""
    opened = scan(fd.first, "FD/001", 0)
    year, minutes = 365 * 86_400_000, 180_000
    for ahead in (minutes, year):
        ruling = fd.first.ledger.record(
            Rule(opened.event, 40), at=fd.first.now() + ahead, signed=Signature("王老师", "钟错了")
        )
    received(district, fd.pack())
    with pytest.raises(Refused) as refused:
        rule_minutes(district, opened.event, 30, Signature("周老师", "只有半小时"))
    (problem,) = refused.value.problems
    assert (problem.code, problem.values["event"]) == ("later_change", ruling.id)
    strike_out(district, ruling.id, Signature("周老师", "钟错了"))
    # Of a few minutes nobody need know: the district's goes behind.
    assert rule_minutes(district, opened.event, 30, Signature("周老师", "只有半小时")).minutes == 30


def test_a_reissued_badge_is_no_conflict(district: District, fd: School) -> None:
    reissue(fd.first, "FD/001")
    scan(fd.first, "FD/001", 0)
    received(district, fd.pack())
    assert conflicts(district) == []


def test_a_ruling_that_no_desk_could_read_is_refused_before_it_is_written(
    district: District, fd: School, tmp_path: Path
) -> None:
    """A name that was pasted by mistake, thousands of characters long, would keep the receipt out of every desk."""
    opened = scan(fd.first, "FD/001", 0, direction=Direction.IN)
    received(district, fd.pack())
    before = district.db.execute("SELECT count(*) FROM event").fetchone()
    with pytest.raises(Refused) as refused:
        strike_out(district, opened.event, Signature("周" * 5000, "登记错了"))
    assert [(p.code, p.where) for p in refused.value.problems] == [("unreadable_event", "")]
    assert district.db.execute("SELECT count(*) FROM event").fetchone() == before
    strike_out(district, opened.event, Signature("周老师", "登记错了"))
