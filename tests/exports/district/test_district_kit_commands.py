"""By command: the clerk writes a district kit and receipts, and each school's desks take them and say what they brought."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from checkin.clock import SYSTEM_CLOCK
from checkin.texts import use_language
from exports.district.district import init_district, open_district
from exports.exchange.pack.vouching import fingerprint
from storage.disk import keys
from storage.disk.pins.pin import set_pin
from storage.store import open_store
from tests.exports.district.schools import received, scan, school
from tests.portions import in_the_soak
from tests.tui.cli.conftest import Answer
from tui.cli.main import hourdesk


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """English, and no PIN of the person who runs the tests."""
    for name in ("HOURDESK_PIN", "HOURDESK_PASSPHRASE", "HOURDESK_DATA", "LANGUAGE", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    yield
    use_language("en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A district with the packs of two schools, whose desks are closed; 张伟 of FD was a visitor at YZ for 45 minutes,
    and 李娜 of FD never checked out."""
    with init_district(tmp_path / "district", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
        fd = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟"), ("002", "李娜")])
        yz = school(tmp_path / "yz", "YZ", "渝中实验小学", [("001", "王芳")])
        with fd.first, yz.first:
            badge = fd.first.register.badge("FD/001")
            scan(fd.first, "FD/002", 10)
            scan(yz.first, "", 60, badge=badge)
            scan(yz.first, "", 105, badge=badge)
            assert received(district, fd.pack(), yz.pack()) == ["merged", "merged"]
            (tmp_path / "badge.txt").write_text(f"{badge}\n")
    return tmp_path


def run(folder: Path, who: str, *words: object, stdin: str = "") -> Answer:
    """`hourdesk --data … WORDS`, for the district or a school's first desk."""
    data = folder / who if who == "district" else folder / who / "first"
    line = ["--data", str(data), *(str(word) for word in words)]
    result = CliRunner().invoke(hourdesk, line, input=stdin, prog_name="hourdesk", catch_exceptions=False)
    return Answer(result.exit_code, result.stdout, result.stderr)


def key_words(folder: Path) -> str:
    """The district's key as people compare it."""
    return fingerprint(keys.public_bytes(keys.load_key(folder / "district" / "keys" / "district.pem")))


@in_the_soak
def test_the_kit_from_the_clerk_to_the_gate(folder: Path) -> None:
    """Written, taken, compared by telephone; and then the gate knows the visitor's school."""
    kit = folder / "district.hdkit"
    written = run(folder, "district", "district", "kit", kit)
    assert written.code == 0 and "2 teams, 3 badges" in written.out and key_words(folder) in written.out
    taken = run(folder, "yz", "kit", "--take", kit)
    assert taken.code == 0 and key_words(folder) in taken.out and "of visitors 2 badges" in taken.out
    again = run(folder, "yz", "kit", "--take", kit)
    assert "nothing changed" in again.out and key_words(folder) not in again.out
    scanned = run(folder, "yz", "scan", "--activity", "A1", "-", stdin=(folder / "badge.txt").read_text())
    assert scanned.code == 0 and "Volunteer of another school: 复旦中学 · checked in" in scanned.out


@in_the_soak
def test_in_a_process_of_its_own_in_chinese(folder: Path) -> None:
    """What a teacher reads at the other school's gate."""
    program = [str(Path(sys.executable).parent / "hourdesk")]
    environment = {**os.environ, "LC_ALL": "zh_CN.UTF-8"}
    run(folder, "district", "district", "kit", folder / "district.hdkit")
    desk = ["--data", str(folder / "yz" / "first")]
    subprocess.run([*program, *desk, "kit", "--take", str(folder / "district.hdkit")], check=True, env=environment)
    badge = (folder / "badge.txt").read_text()
    said = subprocess.run(
        [*program, *desk, "scan", "--activity", "A1", "-"],
        input=badge, capture_output=True, text=True, check=True, encoding="utf-8", env=environment,
    )  # fmt: skip
    assert "外校志愿者：复旦中学" in said.stdout


@in_the_soak
def test_a_pack_sealed_to_the_district_of_the_kit(folder: Path) -> None:
    """With the kit came the key: only this district opens the pack, and it does."""
    kit, pack = folder / "district.hdkit", folder / "sealed.hdpack"
    unknown = run(folder, "fd", "export", pack, "--seal")
    assert unknown.code == 1 and "no kit" in unknown.err and not pack.exists()
    run(folder, "district", "district", "kit", kit)
    run(folder, "fd", "kit", "--take", kit)
    run(folder, "fd", "scan", "--activity", "A1", "-", stdin=(folder / "badge.txt").read_text())
    assert run(folder, "fd", "export", pack, "--seal").code == 0
    assert pack.read_bytes().startswith(b"age-encryption.org/v1")
    merged = run(folder, "district", "district", "merge", pack, "--json")
    assert [(one["result"], one["new_events"]) for one in merged.objects] == [("merged", 1)]


@in_the_soak
def test_a_category_of_ones_own_is_kept_and_said(folder: Path) -> None:
    """The district sums up by five; the school is told them when the kit comes, and when it writes another."""
    kit = folder / "district.hdkit"
    run(folder, "district", "district", "kit", kit)
    assert "文明交通" in run(folder, "fd", "kit", "--take", kit).out
    plan = ("--place", "公园", "--start", "2026-05-02T09:00", "--end", "2026-05-02T11:00", "--name", "护绿")
    ours = run(folder, "fd", "activity", "add", "--code", "B1", *plan, "--category", "种树")
    assert ours.code == 0 and "绿色环保" in ours.err
    same = run(folder, "fd", "activity", "edit", "B1", "--category", "绿色环保")
    assert same.code == 0 and same.err == ""


def test_the_policy_is_the_teams_own_until_a_supervisor_takes_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line that is printed does the same as --with-policy; both want the PIN."""
    wanted, kit = folder / "policy.toml", folder / "district.hdkit"
    wanted.write_text('grid_minutes = 30\nrounding = "nearest"\nnot_creditable_kinds = ["parent"]\n')
    run(folder, "district", "district", "kit", kit, "--policy", wanted)
    offered = run(folder, "fd", "kit", "--take", kit)
    line = next(line for line in offered.lines if "hourdesk policy set" in line).strip()
    assert line == "hourdesk policy set grid_minutes=30 rounding=nearest 'not_creditable_kinds=[\"parent\"]'"
    for team in ("fd", "yz"):
        with open_store(folder / team / "first", SYSTEM_CLOCK) as store:
            set_pin(store.folder, "8642")
            assert store.policy().grid_minutes == 1
    assert run(folder, "fd", "kit", "--take", kit, "--with-policy").code == 1
    monkeypatch.setenv("HOURDESK_PIN", "8642")

    assert run(folder, "fd", "kit", "--take", kit, "--with-policy").code == 0
    assert run(folder, "yz", *shlex.split(line)[1:]).code == 0
    for team in ("fd", "yz"):
        with open_store(folder / team / "first", SYSTEM_CLOCK) as store:
            policy = store.policy()
            assert (policy.grid_minutes, policy.rounding, policy.not_creditable_kinds) == (30, "nearest", ("parent",))
    assert "policy set" not in run(folder, "yz", "kit", "--take", kit).out


def test_a_new_district_is_a_supervisors_word(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kit, other = folder / "district.hdkit", folder / "other.hdkit"
    run(folder, "district", "district", "kit", kit)
    run(folder, "yz", "kit", "--take", kit)
    (folder / "district").rename(folder / "old")
    with init_district(folder / "district", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as renewed:
        renewed.db.execute("INSERT INTO team VALUES ('YZ', '渝中实验小学', 900, true)")
    run(folder, "district", "district", "kit", other)
    refused = run(folder, "yz", "kit", "--take", other)
    assert refused.code == 1 and "--new-district" in refused.err and key_words(folder) in refused.err
    with open_store(folder / "yz" / "first", SYSTEM_CLOCK) as store:
        set_pin(store.folder, "8642")
    assert run(folder, "yz", "kit", "--take", other, "--new-district").code == 1
    monkeypatch.setenv("HOURDESK_PIN", "8642")
    taken = run(folder, "yz", "kit", "--take", other, "--new-district")
    assert taken.code == 0 and key_words(folder) in taken.out


def test_receipts_from_the_clerk_to_the_school(folder: Path) -> None:
    """李娜 gets 80 minutes by the district's word; the school takes the receipt and reads it again later."""
    with open_district(folder / "district", SYSTEM_CLOCK) as district:
        (event,) = district.db.execute("SELECT open_event FROM session WHERE volunteer = '002'").fetchone() or ("",)
    ruled = run(folder, "district", "--operator", "区管理员", "district", "rule", event, "--minutes", 80, "--reason", "签到表")  # fmt: skip
    assert ruled.code == 0, ruled.err
    written = run(folder, "district", "district", "receipt", folder / "out", "--json")
    assert [(one["team"], one["rulings"], one["minutes"]) for one in written.objects] == [("FD", 1, 45), ("YZ", 0, 0)]
    missing = run(folder, "fd", "receipt")
    assert missing.code == 1 and "no receipt" in missing.err
    taken = run(folder, "fd", "take", folder / "out" / "FD.hdreceipt")
    assert taken.code == 0 and key_words(folder) in taken.out and "rulings: 1" in taken.out
    told = run(folder, "fd", "receipt").out
    assert "80 min for 002 李娜 A1 · 签到表" in told and "清洁家园" in told and "45 min" in told
    parts = [one["part"] for one in run(folder, "fd", "receipt", "--json").objects]
    assert parts == ["receipt", "pack", "ruling", "fault", "elsewhere"]
    sessions = run(folder, "fd", "sessions", "--json").objects
    assert [(s["volunteer"], s["minutes"], s["source"]) for s in sessions] == [("002", 80, "ruled")]
    wrong = run(folder, "yz", "take", folder / "out" / "FD.hdreceipt")
    assert wrong.code == 1 and "FD" in wrong.err and run(folder, "yz", "receipt").code == 1


@in_the_soak
def test_events_that_did_not_arrive_yet_are_counted(folder: Path) -> None:
    """Since the pack was handed in two more scans came."""
    table = run(folder, "district", "district", "receipt", folder / "out").out.splitlines()
    assert "复旦" in table[1], "a school is told by its name too"
    for _ in range(2):
        run(folder, "fd", "scan", "--activity", "A1", "-", stdin=(folder / "badge.txt").read_text())
    run(folder, "fd", "take", folder / "out" / "FD.hdreceipt")
    assert "2 newer events are not there yet" in run(folder, "fd", "receipt").out


@in_the_soak
def test_a_receipt_for_a_kit_and_wrong_usage(folder: Path) -> None:
    run(folder, "district", "district", "receipt", folder / "out")
    mistaken = run(folder, "fd", "kit", "--take", folder / "out" / "FD.hdreceipt")
    assert mistaken.code == 1 and "hourdesk take" in mistaken.err
    run(folder, "district", "district", "kit", folder / "district.hdkit")
    mistaken = run(folder, "fd", "take", folder / "district.hdkit")
    assert mistaken.code == 1 and "hourdesk kit --take district.hdkit" in mistaken.err
    assert run(folder, "fd", "kit", folder / "team.hdkit", "--with-policy").code == 2
    assert run(folder, "fd", "kit").code == 2
    assert run(folder, "district", "district", "kit").code == 2
    unknown = run(folder, "district", "district", "receipt", folder / "out", "--team", "XX")
    assert unknown.code == 1 and "FD, YZ" in unknown.err
    assert json.loads(run(folder, "district", "district", "kit", folder / "k.hdkit", "--json").out)["badges"] == 3
