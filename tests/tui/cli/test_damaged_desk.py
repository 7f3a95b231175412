"""The desk's files are damaged: every command says so in a sentence, and `check` finds what matters and says what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage.disk import sqlite
from tests.engines import needs_encryption
from tests.portions import share
from tests.tui.cli.conftest import Answer, Run

COMMANDS = (
    ("check",),
    ("sessions",),
    ("roster", "list"),
    ("roster", "find", "李"),
    ("activity", "list"),
    ("review",),
    ("left", "--activity", "A1"),
    ("volunteer", "001"),
    ("explain", "001"),
    ("held",),
    ("certificate", "list"),
    ("policy",),
    ("receipt",),
    ("doctor", "--json"),
)


@pytest.fixture
def busy(desk: Run, badge: Callable[[str], str], tmp_path: Path) -> Run:
    """A desk with scans, a correction and a backup."""
    lines = "".join(f"2024-03-05T{hour}:00:00+08:00\t{badge(n)}\n" for hour in ("09", "11") for n in ("001", "002"))
    assert desk("scan", "--activity", "A1", "-", stdin=lines).code == 0
    event = desk("sessions", "--json").objects[0]["open_event"]
    assert desk("rule", event, "--minutes", "30", "--reason", "x").code == 0
    return desk


def tamper(data: Path, *statements: str) -> None:
    """Change the record behind the desk's back, as damage or another program does."""
    with closing(sqlite.connect(data / "desk.db", isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER IF EXISTS log_refuses_update")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)


def all_answer(run: Run, out: Path) -> dict[str, Answer]:
    """The answers of many commands: each ends with 0 or 1, and none with an error that the test would see."""
    commands = (*COMMANDS, ("export", out / "o.csv"), ("export", out / "o.hdpack"), ("backup", out / "o.bak"))
    answers = {str(words[0]): run(*words) for words in commands}
    assert {answer.code for answer in answers.values()} <= {0, 1}
    assert not any("Traceback" in answer.err for answer in answers.values())
    return answers


@pytest.mark.parametrize(
    ("statement", "code"),
    share([
        ("UPDATE person SET name = x'00ff' WHERE number = '001'", "wrong_type"),
        ("UPDATE person SET birth = '2012-99-99' WHERE number = '001'", "unreadable_value"),
        ("UPDATE person SET key = 'FD/777' WHERE number = '001'", "unreadable_person"),
        ("UPDATE person SET consent = 'perhaps' WHERE number = '002'", "wrong_type"),
        ("UPDATE person SET class_name = x'01', kind = x'02' WHERE number = '002'", "wrong_type"),
        ("UPDATE identity SET team = ''", "bad_code"),
        ("UPDATE log SET raw = x'7b' WHERE kind = 'activity'", "unreadable_event"),
        ("UPDATE log SET raw = CAST(raw AS TEXT) || '\x01' WHERE kind = 'badge'", "unreadable_event"),
        ("UPDATE log SET direction = 'autm' WHERE kind = 'scan'", "columns_differ"),
        ("UPDATE log SET at = 'noon' WHERE kind = 'scan'", "columns_differ"),
        ("UPDATE log SET seq = 'third' WHERE seq = 3", "columns_differ"),
        ("UPDATE log SET volunteer = x'ff' WHERE kind = 'scan'", "columns_differ"),
        ("DROP INDEX log_volunteer", "schema_changed"),
        ("ALTER TABLE person RENAME COLUMN sex TO sax", "schema_changed"),
        ("DROP TABLE team_profile", "schema_changed"),
        ("CREATE TRIGGER theft AFTER INSERT ON log BEGIN DELETE FROM person; END", "schema_strange"),
        ("INSERT INTO held_scan VALUES (7, 'x', 'sideways', x'00', NULL, NULL, NULL, NULL, NULL)", "unreadable_held_scan"),
        (
            "INSERT INTO certificate VALUES ('1', 'e', 'FD/001', '{\"half', NULL)",
            "unreadable_value",
        ),
        ("INSERT INTO taken_desk VALUES ('d', 'n', 'many', 'h', 1, x'', '[1]')", "wrong_type"),
    ], 1, 4),
)  # fmt: skip
def test_a_value_that_can_t_be_right(busy: Run, data: Path, tmp_path: Path, statement: str, code: str) -> None:
    """Whatever row or part of the file it is in."""
    tamper(data, statement)
    answers = all_answer(busy, tmp_path)
    found = busy("check", "--json")
    assert found.code == 1 and answers["check"].code == 1
    assert code in {one["code"] for one in found.objects} or (code in ("bad_timezone", "bad_code") and found.err)


@pytest.mark.parametrize("column", ["team", "timezone", "desk", "first", "kit_version", "fingerprint"])
def test_a_record_that_does_not_know_whose_it_is(busy: Run, data: Path, column: str) -> None:
    tamper(data, f"UPDATE identity SET {column} = " + ("'Asia/Chongqin'" if column == "timezone" else "x'c0ffee'"))
    for words in COMMANDS[:3]:
        answer = busy(*words)
        assert answer.code == 1 and "hourdesk restore" in answer.err


def test_keys_and_settings_of_any_content(busy: Run, data: Path, tmp_path: Path) -> None:
    """Missing, empty, cut off, of another desk, or not a key at all: `check` names the file, and nothing ends in an error."""
    good_pem = next(file for file in (data / "keys").glob("*.pem") if file.name != "team.pem").read_bytes()
    (data / "desk.toml").write_text("theme = 'dark'\n", "utf-8")
    assert busy("check").code == 0
    garbage = (
        b"",
        good_pem[:60],
        b"\xff\xfe\x00garbage",
        b"[]",
        b"{}",
        b"[[1]]",
        b'[{"team": 1}]',
        b"A" * 44,
        good_pem[::-1],
        b"AAAA\n",
    )
    files = [*sorted((data / "keys").iterdir()), data / "desk.toml"]
    for place, file in enumerate(files):
        content = file.read_bytes()
        # The settings, which may be anything; of the keys each has every other content, and each content is some key's.
        for bad in share((*garbage, None), place % 5, 2 if file.name == "desk.toml" else 5):
            file.unlink() if bad is None else file.write_bytes(bad)
            for words in (
                ("export", tmp_path / "o.hdpack"),
                ("kit", tmp_path / "o.hdkit"),
                ("doctor", "--json"),
            ):
                assert busy(*words).code in (0, 1)
            harmless = file.name == "desk.toml" and bad in (None, b"", b"[[1]]")
            assert busy("check").code == (0 if harmless else 1), (file.name, bad)
        file.write_bytes(content)
    assert busy("check").code == 0


def test_the_key_of_another_desk(busy: Run, run: Run, data: Path, tmp_path: Path) -> None:
    """Sound in itself, and worth nothing here."""
    other = tmp_path / "other"
    assert run("--data", other, "init", "--team", "YZ", "--name", "渝中小学").code in (0, 1)
    for name in ("team.pem", "team.pub"):
        before = (data / "keys" / name).read_bytes()
        (data / "keys" / name).write_bytes((other / "keys" / name).read_bytes())
        found = busy("check", "--json")
        assert found.code == 1 and {one["code"] for one in found.objects} & {"another_key", "not_vouched"}
        (data / "keys" / name).write_bytes(before)


def test_a_pin_file_that_can_t_be_read(busy: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is let in by it, and `check` says so."""
    monkeypatch.setenv("HOURDESK_PIN", "2468")
    for content in ("", "[]", '{"n": 1}', json.dumps({"scrypt": "zz", "salt": 1}), "\x00" * 50, "[" * 100_000):
        (data / "keys" / "pin.json").write_text(content, "utf-8")
        assert busy("add", "--volunteer", "001", "--activity", "A1", "--minutes", "5", "--reason", "x").code == 1
        found = busy("check", "--json")
        assert "bad_pin_file" in {one["code"] for one in found.objects}


def test_a_fault_of_the_program_still_shows_as_one(busy: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the record is sound, an unforeseen error is no damage, and is not hidden."""
    monkeypatch.setattr("storage.people.register.Register.persons", lambda *_a, **_k: [][1])
    with pytest.raises(IndexError):
        busy("roster", "list")


@pytest.mark.parametrize("name", ["older.pem", "joined-x.pem", "copies.key", "older.cert.json", "other.pub"])
def test_keys_that_are_needed_only_later(desk: Run, data: Path, name: str) -> None:
    """Of a desk that this one was before, of a team that it left, of the copies on sticks."""
    (data / "keys" / name).write_bytes(b"no key\n")
    done = desk("check")
    assert done.code == 1 and name in done.err


def test_a_kit_or_a_pack_that_lies_in_the_folder(desk: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Printed or saved there by habit. What is sealed only its receiver can tell."""
    kept = data / "sticks"
    kept.mkdir()
    for name in ("team.hdkit", "whole.hdpack"):
        assert desk("kit" if name.endswith("kit") else "export", kept / name).code == 0
    with monkeypatch.context() as patch:
        patch.setenv("HOURDESK_KIT_PASSPHRASE", "four lamps")
        assert desk("kit", kept / "sealed.hdkit", "--passphrase").code == 0
    assert desk("check").code == 0
    for name in ("team.hdkit", "whole.hdpack"):
        content = (kept / name).read_bytes()
        half = len(content) // 2
        flipped = content[:half] + bytes([content[half] ^ 1]) + content[half + 1 :]
        for damaged in (content[:-40], b"", flipped, b"\0" * len(content)):
            (kept / name).write_bytes(damaged)
            done = desk("check")
            assert done.code == 1 and name in done.err, damaged[:20]
        (kept / name).write_bytes(content)
    assert desk("check").code == 0


@needs_encryption
def test_a_sealed_secret_is_damaged(desk: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The team's recovery and the key of the copies, at a protected desk from which a kit was made."""
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "seven lamps over the harbour")
    assert desk("protect").code == 0 and desk("kit", tmp_path / "2.hdkit").code == 0
    assert desk("check").code == 0
    for file in sorted((data / "keys").iterdir()):
        content = file.read_bytes()
        if content.startswith(b"hourdesk-sealed"):
            file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
            done = desk("check")
            assert done.code == 1 and file.name in done.err
            file.write_bytes(content)
    assert desk("check").code == 0
