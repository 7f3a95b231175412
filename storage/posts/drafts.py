"""A plan while it is read or changed: posts by code, their shifts by time, the people of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from checkin.rules.posts import LONGEST_POST_CODE, MOST_NEEDED, Post, Shift, is_post_code
from checkin.rules.problems import N_, refuse
from checkin.rules.typed_numbers import parse_whole
from storage.people.spelling import clean_text, name_key

Span = tuple[int, int]


@dataclass(slots=True)
class ShiftDraft:
    """A shift: how many are needed, and who signed up (key to the row that said so; empty where no row did)."""

    needed: int | None = None
    people: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class PostDraft:
    """A post: its shifts by start and end in milliseconds."""

    code: str
    name: str
    shifts: dict[Span, ShiftDraft] = field(default_factory=dict)

    def shift(self, span: Span) -> ShiftDraft:
        """The shift of these times; a new one where there is none."""
        return self.shifts.setdefault(span, ShiftDraft())


def drafts_of(posts: Iterable[Post]) -> dict[str, PostDraft]:
    """The posts of a plan, by code, to be changed."""
    return {
        post.code: PostDraft(
            post.code,
            post.name,
            {(s.start, s.end): ShiftDraft(s.needed, dict.fromkeys(s.people, "")) for s in post.shifts},
        )
        for post in posts
    }


def posts_from(drafts: Iterable[PostDraft]) -> tuple[Post, ...]:
    """The posts as they are written: shifts by time."""
    return tuple(
        Post(
            one.code,
            one.name,
            tuple(
                Shift(*span, shift.needed, tuple(shift.people)) for span, shift in sorted(one.shifts.items(), key=_time)
            ),
        )
        for one in drafts
    )


def _time(item: tuple[Span, ShiftDraft]) -> Span:
    return item[0]


class Named(Protocol):
    """What has the code and the name of a post."""

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...


_P = TypeVar("_P", bound=Named)


def find_post(posts: Iterable[_P], text: str) -> _P | None:
    """The post that a code or a name means, without difference of case, blanks, width and characters that nobody sees; None
    where there is none, or several.
    """
    posts, wanted = list(posts), name_key(text)
    exact = [one for one in posts if one.code == text]
    found = exact or [one for one in posts if wanted and wanted in (name_key(one.code), name_key(one.name))]
    return found[0] if len(found) == 1 else None


def free_post_code(name: str, taken: Iterable[str]) -> str:
    """A code for a post of this name: the name itself as far as a code can hold it."""
    stem = "-".join(clean_text(name).replace("/", " ").split())[:LONGEST_POST_CODE].rstrip("-") or "post"
    taken, code, number = {one.casefold() for one in taken}, stem, 1
    while code.casefold() in taken:
        number += 1
        code = f"{stem[: LONGEST_POST_CODE - len(str(number)) - 1]}-{number}"
    return code


def checked_code(text: str, where: str) -> str:
    """A code of a post that somebody typed, without what nobody sees. Raises Refused."""
    code = clean_text(text)
    if not is_post_code(code):
        message = N_(
            "“{text}” can't be used as the code of a post: write 1 to {most} characters without spaces and slashes"
        )
        raise refuse("bad_code", where, message, text=text[:40], most=LONGEST_POST_CODE)
    return code


def parse_needed(text: str, where: str) -> int | None:
    """How many people are needed, as typed (`3`, `3.0`, `3人`); None for nothing. Raises Refused."""
    plain = text.strip().removesuffix("人").removesuffix(".0").strip()
    if not plain:
        return None
    count = parse_whole(plain, where)
    if not 1 <= count <= MOST_NEEDED:
        message = N_("“{text}” people can't be needed: write 1 to {most}, or nothing where nobody counts")
        raise refuse("bad_needed", where, message, text=text[:40], most=MOST_NEEDED)
    return count
