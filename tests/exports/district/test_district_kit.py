"""The district kit comes to the desks: one standard, and visitors are known by their school but not by name."""

from __future__ import annotations

import secrets
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.badge_marks import badge_mark
from checkin.rules.badge_numbers import badge_number
from checkin.rules.events import Badge, BadgeState, Event
from checkin.rules.outcomes import OutcomeKind
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from checkin.rules.stars import Star
from checkin.rules.wire import NO_PREVIOUS, chained
from exports.district.district import District, init_district
from exports.district.says.district_kit import make_district_kit
from exports.exchange.credential_sources import list_here
from exports.exchange.district_kit.contents import (
    BADGES,
    STANDARD,
    pack_district_kit,
    read_district_kit,
)
from exports.exchange.district_kit.taking import take_district_kit
from exports.exchange.kit.taking import take_kit
from exports.exchange.letter.from_district import MANIFEST
from exports.exchange.letter.members import SIGNATURE
from exports.exchange.receiving import FileKind, kind_of
from storage.activities.policies import set_policy
from storage.check import check_store
from storage.disk import keys
from storage.disk.ids import new_id
from storage.people.badges import reissue
from storage.presence.board import PresenceState, read_board
from storage.record import whole_record
from storage.standard.standard import DistrictTeam, Standard, district_teams, known_district
from storage.store import open_store
from tests.exports.district.letters import deflated, everything, flipped, members, refused_code, resigned
from tests.exports.district.schools import School, received, scan
from tests.portions import in_the_soak, share, steps
from tui.widgets.people import shown_name

NEW_TABLES = (
    "district", "district_team", "visitor_badge", "district_event", "district_pack", "elsewhere", "fault",
)  # fmt: skip


@pytest.fixture
def kit(district: District, fd: School, yz: School, tmp_path: Path) -> Path:
    """The district has the packs of both schools."""
    assert received(district, fd.pack(), yz.pack()) == ["merged", "merged"]
    file = tmp_path / "district.hdkit"
    assert make_district_kit(district, file).badges == 4
    return file


def test_a_visitor_is_known_by_the_school(fd: School, yz: School, kit: Path) -> None:
    """张伟 of 复旦中学 helps at 渝中实验小学: the scan is recorded under the badge number, and the desk names the school."""
    badge = fd.first.register.badge("FD/001")
    before = scan(yz.first, "", 0, badge=badge)
    assert (before.kind, before.visitor_of) == (OutcomeKind.UNKNOWN_BADGE, None)
    taken = take_district_kit(yz.first, kit)
    assert (taken.district, taken.teams, taken.badges, taken.first, taken.new) == ("渝中区教委", 2, 2, True, True)
    again = scan(yz.first, "", 30, badge=badge)
    assert (again.kind, again.visitor_of) == (OutcomeKind.UNKNOWN_BADGE, "复旦中学")
    assert scan(yz.first, "YZ/001", 31).visitor_of is None
    assert scan(fd.first, "FD/001", 0).visitor_of is None
    assert check_store(yz.first.folder.path) == []


def test_no_name_and_no_number_travels(fd: School, yz: School, kit: Path) -> None:
    """Neither a person's name nor a badge number is in the kit, nor at the desk that took it."""
    take_district_kit(yz.first, kit)
    yz.first.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = (yz.first.folder.path / "desk.db").read_bytes()
    for number in ("001", "002"):
        badge = fd.first.register.badge(f"FD/{number}")
        assert badge is not None
        for told in (kit.read_bytes(), kept):
            assert badge.encode() not in told
        assert badge_mark(badge) in kit.read_bytes() and badge_mark(badge) in kept
    for name in ("张伟", "李娜"):
        assert name.encode() not in kit.read_bytes() + kept


def test_own_badges_and_revoked_ones_are_no_visitors(
    district: District, fd: School, yz: School, tmp_path: Path
) -> None:
    """张伟 got a new badge: the old one is no visitor's any more. A school's own badges are in its register."""
    old = fd.first.register.badge("FD/001")
    reissue(fd.first, "FD/001")
    received(district, fd.pack(), yz.pack())
    kit = tmp_path / "district.hdkit"
    assert make_district_kit(district, kit).badges == 4
    take_district_kit(yz.first, kit)
    assert scan(yz.first, "", 0, badge=old).visitor_of is None
    assert scan(yz.first, "", 1, badge=fd.first.register.badge("FD/001")).visitor_of == "复旦中学"
    teams = {team for (team,) in yz.first.connection.execute("SELECT DISTINCT team FROM visitor_badge")}
    assert teams == {"FD"}


def test_only_a_teams_own_desks_say_whose_its_badges_are(district: District, tmp_path: Path) -> None:
    """A desk of YZ claims a badge for somebody of FD, and one that FD had given out before: neither counts."""
    district.db.executemany("INSERT INTO team VALUES (?, ?, 100, true)", [["FD", "复旦中学"], ["YZ", "渝中实验小学"]])
    mine, foreign = (badge_number(f"{n:020d}") for n in (1, 2))
    said = [
        ("FD", mine, "FD/001", BadgeState.ISSUED),
        ("YZ", foreign, "FD/001", BadgeState.ISSUED),
        ("YZ", mine, "YZ/001", BadgeState.ISSUED),
        ("YZ", mine, "YZ/001", BadgeState.REVOKED),
    ]
    for seq, (team, badge, volunteer, state) in enumerate(said, 1):
        put(
            district,
            Event(
                new_id(district.now()), district.now() + seq, team, team * 8, Badge(badge, volunteer, state, "student")
            ),
            seq,
        )
    make_district_kit(district, tmp_path / "kit.hdkit")
    assert read_district_kit(tmp_path / "kit.hdkit").marks == ((badge_mark(mine), "FD"),)


def put(district: District, event: Event, seq: int) -> None:
    """An event as a merge lays it into the district's table."""
    raw, hash_ = chained(event, seq, NO_PREVIOUS)
    assert isinstance(event.body, Badge)
    district.db.execute(
        "INSERT INTO event VALUES (?, ?, ?, ?, ?, 'badge', ?, ?, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, ?, ?)",
        [event.id, event.team, event.desk, seq, event.at, event.body.volunteer, event.body.badge, hash_, raw.decode()],
    )


@in_the_soak
def test_every_desk_takes_it_and_a_team_kit_is_still_refused_at_the_first(fd: School, kit: Path) -> None:
    with fd.another_desk("2号台") as second:
        for store in (fd.first, second):
            assert take_district_kit(store, kit).first
            assert [team.name for team in district_teams(store.connection)] == ["复旦中学", "渝中实验小学"]
    with pytest.raises(Refused) as refused:
        take_kit(fd.first, fd.folder / "team.hdkit")
    assert refused.value.problems[0].code == "first_desk"
    assert kind_of(kit) is FileKind.DISTRICT_KIT and kind_of(fd.folder / "team.hdkit") is FileKind.KIT


def test_a_name_says_nothing(fd: School, kit: Path, tmp_path: Path) -> None:
    """It is recognised by its content, because mail programs rename files."""
    renamed = tmp_path / "district (1).zip"
    renamed.write_bytes(kit.read_bytes())
    assert kind_of(renamed) is FileKind.DISTRICT_KIT and take_district_kit(fd.first, renamed).new
    assert kind_of(tmp_path / "nowhere") is kind_of(tmp_path) is FileKind.UNKNOWN


def test_the_same_kit_again_and_an_older_one(district: District, fd: School, kit: Path, tmp_path: Path) -> None:
    """Versions rise though two kits are made within a second."""
    newer = tmp_path / "newer.hdkit"
    made = make_district_kit(district, newer)
    assert made.version > read_district_kit(kit).version
    assert take_district_kit(fd.first, newer).new
    before = everything(fd.first)
    assert not take_district_kit(fd.first, newer).new
    assert everything(fd.first) == before
    assert refused_code(fd.first, kit, lambda: take_district_kit(fd.first, kit)) == "older_kit"


def test_any_byte_changed_anywhere_and_nothing_is_taken(fd: School, kit: Path, tmp_path: Path) -> None:
    """Every byte of the file (every 25th in the tests), and every cut: refused, and the desk is as it was."""
    bad, before = tmp_path / "bad.hdkit", everything(fd.first)
    for data in flipped(kit.read_bytes(), steps(50)):
        bad.write_bytes(data)
        with pytest.raises(Refused):
            take_district_kit(fd.first, bad)
    assert everything(fd.first) == before


def test_another_district_is_believed_only_when_somebody_says_so(
    district: District, fd: School, kit: Path, tmp_path: Path
) -> None:
    """A forger, or a district that lost its key, has another fingerprint; taking its kit drops all that the first one sent."""
    badge = badge_number("12345678901234567890")
    take_district_kit(fd.first, kit)
    with init_district(tmp_path / "other", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as other:
        other.db.execute("INSERT INTO team VALUES ('BJ', '北京路小学', NULL, true)")
        put(
            other,
            Event(new_id(other.now()), other.now(), "BJ", "BJ" * 8, Badge(badge, "BJ/1", BadgeState.ISSUED, "student")),
            1,
        )
        foreign = tmp_path / "foreign.hdkit"
        make_district_kit(other, foreign)
    assert refused_code(fd.first, foreign, lambda: take_district_kit(fd.first, foreign)) == "another_district"
    taken = take_district_kit(fd.first, foreign, new_district=True)
    assert taken.first and not taken.listed
    assert [team.code for team in district_teams(fd.first.connection)] == ["BJ"]
    assert scan(fd.first, "", 0, badge=badge).visitor_of == "北京路小学"
    assert refused_code(fd.first, kit, lambda: take_district_kit(fd.first, kit)) == "another_district"


def test_the_same_content_gives_the_same_bytes_and_a_whole_district_is_small(tmp_path: Path) -> None:
    """54 teams, 30,000 badges: under a megabyte."""
    key = keys.new_key()
    teams = [DistrictTeam(f"T{n:02}", f"第{n}中学", 1000 + n) for n in range(54)]
    marks = {secrets.token_bytes(12): f"T{n % 54:02}" for n in range(30_000)}
    standard = Standard(
        ("绿色环保",), (Star(1, 100),), (date(2026, 10, 1),), (date(2026, 10, 10),), {"grid_minutes": 30}
    )
    one = pack_district_kit(("YZQ", "渝中区教委"), 7, teams, standard, marks, key)
    again = pack_district_kit(("YZQ", "渝中区教委"), 7, teams, standard, dict(reversed(marks.items())), key)
    assert one == again and len(one) < 1_000_000
    file = tmp_path / "kit.hdkit"
    file.write_bytes(one)
    read = read_district_kit(file)
    assert (read.version, read.teams, read.standard) == (7, tuple(teams), standard)
    assert dict(read.marks) == marks


BOMB_BYTES = 0x04030201
"""More than 64 MB, in four bytes that stand nowhere else in the file."""


@pytest.mark.parametrize("declared", share([BOMB_BYTES, 1400], 1, 2))
def test_a_bomb_is_not_unpacked(fd: School, kit: Path, tmp_path: Path, declared: int) -> None:
    """67 MB of zeros behind a few kB, whether the directory says so or lies: refused, in little memory."""
    honest = deflated({**members(kit), BADGES: bytes(BOMB_BYTES)})
    bomb = tmp_path / "bomb.hdkit"
    bomb.write_bytes(honest.replace(BOMB_BYTES.to_bytes(4, "little"), declared.to_bytes(4, "little")))
    assert bomb.stat().st_size < 200_000
    tracemalloc.start()
    code = refused_code(fd.first, bomb, lambda: take_district_kit(fd.first, bomb))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert code == ("too_large" if declared == BOMB_BYTES else "damaged_file")
    assert peak < 10_000_000


@in_the_soak
def test_nothing_else_may_be_inside(fd: School, kit: Path, tmp_path: Path) -> None:
    files = members(kit)
    assert list(files) == [MANIFEST, SIGNATURE, STANDARD, BADGES]
    bad = tmp_path / "bad.hdkit"
    for name in ("more.txt", "../evil", "/etc/evil", "teams/"):
        bad.write_bytes(deflated({**files, name: b""}))
        assert refused_code(fd.first, bad, lambda: take_district_kit(fd.first, bad)) == "other_members"
    packed = tmp_path / "packed.hdkit"
    packed.write_bytes(deflated(files))
    assert refused_code(fd.first, packed, lambda: take_district_kit(fd.first, packed)) == "bad_signature"
    with zipfile.ZipFile(kit) as whole:
        assert whole.testzip() is None


NONSENSE = (
    b"[]",
    b"{}",
    b"not json",
    b"\xff\xfe",
    b'{"teams": []}',
    b"[" * 100_000,
    b'{"teams": [{"code": "F D", "name": "x", "enrolled": null}]}',
    b'{"teams": [{"code": "FD", "name": "x\\u0007", "enrolled": null}]}',
    b'{"teams": [{"code": "FD", "name": "x", "enrolled": -1}]}',
    b'{"teams": [{"code": "FD", "name": 5, "enrolled": null}]}',
)


def test_nonsense_under_a_good_signature_is_refused(district: District, fd: School, kit: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.hdkit"
    for standard in NONSENSE:
        bad.write_bytes(resigned(district, kit, {STANDARD: standard}))
        code = refused_code(fd.first, bad, lambda: take_district_kit(fd.first, bad))
        assert code in ("damaged_file", "bad_code"), standard[:80]


def test_marks_of_no_team_or_out_of_order_are_refused(
    district: District, fd: School, kit: Path, tmp_path: Path
) -> None:
    marks = members(kit)[BADGES]
    bad = tmp_path / "bad.hdkit"
    for told in (marks[14:28] + marks[:14], marks[:14] * 2, marks[:20], marks[:12] + b"\xff\xff"):
        bad.write_bytes(resigned(district, kit, {BADGES: told}))
        assert refused_code(fd.first, bad, lambda: take_district_kit(fd.first, bad)) == "damaged_file"


def test_a_kit_of_a_newer_version_says_so(district: District, fd: School, kit: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.hdkit"
    newer.write_bytes(resigned(district, kit, {}, {"v": 2}))
    assert refused_code(fd.first, newer, lambda: take_district_kit(fd.first, newer)) == "newer_file"


def test_the_policy_is_offered_and_taken_only_when_somebody_says_so(
    district: District, fd: School, yz: School, tmp_path: Path
) -> None:
    received(district, fd.pack(), yz.pack())
    wanted, kit = tmp_path / "policy.toml", tmp_path / "kit.hdkit"
    wanted.write_text('grid_minutes = 30\nrounding = "nearest"\nmin_share_of_activity = 0.6\nbounce_seconds = 3\n')
    make_district_kit(district, kit, wanted)
    offered = take_district_kit(fd.first, kit)
    asked = {"grid_minutes": 30, "rounding": "nearest", "min_share_of_activity": "0.6"}
    assert offered.policy == asked and fd.first.policy().grid_minutes == 1
    set_policy(fd.first, offered.policy, None, Signature("li"))
    assert fd.first.policy().grid_minutes == 30 and fd.first.policy().rounding == "nearest"
    assert take_district_kit(fd.first, kit).policy == {}


@pytest.mark.parametrize("text", share(["grid_minutes = 7", "no_such = 1", "not toml", "x" * 200_000], 0, 2))
def test_a_policy_that_can_not_be_is_refused_and_no_file_written(
    district: District, fd: School, tmp_path: Path, text: str
) -> None:
    received(district, fd.pack())
    wanted, kit = tmp_path / "policy.toml", tmp_path / "kit.hdkit"
    wanted.write_text(text)
    with pytest.raises(Refused):
        make_district_kit(district, kit, wanted)
    assert not kit.exists()


def test_a_district_without_teams_makes_no_kit(district: District, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        make_district_kit(district, tmp_path / "kit.hdkit")
    assert refused.value.problems[0].code == "no_teams" and not (tmp_path / "kit.hdkit").exists()


def test_what_the_clerk_wrote_into_the_settings_holds_at_the_desks(
    district: District, fd: School, yz: School, tmp_path: Path
) -> None:
    """Categories, stars and days off as data: changed at the district, in force at the school with the next kit."""
    received(district, fd.pack(), yz.pack())
    district.db.execute("UPDATE team SET enrolled = 1200 WHERE code = 'FD'")
    kit = tmp_path / "kit.hdkit"
    make_district_kit(district, kit)
    take_district_kit(fd.first, kit)
    before = known_district(fd.first.connection)
    assert before is not None and before.standard.stars[0] == Star(1, 100) and len(before.standard.categories) == 5
    (district.folder.settings / "standard.toml").write_text(
        'categories = ["敬老"]\nholidays = [2026-10-01]\nworkdays = ["2026-10-10"]\n[[stars]]\nstars = 1\nhours = 50\n'
    )
    make_district_kit(district, kit)
    take_district_kit(fd.first, kit)
    known = known_district(fd.first.connection)
    assert known is not None
    told = known.standard
    assert (told.categories, told.stars) == (("敬老",), (Star(1, 50),))
    assert (told.holidays, told.workdays) == ((date(2026, 10, 1),), (date(2026, 10, 10),))
    assert told.sealing_key is not None and told.sealing_key.startswith("age1")
    assert district_teams(fd.first.connection)[0] == DistrictTeam("FD", "复旦中学", 1200)
    listed = list_here(fd.first)
    assert listed is not None and len(listed.teams["FD"].keys) == 1
    assert "2026-10-01" in (fd.first.folder.path / "holidays.toml").read_text("utf-8")


@in_the_soak
def test_a_folder_of_the_version_before_takes_it_too(fd: School, kit: Path) -> None:
    """The desk's record is brought up to date where it stands; what was scanned stays."""
    scan(fd.first, "FD/001", 0)
    before = whole_record(fd.first).sessions
    connection = fd.first.connection
    for table in NEW_TABLES:
        connection.execute(f"DROP TABLE {table}")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm003_from_the_district'")
    connection.execute("PRAGMA user_version = 2")
    fd.first.close()
    with open_store(fd.first.folder.path, SYSTEM_CLOCK) as again:
        assert whole_record(again).sessions == before
        assert take_district_kit(again, kit).new


@in_the_soak
def test_the_board_names_the_school_of_who_is_inside(fd: School, yz: School, kit: Path) -> None:
    """Right after the scan, and when the board is read anew."""
    take_district_kit(yz.first, kit)
    empty = read_board(yz.first, "YZ/A1")
    outcome = scan(yz.first, "", 0, badge=fd.first.register.badge("FD/001"))
    for board in (empty.after(outcome, None, outcome.at), read_board(yz.first, "YZ/A1", outcome.at)):
        (row,) = board.state(PresenceState.ON_SITE)
        assert (row.name, row.school, shown_name(row)) == ("", "复旦中学", "复旦中学")


def with_days(district: District, file: Path, version: int, *days: date) -> Path:
    """A district kit with these holidays."""
    key = keys.load_key(district.folder.keys / "district.pem")
    teams = [DistrictTeam("FD", "复旦中学", None)]
    file.write_bytes(pack_district_kit(("YZQ", "渝中区教委"), version, teams, Standard(holidays=days), {}, key))
    return file


def test_holidays_come_with_the_kit_and_a_schools_own_table_stays(
    district: District, fd: School, tmp_path: Path
) -> None:
    """The table follows the district until somebody at the school changes it."""
    table = fd.first.folder.path / "holidays.toml"
    first, second, third = date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 3)
    assert not take_district_kit(fd.first, with_days(district, tmp_path / "1.hdkit", 1, first)).own_holidays
    assert "2026-10-01" in table.read_text("utf-8")
    assert not take_district_kit(fd.first, with_days(district, tmp_path / "2.hdkit", 2, second)).own_holidays
    assert "2026-10-02" in table.read_text("utf-8") and "2026-10-01" not in table.read_text("utf-8")
    table.write_text('holidays = ["2026-12-25"]\n', "utf-8")
    assert take_district_kit(fd.first, with_days(district, tmp_path / "3.hdkit", 3, third)).own_holidays
    assert table.read_text("utf-8") == 'holidays = ["2026-12-25"]\n'
    known = known_district(fd.first.connection)
    assert known is not None and known.standard.holidays == (third,)
