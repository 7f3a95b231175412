"""A newer kit comes in and loses nothing; anything else is refused and changes nothing."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from exports.exchange.kit.contents import MANIFEST, REGISTER, Kit, pack_kit, unpack_kit
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit, take_kit
from exports.exchange.letter.members import SIGNATURE
from storage.activities.activities import add_activity, find_activity
from storage.activities.policies import set_policy
from storage.backup import backup, restore
from storage.check import check_store
from storage.disk import keys
from storage.people.badges import reissue
from storage.people.walk_in import register_walk_in
from storage.record import whole_record
from storage.roster.bringing.prepared import Wanted
from storage.roster.dropping import Others
from storage.roster.importing import import_roster
from storage.store import Store, init_store, open_store
from tests.exports.exchange.kit.conftest import HOUR, ROSTER, log_bytes, scan
from tests.storage.roster.files import csv_file


def everything(store: Store) -> list[list[object]]:
    tables = ("log", "kit_event", "person", "identity")
    return [store.connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables]


def refused_code(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        work()
    return refused.value.problems[0].code


def test_a_newer_kit_brings_what_is_new_and_keeps_what_was_recorded(
    first: Store, second: Store, tmp_path: Path
) -> None:
    """In between the second desk took scans and a walk-in; at the first one came, one left, one has another kind."""
    scan(second, "001", -60)
    visitor = register_walk_in(second, "赵六", "家委会", "parent")
    scan(second, visitor.number, -30)
    recorded, badges = log_bytes(second), second.register.badges()
    rows = [
        ROSTER[0],
        ROSTER[1],
        [*ROSTER[2][:3], "家长", *ROSTER[2][4:]],
        ["004", "刘洋", "三2班", "学生", "", "", "", "是"],
    ]
    import_roster(first, csv_file(tmp_path / "newer.csv", rows), Wanted(Others.REPLACE))
    set_policy(first, {"grid_minutes": 30})
    start = find_activity(first, "A1").start
    assert start is not None
    add_activity(first, "A2", {"name": "敬老", "place": "敬老院", "start": start, "end": start + HOUR})
    make_kit(first, tmp_path / "newer.hdkit")

    taken = take_kit(second, tmp_path / "newer.hdkit")

    assert (taken.version, taken.persons, taken.new) == (2, 4, True)
    assert log_bytes(second) == recorded
    assert second.register.badges() == {**badges, "FD/004": first.register.badge("FD/004")}
    known = second.register.person(f"FD/{visitor.number}")
    assert known == visitor
    assert second.register.leavers() == {"FD/003"}
    assert second.policy().grid_minutes == 30
    assert find_activity(second, "A2").name == "敬老"
    assert whole_record(second).kinds["FD/002"] == "parent"
    assert {s.volunteer for s in whole_record(second).sessions} == {"FD/001", f"FD/{visitor.number}"}
    assert scan(second, visitor.number).kind == "closed"
    assert scan(second, "004").kind == "opened"
    assert check_store(second.folder.path) == []


def test_a_badge_renewed_at_the_second_desk_stays_so(first: Store, second: Store, tmp_path: Path) -> None:
    """001 lost it at the west gate; the east gate's next kit still has the old number, and renews that of 002."""
    new = reissue(second, "FD/001")
    old = first.register.badge("FD/001")
    east = reissue(first, "FD/002")
    make_kit(first, tmp_path / "newer.hdkit")
    take_kit(second, tmp_path / "newer.hdkit")
    assert (second.register.badge("FD/001"), second.register.badge("FD/002")) == (new, east)
    assert second.ledger.holder_of_badge(str(old)).revoked_at is not None
    assert scan(second, "001").kind == "opened"


def test_the_same_kit_again_changes_nothing(second: Store, kit: Path) -> None:
    before = everything(second)
    assert not take_kit(second, kit).new
    assert everything(second) == before


def test_an_older_kit_is_refused(first: Store, second: Store, kit: Path, tmp_path: Path) -> None:
    make_kit(first, tmp_path / "newer.hdkit")
    take_kit(second, tmp_path / "newer.hdkit")
    before = everything(second)
    assert refused_code(lambda: take_kit(second, kit)) == "older_kit"
    assert everything(second) == before


def test_versions_rise_though_two_programs_make_kits(first: Store, tmp_path: Path) -> None:
    """The desk is open while a command makes kits in the same folder."""
    with open_store(first.folder.path, first.clock) as command:
        made = [make_kit(store, tmp_path / f"{n}.hdkit") for n, store in enumerate((command, first, command, first))]
    assert made == [1, 2, 3, 4]


def test_other_teams_and_signers_are_refused(second: Store, kit: Path, tmp_path: Path) -> None:
    """The other FD says that it is the same team, but its key is another one."""
    before = everything(second)
    for team, code in (("XH", "another_team"), ("FD", "another_signer")):
        with init_store(tmp_path / team, team=team, team_name="复旦中学", clock=second.clock) as other:
            for _ in range(3):
                make_kit(other, tmp_path / f"{team}.hdkit")
        assert refused_code(lambda team=team: take_kit(second, tmp_path / f"{team}.hdkit")) == code
    assert everything(second) == before


def test_the_first_desk_takes_none(first: Store, kit: Path) -> None:
    before = everything(first)
    assert refused_code(lambda: take_kit(first, kit)) == "first_desk"
    assert everything(first) == before


def rezipped(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _another_name(files: dict[str, bytes]) -> None:
    files[REGISTER] = files[REGISTER].replace("张伟".encode(), "张三".encode())


def _newer_version(files: dict[str, bytes]) -> None:
    files[MANIFEST] = files[MANIFEST].replace(b'"version": 1', b'"version": 9')


def _signed_by_another(files: dict[str, bytes]) -> None:
    """Whoever signs the same manifest with a key of their own has no enrolment key of that key."""
    own = keys.new_key()
    text = {"key": keys.public_bytes(own), "signature": own.sign(files[MANIFEST])}
    files[SIGNATURE] = json.dumps({name: keys._text(value) for name, value in text.items()}).encode()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_another_name, "bad_signature"),
        (_newer_version, "bad_signature"),
        (_signed_by_another, "bad_kit"),
        (lambda files: files.update({"evil.sh": b"#!"}), "bad_kit"),
        (lambda files: files.pop("events.jsonl"), "bad_kit"),
        (lambda files: files.update({MANIFEST: b"[]"}), "bad_kit"),
        (lambda files: files.update({SIGNATURE: b'{"key": 1, "signature": null}'}), "bad_kit"),
    ],
)
def test_a_changed_kit_is_refused(
    second: Store, kit: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None], code: str
) -> None:
    changed = tmp_path / "changed.hdkit"
    changed.write_bytes(rezipped(kit.read_bytes(), change))
    before = everything(second)
    assert refused_code(lambda: take_kit(second, changed)) == code
    assert everything(second) == before
    assert refused_code(lambda: init_from_kit(tmp_path / "third", changed, "3", clock=second.clock)) == code
    assert not (tmp_path / "third").exists()


def test_no_byte_can_be_changed(kit: Path) -> None:
    """Of the ZIP's own fields some say nothing (dates, attributes); whatever is read is what the first desk signed."""
    data = kit.read_bytes()
    whole = unpack_kit(data, "kit")
    refused = 0
    for place in range(len(data)):
        changed = data[:place] + bytes([data[place] ^ (1 << place % 8)]) + data[place + 1 :]
        try:
            read = unpack_kit(changed, "kit")
        except Refused:
            refused += 1
            continue
        assert (read.version, read.team_key) == (whole.version, whole.team_key)
        assert (read.persons, read.events) == (whole.persons, whole.events)
        assert read.enrolment == whole.enrolment
    assert refused > len(data) * 0.8


def test_a_truncated_kit_is_refused(kit: Path) -> None:
    data = kit.read_bytes()
    for length in [0, 1, 3, 21, 22, *range(23, len(data), 97), len(data) - 1]:
        assert refused_code(lambda length=length: unpack_kit(data[:length], "kit")) == "bad_kit"


def made_by_hand(kit: Path, team_key: Path, **changes: object) -> bytes:
    """A kit that the team's own key signed, with something in it that this version does not understand."""
    whole = unpack_kit(kit.read_bytes(), "kit")
    values = {name: getattr(whole, name) for name in Kit.__slots__}
    return pack_kit(Kit(**{**values, **changes}), keys.load_key(team_key))


@pytest.mark.parametrize(
    "changes",
    [
        {"events": (b"{}",)},
        {"events": (b'{"v":1',)},
        {"persons": ({"team": "FD", "number": "009"},)},
        {"persons": ({"team": "FD", "number": "9", "name": None, "class": "", "kind": "student"},)},
        {"persons": ({"number": 7},)},
        {"timezone": "Asia/Chongqqing"},
        {"team": "F D"},
        {"version": -1},
        {"version": 1 << 70},
        {"version": 1.5},
    ],
)
def test_nothing_is_half_made_of_a_kit_that_makes_no_sense(
    first: Store, kit: Path, tmp_path: Path, changes: dict[str, object]
) -> None:
    strange = tmp_path / "strange.hdkit"
    strange.write_bytes(made_by_hand(kit, first.folder.keys / keys.TEAM_KEY, **changes))
    (tmp_path / "third").mkdir()
    (tmp_path / "third" / "desk.toml").write_text('camera = "camera:1"')
    with pytest.raises(Refused):
        init_from_kit(tmp_path / "third", strange, "3", clock=first.clock)
    assert [p.name for p in (tmp_path / "third").iterdir()] == ["desk.toml"]


def test_a_full_disk_half_way_leaves_no_half_desk(
    first: Store, kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("storage.log.ledger.insert_brought_events", full)
    with pytest.raises(OSError, match="No space left"):
        init_from_kit(tmp_path / "third", kit, "3", clock=first.clock)
    assert not (tmp_path / "third").exists()
    monkeypatch.undo()
    with init_from_kit(tmp_path / "third", kit, "3", clock=first.clock) as third:
        assert scan(third, "001").kind == "opened"


def test_a_folder_with_a_desk_is_left_alone(second: Store, kit: Path) -> None:
    before = everything(second)
    assert refused_code(lambda: init_from_kit(second.folder.path, kit, "3", clock=second.clock)) == "desk_exists"
    assert everything(second) == before


def test_a_restored_first_desk_makes_kits_that_the_second_takes(first: Store, second: Store, tmp_path: Path) -> None:
    """Kits 2 and 3 were made after the backup and the second desk has them; the laptop is lost, the stick is not."""
    stick = backup(first, tmp_path / "stick.db")
    for version in (2, 3):
        make_kit(first, tmp_path / f"{version}.hdkit")
        assert take_kit(second, tmp_path / f"{version}.hdkit").version == version
    first.close()
    restore(stick, tmp_path / "restored", first.clock)
    with open_store(tmp_path / "restored", first.clock) as restored:
        set_policy(restored, {"grid_minutes": 60})
        make_kit(restored, tmp_path / "after.hdkit")
        assert take_kit(second, tmp_path / "after.hdkit").new
        assert second.policy().grid_minutes == 60
        make_kit(restored, tmp_path / "after2.hdkit")
        assert take_kit(second, tmp_path / "after2.hdkit").new


@pytest.mark.parametrize("how", ["restored", "copied"])
def test_a_restored_or_copied_second_desk_goes_on(first: Store, second: Store, tmp_path: Path, how: str) -> None:
    """It takes scans and newer kits, registers walk-ins under numbers of its own, and the team vouches for it."""
    visitor = register_walk_in(second, "赵六")
    scan(second, "001", -60)
    if how == "restored":
        restore(backup(second, tmp_path / "stick.db"), tmp_path / "again", first.clock)
    else:
        second.close()
        shutil.copytree(second.folder.path, tmp_path / "again")
    set_policy(first, {"grid_minutes": 15})
    make_kit(first, tmp_path / "newer.hdkit")
    team_key = keys.public_bytes(keys.load_key(first.folder.keys / keys.TEAM_KEY))
    with open_store(tmp_path / "again", first.clock) as again:
        assert again.identity.desk != second.identity.desk and not again.identity.first
        assert scan(again, "001").kind == "closed"
        assert take_kit(again, tmp_path / "newer.hdkit").new
        assert again.policy().grid_minutes == 15
        assert register_walk_in(again, "钱七").number[:5] != visitor.number[:5]
        chain = keys.load_certificates(again.folder.keys / f"{again.identity.desk}.cert.json")
        assert [c.subject for c in chain] == [again.identity.desk, second.identity.desk, keys.ENROLMENT]
        assert chain[0].signer == chain[1].key and chain[1].signer == chain[2].key and chain[2].signer == team_key
    assert check_store(tmp_path / "again") == []
