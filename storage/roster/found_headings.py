"""Which column of a row of headings holds what, for every table that a school or a clerk fills in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from storage.roster.headings import SENSITIVE, UNREMARKABLE

F = TypeVar("F", bound=str)
_IN_BRACKETS = re.compile(r"[(\[{<【《〔「『][^)\]}>】》〕」』]*[)\]}>】》〕」』]")
_PARTS = re.compile(r"[/|、\\]|或")


@dataclass(frozen=True, slots=True)
class FoundHeadings(Generic[F]):
    """The column of each field, counted from 0, and the headings that are not read: private ones, those whose field
    another column holds, and unknown ones.
    """

    of: Mapping[F, int]
    sensitive: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


def ranking_of(words: Mapping[F, Sequence[str]], measured: Collection[F] = ()) -> Callable[[str], tuple[F, int] | None]:
    """A function from a heading to its field and to its rank among the field's words, 0 for the best; None for others.

    In the heading of a `measured` field the note in brackets is the unit: it must stand so among the words.
    """
    ranked = {
        plain_heading(word, keep_brackets=True): (field, rank, field in measured)
        for field, names in words.items()
        for rank, word in enumerate(names)
    }

    def ranking(heading: str) -> tuple[F, int] | None:
        whole = ranked.get(plain_heading(heading, keep_brackets=True))
        if whole is not None and whole[2]:
            return whole[:2]
        readings = (ranked[text] for text in _readings(heading) if text in ranked)
        return next((found[:2] for found in readings if not found[2]), None)

    return ranking


def find_headings(
    row: Sequence[str], ranking: Callable[[str], tuple[F, int] | None], private: Collection[F] = ()
) -> FoundHeadings[F]:
    """What a row of headings says. A heading of private data is read for the fields `private` alone. Of two columns for one field the better heading's is read, else the first one's."""
    best: dict[F, tuple[int, int]] = {}
    sensitive, other, doubled = [], [], []
    for column, heading in enumerate(row):
        text = " ".join(heading.split())
        if not text:
            continue
        found = ranking(heading)
        if is_sensitive(heading) and (found is None or found[0] not in private):
            sensitive.append(text)
            continue
        if found is None:
            if plain_heading(heading) not in UNREMARKABLE:
                other.append(text)
            continue
        field, rank = found
        if field in best and rank >= best[field][0]:
            doubled.append(text)
            continue
        if field in best:
            doubled.append(" ".join(row[best[field][1]].split()))
        best[field] = rank, column
    return FoundHeadings({f: column for f, (_rank, column) in best.items()}, *map(tuple, (sensitive, doubled, other)))


def is_sensitive(heading: str) -> bool:
    """Whether a heading names data that must not be read."""
    plain = plain_heading(heading, keep_brackets=True)
    return any(word in plain for word in SENSITIVE)


def plain_heading(text: str, keep_brackets: bool = False) -> str:
    """A text for comparing: letters and digits only, in lower case, without what stands in brackets."""
    text = half_width(text)
    bare = text if keep_brackets else _IN_BRACKETS.sub("", text)
    return "".join(c for c in bare.casefold() if c.isalnum())


def half_width(text: str) -> str:
    """A text by NFKC, without blanks around it."""
    return unicodedata.normalize("NFKC", text).strip()


def _readings(heading: str) -> Iterator[str]:
    """The ways to read a heading: the whole, each of its parts (「学号/编号」), and either language of two (「姓名 Name」)."""
    yield plain_heading(heading)
    for part in (heading, *_PARTS.split(half_width(heading))):
        plain = plain_heading(part)
        yield plain
        yield "".join(c for c in plain if not c.isascii())
        yield "".join(c for c in plain if c.isascii())
