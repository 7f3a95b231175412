"""A district's folder is encrypted: nothing in it tells a name or a key, and all goes on as before."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Refused
from exports.district.asks.totals import By, totals
from exports.district.district import District, init_district, open_district
from exports.district.protection.protecting import (
    is_district_protected,
    lying_about,
    needs_passphrase,
    not_encrypted,
    protect,
    protect_the_rest,
    unprotect,
)
from exports.district.record import merging, workers
from exports.district.record.checking import check_district
from exports.district.record.merging import merge
from exports.district.record.rebuilding import rebuild
from exports.district.says.sealed import opening_key, sealing_key
from exports.district.says.trust import trust_file
from exports.district.spark.totals import spark_totals
from exports.exchange.pack.writing import write_pack
from storage.disk.protection.lying import Lying
from storage.disk.protection.open_keys import forget_keys, unlock
from tests.exports.district.schools import School, scan, school
from tests.portions import WHOLE, share, steps
from tests.storage.killed import kills
from tests.storage.telltales import words_in

PASSPHRASE = "seven lamps over the harbour"
TOLD = (
    "PRIVATE KEY",
    "AGE-SECRET-KEY",
    "张伟",
    "李娜",
    "王芳",
    "赵敏",
    "复旦中学",
    "渝中实验小学",
    "清洁家园",
    "FD/001",
    "YZ/007",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, School, School]]:
    """A district's closed folder, made once for all, and the two schools whose packs it took."""
    place = tmp_path_factory.mktemp("made")
    fd = school(place / "fd", "FD", "复旦中学", [("001", "张伟"), ("002", "李娜")])
    yz = school(place / "yz", "YZ", "渝中实验小学", [("001", "王芳"), ("007", "赵敏")])
    with fd.first, yz.first:
        with init_district(place / "district", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
            _fill(district, fd, yz)
        yield place / "district", fd, yz


@pytest.fixture
def folder(made: tuple[Path, School, School], tmp_path: Path) -> Path:
    """A district that took two packs, one of them sealed to it, and has a key for sealed packs."""
    return Path(shutil.copytree(made[0], tmp_path / "district", copy_function=shutil.copy2))


@pytest.fixture
def fd(made: tuple[Path, School, School]) -> School:
    return made[1]


@pytest.fixture
def yz(made: tuple[Path, School, School]) -> School:
    return made[2]


def _fill(district: District, fd: School, yz: School) -> None:
    sealing_key(district)
    for made in (fd, yz):
        for number in ("001", "002" if made is fd else "007"):
            scan(made.first, f"{made.code}/{number}", 0)
            scan(made.first, f"{made.code}/{number}", 60)
        trust_file(district, made.pack())
    sealed = yz.folder / "sealed.hdpack"
    write_pack(yz.first, sealed, recipient=sealing_key(district))
    assert [one.result for one in merge(district, [fd.pack(), sealed])] == ["merged", "merged"]


def badges(*schools: School) -> list[str]:
    return [badge for one in schools for badge in one.first.register.badges().values()]


def telling(folder: Path, *schools: School) -> dict[str, list[str]]:
    return words_in(folder, [*TOLD, *badges(*schools)])


def minutes(folder: Path) -> list[tuple[str | None, int]]:
    with open_district(folder, SYSTEM_CLOCK) as opened:
        return [(row.group, row.scanned_minutes) for row in totals(opened, By.TEAM)]


def test_nothing_in_the_folder_tells_a_name_a_number_or_a_key(folder: Path, fd: School, yz: School) -> None:
    before, told = minutes(folder), telling(folder, fd, yz)
    assert {"district.duckdb", "keys/district.pem", "keys/sealing.key", "decisions/team.jsonl"} <= told.keys()
    protect(folder, PASSPHRASE)
    assert telling(folder, fd, yz) == {}
    forget_keys()
    assert needs_passphrase(folder)
    unlock(folder, PASSPHRASE)
    assert minutes(folder) == before
    assert check_district(folder, SYSTEM_CLOCK) == []


def test_a_merge_and_a_rebuild_leave_nothing_in_the_clear_either(
    folder: Path, fd: School, yz: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    protect(folder, PASSPHRASE)
    # As with large packs: every pack is read, and every person folded, in a process of its own.
    monkeypatch.setattr(workers, "_WORTH_A_PROCESS", 0)
    seen = list[dict[str, list[str]]]()
    whole: Callable[..., object] = merging._enter

    def look_meanwhile(*args: object) -> object:
        assert list(folder.glob("merging-*/*"))
        done = whole(*args)
        seen.append(telling(folder, fd, yz))
        return done

    monkeypatch.setattr(merging, "_enter", look_meanwhile)
    for made in (fd, yz):
        scan(made.first, f"{made.code}/001", 90)
        scan(made.first, f"{made.code}/001", 100)
    with open_district(folder, SYSTEM_CLOCK) as opened:
        assert [one.result for one in merge(opened, [fd.pack(), yz.pack()])] == ["merged", "merged"]
        assert (folder / "district.duckdb.wal").exists()
        seen.append(telling(folder, fd, yz))
    seen.append(telling(folder, fd, yz))
    after = minutes(folder)
    (folder / "district.duckdb").unlink()
    if not WHOLE:
        # The processes of a merge wrote above; those of a rebuild, which are the same, write in the soak.
        monkeypatch.undo()
    made_anew = rebuild(folder, SYSTEM_CLOCK)
    assert made_anew.packs == 4 and made_anew.lost == ()
    seen.append(telling(folder, fd, yz))
    assert seen == [{}] * 4
    assert minutes(folder) == after == [("FD", 130), ("YZ", 130), (None, 260)]


def test_a_locked_district_is_not_called_damaged(folder: Path) -> None:
    protect(folder, PASSPHRASE)
    forget_keys()
    for locked in (
        lambda: open_district(folder, SYSTEM_CLOCK),
        lambda: check_district(folder, SYSTEM_CLOCK),
        lambda: rebuild(folder, SYSTEM_CLOCK),
        lambda: unprotect(folder),
    ):
        with pytest.raises(Refused) as refused:
            locked()
        assert refused.value.problems[0].code == "needs_passphrase"
    with pytest.raises(Refused) as refused:
        unlock(folder, "seven lamps over the harbor")
    assert refused.value.problems[0].code == "wrong_passphrase"


def test_while_another_window_has_it_open(folder: Path) -> None:
    with open_district(folder, SYSTEM_CLOCK) as opened:
        before = sorted(folder.rglob("*"))
        assert opened.team_names()
        refused = in_another_process(folder)
        assert refused == "in_use"
        assert sorted(folder.rglob("*")) == before
    assert not is_district_protected(folder)


def in_another_process(folder: Path) -> str:
    from checkin.own_process.asking import ask
    from checkin.own_process.limits import Limits

    return ask(Limits(seconds=60), refusal_of_protect, folder)


def refusal_of_protect(folder: Path) -> str:
    try:
        protect(folder, PASSPHRASE)
    except Refused as refused:
        return refused.problems[0].code
    return ""


def test_what_lies_about_is_moved_on_agreement(folder: Path, tmp_path: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "report.xlsx").write_text("张伟", "utf-8")
    assert [name.as_posix() for name in lying_about(folder)] == ["out/report.xlsx"]
    with pytest.raises(Refused) as refused:
        protect(folder, PASSPHRASE)
    assert refused.value.problems[0].code == "files_lie_there"
    protect(folder, PASSPHRASE, Lying(lying_about(folder), tmp_path / "reports"))
    assert (tmp_path / "reports" / "out" / "report.xlsx").read_text("utf-8") == "张伟"
    assert not (folder / "out").exists()


def test_what_comes_back_in_the_clear_is_named_and_sealed(folder: Path, fd: School, yz: School, tmp_path: Path) -> None:
    """Somebody puts a pack, a key and the record back from a copy made before."""
    copy = shutil.copytree(folder, tmp_path / "copy", copy_function=shutil.copy2)
    protect(folder, PASSPHRASE)
    pack = next((copy / "archive").glob("*.hdpack"))
    for name in (f"archive/{pack.name}", "keys/sealing.key", "district.duckdb"):
        shutil.copy2(copy / name, folder / name)
    plain = sorted([f"archive/{pack.name}", "district.duckdb", "keys/sealing.key"])
    assert [name.as_posix() for name in not_encrypted(folder)] == plain
    assert "in_the_clear" in {problem.code for problem in check_district(folder, SYSTEM_CLOCK)}
    assert [name.as_posix() for name in protect_the_rest(folder)] == plain
    assert not_encrypted(folder) == [] and telling(folder, fd, yz) == {}
    assert check_district(folder, SYSTEM_CLOCK) == []


def test_unprotect_gives_back_what_was_there(folder: Path, tmp_path: Path) -> None:
    before, packs = minutes(folder), {file.name: file.read_bytes() for file in (folder / "archive").iterdir()}
    times = {file.name: file.stat().st_mtime_ns for file in (folder / "archive").iterdir()}
    with open_district(folder, SYSTEM_CLOCK) as opened:
        key = opening_key(opened)
    protect(folder, PASSPHRASE)
    assert {file.name: file.stat().st_mtime_ns for file in (folder / "archive").iterdir()} == times
    unprotect(folder)
    forget_keys()
    assert not is_district_protected(folder)
    assert {file.name: file.read_bytes() for file in (folder / "archive").iterdir()} == packs
    assert minutes(folder) == before
    with open_district(folder, SYSTEM_CLOCK) as opened:
        assert opening_key(opened) == key
        opened.signing_key()
    assert check_district(folder, SYSTEM_CLOCK) == []


def test_spark_says_that_it_would_write_in_the_clear(folder: Path) -> None:
    protect(folder, PASSPHRASE)
    with open_district(folder, SYSTEM_CLOCK) as opened, pytest.raises(Refused) as refused:
        spark_totals(opened)
    assert refused.value.problems[0].code == "protected_folder"


def test_without_protection_json_the_record_is_not_called_damaged(folder: Path) -> None:
    protect(folder, PASSPHRASE)
    for name in ("protection.json", "keys/protection.json"):
        (folder / name).unlink()
    with pytest.raises(Refused) as refused:
        open_district(folder, SYSTEM_CLOCK)
    assert refused.value.problems[0].code == "no_protection"


def test_a_sealed_pack_that_was_damaged_is_named(folder: Path) -> None:
    protect(folder, PASSPHRASE)
    pack = next((folder / "archive").glob("*.hdpack"))
    pack.write_bytes(pack.read_bytes()[:-1] + b"x")
    assert [problem.code for problem in check_district(folder, SYSTEM_CLOCK)] == ["archive_damaged"]
    with pytest.raises(Refused) as refused:
        unprotect(folder)
    assert "The check of the district's folder" in refused.value.problems[0].message
    assert is_district_protected(folder)


@pytest.mark.parametrize("deed", share([protect, unprotect], 1, 2))
def test_the_power_fails_at_each_step(folder: Path, fd: School, yz: School, tmp_path: Path, deed: object) -> None:
    before, seen = minutes(folder), set[bool]()
    if deed is unprotect:
        protect(folder, PASSPHRASE)
    first = shutil.copytree(folder, tmp_path / "first", copy_function=shutil.copy2)

    def change() -> None:
        protect(folder, PASSPHRASE) if deed is protect else unprotect(folder)

    for step in kills(change, every=steps(47, 7)):
        forget_keys()
        if needs_passphrase(folder):
            unlock(folder, PASSPHRASE)
        assert minutes(folder) == before, step
        assert check_district(folder, SYSTEM_CLOCK) == [], step
        is_now = is_district_protected(folder)
        seen.add(is_now)
        assert not is_now or telling(folder, fd, yz) == {}, step
        assert not [place for place in folder.iterdir() if place.is_dir() and place.name.startswith(".")]
        if is_now == (deed is protect):
            shutil.rmtree(folder)
            shutil.copytree(first, folder, copy_function=shutil.copy2)
            if deed is unprotect:
                unlock(folder, PASSPHRASE)
    assert seen == {True, False}


def test_an_encrypted_record_that_waits_for_its_place_is_taken_for_one(folder: Path) -> None:
    """The power failed when all was ready, and the disk lost the old record: nothing is called missing."""
    before = minutes(folder)
    protect(folder, PASSPHRASE)
    (folder / ".rekeyed").mkdir()
    (folder / "district.duckdb").rename(folder / ".rekeyed" / "district.duckdb")
    assert minutes(folder) == before
    assert not (folder / ".rekeyed").exists()


def test_what_an_interrupted_encryption_left_is_nobodys_file(tmp_path: Path) -> None:
    """A folder with half of a built record alone is as good as empty: no stranger's file is named."""
    (tmp_path / "new" / ".rekeying").mkdir(parents=True)
    with pytest.raises(Refused) as refused:
        open_district(tmp_path / "new", SYSTEM_CLOCK)
    assert refused.value.problems[0].code == "no_district"
