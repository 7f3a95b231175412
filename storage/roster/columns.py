"""Where the headings are, and which column holds what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from storage.roster.headings import EXPLAINING, LIKE_CLASS, NO_CLASS, SENSITIVE, SYNONYMS, UNREMARKABLE, Field
from storage.roster.sheets import Sheet

_LOOK_AT = 10
_IN_BRACKETS = re.compile(r"[(\[{<【《〔「『][^)\]}>】》〕」』]*[)\]}>】》〕」』]")
_PARTS = re.compile(r"[/|、\\]|或")
_FIELD = {word: field for field, words in SYNONYMS.items() for word in words}
_RANK = {word: rank for words in SYNONYMS.values() for rank, word in enumerate(words)}


@dataclass(frozen=True, slots=True)
class Columns:
    """The heading row and the first row below it (from 0), the column of each field,
    and the headings that are not read.
    """

    heading: int
    first: int
    of: Mapping[Field, int]
    sensitive: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


def find_columns(sheet: Sheet) -> Columns | None:
    """The columns by the best heading row among the first ten; None where no row looks like headings.

    The heading of names is enough alone. Without it there must be two headings, so that
    the caller can say what is missing.
    """
    best: Columns | None = None
    for index, row in enumerate(sheet.rows[:_LOOK_AT]):
        found = _columns(sheet, index, row)
        if Field.NAME not in found.of and len(found.of) < 2:
            continue
        if best is None or _worth(found) > _worth(best):
            best = found
    return best


def explains(sheet: Sheet) -> bool:
    """Whether the sheet's name says that it is an instruction or a cover."""
    return _plain(sheet.name) in EXPLAINING


def looks_like_class(name: str) -> bool:
    """Whether a sheet's name is surely that of a class: 「七1班」, 「高一(3)」."""
    return re.fullmatch(LIKE_CLASS, _half_width(name), re.IGNORECASE) is not None


def says_no_class(name: str) -> bool:
    """Whether a sheet's name can't be a class: `Sheet1`, 「志愿者名单」."""
    return not name.strip() or re.fullmatch(NO_CLASS, _half_width(name), re.IGNORECASE) is not None


def field_of(heading: str) -> Field | None:
    """The field that a heading names, or None."""
    return next((_FIELD[text] for text in _readings(heading) if text in _FIELD), None)


def is_sensitive(heading: str) -> bool:
    """Whether a heading names data that must not be read."""
    plain = _plain(heading, keep_brackets=True)
    return any(word in plain for word in SENSITIVE)


def _columns(sheet: Sheet, index: int, row: list[str]) -> Columns:
    best: dict[Field, int] = {}
    sensitive, other, doubled = [], [], []
    for column, heading in enumerate(row):
        text = " ".join(heading.split())
        if not text:
            continue
        if is_sensitive(heading):
            sensitive.append(text)
            continue
        field = field_of(heading)
        if field is None:
            if _plain(heading) not in UNREMARKABLE:
                other.append(text)
        elif field not in best or _rank(heading) < _rank(row[best[field]]):
            if field in best:
                doubled.append(" ".join(row[best[field]].split()))
            best[field] = column
        else:
            doubled.append(text)
    # A heading that is merged downwards has its people below the whole of it.
    last = max((m.bottom for m in sheet.merges if m.top == index and m.left in best.values()), default=index)
    return Columns(index, last + 1, best, tuple(sensitive), tuple(doubled), tuple(other))


def _worth(columns: Columns) -> tuple[bool, int]:
    return Field.NAME in columns.of, len(columns.of)


def _rank(heading: str) -> int:
    return next((_RANK[text] for text in _readings(heading) if text in _FIELD), len(_RANK))


def _readings(heading: str) -> Iterator[str]:
    """The ways to read a heading: the whole, each of its parts (「学号/编号」), and either language of two (「姓名 Name」)."""
    yield _plain(heading)
    for part in (heading, *_PARTS.split(_half_width(heading))):
        plain = _plain(part)
        yield plain
        yield "".join(c for c in plain if not c.isascii())
        yield "".join(c for c in plain if c.isascii())


def _plain(text: str, keep_brackets: bool = False) -> str:
    text = _half_width(text)
    bare = text if keep_brackets else _IN_BRACKETS.sub("", text)
    return "".join(c for c in bare.casefold() if c.isalnum())


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
