"""Sixty invented volunteers, always the same: three classes, four teachers, two parents."""

from __future__ import annotations

import random
from datetime import date, timedelta

from storage.people.person import Person

CLASSES = ("七年级1班", "七年级2班", "八年级1班")
STUDENTS_A_CLASS = 18

# Names that a desk must be able to show and find: two namesakes in different classes, rare characters from beyond the
# basic plane, a name with a dot, a double family name, one of two characters beside one of four.
_CHOSEN = {
    (0, 3): "张伟",
    (2, 7): "张伟",
    (0, 8): "王𬭎",
    (1, 5): "李𠮷",
    (1, 11): "阿依古丽·买买提",
    (2, 2): "欧阳若曦",
    (2, 12): "Anna Lee",
}
_FAMILY = "赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦许何吕施孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭"
_GIVEN = (
    "子涵 欣怡 梓轩 雨桐 浩然 思远 佳宁 一诺 俊杰 诗琪 宇航 晓彤 明哲 可馨 家豪 若溪 天佑 静雯 "
    "博文 语嫣 志强 梦洁 逸飞 书瑶 睿 婷 洋 雪 磊 悦"
)
_TEACHERS = ("林慧敏", "高建国", "罗晓峰", "唐丽")
_PARENTS = ("韩志刚", "许美玲")

WITHOUT_CONSENT = ((0, 14), (1, 14))
"""Places (class, seat) of two students under fourteen whose guardians have not consented yet."""


def invented_people(team: str, today: date) -> list[Person]:
    """All sixty, by class and number. Students of the first two classes are under fourteen on `today`."""
    chance = random.Random(60)
    names = _other_names(chance)
    students = [
        _student(team, today, class_, seat, chance, _CHOSEN.get((class_, seat)) or names.pop())
        for class_ in range(len(CLASSES))
        for seat in range(STUDENTS_A_CLASS)
    ]
    teachers = [Person(team, f"T{i:02d}", name, "", "teacher") for i, name in enumerate(_TEACHERS, 1)]
    parents = [Person(team, f"P{i:02d}", name, CLASSES[i - 1], "parent") for i, name in enumerate(_PARENTS, 1)]
    return [*students, *teachers, *parents]


def number_at(class_: int, seat: int) -> str:
    """The number of the student in a seat of a class, both counted from 0."""
    return f"{class_ + 1}{seat + 1:02d}"


def _student(team: str, today: date, class_: int, seat: int, chance: random.Random, name: str) -> Person:
    years = (12, 12, 14)[class_]
    birth = today - timedelta(days=round(365.25 * years) + chance.randrange(30, 300))
    consent = None if (class_, seat) in WITHOUT_CONSENT or years >= 14 else True
    return Person(team, number_at(class_, seat), name, CLASSES[class_], "student", birth=birth, consent=consent)


def _other_names(chance: random.Random) -> list[str]:
    families = [family for family in _FAMILY if family != "张"]
    names = [family + given for family, given in zip(families, chance.sample(_GIVEN.split(), 30) * 2, strict=False)]
    extra = [
        family + given for family, given in zip(reversed(families), chance.sample(_GIVEN.split(), 30), strict=False)
    ]
    found = [name for name in dict.fromkeys([*names, *extra]) if name not in (*_TEACHERS, *_PARENTS)]
    chance.shuffle(found)
    return found
