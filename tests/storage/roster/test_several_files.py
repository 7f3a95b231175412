"""Several files that are asked for together come all into their places, or none does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from storage.disk.atomic_file import atomic_path, listen_to_files
from storage.disk.written.several_files import several_files

NAMES = ("001.png", "002.png", "003.png")


def write_all(folder: Path, text: str = "new") -> None:
    """A text in each of the files."""
    with several_files(folder):
        for name in NAMES:
            with atomic_path(folder / name) as temporary:
                temporary.write_text(text)


def there(folder: Path) -> dict[str, str]:
    """Name and text of each file; a folder has none."""
    return {one.name: "" if one.is_dir() else one.read_text() for one in folder.iterdir()}


def test_all_of_them_are_there_and_told(tmp_path: Path) -> None:
    told: list[str] = []
    stop = listen_to_files(lambda file: told.append(file.name if file.exists() else "missing"))
    try:
        write_all(tmp_path / "new" / "folder")
        write_all(tmp_path / "new" / "folder", "newer")
    finally:
        stop()
    assert there(tmp_path / "new" / "folder") == dict.fromkeys(NAMES, "newer")
    assert told == [*NAMES, *NAMES]


def test_a_folder_stands_where_the_third_belongs(tmp_path: Path) -> None:
    (tmp_path / "001.png").write_text("old")
    (tmp_path / "003.png").mkdir()
    with pytest.raises(Refused) as refused:
        write_all(tmp_path)
    assert [Path(one.where).name for one in refused.value.problems] == ["003.png"]
    assert there(tmp_path) == {"001.png": "old", "003.png": ""}


@pytest.mark.parametrize("knows_second_names", [True, False], ids=["a disk", "a stick that knows no second names"])
def test_the_third_cant_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, knows_second_names: bool
) -> None:
    """Another program holds it open, or the disk fails: what was there before is there again."""
    (tmp_path / "001.png").write_text("old")
    (tmp_path / "003.png").write_text("held")
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if target.name == "003.png" and self.read_text() == "new":
            raise PermissionError(13, "held open", str(self))
        return replace(self, target)

    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(Path, "replace", held)
    if not knows_second_names:
        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(Refused) as refused:
        write_all(tmp_path)
    assert [one.code for one in refused.value.problems] == ["not_writable"]
    assert there(tmp_path) == {"001.png": "old", "003.png": "held"}


def test_it_is_stopped_and_the_folder_that_was_made_goes_again(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), several_files(tmp_path / "a" / "b"):
        with atomic_path(tmp_path / "a" / "b" / "001.png") as temporary:
            temporary.write_text("new")
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused):
        write_all(tmp_path / "file" / "below")
    assert there(tmp_path) == {"file": ""}


def test_what_is_written_together_within_others_comes_with_them(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), several_files(tmp_path / "papers"):
        write_all(tmp_path / "papers" / "beside")
        assert not list((tmp_path / "papers" / "beside").glob("0*"))
        raise KeyboardInterrupt
    assert not list(tmp_path.rglob("*.png"))
    with several_files(tmp_path / "papers"):
        write_all(tmp_path / "papers" / "beside")
    assert there(tmp_path / "papers" / "beside") == dict.fromkeys(NAMES, "new")


def test_what_is_written_elsewhere_meanwhile_is_there_at_once(tmp_path: Path) -> None:
    """A certificate that is printed for a moment, to be packed into another file."""
    with several_files(tmp_path / "files"):
        with atomic_path(tmp_path / "aside.pdf") as temporary:
            temporary.write_text("aside")
        assert (tmp_path / "aside.pdf").read_text() == "aside"
