"""Posts (岗位) on a large day: a scan at another post moves the person, in one session that is rounded once."""

from __future__ import annotations

import pytest

from checkin.rules.posts_served import minutes_by_post, minutes_by_segment
from tests.checkin.rules.story import check, read_story, who


def test_a_scan_at_another_post_moves_and_the_gate_checks_out() -> None:
    check(
        """
        08:00  ana scan            -> opened
        09:00  ana scan &tea       -> moved
        10:30  ana scan &stage     -> moved
        12:00  ana scan            -> closed
        """,
        "ana 08:00 12:00 240 closed scanned &- 08:00-09:00 60 &tea 09:00-10:30 90 &stage 10:30-12:00 90",
    )


def test_a_scan_at_the_same_post_checks_out_and_a_person_may_come_back_to_an_earlier_one() -> None:
    check(
        """
        08:00  ana scan &tea       -> opened
        09:00  ana scan &stage     -> moved
        10:00  ana scan &tea       -> moved
        11:00  ana scan &tea       -> closed
        """,
        "ana 08:00 11:00 180 closed scanned &tea 08:00-09:00 60 &stage 09:00-10:00 60 &tea 10:00-11:00 60",
    )


def test_check_in_and_check_out_at_one_post_are_a_session_with_one_part() -> None:
    check(
        """
        08:00  ana scan &tea       -> opened
        09:00  ana scan &tea       -> closed
        08:00  ben scan &tea       -> opened
        09:00  ben scan            -> closed
        """,
        """
        ana 08:00 09:00 60 closed scanned &tea 08:00-09:00 60
        ben 08:00 09:00 60 closed scanned &tea 08:00-09:00 60
        """,
    )


def test_a_move_has_no_least_length_but_a_burst_is_one_scan_wherever_it_was() -> None:
    """Too soon is measured from the check-in; what follows within three seconds is one burst, at another post too."""
    check(
        """
        08:00        ana scan &tea     -> opened
        08:00:02     ana scan &stage   -> duplicate
        08:00:30     ana scan &stage   -> moved
        08:01        ana scan &stage   -> too_soon
        08:01:30     ana scan &tea     -> moved
        08:02        ana scan          -> too_soon
        08:06        ana scan          -> closed
        """,
        "ana 08:00 08:06 6 closed scanned &tea 08:00-08:00:30 1 &stage 08:00:30-08:01:30 1 &tea 08:01:30-08:06 4",
    )


@pytest.mark.parametrize(
    ("scan", "effect", "row"),
    [
        ("ana in &stage", "moved", "ana 08:00 - 0 open scanned &tea 08:00-10:00 0 &stage 10:00-- 0"),
        ("ana out &stage", "closed", "ana 08:00 10:00 120 closed scanned &tea 08:00-10:00 120"),
        ("ana in &tea", "already_in", "ana 08:00 - 0 open scanned &tea 08:00-- 0"),
        ("ana in", "already_in", "ana 08:00 - 0 open scanned &tea 08:00-- 0"),
        ("ana out", "closed", "ana 08:00 10:00 120 closed scanned &tea 08:00-10:00 120"),
    ],
)
def test_what_a_direction_says_comes_first(scan: str, effect: str, row: str) -> None:
    check(f"08:00 ana scan &tea\n10:00 {scan} -> {effect}", row)


def test_where_the_window_reads_a_scan_as_a_check_out_nobody_moves() -> None:
    check(
        """
               activity A check_in_until=09:00 check_out_from=11:00
        08:00  ana scan &tea       -> opened
        08:30  ana scan &tea       -> already_in
        08:40  ana scan &stage     -> moved
        10:00  ana scan &tea       -> moved
        11:00  ana scan &stage     -> closed
        """,
        "ana 08:00 11:00 180 closed scanned &tea 08:00-08:40 40 &stage 08:40-10:00 80 &tea 10:00-11:00 60",
    )


def test_three_desks_that_know_nothing_of_each_other_come_together() -> None:
    """At each desk alone the scan was a check-in; in the union it is one session. No second of it counts twice."""
    check(
        """
        08:00  ana scan #1         -> opened
        09:00  ana scan &tea #2    -> moved
        10:00  ana scan &stage #3  -> moved
        12:00  ana scan #1         -> closed
        """,
        "ana 08:00 12:00 240 closed scanned &- 08:00-09:00 60 &tea 09:00-10:00 60 &stage 10:00-12:00 120",
    )


def test_a_move_that_is_struck_out_gives_its_part_back() -> None:
    check(
        """
        08:00  ana scan &tea
        09:00  ana scan &stage     -> nothing
        12:00  ana scan
        12:30  void 2
        """,
        "ana 08:00 12:00 240 closed scanned &tea 08:00-12:00 240",
    )


def test_where_the_check_in_is_struck_out_the_next_post_opens_the_session() -> None:
    check(
        """
        08:00  ana scan &tea       -> nothing
        09:00  ana scan &stage     -> opened
        12:00  ana scan            -> closed
        12:30  void 1
        """,
        "ana 09:00 12:00 180 closed scanned &stage 09:00-12:00 180",
    )


def test_a_wrong_post_is_corrected_and_one_is_taken_away() -> None:
    """A check-out at the same post was meant as a move; a move that was none becomes the check-out."""
    check(
        """
        08:00  ana scan &tea       -> opened
        09:00  ana scan &tea       -> moved
        12:00  ana scan            -> closed
        12:30  amend 2 post stage
        08:00  ben scan            -> opened
        09:00  ben scan &tea       -> closed
        12:30  amend 6 post -
        """,
        """
        ana 08:00 12:00 240 closed corrected &tea 08:00-09:00 60 &stage 09:00-12:00 180
        ben 08:00 09:00 60 closed corrected
        """,
    )


def test_a_day_ends_at_midnight_and_a_night_goes_on() -> None:
    check(
        """
        22:00    ana scan &tea     -> opened
        23:00    ana scan &stage   -> moved
        2/00:30  ana scan &tea     -> opened
        """,
        """
        ana 22:00 - 0 needs_review scanned midnight &tea 22:00-23:00 0 &stage 23:00-- 0
        ana 2/00:30 - 0 open scanned &tea 2/00:30-- 0
        """,
    )
    check(
        """
                 activity A overnight=true start=20:00 end=2/06:00
        22:00    ana scan &tea     -> opened
        2/01:00  ana scan &stage   -> moved
        2/05:00  ana scan          -> closed
        """,
        "ana 22:00 2/05:00 420 closed scanned &tea 22:00-2/01:00 180 &stage 2/01:00-2/05:00 240",
    )


def test_after_the_close_a_move_opens_nothing_and_is_told() -> None:
    check(
        """
        08:00  ana scan &tea
        12:00  close A
        12:30  ana scan &stage     -> moved
        13:00  ana scan            -> closed
        """,
        "ana 08:00 13:00 300 closed scanned after_close &tea 08:00-12:30 270 &stage 12:30-13:00 30",
    )


def test_a_check_out_without_a_check_in_is_known_at_its_post() -> None:
    check(
        """
        12:00  ana out &tea        -> no_check_in
        13:00  rule 1 90
        """,
        "ana - 12:00 90 closed ruled no_check_in &tea 12:00-12:00 90",
    )


def test_what_a_supervisor_rules_of_an_open_session_belongs_to_the_post_where_it_was_left() -> None:
    """Two hours at tea are known. Of four that are ruled the others are the stage's; of one, all that is known is tea's."""
    ledger = "08:00 ana scan &tea\n10:00 ana scan &stage\n13:00 close A\n14:00 rule 1 "
    check(ledger + "240", "ana 08:00 - 240 closed ruled no_check_out &tea 08:00-10:00 120 &stage 10:00-- 120")
    check(ledger + "60", "ana 08:00 - 60 closed ruled no_check_out &tea 08:00-10:00 60 &stage 10:00-- 0")


def test_minutes_are_rounded_once_and_the_parts_add_up() -> None:
    """Three parts of 50, 50 and 20 seconds are two minutes: the largest remainders get them, and none is lost."""
    story = check(
        """
        08:00        ana scan &tea
        09:00:20     ana scan &stage
        10:00:50     ana scan &tea
        11:00:59     ana scan
        """,
        "ana 08:00 11:00:59 180 closed scanned &tea 08:00-09:00:20 60 &stage 09:00:20-10:00:50 60 &tea 10:00:50-11:00:59 60",
    )
    (session,) = story.record.sessions
    assert minutes_by_post(session) == {"tea": 120, "stage": 60}
    assert sum(minutes_by_segment(session.segments, session.minutes)) == session.minutes == 180


def test_only_the_time_that_the_policy_counts_is_shared_out() -> None:
    """The hour before the planned start counts nowhere: all that was served at tea lies before it."""
    check(
        """
               policy clamp_start=true
        07:00  ana scan &tea
        08:00  ana scan &stage
        10:00  ana scan
        """,
        "ana 07:00 10:00 120 closed scanned &tea 07:00-08:00 0 &stage 08:00-10:00 120",
    )


def test_a_confirmed_session_says_that_a_move_came_later() -> None:
    """The pack of the desk at the tea came after the hours were confirmed: the minutes hold, and nobody is silent about it."""
    check(
        """
        08:00  ana scan
        10:00  ana scan
        11:00  confirm 1 ana 120 events 1,2
        09:00  ana scan &tea #2    -> moved
        """,
        "ana 08:00 10:00 120 confirmed scanned changed &- 08:00-09:00 60 &tea 09:00-10:00 60",
    )


@pytest.mark.parametrize(
    ("clamp", "later", "parts"),
    [
        ("false", "13:00 policy v3 since 06:00 clamp_start=true", "tea 07:00-08:00 60 &stage 08:00-10:00 120"),
        ("true", "13:00 policy v3 since 06:00 clamp_start=false", "tea 07:00-08:00 0 &stage 08:00-10:00 120"),
        ("true", "13:00 activity A start=09:30", "tea 07:00-08:00 0 &stage 08:00-10:00 120"),
        ("true", "10:30 activity A start=09:00", "tea 07:00-08:00 0 &stage 08:00-10:00 60"),
    ],
)
def test_the_parts_of_what_was_confirmed_stay_as_its_minutes_do(clamp: str, later: str, parts: str) -> None:
    """Another policy, and other planned times, came after the hours were confirmed; the last ones came before that."""
    minutes = sum(int(word) for word in parts.split()[2::3])
    found = read_story(f"""
               policy clamp_start={clamp}
        07:00  ana scan &tea
        08:00  ana scan &stage
        10:00  ana scan
        11:00  confirm 2 ana {minutes} v 2 events 2,3,4
        {later}
        """)
    assert [row.split(" &", 1)[1] for row in found.table()] == [parts]


def test_a_badge_that_nobody_knows_moves_like_any_other() -> None:
    check(
        "08:00 ?7 scan &tea -> opened\n09:00 ?7 scan &stage -> moved\n10:00 ?7 out -> closed",
        "?7 08:00 10:00 120 closed scanned unknown_badge &tea 08:00-09:00 60 &stage 09:00-10:00 60",
    )


def test_the_minutes_of_posts_are_those_of_the_session() -> None:
    record = read_story(
        """
        08:00  ana scan &tea
        09:00  ana scan &stage
        10:00  ana scan
        08:00  ben scan
        09:00  ben scan &tea
        10:00  ben scan
        08:00  cat scan
        10:00  cat scan
        """
    ).record
    by_post = {name: minutes_by_post(record.of(who(name))[0]) for name in ("ana", "ben", "cat")}
    assert by_post == {"ana": {"tea": 60, "stage": 60}, "ben": {None: 60, "tea": 60}, "cat": {}}
