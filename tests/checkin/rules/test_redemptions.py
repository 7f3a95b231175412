"""Hours exchanged for services: whatever comes in whatever order, the balance never goes below zero."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from checkin.rules.events import Add, Confirm, ConfirmStage, Event, Link, PolicyChange, Redeem, Void
from checkin.rules.facts import gather
from checkin.rules.record import fold
from checkin.rules.redemptions import Account, accounts
from tests.checkin.rules import logs
from tests.checkin.rules.story import at, read_story

SERVED = """
    09:00 ana in
    11:00 ana out
    12:00 confirm 1 ana 120 events 1,2
"""


def redeemed(place: int, when: str, minutes: int, desk: str = "1", who: str = "S/ana") -> Event:
    return Event(f"{place:02d}", at(when), "S", desk, Redeem(who, minutes, "洗衣"))


def balance_sheet(events: Sequence[Event]) -> dict[str, Account]:
    facts = gather(events)
    return dict(accounts(facts, events, fold(facts, events).sessions))


def covered(account: Account) -> list[tuple[int, bool]]:
    return [(one.minutes, one.covered) for one in account.redemptions]


def test_two_desks_that_never_met_both_redeem() -> None:
    """120 confirmed; desk 2 gives 100 away at 13:00, desk 3 another 50 at 14:00: the second counts nothing and is listed."""
    events = [*read_story(SERVED).events, redeemed(91, "14:00", 50, "3"), redeemed(90, "13:00", 100, "2")]
    ana = balance_sheet(events)["S/ana"]
    assert covered(ana) == [(100, True), (50, False)]
    assert (ana.income, ana.spent, ana.balance) == (120, 100, 20)
    with_smaller = balance_sheet([*events, redeemed(92, "15:00", 20)])["S/ana"]
    assert covered(with_smaller) == [(100, True), (50, False), (20, True)] and with_smaller.balance == 0


def test_a_void_gives_back_and_lets_the_next_one_in() -> None:
    events = [*read_story(SERVED).events, redeemed(90, "13:00", 100), redeemed(91, "14:00", 50)]
    events.append(Event("92", at("15:00"), "S", "1", Void("90")))
    assert covered(balance_sheet(events)["S/ana"]) == [(50, True)]
    events.append(Event("93", at("16:00"), "S", "1", Void("92")))
    assert covered(balance_sheet(events)["S/ana"]) == [(100, True), (50, False)]


def test_hours_can_be_spent_once_they_are_confirmed_and_not_before() -> None:
    events = [*read_story(SERVED).events, redeemed(90, "11:30", 60), redeemed(91, "12:30", 60)]
    assert covered(balance_sheet(events)["S/ana"]) == [(60, False), (60, True)]


def test_hours_on_the_publicity_list_cannot_be_spent() -> None:
    shown = read_story(SERVED.replace("events 1,2", "events 1,2 stage publicity")).events
    assert covered(balance_sheet([*shown, redeemed(90, "13:00", 60)])["S/ana"]) == [(60, False)]


def test_what_is_confirmed_anew_after_a_correction_is_there_from_the_first_time_on() -> None:
    """12:00 confirmed, 13:00 redeemed, 14:00 taken back, corrected, 15:00 confirmed again: the redemption holds."""
    story = read_story(SERVED + "14:00 void 3\n14:30 amend 2 at 10:50\n15:00 confirm 1 ana 110 events 1,2")
    ana = balance_sheet([*story.events, redeemed(90, "13:00", 100)])["S/ana"]
    assert (covered(ana), ana.balance) == ([(100, True)], 10)
    taken_back = read_story(SERVED + "14:00 void 3")
    assert covered(balance_sheet([*taken_back.events, redeemed(90, "13:00", 100)])["S/ana"]) == [(100, False)]


def test_added_hours_are_spent_only_where_the_policy_said_so_when_they_were_confirmed() -> None:
    added = [
        Event("01", at("09:00"), "S", "1", Add("S/ana", "S/A", 60)),
        Event("02", at("10:00"), "S", "1", Confirm("01", "S/ana", "S/A", 60, 1, ("01",), ConfirmStage.CONFIRMED)),
        redeemed(90, "13:00", 30),
    ]
    plan = read_story("").events
    assert covered(balance_sheet([*plan, *added])["S/ana"]) == [(30, False)]
    for since, holds in (("09:30", True), ("11:00", False)):
        change = Event("80", at("08:00"), "S", "1", PolicyChange(2, {"redeem_added_hours": True}, at(since)))
        assert covered(balance_sheet([*plan, change, *added])["S/ana"]) == [(30, holds)]


def test_a_training_earns_nothing() -> None:
    story = read_story("activity A kind=training\n09:00 ana in\n11:00 ana out\n12:00 confirm 2 ana 0 events 2,3")
    assert covered(balance_sheet([*story.events, redeemed(90, "13:00", 1)])["S/ana"]) == [(1, False)]


def test_two_numbers_of_one_person_have_one_balance() -> None:
    story = read_story(SERVED)
    link = Event("80", at("08:00"), "S", "1", Link("S/ana2", "S/ana"))
    sheet = balance_sheet([*story.events, link, redeemed(90, "13:00", 100, who="S/ana2")])
    assert list(sheet) == ["S/ana"] and sheet["S/ana"].balance == 20


redeems = st.builds(Redeem, logs.people, st.integers(1, 150), st.just("洗衣"))
endless = st.lists(st.tuples(redeems | logs.voids, logs.moments, st.sampled_from("123")), max_size=12)


def beside(log: list[Event], more: list[tuple[Redeem | Void, int, str]]) -> list[Event]:
    return [*log, *(Event(f"{50 + n}", when, "S", desk, body) for n, (body, when, desk) in enumerate(more))]


@given(logs.logs, endless, st.randoms(use_true_random=False))
def test_any_order_any_repeats_and_any_split_give_one_ledger_that_is_never_below_zero(log, more, random) -> None:  # type: ignore[no-untyped-def]
    events = beside(log, more)
    sheet = balance_sheet(events)
    for account in sheet.values():
        left = account.income
        for one in account.redemptions:
            left -= one.minutes if one.covered else 0
            assert left >= 0
        assert account.balance == left >= 0
    again = [*events, *random.sample(events, len(events) // 2)]
    random.shuffle(again)
    assert balance_sheet(again) == sheet


@given(logs.logs, endless)
def test_the_service_record_stays_as_it_is(log, more) -> None:  # type: ignore[no-untyped-def]
    redemptions = [event for event in beside(log, more) if isinstance(event.body, Redeem)]
    assert fold(gather(log), [*log, *redemptions]) == fold(gather(log), log)


@given(logs.logs, endless)
def test_a_later_redemption_never_takes_a_former_one_away(log, more) -> None:  # type: ignore[no-untyped-def]
    """What was handed over stays covered, whatever is asked for afterwards."""
    events = beside(log, more)
    last = max(event.at for event in events) + 1
    before, after = (
        balance_sheet(events),
        balance_sheet([*events, Event("99", last, "S", "1", Redeem("S/ana", 1, "x"))]),
    )
    for person, account in before.items():
        assert after[person].redemptions[: len(account.redemptions)] == account.redemptions
