"""`hourdesk protect`: what a school does by command, what it is told, and what it can't do without the passphrase."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import refuse
from storage.disk import sqlite
from storage.store import open_store
from tests.engines import needs_encryption
from tests.storage.telltales import telling_files
from tests.tui.cli.conftest import Run

pytestmark = needs_encryption

PASSPHRASE, ANOTHER = "seven lamps over the harbour", "三只灰雁飞过旧码头"
NAMES = ("张 伟", "张伟", "李娜", "王小明", "陈老师", "七1班")


@pytest.fixture
def protected(desk: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The desk after `protect`; commands have no passphrase until a test gives one."""
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    done = desk("protect", "--json")
    assert done.code == 0, done.err
    monkeypatch.delenv("HOURDESK_PASSPHRASE")
    return desk


def test_protect_says_what_nobody_can_undo_and_prints_the_code(
    desk: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert telling_files(data, NAMES)
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    done = desk("protect")
    assert done.code == 0, done.err
    assert "nobody can open the record again" in done.err and "old blocks of the disk" in done.err
    assert "Recovery code: " in done.out
    assert telling_files(data, NAMES) == {}
    again = desk("roster", "list", "--json")
    assert again.code == 0 and "李娜" in again.out


def test_what_is_refused_is_not_said_to_happen(desk: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is anybody asked for a PIN or a passphrase before."""
    source = data.parent / "b.hdbackup"
    assert desk("backup", source).code == 0
    monkeypatch.setenv("HOURDESK_PIN", "4711")
    assert desk("pin", "set").code == 0
    monkeypatch.delenv("HOURDESK_PIN")
    with open_store(data, SYSTEM_CLOCK):
        for command in (("protect",), ("unprotect",), ("restore", source)):
            done = desk(*command)
            assert done.code == 1 and "a desk is open in this folder" in done.err, command
            assert "will be encrypted" not in done.err and "PIN" not in done.err, command
    monkeypatch.setenv("HOURDESK_PIN", "4711")
    assert "will be encrypted" not in desk("protect").err  # nobody gave a passphrase
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "1234")
    weak = desk("protect")
    assert weak.code == 1 and "will be encrypted" not in weak.err


def test_every_command_asks_and_none_waits(protected: Run, tmp_path: Path) -> None:
    for command in (
        ("roster", "list"), ("check",), ("backup", tmp_path / "b"), ("export", tmp_path / "o.csv"), ("sessions",),
        ("export", tmp_path / "o.hdpack"), ("kit", tmp_path / "k.hdkit"), ("unprotect",), ("pin", "set"), ("protect",),
    ):  # fmt: skip
        done = protected(*command)
        assert done.code == 1, command
        assert "HOURDESK_PASSPHRASE" in done.err and "Traceback" not in done.err, command
    assert list(tmp_path.glob("o.*")) == []


def test_a_wrong_passphrase_is_never_damage(protected: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "seven lamps over the harbor")
    for command in (("roster", "list"), ("check",), ("unprotect",), ("doctor",)):
        done = protected(*command)
        assert done.code == 1 and "this is not the passphrase" in done.err
        assert "damaged:" not in done.err.replace("nothing is damaged:", "")


def test_doctor_and_check_say_whether_it_is_protected(desk: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Protection: none" in desk("doctor").out
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    assert desk("protect").code == 0
    assert "encrypted with a passphrase" in desk("doctor").out
    assert "encrypted with a passphrase" in desk("check").err
    (data / "names.csv").write_text("李娜", "utf-8")
    assert "names.csv" in desk("check").err
    assert "names.csv" in desk("doctor").out
    assert desk("protect").code == 1
    assert desk("protect", "--delete-others").code == 0
    assert not (data / "names.csv").exists()
    monkeypatch.delenv("HOURDESK_PASSPHRASE")
    locked = desk("doctor")
    assert locked.code == 0 and "passphrase" in locked.out


def test_unprotect_needs_the_pin_and_the_passphrase(
    protected: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("HOURDESK_PIN", "4711")
    assert protected("pin", "set").code == 0
    monkeypatch.setenv("HOURDESK_PIN", "1111")
    assert protected("unprotect").code == 1
    monkeypatch.delenv("HOURDESK_PIN")
    assert "HOURDESK_PIN" in protected("unprotect").err
    assert telling_files(data, NAMES) == {}
    monkeypatch.setenv("HOURDESK_PIN", "4711")
    assert protected("unprotect").code == 0
    monkeypatch.delenv("HOURDESK_PASSPHRASE")
    assert "李娜" in protected("roster", "list", "--json").out
    assert protected("check").code == 0


def test_a_weak_passphrase_is_refused_with_the_reason(desk: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {file: file.read_bytes() for file in data.rglob("*") if file.is_file()}
    for weak, reason in (
        ("abc", "too short"),
        ("13812345678", "digits alone"),
        ("password2026", "everybody tries first"),
    ):
        monkeypatch.setenv("HOURDESK_PASSPHRASE", weak)
        done = desk("protect")
        assert done.code == 1 and reason in done.err
    assert set(before) <= set(data.rglob("*"))
    assert not (data / "protection.json").exists()


def test_without_a_passphrase_and_a_terminal(desk: Run, data: Path) -> None:
    done = desk("protect")
    assert done.code == 1 and "HOURDESK_PASSPHRASE" in done.err
    assert not (data / "protection.json").exists()


def test_another_passphrase(protected: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("HOURDESK_NEW_PASSPHRASE", ANOTHER)
    assert protected("protect", "--change-passphrase").code == 0
    assert protected("roster", "list").code == 1
    monkeypatch.setenv("HOURDESK_PASSPHRASE", ANOTHER)
    assert protected("roster", "list").code == 0


def _full(*_values: object) -> None:
    raise refuse("disk_full", "sheet.pdf", "There is not enough space on the disk.")


def test_the_sheet_opens_the_desk(desk: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    with monkeypatch.context() as failing:
        # The disk fills up after the place of the sheet was tried: the code is kept nowhere else.
        failing.setattr("exports.printed.recovery_sheet.page.write_passphrase_sheet", _full)
        printed = desk("protect", "--sheet", tmp_path / "sheet.pdf")
    assert printed.code == 1 and "Recovery code" in printed.out
    assert not (tmp_path / "sheet.pdf").exists() and (data / "protection.json").exists()
    renewed = desk("protect", "--new-code", "--sheet", tmp_path / "sheet.pdf")
    assert renewed.code == 0 and "Recovery code:" not in renewed.out
    words = PdfDocument(str(tmp_path / "sheet.pdf"))[0].get_textpage().get_text_bounded()
    code = next(line for line in words.splitlines() if line.replace(" ", "").isdigit())
    monkeypatch.setenv("HOURDESK_PASSPHRASE", code)
    assert desk("roster", "list").code == 0


def test_without_a_terminal_all_lists_in_the_folder_and_the_options_are_named(
    desk: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    (data / "lists").mkdir()
    for name in ("badges.pdf", "lists/hours.xlsx", "笔记.txt"):
        (data / name).write_text("张伟", "utf-8")
    refused = desk("protect")
    assert refused.code == 1 and all(name in refused.err for name in ("badges.pdf", "lists/hours.xlsx", "笔记.txt"))
    assert "--move-to" in refused.err and "--delete-others" in refused.err and "nothing was changed" in refused.err
    assert desk("protect", "--delete-others").code == 0
    (data / "late.csv").write_text("张伟", "utf-8")
    again = desk("protect", "--lang", "zh")
    assert again.code == 1 and "late.csv" in again.err and "--delete-others" in again.err
    assert (data / "late.csv").exists()


def test_nothing_that_can_be_read_is_written_into_the_folder(
    protected: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    for command in (
        ("export", data / "hours.csv"), ("export", data / "hours.xlsx"), ("export", data / "desk.hdpack"),
        ("badges", data / "badges.pdf"), ("badges", data / "cards"), ("roster", "export", data / "backups" / "r.xlsx"),
        ("kit", data / "team.hdkit"), ("backup", data / "b.db"), ("muster", data / "keys" / "m.pdf"),
    ):  # fmt: skip
        done = protected(*command)
        assert done.code in (1, 2), command
    assert telling_files(data, NAMES) == {}
    assert protected("backup", data / "backups" / "b.db").code == 0
    assert telling_files(data, NAMES) == {}


def test_a_backup_goes_to_another_laptop(protected: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    assert protected("backup", tmp_path / "stick.db").code == 0
    there = tmp_path / "there"
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "something else entirely")
    wrong = protected("restore", tmp_path / "stick.db", "--data", there)
    assert wrong.code == 1 and "this is not the passphrase" in wrong.err
    monkeypatch.delenv("HOURDESK_PASSPHRASE")
    assert protected("restore", tmp_path / "stick.db", "--data", there).code == 1
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    done = protected("restore", tmp_path / "stick.db", "--data", there)
    assert done.code == 0, done.err
    assert protected("check", "--data", there).code == 0
    assert telling_files(there, NAMES) == {}


def test_init_protect_is_encrypted_from_the_beginning(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "new"
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    done = run("init", "--team", "FD", "--name", "复旦中学", "--protect", "--json", "--data", there)
    assert done.code == 0, done.err
    code = json.loads(done.out)["recovery_code"]
    assert telling_files(there, []) == {}
    monkeypatch.setenv("HOURDESK_PASSPHRASE", code)
    monkeypatch.setenv("HOURDESK_KIT_PASSPHRASE", "kit of the autumn fair")
    assert run("check", "--data", there).code == 0
    assert run("kit", tmp_path / "team.hdkit", "--data", there).code == 0
    monkeypatch.setenv("HOURDESK_PASSPHRASE", ANOTHER)
    second = run("init", "--kit", tmp_path / "team.hdkit", "--protect", "--data", tmp_path / "second")
    assert second.code == 0, second.err
    assert telling_files(tmp_path / "second", []) == {}
    assert run("check", "--data", tmp_path / "second").code == 0


def test_init_protect_leaves_nothing_where_it_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "weak")
    assert run("init", "--team", "FD", "--name", "x", "--protect", "--data", tmp_path / "new").code == 1
    assert not (tmp_path / "new").exists()


def test_a_copied_folder_opens_with_the_passphrase_and_becomes_another_desk(
    protected: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(data, tmp_path / "copy")
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    assert protected("check", "--data", tmp_path / "copy").code == 0
    assert telling_files(tmp_path / "copy", NAMES) == {}


def test_without_an_engine_that_encrypts(protected: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(sqlite, "ENCRYPTS", False)
    (data.parent / "b.db").write_bytes(b"")
    restore = ("restore", data.parent / "b.db")
    for command in (("roster", "list"), ("check",), ("protect",), ("unprotect",), restore):
        done = protected(*command)
        assert done.code == 1 and "sqlcipher3" in done.err and ".restoring" not in done.err, command
    told = {one["check"]: one["text"] for one in protected("doctor", "--json").objects}
    assert "sqlcipher3" in told["data"] and sqlite.library() in told["engine"]
    assert protected("district", "check").err.count("\n") == 1


def test_the_first_desk_is_lost_and_another_one_goes_on_with_the_sheet(
    desk: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second desk has the sealed key from a kit; with the sheet it makes kits that the third desk takes."""
    second, third = tmp_path / "second", tmp_path / "third"
    assert desk("kit", tmp_path / "before.hdkit").code == 0
    assert desk("init", "--kit", tmp_path / "before.hdkit", "--data", third).code == 0
    # Why it can't be is said before anybody is asked for the code.
    for where, why in ((third, "no sealed key"), (data, "first desk already")):
        refused = desk("recover-team", "--data", where)
        assert refused.code == 1 and why in refused.err and "HOURDESK_RECOVERY" not in refused.err
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("HOURDESK_KIT_PASSPHRASE", "kit of the autumn fair")
    code = json.loads(desk("protect", "--json").out)["recovery_code"]
    assert "opens with its passphrase alone" in desk("kit", tmp_path / "team.hdkit").err
    monkeypatch.delenv("HOURDESK_PASSPHRASE")
    monkeypatch.setenv("HOURDESK_RECOVERY", code)
    assert "no sealed key" in desk("recover-team", "--data", third).err
    assert desk("init", "--kit", tmp_path / "team.hdkit", "--data", second).code == 0
    shutil.rmtree(data)
    assert desk("kit", tmp_path / "no.hdkit", "--data", second).code == 1
    monkeypatch.delenv("HOURDESK_RECOVERY")
    assert "HOURDESK_RECOVERY" in desk("recover-team", "--data", second).err
    monkeypatch.setenv("HOURDESK_RECOVERY", "12345 67890 12345 67890 12345 67890")
    assert desk("recover-team", "--data", second).code == 1
    monkeypatch.setenv("HOURDESK_RECOVERY", PASSPHRASE)
    assert "no recovery code" in desk("recover-team", "--data", second).err
    monkeypatch.setenv("HOURDESK_RECOVERY", f"恢复码：{code.replace(' ', chr(10))}")
    done = desk("recover-team", "--data", second)
    assert done.code == 0, done.err
    assert "hourdesk protect --sheet" in done.err and "The old one opens" in done.err
    assert desk("kit", tmp_path / "new.hdkit", "--data", second).code == 0
    assert desk("kit", "--take", tmp_path / "new.hdkit", "--data", third).code == 0
    assert "already" in desk("recover-team", "--data", second).err
    assert desk("check", "--data", second).code == 0
