"""A lost desk's later events wait, in whatever order the logs come together."""

from __future__ import annotations

import random

import pytest

from checkin.rules.facts import gather
from checkin.rules.record import fold
from tests.checkin.rules.story import check, read_story

LOG = """
    09:00 ana in #2
    10:00 ana out #2
    12:00 lost 2 after 2
    10:30 ana in #2
    11:30 ana out #2
    08:00 ben in #2
    08:50 ben out #2
"""

ANA = "ana - - 0 needs_review scanned lost_desk\n"
BEN = "ben - - 0 needs_review scanned lost_desk\n"


def test_later_events_wait_whatever_time_they_claim() -> None:
    check(LOG, f"{ANA}{BEN}ana 09:00 10:00 60 closed scanned")


def test_a_span_is_accepted_and_another_refused() -> None:
    check(
        LOG + "13:00 accept 2 from 2 to 5\n13:01 refuse 2 from 5 to 7\n",
        "ana 09:00 10:00 60 closed scanned\nana 10:30 11:30 60 closed scanned",
    )


def test_what_comes_after_the_accepted_ones_waits_again() -> None:
    check(
        LOG + "13:00 accept 2 from 2 to 7\n11:40 cid in #2\n",
        "cid - - 0 needs_review scanned lost_desk\n"
        "ben 08:00 08:50 50 closed scanned\nana 09:00 10:00 60 closed scanned\nana 10:30 11:30 60 closed scanned",
    )


def test_found_again_and_lost_again() -> None:
    found = LOG + "13:00 accept 2 from 2\n"
    rows = [
        "ben 08:00 08:50 50 closed scanned",
        "ana 09:00 10:00 60 closed scanned",
        "ana 10:30 11:30 60 closed scanned",
    ]
    assert read_story(found).table() == rows
    assert not gather(read_story(found).events).joins.lost
    again = read_story(found + "14:00 lost 2 after 7\n11:40 cid in #2\n")
    assert again.table() == ["cid - - 0 needs_review scanned lost_desk", *rows]


def test_a_desk_revoked_twice_keeps_what_waited_waiting() -> None:
    assert read_story(LOG + "14:00 lost 2 after 7\n").table() == read_story(LOG).table()


def test_it_says_nothing_of_itself_and_nothing_later_of_others() -> None:
    own = LOG + "13:00 accept 2 from 2 #2\n13:00 lost 2 after 7 #2\n"
    assert read_story(own).table() == read_story(LOG).table()
    others = LOG + "09:00 cid in\n10:00 cid out\n13:00 void 8 #2\n13:00 add cid 600 #2\n"
    assert {"cid 09:00 10:00 60 closed scanned", "cid - - 0 needs_review added lost_desk"} < {
        *read_story(others).table()
    }


def test_desks_that_revoke_each_other_are_both_lost() -> None:
    both = read_story("09:00 ana in\n10:00 ana out\n09:00 ben in #2\n10:00 ben out #2\n12:00 lost 2\n12:00 lost 1 #2\n")
    assert both.table() == ["ana - - 0 needs_review scanned lost_desk", "ben - - 0 needs_review scanned lost_desk"]


def test_a_chain_of_revocations_is_read_from_its_certain_end() -> None:
    told = "09:00 ana in #3\n10:00 ana out #3\n12:00 lost 3 #2\n12:01 lost 2\n"
    assert read_story(told).table() == ["ana 09:00 10:00 60 closed scanned"]
    further = "09:00 ana in #4\n10:00 ana out #4\n12:00 lost 4 #3\n12:00 lost 3 #2\n12:01 lost 2\n"
    assert read_story(further).table() == ["ana - - 0 needs_review scanned lost_desk"]


@pytest.mark.parametrize(
    "more", ["", "13:00 accept 2 from 2 to 5\n13:01 refuse 2 from 5 to 7\n", "13:00 lost 1 #2\n13:00 lost 2 #3\n"]
)
def test_the_order_in_which_logs_come_together_changes_nothing(more: str) -> None:
    events, chance = read_story(LOG + more).events, random.Random(7)
    whole = fold(gather(events), events).sessions
    for _ in range(60):
        mixed = [*events, *chance.choices(events, k=3)]
        chance.shuffle(mixed)
        assert fold(gather(mixed), mixed).sessions == whole
