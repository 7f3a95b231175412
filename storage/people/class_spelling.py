"""One class is one class, however it is spelt: how classes are compared, put in order, and which spelling is shown.

七1班, 七 1 班, 七（1）班, 7(1)班, 七一班 and 七年级1班 are one class, and so are `Class 7A` and `class 7 a`: width, case,
blanks, brackets, dashes, zeros in front and Chinese numerals make no difference, nor does 年级 between two
numbers, or 班 at the end after two of them. 高中一年级 is 高一, and 二〇二六级 is 2026级. What isn't clear stays apart: 初一1班 and 七1班 (schools count differently),
71班 and 七1班, 七 and 七班, 七十一班 and 七(11)班.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from storage.people.spelling import clean_text

_NUMERALS = "一二三四五六七八九"
_PART = re.compile(rf"\d{{1,18}}|[{_NUMERALS}十]+|[^\d{_NUMERALS}十]+")
_NUMBER = re.compile(rf"[\d{_NUMERALS}十]")
_BETWEEN = re.compile(r"[\s()\[\]{}<>〔〕【】「」《》〈〉\-‐‑–—−_.·•・]+")
_TENS = re.compile(rf"([{_NUMERALS}])?十([{_NUMERALS}])?")
_YEAR = re.compile(rf"二[〇○零{_NUMERALS}]{{3}}(?=[级届年])")
_YEAR_DIGITS = str.maketrans(f"〇○零{_NUMERALS}", "000123456789")
_MIDDLE_SCHOOL = re.compile(rf"([高初])中(?=[\d{_NUMERALS}])")
_CLASS_WORD, _GRADE_WORDS = "班", ("年级", "年")
_DIGITS = 8
_LAST = "\U0010ffff"


def class_key(text: str) -> str:
    """A class for comparing: two spellings of one class have the same key. Empty for no class."""
    return _joined(class_parts(text), 0)


def class_order(text: str) -> str:
    """A class for sorting: numbers by their value, so that 七(2)班 comes before 七(10)班; what has no number, such as 教师,
    comes after all that have one. Empty for no class.
    """
    parts = class_parts(text)
    has_number = any(isinstance(part, int) for part in parts)
    return ("" if has_number or not parts else _LAST) + _joined(parts, _DIGITS)


def shown_spellings(people: Mapping[str, tuple[int, int]]) -> dict[str, str]:
    """Spelling → the spelling that is shown, for each that is not shown itself.

    `people` has for each spelling how many persons have it: (of those who are here, of all with the leavers). Shown is
    the one that most persons have; of equally many the shorter, then the first by its characters.
    """
    of_class: dict[str, list[str]] = {}
    for spelling in people:
        of_class.setdefault(class_key(spelling), []).append(spelling)
    found: dict[str, str] = {}
    for spellings in of_class.values():
        if len(spellings) > 1:
            shown = min(spellings, key=lambda one: (*(-count for count in people[one]), len(one), one))
            found |= {one: shown for one in spellings if one != shown}
    return found


def spelt_once(classes: Iterable[str]) -> dict[str, str]:
    """Spelling → the spelling that is shown, for a list with the class of each person."""
    counts: dict[str, int] = {}
    for one in classes:
        counts[one] = counts.get(one, 0) + 1
    return shown_spellings({one: (count, count) for one, count in counts.items()})


@lru_cache(maxsize=4096)
def class_parts(text: str) -> tuple[str | int, ...]:
    """The numbers and the words between them, without what makes no difference: 七(1)班 is 7, 1."""
    clean = _YEAR.sub(lambda year: year[0].translate(_YEAR_DIGITS), clean_text(text).casefold())
    clean = _MIDDLE_SCHOOL.sub(r"\1", clean)
    parts: list[str | int] = []
    for piece in _BETWEEN.split(clean) if _NUMBER.search(clean) else clean.split():
        for part in _PART.findall(piece):
            if part.isdecimal():
                parts.append(int(part))
            elif part[0] in _NUMERALS or part[0] == "十":
                parts += _numbers(part, after_grade=any(isinstance(one, int) for one in parts))
            else:
                parts += [part[:-1], _CLASS_WORD] if part[1:].endswith(_CLASS_WORD) else [part]
    parts = [part for i, part in enumerate(parts) if not (part in _GRADE_WORDS and _is_between_numbers(parts, i))]
    if parts[-1:] == [_CLASS_WORD] and _names_a_class(parts[:-1]):
        parts.pop()
    return tuple(parts)


def _numbers(numeral: str, *, after_grade: bool) -> list[int | str]:
    """The numbers of Chinese numerals: 七 → 7, 十一 → 11, 七一 → 7 and 1. Before a grade is named, 七十一 may be 7 and 11,
    or 71, and stays a word.
    """
    if (tens := _TENS.fullmatch(numeral)) is not None and (after_grade or not tens[1]):
        return [10 * _value(tens[1] or "一") + (_value(tens[2]) if tens[2] else 0)]
    return [numeral] if "十" in numeral or len(numeral) > 2 else [_value(one) for one in numeral]


def _value(numeral: str) -> int:
    return _NUMERALS.index(numeral) + 1


def _is_between_numbers(parts: list[str | int], i: int) -> bool:
    return 0 < i < len(parts) - 1 and isinstance(parts[i - 1], int) and isinstance(parts[i + 1], int)


def _names_a_class(parts: list[str | int]) -> bool:
    """Whether a grade and a class are there without the word for class: two numbers, or a number and a letter."""
    numbers = sum(isinstance(part, int) for part in parts)
    letter = isinstance(last := parts[-1] if parts else "", str) and len(last) == 1 and last.isascii()
    return numbers > 1 or (numbers == 1 and letter)


def _joined(parts: tuple[str | int, ...], digits: int) -> str:
    """The parts as one text, numbers with at least so many digits and a dot between two of them."""
    text, after_number = "", False
    for part in parts:
        is_number = isinstance(part, int)
        text += ("." if is_number and after_number else "") + (f"{part:0{digits}d}" if is_number else str(part))
        after_number = is_number
    return text
