"""The district's decisions come back to the school: its rulings count there too, and nothing else gets in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.events import Add, Amend, Body, Close, Direction, Event, Link, Rule, Scan, SetAside, Void
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from checkin.rules.wire import NO_PREVIOUS, chained
from checkin.texts import use_language
from exports.district.asks.conflicts.registry import conflicts
from exports.district.asks.session_rows import session_rows as district_rows
from exports.district.district import District, init_district
from exports.district.says.district_kit import make_district_kit
from exports.district.says.receipt import write_receipts
from exports.district.says.rulings import let_stand, rule_minutes, same_person, strike_out
from exports.exchange.district_kit.contents import read_district_kit
from exports.exchange.district_kit.taking import take_district_kit
from exports.exchange.pack.taking import take_pack
from exports.exchange.receipt.contents import ELSEWHERE, FAULTS, PACKS, RULINGS, read_receipt
from exports.exchange.receipt.taking import take_receipt
from exports.exchange.receiving import FileKind, kind_of
from exports.tables.session_rows import session_rows
from storage.check import check_store
from storage.disk.ids import new_id
from storage.log.judging import events_set_aside
from storage.people.names import person_by_any_number
from storage.presence.board import PresenceState, read_board
from storage.presence.last_scans import last_scans
from storage.record import whole_record
from storage.standard.receipts import Fault, elsewhere, faults, received_packs, rulings
from storage.store import Store
from storage.supervision import corrections
from tests.exports.district.letters import deflated, everything, flipped, members, refused_code, resigned
from tests.exports.district.schools import School, received, scan, school
from tests.portions import in_the_soak, steps
from tui.cli.main import hourdesk


def receipt_for(district: District, team: str, folder: Path) -> Path:
    (made,) = write_receipts(district, folder, team)
    return made.file


@pytest.fixture
def story(district: District, fd: School, yz: School) -> District:
    return played(district, fd, yz)


@pytest.fixture(scope="module")
def forger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[District, School, Path]]:
    """The same once for all whose receipts are refused, so that nothing changes: the district, a school, and its receipt."""
    folder = tmp_path_factory.mktemp("forger")
    fd = school(folder / "fd", "FD", "复旦中学", [("001", "张伟"), ("002", "李娜")])
    yz = school(folder / "yz", "YZ", "渝中实验小学", [("001", "王芳"), ("007", "赵敏")])
    made = init_district(folder / "district", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK)
    with fd.first, yz.first, made as district:
        played(district, fd, yz)
        yield district, fd, receipt_for(district, "FD", folder)


def played(district: District, fd: School, yz: School) -> District:
    """张伟 is at his own school from 08:00 to 09:30 and as a visitor at the other one from 09:00 to 09:45; 李娜 never
    checks out. The district has both packs."""
    visitor = fd.first.register.badge("FD/001")
    scan(fd.first, "FD/001", 0)
    scan(fd.first, "FD/001", 90)
    scan(fd.first, "FD/002", 10)
    scan(yz.first, "YZ/001", 0)
    scan(yz.first, "", 60, badge=visitor)
    scan(yz.first, "", 105, badge=visitor)
    assert received(district, fd.pack(), yz.pack()) == ["merged", "merged"]
    return district


def minutes_of(store: Store, volunteer: str) -> int:
    return sum(session.minutes for session in whole_record(store).of(volunteer))


def open_event(store: Store, volunteer: str) -> str:
    (session,) = whole_record(store).of(volunteer)
    assert session.open_event is not None
    return session.open_event


def test_a_ruling_counts_at_the_school_as_at_the_district(story: District, fd: School, tmp_path: Path) -> None:
    """李娜 forgot to check out; the district credits 80 minutes, and then the school's own list says 80 too."""
    assert minutes_of(fd.first, "FD/002") == 0
    rule_minutes(story, open_event(fd.first, "FD/002"), 80, Signature("区管理员", "签到表上有签退"))
    taken = take_receipt(fd.first, receipt_for(story, "FD", tmp_path))
    assert (taken.rulings, taken.new_rulings, taken.new, taken.first) == (1, 1, True, True)
    assert minutes_of(fd.first, "FD/002") == 80
    own = [row for row in district_rows(story) if row.activity_team == "FD"]
    assert [row.to_json() for row in own] == [row.to_json() for row in session_rows(fd.first)]
    (ruling,) = rulings(fd.first.connection)
    assert ruling.reason == "签到表上有签退" and ruling.desk == story.identity.desk


def test_a_receipt_says_whose_hours_the_districts_rulings_change(story: District, fd: School, tmp_path: Path) -> None:
    """李娜's 80 minutes, before → after; taken once more it says nothing."""
    rule_minutes(story, open_event(fd.first, "FD/002"), 80, Signature("区管理员", "签到表上有签退"))
    line = ["--data", str(fd.first.folder.path), "take", str(receipt_for(story, "FD", tmp_path)), "--lang", "en"]
    told = CliRunner().invoke(hourdesk, line, catch_exceptions=False).stderr.splitlines()
    assert told[0] == "What the district decided changes hours here: 1 person, 1 session: 0 min → 1 h 20 min"
    assert told[1].startswith("  李娜 ") and told[1].endswith(" 002  0 min → 1 h 20 min")
    assert CliRunner().invoke(hourdesk, line, catch_exceptions=False).stderr == ""


@in_the_soak
def test_the_last_word_holds_and_a_newer_receipt_brings_it(story: District, fd: School, tmp_path: Path) -> None:
    """80, then the school says 70, then the district 60; and then the district strikes its last ruling out."""
    target = open_event(fd.first, "FD/002")
    rule_minutes(story, target, 80, Signature("区", "first"))
    take_receipt(fd.first, receipt_for(story, "FD", tmp_path / "1"))
    corrections.rule(fd.first, target, 70, Signature("li", "第二次"))
    assert minutes_of(fd.first, "FD/002") == 70
    last = rule_minutes(story, target, 60, Signature("区", "third"))
    assert take_receipt(fd.first, receipt_for(story, "FD", tmp_path / "2")).new_rulings == 1
    assert minutes_of(fd.first, "FD/002") == 60
    strike_out(story, last.event, Signature("区", "wrong"))
    assert take_receipt(fd.first, receipt_for(story, "FD", tmp_path / "3")).new_rulings == 1
    assert minutes_of(fd.first, "FD/002") == 70


def test_each_school_hears_of_its_own_record_only(story: District, fd: School, yz: School, tmp_path: Path) -> None:
    """Two rulings about two schools: each goes to the school whose event it corrects."""
    rule_minutes(story, open_event(fd.first, "FD/002"), 80, Signature("区", "one"))
    rule_minutes(story, open_event(yz.first, "YZ/001"), 30, Signature("区", "other"))
    made = write_receipts(story, tmp_path / "out")
    assert [(one.team, one.file.name, one.rulings) for one in made] == [
        ("FD", "FD.hdreceipt", 1),
        ("YZ", "YZ.hdreceipt", 1),
    ]
    assert b"other" not in members(made[0].file)[RULINGS] and b"one" not in members(made[1].file)[RULINGS]
    code = refused_code(yz.first, made[0].file, lambda: take_receipt(yz.first, made[0].file))
    assert code == "another_team"


@in_the_soak
def test_one_person_under_two_numbers(story: District, fd: School, yz: School, tmp_path: Path) -> None:
    """The district links 赵敏 of YZ with 李娜 of FD: both schools get the ruling."""
    same_person(story, "YZ/007", "FD/002", Signature("区", "转学"))
    for made in write_receipts(story, tmp_path / "out"):
        store = fd.first if made.team == "FD" else yz.first
        assert take_receipt(store, made.file).rulings == 1
        assert store.ledger.facts().person("YZ/007") == "FD/002"
    outcome = scan(yz.first, "YZ/007", 0)
    person = person_by_any_number(yz.first, str(outcome.volunteer))
    assert (outcome.volunteer, person and person.name) == ("FD/002", "赵敏")
    (row,) = (row for row in session_rows(yz.first) if row.team == "FD")
    assert (row.volunteer, row.name) == ("002", "赵敏")
    here = read_board(yz.first, "YZ/A1", outcome.at).state(PresenceState.ON_SITE)
    assert [p.name for p in here if p.volunteer == "FD/002"] == ["赵敏"]
    assert [s.outcome.volunteer for s in last_scans(yz.first, "YZ/A1", whole_record(yz.first)) if s.person] == [
        "FD/002",
        "YZ/001",
    ]


@in_the_soak
def test_two_desks_with_each_others_packs_and_the_receipt_read_as_the_district(
    district: District, fd: School, tmp_path: Path
) -> None:
    """In at the one gate, and nobody scanned out; ruled on; whichever comes first, pack or receipt, both desks agree."""
    with fd.another_desk("2号台") as second:
        scan(fd.first, "FD/001", 0)
        scan(second, "FD/001", 60)
        scan(second, "FD/002", 5)
        packs = [fd.pack(name="one"), fd.pack(second, "two")]
        assert received(district, *packs) == ["merged", "merged"]
        (row,) = (row for row in district_rows(district) if row.volunteer == "002")
        assert row.open_event is not None
        rule_minutes(district, row.open_event, 45, Signature("区", "带队老师证明"))
        receipt = receipt_for(district, "FD", tmp_path)
        take_receipt(fd.first, receipt)
        take_pack(fd.first, packs[1])
        take_pack(second, packs[0])
        take_receipt(second, receipt)
        whole = [row.to_json() for row in district_rows(district)]
        assert [row["minutes"] for row in whole] == [60, 45]
        for store in (fd.first, second):
            assert [row.to_json() for row in session_rows(store)] == whole


@in_the_soak
def test_faults_are_said_in_the_language_of_the_desk(story: District, fd: School, yz: School, tmp_path: Path) -> None:
    """张伟 was in two places at once: the school reads both sides, and whether it was settled."""
    (clash,) = (c for c in conflicts(story) if c.kind.name == "overlap")
    take_receipt(fd.first, receipt_for(story, "FD", tmp_path / "1"))
    (fault,) = (f for f in faults(fd.first.connection) if f.kind == "overlap")
    assert (fault.volunteer, fault.events, fault.ruled) == ("001", clash.events, False)
    use_language("en")
    assert fault.text == clash.text and "张伟" in fault.text and "YZ/A1" in fault.text
    let_stand(story, clash, Signature("区", "确认过"))
    take_receipt(fd.first, receipt_for(story, "FD", tmp_path / "2"))
    (settled,) = (f for f in faults(fd.first.connection) if f.kind == "overlap")
    assert settled.ruled
    take_receipt(yz.first, receipt_for(story, "YZ", tmp_path / "3"))
    told = [(f.kind, f.text) for f in faults(yz.first.connection)]
    assert [kind for kind, _text in told] == ["unknown_badge"] and "张伟" not in told[0][1]


@in_the_soak
def test_a_desk_that_was_told_of_faults_is_sound(story: District, fd: School, tmp_path: Path) -> None:
    """A fault names several events; what stands in its row otherwise is found."""
    take_receipt(fd.first, receipt_for(story, "FD", tmp_path / "1"))
    assert any(len(fault.events) > 1 for fault in faults(fd.first.connection))
    assert check_store(fd.first.folder.path) == []
    fd.first.connection.execute("UPDATE fault SET events = x'00'")
    assert {problem.code for problem in check_store(fd.first.folder.path)} >= {"unreadable_value"}


@in_the_soak
def test_hours_elsewhere_and_packs_that_arrived(story: District, fd: School, yz: School, tmp_path: Path) -> None:
    """The visit gave no minutes, for it overlaps; the district rules 15, and the school reads of 15 elsewhere."""
    take_receipt(fd.first, receipt_for(story, "FD", tmp_path / "1"))
    (visit,) = elsewhere(fd.first.connection)
    assert (visit.volunteer, visit.team, visit.activity, visit.name) == ("001", "YZ", "A1", "清洁家园")
    assert (visit.day, visit.minutes, visit.status) == ("2026-04-29", 0, "needs_review")
    (session,) = (row for row in district_rows(story, team="FD") if row.activity_team == "YZ")
    assert session.open_event is not None
    rule_minutes(story, session.open_event, 15, Signature("区", "各走一半"))
    assert take_receipt(fd.first, receipt_for(story, "FD", tmp_path / "2")).minutes == 15
    assert [(s.minutes, s.status) for s in elsewhere(fd.first.connection)] == [(15, "closed")]
    (pack,) = received_packs(fd.first.connection)
    (count,) = fd.first.connection.execute("SELECT count(*) FROM log").fetchone()
    assert (pack.desk, pack.name, pack.events) == (fd.first.identity.desk, "1号台", count)
    assert [f.minutes for f in elsewhere(yz.first.connection)] == []


@in_the_soak
def test_rare_signs_and_control_signs_in_names(district: District, tmp_path: Path) -> None:
    """A school writes a rare sign from the private use area, another pastes a line break: the receipts can be read."""
    for number, name in (("001", "张\ue123"), ("002", "李\n娜\u202e")):
        scan_team = school(tmp_path / number, f"T{number}", name, [("001", name)])
        with scan_team.first as store:
            scan(store, f"T{number}/001", 0)
            assert received(district, scan_team.pack()) == ["merged"]
    for word in ("x\ue123", "y\nz\u202e"):
        district.db.execute(
            "INSERT INTO volunteer SELECT team, number, ?, class, kind, card, 'other', of_team FROM volunteer", [word]
        )
    for made in write_receipts(district, tmp_path / "out"):
        read = read_receipt(made.file).decided
        assert any("\ue123" in str(value) for fault in read.faults for value in fault.values.values())
        assert not any("\u202e" in fault.text or "\n" in fault.text for fault in read.faults)
    make_district_kit(district, tmp_path / "kit.hdkit")
    assert [team.name for team in read_district_kit(tmp_path / "kit.hdkit").teams] == ["张\ue123", "李 娜"]


def test_the_same_receipt_again_and_an_older_one(story: District, fd: School, tmp_path: Path) -> None:
    older, newer = receipt_for(story, "FD", tmp_path / "1"), receipt_for(story, "FD", tmp_path / "2")
    assert take_receipt(fd.first, newer).new
    before = everything(fd.first)
    assert not take_receipt(fd.first, newer).new and everything(fd.first) == before
    assert refused_code(fd.first, older, lambda: take_receipt(fd.first, older)) == "older_receipt"


@in_the_soak
def test_every_desk_of_the_team_takes_it(story: District, fd: School, tmp_path: Path) -> None:
    """A receipt is recognised under any file name."""
    renamed = tmp_path / "回执(1).zip"
    renamed.write_bytes(receipt_for(story, "FD", tmp_path).read_bytes())
    assert kind_of(renamed) is FileKind.RECEIPT and kind_of(fd.pack()) is FileKind.PACK
    with fd.another_desk("2号台") as second:
        for store in (fd.first, second):
            assert take_receipt(store, renamed).first


def test_any_byte_changed_anywhere_and_nothing_is_taken(story: District, fd: School, tmp_path: Path) -> None:
    """Every byte of the file (every 25th in the tests), and every cut: refused, and the desk is as it was."""
    rule_minutes(story, open_event(fd.first, "FD/002"), 80, Signature("区", "签到表"))
    data = receipt_for(story, "FD", tmp_path).read_bytes()
    bad, before = tmp_path / "bad.hdreceipt", everything(fd.first)
    for changed in flipped(data, steps(50)):
        bad.write_bytes(changed)
        with pytest.raises(Refused):
            take_receipt(fd.first, bad)
    assert everything(fd.first) == before


def test_another_districts_receipt_is_refused_until_its_kit_is_trusted(
    story: District, fd: School, tmp_path: Path
) -> None:
    """Taking the new district's kit drops everything that the former district decided."""
    rule_minutes(story, open_event(fd.first, "FD/002"), 80, Signature("区", "签到表"))
    take_receipt(fd.first, receipt_for(story, "FD", tmp_path / "1"))
    with init_district(tmp_path / "other", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as other:
        received(other, fd.pack())
        foreign = receipt_for(other, "FD", tmp_path / "2")
        assert refused_code(fd.first, foreign, lambda: take_receipt(fd.first, foreign)) == "another_district"
        make_district_kit(other, tmp_path / "other.hdkit")
    take_district_kit(fd.first, tmp_path / "other.hdkit", new_district=True)
    assert minutes_of(fd.first, "FD/002") == 0 and rulings(fd.first.connection) == []
    assert take_receipt(fd.first, foreign).new


def test_a_school_does_not_strike_out_what_the_district_ruled(story: District, fd: School, tmp_path: Path) -> None:
    """A correction by the school would not count at the district; the message says whom to ask."""
    rule_minutes(story, open_event(fd.first, "FD/002"), 80, Signature("区", "签到表"))
    take_receipt(fd.first, receipt_for(story, "FD", tmp_path))
    (ruling,) = rulings(fd.first.connection)
    with pytest.raises(Refused) as refused:
        corrections.void(fd.first, ruling.id, Signature("li", "不同意"))
    assert refused.value.problems[0].code == "district_decided" and minutes_of(fd.first, "FD/002") == 80


def raw_event(district: District, body: Body, *, team: str = "YZQ", desk: str | None = None, at: int | None = None) -> bytes:  # fmt: skip
    event = Event(
        new_id(district.now()),
        district.now() if at is None else at,
        team,
        desk or district.identity.desk,
        body,
        "区",
        "why",
    )
    return chained(event, 1, NO_PREVIOUS)[0]


TARGET = "01a20d9c-dfe7-7204-9fd3-26aaa23eb26d"


def test_corrections_of_every_kind_are_taken(story: District, fd: School, tmp_path: Path) -> None:
    bodies = [
        Rule(TARGET, 5),
        Void(TARGET),
        Amend(TARGET, at=story.now(), direction=Direction.OUT, activity="YZ/A1"),
        Link("FD/002", "FD/001"),
        Add("FD/002", "YZ/A1", 30),
    ]
    lines = b"".join(raw_event(story, body) + b"\n" for body in bodies)
    file = tmp_path / "all.hdreceipt"
    file.write_bytes(resigned(story, receipt_for(story, "FD", tmp_path), {RULINGS: lines}))
    assert take_receipt(fd.first, file).new_rulings == 5
    assert {str(event.body.__class__.__name__) for event in rulings(fd.first.connection)} == {
        "Rule", "Void", "Amend", "Link", "Add",
    }  # fmt: skip


def wrong_events(district: District) -> dict[str, bytes]:
    """Events that no district may send."""
    good = raw_event(district, Rule(TARGET, 5))
    return {
        "a scan": raw_event(district, Scan("YZQ/A1", Direction.AUTO, "hand", "FD/001")),
        "a close": raw_event(district, Close("YZQ/A1")),
        "another desk": raw_event(district, Rule(TARGET, 5), desk="0123456789abcdef"),
        "another team": raw_event(district, Rule(TARGET, 5), team="FD"),
        "a newer kind": good.replace(b'"rule"', b'"bless"'),
        "other blanks": good.replace(b'","', b'", "'),
        "no event": b"{}",
        "no JSON": b"hello",
        "bad UTF-8": b"\xff\xfe{}",
        "twice": good + b"\n" + good,
        "no end": good,
    }


@in_the_soak
def test_a_ruling_that_can_not_be_is_set_aside_and_the_others_hold(story: District, fd: School, tmp_path: Path) -> None:
    """Too many minutes, fewer than none, no id, no key, a year for which no desk has a local time."""
    bad = [Rule(TARGET, 100_000), Rule(TARGET, -1), Rule("../../etc", 5), Add("nobody", "FD/A1", 5)]
    raw = [raw_event(story, body) for body in bad]
    raw += [raw_event(story, Rule(TARGET, 5), at=8_000_000_000_000), raw_event(story, Rule(TARGET, 7))]
    file = tmp_path / "some.hdreceipt"
    file.write_bytes(resigned(story, receipt_for(story, "FD", tmp_path), {RULINGS: b"".join(r + b"\n" for r in raw)}))
    take_receipt(fd.first, file)
    bodies = [event.body for event in rulings(fd.first.connection)]
    assert [b.field for b in bodies if isinstance(b, SetAside)] == ["minutes", "minutes", "target", "volunteer", "at"]
    assert [b for b in bodies if not isinstance(b, SetAside)] == [Rule(TARGET, 7)]
    found = events_set_aside(fd.first.connection)
    assert len(found) == 5 and {(one.desk, one.kind) for one in found} == {
        (story.identity.desk, "rule"),
        (story.identity.desk, "add"),
    }


def test_no_other_event_gets_in(story: District, fd: School, tmp_path: Path) -> None:
    """Not even under the district's good signature."""
    file, whole = tmp_path / "bad.hdreceipt", receipt_for(story, "FD", tmp_path)
    codes = {}
    for what, raw in wrong_events(story).items():
        lines = raw if what == "no end" else raw + b"\n"
        file.write_bytes(resigned(story, whole, {RULINGS: lines}))
        codes[what] = refused_code(fd.first, file, lambda: take_receipt(fd.first, file))
    foreign = {"a scan", "a close", "another desk", "another team"}
    assert {what for what, code in codes.items() if code == "not_a_ruling"} == foreign
    assert {what for what, code in codes.items() if code == "newer_file"} == {"a newer kind"}
    assert {what for what, code in codes.items() if code == "not_canonical"} == {"other blanks"}
    assert {what for what, code in codes.items() if code == "unreadable_event"} == {"no event", "no JSON", "bad UTF-8"}
    assert {what for what, code in codes.items() if code == "damaged_file"} == {"twice", "no end"}


@in_the_soak
def test_a_ruling_is_not_told_otherwise_later(story: District, fd: School, tmp_path: Path) -> None:
    """One id, two contents: the second is refused, and the first stays."""
    file, whole = tmp_path / "bad.hdreceipt", receipt_for(story, "FD", tmp_path)
    first = raw_event(story, Rule(TARGET, 5))
    file.write_bytes(resigned(story, whole, {RULINGS: first + b"\n"}))
    take_receipt(fd.first, file)
    file.write_bytes(resigned(story, whole, {RULINGS: first.replace(b'"minutes":5', b'"minutes":9') + b"\n"}))
    assert refused_code(fd.first, file, lambda: take_receipt(fd.first, file)) == "rewritten"
    assert [event.body for event in rulings(fd.first.connection)] == [Rule(TARGET, 5)]
    own = open_event(fd.first, "FD/002")
    stolen = first.replace(json.loads(first)["id"].encode(), own.encode())
    file.write_bytes(resigned(story, whole, {RULINGS: stolen + b"\n"}))
    assert refused_code(fd.first, file, lambda: take_receipt(fd.first, file)) == "rewritten"


FAULT = {"kind": "overlap", "volunteer": "001", "events": [TARGET], "message": "{a} and {b}", "values": {"a": "x", "b": 2}, "ruled": False}  # fmt: skip
VISIT = {"volunteer": "001", "team": "YZ", "activity": "A1", "name": "n", "day": "2026-04-29", "minutes": 5, "status": "closed"}  # fmt: skip
PACK = {"desk": "d", "name": "n", "events": 3, "as_of": 0}


@in_the_soak
def test_a_receipt_that_another_program_wrote_is_read(story: District, fd: School, tmp_path: Path) -> None:
    file = tmp_path / "other.hdreceipt"
    parts = {FAULTS: [FAULT], ELSEWHERE: [VISIT], PACKS: [PACK]}
    told = {name: json.dumps(part).encode() for name, part in parts.items()}
    file.write_bytes(resigned(story, receipt_for(story, "FD", tmp_path), told))
    take_receipt(fd.first, file)
    assert faults(fd.first.connection) == [Fault("overlap", "001", (TARGET,), "{a} and {b}", {"a": "x", "b": 2}, False)]
    assert faults(fd.first.connection)[0].text == "x and 2"


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (FAULTS, {**FAULT, "message": "{a.__class__}"}),
        (FAULTS, {**FAULT, "message": "{a:>999999999}"}),
        (FAULTS, {**FAULT, "message": "{a!r}"}),
        (FAULTS, {**FAULT, "message": "{c}"}),
        (FAULTS, {**FAULT, "message": "{"}),
        (FAULTS, {**FAULT, "message": "\x1b[2J"}),
        (FAULTS, {**FAULT, "values": {"a": "\u202e", "b": 2}}),
        (FAULTS, {**FAULT, "values": {"a": [], "b": 2}}),
        (FAULTS, {**FAULT, "values": []}),
        (FAULTS, {**FAULT, "events": ["x"]}),
        (FAULTS, {**FAULT, "ruled": 1}),
        (FAULTS, {}),
        (ELSEWHERE, {**VISIT, "minutes": -1}),
        (ELSEWHERE, {**VISIT, "minutes": 1.5}),
        (ELSEWHERE, {**VISIT, "day": "tomorrow"}),
        (ELSEWHERE, {**VISIT, "status": "blessed"}),
        (ELSEWHERE, {**VISIT, "volunteer": "a b"}),
        (PACKS, {**PACK, "as_of": 10**15}),
        (PACKS, {**PACK, "events": True}),
    ],
)
def test_nonsense_under_a_good_signature_is_refused(
    forger: tuple[District, School, Path], tmp_path: Path, part: str, told: dict[str, object]
) -> None:
    district, fd, receipt = forger
    file = tmp_path / "bad.hdreceipt"
    file.write_bytes(resigned(district, receipt, {part: json.dumps([told]).encode()}))
    assert refused_code(fd.first, file, lambda: take_receipt(fd.first, file)) in ("damaged_file", "bad_code")


@in_the_soak
def test_nothing_else_may_be_inside(story: District, fd: School, tmp_path: Path) -> None:
    whole = receipt_for(story, "FD", tmp_path)
    file = tmp_path / "bad.hdreceipt"
    file.write_bytes(deflated({**members(whole), "more.txt": b""}))
    assert refused_code(fd.first, file, lambda: take_receipt(fd.first, file)) == "other_members"
    file.write_bytes(deflated({name: data for name, data in members(whole).items() if name != PACKS}))
    assert refused_code(fd.first, file, lambda: take_receipt(fd.first, file)) == "damaged_file"
    file.write_bytes(deflated({**members(whole), ELSEWHERE: bytes(1 << 26)}))
    assert refused_code(fd.first, file, lambda: take_receipt(fd.first, file)) == "too_large"


@in_the_soak
def test_a_full_disk_takes_nothing(
    story: District, fd: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rulings were written when the rest could not be: none of them counts."""
    rule_minutes(story, open_event(fd.first, "FD/002"), 80, Signature("区", "签到表"))
    file, before = receipt_for(story, "FD", tmp_path), everything(fd.first)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("exports.exchange.receipt.taking.keep_receipt", full)
    with pytest.raises(OSError, match="No space left"):
        take_receipt(fd.first, file)
    assert everything(fd.first) == before and minutes_of(fd.first, "FD/002") == 0
    monkeypatch.undo()
    assert take_receipt(fd.first, file).new and minutes_of(fd.first, "FD/002") == 80


def test_no_such_team_and_names_that_are_no_file_names(district: District, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        write_receipts(district, tmp_path / "out", "FD")
    assert refused.value.problems[0].code == "no_team" and not (tmp_path / "out").exists()
    district.db.executemany("INSERT INTO team VALUES (?, ?, NULL, true)", [["..", "a"], ["A:B", "b"], ["con", "c"]])
    made = write_receipts(district, tmp_path / "out")
    assert {one.file.parent for one in made} == {tmp_path / "out"}
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(one.file.name for one in made)
    assert all(read_receipt(one.file).decided.team == one.team for one in made)
