"""`hourdesk district rebuild`: the damaged record is made anew from the archive and from what was decided, and is the same."""

from __future__ import annotations

import os
import shutil
from functools import partial
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from exports.district.asks.conflicts.registry import conflicts
from exports.district.district import District, init_district, open_district
from exports.district.record.checking import check_district
from exports.district.record.merging import merge
from exports.district.record.rebuilding import Rebuilt, rebuild
from exports.district.reports.form import enter
from exports.district.returns.returns import take_return
from exports.district.says.receipt import write_receipts
from exports.district.says.rulings import let_stand, rule_minutes, same_person
from exports.district.says.trust import trust_file
from exports.district.teams import import_teams
from tests.exports.district.schools import School, received, scan, school
from tests.portions import in_the_soak, steps
from tests.storage.killed import kills
from tests.storage.roster.files import csv_file
from tui.cli.main import hourdesk

SIGNED = Signature("李主任", "两处都查过")
Content = dict[str, list[str]]
STEPS = {"os.rename", "os.rmdir", "fsync"}
"""After each of them something else is on disk that a start looks at."""


@pytest.fixture
def year(months: Path, tmp_path: Path) -> Path:
    """A district's closed folder after some months; beside it lies a pack that comes later, `next.hdpack`."""
    return Path(shutil.copytree(months, tmp_path / "year")) / "district"


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the months took place, once for all."""
    folder = tmp_path_factory.mktemp("months")
    fd = school(folder / "fd", "FD", "复旦中学", [("001", "张伟"), ("002", "李娜")])
    yz = school(folder / "yz", "YZ", "渝中实验小学", [("001", "王芳"), ("007", "赵敏")])
    with (
        fd.first,
        yz.first,
        init_district(folder / "district", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district,
    ):
        _months(district, fd, yz, folder)
    return folder


def _months(district: District, fd: School, yz: School, tmp_path: Path) -> None:
    """Merges, a laptop set up anew, rulings, a return by hand, a pack that waits."""
    import_teams(
        district,
        csv_file(tmp_path / "teams.csv", [["队代码", "名称", "人数"], ["FD", "复旦中学", "900"], ["SX", "沙小", ""]]),
        [],
    )
    for one, who in ((fd, "FD/001"), (yz, "YZ/007"), (yz, "YZ/001")):
        scan(one.first, who, 0)
        scan(one.first, who, 65)
    scan(fd.first, "FD/002", 10)
    received(district, fd.pack(), yz.pack())
    scan(fd.first, "FD/002", 100)
    anew = school(tmp_path / "anew", "FD", "复旦中学", [("001", "别人"), ("002", "李娜")])
    waits = school(tmp_path / "waits", "ZZ", "没人信的学校", [("001", "周")])
    with anew.first, waits.first:
        for minutes in (5, 50):
            scan(anew.first, "FD/001", minutes)
            scan(anew.first, "FD/002", minutes)
        trust_file(district, anew.pack(), also=True)
        assert [one.result for one in merge(district, [anew.pack(), fd.pack(name="later"), waits.pack()])] == [
            "merged",
            "merged",
            "held",
        ]
    scan(yz.first, "YZ/001", 70)
    merge(district, [yz.pack(name="again"), fd.pack(name="once more")])
    key = district.db.execute("SELECT key FROM session WHERE team = 'YZ' ORDER BY key").fetchone()
    assert key is not None
    rule_minutes(district, key[0], 45, SIGNED)
    same_person(district, "YZ/001", "FD/002", SIGNED)
    for conflict in conflicts(district)[:1]:
        let_stand(district, conflict, SIGNED)
    take_return(district, csv_file(tmp_path / "沙小.csv", [["姓名", "时长"], ["陈", "2"]]), "SX")
    enter(district, "FD", "", {"leader": "张老师"})
    scan(yz.first, "YZ/007", 100)
    scan(yz.first, "YZ/001", 130)
    yz.pack().rename(tmp_path / "next.hdpack")


def content(folder: Path) -> Content:
    """All rows of all tables, but for the number of transactions."""
    with duckdb.connect(str(folder / "district.duckdb"), read_only=True) as db:
        names = [name for (name,) in db.execute("SHOW TABLES").fetchall() if name != "generation"]
        return {name: sorted(map(repr, db.execute(f"SELECT * FROM {name}").fetchall())) for name in names}


def damage(folder: Path) -> None:
    record = folder / "district.duckdb"
    record.write_bytes(record.read_bytes()[:9000])


def receipts(folder: Path, out: Path) -> list[tuple[object, ...]]:
    """What the receipts of all teams say in numbers."""
    with open_district(folder, SYSTEM_CLOCK) as district:
        return [(one.team, one.rulings, one.faults, one.minutes) for one in write_receipts(district, out)]


def test_the_same_record_as_before(year: Path, tmp_path: Path) -> None:
    before, told = content(year), receipts(year, tmp_path / "before")
    assert all(before[name] for name in ("session", "returned", "settled", "form", "trusted", "volunteer"))
    damage(year)
    made = rebuild(year, SYSTEM_CLOCK)
    assert made.lost == () and made.packs == 5
    assert content(year) == before
    assert made.set_aside is not None and made.set_aside.stat().st_size == 9000
    assert receipts(year, tmp_path / "after") == told
    assert check_district(year, SYSTEM_CLOCK) == []


@in_the_soak
def test_the_district_goes_on_with_it(year: Path) -> None:
    """The next pack goes in, the next ruling follows the last one, and the record can be made anew once more."""
    damage(year)
    rebuild(year, SYSTEM_CLOCK)
    with open_district(year, SYSTEM_CLOCK) as district:
        assert [one.result for one in merge(district, [year.parent / "next.hdpack"])] == ["merged"]
        key = district.db.execute(
            "SELECT key FROM session WHERE team = 'FD' AND status = 'closed' ORDER BY key"
        ).fetchone()
        assert key is not None
        rule_minutes(district, key[0], 5, SIGNED)
    before = content(year)
    (year / "district.duckdb").unlink()
    assert rebuild(year, SYSTEM_CLOCK).set_aside is None
    assert content(year) == before


@in_the_soak
def test_an_older_copy_that_was_put_back_is_no_loss(year: Path) -> None:
    old = (year / "district.duckdb").read_bytes()
    with open_district(year, SYSTEM_CLOCK) as district:
        merge(district, [year.parent / "next.hdpack"])
    before = content(year)
    (year / "district.duckdb").write_bytes(old)
    rebuild(year, SYSTEM_CLOCK)
    assert content(year) == before


def test_a_pack_that_is_damaged_in_the_archive_is_named(year: Path) -> None:
    """The rest is made anew; what is lost can be asked for, and a sound record is not given away for a worse one."""
    for file in (year / "archive").iterdir():
        file.write_bytes(file.read_bytes()[:-7])
    before = content(year)
    with pytest.raises(Refused) as refused:
        rebuild(year, SYSTEM_CLOCK)
    assert refused.value.problems[-1].code == "record_is_sound" and content(year) == before
    damage(year)
    lost = {problem.code for problem in rebuild(year, SYSTEM_CLOCK).lost}
    assert lost == {"archive_damaged", "events_missing"}
    assert content(year)["settled"] == before["settled"]


@in_the_soak
def test_what_was_decided_is_read_from_the_old_record_where_its_file_is_gone(year: Path) -> None:
    """Where both are gone nothing is done without a word; --leave-out does without what is lost."""
    before = content(year)
    shutil.rmtree(year / "decisions")
    rebuild(year, SYSTEM_CLOCK)
    assert content(year) == before
    damage(year)
    (year / "decisions" / "settled.jsonl").unlink()
    with pytest.raises(Refused) as refused:
        rebuild(year, SYSTEM_CLOCK)
    assert refused.value.problems[0].code == "part_missing"
    assert [problem.code for problem in rebuild(year, SYSTEM_CLOCK, leave_out=True).lost] == ["part_missing"]
    assert content(year) == {**before, "settled": []}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
def test_killed_at_any_step(year: Path) -> None:
    """The damaged record is there still, or the new one is; another rebuild, or the next start, brings the whole record."""
    before = content(year)
    damage(year)
    aside = Path(shutil.copytree(year, year.parent / "damaged"))
    for step in kills(partial(rebuild, year, SYSTEM_CLOCK), STEPS, least=5, every=steps(17)):
        made: Rebuilt | None = None
        try:
            open_district(year, SYSTEM_CLOCK).close()
        except Refused:
            made = rebuild(year, SYSTEM_CLOCK)
        assert content(year) == before, step
        assert made is None or made.lost == ()
        assert (year / "district-before-rebuild-1.duckdb").stat().st_size == 9000
        shutil.rmtree(year)
        shutil.copytree(aside, year)


@in_the_soak
def test_by_command(year: Path) -> None:
    """What a clerk does: totals say what to do, rebuild does it, and check finds all sound."""
    before = CliRunner().invoke(hourdesk, ["district", "totals", "--data", str(year), "--lang", "en"])
    damage(year)
    said = CliRunner().invoke(hourdesk, ["district", "totals", "--data", str(year), "--lang", "en"])
    assert said.exit_code == 1 and "hourdesk district rebuild" in said.stderr
    assert CliRunner().invoke(hourdesk, ["district", "check", "--data", str(year), "--lang", "en"]).exit_code == 1
    made = CliRunner().invoke(hourdesk, ["district", "rebuild", "--data", str(year), "--lang", "en"])
    assert made.exit_code == 0 and "Made anew: 5 packs" in made.stdout and "district-before-rebuild-1" in made.stdout
    after = CliRunner().invoke(hourdesk, ["district", "totals", "--data", str(year), "--lang", "en"])
    assert after.stdout == before.stdout
    checked = CliRunner().invoke(hourdesk, ["district", "check", "--data", str(year), "--lang", "en"])
    assert (checked.exit_code, checked.stdout) == (0, "The district's folder is sound.\n")
