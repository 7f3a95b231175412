"""Whose a badge is at every instant: issued, revoked, given anew, struck out, and claimed by several teams."""

from __future__ import annotations

import random
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from checkin.rules.badge_holders import (
    holder_by_statements,
    holder_of_card,
    holders_by_statements,
    holders_of,
    marks_in_force,
)
from checkin.rules.badge_marks import badge_mark
from checkin.rules.badge_numbers import is_card_text
from checkin.rules.badge_tenures import (
    FIRST_INSTANT,
    LAST_INSTANT,
    BadgeStatement,
    Holder,
    Span,
    Tenure,
    holder_at,
    spans,
    tenures,
)
from checkin.rules.events import Badge, BadgeState, Event, Kind, Scan, bodies_of, fields_of
from checkin.rules.facts import gather
from checkin.rules.record import fold
from tests.checkin.rules.story import at, check, read_story, who

BADGE = who("?7")


def words(*said: str) -> tuple[Tenure, ...]:
    """`09:00 issued S/ana`, or `09:00 issued S/ana by T`: said by another team than the volunteer's."""
    found = []
    for place, line in enumerate(said):
        when, state, volunteer, *by = line.split()
        found.append(
            BadgeStatement(at(when), f"{place:02d}", by[1] if by else volunteer.split("/")[0], volunteer, state)
        )
    return tenures(reversed(found))


def whose(of_badge: tuple[Tenure, ...], when: str) -> str | None:
    return holder_at(BADGE, of_badge, at(when)).owner


def test_who_had_a_revoked_badge_keeps_what_was_scanned_before() -> None:
    check(
        """
                  badge ?7 ana issued student
        09:00 ?7 scan                                  -> opened
        10:00 ?7 scan                                  -> closed
        10:30 badge ?7 ana revoked student
        11:00 ?7 scan                                  -> opened
        11:45 ?7 scan                                  -> closed
        """,
        """
        ana 09:00 10:00 60 closed scanned
        ?7 11:00 11:45 45 closed scanned unknown_badge
        """,
    )


def test_a_revocation_that_is_struck_out_never_was() -> None:
    check(
        """
                  badge ?7 ana issued student
        10:30 badge ?7 ana revoked student
        11:00 ?7 scan
        11:45 ?7 scan
        12:00 void 2
        """,
        "ana 11:00 11:45 45 closed scanned",
    )


def test_a_badge_is_whose_it_was_when_it_was_scanned_not_when_it_was_amended_to() -> None:
    check(
        """
                  badge ?7 ana issued student
        09:00 ?7 scan
        10:00 ?7 scan
        10:30 badge ?7 ana revoked student
        12:00 amend 3 at 11:00
        """,
        "ana 09:00 11:00 120 closed corrected",
    )


def test_confirmed_hours_of_a_revoked_badge_stay_with_the_number() -> None:
    """They were confirmed under the number, scanned after the revocation; and those before it go along with ana."""
    check(
        """
                  badge ?7 ana issued student
        08:00 badge ?7 ana revoked student
        09:00 ?7 scan
        10:00 ?7 scan
        12:00 confirm 3 ?7 60 events 3,4
        """,
        "?7 09:00 10:00 60 confirmed scanned unknown_badge",
    )
    check(
        """
        09:00 ?7 scan
        10:00 ?7 scan
        12:00 confirm 1 ?7 60 events 1,2
        13:00 badge ?7 ana issued student
        14:00 badge ?7 ana revoked student
        """,
        "ana 09:00 10:00 60 confirmed scanned",
    )


def test_given_to_another_without_a_revocation_the_last_word_holds() -> None:
    of_badge = words("08:00 issued S/ana", "10:00 issued S/ben")
    assert [whose(of_badge, when) for when in ("07:00", "09:00", "11:00")] == ["S/ben"] * 3


def test_given_to_another_after_a_revocation_each_has_what_was_scanned_then() -> None:
    of_badge = words("08:00 issued S/ana", "10:00 revoked S/ana", "12:00 issued S/ben")
    assert [whose(of_badge, when) for when in ("07:00", "09:59", "10:00", "11:00", "13:00")] == [
        "S/ana", "S/ana", "S/ben", "S/ben", "S/ben",
    ]  # fmt: skip


def test_revoked_twice_is_revoked_since_the_first_and_says_by_what() -> None:
    """Two desks that had not met both renewed the badge."""
    of_badge = words("08:00 issued S/ana", "10:00 revoked S/ana", "12:00 revoked S/ana")
    assert holder_at(BADGE, of_badge, at("11:00")) == Holder("S/ana", BADGE, at("10:00"), "01")
    assert holder_at(BADGE, of_badge) == Holder("S/ana", BADGE, at("10:00"), "01")


def test_a_revocation_whose_issue_is_not_here_still_revokes() -> None:
    of_badge = words("10:00 revoked S/ana")
    assert (whose(of_badge, "09:00"), whose(of_badge, "10:00")) == ("S/ana", None)
    assert holder_at(BADGE, of_badge).volunteer == "S/ana"
    assert of_badge == (Tenure("S/ana", (at("10:00"), "00"), at("10:00"), "00"),), "given and revoked by one event"


def test_all_that_is_known_of_a_number() -> None:
    """Nobody, somebody, and of two teams that both revoked it the one that had it last."""
    assert holder_at(BADGE, ()) == holder_at(BADGE, (), at("09:00")) == Holder(badge=BADGE)
    ana = words("08:00 issued S/ana", "10:00 revoked S/ana")
    assert holder_at(BADGE, words("08:00 issued S/ana")) == holder_at(BADGE, ana, at("09:59")) == Holder("S/ana", BADGE)
    for first, last in (("S/ana", "T/7"), ("T/7", "S/ana")):
        both = words("08:00 issued S/ana", "09:00 issued T/7", f"10:00 revoked {first}", f"11:00 revoked {last}")
        assert holder_at(BADGE, both) == Holder(last, BADGE, at("11:00"), "03")


def test_rows_for_a_join_with_many_scans() -> None:
    of_badge = words("08:00 issued S/ana", "10:00 revoked S/ana")
    assert list(spans(BADGE, of_badge)) == [Span(BADGE, FIRST_INSTANT, at("10:00"), "S/ana")]
    again = words("08:00 issued S/ana", "10:00 revoked S/ana", "12:00 issued S/ben")
    assert list(spans(BADGE, again))[1:] == [Span(BADGE, at("10:00"), LAST_INSTANT, "S/ben")]
    assert list(spans(BADGE, ())) == []


def test_what_another_team_says_of_somebody_counts_for_nothing() -> None:
    assert words("08:00 issued S/ana by T") == ()
    of_badge = words("08:00 issued S/ana", "09:00 revoked S/ana by T")
    assert whose(of_badge, "10:00") == "S/ana"
    told = read_story("badge ?7 ana issued student\n09:00 ana scan").events
    foreign = Event("90", at("08:00"), "T", "9", Badge(BADGE, "S/ana", BadgeState.ISSUED, "parent"))
    assert fold(gather([*told, foreign]), [*told, foreign]).kinds == {"S/ana": "student"}


def test_of_two_teams_the_first_has_the_number_until_it_revokes_it() -> None:
    """A pupil went to another school and kept the badge; the old school revoked it a day later."""
    both = words("08:00 issued S/ana", "09:00 issued T/7", "2/09:00 revoked S/ana")
    assert [whose(both, when) for when in ("10:00", "2/10:00")] == ["S/ana", "T/7"]
    assert [tenure.volunteer for tenure in both] == ["S/ana", "T/7"]


def test_the_badges_that_a_volunteer_has() -> None:
    """Two desks each renewed it: both new numbers are in force, the one given last at the end."""
    story = """
        08:00 badge ?1 ana issued student
        10:00 badge ?1 ana revoked student
        10:00 badge ?3 ana issued student
        10:05 badge ?1 ana revoked student
        10:05 badge ?2 ana issued student
        11:00 badge ?4 ben issued student
        11:30 badge ?3 ana issued parent
        """
    holders = holders_of(read_story(story).events)
    assert holders.badges_of("S/ana") == [who("?2"), who("?3")]
    assert marks_in_force(holders) == {badge_mark(who(b)): "S" for b in ("?2", "?3", "?4")}
    assert holders_of(read_story(story).events, {"07"}).badges_of("S/ana") == [who("?3"), who("?2")]


def test_a_card_is_whose_roster_row_has_it_those_who_left_last() -> None:
    assert holder_of_card([]) is None
    assert holder_of_card([("S/9", False), ("S/1", True), ("S/8", False)]) == Holder("S/8")


said = st.lists(
    st.builds(
        lambda when, volunteer, state, team: (when, team or volunteer.split("/")[0], volunteer, state),
        st.integers(0, 12),
        st.sampled_from(["S/ana", "S/ben", "T/7"]),
        st.sampled_from([BadgeState.ISSUED, BadgeState.ISSUED, BadgeState.REVOKED]),
        st.sampled_from([None, None, None, "T"]),
    ),
    max_size=8,
).map(lambda parts: [BadgeStatement(when, f"{n:02d}", *rest) for n, (when, *rest) in enumerate(parts)])
"""Words on one number: equal times, several teams, claims on others' people, revocations of what was never issued."""


@given(said, st.integers(-1, 13), st.randoms(use_true_random=False))
def test_any_order_and_repeats_and_both_ways_to_ask_say_the_same(
    found: list[BadgeStatement], when: int, chance: random.Random
) -> None:
    shuffled = [*found, *found[::2]]
    chance.shuffle(shuffled)
    events = [
        Event(w.id, w.at, w.team, "1", Badge(BADGE, w.volunteer, BadgeState(w.state), "student")) for w in shuffled
    ]
    expected = holder_at(BADGE, tenures(found), when)
    assert holders_of(events).holder(BADGE, when) == expected
    assert holders_by_statements({BADGE: shuffled}, ()).holder(BADGE, when) == expected


@given(said, st.integers(-1, 13))
def test_the_rows_for_sql_say_the_same(found: list[BadgeStatement], when: int) -> None:
    of_badge = tenures(found)
    rows = [span.volunteer for span in spans(BADGE, of_badge) if span.since <= when < span.until]
    owner = holder_at(BADGE, of_badge, when).owner
    assert rows == ([] if owner is None else [owner])


@given(said)
def test_as_the_ledger_said_it_within_one_team(found: list[BadgeStatement]) -> None:
    """The last word said whose it is and whether it is revoked; since when, it took from the last of two revocations."""
    mine = [word for word in found if word.team == "S" and word.volunteer == "S/ana"]
    holder = holder_at(BADGE, tenures(mine))
    last = max(mine, default=None)
    assert holder.volunteer == (None if last is None else last.volunteer)
    assert (holder.revoked_at is not None) == (last is not None and last.state == BadgeState.REVOKED)


@given(said)
def test_as_the_record_and_the_district_said_it_where_nothing_was_revoked(found: list[BadgeStatement]) -> None:
    """Whose an unknown badge is: the last that any register gave it to, as long as one team gave it."""
    mine = [word for word in found if word.team == "S" and word.volunteer != "T/7" and word.state == BadgeState.ISSUED]
    owner = max(mine).volunteer if mine else None
    assert all(holder_at(BADGE, tenures(mine), when).owner == owner for when in range(-1, 14))


@given(said)
def test_as_the_districts_kit_said_it(found: list[BadgeStatement]) -> None:
    """In force is what its first team issued and did not revoke; beyond that, what a second team gave out then."""
    owners: dict[str, str] = {}
    revoked: dict[str, bool] = {}
    own = sorted(word for word in found if word.volunteer.startswith(f"{word.team}/"))
    for word in own:
        if owners.setdefault(BADGE, word.team) == word.team:
            revoked[BADGE] = word.state == BadgeState.REVOKED
    events = [Event(w.id, w.at, w.team, "1", Badge(BADGE, w.volunteer, BadgeState(w.state), "student")) for w in found]
    marks = marks_in_force(holders_of(events))
    if owners and not revoked[BADGE]:
        assert marks == {badge_mark(BADGE): owners[BADGE]}
    elif len({word.team for word in own}) < 2:
        assert marks == {}


def test_the_mark_of_a_number_is_what_kits_carry() -> None:
    """A kit that was written by another version is compared with these bytes."""
    assert badge_mark("710000000000000000000726") == sha256(b"hourdesk-badge710000000000000000000726").digest()[:12]


def test_who_claimed_a_number_each_once_in_the_order_in_which_they_got_it() -> None:
    log = [
        Event(f"{n:02d}", when, "S", "1", Badge(BADGE, f"S/{name}", BadgeState(state), "student"))
        for n, when, name, state in [
            (3, 30, "ana", "issued"), (4, 40, "ana", "revoked"), (5, 50, "ben", "issued"),
            (6, 60, "ben", "revoked"), (7, 70, "ana", "issued"),
        ]
    ]  # fmt: skip
    holders = holders_of(log)
    assert [(one.volunteer, one.given) for one in holders.claimants(BADGE)] == [
        ("S/ana", (30, "03")),
        ("S/ben", (50, "05")),
    ]
    assert holders.claimants(who("?8")) == []
    assert holders.spans() == list(spans(BADGE, holders.by_badge[BADGE]))
    assert {span.badge for span in holders.spans()} == {BADGE}


def test_the_groups_of_kinds_are_made_of_bodies() -> None:
    assert bodies_of((Kind.BADGE, Kind.SCAN)) == (Badge, Scan)
    assert fields_of(Badge) == (("badge", "str"), ("volunteer", "str"), ("state", "BadgeState"), ("person_kind", "str"))
    assert fields_of(Badge) is fields_of(Badge)


def test_a_card_has_1_to_64_characters() -> None:
    assert [is_card_text(text) for text in ("", "x", "x" * 64, "x" * 65, "a\tb")] == [False, True, True, False, False]


@given(
    st.sampled_from(list(BadgeState)),
    st.sampled_from(["S/ana", "T/ana", "ana"]),
    st.sampled_from([(), ("01",)]),
    st.sampled_from([None, at("08:00"), at("09:00"), at("10:00")]),
)
def test_a_number_of_one_statement_is_found_as_any_other(
    state: BadgeState, volunteer: str, struck: tuple[str, ...], when: int | None
) -> None:
    only = BadgeStatement(at("09:00"), "01", "S", volunteer, state)
    expected = holder_at(BADGE, tenures([only] if not struck else []), when)
    assert holder_by_statements(BADGE, [only], struck, when) == expected
