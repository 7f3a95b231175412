"""Vests, keys and radios: who has what, whatever the order in which desks' logs come together. Hours know nothing of it."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.rules.events import ActivityChange, Body, Clash, Event, HandBack, HandOut, Join, Link, Revoke, Void
from checkin.rules.facts import gather
from checkin.rules.record import fold
from checkin.rules.things import Handed, handed
from tests.checkin.rules.logs import logs, moments
from tests.checkin.rules.story import LONG_BEFORE, at
from tests.portions import WHOLE

FEW = 30 if WHOLE else 6
"""Examples: each is a log of up to 24 events beside the things."""
MADE = Event("00", LONG_BEFORE, "S", "1", ActivityChange("S/A", {"name": "A"}, made=True))


def said(number: int, time: str, body: Body, desk: str = "1") -> Event:
    return Event(f"{number:02d}", at(time), "S", desk, body)


def out(who: str, thing: str, quantity: int = 1, piece: str | None = None, activity: str = "S/A") -> HandOut:
    return HandOut(f"S/{who}", activity, thing, quantity, piece)


def back(who: str, thing: str, quantity: int = 1, piece: str | None = None, activity: str = "S/A") -> HandBack:
    return HandBack(f"S/{who}", activity, thing, quantity, piece)


def found(*events: Event) -> list[Handed]:
    return handed(gather([MADE, *events]), events)


def have(*events: Event) -> list[str]:
    """Who has what: `ana 背心 12`."""
    return [f"{one.person[2:]} {one.text}" + (" !" if one.twice else "") for one in found(*events) if one.out]


def test_a_vest_goes_out_and_comes_back() -> None:
    given_, returned = (
        said(1, "08:00", out("ana", "背心", piece="12")),
        said(2, "11:00", back("ana", "背心", piece="12")),
    )
    assert have(given_) == ["ana 背心 12"]
    assert have(given_, returned) == []
    assert have(returned, given_, returned) == []


def test_umbrellas_are_counted_and_never_below_zero() -> None:
    three = said(1, "08:00", out("ana", "雨伞", 3))
    assert have(three, said(2, "09:00", back("ana", "雨伞", 2))) == ["ana 雨伞"]
    (one,) = found(three, said(2, "09:00", back("ana", "雨伞", 2)), said(3, "10:00", back("ana", "雨伞", 5), "2"))
    assert (one.given, one.back, one.out, one.over, one.since) == (3, 7, 0, 4, None)
    # What came back too often takes nothing away from what is handed out later.
    again = said(4, "10:30", out("ana", "雨伞"))
    assert have(three, said(3, "10:00", back("ana", "雨伞", 5), "2"), again) == ["ana 雨伞"]


def test_one_word_however_it_is_typed() -> None:
    assert (
        have(said(1, "08:00", out("ana", "Vest", piece="A1")), said(2, "09:00", back("ana", "ＶＥＳＴ ", piece="a１")))
        == []
    )


def test_a_piece_that_two_have_is_told_of_both_and_of_neither_once_one_gives_it_back() -> None:
    first = said(1, "08:00", out("ana", "对讲机", piece="7"))
    second = said(2, "08:30", out("ben", "对讲机", piece="7"), "2")
    elsewhere = said(3, "08:30", out("ben", "对讲机", piece="7", activity="S/B"))
    assert have(first, second) == ["ana 对讲机 7 !", "ben 对讲机 7 !"]
    assert have(first, second, said(4, "09:00", back("ana", "对讲机", piece="7"))) == ["ben 对讲机 7"]
    assert have(first, elsewhere) == ["ana 对讲机 7", "ben 对讲机 7"], "another activity may have a radio 7 of its own"
    # Written twice by two desks it is still one radio.
    (one,) = found(first, said(5, "08:10", out("ana", "对讲机", piece="7"), "2"))
    assert (one.given, one.out, one.since) == (2, 1, at("08:00"))


def test_what_is_struck_out_was_never_handed_out_or_back() -> None:
    given_, returned = said(1, "08:00", out("ana", "钥匙")), said(2, "09:00", back("ana", "钥匙"))
    assert have(given_, returned, said(3, "10:00", Void("02"))) == ["ana 钥匙"]
    assert found(given_, said(3, "10:00", Void("01"))) == []
    assert have(given_, said(3, "10:00", Void("01")), said(4, "10:01", Void("03"))) == ["ana 钥匙"]


def test_two_numbers_of_one_person_are_one_hand() -> None:
    link = said(9, "12:00", Link("S/ana2", "S/ana"))
    given_, returned = (
        said(1, "08:00", out("ana", "背心", piece="12")),
        said(2, "09:00", back("ana2", "背心", piece="12")),
    )
    assert have(given_, returned) == ["ana 背心 12"]
    assert have(given_, returned, link) == []
    assert have(given_, said(3, "09:00", out("ana2", "背心", piece="12")), link) == ["ana 背心 12"], "and not twice"


def test_a_number_of_a_joined_desk_is_read_as_it_counts_here() -> None:
    join = said(9, "12:00", Join("S", ("2",), "k", {"S/01": "S/01-2"}))
    theirs = said(1, "08:00", out("01", "背心", piece="12"), "2")
    ours = said(2, "08:00", out("01", "背心", piece="13"))
    assert have(join, theirs, ours) == ["01-2 背心 12", "01 背心 13"]


def test_what_a_lost_desk_says_later_hands_nothing_out() -> None:
    before, later = said(3, "08:00", out("ana", "背心"), "2"), said(5, "09:00", out("ben", "背心"), "2")
    lost = said(9, "12:00", Revoke("2", 1, "ab" * 32, "cd" * 64, "03"))
    assert have(before, later, lost) == ["ana 背心"]


def test_where_two_desks_made_one_code_each_has_its_own_things() -> None:
    other = said(10, "07:00", ActivityChange("S/A", {"name": "Park"}, made=True), "2")
    here, there = (
        said(11, "08:00", out("ana", "对讲机", piece="7")),
        said(12, "08:00", out("ben", "对讲机", piece="7"), "2"),
    )
    rows = found(other, here, there)
    assert [(one.person, one.twice) for one in rows] == [("S/ana", False), ("S/ben", False)]
    assert len({one.activity for one in rows}) == 2
    assert have(other, here, there, said(13, "09:00", Clash("10", one_with="00"))) == [
        "ana 对讲机 7 !",
        "ben 对讲机 7 !",
    ]


hands = st.lists(
    st.tuples(
        st.builds(
            lambda kind, who, activity, thing, quantity, numbered: kind(
                f"S/{who}", activity, thing, 1 if numbered else quantity, "7" if numbered else None
            ),
            st.sampled_from([HandOut, HandOut, HandBack]),
            st.sampled_from(["ana", "ben", "ana2"]),
            st.sampled_from(["S/A", "S/B"]),
            st.sampled_from(["背心", "雨伞"]),
            st.integers(1, 3),
            st.booleans(),
        ),
        moments,
        st.sampled_from("12"),
    ),
    min_size=1,
    max_size=12,
).map(lambda parts: [Event(f"h{n:02d}", when, "S", desk, body) for n, (body, when, desk) in enumerate(parts)])


@settings(max_examples=FEW)
@given(logs, hands, st.randoms(use_true_random=False), st.integers(0, 6))
def test_any_order_and_any_repeats_give_the_same_and_nothing_is_negative(
    log: list[Event], hands: list[Event], chance: random.Random, more: int
) -> None:
    events = [*log, *hands, *(Event(f"v{n}", at("12:00"), "S", "1", Void(e.id)) for n, e in enumerate(hands[::4]))]
    shuffled = events + chance.choices(events, k=more)
    chance.shuffle(shuffled)
    rows = handed(gather(events), events)
    assert handed(gather(shuffled), shuffled) == rows
    for one in rows:
        assert 0 <= one.out <= one.given and 0 <= one.over <= one.back
        assert (one.since is None) == (one.out == 0)
        assert one.piece is not None or one.out == one.given - one.back + one.over


@settings(max_examples=FEW)
@given(logs, hands)
def test_hours_are_the_same_with_and_without(log: list[Event], hands: list[Event]) -> None:
    assert fold(gather([*log, *hands]), [*log, *hands]) == fold(gather(log), log)
