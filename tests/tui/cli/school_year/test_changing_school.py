"""A pupil changes school within the district: the old school's file, and what the new one makes of it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from checkin.progress import listening
from storage.store import open_store
from tests.portions import in_the_soak
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Made, Run, run_at
from tests.tui.cli.school_year.conftest import make_school, on, serve

MAY, SUMMER = "2026-05-09", "2026-06-06"


class Schools:
    """The old school is the one of the fixture; the new one and the district have folders of their own."""

    def __init__(self, run: Run, tmp_path: Path) -> None:
        self.old, self.folder = run, tmp_path
        self.at_new = ("--data", tmp_path / "new")
        self.at_district = ("--data", tmp_path / "district")

    def new(self, *words: object) -> tuple[object, ...]:
        return (*words, *self.at_new)

    def merged(self) -> list[dict[str, object]]:
        """The totals of the district after both packs came in."""
        for place, name in (((), "old"), (self.at_new, "new")):
            assert self.old("export", self.folder / f"{name}.hdpack", *place).code == 0
        packs = [self.folder / f"{name}.hdpack" for name in ("old", "new")]
        done = self.old("district", "merge", *packs, *self.at_district)
        assert done.code == 0, done.err
        return self.old("district", "totals", "--json", *self.at_district).objects


def make_schools(folder: Path) -> None:
    """The old school as in the fixture `school`, the new one and the district."""
    make_school(folder)
    clock = StandingClock(0)
    on(clock, "2026-07-05T10:00")
    both = Schools(run_at(folder / "desk", clock), folder)
    roster = folder / "new.csv"
    roster.write_text(
        "学号,姓名,班级\n501,张伟,八(3)班\n502,李四,八(3)班\n503,王强,八(3)班\n504,王强,八(4)班\n", "utf-8"
    )
    for command in (
        both.new("init", "--team", "XN", "--name", "西南中学"), both.new("roster", "import", roster),
        ("export", folder / "old.hdpack"), both.new("export", folder / "new.hdpack"),
        ("district", "init", "--name", "渝中", *both.at_district),
        ("district", "trust", folder / "old.hdpack", *both.at_district),
        ("district", "trust", folder / "new.hdpack", *both.at_district),
        ("district", "merge", folder / "old.hdpack", folder / "new.hdpack", *both.at_district),
        ("district", "kit", folder / "d.hdkit", *both.at_district),
        both.new("kit", "--take", folder / "d.hdkit"),
        ("transfer", "give", folder / "001.hdleave", "001"),
    ):  # fmt: skip
        done = both.old(*command)
        assert done.code == 0, (command, done.err)


@pytest.fixture
def schools(run: Run, clock: StandingClock, tmp_path: Path, made: Made) -> Schools:
    """Both schools have sent packs, and the new one has the district's kit; 001 is 501 there, and served 30 minutes."""
    made.copy("schools", make_schools, tmp_path)
    on(clock, "2026-07-05T10:00")
    return Schools(run, tmp_path)


def test_the_file_holds_record_and_certificate(schools: Schools) -> None:
    shown = schools.old("transfer", "show", schools.folder / "001.hdleave", "--json").objects
    assert [(one["day"], one["minutes"], one["source"]) for one in shown[:-1]] == [(MAY, 120, "scanned")]
    assert (shown[-1]["name"], shown[-1]["minutes"], shown[-1]["team"]) == ("张伟", 120, "FD") and shown[-1][
        "certificate"
    ]
    with zipfile.ZipFile(schools.folder / "001.hdleave") as archive:
        assert archive.read("certificate.pdf").startswith(b"%PDF")
    number = shown[-1]["certificate"]
    assert schools.old("transfer", "give", schools.folder / "again.hdleave", "001").code == 0
    again = schools.old("transfer", "show", schools.folder / "again.hdleave", "--json").objects
    assert again[-1]["certificate"] == number


def test_what_a_leaver_has_not_settled_is_told(schools: Schools) -> None:
    """A claim that nobody verified, a check-in without a check-out, a vest: the other school takes one file, which has none of it."""
    day, file = "2026-07-05", schools.folder / "unsettled.hdleave"
    at = ("--place", "公园", "--start", f"{day}T09:00", "--end", f"{day}T11:00")
    badge = next(one["badge"] for one in schools.old("roster", "list", "--json").objects if one["number"] == "001")
    evidence = schools.folder / "s.jpg"
    evidence.write_bytes(b"stamp")
    claim = ("claim", "add", "001", "--unit", "图书馆", "--contact", "李", "--on", "2026-06-08", "--hours", "3")
    for done in (
        schools.old("activity", "add", "--code", "open", "--name", "清洁", *at),
        schools.old("scan", "--activity", "open", "-", stdin=badge),
        schools.old("thing", "give", "001", "背心", "--piece", "12", "--activity", "open"),
        schools.old(*claim, "--evidence", evidence),
    ):
        assert done.code == 0, done.err
    given = schools.old("transfer", "give", file, "001")
    assert given.code == 0 and "001 张伟: sessions that wait: 1, claims that wait: 1. The file does not" in given.err
    assert "001 张伟 still has: 背心 12" in given.err
    assert not schools.old("transfer", "give", schools.folder / "other.hdleave", "002").err


def test_hours_of_another_school_stand_apart_and_count_where_the_policy_says_so(schools: Schools) -> None:
    before = schools.merged()
    taken = schools.old(*schools.new("transfer", "take", schools.folder / "001.hdleave", "--json")).objects[-1]
    assert (taken["result"], taken["volunteer"], taken["minutes"], taken["counts"]) == ("taken", "501", 120, False)
    (row,) = schools.old(*schools.new("sessions", "--json")).objects
    assert (row["source"], row["minutes"], row["seconds"], row["volunteer"]) == ("transferred", 0, 7200, "501")
    assert row["activity_team"] == "FD" and "not_creditable" in row["flags"]
    assert schools.old(*schools.new("policy", "set", "transferred=count")).code == 0
    (row,) = schools.old(*schools.new("sessions", "--json")).objects
    assert (row["source"], row["minutes"], row["status"]) == ("transferred", 120, "closed")
    figures = schools.old(*schools.new("year", "figures", "--json")).objects
    assert figures[0]["by_source"]["transferred"] == 120 and figures[0]["sessions"] == 0
    assert schools.merged() == before, "the district counts them at the school where they were served, and nowhere else"


@in_the_soak
def test_hours_that_came_along_count_for_what_is_asked_here_and_at_the_district(
    schools: Schools, clock: StandingClock
) -> None:
    """Also where a list, not a closing, moved the new school's classes up: of its newcomers no class before is known."""
    on(clock, "2026-08-20T10:00")
    listed, asked = schools.folder / "listed.csv", '[[requirement]]\nname = "两小时"\nstages = ["junior"]\nhours = 2\n'
    rows = [f"50{n},{name},九(3)班" for n, name in enumerate(("张伟", "李四", "王强", "王强", "孙丽"), 1)]
    listed.write_text("学号,姓名,班级\n" + "\n".join(rows) + "\n", "utf-8")
    assert "move up with this list" in schools.old(*schools.new("roster", "import", "--add", listed)).out
    on(clock, "2026-09-02T10:00")
    schools.merged()
    for folder in ("new", "district/settings"):
        (schools.folder / folder / "requirement.toml").write_text(asked, "utf-8")

    def reached() -> list[int]:
        """Of the five in 九年级: here, and at the district."""
        here = schools.old(*schools.new("requirement", "list", "--json")).objects
        schools.merged()
        shares = schools.old("district", "requirement", "--json", *schools.at_district).objects
        return [
            sum(one["reached"] for one in here),
            *(one["reached"] for one in shares if one["team"] == "XN"),
        ]  # fmt: skip

    assert reached() == [0, 0]
    file = schools.folder / "001.hdleave"
    assert "don't count here" in schools.old(*schools.new("transfer", "take", file, "505", "--insist")).out
    assert reached() == [0, 0]
    # What was decided last holds, whenever it begins.
    assert schools.old(*schools.new("policy", "set", "transferred=count", "--from", "2026-12-01")).code == 0
    assert reached() == [1, 1]
    assert schools.old(*schools.new("transfer", "undo", "505", "--reason", "另一人")).code == 0
    assert reached() == [0, 0]
    assert "They count here" in schools.old(*schools.new("transfer", "take", file, "505", "--insist")).out


@in_the_soak
def test_what_another_school_recorded_can_be_read_here(schools: Schools, clock: StandingClock, data: Path) -> None:
    """Names of activities and trainings, commendations, stars; of somebody without an hour too. Struck out all goes."""
    on(clock, "2026-07-06T10:00")
    (schools.folder / "late.csv").write_text("学号,姓名,班级\n009,钱多,七(1)班\n", "utf-8")
    assert schools.old("roster", "import", "--add", schools.folder / "late.csv").code == 0
    at = ("--place", "礼堂", "--start", "2026-07-06T09:00", "--end", "2026-07-06T10:00")
    assert schools.old("activity", "add", "--code", "tr", "--name", "急救培训", "--kind", "training", *at).code == 0
    badges = {one["number"]: one["badge"] for one in schools.old("roster", "list", "--json").objects}
    scans = "".join(f"2026-07-06T{time}:00+08:00\t{badges['004']}\n" for time in ("09:00", "09:50"))
    assert schools.old("scan", "--activity", "tr", "-", stdin=scans).code == 0
    assert schools.old("commend", "009", "--title", "优秀志愿者", "--by", "区教委", "--on", "2026-06-01").code == 0
    (data / "stars.toml").write_text("[[stars]]\nstars = 1\nhours = 1\n", "utf-8")
    assert schools.old("stars", "award", "001", "--on", "2026-07-06").code == 0
    for number, here in (("001", "501"), ("004", "502"), ("009", "503")):
        file = schools.folder / f"{number}.hdleave"
        file.unlink(missing_ok=True)
        assert schools.old("transfer", "give", file, number).code == 0
        done = schools.old(*schools.new("transfer", "take", file, here, "--insist"))
        assert done.code == 0, done.err

    def page(number: str) -> str:
        return schools.old(*schools.new("volunteer", number)).out

    assert f"清洁{MAY} FD/{MAY}" in page("501") and "★ " not in page("501").split("Missing")[0]
    assert "急救培训" in page("502") and "0:50" in page("502")
    assert "优秀志愿者" in page("503") and "FD/~record" in page("503")
    told = schools.old(*schools.new("policy", "set", "transferred=count"))
    assert told.code == 0 and "2 persons, 2 sessions: 0 min → 4 h" in told.err
    assert "★ " in page("501").split("Missing")[0]
    again = schools.old(*schools.new("transfer", "take", schools.folder / "009.hdleave", "503", "--insist"))
    assert again.code == 1 and "taken already" in again.err
    for number in ("501", "502", "503"):
        undone = schools.old(*schools.new("transfer", "undo", number, "--reason", "另一人"))
        assert undone.code == 0 and ("2 h → 0 min" in undone.err) == (number != "503"), undone.err
    left = page("501").split("Missing")[0] + page("502") + page("503")
    assert not any(text in left for text in ("★  ", "急救培训", "优秀志愿者", "FD/"))


def test_a_file_is_taken_once_and_can_be_struck_out(schools: Schools) -> None:
    file = schools.folder / "001.hdleave"
    assert schools.old(*schools.new("transfer", "take", file, "--dry-run")).code == 0
    assert schools.old(*schools.new("transfer", "list", "--json")).objects == []
    assert schools.old(*schools.new("transfer", "take", file, "501")).code == 0
    refused = schools.old(*schools.new("transfer", "take", file, "502", "--insist"))
    assert refused.code == 1 and "taken already, for 501" in refused.err
    serve(schools.old, SUMMER, "001")
    assert schools.old("transfer", "give", schools.folder / "newer.hdleave", "001").code == 0
    refused = schools.old(*schools.new("transfer", "take", schools.folder / "newer.hdleave", "501"))
    assert refused.code == 1 and "transfer undo 501" in refused.err
    assert schools.old(*schools.new("transfer", "undo", "501", "--reason", "新的一份")).code == 0
    assert schools.old(*schools.new("transfer", "take", schools.folder / "newer.hdleave", "501")).code == 0
    assert [one["minutes"] for one in schools.old(*schools.new("transfer", "list", "--json")).objects] == [240]


def test_files_that_nobody_can_believe_are_refused_whole(schools: Schools, tmp_path: Path) -> None:
    file, changed = schools.folder / "001.hdleave", schools.folder / "changed.hdleave"
    changed.write_bytes(file.read_bytes().replace(b'"minutes": 120', b'"minutes": 999'))
    assert changed.read_bytes() != file.read_bytes()
    third = ("--data", tmp_path / "third")
    assert schools.old("init", "--team", "ZZ", "--name", "外区中学", *third).code == 0
    roster = tmp_path / "third.csv"
    roster.write_text("学号,姓名\n9,王强\n", "utf-8")
    assert schools.old("roster", "import", roster, *third).code == 0
    assert schools.old("transfer", "give", tmp_path / "stranger.hdleave", "9", *third).code == 0
    forged = ("--data", tmp_path / "forged")
    assert schools.old("init", "--team", "FD", "--name", "复旦中学", *forged).code == 0
    assert schools.old("roster", "import", roster, *forged).code == 0
    assert schools.old("transfer", "give", tmp_path / "forged.hdleave", "9", *forged).code == 0
    assert schools.old(*schools.new("transfer", "give", tmp_path / "own.hdleave", "502")).code == 0
    (tmp_path / "no.hdleave").write_bytes(b"PK\x03\x04 nothing")
    for name, said in (
        ("changed", "damaged"), ("stranger", "no school of the district's list"), ("forged", "did not sign this file"),
        ("own", "your own school"), ("no", "no file of a leaver"), ("absent", "absent"),
    ):  # fmt: skip
        answer = schools.old(*schools.new("transfer", "take", tmp_path / f"{name}.hdleave", "501", "--insist"))
        assert answer.code == 1 and (said in answer.err or "changed after it was signed" in answer.err), (
            name,
            answer.err,
        )
    assert schools.old(*schools.new("sessions", "--json")).objects == []
    pack = schools.old(*schools.new("transfer", "take", schools.folder / "old.hdpack", "501"))
    assert pack.code == 1 and "pack" in pack.err
    wrong_place = schools.old(*schools.new("take", file))
    assert wrong_place.code == 1 and "transfer take" in wrong_place.err


def test_a_file_that_a_lost_laptop_signed_is_refused_once_the_district_says_so(
    schools: Schools, tmp_path: Path
) -> None:
    second, files = (
        ("--data", tmp_path / "second"),
        [tmp_path / name for name in ("lost.hdleave", "t.hdkit", "p.hdpack")],
    )
    lost, kit, pack = files
    assert schools.old("kit", kit).code == 0
    assert schools.old("init", "--kit", kit, "--desk", "gate", *second).code == 0
    told = schools.old("transfer", "give", lost, "002", *second)
    assert told.code == 0 and "this list is incomplete" in told.err, "it was made without the other desk's record"
    for command in (
        ("export", tmp_path / "gate.hdpack", *second), ("take", tmp_path / "gate.hdpack"),
        ("revoke-desk", "gate", "--reason", "被偷"), ("export", pack), ("district", "merge", pack, *schools.at_district),
        ("district", "kit", tmp_path / "d2.hdkit", *schools.at_district),
        schools.new("kit", "--take", tmp_path / "d2.hdkit"),
    ):  # fmt: skip
        assert schools.old(*command).code == 0, command
    refused = schools.old(*schools.new("transfer", "take", lost, "502", "--insist"))
    assert refused.code == 1 and "a laptop that 复旦中学 lost" in refused.err
    assert schools.old(*schools.new("transfer", "take", schools.folder / "001.hdleave", "501")).code == 0


def test_whose_file_it_is_is_never_guessed(schools: Schools, clock: StandingClock) -> None:
    for number, name in (("003", "王强"), ("006", "周杰")):
        assert schools.old("transfer", "give", schools.folder / f"{number}.hdleave", number).code == 0
        refused = schools.old(*schools.new("transfer", "take", schools.folder / f"{number}.hdleave"))
        assert refused.code == 1 and name in refused.err
    refused = schools.old(*schools.new("transfer", "take", schools.folder / "006.hdleave", "502"))
    assert refused.code == 1 and "--insist" in refused.err
    with open_store(schools.folder / "new", clock.clock) as store, store.ledger.transaction():
        store.connection.execute("UPDATE person SET name = '' WHERE number = '503'")
    refused = schools.old(*schools.new("transfer", "take", schools.folder / "003.hdleave", "503"))
    assert refused.code == 1 and "number 503 is purged: add --insist" in refused.err, "nobody can tell who that is"
    assert schools.old(*schools.new("transfer", "take", schools.folder / "003.hdleave", "504")).code == 0


def test_all_leavers_of_a_year_get_their_files(schools: Schools, tmp_path: Path) -> None:
    assert "nobody left" in schools.old("transfer", "give", tmp_path / "all", "--leavers").err
    assert schools.old("year", "close").code == 0
    assert schools.old("transfer", "give", tmp_path / "all", "--leavers").code == 0
    assert sorted(file.name for file in (tmp_path / "all").iterdir()) == ["004.hdleave", "005.hdleave"]
    shown = schools.old("transfer", "show", tmp_path / "all" / "005.hdleave", "--json").objects[-1]
    assert shown["class"] == "高三(3)班" and shown["minutes"] == 120


class _Gone(BaseException):
    """Somebody stops the work."""


class _Impatient:
    """Stops a work as soon as one thing of it is done."""

    def begin(self, words: str, total: int | None) -> None:
        self.total = total

    def reached(self, done: int) -> None:
        raise _Gone

    def end(self) -> None: ...


def test_leavers_files_that_are_stopped_leave_no_file(schools: Schools, tmp_path: Path) -> None:
    """A certificate that was issued for the first of them stands, and its file takes it later."""
    assert schools.old("year", "close").code == 0
    impatient = _Impatient()
    with listening(impatient), pytest.raises(_Gone):
        schools.old("transfer", "give", tmp_path / "all", "--leavers")
    assert impatient.total == 2 and not list((tmp_path / "all").glob("*"))
    issued = len(schools.old("certificate", "list", "--json").objects)
    assert schools.old("transfer", "give", tmp_path / "all", "--leavers").code == 0
    assert len(list((tmp_path / "all").iterdir())) == 2
    assert len(schools.old("certificate", "list", "--json").objects) == issued + 1


def test_a_leaver_who_comes_back_is_one_person(schools: Schools, clock: StandingClock, tmp_path: Path) -> None:
    badge_of_005 = {one["number"]: one["badge"] for one in schools.old("roster", "list", "--json").objects}["005"]
    assert schools.old("year", "close").code == 0
    back = tmp_path / "back.csv"
    back.write_text("学号,姓名,班级\n004,赵敏,高一(1)班\n", "utf-8")
    on(clock, "2026-09-02T10:00")
    assert schools.old("roster", "import", "--add", back).code == 0
    serve(schools.old, "2026-09-02", "004")
    later = schools.old("scan", "--activity", "2026-09-02", "-", stdin=f"2026-09-02T13:00:00+08:00\t{badge_of_005}\n")
    assert later.code == 0 and "left the school" in later.err
    page = schools.old("volunteer", "004", "--json").objects[0]
    assert page["class"] == "高一(1)班" and page["minutes"] == 240
