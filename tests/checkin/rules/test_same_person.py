"""Two numbers turn out to be one person: chains, circles, kinds and consents follow the number that stands."""

from __future__ import annotations

from itertools import pairwise

import pytest

from checkin.rules.events import Event, Link
from checkin.rules.facts import gather
from tests.checkin.rules.story import check
from tests.counted_work import lines_run
from tests.portions import share

SERVED = """
    09:00 a scan
    11:00 a scan
"""


def linked(*pairs: tuple[str, str]) -> list[Event]:
    return [Event(f"{at:06d}", at, "S", "1", Link(f"S/{one}", f"S/{other}")) for at, (one, other) in enumerate(pairs)]


def test_a_circle_of_links_and_a_link_to_itself_have_no_effect() -> None:
    facts = gather(linked(("a", "b"), ("b", "c"), ("c", "a"), ("d", "d")))
    assert facts.same == {"S/a": "S/c", "S/b": "S/c"}
    assert facts.numbers_of("S/a") == ("S/c", "S/a", "S/b") and facts.numbers_of("S/d") == ("S/d",)


def test_two_desks_that_link_one_number_to_two_make_one_person_of_all() -> None:
    both = linked(("w", "a"), ("w", "b"))
    for events in (both, both[::-1]):
        facts = gather(events)
        assert {facts.person(f"S/{one}") for one in "wab"} == {"S/b"}


@pytest.mark.parametrize("step", [1, -1], ids=["forwards", "backwards"])
def test_twice_as_many_links_are_no_more_than_twice_the_work(step: int) -> None:
    def work(count: int) -> int:
        chain = linked(*pairwise(str(n) for n in range(count + 1)))[::step]
        return lines_run(lambda: gather(chain))

    assert work(2_000) < 2.2 * work(1_000)


@pytest.mark.parametrize("step", share([1, -1], 0, 2), ids=share(["forwards", "backwards"], 0, 2))
def test_a_chain_of_100_000_links_makes_one_person(step: int) -> None:
    facts = gather(linked(*pairwise(str(n) for n in range(100_001)))[::step])
    assert len(facts.numbers_of("S/5")) == 100_001 and facts.person("S/7") == "S/100000"


def test_the_kind_of_the_number_that_stands_holds() -> None:
    """A parent who was taken for a pupil: the policy that gives parents no hours follows the roster's number."""
    check(
        f"""
        policy not_creditable_kinds=parent
        badge ?1 b issued parent
        {SERVED}
        11:10 badge ?2 a issued student
        11:30 link a b
        """,
        "b 09:00 11:00 0 closed scanned not_creditable",
    )


@pytest.mark.parametrize(
    ("consents", "row"),
    [
        ("consent b given\n08:00 consent a missing", "120 closed scanned"),
        ("consent b missing\n08:00 consent a given", "120 closed scanned"),
        ("consent b given\n08:00 consent a withdrawn", "0 needs_review scanned consent"),
        ("consent a withdrawn\n08:00 consent b given", "120 closed scanned"),
        ("consent b not_needed\n08:00 consent a missing", "0 needs_review scanned consent"),
        ("consent a missing\n08:00 consent b not_needed", "0 needs_review scanned consent"),
        ("consent b given\n08:00 consent a not_needed", "120 closed scanned"),
    ],
)
def test_what_a_guardian_said_last_holds_for_both_numbers(consents: str, row: str) -> None:
    check(f"{consents}\n{SERVED}\n11:30 link a b", f"b 09:00 11:00 {row}")
