"""The plan of posts and shifts in an activity: in the log and back, along with an activity that moves, and its faults."""

from __future__ import annotations

from checkin.rules.activities import Activity, changed, faults
from checkin.rules.events import ActivityChange, Event
from checkin.rules.posts import Post, Shift, plan_of, posts_of
from checkin.rules.posts_moved import posts_moved_along
from checkin.rules.wire import chained, read_event
from tests.checkin.rules.sound_bodies import DESK, ONE
from tests.checkin.rules.story import at

HOUR = 3_600_000
GATE = Post("G", "校门", (Shift(at("08:00"), at("10:00"), 3, ("S/1", "S/2")), Shift(at("10:00"), at("12:00"))))
TENT = Post("T", "Tent")
DAY = Activity("S/A", "Day", "Field", at("08:00"), at("12:00"), posts=(GATE, TENT))


def moved(start: str, end: str, before: Activity = DAY, **more: object) -> tuple[Post, ...] | None:
    after = before._replace(start=at(start), end=at(end), **more)
    return changed(after, posts_moved_along(before, after, {})).posts


def spans(posts: tuple[Post, ...] | None) -> list[tuple[int, int]]:
    return [(shift.start, shift.end) for post in posts or () for shift in post.shifts]


def test_a_plan_goes_into_the_log_and_comes_back_as_it_was() -> None:
    event = Event(ONE, at("07:00"), "S", DESK, ActivityChange("S/A", {"posts": plan_of((GATE, TENT))}))
    raw, _hash = chained(event, 1, "0" * 64)
    text = raw.decode()
    assert '"start":"2026-03-05T00:00:00.000Z"' in text and '"needed":3' in text and '"people":["S/1","S/2"]' in text
    assert '{"code":"T","name":"Tent"}' in text, "what is empty is not written"
    back = read_event(raw)[0]
    assert back == event and isinstance(back.body, ActivityChange)
    assert changed(Activity("S/A"), back.body.changes).posts == (GATE, TENT) == posts_of(plan_of((GATE, TENT)))


def test_an_empty_plan_and_none_are_no_plan() -> None:
    assert changed(DAY, {"posts": []}).posts is None is changed(DAY, {"posts": None}).posts
    assert changed(DAY, {"name": "x"}).posts == (GATE, TENT)


def test_shifts_go_along_with_an_activity_that_moves_as_a_whole() -> None:
    for start, end, by in (("2/08:00", "2/12:00", 24), ("08:30", "12:30", 0.5), ("2/14:00", "2/18:00", 30)):
        assert spans(moved(start, end)) == [(s + int(by * HOUR), e + int(by * HOUR)) for s, e in spans(DAY.posts)]
    (gate, tent) = moved("2/08:00", "2/12:00") or ()
    assert (gate.shifts[0].needed, gate.shifts[0].people, tent) == (3, ("S/1", "S/2"), TENT)


def test_of_a_longer_activity_only_shifts_of_its_whole_length_grow() -> None:
    whole = DAY._replace(
        posts=(Post("W", "Whole", (Shift(at("08:00"), at("12:00")), Shift(at("09:00"), at("10:00")))),)
    )
    assert spans(moved("08:00", "13:00", whole)) == [(at("08:00"), at("13:00")), (at("09:00"), at("10:00"))]
    assert spans(moved("2/07:00", "2/13:00", whole)) == [(at("2/07:00"), at("2/13:00")), (at("2/09:00"), at("2/10:00"))]


def test_posts_that_are_said_stay_and_nothing_is_written_where_nothing_moves() -> None:
    after = DAY._replace(start=at("2/08:00"), end=at("2/12:00"))
    assert posts_moved_along(DAY, after, {"posts": []}) == {} == posts_moved_along(DAY, DAY, {})
    assert posts_moved_along(DAY._replace(posts=(TENT,)), after, {}) == {}
    assert posts_moved_along(DAY._replace(start=None), after, {}) == {}


def test_a_shift_over_midnight_keeps_its_length_and_its_clock_in_another_zone() -> None:
    night = DAY._replace(
        start=at("20:00"), end=at("2/02:00"), posts=(Post("N", "N", (Shift(at("22:00"), at("2/01:00")),)),)
    )
    after = night._replace(start=night.start, end=night.end, timezone="Asia/Tokyo")
    hour = after._replace(start=(night.start or 0) - HOUR, end=(night.end or 0) - HOUR)
    assert spans(changed(hour, posts_moved_along(night, hour, {})).posts) == [(at("21:00"), at("2/00:00"))]


def test_a_shift_over_a_day_from_the_activity_is_told_with_its_post() -> None:
    far = Post("F", "Far", (Shift(at("2/11:59"), at("2/12:01"), 1),))
    near = Post("N", "Near", (Shift(at("2/11:00"), at("2/12:00"), 1), Shift(at("0/08:00"), at("0/09:00"), 1)))
    (problem,) = faults(DAY._replace(posts=(near, far)))
    assert (problem.code, problem.where) == ("shift_outside", "F")
    assert problem.values == {"post": "Far", "span": "2026-03-06 11:59–2026-03-06 12:01"}
