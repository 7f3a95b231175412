"""`hourdesk district protect`: what the district does by command, and what nobody can do without the passphrase."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from storage.disk.protection.open_keys import forget_keys
from tests.engines import needs_encryption
from tests.portions import in_the_soak, share
from tests.standing_clock import StandingClock
from tests.storage.telltales import words_in
from tests.tui.cli.conftest import Made, Run, make_desk

PASSPHRASE, ANOTHER = "seven lamps over the harbour", "三只灰雁飞过旧码头"
TOLD = ("PRIVATE KEY", "AGE-SECRET-KEY", "张伟", "张 伟", "李娜", "七1班", "七2班")


@pytest.fixture
def desk(run: Run, clock: StandingClock, tmp_path: Path, made: Made) -> Run:
    """A desk whose pack a district took."""

    def make(folder: Path) -> None:
        desk, place, pack = make_desk(folder, clock), folder / "district", folder / "desk.hdpack"
        for command in (
            ("export", pack), ("district", "init", "--name", "渝中区教委", "--data", place),
            ("district", "trust", pack, "--data", place), ("district", "merge", pack, "--data", place),
            ("district", "kit", folder / "d.hddistrict", "--data", place),
        ):  # fmt: skip
            done = desk(*command)
            assert done.code == 0, done.err

    made.copy("desk and district", make, tmp_path)
    return run


@pytest.fixture
def folder(desk: Run, tmp_path: Path) -> Path:
    """The district, in a folder of its own."""
    return tmp_path / "district"


@pytest.fixture
def protected(desk: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same after `protect`; commands have no passphrase until a test gives one."""
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    done = desk("district", "protect", "--json", "--data", folder)
    assert done.code == 0, done.err
    monkeypatch.delenv("HOURDESK_PASSPHRASE")
    forget_keys()
    return folder


def test_protect_says_what_nobody_can_undo_and_all_goes_on(
    desk: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk("district", "totals", "--json", "--data", folder).out
    assert words_in(folder, TOLD)
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    done = desk("district", "protect", "--sheet", tmp_path / "sheet.pdf", "--data", folder)
    assert done.code == 0, done.err
    assert "nobody can open the record again" in done.err and "old blocks of the disk" in done.err
    assert "渝中区教委" in PdfDocument(tmp_path / "sheet.pdf")[0].get_textpage().get_text_range()
    assert words_in(folder, TOLD) == {}
    assert desk("district", "totals", "--json", "--data", folder).out == before
    for command in share([
        ("check",), ("merge", tmp_path / "desk.hdpack"), ("teams",), ("sessions",), ("conflicts",), ("missing",),
        ("summary",), ("receipt", tmp_path / "receipts"), ("kit", tmp_path / "d2.hddistrict"),
        ("export", tmp_path / "all.csv"), ("protect",),
    ], 3, 8):  # fmt: skip
        done = desk("district", *command, "--data", folder)
        assert done.code == 0, (command, done.err)
        assert words_in(folder, TOLD) == {}, command
    (folder / "district.duckdb").write_bytes(b"damaged")
    assert desk("district", "rebuild", "--data", folder).code == 0
    assert desk("district", "totals", "--json", "--data", folder).out == before
    assert words_in(folder, TOLD) == {}
    there = sorted(folder.rglob("*"))
    for command in share([
        ("export", folder / "s.csv"), ("report", folder / "q.xlsx"),
        ("report", folder / "y.pdf"), ("report", "--write-templates", folder / "templates"),
        ("receipt", folder / "receipts"), ("receipt", folder), ("kit", folder / "d.hddistrict"),
    ], 0, 5):  # fmt: skip
        refused = desk("district", *command, "--data", folder)
        assert refused.code == 1 and "This folder is protected" in refused.err, command
        assert sorted(folder.rglob("*")) == there, command


def test_every_command_asks_and_none_waits(desk: Run, protected: Path, tmp_path: Path) -> None:
    for command in (
        ("totals",), ("check",), ("rebuild",), ("merge", tmp_path / "desk.hdpack"), ("receipt", tmp_path / "r"),
        ("protect",), ("unprotect",), ("kit", tmp_path / "k"), ("protect", "--change-passphrase"),
    ):  # fmt: skip
        done = desk("district", *command, "--data", protected)
        assert done.code == 1, command
        assert "HOURDESK_PASSPHRASE" in done.err and "Traceback" not in done.err, command
        assert "damaged" not in done.err
    assert "Traceback" not in desk("verify", tmp_path / "desk.hdpack", "--data", protected).err


def test_a_wrong_passphrase_is_never_damage(desk: Run, protected: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "seven lamps over the harbor")
    for command in (("totals",), ("check",), ("rebuild",), ("unprotect",)):
        done = desk("district", *command, "--data", protected)
        assert done.code == 1 and "this is not the passphrase" in done.err
        assert "damaged:" not in done.err.replace("nothing is damaged:", "")


@needs_encryption
def test_the_commands_of_the_district_leave_a_protected_desk_alone(
    desk: Run, data: Path, protected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decrypted as a district, it would have lost the one file without which its record never opens again."""
    monkeypatch.setenv("HOURDESK_PASSPHRASE", ANOTHER)
    assert desk("protect").code == 0
    before = {file: file.read_bytes() for file in sorted(data.rglob("*")) if file.is_file()}
    for command in ("unprotect", "protect", "protect --new-code", "protect --delete-others", "check", "rebuild"):
        done = desk("district", *command.split(), "--data", data)
        assert done.code == 1 and done.err, command
        assert {file: file.read_bytes() for file in sorted(data.rglob("*")) if file.is_file()} == before, command
    assert desk("check").code == 0
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    (protected / "desk.db").write_bytes((data / "desk.db").read_bytes())
    mixed = desk("district", "unprotect", "--data", protected)
    assert mixed.code == 1 and "a desk and a district lie in this folder together" in mixed.err
    assert (protected / "protection.json").exists()


def test_another_passphrase_another_code_and_none_again(
    desk: Run, protected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(*command: object, **variables: str) -> str:
        for name in ("HOURDESK_PASSPHRASE", "HOURDESK_NEW_PASSPHRASE"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        forget_keys()
        done = desk("district", *command, "--data", protected)
        return done.out if done.code == 0 else ""

    changed = said("protect", "--change-passphrase", HOURDESK_PASSPHRASE=PASSPHRASE, HOURDESK_NEW_PASSPHRASE=ANOTHER)
    assert "The passphrase is changed" in changed
    assert not said("totals", HOURDESK_PASSPHRASE=PASSPHRASE)
    code = json.loads(said("protect", "--new-code", "--json", HOURDESK_PASSPHRASE=ANOTHER))["recovery_code"]
    assert said("totals", HOURDESK_PASSPHRASE=code)
    assert said("unprotect", HOURDESK_PASSPHRASE=code)
    assert said("totals") and words_in(protected, ("PRIVATE KEY",))


@in_the_soak
def test_the_place_of_the_sheet_is_tried_first_and_a_copied_code_opens(
    desk: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    for sheet in (folder / "sheet.pdf", tmp_path / "no_such" / "sheet.pdf"):
        refused = desk("district", "protect", "--sheet", sheet, "--data", folder)
        assert refused.code == 1 and "Recovery code" not in refused.out
        assert not (folder / "protection.json").exists()
    printed = desk("district", "protect", "--data", folder).out.splitlines()
    code = next(line for line in printed if "Recovery code: " in line)
    for copied in (code, code.replace("Recovery code: ", "恢复码："), f" {PASSPHRASE}\u3000"):
        forget_keys()
        monkeypatch.setenv("HOURDESK_PASSPHRASE", copied)
        assert desk("district", "summary", "--data", folder).code == 0, copied


def test_a_report_in_the_folder_is_moved_only_on_agreement(
    desk: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk("district", "export", folder / "all.csv", "--data", folder).code == 0
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    refused = desk("district", "protect", "--data", folder)
    assert refused.code == 1 and "all.csv" in refused.err and "--move-to" in refused.err
    assert not (folder / "protection.json").exists()
    assert desk("district", "protect", "--move-to", tmp_path / "out", "--data", folder).code == 0
    assert (tmp_path / "out" / "all.csv").exists() and not (folder / "all.csv").exists()


@needs_encryption
def test_a_district_inside_a_desks_folder_is_none_of_the_desks_files(
    desk: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have their usual places in one folder of the user."""
    place, pack = data / "district", tmp_path / "desk.hdpack"
    assert desk("export", pack).code == 0
    assert desk("district", "init", "--name", "渝中区教委", "--data", place).code == 0
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)
    assert desk("protect", "--delete-others").code == 0
    assert (place / "district.duckdb").exists()
    for command in (("trust", pack), ("merge", pack), ("protect",), ("totals",)):
        done = desk("district", *command, "--data", place)
        assert done.code == 0, done.err
