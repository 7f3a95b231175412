"""A desk is encrypted: nothing in its folder tells a name or a key, and who has the passphrase or the sheet goes on as before."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from checkin.texts import say
from storage.backup import backup, restore
from storage.check import check_store
from storage.disk import sqlite
from storage.disk.key_folder import KeyFolder
from storage.disk.made_files import made_files
from storage.disk.pins.pin import check_pin, set_pin
from storage.disk.protection import open_keys, wrapping
from storage.disk.protection.lying import Lying
from storage.disk.protection.open_keys import forget_keys, unlock
from storage.disk.restoring import finish_restore
from storage.presence.unwritten_scans import keep_unwritten, unwritten_scans
from storage.protecting import (
    change_passphrase,
    lying_about,
    needs_passphrase,
    not_encrypted,
    protect,
    protect_the_rest,
    renew_recovery_code,
    unprotect,
)
from storage.store import Store, init_store, open_store
from tests.conftest import REAL_PASSPHRASE_COST
from tests.engines import needs_encryption
from tests.standing_clock import StandingClock
from tests.storage.conftest import PEOPLE, Scanner
from tests.storage.telltales import telling_files

pytestmark = needs_encryption

PASSPHRASE, ANOTHER = "seven lamps over the harbour", "三只灰雁飞过旧码头"
FULL_WIDTH = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


def events(store: Store) -> int:
    return int(store.connection.execute("SELECT count(*) FROM log").fetchone()[0])


@pytest.fixture
def lived_in(store: Store, scan: Scanner) -> Store:
    """A desk with scans, a PIN, and a backup in its folder."""
    scan("001")
    set_pin(store.folder, "4711")
    backup(store, store.folder.backups / "monday.db")
    return store


def test_the_same_desk_goes_on_after_the_passphrase(lived_in: Store, clock: StandingClock) -> None:
    folder, desk, count = lived_in.folder, lived_in.identity.desk, events(lived_in)
    lived_in.close()
    protect(folder.path, PASSPHRASE)
    forget_keys()
    assert needs_passphrase(folder.path)
    unlock(folder.path, PASSPHRASE)
    with open_store(folder.path, clock.clock) as opened:
        assert (opened.identity.desk, events(opened)) == (desk, count)
        assert opened.connection.execute("SELECT rowid, id FROM log").fetchall()[0][0] == 1
        assert KeyFolder(folder.keys).has_team_key
        KeyFolder(folder.keys).team_key()
        KeyFolder(folder.keys).key(desk)
        assert check_pin(folder, "4711", clock.clock)
    assert check_store(folder.path) == []


def test_nothing_in_the_folder_tells_a_name_or_a_key(lived_in: Store, clock: StandingClock) -> None:
    folder = lived_in.folder
    badges = list(lived_in.register.badges().values())
    lived_in.close()
    assert telling_files(folder.path, badges) != {}
    protect(folder.path, PASSPHRASE)
    assert telling_files(folder.path, badges) == {}
    with open_store(folder.path, clock.clock) as opened:
        opened.register.write([PEOPLE[0]._replace(name="欧阳娜娜")])
        opened.connection.execute("SELECT * FROM log ORDER BY raw, hash").fetchall()
        assert (folder.path / "desk.db-wal").exists()
        assert telling_files(folder.path, [*badges, "欧阳娜娜"]) == {}


def test_a_wrong_passphrase_has_its_own_sentence(store: Store) -> None:
    store.close()
    protect(store.folder.path, PASSPHRASE)
    forget_keys()
    for wrong in ("", "seven lamps over the harbor", "12345 67890 12345 67890 12345 67890", "\udcff" * 12):
        with pytest.raises(Refused) as refused:
            unlock(store.folder.path, wrong)
        assert code_of(refused) == "wrong_passphrase"
        assert "damaged: try again" in say(refused.value.problems[0])


def test_the_recovery_code_opens_it_however_it_is_typed(store: Store, clock: StandingClock) -> None:
    store.close()
    code = protect(store.folder.path, PASSPHRASE)
    for typed in (
        code,
        code.replace(" ", ""),
        code.replace(" ", "-"),
        code.replace(" ", "\r\n") + "\n",
        f"恢复码：{code}",
        f"recovery code: {code.replace(' ', '—')}.",
        f"Sheet 2 of 3, Recovery code {code}",
        f"\u3000{code.replace(' ', chr(0x3000))}",
        code.translate(str.maketrans("0123456789", "0123456789")),
    ):
        forget_keys()
        unlock(store.folder.path, typed)
    with pytest.raises(Refused):
        unlock(store.folder.path, code[:-1])
    open_store(store.folder.path, clock.clock).close()


def test_each_guess_at_a_passphrase_costs(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """scrypt at 128 MB, as it is in the program; a file that asks for more than a laptop has is damaged."""
    with monkeypatch.context() as real:
        real.setattr(wrapping, "COST", REAL_PASSPHRASE_COST)
        assert wrapping.COST * 8 * 128 == 128 * 2**20
        sealed = wrapping.wrap(b"key", PASSPHRASE, "test")
        assert sealed.cost == REAL_PASSPHRASE_COST and wrapping.unwrap(sealed, PASSPHRASE, "test") == b"key"
    store.close()
    protect(store.folder.path, PASSPHRASE)
    forget_keys()
    for name in ("protection.json", "keys/protection.json"):
        file = store.folder.path / name
        assert b'"n": 16,' in file.read_bytes()
        file.write_bytes(file.read_bytes().replace(b'"n": 16,', b'"n": 1073741824,'))
    with pytest.raises(Refused) as refused:
        unlock(store.folder.path, PASSPHRASE)
    assert code_of(refused) == "bad_protection"


def test_a_locked_desk_is_not_called_damaged(store: Store, clock: StandingClock) -> None:
    store.close()
    protect(store.folder.path, PASSPHRASE)
    forget_keys()
    for locked in (lambda: open_store(store.folder.path, clock.clock), lambda: check_store(store.folder.path)):
        with pytest.raises(Refused) as refused:
            locked()
        assert code_of(refused) == "needs_passphrase"


def test_a_plain_record_beside_protection_json_is_told_by_what_is_lost_nowhere(
    store: Store, clock: StandingClock
) -> None:
    """With plain keys that file alone is wrong; with sealed ones the record is."""
    path, plain = store.folder.path, backup(store, store.folder.path.parent / "plain.db").read_bytes()
    store.close()
    protect(path, PASSPHRASE)
    put_back, encrypted = (path / "protection.json").read_bytes(), (path / "desk.db").read_bytes()
    (path / "desk.db").write_bytes(plain)
    with pytest.raises(Refused) as refused:
        open_store(path, clock.clock)
    assert code_of(refused) == "not_encrypted" and "hourdesk restore" in say(refused.value.problems[0])
    assert (path / "desk.db").read_bytes() == plain
    (path / "desk.db").write_bytes(encrypted)
    unprotect(path)
    (path / "protection.json").write_bytes(put_back)
    unlock(path, PASSPHRASE)
    with pytest.raises(Refused) as refused:
        open_store(path, clock.clock)
    assert code_of(refused) == "not_encrypted" and "keys/protection.json" in say(refused.value.problems[0])
    for name in ("protection.json", "keys/protection.json"):
        (path / name).unlink()
    forget_keys()
    open_store(path, clock.clock).close()


def test_where_the_engine_cannot_encrypt(store: Store, clock: StandingClock, monkeypatch: pytest.MonkeyPatch) -> None:
    store.close()
    monkeypatch.setattr(sqlite, "ENCRYPTS", False)
    with pytest.raises(Refused) as refused:
        protect(store.folder.path, PASSPHRASE)
    assert code_of(refused) == "no_encryption"
    open_store(store.folder.path, clock.clock).close()
    monkeypatch.setattr(sqlite, "ENCRYPTS", True)
    protect(store.folder.path, PASSPHRASE)
    monkeypatch.setattr(sqlite, "ENCRYPTS", False)
    with pytest.raises(Refused) as refused:
        open_store(store.folder.path, clock.clock)
    assert code_of(refused) == "no_encryption"


def test_while_a_desk_is_open(store: Store, clock: StandingClock) -> None:
    before = sorted(store.folder.path.rglob("*"))
    with pytest.raises(Refused) as refused:
        protect(store.folder.path, PASSPHRASE)
    assert code_of(refused) == "desk_open"
    assert sorted(store.folder.path.rglob("*")) == before
    store.close()
    protect(store.folder.path, PASSPHRASE)
    with open_store(store.folder.path, clock.clock), pytest.raises(Refused) as refused:
        unprotect(store.folder.path)
    assert code_of(refused) == "desk_open"


def test_what_lies_about_is_moved_or_deleted_on_agreement(store: Store, tmp_path: Path) -> None:
    store.close()
    sheet = store.folder.path / "sheets" / "badges.pdf"
    sheet.parent.mkdir()
    sheet.write_text("张伟", "utf-8")
    (store.folder.path / "fault.txt").write_text("KeyError: 张伟", "utf-8")
    found = lying_about(store.folder.path)
    assert [name.as_posix() for name in found] == ["fault.txt", "sheets/badges.pdf"]
    with pytest.raises(Refused) as refused:
        protect(store.folder.path, PASSPHRASE)
    assert code_of(refused) == "files_lie_there"
    protect(store.folder.path, PASSPHRASE, Lying(found, tmp_path / "out"))
    assert not sheet.parent.exists()
    assert (tmp_path / "out" / "sheets" / "badges.pdf").read_text("utf-8") == "张伟"
    assert made_files(store.folder) == [tmp_path / "out" / "sheets" / "badges.pdf"], "named afterwards: all can read it"
    assert telling_files(store.folder.path, []) == {}


def test_what_comes_into_a_protected_folder_later_is_found_and_sealed(store: Store, clock: StandingClock) -> None:
    plain = backup(store, store.folder.path.parent / "plain.db").read_bytes()
    key = KeyFolder(store.folder.keys).key_file(store.identity.desk)
    pem = key.read_bytes()
    store.close()
    protect(store.folder.path, PASSPHRASE)
    key.with_name("old.pem").write_bytes(pem)
    (store.folder.backups / "old.db").write_bytes(plain)
    assert [name.as_posix() for name in not_encrypted(store.folder.path)] == ["backups/old.db", "keys/old.pem"]
    protect_the_rest(store.folder.path)
    assert not_encrypted(store.folder.path) == []
    assert (
        restore(store.folder.backups / "old.db", store.folder.path.parent / "other", clock.clock).identity.team == "FD"
    )


def test_a_backup_of_a_protected_desk_opens_on_another_laptop(
    lived_in: Store, clock: StandingClock, tmp_path: Path
) -> None:
    folder, count = lived_in.folder, events(lived_in)
    badges = list(lived_in.register.badges().values())
    lived_in.close()
    code = protect(folder.path, PASSPHRASE)
    stick = tmp_path / "stick"
    stick.mkdir()
    with open_store(folder.path, clock.clock) as opened:
        file = backup(opened, stick / "b.db")
    assert telling_files(file.parent, badges) == {}
    for secret in (PASSPHRASE, code):
        forget_keys()
        there = tmp_path / f"laptop {len(secret)}"
        with pytest.raises(Refused) as refused:
            restore(file, there, clock.clock)
        assert code_of(refused) == "needs_passphrase"
        open_backup_with(file, secret)
        restore(file, there, clock.clock)
        with open_store(there, clock.clock) as restored:
            assert events(restored) == count
            assert check_pin(restored.folder, "4711", clock.clock)
        assert telling_files(there, badges) == {}
        forget_keys()
        unlock(there, secret)


def open_backup_with(file: Path, secret: str) -> None:
    from storage.disk.backup_file import protection_of_backup

    protection = protection_of_backup(file)
    assert protection is not None
    open_keys.keep_open(protection, open_keys.opened_by(protection, secret, str(file)))


def test_a_plain_backup_comes_into_a_protected_folder_encrypted(
    lived_in: Store, clock: StandingClock, tmp_path: Path
) -> None:
    folder = lived_in.folder
    file = backup(lived_in, tmp_path / "plain.db")
    badges = list(lived_in.register.badges().values())
    lived_in.close()
    protect(folder.path, PASSPHRASE)
    restore(file, folder.path, clock.clock)
    assert telling_files(folder.path, badges) == {}
    forget_keys()
    unlock(folder.path, PASSPHRASE)
    with open_store(folder.path, clock.clock) as opened:
        KeyFolder(folder.keys).key(opened.identity.desk)
        assert check_pin(folder, "4711", clock.clock)


def test_a_backup_of_another_passphrase_comes_in_under_the_folders_own(
    store: Store, clock: StandingClock, tmp_path: Path
) -> None:
    store.close()
    protect(store.folder.path, ANOTHER)
    with open_store(store.folder.path, clock.clock) as opened:
        file = backup(opened, tmp_path / "b.db")
    with init_store(tmp_path / "third", team="XX", team_name="另一队", clock=clock.clock):
        pass
    protect(tmp_path / "third", PASSPHRASE)
    restore(file, tmp_path / "third", clock.clock)
    forget_keys()
    unlock(tmp_path / "third", PASSPHRASE)
    with open_store(tmp_path / "third", clock.clock) as opened:
        assert opened.identity.team == "FD"
        KeyFolder(opened.folder.keys).team_key()


def test_another_passphrase_and_another_code(store: Store) -> None:
    store.close()
    code = protect(store.folder.path, PASSPHRASE)
    change_passphrase(store.folder.path, ANOTHER)
    new_code = renew_recovery_code(store.folder.path)
    for secret, opens in ((PASSPHRASE, False), (code, False), (ANOTHER, True), (new_code, True)):
        forget_keys()
        if opens:
            unlock(store.folder.path, secret)
        else:
            with pytest.raises(Refused):
                unlock(store.folder.path, secret)


def test_unprotect_gives_back_what_was_there(lived_in: Store, clock: StandingClock) -> None:
    folder, desk, count = lived_in.folder, lived_in.identity.desk, events(lived_in)
    lived_in.close()
    protect(folder.path, PASSPHRASE)
    unprotect(folder.path)
    forget_keys()
    assert not needs_passphrase(folder.path)
    with open_store(folder.path, clock.clock) as opened:
        assert (opened.identity.desk, events(opened)) == (desk, count)
        KeyFolder(folder.keys).team_key()
        assert check_pin(folder, "4711", clock.clock)
    assert check_store(folder.path) == []


def test_the_sealed_key_is_there_twice(store: Store, clock: StandingClock) -> None:
    store.close()
    protect(store.folder.path, PASSPHRASE)
    first = store.folder.path / "protection.json"
    for damaged in (b"", b"{}", b"\xff\xfe", first.read_bytes()[:-30]):
        first.write_bytes(damaged)
        forget_keys()
        unlock(store.folder.path, PASSPHRASE)
        open_store(store.folder.path, clock.clock).close()
    first.unlink()
    forget_keys()
    assert needs_passphrase(store.folder.path)
    unlock(store.folder.path, PASSPHRASE)
    assert first.exists()


def test_the_sealed_key_of_another_folder_opens_nothing_and_spoils_nothing(
    store: Store, tmp_path: Path, clock: StandingClock
) -> None:
    """The second copy opens the folder and puts the first back; where both are the other's, that is said."""
    with init_store(tmp_path / "other", team="YZ", team_name="育才", clock=clock.clock) as other:
        theirs = other.folder.path / "protection.json"
    store.close()
    protect(store.folder.path, PASSPHRASE)
    protect(theirs.parent, ANOTHER)
    first, second = store.folder.path / "protection.json", store.folder.keys / "protection.json"
    own = first.read_bytes()
    for spoiled in (first, second):
        spoiled.write_bytes(theirs.read_bytes())
        forget_keys()
        with pytest.raises(Refused) as refused:
            unlock(store.folder.path, ANOTHER)
        assert code_of(refused) == "wrong_passphrase"
        unlock(store.folder.path, PASSPHRASE)
        open_store(store.folder.path, clock.clock).close()
        assert first.read_bytes() == second.read_bytes() == own
    for file in (first, second):
        file.write_bytes(theirs.read_bytes())
    for passphrase in (PASSPHRASE, ANOTHER):
        forget_keys()
        with pytest.raises(Refused) as refused:
            unlock(store.folder.path, passphrase)
        assert code_of(refused) == "others_protection"


def test_without_both_the_record_is_not_just_called_damaged(store: Store, clock: StandingClock) -> None:
    store.close()
    protect(store.folder.path, PASSPHRASE)
    for name in ("protection.json", "keys/protection.json"):
        (store.folder.path / name).unlink()
    with pytest.raises(Refused) as refused:
        open_store(store.folder.path, clock.clock)
    assert "protection.json is missing" in say(refused.value.problems[0])


def test_a_scan_that_could_not_be_written_waits_encrypted(store: Store, clock: StandingClock) -> None:
    from checkin.rules.decide import Arrival
    from checkin.rules.events import Direction
    from storage.disk.ids import new_id

    badge = store.register.badge("FD/001")
    assert badge is not None
    arrival = Arrival(new_id(store.now()), store.now(), badge, "FD/A1", Direction.AUTO)
    assert keep_unwritten(store, arrival, "王老师")
    store.close()
    protect(store.folder.path, PASSPHRASE)
    assert telling_files(store.folder.path, [badge, "王老师"]) == {}
    assert [held.arrival.id for held in unwritten_scans(store.folder)] == [arrival.id]
    with open_store(store.folder.path, clock.clock) as opened:
        assert keep_unwritten(opened, arrival._replace(id=new_id(store.now() + 1)), "王老师")
        assert len(unwritten_scans(store.folder)) == 2
        assert telling_files(store.folder.path, [badge, "王老师"]) == {}


def test_a_folder_that_can_t_be_cleared_away_deletes_nothing_later(
    lived_in: Store, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of what an `unprotect` deleted stays behind; the desk is protected again, and stays so."""
    path = lived_in.folder.path
    lived_in.close()
    protect(path, PASSPHRASE)
    unlock(path, PASSPHRASE)
    with monkeypatch.context() as patch:
        patch.setattr("storage.disk.restoring.shutil.rmtree", lambda *_args, **_how: None)
        unprotect(path)
        assert (path / ".converted").is_dir() and not (path / ".converted" / ".gone.json").exists()
        # A start that can't delete it either leaves what is there.
        (path / "protection.json").write_text("of another kind", "utf-8")
        finish_restore(lived_in.folder)
        assert (path / "protection.json").exists()
        (path / "protection.json").unlink()
    open_store(path, clock.clock).close()
    protect(path, PASSPHRASE)
    unlock(path, PASSPHRASE)
    for _ in range(2):
        open_store(path, clock.clock).close()
    assert (path / "protection.json").exists()
    assert not (path / "desk.db").read_bytes().startswith(b"SQLite format 3")
