"""The invented volunteers: always the same sixty, with what a desk has trouble with among them."""

from datetime import date

from storage.people.consents import age
from tui.demo.people import CLASSES, WITHOUT_CONSENT, invented_people, number_at

TODAY = date(2026, 3, 7)


def test_sixty_people_of_three_classes():
    people = invented_people("QSZX", TODAY)
    assert len(people) == 60
    assert len({person.number for person in people}) == 60
    assert {person.class_name for person in people if person.kind == "student"} == set(CLASSES)
    assert [sum(p.kind == kind for p in people) for kind in ("student", "teacher", "parent")] == [54, 4, 2]


def test_they_are_the_same_each_time():
    assert invented_people("QSZX", TODAY) == invented_people("QSZX", TODAY)


def test_namesakes_are_two_persons_of_two_classes():
    namesakes = [person for person in invented_people("QSZX", TODAY) if person.name == "张伟"]
    assert len(namesakes) == 2
    assert namesakes[0].class_name != namesakes[1].class_name
    names = [person.name for person in invented_people("QSZX", TODAY) if person.name != "张伟"]
    assert len(names) == len(set(names))


def test_rare_characters_and_long_names_are_among_them():
    names = {person.name for person in invented_people("QSZX", TODAY)}
    assert {"王𬭎", "李𠮷", "阿依古丽·买买提", "欧阳若曦", "Anna Lee"} <= names


def test_two_minors_lack_consent_and_nobody_else():
    """Under fourteen and without a guardian's word: these two; all others of that age have it."""
    lacking = {
        person.number
        for person in invented_people("QSZX", TODAY)
        if person.birth is not None and age(person.birth, TODAY) < 14 and not person.consent
    }
    assert lacking == {number_at(*place) for place in WITHOUT_CONSENT}
