"""What a thief would look for in every file of a folder: names, classes, badge numbers, private keys."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path

from tests.storage.conftest import PEOPLE

LEAST = 6
ALWAYS = ("PRIVATE KEY", 'scrypt"', "SQLite format 3", "复旦中学", "清洁家园")


def telling_files(folder: Path, words: Iterable[str]) -> dict[str, list[str]]:
    """By file, what is found of some words, and of the names and classes of the invented people, in any encoding they might have."""
    persons = [text for person in PEOPLE for text in (person.name, person.class_name)]
    return words_in(folder, [*ALWAYS, *persons, *words])


def words_in(folder: Path, words: Iterable[str]) -> dict[str, list[str]]:
    """By file, which of the words are found in it, in any encoding they might have."""
    wanted, found = {word: forms(word) for word in words}, {}
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or file.name.startswith("pin_tries.db"):
            continue
        data = file.read_bytes()
        told = [word for word, ways in wanted.items() if any(form in data for form in ways)]
        if told:
            found[file.relative_to(folder).as_posix()] = told
    return found


def forms(word: str) -> list[bytes]:
    """How a word may stand in a file, in six bytes and more: four stand by chance in one of a thousand encrypted files."""
    plain = word.encode("utf-8")
    escaped = word.encode("ascii", "backslashreplace")
    ways = [
        plain,
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        word.encode("gb18030"),
        escaped,
        base64.b64encode(plain),
    ]
    return [form for form in ways if len(form) >= LEAST]
