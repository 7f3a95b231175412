"""The grade in a class's name: 七 of 七(1)班, 高一 of 高一(3)班; and the name with another grade in its place.

It reads names as `storage.people.class_spelling` does, which is where spellings are compared.
"""

from __future__ import annotations

import re
from functools import lru_cache

from storage.people.class_spelling import class_parts

_NUMERALS = "零一二三四五六七八九"
_WRITTEN = re.compile(rf"\d+|[{_NUMERALS}十]+")
_CLASS_ONE = "(1)班"
_GRADE_WORD = re.compile(r"^年级?")

GradeKey = tuple[str | int, ...]


@lru_cache(maxsize=1024)
def grade_key(grade: str) -> GradeKey:
    """A grade for comparing: 七年级, 七 and 7 are one grade, for they are read like the beginning of the name of a class."""
    parts = [*class_parts(grade + _CLASS_ONE)]
    for last in ("班", 1, "班"):
        if parts[-1:] == [last]:
            parts.pop()
    return tuple(parts)


def is_of_grade(class_name: str, grade: str) -> bool:
    """Whether a class is one of a grade, or the grade itself."""
    wanted = grade_key(grade)
    return bool(wanted) and (_head(class_name, wanted) is not None or class_parts(class_name) == class_parts(grade))


def with_grade(class_name: str, grade: str, next_grade: str) -> str:
    """The name of a class of `grade` a year later, in `next_grade`: 七(1)班 → 八(1)班, 7-1 → 8-1, 九年级2班 → 高一2班.

    What follows the grade stays as it was written. A name that is the grade itself becomes the next grade.
    """
    before, after = grade_key(grade), grade_key(next_grade)
    head = _head(class_name, before)
    if head is None:
        return next_grade
    rest = class_name[len(head) :]
    if len(before) == len(after) and [type(one) for one in before] == [type(one) for one in after]:
        changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
        if len(changed) == 1 and isinstance(changed[0][1], int):
            return _renumbered(head, changed[0][1]) + rest
    return next_grade.removesuffix("班") + _GRADE_WORD.sub("", rest)


def _head(class_name: str, wanted: GradeKey) -> str | None:
    """The beginning of a class's name that says its grade; None where it is of another one."""
    parts = class_parts(class_name)
    if len(parts) <= len(wanted) or parts[: len(wanted)] != wanted:
        return None
    cuts = (class_name[:end] for end in range(1, len(class_name)))
    return next((cut for cut in cuts if class_parts(cut + _CLASS_ONE)[: len(wanted) + 1] == (*wanted, 1)), None)


def _renumbered(head: str, number: int) -> str:
    """The text with its last number changed, as digits or as Chinese numerals, whichever stands there."""
    last = list(_WRITTEN.finditer(head))[-1]
    text = str(number) if last[0].isdecimal() else _numeral(number)
    return head[: last.start()] + text + head[last.end() :]


def _numeral(number: int) -> str:
    if number > 19:
        return str(number)
    return ("十" if number > 9 else "") + (_NUMERALS[number % 10] if number % 10 or number < 10 else "")
