"""Whatever a person types wrongly is one sentence that says what to do; nothing is half written, nothing waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from storage.disk import sqlite
from tests.tui.cli.conftest import Run

ADD = ("activity", "add", "--code", "B1", "--name", "植树", "--place", "河边")
TIMES = ("--start", "2024-03-12T09:00", "--end", "2024-03-12T11:00")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("frobnicate",), 2, "No such command 'frobnicate'"),
        (("add", "--volunteer", "001", "--minutes", "5", "--reason", "r"), 2, "Missing option '--activity'"),
        (("scan", "--activity", "A1"), 2, "Name a SOURCE"),
        (("scan", "--activity", "A1", "--direction", "up", "-"), 2, "'up' is not one of"),
        (("scan", "--activity", "A9", "-"), 1, "--activity: there is no activity “A9”; there are: A1"),
        (("sessions", "--activity", "A9"), 1, "there is no activity “A9”"),
        (("sessions", "--lang", "fr"), 2, "'fr' is not one of"),
        (
            (*ADD, "--start", "2024-02-30T09:00", "--end", "2024-03-12T11:00"),
            2,
            "there is no day “2024-02-30” in the calendar",
        ),
        ((*ADD, "--start", "2024-03-12", "--end", "2024-03-12T11:00"), 2, "“2024-03-12” says no time of the day"),
        ((*ADD, "--start", "0001-01-01T00:00", "--end", "0001-01-01T01:00"), 2, "“0001-01-01” is not of our time"),
        ((*ADD, "--start", "2206-03-05T09:00", "--end", "2206-03-05T11:00"), 2, "“2206-03-05” is not of our time"),
        ((*ADD, *TIMES, "--check-in-until", "2500-03-05T09:00"), 2, "“2500-03-05” is not of our time"),
        # The year is right, but nobody reads what is later in UTC.
        (
            (*ADD, "--start", "2199-12-31T09:00-05:00", "--end", "2199-12-31T23:00-05:00"),
            1,
            "“2200-01-01” can't be recorded",
        ),
        # As a terminal gives the bytes of an encoding that it does not know.
        (("activity", "edit", "A1", "--name", "\udcc7\udce5"), 2, "'--name': “��” holds characters that can't be read"),
        (("--operator", "\udcff", "activity", "close", "A1"), 2, "'--operator': “�” holds characters"),
        (("explain", "\udcff"), 2, "“�” holds characters that can't be read"),
        ((*ADD, *TIMES, "--timezone", "Asia/Chongqin"), 2, "there is no time zone “Asia/Chongqin”"),
        ((*ADD, "--start", "2024-03-12T11:00", "--end", "2024-03-12T09:00"), 1, "ends before it starts"),
        (("activity", "add", "--code", "A1", "--name", "x", "--place", "y", *TIMES), 1, "the code “A1” is taken"),
        (("activity", "add", "--code", "A 2", "--name", "x", "--place", "y", *TIMES), 1, "“A 2” can't be used"),
        (ADD, 2, "Missing option '--start'"),
        (("activity", "edit", "A1"), 2, "Say what changes"),
        (("activity", "edit", "A9", "--name", "x"), 1, "there is no activity “A9”"),
        (("activity", "reopen", "A1"), 1, "nothing to reopen"),
        (("policy", "set", "rounding"), 2, "“rounding” is no setting"),
        (("policy", "set", "grid_minutes=7"), 1, "7 is not possible here; write 1, 5, 10, 15, 30, 60"),
        (("policy", "set", "gird_minutes=5"), 1, "there is no such setting"),
        (("export", "hours.docx"), 1, "“.docx” is not a format"),
        (("export", "hours.hdpack", "--activity", "A1"), 2, "leave out --activity, --from and --to"),
        (("export", "hours.csv", "--seal-to", "key.txt"), 2, "--seal-to is for packs"),
        (("export", "hours.hdpack", "--seal-to", "key.txt"), 1, "the district's key can't be read"),
        (("take", "none.hdpack"), 1, "the file can't be read"),
        (("verify", "none.hdpack"), 1, "the file can't be read"),
        (("export", "h.csv", "--from", "3/5/2024"), 2, "“3/5/2024” can't be read as a day"),
        (("export", "h.csv", "--from", "2024-03-05", "--to", "2024-03-04"), 1, "The last day is before the first"),
        (("badges", "b.pdf", "--only", "001", "--only", "9"), 1, "--only: nobody in the roster has the number 9"),
        (("badges", "b.pdf", "--activity", "A1"), 1, "has no sign-up list"),
        (("badges", "reissue", "9"), 1, "nobody in the roster has the number 9"),
        (("badges", "reissue"), 2, "badges reissue NUMBER"),
        (("amend", "abc", "--at", "2024-03-05T09:00", "--reason", "x"), 1, "“abc” is no event id"),
        (("void", "01890000-0000-7000-8000-000000000000", "--reason", "x"), 1, "no event with this id"),
        (("rule", "abc", "--minutes", "ten", "--reason", "x"), 2, "“ten” is no whole number"),
        (("add", "--volunteer", "9", "--activity", "A1", "--minutes", "5", "--reason", "x"), 1, "has the number 9"),
        (
            ("add", "--volunteer", "001", "--activity", "A1", "--minutes", "-5", "--reason", "x"),
            1,
            "-5 is not possible",
        ),
        (("add", "--volunteer", "001", "--activity", "A1", "--minutes", "5", "--reason", " "), 1, "say why"),
        (("confirm",), 2, "Name events, or --activity CODE"),
        (("confirm", "--activity", "A1"), 1, "there is nothing to confirm here"),
        (("init", "--team", "FD", "--name", "again"), 1, "there is a desk in this folder already"),
        (
            ("roster", "import", "missing.xlsx"),
            1,
            "missing.xlsx: the file can't be read (there is no such file or folder)",
        ),
        (("restore", "missing.db"), 1, "there is no such file"),
        (("restore", "."), 1, "it is a folder, and no file"),
        (("kit",), 2, "Name the file to write"),
    ],
)
def test_one_sentence(
    desk: Run, words: tuple[str, ...], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(p.name for p in tmp_path.iterdir())
    answer = desk(*words)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert sorted(p.name for p in tmp_path.iterdir()) == before


def test_no_desk_yet(run: Run, data: Path) -> None:
    answer = run("sessions")
    assert answer.code == 1
    assert "make one with hourdesk init" in answer.err
    assert not data.exists()


def test_bad_init(run: Run, data: Path) -> None:
    assert run("init", "--team", "FD", "--name", "x", "--timezone", "Mars/Base").code == 2
    assert run("init", "--team", "F/D", "--name", "x").code == 1
    assert run("init", "--team", "ｃｑ８", "--name", "x").code == 1
    assert run("init", "--team", "FD").code == 2
    assert not data.exists()


def test_a_data_folder_that_cant_be_made(run: Run, data: Path) -> None:
    data.write_text("a file, no folder")
    answer = run("init", "--team", "FD", "--name", "x")
    assert answer.code == 1
    assert "the data folder can't be made" in answer.err


def test_a_record_of_a_newer_version(desk: Run, data: Path) -> None:
    with sqlite.connect(data / "desk.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    answer = desk("sessions")
    assert answer.code == 1
    assert "newer Hourdesk" in answer.err


def test_a_file_that_is_no_record(desk: Run, data: Path) -> None:
    for name in ("desk.db-wal", "desk.db-shm"):
        (data / name).unlink(missing_ok=True)
    (data / "desk.db").write_bytes(b"not a database, but long enough to look at" * 100)
    answer = desk("sessions")
    assert answer.code == 1
    assert "no record of Hourdesk" in answer.err


def open_with(monkeypatch: pytest.MonkeyPatch, pragma: str) -> None:
    """Every connection from now on has this setting."""
    from storage import store as store_module

    connect = store_module.connect

    def connect_so(path: Path) -> sqlite.Connection:
        connection = connect(path)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA {pragma.format(pages=pages)}")
        return connection

    monkeypatch.setattr(store_module, "connect", connect_so)


def test_a_full_disk(desk: Run, badge: Callable[[str], str]) -> None:
    """The database can't grow by a page: the scan is not recorded, and nothing says that it was."""
    stdin = "".join(f"2024-03-05T09:{m:02d}\t{badge('001')}\n" for m in range(60))
    with pytest.MonkeyPatch.context() as full:
        open_with(full, "max_page_count = {pages}")
        answer = desk("scan", "--activity", "A1", "--json", "-", stdin=stdin)
    assert answer.code == 1
    assert "NOT RECORDED: the disk is full" in answer.err
    assert len(answer.lines) < 60
    recorded = {e for row in desk("sessions", "--json").objects for e in (row["open_event"], row["close_event"])}
    assert {o["event"] for o in answer.objects if o["outcome"] in ("opened", "closed")} <= recorded
    assert desk("check").code == 0


def test_a_folder_that_cant_be_written(desk: Run, badge: Callable[[str], str]) -> None:
    with pytest.MonkeyPatch.context() as protected:
        open_with(protected, "query_only = ON")
        answer = desk("scan", "--activity", "A1", "--json", "-", stdin=f"{badge('001')}\n")
    assert (answer.code, answer.out) == (1, "")
    assert "NOT RECORDED: the data folder can't be written" in answer.err
    assert desk("sessions", "--json").objects == []


def test_bad_lines_are_named_and_the_others_go_on(desk: Run, badge: Callable[[str], str]) -> None:
    lines = [
        f"2024-03-05T09:00\t{badge('001')}",
        f"2024-02-30T09:00\t{badge('002')}",
        f"2999-01-01T00:00\t{badge('002')}",
        "",
        "11010519491231002X",
        f"2024-03-05T01:05Z\t{badge('003')}",
        f"0001-01-01T00:00\t{badge('003')}",
    ]
    answer = desk("scan", "--activity", "A1", "--json", "-", stdin="\n".join(lines))
    assert answer.code == 1
    assert [o["outcome"] for o in answer.objects] == ["opened", "not_a_badge", "opened"]
    assert answer.objects[-1]["at"] == "2024-03-05T09:05:00+08:00"
    said = answer.err.splitlines()
    assert said[0].startswith("line 2: there is no day “2024-02-30” in the calendar")
    assert said[1].startswith("line 3: “2999-01-01” is not of our time"), "no reader would take an event of that year"
    assert "this is no badge" in said[2]
    assert said[3].startswith("line 7: “0001-01-01” is not of our time")
    assert "11010519491231002X" not in answer.err + answer.out


def test_refused_scans_are_recorded_and_named(desk: Run, badge: Callable[[str], str]) -> None:
    old = badge("001")
    desk("badges", "reissue", "001")
    desk("activity", "close", "A1")
    answer = desk("scan", "--activity", "A1", "--json", "-", stdin=f"{old}\n{badge('002')}\n")
    assert answer.code == 1
    assert [(o["outcome"], o["name"]) for o in answer.objects] == [("revoked", "张伟"), ("activity_closed", "李娜")]
    assert all(o["session_start"] is None for o in answer.objects)
    assert "replaced by a new one" in answer.err
    assert "the activity is closed" in answer.err


def test_a_sign_up_list_names_who_is_in_no_roster(desk: Run, tmp_path: Path) -> None:
    file = tmp_path / "signup.txt"
    file.write_text("001\n009\n003\n010\n")
    answer = desk("activity", "edit", "A1", "--signup", file)
    assert answer.code == 1
    assert "signup.txt 2: nobody in the roster has the number 009" in answer.err
    assert "signup.txt 4: nobody in the roster has the number 010" in answer.err
    assert desk("activity", "list", "--json").objects[0]["signup"] is None
    file.write_text("编号,姓名\n001,张伟\n003,王小明\n")
    assert desk("activity", "edit", "A1", "--signup", file).code == 0
    assert desk("activity", "list", "--json").objects[0]["signup"] == ["001", "003"]


@pytest.mark.parametrize(
    "words",
    [("certificate", "verify", "x.jwt", "--list"), ("kit", "--take"), ("district", "report", "x.docx", "--templates")],
)
def test_a_second_file_of_an_option_for_one_is_not_passed_over(run: Run, words: tuple[str, ...]) -> None:
    """Click takes the last one, without a word."""
    refused = run(*words, "a", words[-1], "b")
    assert refused.code == 2 and f"{words[-1]} takes one file, and 2 were named" in refused.err
