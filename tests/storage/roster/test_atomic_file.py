"""Files for a person: whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from storage.disk.atomic_file import atomic_path


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_file_appears_whole_and_alone(tmp_path: Path) -> None:
    with atomic_path(tmp_path / "表.xlsx") as temporary:
        temporary.write_bytes(b"whole")
        assert temporary.parent == tmp_path
        assert temporary.suffix == ".xlsx"
        assert not (tmp_path / "表.xlsx").exists()
    assert names(tmp_path) == ["表.xlsx"]
    assert (tmp_path / "表.xlsx").read_bytes() == b"whole"


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old")
    with pytest.raises(ValueError, match="bug"), atomic_path(tmp_path / "a.csv") as temporary:
        temporary.write_text("half")
        raise ValueError("bug")
    assert names(tmp_path) == ["a.csv"]
    assert (tmp_path / "a.csv").read_text() == "old"


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    with atomic_path(tmp_path / "link.csv") as temporary:
        temporary.write_text("new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "new"


def refusal(path: Path, error: Exception | None = None) -> str:
    with pytest.raises(Refused) as refused, atomic_path(path):
        if error is not None:
            raise error
    (problem,) = refused.value.problems
    assert problem.where == str(path)
    return problem.code


def test_what_a_person_did_wrong_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert refusal(tmp_path / "missing" / "a.csv") == "no_folder"
    assert refusal(tmp_path / "file" / "a.csv") == "no_folder"
    assert refusal(tmp_path) == "is_a_folder"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert refusal(tmp_path / "pipe") == "not_a_file"
        (tmp_path / "pipe").unlink()
    assert refusal(tmp_path / ("n" * 10 + ".csv"), OSError(errno.ENOSPC, "No space left")) == "disk_full"
    wrapped = RuntimeError(OSError(errno.ENOSPC, "No space left"))
    assert refusal(tmp_path / "a.xlsx", wrapped) == "disk_full"
    # What a FAT stick answers to `a:b.csv`; of another name it is no wonder of the name.
    assert refusal(tmp_path / "a:b.csv", OSError(errno.EINVAL, "Invalid argument")) == "bad_file_name"
    assert refusal(tmp_path / "ab.csv", OSError(errno.EINVAL, "Invalid argument")) == "not_writable"
    assert names(tmp_path) == ["file"]


@pytest.mark.parametrize("record", ["desk.db", "district.duckdb"])
def test_what_a_record_keeps_for_itself_is_no_place_for_another_file(tmp_path: Path, record: str) -> None:
    """A backup that was written to `desk.db` stood in the place of the record, and scans of the log beside it were lost."""
    for name in ("keys", "archive", "claims", "backups", "sheets", "docs/keys"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / record).write_text("record")
    (tmp_path / "link.csv").symlink_to(tmp_path / record)
    folder, of_the_other = ("claims", "archive")[:: 1 if record == "desk.db" else -1]
    own = (record, f"{record}-wal", "desk.head", "DESK.toml", "keys/team.pem", f"{folder}/new.csv", "link.csv")
    assert {refusal(tmp_path / name) for name in own} == {"own_file"}
    for name in (
        "out.csv",
        "backups/monday.db",
        "sheets/a.pdf",
        f"{record}.old",
        "docs/keys/a.csv",
        f"{of_the_other}/a.csv",
    ):
        with atomic_path(tmp_path / name) as temporary:
            temporary.write_text("x")
    with atomic_path(tmp_path / "keys" / "team.pem", belongs=True) as temporary:
        temporary.write_text("key")
    assert (tmp_path / record).read_text() == "record"


def test_a_file_in_use_or_forbidden_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to replace a file that Excel holds open."""

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "Permission denied", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", held)
    assert refusal(tmp_path / "a.xlsx") == "not_writable"
    assert names(tmp_path) == []


def test_trouble_with_another_file_is_not_taken_for_this_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), atomic_path(tmp_path / "a.csv"):
        (tmp_path / "photo.png").read_bytes()
    assert names(tmp_path) == []


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    with (
        pytest.raises(Refused) as refused,
        atomic_path(tmp_path / "a.csv"),
        Path("/dev/full").open("wb") as full,
    ):
        full.write(b"x" * 100_000)
        full.flush()
        os.fsync(full.fileno())
    assert refused.value.problems[0].code == "disk_full"
    assert names(tmp_path) == []


def test_a_disk_that_fails_while_the_file_is_written_is_a_sentence_about_the_file(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused, atomic_path(tmp_path / "a.csv") as temporary:
        temporary.write_text("half")
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    assert (refused.value.problems[0].code, refused.value.problems[0].where) == (
        "not_writable",
        str(tmp_path / "a.csv"),
    )
    assert names(tmp_path) == []
