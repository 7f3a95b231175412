"""After a purge nothing that was purged stands in any byte of the folder, but in the files that the purge names."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from storage.standard.receipts import Fault, faults, keep_receipt
from storage.store import open_store
from tests.standing_clock import StandingClock
from tests.storage.telltales import words_in
from tests.tui.cli.conftest import Run

SECRET = ("欧阳晓晓晓", "欧阳笑笑笑", "ouyangxiaoxiaoxiao", "十九班甲乙", "廿九班甲乙", "2013-09-17", "2013-09-18",
          "KAHAO-778899", "13912345678", "外婆周桂兰",
          "对花生过敏要带针")  # fmt: skip
HEAD = "学号,姓名,班级,人员类别,出生日期,卡号,联系电话,监护人同意\n"
OLDER = "001,欧阳笑笑笑,廿九班甲乙,学生,2013-09-18,,13912345678,是\n"
RENAMED = "001,欧阳晓晓晓,廿九班甲乙,学生,2013-09-18,,13912345678,是\n"
GONE = "001,欧阳晓晓晓,十九班甲乙,学生,2013-09-17,KAHAO-778899,13912345678,\n"
STAYS = "003,王小明,七2班,学生,2001-04-05,,,\n"
CONFLICTS = [
    Fault("overlap", "001", (), "{name} was at {other}", {"name": "欧阳晓晓晓", "other": "YZ"}),
    Fault("two_teams", "007", (), "{name} is number {number} of {team} and number {other} of {other_team}",
          {"name": "欧阳晓晓晓", "number": "007", "team": "YZ", "other": "001", "other_team": "FD"}),
    Fault("overlap", "003", (), "{name} was at {other}", {"name": "王小明", "other": "YZ"}),
]  # fmt: skip
ALL = '[[rule]]\nname = "all"\nfields = ["birth","sex","guardian","telephone","card","diary","name","class","note"]\nafter_years = 1\n'


@pytest.fixture
def long_gone(run: Run, data: Path, clock: StandingClock, tmp_path: Path) -> Path:
    """A desk that used all that a desk can write of a person, who left eleven years ago."""

    def did(*words: object, stdin: str = "") -> str:
        done = run(*words, stdin=stdin)
        assert done.code == 0, (words, done.err, done.out)
        return done.out

    for name, rows in (("older", OLDER + STAYS), ("renamed", RENAMED), ("list", GONE + STAYS), ("fewer", STAYS)):
        (tmp_path / f"{name}.csv").write_text(HEAD + rows, "utf-8")
    (tmp_path / "ids.csv").write_text("学号,姓名,身份证号\n001,欧阳晓晓晓,11010520130917002X\n", "utf-8")
    (tmp_path / "signed.csv").write_text("学号,姓名\n001,欧阳晓晓晓\n003,王小明\n", "utf-8")
    did("init", "--team", "FD", "--name", "复旦中学")
    did("roster", "import", tmp_path / "older.csv")
    did("roster", "import", "--add", tmp_path / "renamed.csv")
    did("roster", "import", "--add", tmp_path / "list.csv")
    plan = ("--start", "2026-03-05T09:00", "--end", "2026-03-05T12:00")
    did(
        "activity",
        "add",
        "--code",
        "A1",
        "--name",
        "清洁",
        "--place",
        "公园",
        *plan,
        "--signup",
        tmp_path / "signed.csv",
    )
    scans = "".join(f"2026-03-05T{at}+08:00\tKAHAO-778899\n" for at in ("09:00:00", "11:00:00"))
    did("scan", "--activity", "A1", "-", stdin=scans)
    did("consent", "given", "--number", "001", "--who", "外婆周桂兰来电")
    did("note", "set", "001", "对花生过敏要带针和药")
    did("note", "set", "001", "对花生过敏要带针")
    (tmp_path / "欧阳晓晓晓.txt").write_text("兹证明欧阳晓晓晓在图书馆服务", "utf-8")
    said = ("--unit", "图书馆", "--contact", "外婆周桂兰", "--on", "2026-03-04", "--hours", "2")
    did("claim", "add", "001", *said, "--evidence", tmp_path / "欧阳晓晓晓.txt")
    (tmp_path / "posts.csv").write_text("学号,姓名,岗位\n001,欧阳晓晓晓,校门\n", "utf-8")
    did("post", "add", "校门", "--activity", "A1")
    did("post", "signup", tmp_path / "posts.csv", "--activity", "A1")
    did("thing", "give", "001", "雨伞", "--activity", "A1")
    did("year", "close")
    did("diary", "add", "001", "欧阳晓晓晓扫了落叶", "--on", "2026-03-05")
    did("evaluate", "001", "--quality", "good")
    did("commend", "001", "--title", "优秀志愿者", "--by", "教委")
    did("team", "cadre", "001", "--duty", "队长")
    did("certificate", "issue", tmp_path / "c.pdf", "001", "--all", "--issuer", "团委", "--responsible", "李")
    did("badges", tmp_path / "b.pdf")
    did("export", tmp_path / "e.xlsx")
    with open_store(data, clock.clock) as store, store.ledger.transaction():
        keep_receipt(store.connection, [], CONFLICTS, [])
    did("backup", data / "backups" / "march.db")
    did("roster", "import", "--replace", tmp_path / "fewer.csv")
    clock.set(datetime(2037, 3, 6, 11, 30, tzinfo=ZoneInfo("Asia/Shanghai")))
    (data / "retention.toml").write_text(ALL, "utf-8")
    return data


def test_nothing_of_it_is_left_but_in_the_files_that_are_named(run: Run, long_gone: Path, clock: StandingClock) -> None:
    before = words_in(long_gone, SECRET)
    done = run("purge", "--reason", "保存期限已到", "--json")
    assert done.code == 0, done.err
    copies = [Path(one["file"]) for one in done.objects if one["result"] == "copy"]
    named = {file.relative_to(long_gone).as_posix() for file in copies if file.is_relative_to(long_gone)}
    left = words_in(long_gone, SECRET)
    assert left.keys() <= named, left
    assert "desk.db" in before and "backups/march.db" in left
    assert run("check").code == 0
    with open_store(long_gone, clock.clock) as store, store.ledger.transaction():
        told = [one.text for one in faults(store.connection)]
        # A receipt of before still has the name.
        keep_receipt(store.connection, [], CONFLICTS, [])
        assert [one.text for one in faults(store.connection)] == told
    assert told == ["purged was at YZ", "purged is number 007 of YZ and number 001 of FD", "王小明 was at YZ"]
    assert words_in(long_gone, SECRET).keys() <= named
