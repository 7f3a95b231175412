"""What pupils did on their own: handed in, verified or refused, counted apart and up to a limit."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from checkin.clock import SYSTEM_CLOCK
from storage.record import whole_record
from storage.store import open_store
from tests.portions import share
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

ROSTER = "学号,姓名,班级,人员类别\n001,张伟,高一1班,学生\n002,李娜,高一1班,学生\n"
HEAD = "学号,服务单位,联系人,日期,时长,证明材料\n"


@pytest.fixture
def school(run: Run, clock: StandingClock, tmp_path: Path) -> Run:
    """Two pupils and a photo, on 10 March 2026."""
    clock.set(datetime(2026, 3, 10, 10, tzinfo=ZoneInfo("Asia/Shanghai")))
    (tmp_path / "people.csv").write_text(ROSTER, "utf-8")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8 a photo")
    assert run("init", "--team", "FD", "--name", "复旦中学").code == 0
    assert run("roster", "import", tmp_path / "people.csv").code == 0
    return run


def claim(tmp_path: Path, number: str = "001", **other: object) -> list[object]:
    asked = {
        "unit": "图书馆",
        "contact": "李老师 6789",
        "on": "2026-03-07",
        "hours": "2",
        "evidence": tmp_path / "photo.jpg",
    }
    options = [part for name, value in {**asked, **other}.items() if value is not None for part in (f"--{name}", value)]
    return ["claim", "add", number, *options]


def entered(run: Run, *words: object) -> str:
    told = run(*words, "--json")
    assert told.code == 0, told.err
    return str(told.objects[0]["claim"])


def minutes(run: Run) -> list[tuple[str, str, int]]:
    return [(one["volunteer"], one["source"], one["minutes"]) for one in run("sessions", "--json").objects]


def test_a_claim_counts_once_it_is_verified_and_no_longer_when_that_is_struck_out(school: Run, tmp_path: Path) -> None:
    number = entered(school, *claim(tmp_path))
    assert minutes(school) == []
    looked = school("claim", "verify", number, "--reason", "问过图书馆", "--dry-run")
    assert looked.code == 0 and "0 min → 2 h" in looked.err
    assert minutes(school) == []
    verified = school("claim", "verify", number, "--reason", "问过图书馆", "--json").objects[-1]
    assert (verified["state"], verified["change"]["minutes_after"]) == ("verified", 120)
    assert minutes(school) == [("001", "claimed", 120)]
    again = school("claim", "verify", number, "--reason", "R")
    assert again.code == 1 and "already" in again.err
    assert school("void", verified["judgement"], "--reason", "看错了").code == 0
    assert minutes(school) == []
    assert school("claim", "list", "--json").objects[0]["state"] == "waiting"


def test_the_policy_limits_them_in_all_and_they_stand_apart(school: Run, tmp_path: Path) -> None:
    assert school("policy", "set", "max_claimed_minutes=180", "--from", "2026-01-01").code == 0
    for day in ("2026-03-06", "2026-03-07", "2026-03-08"):
        number = entered(school, *claim(tmp_path, on=day))
        assert school("claim", "verify", number, "--reason", "R").code == 0
    assert minutes(school) == [("001", "claimed", 120), ("001", "claimed", 60), ("001", "claimed", 0)]
    told = school("explain", "001").out
    assert "at most 180 min" in told
    heading, row = (line.split() for line in school("explain", "--all").out.splitlines()[:2])
    assert dict(zip(heading[3:], row[3:], strict=True)) == {
        "scanned": "0",
        "claimed": "180",
        "together": "180",
        "training": "0",
    }
    with open_store(tmp_path / "desk", SYSTEM_CLOCK) as store:
        assert {str(one.source) for one in whole_record(store).sessions} == {"claimed"}


def test_a_limit_by_school_year_says_before_and_after_and_takes_the_year_of_the_schools_table(
    school: Run, tmp_path: Path
) -> None:
    for day in ("2025-03-01", "2025-09-06", "2026-03-07"):
        number = entered(school, *claim(tmp_path, on=day))
        assert school("claim", "verify", number, "--reason", "R").code == 0
    (tmp_path / "desk" / "school_year.toml").write_text(
        'begins = "03-01"\n[[grade]]\ngrade = "高一"\nleaves = true\n', "utf-8"
    )
    told = school("policy", "set", "max_claimed_minutes_per_year=150", "--from", "2025-01-01")
    assert told.code == 0 and "1 person, 1 session: 2 h → 30 min" in told.err
    assert 'school_year_begins = "03-01"' in told.out
    assert minutes(school) == [("001", "claimed", 120), ("001", "claimed", 30), ("001", "claimed", 120)]
    assert "at most 150 min of service of their own in a school year: 30 min" in school("explain", "001").out


def test_how_long_ago_service_may_be_claimed_is_the_policys(school: Run, tmp_path: Path) -> None:
    refused = school(*claim(tmp_path, on="1990-05-01"))
    assert refused.code == 1 and "1990-05-01 is too long ago: service from 2023-09-01 on" in refused.err
    assert school(*claim(tmp_path, on="2023-09-01")).code == 0
    (tmp_path / "list.csv").write_text(HEAD + "002,图书馆,李老师,2019-05-01,2,photo.jpg\n", "utf-8")
    listed = school("claim", "import", tmp_path / "list.csv")
    assert listed.code == 1 and "list.csv 2: 2019-05-01 is too long ago" in listed.err
    assert school("policy", "set", "claim_years=8").code == 0
    assert school("claim", "import", tmp_path / "list.csv").code == 0
    (tmp_path / "desk" / "school_year.toml").write_text('begins = "03-01"\n[[grade]]\ngrade = "高一"\nleaves = true\n')
    told = school(*claim(tmp_path, on="1990-05-01")).err
    assert "-03-01 on can be claimed" in told, "the year of the school's own table, though no policy says it"


def test_a_refused_claim_gives_nothing_and_is_not_verified_later(school: Run, tmp_path: Path) -> None:
    number = entered(school, *claim(tmp_path))
    assert school("claim", "refuse", number, "--reason", "图书馆不知道").code == 0
    later = school("claim", "verify", number, "--reason", "R")
    assert later.code == 1 and "refused already (图书馆不知道)" in later.err
    same = school(*claim(tmp_path))
    assert same.code == 1 and number in same.err
    (tmp_path / "other.jpg").write_bytes(b"another photo")
    assert school(*claim(tmp_path, evidence=tmp_path / "other.jpg")).code == 0
    assert minutes(school) == []


@pytest.mark.parametrize(
    ("other", "said"),
    share(
        [
            ({"hours": "30"}, "in one day is not possible"),
            ({"hours": "0"}, "write how many hours"),
            ({"hours": "viel"}, "no number of hours"),
            ({"on": "2026-03-11"}, "in the future"),
            ({"number": "099"}, "nobody in the roster"),
            ({"unit": " "}, "unit is missing"),
            ({"evidence": None}, "evidence is missing"),
            ({"evidence": "/dev/null"}, ""),
            ({"evidence": "absent.jpg"}, "absent.jpg"),
        ],
        0,
        2,
    ),
)
def test_what_can_not_be_is_said_and_nothing_is_kept(
    school: Run, tmp_path: Path, other: dict[str, str | None], said: str
) -> None:
    told = school(*claim(tmp_path, **other))
    assert told.code == 1 and said in told.err and told.err.strip()
    assert school("claim", "list", "--json").objects == []
    assert not (tmp_path / "desk" / "claims").exists() or not any((tmp_path / "desk" / "claims").iterdir())


def test_a_file_that_proves_two_claims_or_is_gone_is_said_before_it_is_judged(school: Run, tmp_path: Path) -> None:
    first = entered(school, *claim(tmp_path))
    told = school(*claim(tmp_path, on="2026-03-08"))
    assert told.code == 0 and "The same file proves other claims too:" in told.err and first in told.err
    second = school("claim", "list", "--json").objects[1]["claim"]
    assert school("claim", "refuse", second, "--reason", "R", "--json").objects[-1]["same_evidence"] == [first]
    for kept in (tmp_path / "desk" / "claims").iterdir():
        kept.unlink()
    verified = school("claim", "verify", first, "--reason", "R")
    assert verified.code == 0 and "Its evidence is gone" in verified.err and second not in verified.err


def test_evidence_of_two_gigabytes_is_refused_by_its_size(school: Run, tmp_path: Path) -> None:
    large = tmp_path / "film.mp4"
    with large.open("wb") as file:
        file.truncate(2 << 30)
    told = school(*claim(tmp_path, evidence=large))
    assert told.code == 1 and "larger than 20 MB" in told.err


def test_evidence_is_for_this_user_alone_and_found_again(school: Run, tmp_path: Path) -> None:
    number = entered(school, *claim(tmp_path))
    (kept,) = (tmp_path / "desk" / "claims").iterdir()
    assert os.name == "nt" or kept.stat().st_mode & 0o777 == 0o600
    out = tmp_path / "out.jpg"
    told = school("claim", "evidence", number, out, "--json").objects[0]
    assert out.read_bytes() == (tmp_path / "photo.jpg").read_bytes()
    assert (told["name"], told["contact"]) == ("photo.jpg", "李老师 6789")
    log = school("export", tmp_path / "log.csv").code, (tmp_path / "log.csv").read_text("utf-8")
    assert "李老师" not in log[1]
    assert school("backup", tmp_path / "b.hdbackup").code == 0
    kept.write_bytes(kept.read_bytes() + b"x")
    assert "changed or damaged" in school("claim", "evidence", number, tmp_path / "no.jpg").err
    assert not (tmp_path / "no.jpg").exists()
    # Whoever checks the record learns of it, too, and of a file that is gone; not of a claim that was struck out.
    (told,) = school("check", "--json").objects
    assert told["code"] == "changed_evidence" and told["where"] == str(kept)
    kept.unlink()
    lost = school("check")
    assert lost.code == 1 and "this evidence is gone" in lost.err and "sound" not in lost.out
    (event,) = (one["event"] for one in school("claim", "list", "--json").objects)
    assert school("void", event, "--reason", "R").code == 0
    assert school("check").code == 0


def test_evidence_is_encrypted_with_the_desk(school: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = entered(school, *claim(tmp_path))
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "correct horse battery staple 9")
    assert school("protect").code == 0
    entered(school, *claim(tmp_path, number="002"))
    kept = list((tmp_path / "desk" / "claims").iterdir())
    assert len(kept) == 2 and not any(b"photo" in one.read_bytes() for one in kept)
    assert school("claim", "evidence", number, tmp_path / "seen.jpg").code == 0
    assert (tmp_path / "seen.jpg").read_bytes() == (tmp_path / "photo.jpg").read_bytes()
    assert school("unprotect").code == 0
    assert all(b"photo" in one.read_bytes() for one in kept)


def test_evidence_goes_with_the_name_and_comes_back_with_a_backup(
    school: Run, clock: StandingClock, tmp_path: Path
) -> None:
    entered(school, *claim(tmp_path))
    entered(school, *claim(tmp_path, number="002"))
    (folder := tmp_path / "desk" / "claims").joinpath("stray.txt").write_text("mine", "utf-8")
    assert school("backup", tmp_path / "b.hdbackup").code == 0
    assert school("init", "--team", "XX", "--name", "x", "--data", tmp_path / "other").code == 0
    assert school("restore", tmp_path / "b.hdbackup", "--data", tmp_path / "back").code == 0
    back = tmp_path / "back" / "claims"
    assert {one.name for one in back.iterdir()} == {one.name for one in folder.glob("*.evidence")}
    assert school("claim", "list", "--json", "--data", tmp_path / "back").objects[0]["state"] == "waiting"
    (tmp_path / "people.csv").write_text("学号,姓名,班级,人员类别\n002,李娜,高一1班,学生\n", "utf-8")
    assert school("roster", "import", tmp_path / "people.csv").code == 0
    clock.set(datetime(2036, 3, 10, 10, tzinfo=ZoneInfo("Asia/Shanghai")))
    assert school("purge", "--reason", "到期").code == 0
    assert len(list(folder.glob("*.evidence"))) == 1
    assert school("check").code == 0


def test_a_list_comes_in_whole_or_not_at_all(school: Run, tmp_path: Path) -> None:
    rows = "001,图书馆,李老师,2026-03-07,2,photo.jpg\n002,养老院,王院长,2026-03-08,1:30,photo.jpg\n"
    file = tmp_path / "claims.csv"
    for bad, said in (
        ("001,公园,李,2026-03-07,23,photo.jpg\n", "24 hours"),
        ("001,公园,李,2026-03-07,2,absent.jpg\n", "csv 4 absent.jpg"),
        ("002,养老院,王院长,2026-03-08,1,photo.jpg\n", "twice in this list"),
        ("002,公园,王,2026-03-08,1,../people.csv\n", "folder of the list"),
        ("007,公园,王,2026-13-08,x,\n", "007"),
    ):
        file.write_text(HEAD + rows + bad, "utf-8")
        told = school("claim", "import", file)
        assert told.code == 1 and said in told.err
        assert school("claim", "list", "--json").objects == []
    file.write_text(HEAD + rows.replace("photo", "page 9") + "007,公园,李,2026-03-07,2,photo.jpg\n", "utf-8")
    told = school("claim", "import", file).err.splitlines()
    assert [line.split()[1].rstrip(":") for line in told] == ["2", "3", "4"], "in the order of the rows"
    file.write_text(HEAD + rows, "utf-8")
    assert school("claim", "import", file, "--dry-run").code == 0
    assert school("claim", "list", "--json").objects == []
    assert school("claim", "import", file).code == 0
    assert [one["minutes"] for one in school("claim", "list", "--waiting", "--json").objects] == [120, 90]
    twice = school("claim", "import", file)
    assert twice.code == 1 and twice.err.count("already") == 2
