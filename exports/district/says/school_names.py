"""Whether two names are one school's: two schools may have chosen one code, and then their people must never be merged."""

from __future__ import annotations

from typing import NamedTuple

from checkin.rules.problems import N_, Problem
from storage.people.spelling import name_key


class Named(NamedTuple):
    """A school as a file or the district calls it, and the fingerprint of its key."""

    name: str
    fingerprint: str


def another_school(where: str, team: str, here: Named, there: Named) -> Problem:
    """The problem of a file `where` of another school that uses the code of one that is trusted here."""
    message = N_(
        "code {team} is “{name}” here ({known}), and this file is of “{other}” ({fingerprint}). If these are two schools, the one "
        "that came later needs a code of its own: it sets up anew (hourdesk init --team CODE) and hands in its hours until then "
        "as a spreadsheet; nothing of it was merged. If it is one school under a new name: hourdesk district trust --also "
        "--same-school {file}"
    )
    values = {
        "team": team, "name": here.name, "known": here.fingerprint, "other": there.name,
        "fingerprint": there.fingerprint, "file": where,
    }  # fmt: skip
    return Problem("another_school", where, message, values)


def same_school(one: str, other: str) -> bool:
    """Whether two names of a school differ at most in blanks, case, width, or by traditional characters for simplified ones.

    Characters are the same if they are read the same, place by place: 複旦中學 is 复旦中学.
    """
    mine, theirs = name_key(one), name_key(other)
    if mine == theirs:
        return True
    if not mine or len(mine) != len(theirs):
        return False
    # The tables of the pinyin library are large, and only names that differ need them.
    from pypinyin import Style, pinyin

    def readings(character: str) -> set[str]:
        return {one for every in pinyin(character, style=Style.TONE3, heteronym=True) for one in every}

    return all(a == b or readings(a) & readings(b) for a, b in zip(mine, theirs, strict=True))
