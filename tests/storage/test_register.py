"""Finding a person: one character is enough, and namesakes are told apart."""

from __future__ import annotations

import pytest

from checkin.rules.badge_numbers import grouped
from checkin.rules.signature import UNSIGNED
from storage.people.badges import issue, mint
from storage.people.person import Person
from storage.people.register import Register
from storage.people.search_text import folded
from storage.store import Store, open_store
from tests.portions import WHOLE, in_the_soak

MANY = 100_000 if WHOLE else 20_000
PEOPLE = [
    Person("FD", "2026011", "张伟", "七1班"),
    Person("FD", "2026012", "张伟", "七2班"),
    Person("FD", "2026013", "张伟明", "七2班"),
    Person("FD", "2026014", "小张伟", "七1班"),
    Person("FD", "2026015", "欧阳娜娜", "八3班"),
    Person("FD", "T01", "Anna Lee", "英语组", "teacher"),
    Person("FD", "100%", "百分", "统_计组"),
    Person("FD", "a_b", "𠮷野", "统计组"),
    Person("FD", "c\\d", "斜杠", ""),
]


@pytest.fixture
def register(store: Store) -> Register:
    with store.ledger.transaction():
        store.register.clear()
        store.register.write(PEOPLE)
    return store.register


def found(register: Register, text: str) -> list[str]:
    return [person.number for person in register.find(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("娜", ["2026015"]),
        ("欧", ["2026015"]),
        ("𠮷", ["a_b"]),
        ("ouyang", ["2026015"]),
        ("OYNN", ["2026015"]),
        ("oynn", ["2026015"]),
        ("ｏｙｎｎ", ["2026015"]),
        ("anna", ["T01"]),
        ("LEE", ["T01"]),
        ("annalee", ["T01"]),
        ("t01", ["T01"]),
        ("２０２６０１２", ["2026012"]),
        ("015", ["2026015"]),
        ("张伟 七2", ["2026012", "2026013"]),
        ("七1班 zw", ["2026011", "2026014"]),
        ("  伟　明 ", ["2026013"]),
        ("%", ["100%"]),
        ("_", ["a_b", "100%"]),
        ("统_", ["100%"]),
        ("\\", ["c\\d"]),
        ("张%伟", []),
        ("张_", []),
        ("' OR 1=1 --", []),
        ("", []),
        ("   ", []),
        ("王", []),
        ("\x00", []),
    ],
)
def test_whom_a_text_finds(register: Register, text: str, numbers: list[str]) -> None:
    assert sorted(found(register, text)) == sorted(numbers)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("曾志伟", ["zeng", "zengzhiwei", "zzw", "ceng", "czw"]),
        ("翟天临", ["zhai", "ztl", "di"]),
        ("单雄信", ["shan", "sxx"]),
        ("区桂芝", ["ou", "ogz"]),
        ("查良镛", ["zha", "zly"]),
        ("吕布", ["lv", "lu", "lü", "LYU", "lübu"]),
        ("José Muñoz", ["jose", "josé", "munoz", "JOSÉ"]),
        ("解放", ["xie", "xiefang", "xf", "jie"]),
        ("单于", ["shan", "shanyu", "chan"]),
        ("谌黑会", ["shen", "chen", "shenhei"]),
        ("查单行乐", ["zha", "zhashan", "cha", "zsxy"]),
        ("Zoë O’Brien", ["zoe", "O'Brien", "OBrien", "o’brien"]),
        ("Anne-Marie Łoś", ["anne", "annemarie", "Anne–Marie", "los"]),
        ("Đặng Văn", ["dang", "đặng"]),
        ("阿卜杜·买买提", ["阿卜杜买买提", "阿卜杜•买买提", "买买提", "abudumaimaiti"]),
    ],
)
def test_every_reading_of_a_name_is_found(register: Register, store: Store, name: str, typed: list[str]) -> None:
    with store.ledger.transaction():
        register.write([Person("FD", "900", name, "九9班")])
    assert all("900" in found(register, text) for text in typed)


def test_the_digits_printed_on_a_card_find_its_owner(register: Register, store: Store) -> None:
    with store.ledger.transaction():
        badge = mint(store)
        issue(store, PEOPLE[0], badge, UNSIGNED)
    for typed in (badge, grouped(badge), badge[:12], "-".join(badge[i : i + 4] for i in range(0, 24, 4))):
        assert found(register, typed) == [PEOPLE[0].number], typed
    assert found(register, "71" + "0" * 22) == []


def test_a_register_of_an_older_version_is_searched_by_every_reading_too(register: Register, store: Store) -> None:
    with store.ledger.transaction():
        register.write([Person("FD", "900", "曾志伟", "九9班")])
    store.connection.execute("UPDATE person SET search = '曾志伟 cengzhiwei czw 九9班 900' WHERE key = 'FD/900'")
    assert found(register, "zeng") == ["900"]
    assert found(register, "900")[0] == "900"


def test_names_that_begin_so_come_first_then_class_and_number(register: Register) -> None:
    assert found(register, "张伟") == ["2026011", "2026012", "2026013", "2026014"]
    assert found(register, "zhangwei") == ["2026011", "2026014", "2026012", "2026013"]


def test_who_left_comes_last_and_is_back_with_the_next_roster(register: Register, store: Store) -> None:
    with store.ledger.transaction():
        register.mark_left(["FD/2026011"])
    assert found(register, "张伟") == ["2026012", "2026013", "2026014", "2026011"]
    with store.ledger.transaction():
        register.write(PEOPLE[:1])
    assert found(register, "张伟")[0] == "2026011"


def test_a_pasted_page_finds_nobody(register: Register) -> None:
    assert found(register, "张伟 " * 2000) == []
    assert found(register, "张" * 100_000) == []


def test_a_search_for_a_million_characters_is_answered_at_once(register: Register) -> None:
    """One of these stands for eighteen letters: all of them took half a minute."""
    assert len(folded("ﷺ" * 1_000_000)) < 200_000
    assert found(register, "ﷺ" * 1_000_000) == []
    assert found(register, " " * 1_000_000 + "2026011")[0] == "2026011"


@in_the_soak
def test_among_very_many(register: Register, store: Store) -> None:
    """The very number is first though fifty others hold it; the list stays short; a class narrows it."""
    with store.ledger.transaction():
        register.write(Person("FD", str(n), f"Li {n % 1000}", f"C{n % 2000}") for n in range(MANY))
    assert found(register, "77")[0] == "77"
    assert found(register, "5")[0] == "5"
    assert len(found(register, "li")) == 50
    assert found(register, "li c1234 11234") == ["11234"]
    assert len(register.persons()) == MANY + len(PEOPLE)


def test_other_teams_people_are_other_people(register: Register, store: Store) -> None:
    with store.ledger.transaction():
        register.write([Person("XH", "2026011", "张伟", "高一")])
    assert register.person("FD/2026011") == PEOPLE[0]
    assert [(p.team, p.number) for p in register.find("张伟 2026011")] == [("FD", "2026011"), ("XH", "2026011")]


def test_a_badge_that_counts_again_is_in_the_register_again(store: Store) -> None:
    """An older version had set its event aside; this one judges all events anew when it opens the record."""
    badge, path = store.register.badge("FD/001"), store.folder.path
    store.connection.execute("DROP TRIGGER log_refuses_update")
    store.connection.execute("UPDATE log SET kind = 'set_aside' WHERE kind = 'badge' AND volunteer = 'FD/001'")
    store.connection.execute("UPDATE person SET badge = NULL WHERE key = 'FD/001'")
    store.connection.execute("UPDATE judged SET version = 'older'")
    store.close()
    with open_store(path, store.clock) as opened:
        assert badge is not None and opened.register.badge("FD/001") == badge
