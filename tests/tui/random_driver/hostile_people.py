"""Invented people whose names try to break a screen."""

from __future__ import annotations

from storage.people.person import Person

HOSTILE_PEOPLE = (
    Person("cq8", "0001", "张伟", "七(1)班"),
    Person("cq8", "0002", "王芳", "七(1)班"),
    Person("cq8", "0003", "Ana Lopez", "7B", "teacher"),
    Person("cq8", "0004", "[b]x[/b]", "[red]7[/red]"),
    Person("cq8", "0005", "[@click=app.quit]x[/]", "[/]"),
    Person("cq8", "0006", "👩‍👩‍👧‍👦🎉🏳️‍🌈", "🎒"),
    Person("cq8", "0007", "محمد بن عبد الله", "السابع"),
    Person("cq8", "0008", "e\u0301\u202egnirts\x1b[31m", "a\x07b"),
    Person("cq8", "0009", "长" * 40, "八(12)班" * 3),
    Person("cq8", "0010", "\u200b", ""),
)
