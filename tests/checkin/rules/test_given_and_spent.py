"""What a volunteer was given and what was spent, in every field and at every tie."""

from __future__ import annotations

from datetime import date

import pytest

from checkin.rules.events import (
    Award,
    Commend,
    Confirm,
    ConfirmStage,
    Evaluate,
    Event,
    PolicyChange,
    Quality,
    Redeem,
    Void,
)
from checkin.rules.facts import gather
from checkin.rules.recognition import AwardedStar, Commendation, Evaluation, Recognition, recognitions
from checkin.rules.record import fold
from checkin.rules.redemptions import Account, Redemption, accounts
from checkin.rules.working_days import Calendar
from tests.checkin.rules.story import at, read_story

DAY = "2026-03-05"
MARCH = date(2026, 3, 5)


def said(event: str, when: str, body: object) -> Event:
    return Event(event, at(when), "S", "1", body)  # type: ignore[arg-type]


def given(events: list[Event]) -> dict[str, Recognition]:
    return dict(recognitions(gather(events), events))


def test_every_field_of_what_was_given() -> None:
    events = [
        said("01", "09:00", Evaluate("S/ana", Quality.EXCELLENT, DAY, "S/A")),
        said("02", "09:00", Evaluate("S/ana", Quality.GOOD, "2026-03-04")),
        said("03", "09:00", Commend("S/ana", "优秀志愿者", DAY, "区团委")),
        said("04", "09:00", Award("S/ana", 2, DAY)),
        said("05", "09:00", Award("S/ben", 1, DAY)),
    ]
    assert given(events) == {
        "S/ana": Recognition(
            (
                Evaluation("02", date(2026, 3, 4), Quality.GOOD, None),
                Evaluation("01", MARCH, Quality.EXCELLENT, "S/A"),
            ),
            (Commendation("03", MARCH, "优秀志愿者", "区团委"),),
            (AwardedStar("04", MARCH, 2),),
        ),
        "S/ben": Recognition(awards=(AwardedStar("05", MARCH, 1),)),
    }


def test_on_one_day_the_last_evaluation_of_the_log_holds() -> None:
    """By (at, id), as everywhere; and a day is part of the time up to it."""
    events = [
        said("03", "09:00", Evaluate("S/ana", Quality.PASSED, DAY)),
        said("01", "10:00", Evaluate("S/ana", Quality.GOOD, DAY)),
        said("02", "09:00", Evaluate("S/ana", Quality.EXCELLENT, DAY)),
    ]
    (ana,) = given(events).values()
    assert [one.event for one in ana.evaluations] == ["02", "03", "01"]
    assert (ana.quality(), ana.quality(MARCH), ana.quality(date(2026, 3, 4))) == (Quality.GOOD, Quality.GOOD, None)


def test_a_lower_star_that_was_awarded_later_takes_nothing_away() -> None:
    events = [said("01", "09:00", Award("S/ana", 3, DAY)), said("02", "09:00", Award("S/ana", 1, "2026-03-09"))]
    (ana,) = given(events).values()
    assert (ana.stars(), ana.stars(MARCH), ana.stars(date(2026, 3, 4)), Recognition().stars()) == (3, 3, 0, 0)


def test_what_is_struck_out_is_gone_whoever_knows_of_the_void() -> None:
    award, void = said("01", "09:00", Award("S/ana", 3, DAY)), said("02", "10:00", Void("01"))
    assert given([award, void]) == {}
    assert recognitions(gather([award, void]), [award]) == {}, "the facts know it"
    assert recognitions(gather([]), [award, void]) == {}, "the events say it"


SERVED = "09:00 ana in\n11:00 ana out\n12:00 confirm 1 ana 120 events 1,2"


def redeemed(event: str, when: str, minutes: int, operator: str | None = None) -> Event:
    return Event(event, at(when), "S", "7", Redeem("S/ana", minutes, "洗衣"), operator)


def account(events: list[Event]) -> Account:
    facts = gather(events)
    return accounts(facts, events, fold(facts, events).sessions)["S/ana"]


def test_every_field_of_what_was_spent() -> None:
    told = account([*read_story(SERVED).events, redeemed("90", "13:00", 100, "wang"), redeemed("91", "13:00", 21)])
    assert told == Account(
        120,
        100,
        (
            Redemption("90", at("13:00"), "7", 100, "洗衣", True, "wang"),
            Redemption("91", at("13:00"), "7", 21, "洗衣", False),
        ),
    )
    assert told.balance == 20 and Account().balance == 0


@pytest.mark.parametrize(
    ("event", "when", "covered"),
    [("02", "12:00", False), ("90", "12:00", True), ("90", "11:59:59", False)],
)
def test_at_the_very_moment_of_the_confirmation_the_ids_decide(event: str, when: str, covered: bool) -> None:
    story = read_story(
        SERVED.replace("09:00 ana in", "09:00 ben in\n09:00 ana in").replace(
            "1 ana 120 events 1,2", "2 ana 120 events 2,3"
        )
    )
    events = [one for one in story.events if one.id != "01"]
    spending = redeemed("03x" if event == "02" else event, when, 120)
    told = account([*events, spending])
    assert [one.covered for one in told.redemptions] == [covered]


def test_confirmed_twice_counts_from_the_first_time_on_however_the_events_come() -> None:
    again = said("80", "14:00", Confirm("01", "S/ana", "S/A", 120, 1, ("01", "02"), ConfirmStage.CONFIRMED))
    events = [*read_story(SERVED).events, again, redeemed("90", "13:00", 120)]
    for order in (events, events[::-1]):
        assert account(order).redemptions[0].covered


def test_shown_first_and_confirmed_later_counts_from_the_confirmation_on() -> None:
    shown = "09:00 ana in\n11:00 ana out\n12:00 confirm 1 ana 120 events 1,2 stage publicity\n14:00 confirm 1 ana 120 events 1,2"
    story = read_story(shown)
    for when, covered in (("13:00", False), ("15:00", True)):
        assert account([*story.events, redeemed("90", when, 1)]).redemptions[0].covered is covered


def test_added_hours_go_by_the_policy_of_the_persons_own_team() -> None:
    confirm = Confirm("01", "S/ana", "S/A", 60, 1, ("01",), ConfirmStage.CONFIRMED)
    story = read_story("09:00 add ana 60")
    for team, income in (("S", 60), ("T", 0)):
        change = Event("80", at("08:00"), team, "1", PolicyChange(2, {"redeem_added_hours": True}, at("08:00")))
        events = [*story.events, change, said("81", "10:00", confirm), redeemed("90", "13:00", 30)]
        assert account(events).income == income


def test_working_days_hold_for_both_kinds_of_exchange() -> None:
    """A weekend day is worked where it is named, even as a holiday; Friday is a working day and Saturday none."""
    friday, saturday, sunday = (date(2026, 11, day) for day in (27, 28, 29))
    plain, named = Calendar(), Calendar(frozenset({friday, saturday}), frozenset({saturday}))
    assert [plain.is_working_day(day) for day in (friday, saturday, sunday)] == [True, False, False]
    assert [named.is_working_day(day) for day in (friday, saturday, sunday)] == [False, True, False]
    assert (plain.until(friday, friday), plain.until(friday, sunday), plain.until(sunday, friday)) == (0, 0, 0)
    assert (plain.until(date(2026, 11, 26), friday), plain.until(friday, date(2026, 11, 26))) == (1, -1)
    assert plain.after(friday, 1) == date(2026, 11, 30)


def test_what_was_earned_twice_is_one_income() -> None:
    more = "2/09:00 ana in\n2/10:00 ana out\n2/12:00 confirm 4 ana 60 events 4,5"
    events = read_story(f"{SERVED}\n{more}").events
    assert account([*events, redeemed("90", "2/13:00", 180)]).balance == 0
    assert account([*events, redeemed("90", "2/11:00", 121)]).balance == 180


def test_a_redemption_that_other_voids_strike_out_is_none() -> None:
    """The void is known from another log, and the confirmation too: its hours were always there."""
    spent, void = redeemed("90", "13:00", 100), Event("95", at("14:00"), "S", "1", Void("90"))
    events = [*read_story(SERVED).events, spent]
    facts = gather([*events, void])
    assert accounts(facts, events, fold(facts, events).sessions)["S/ana"].redemptions == ()
    early = redeemed("91", "08:00", 120)
    assert accounts(facts, [early], fold(facts, events).sessions)["S/ana"].balance == 0
