"""A file that can't be read gives the same sentence everywhere, with no English of the system in a Chinese one."""

from __future__ import annotations

import errno
import json
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from checkin.file_errors import reason_of, unmakable_folder, unreadable_file, unreadable_folder
from checkin.texts import say, use_language


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    use_language("en")


def error_of(path: Path) -> OSError | UnicodeDecodeError:
    """What reading a file as text comes to."""
    with pytest.raises((OSError, UnicodeDecodeError)) as raised:
        path.read_text("utf-8")
    assert isinstance(raised.value, OSError | UnicodeDecodeError)
    return raised.value


def test_a_file_that_is_not_there_a_folder_and_a_text_in_another_encoding(tmp_path: Path) -> None:
    """Three ways in which a real file can't be read, each with its reason in Chinese."""
    (tmp_path / "gb.txt").write_bytes("名册".encode("gb18030"))
    use_language("zh")
    told = [say(unreadable_file("a.csv", error_of(tmp_path / name))) for name in ("none.csv", "", "gb.txt")]
    assert told == [
        "a.csv：文件读不出来（没有这个文件或文件夹）",
        "a.csv：文件读不出来（这是文件夹，不是文件）",
        "a.csv：文件读不出来（文字不是 UTF-8；请另存为 UTF-8）",
    ]


@pytest.mark.parametrize(
    "number", [errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EBUSY, errno.EIO, errno.ENAMETOOLONG]
)
def test_the_common_errors_have_words_of_their_own(number: int) -> None:
    """Never what the system calls it, in English or in Chinese."""
    error = OSError(number, os.strerror(number))
    assert reason_of(error) != os.strerror(number)
    use_language("zh")
    assert reason_of(error).isascii() is False


def test_a_rare_error_keeps_the_words_of_the_system_in_english_alone() -> None:
    """A Chinese sentence gives its number."""
    assert reason_of(OSError(errno.EXDEV, os.strerror(errno.EXDEV))) == os.strerror(errno.EXDEV)
    assert reason_of(OSError()) == "OSError"
    use_language("zh")
    assert reason_of(OSError(errno.EXDEV, os.strerror(errno.EXDEV))) == f"系统错误 {errno.EXDEV}"
    assert reason_of(OSError()) == "原因不明"


@pytest.mark.parametrize(
    "text",
    [
        "database disk image is malformed",
        "file is not a database",
        "no such table: log",
        "unable to open database file",
        "IO Error: Could not set lock on file",
        "attempt to write a readonly database",
        "Could not deserialize key data",
        "cannot decompress: Invalid data found",
        "nobody has heard of this",
    ],
)
def test_no_library_speaks_english_in_a_chinese_sentence(text: str) -> None:
    use_language("zh")
    assert not re.search("[A-Za-z]", reason_of(RuntimeError(text)))


def test_the_place_of_a_fault_in_a_table_is_named() -> None:
    """The parser says it in English: people get the line and the character."""
    with pytest.raises(tomllib.TOMLDecodeError) as raised:
        tomllib.loads("rounding = \n")
    assert reason_of(raised.value) == "line 1, character 12, is no TOML"
    with pytest.raises(tomllib.TOMLDecodeError) as raised:
        tomllib.loads("rounding = [")
    assert reason_of(raised.value) == "it ends too early"


def test_folders_are_told_apart_from_files() -> None:
    """One whose files can't be listed, and one that can't be made."""
    error = PermissionError(errno.EACCES, "Permission denied")
    assert say(unreadable_folder("sticks", error)).startswith("sticks: the folder can't be read (you have no right")
    assert say(unmakable_folder("sticks", error)).startswith("sticks: The folder can't be made (you have no right")


def test_a_number_of_too_many_digits_has_its_words() -> None:
    """Python's own advice, in English, would help nobody: in settings, in JSON, where somebody leant on a key."""
    with pytest.raises(ValueError, match="digits") as of_toml:
        tomllib.loads("minutes = " + "9" * 5000)
    with pytest.raises(ValueError, match="digits") as of_json:
        json.loads("9" * 5000)
    assert {reason_of(error.value) for error in (of_toml, of_json)} == {"a number in it is too long"}
    use_language("zh")
    assert reason_of(of_toml.value) == "其中有数字太长"


def test_a_picture_that_only_begins_as_one_is_called_damaged(tmp_path: Path) -> None:
    """The library says how it fails in its own words, for each format others."""
    (tmp_path / "x.webp").write_bytes(b"RIFF\xff\xff\xff\x7fWEBPVP8 " + bytes(900))
    with pytest.raises(OSError, match="decoder") as refused:
        Image.open(tmp_path / "x.webp")
    assert reason_of(refused.value) == "its content is damaged, or cut off"
