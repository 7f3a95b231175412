"""Each member of a closed set has a word, in English and in Chinese; and a kind that nobody here knows stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

import pytest

from checkin import words
from checkin.rules.events import ConsentState, Direction, Kind, Quality, RefuseCause
from checkin.rules.outcomes import OutcomeKind
from checkin.rules.policies import PERSON_KINDS
from checkin.rules.review import Wait
from checkin.rules.sessions import Flag, Source, Status
from checkin.texts import in_a_row, use_language


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("closed_set", "table"),
    [
        (Status, words.STATUSES),
        (Source, words.SOURCES),
        (Source, words.SOURCES_FOR_PARENTS),
        (Flag, words.FLAGS),
        (OutcomeKind, words.OUTCOMES),
        (Kind, words.EVENTS),
        (Direction, words.DIRECTIONS),
        (Quality, words.QUALITIES),
        (ConsentState, words.CONSENTS),
    ],
)
def test_every_member_has_a_word_of_its_own(closed_set: type[StrEnum], table: Mapping[str, str]) -> None:
    """A new member without a word fails here, and so does one that can't be told from another."""
    assert set(table) == set(closed_set)
    assert len(set(table.values())) == len(table)


def test_every_kind_of_person_has_a_word_in_both_languages() -> None:
    """The kinds are texts, no enum: a pack of a newer version may bring another one, which stays as it is."""
    assert set(words.PERSON_KINDS) == set(PERSON_KINDS)
    assert [words.person_kind_word(kind) for kind in (*PERSON_KINDS, "guest", "")] == [
        "student", "teacher", "parent", "guest", "",
    ]  # fmt: skip
    use_language("zh")
    assert [words.person_kind_word(kind) for kind in (*PERSON_KINDS, "guest")] == ["学生", "教师", "家长", "guest"]


def test_every_reason_to_wait_has_a_word() -> None:
    """Most are flags; who is still on site has no flag."""
    assert len({words.wait_word(wait) for wait in Wait}) == len(Wait)


def test_a_column_has_a_short_word_and_parents_read_it_in_full() -> None:
    """Parents don't know what “ruled” is."""
    assert words.source_word("ruled") == "ruled"
    assert words.source_word("ruled", for_parents=True) == "ruled by a supervisor"
    use_language("zh")
    assert words.source_word("added") == "荣誉时数"


def test_what_a_newer_version_wrote_is_shown_as_it_is() -> None:
    """Events of unknown kinds are kept, and shown as such (design §4)."""
    assert (words.event_word("amend"), words.event_word("levitate")) == ("amended", "levitate")
    assert (words.direction_word("in"), words.direction_word("up")) == ("only in", "up")


def test_what_is_set_aside_and_the_values_of_its_fields_have_words() -> None:
    """A clerk who opens such an event reads no code; a value of a newer version stays as it is written."""
    from tui.words.events import value_word

    use_language("zh")
    assert words.event_word("set_aside") == "已搁置：不可能成立"
    assert [value_word(*pair) for pair in (("source", "keyboard"), ("stage", "confirmed"), ("cause", "revoked"), ("state", "revoked"), ("state", "given"), ("verified", True))] == [
        "扫码枪", "已确认", "已换发的旧证", "已作废", "已收到", "是",
    ]  # fmt: skip
    assert [value_word("source", "thought"), value_word("events", ["a", "b"]), value_word("policy", 1)] == ["thought", "a b", "1"]  # fmt: skip
    for cause in RefuseCause:
        assert value_word("cause", str(cause)) != str(cause)


def test_sentences_stand_in_a_row_without_a_blank_in_chinese() -> None:
    assert in_a_row(("One.", "", "Two.")) == "One. Two."
    use_language("zh")
    assert in_a_row(("一。", "", "二。")) == "一。二。"
