"""What is paired at once is what the pairing step by step gives, on drawn scans, activities, policies and clocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from checkin.rules.badge_holders import BadgeHolders
from checkin.rules.events import ActivityChange, Body, Clock, Close, Direction, Event, PolicyChange, Scan
from checkin.rules.facts import gather
from checkin.rules.instants import local_time, span_of_day
from checkin.rules.pairing import Effects, pair
from checkin.rules.plain_sessions import only_session, open_session, plain_session
from checkin.rules.record import fold
from checkin.rules.scans import bounces, read_scan
from checkin.rules.sessions import Effect, Flag
from tests.checkin.rules.logs import arrivals, changes, directions, moments, posts
from tests.checkin.rules.logs import settings as policies
from tests.checkin.rules.story import LONG_BEFORE, at, made_at
from tests.portions import WHOLE

WHO, WHERE = "S/ana", "S/A"
scans = st.builds(
    lambda direction, source, arrival, post: Scan(WHERE, direction, source, WHO, arrival=arrival, post=post),
    st.just(Direction.AUTO) | directions,
    st.sampled_from(["keyboard"] * 8 + ["vouched", "paper"]),
    arrivals,
    posts,
)
gaps = st.sampled_from(
    [3, 59_999, 60_000, 299_999, 300_000, 3_600_000, 3_600_000, 3_600_000, 14_400_000, 57_600_000, -60_000, 0]
)
"""From the first scan to the second: around the longest bounce, the shortest session, over midnight, and back."""
facts_of_all: st.SearchStrategy[Body] = st.one_of(
    st.builds(ActivityChange, st.just(WHERE), changes, made=st.none(), making=st.none()),
    st.just(Close(WHERE)),
    st.builds(PolicyChange, st.just(2), policies, moments),
    st.builds(Clock, st.sampled_from([-5000, 3_600_000])),
)


@settings(max_examples=(10 if WHOLE else 4) * settings().max_examples)
@given(st.tuples(scans, scans), moments, gaps, st.lists(st.tuples(facts_of_all, moments), max_size=3))
def test_a_session_paired_at_once_is_the_one_paired_step_by_step(
    bodies: tuple[Scan, Scan], begun: int, gap: int, common: Sequence[tuple[Body, int]]
) -> None:
    facts = gather(Event(f"f{n}", when, "S", "1", body) for n, (body, when) in enumerate(common))
    two = [
        Event(made_at(when)[:-1] + str(n), when, "S", "1", body)
        for n, (body, when) in enumerate(zip(bodies, (begun, begun + gap), strict=True))
    ]
    draft = plain_session(two[0], two[1], WHO, facts.occasion(WHERE), facts)
    event(f"at once: {draft is not None}")
    if draft is None:
        return
    readings = [read_scan(e, e.body, (), facts, BadgeHolders()) for e in two if isinstance(e.body, Scan)]
    effects: Effects = {}
    assert not bounces(readings, facts, {}).duplicates
    assert pair(readings, facts.occasion(WHERE), facts, effects) == [draft]
    assert effects == {two[0].id: (Effect.OPENED, draft.key), two[1].id: (Effect.CLOSED, draft.key)}


@settings(max_examples=(5 if WHOLE else 2) * settings().max_examples)
@given(scans, moments, st.lists(st.tuples(facts_of_all, moments), max_size=3))
def test_a_check_in_alone_opens_at_once_what_it_opens_step_by_step(
    body: Scan, when: int, common: Sequence[tuple[Body, int]]
) -> None:
    facts = gather(Event(f"f{n}", when, "S", "1", body) for n, (body, when) in enumerate(common))
    only = Event(made_at(when), when, "S", "1", body)
    draft = open_session(only, WHO, facts.occasion(WHERE), facts)
    event(f"at once: {draft is not None}")
    if draft is None:
        return
    effects: Effects = {}
    assert pair([read_scan(only, body, (), facts, BadgeHolders())], facts.occasion(WHERE), facts, effects) == [draft]
    assert effects == {only.id: (Effect.OPENED, draft.key)}


@given(
    st.dates(date(1971, 1, 2), date(2198, 12, 30)),
    st.sampled_from(["Asia/Shanghai", "America/Havana", "Asia/Beirut", "America/Sao_Paulo", "Pacific/Apia"]),
)
@example(date(2018, 11, 4), "America/Sao_Paulo")
@example(date(2011, 12, 30), "Pacific/Apia")
def test_every_instant_of_the_span_of_a_day_is_of_that_day(day: date, zone: str) -> None:
    """Also where clocks change at midnight, and where a day was left out."""
    first, last = span_of_day(day, ZoneInfo(zone))
    step = max(1, (last - first) // 97)
    for instant in (*range(first, last, step), last - 1) if first < last else ():
        assert local_time(instant, ZoneInfo(zone)).date() == day
    if zone == "Asia/Shanghai" and day.year > 1992:
        assert last - first == 86_400_000


def test_an_hour_scanned_in_time_is_paired_at_once_and_one_entered_late_says_so() -> None:
    """Else the property would hold for want of examples."""
    facts = gather(
        [Event("f", LONG_BEFORE, "S", "1", ActivityChange(WHERE, {"start": at("09:00"), "end": at("11:00")}))]
    )
    scan = Scan(WHERE, Direction.AUTO, "keyboard", WHO)
    one, two = (Event(made_at(when), when, "S", "1", scan) for when in (at("09:00"), at("10:00")))
    draft = plain_session(one, two, WHO, facts.occasion(WHERE), facts)
    assert draft is not None
    assert draft.flags == set()
    late = two._replace(id=made_at(at("12:00")))
    entered_late = plain_session(one, late, WHO, facts.occasion(WHERE), facts)
    assert entered_late is not None
    assert entered_late.flags == {Flag.REPLAYED}


@settings(max_examples=(5 if WHOLE else 2) * settings().max_examples)
@given(st.lists(st.tuples(scans, gaps), max_size=2), moments, st.lists(st.tuples(facts_of_all, moments), max_size=3))
def test_one_or_two_scans_fold_to_what_any_number_folds_to(
    bodies: Sequence[tuple[Scan, int]], begun: int, common: Sequence[tuple[Body, int]]
) -> None:
    """A list of so few is read at once, anything else step by step."""
    facts = gather(Event(f"f{n}", when, "S", "1", body) for n, (body, when) in enumerate(common))
    times = [begun + n * gap for n, (_body, gap) in enumerate(bodies)]
    few = [
        Event(made_at(when)[:-1] + str(n), when, "S", "1", body)
        for n, ((body, _gap), when) in enumerate(zip(bodies, times, strict=True))
    ]
    event(f"{len(few)} scans, at once: {only_session(few, facts) is not None}")
    assert fold(facts, few) == fold(facts, iter(few))
