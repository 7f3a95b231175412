"""All sessions of a volunteer together: overlaps, consent, changed clocks."""

import pytest

from tests.checkin.rules.story import check, read_story

B = "activity B name=B place=P\n"
SERVED = "09:00 ana in\n11:00 ana out\n"


def test_of_two_that_overlap_the_later_waits_and_touching_is_no_overlap() -> None:
    check(
        B + SERVED + "10:00 ana in @B\n12:00 ana out @B\n12:00 ana in\n12:30 ana out",
        """
        ana 09:00 11:00 120 closed scanned
        ana 10:00 12:00 0 needs_review scanned overlap @B
        ana 12:00 12:30 30 closed scanned
        """,
    )


def test_a_short_one_in_between_does_not_end_the_long_one() -> None:
    """The third overlaps the first, though not the second; who never checked out, or in, overlaps nothing."""
    check(
        B
        + """
        activity C name=C place=P
        08:30 ana in @C
        2/09:00 ana in
        2/12:00 ana out
        2/09:30 ana in @B
        2/10:00 ana out @B
        2/10:30 ana in @C
        2/11:00 ana out @C
        """,
        """
        ana 08:30 - 0 needs_review scanned midnight @C
        ana 2/09:00 2/12:00 180 closed scanned
        ana 2/09:30 2/10:00 0 needs_review scanned overlap @B
        ana 2/10:30 2/11:00 0 needs_review scanned overlap @C
        """,
    )


def test_a_ruling_settles_an_overlap() -> None:
    check(
        B + SERVED + "10:00 ana in @B\n12:00 ana out @B\n12:30 rule 4 60",
        """
        ana 09:00 11:00 120 closed scanned
        ana 10:00 12:00 60 closed ruled overlap @B
        """,
    )


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ("consent ana missing", True),
        ("consent ana missing\n12:00 consent ana given", False),
        ("consent ana given\n08:00 consent ana withdrawn", True),
        ("consent ana given\n10:00 consent ana withdrawn", False),
        ("consent ana missing\n12:00 consent ana withdrawn", True),
        ("consent ana missing\n12:00 consent ana not_needed", False),
        ("consent ben missing", False),
        ("policy consent=ignore\nconsent ana missing", False),
        ("policy consent=refuse\nconsent ana missing", True),
    ],
)
def test_hours_wait_for_consent(said: str, waits: bool) -> None:
    ending = "0 needs_review scanned consent" if waits else "120 closed scanned"
    check(SERVED + said, f"ana 09:00 11:00 {ending}")


@pytest.mark.parametrize(
    ("said", "flag"),
    [
        ("consent ana missing", "consent"),
        ("consent ana given\n10:00 consent ana withdrawn", "consent"),
        ("consent ana missing\n14:00 consent ana given", ""),
        ("consent ben missing", ""),
        ("policy consent=ignore\nconsent ana missing", ""),
    ],
)
def test_what_a_supervisor_decides_counts_without_consent_and_is_flagged(said: str, flag: str) -> None:
    """Ruled, added and claimed hours alike. What was ruled on began before the withdrawal of ten o'clock."""
    ruled = "" if "withdrawn" in said else flag
    told = f"{SERVED}12:00 rule 1 60\n12:10 add ana 30\n12:20 claim ana 45 2026-03-05\n12:30 verify 5\n"
    rows = read_story(told + said).record.sessions
    assert {(str(s.source), s.minutes, str(s.status), " ".join(s.flags)) for s in rows} == {
        ("ruled", 60, "closed", ruled),
        ("added", 30, "closed", flag),
        ("claimed", 45, "closed", flag),
    }


def test_an_open_session_shows_that_consent_is_missing() -> None:
    check("consent ana missing\n09:00 ana scan -> opened", "ana 09:00 - 0 open scanned consent")


@pytest.mark.parametrize(
    ("clock", "flagged"),
    [
        ("10:00 clock +120", True),
        ("10:00 clock +120 #2", False),
        ("08:59 clock +120", False),
        ("09:01 clock +120", True),
        ("11:02 clock +120", True),
        ("11:03 clock +60", False),
        ("08:59 clock -120", True),
    ],
)
def test_a_changed_clock_flags_the_sessions_of_its_desk_that_span_it(clock: str, flagged: bool) -> None:
    check(SERVED + clock, "ana 09:00 11:00 120 closed scanned" + (" clock" if flagged else ""))


def test_a_clock_of_the_desk_that_checked_out() -> None:
    check("09:00 ana in\n11:00 ana out #2\n10:00 clock +5 #2", "ana 09:00 11:00 120 closed scanned clock")
