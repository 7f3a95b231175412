"""Whoever left long ago: their birth date, guardian and name go, their number and hours stay."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from storage.disk.ids import new_id
from storage.presence.held_scans import held_scans, hold
from storage.presence.unwritten_scans import keep_unwritten, unwritten_scans
from storage.store import open_store
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Answer, Made, Run, run_at

HEAD = "学号,姓名,班级,人员类别,出生日期,卡号,监护人同意\n"
ZHANG = "001,欧阳晓晓,七1班,学生,2013-09-17,KAHAO-778899,是\n"
LI = "002,李娜,七1班,学生,2013-02-03,,\n"
WANG = "003,王小明,七2班,学生,2001-04-05,,\n"
SHANGHAI = ZoneInfo("Asia/Shanghai")
WHY = ("--reason", "保存期限已到")


def listed(tmp_path: Path, *rows: str, name: str = "list.csv") -> Path:
    file = tmp_path / name
    file.write_text(HEAD + "".join(rows), "utf-8")
    return file


@pytest.fixture
def school(run: Run, clock: StandingClock, tmp_path: Path, made: Made) -> Run:
    """Three people served in March 2026; 001 consented; a held scan waits with the card of 001; then 001 and 002 left."""
    made.copy(
        ("school of leavers", clock.now_ms),
        lambda folder: make_school(run_at(folder / "desk", clock), folder),
        tmp_path,
    )
    return run


def make_school(run: Run, tmp_path: Path) -> None:
    assert run("init", "--team", "FD", "--name", "复旦中学").code == 0
    assert run("roster", "import", listed(tmp_path, ZHANG, LI, WANG)).code == 0
    planned = ("--start", "2026-03-05T09:00", "--end", "2026-03-05T12:00")
    assert run("activity", "add", "--code", "A1", "--name", "清洁家园", "--place", "公园", *planned).code == 0
    badges = {one["number"]: one["badge"] for one in run("roster", "list", "--json").objects}
    scans = [f"2026-03-05T{at}+08:00\t{badges[number]}" for number in badges for at in ("09:00:00", "11:00:00")]
    assert run("scan", "--activity", "A1", "-", stdin="\n".join(scans)).code == 0
    assert run("consent", "given", "--number", "002", "--who", "外婆周桂兰来电").code == 0
    assert run("diary", "add", "001", "欧阳晓晓扫了落叶", "--on", "2026-03-05").code == 0
    assert run("roster", "import", "--replace", listed(tmp_path, WANG)).code == 0


def later(clock: StandingClock, year: int) -> None:
    clock.set(datetime(year, 3, 6, 11, 30, tzinfo=SHANGHAI))


def sessions(run: Run) -> list[object]:
    return [{name: value for name, value in one.items() if name != "name"} for one in run("sessions", "--json").objects]


def due(answer: Answer) -> list[tuple[str, list[str]]]:
    return [(one["volunteer"], one["fields"]) for one in answer.objects if one["result"] == "due"]


def found_in(data: Path, *texts: str) -> set[str]:
    """Which of the texts stand in desk.db, what lies beside it, and not_recorded.jsonl."""
    files = [*data.glob("desk.db*"), *data.glob("*.jsonl")]
    whole = b"".join(file.read_bytes() for file in files)
    return {text for text in texts if text.encode("utf-8") in whole}


def test_a_year_after_leaving_the_birth_date_and_the_guardian_go(school: Run, data: Path, clock: StandingClock) -> None:
    assert due(school("purge", "--dry-run", "--json")) == []
    later(clock, 2126)
    assert school("add", "--volunteer", "001", "--activity", "A1", "--minutes", "5", "--reason", "钟错了").code == 0
    later(clock, 2027)
    before = sessions(school)
    assert due(school("purge", "--dry-run", "--json")) == [("001", ["birth"]), ("002", ["birth", "guardian"])]
    assert found_in(data, "2013-09-17", "2013-02-03", "周桂兰") == {"2013-09-17", "2013-02-03", "周桂兰"}
    done = school("purge", *WHY)
    assert done.code == 0, done.err
    assert "birth date" in done.out and "3 persons → 1" in done.out
    assert found_in(data, "2013-09-17", "2013-02-03", "周桂兰") == set()
    assert found_in(data, "2001-04-05", "欧阳晓晓") == {"2001-04-05", "欧阳晓晓"}
    assert sessions(school) == before
    assert school("check").code == 0
    again = school("purge", *WHY)
    assert again.code == 1 and "nobody is due" in again.err


def test_ten_years_later_the_name_the_card_and_the_diary_go_and_lists_say_so(
    school: Run, data: Path, clock: StandingClock, tmp_path: Path
) -> None:
    papers = tmp_path / "papers.pdf"
    issued = school(
        "certificate", "issue", papers, "001", "--all", "--issuer", "复旦中学团委", "--responsible", "李", "--json"
    )
    number = issued.objects[0]["number"]
    later(clock, 2037)
    before = sessions(school)
    assert school("purge", *WHY).code == 0
    secret = ("2013-09-17", "KAHAO-778899", "欧阳晓晓", "ouyangxiaoxiao", "李娜", "周桂兰", "扫了落叶")
    assert found_in(data, *secret) == set()
    assert sessions(school) == before
    (person,) = school("roster", "find", "001", "--json").objects
    assert (person["name"], person["class"], person["card"]) == ("purged", "七1班", None)
    assert school("roster", "find", "欧阳", "--json").out == ""
    assert "已清除" in school("--lang", "zh", "sessions").out and "王小明" in school("sessions").out
    assert "purged" in school("sessions").out
    certified = school("certificate", "verify", number)
    assert (certified.code, "genuine" in certified.out.lower()) == (0, True)
    printed = school("certificate", "print", tmp_path / "again.pdf", number)
    assert printed.code == 1 and "purged" in printed.err and not (tmp_path / "again.jwt").exists()
    # What was given away is the holder's: it is genuine as the paper is, and says what it said.
    given_away = school("certificate", "verify", papers.with_suffix(".jwt"), "--json")
    assert [(row["result"], row["holder"]) for row in given_away.objects] == [("genuine", "欧阳晓晓")]
    nameless = school(
        "certificate", "issue", tmp_path / "new.pdf", "001", "--all", "--issuer", "复旦中学团委", "--responsible", "李"
    )
    assert nameless.code == 1 and "purge --again" in nameless.err and not (tmp_path / "new.pdf").exists()
    (tmp_path / "ids.csv").write_text("学号,姓名,身份证号\n001,,11010519491231002X\n", "utf-8")
    batch = ("batch", "write", "student-hours", tmp_path / "b.xlsx", "--all", "--identities", tmp_path / "ids.csv")
    reported = school(*batch)
    assert reported.code == 1 and "purge --again" in reported.out + reported.err, reported
    assert school("check").code == 0


def test_the_consent_and_the_age_class_of_then_hold_whatever_the_policy_says_later(
    school: Run, clock: StandingClock, tmp_path: Path
) -> None:
    """002 was thirteen and 001 twelve; both consented. 003 is of age."""
    later(clock, 2027)
    assert school("purge", *WHY).code == 0
    before = sessions(school)
    assert school("policy", "set", "unknown_birth_is_minor=true", "consent_age=18").code == 0
    assert sessions(school) == before
    assert school("consent", "list", "--json").out == ""
    back = listed(tmp_path, "001,欧阳晓晓,七1班,学生,,,否\n", "002,李娜,七1班,学生,,,\n")
    assert school("roster", "import", "--add", back).code == 0
    lacking = school("consent", "list", "--json").objects
    assert [(one["volunteer"], one["consent"]) for one in lacking] == [("001", "withdrawn")]


def test_an_old_list_brings_nothing_back_until_a_supervisor_says_so(
    school: Run, data: Path, clock: StandingClock, tmp_path: Path
) -> None:
    later(clock, 2037)
    assert school("purge", *WHY).code == 0
    old = listed(tmp_path, ZHANG, LI, WANG)
    looked = school("roster", "import", "--add", old)
    assert looked.code == 0
    assert "2 people" in looked.out and "--with-purged" in looked.out
    assert "is now called" not in looked.out
    assert found_in(data, "欧阳晓晓", "2013-09-17", "KAHAO-778899") == set()
    unnumbered = tmp_path / "unnumbered.csv"
    unnumbered.write_text("姓名,班级,出生日期\n欧阳晓晓,七1班,2013-09-17\n", "utf-8")
    refused = school("roster", "import", "--add", unnumbered)
    assert refused.code == 1 and "may be somebody whose name was purged" in refused.err
    assert found_in(data, "欧阳晓晓", "2013-09-17") == set()
    assert school("roster", "import", "--add", "--with-purged", old).code == 0
    (person,) = school("roster", "find", "001", "--json").objects
    assert (person["name"], person["card"]) == ("欧阳晓晓", "KAHAO-778899")
    assert "2013-09-17" in found_in(data, "2013-09-17")


def test_an_old_list_of_many_whose_names_and_classes_are_gone_is_still_taken(
    school: Run, data: Path, clock: StandingClock, tmp_path: Path
) -> None:
    """No name is left that theirs could differ from: they are not taken for other people with numbers given twice."""
    old = [f"1{n:02d},旧生{n}号,七3班,学生,2013-01-{n:02d},,\n" for n in range(1, 6)]
    assert school("roster", "import", "--add", listed(tmp_path, *old)).code == 0
    assert school("roster", "import", "--replace", listed(tmp_path, WANG)).code == 0
    (data / "retention.toml").write_text(
        '[[rule]]\nname = "all"\nfields = ["name", "class", "birth"]\nafter_years = 1\n', "utf-8"
    )
    later(clock, 2037)
    assert school("purge", *WHY).code == 0
    looked = school("roster", "import", "--add", listed(tmp_path, *old))
    assert looked.code == 0 and "5 people" in looked.out, looked.err
    assert found_in(data, "旧生3号", "七3班") == set()
    assert school("purge", "--again", "101", *WHY).code == 0
    assert school("roster", "import", "--add", listed(tmp_path, *old)).code == 0
    assert found_in(data, "旧生1号", "旧生3号") == {"旧生1号"}
    assert school("roster", "import", "--add", "--with-purged", listed(tmp_path, *old)).code == 0
    assert found_in(data, "旧生1号", "旧生3号") == {"旧生1号", "旧生3号"}


@pytest.mark.parametrize("kind", ["sign-up list", "commendations", "paper sheet", "lost zeros"])
def test_a_file_that_names_somebody_purged_goes_in_by_number(
    school: Run, data: Path, clock: StandingClock, tmp_path: Path, kind: str
) -> None:
    later(clock, 2037)
    assert school("purge", *WHY).code == 0
    file = tmp_path / "them.csv"
    number = "1" if kind == "lost zeros" else "001"
    rows = {
        "commendations": f"学号,姓名,名称,授予单位,日期\n{number},欧阳晓晓,优秀志愿者,复旦中学,2026-06-01\n003,王小明,优秀志愿者,复旦中学,2026-06-01\n",
        "paper sheet": f"学号,姓名,签到时间,签退时间\n{number},欧阳晓晓,09:00,11:30\n003,王小明,09:00,11:30\n",
    }.get(kind, f"学号,姓名\n{number},欧阳晓晓\n003,王小明\n")
    file.write_text(rows, "utf-8")
    command: tuple[object, ...] = ("activity", "edit", "A1", "--signup", file)
    if kind == "commendations":
        command = ("commend", "--file", file)
    elif kind == "paper sheet":
        command = ("paper", "enter", file, "--activity", "A1", "--teacher", "003", "--dry-run")
    done = school(*command)
    assert done.code == 0, done.err + done.out
    assert "One person in this file" in done.err and "stays so" in done.err
    assert found_in(data, "欧阳晓晓") == set()
    file.write_text(rows.replace("王小明", "王大明"), "utf-8")
    refused = school(*command)
    assert refused.code == 1 and "王小明" in refused.err


def test_a_roster_that_lost_its_zeros_still_finds_somebody_purged(
    school: Run, data: Path, clock: StandingClock, tmp_path: Path
) -> None:
    later(clock, 2037)
    assert school("purge", *WHY).code == 0
    old = listed(tmp_path, "1,欧阳晓晓,七1班,学生,2013-09-17,,\n", WANG)
    looked = school("roster", "import", "--add", old)
    assert looked.code == 0 and "purged of one person" in looked.out + looked.err, looked.err
    assert found_in(data, "欧阳晓晓", "2013-09-17") == set()


def test_let_be_known_again_is_asked_and_recorded(school: Run, clock: StandingClock, tmp_path: Path) -> None:
    later(clock, 2027)
    assert school("purge", *WHY).code == 0
    assert school("purge", "--again", "003", *WHY).code == 1
    assert school("purge", "--again", "001", *WHY).code == 0
    assert "--with-purged" in school("roster", "import", "--add", listed(tmp_path, LI)).out
    assert "--with-purged" not in school("roster", "import", "--add", listed(tmp_path, ZHANG)).out


def test_an_older_backup_brings_nothing_back_until_a_supervisor_says_so(
    school: Run, data: Path, clock: StandingClock, tmp_path: Path
) -> None:
    older = tmp_path / "older.db"
    assert school("backup", older).code == 0
    later(clock, 2037)
    assert school("purge", *WHY).code == 0
    before = sessions(school)
    restored = school("restore", older)
    assert restored.code == 0 and "2 persons" in restored.err
    assert found_in(data, "欧阳晓晓", "2013-09-17", "KAHAO-778899", "周桂兰") == set()
    assert sessions(school) == before
    assert school("check").code == 0
    assert school("restore", older, "--with-purged").code == 0
    assert found_in(data, "欧阳晓晓") == {"欧阳晓晓"}


def test_a_purge_cant_be_struck_out(school: Run, clock: StandingClock) -> None:
    later(clock, 2027)
    (*_, done) = [one for one in school("purge", *WHY, "--json").objects if one["result"] == "purged"]
    for event in done["events"]:
        refused = school("void", event, "--reason", "又要")
        assert refused.code == 1 and "gone" in refused.err


def test_held_and_unwritten_scans_of_a_purged_card_stay_scans_of_the_person(
    school: Run, data: Path, clock: StandingClock
) -> None:
    at = clock.now_ms
    with open_store(data, clock.clock) as store:
        held = Arrival(new_id(at), at, "KAHAO-778899", "", Direction.AUTO, "keyboard")
        hold(store, held, "李")
        assert keep_unwritten(
            store, Arrival(new_id(at), at + 1, "KAHAO-778899", "FD/A1", Direction.AUTO, "keyboard"), "李"
        )
    assert found_in(data, "KAHAO-778899") == {"KAHAO-778899"}
    later(clock, 2037)
    assert school("purge", *WHY).code == 0
    assert found_in(data, "KAHAO-778899") == set()
    with open_store(data, clock.clock) as store:
        (kept,), (unwritten,) = held_scans(store), unwritten_scans(store.folder)
        assert {kept.arrival.volunteer, unwritten.arrival.volunteer} == {"FD/001"}
    assert school("check").code == 0


def test_the_statement_is_signed_and_says_that_the_hours_are_the_same(
    school: Run, data: Path, clock: StandingClock, tmp_path: Path
) -> None:
    later(clock, 2027)
    assert school("purge", *WHY).code == 0
    (statement,) = (data / "purged").glob("*.hdpurge")
    (said,) = school("verify", statement, "--json").objects
    assert said["register"]["birth"] == [3, 1]
    assert said["totals_before"] == said["totals_after"] and said["totals_after"]["minutes"] == 360
    assert said["trusted"] is True
    with ZipFile(statement) as parts:
        told = json.loads(parts.read("purge.json"))
    # Any digits stand in what is drawn by chance.
    by_chance = {name: told.pop(name) for name in ("desk", "events", "certificates")}
    assert all(by_chance.values()) and "欧阳" not in json.dumps(by_chance, ensure_ascii=False)
    assert not [text for text in ("001", "欧阳", "2013") if text in json.dumps(told, ensure_ascii=False)]
    changed = bytearray(statement.read_bytes())
    changed[changed.index(b"360")] = ord("9")
    forged = tmp_path / "forged.hdpurge"
    forged.write_bytes(bytes(changed))
    told = school("verify", forged)
    assert told.code == 1 and "no statement of a purge" in told.err
    taken = school("take", statement)
    assert taken.code == 1 and "hourdesk verify" in taken.err


def test_copies_made_before_are_named_and_stay(school: Run, data: Path, clock: StandingClock, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert school("backup", data / "backups" / "march.db").code == 0
    assert school("copies", stick, "--now").code == 0
    assert school("copies", stick, "--now").code == 0
    assert school("kit", stick / "second.hdkit").code == 0
    later(clock, 2027)
    done = school("purge", *WHY)
    for name in ("march.db", "second.hdkit", ".hdpack"):
        assert name in done.err
    assert "Kits up to version" in done.err
    # What names nobody is not on the list: without the head of the chain or the settings the desk would be worse off.
    for name in ("desk.head", "desk.in_use", "desk.toml"):
        assert name not in done.err
    # This desk is none of the others.
    assert "Other desks" not in done.err
    assert (data / "backups" / "march.db").is_file() and (stick / "second.hdkit").is_file()


def test_a_school_keeps_for_as_long_as_its_own_rules_say(school: Run, data: Path, clock: StandingClock) -> None:
    own = data / "retention.toml"
    own.write_text('[[rule]]\nname = "halb"\nfields = ["class", "birth"]\nafter_months = 6\n', "utf-8")
    clock.set(datetime(2026, 9, 4, 11, 30, tzinfo=SHANGHAI))
    assert due(school("purge", "--dry-run", "--json")) == []
    told = school("purge", "--dry-run").out
    assert "after 6 months: class, birth date" in told and "The next day is 2026-09-05: 2 persons are due then." in told
    assert due(school("purge", "--dry-run", "--before", "2026-09-06", "--json")) == [
        ("001", ["class", "birth"]),
        ("002", ["class", "birth"]),
    ]
    # Whoever has two numbers is one person, by whichever count.
    assert school("link", "001", "--same-as", "002", "--insist", "--reason", "一人").code == 0
    assert "The next day is 2026-09-05: 1 person is due then." in school("purge", "--dry-run").out
    *rows, end = school("purge", "--dry-run", "--before", "2026-09-06", "--json").objects
    (birth,) = (row for row in rows if row.get("field") == "birth")
    assert (birth["before"], birth["after"], end["persons"]) == (2, 1, 1)
    for wrong in ("", "rule = 1", '[[rule]]\nname = "x"\nfields = ["shoes"]\nafter_years = 1',
                  '[[rule]]\nname = "x"\nfields = ["name"]\nafter_years = -1'):  # fmt: skip
        own.write_text(wrong, "utf-8")
        refused = school("purge", "--dry-run")
        assert refused.code == 1 and "retention.toml" in refused.err


def test_nobody_purges_an_open_desk_or_without_the_pin(
    school: Run, data: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(clock, 2027)
    with open_store(data, clock.clock):
        refused = school("purge", *WHY)
    assert refused.code == 1 and "a desk is open" in refused.err
    assert school("purge").code == 2
    monkeypatch.setenv("HOURDESK_NEW_PIN", "482915")
    assert school("pin", "set").code == 0
    refused = school("purge", *WHY)
    assert refused.code == 1 and "HOURDESK_PIN" in refused.err
    assert school("purge", "--dry-run").code == 0
    monkeypatch.setenv("HOURDESK_PIN", "482915")
    assert school("purge", *WHY).code == 0
