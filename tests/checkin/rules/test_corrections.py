"""Amend, void, rule, add: corrections are events, and the last by (at, id) holds."""

from checkin.rules.badge_holders import BadgeHolders
from checkin.rules.badge_tenures import Tenure
from checkin.rules.facts import gather
from checkin.rules.record import fold
from tests.checkin.rules.story import LONG_BEFORE, check, read_story, row, who


def test_amended_time() -> None:
    check(
        """
        09:00 ana scan
        11:00 ana scan
        12:00 amend 1 at 08:30
        12:01 amend 2 at 11:30
        """,
        "ana 08:30 11:30 180 closed corrected",
    )


def test_amended_direction() -> None:
    check(
        """
        09:00 ana scan -> no_check_in
        12:00 amend 1 direction out
        """,
        "ana - 09:00 0 needs_review corrected no_check_in",
    )


def test_amended_volunteer() -> None:
    """Ben held Ana's badge."""
    check(
        """
        09:00 ana scan -> opened
        09:30 ana scan -> opened
        11:00 ana scan -> closed
        11:30 ben out  -> closed
        12:00 amend 1 volunteer ben
        """,
        """
        ben 09:00 11:30 150 closed corrected
        ana 09:30 11:00 90 closed scanned
        """,
    )


def test_amended_activity() -> None:
    check(
        """
        activity B name=B place=P
        09:00 ana in     -> opened
        11:00 ana out @B -> closed
        12:00 amend 2 activity B
        """,
        "ana 09:00 11:00 120 closed corrected @B",
    )


def test_each_field_takes_its_last_amendment_by_time_and_id() -> None:
    check(
        """
        09:00 ana in
        11:00 ana out
        12:10 amend 1 at 08:10
        12:00 amend 1 at 08:20 volunteer ben
        12:05 amend 2 volunteer ben
        12:05 amend 2 at 11:40
        12:05 amend 2 at 11:50
        """,
        "ben 08:10 11:50 220 closed corrected",
    )


def test_void_of_a_check_out_leaves_the_session_open() -> None:
    check(
        """
        09:00 ana scan -> opened
        10:00 ana scan -> nothing
        10:01 void 2
        """,
        "ana 09:00 - 0 open scanned",
    )


def test_void_of_a_void_of_a_void() -> None:
    check(
        """
        09:00 ana scan -> nothing
        10:00 void 1
        10:01 void 2
        10:02 void 3
        """,
        "",
    )


def test_voids_in_a_circle_strike_nothing() -> None:
    """2 and 3 strike each other, 5 itself; a scan's own void holds all the same."""
    check(
        """
        09:00 ana scan -> nothing
        10:00 void 3
        10:01 void 2
        10:02 void 1
        10:03 void 5
        10:00 ben scan -> opened
        """,
        "ben 10:00 - 0 open scanned",
    )


def test_voids_of_every_correction() -> None:
    check(
        """
        09:00 ana in  -> opened
        11:00 ana out -> closed
        12:00 amend 1 at 08:00
        12:00 rule 1 7
        12:00 add ana 30
        12:00 close A
        12:00 policy v2 since 00:00 grid_minutes=60
        12:00 consent ana missing
        12:00 activity A not_creditable=Training
        12:00 confirm 1 ana 120 events 1,2
        12:00 badge ?1 ana issued parent
        13:00 void 3
        13:00 void 4
        13:00 void 5
        13:00 void 6
        13:00 void 7
        13:00 void 8
        13:00 void 9
        13:00 void 10
        13:00 void 11
        """,
        "ana 09:00 11:00 120 closed scanned",
    )


def test_the_last_ruling_holds_and_a_voided_one_gives_way() -> None:
    ledger = """
        09:00 ana in
        12:00 close A
        12:20 rule 1 100
        12:10 rule 1 50
        """
    check(ledger, "ana 09:00 - 100 closed ruled no_check_out")
    check(ledger + "12:30 void 3", "ana 09:00 - 50 closed ruled no_check_out")


def test_a_ruled_session_may_still_be_open_and_have_no_start() -> None:
    check(
        """
        09:00 ana in  -> opened
        11:00 ben out -> no_check_in
        12:00 rule 1 90
        12:00 rule 2 60
        11:30 ana out -> closed
        """,
        """
        ana 09:00 11:30 90 closed ruled
        ben - 11:00 60 closed ruled no_check_in
        """,
    )


def test_a_ruling_whose_event_opens_nothing_credits_nothing_and_is_listed() -> None:
    check(
        """
        09:00 ana in
        11:00 ana out
        11:30 rule 1 100
        11:40 rule 2 10
        12:00 void 1
        """,
        """
        ana - - 0 needs_review ruled rule_unmatched
        ana - 11:00 10 closed ruled no_check_in
        """,
    )


def test_added_hours_stand_apart() -> None:
    story = check(
        """
        09:00 ana in
        10:00 ana out
        12:00 add ana 30
        12:00 add ana 30
        """,
        """
        ana - - 30 closed added
        ana - - 30 closed added
        ana 09:00 10:00 60 closed scanned
        """,
    )
    assert sum(s.minutes for s in story.record.of("S/ana")) == 120


def test_two_numbers_are_one_person() -> None:
    check(
        """
        09:00   ana scan   -> opened
        09:00:02 ana2 scan -> duplicate
        11:00   ana2 scan  -> closed
        12:00   link ana2 ana
        12:00   add ana2 5
        """,
        """
        ana - - 5 closed added
        ana 09:00 11:00 120 closed scanned
        """,
    )


def test_links_chain_and_can_be_voided() -> None:
    ledger = """
        09:00 a scan
        11:00 c scan
        12:00 link a b
        12:01 link c a
        """
    check(ledger, "b 09:00 11:00 120 closed scanned")
    check(ledger + "13:00 void 4", "b 09:00 - 0 open scanned\nc 11:00 - 0 open scanned")


def test_an_unknown_badge_is_folded_under_its_number_and_then_under_its_owner() -> None:
    ledger = """
        09:00 ?7 scan -> opened
        11:00 ?7 scan -> closed
        11:30 ben scan
        """
    check(ledger, "?7 09:00 11:00 120 closed scanned unknown_badge\nben 11:30 - 0 open scanned")
    check(
        ledger + "11:30 badge ?7 ben issued student",
        "ben 09:00 11:00 120 closed scanned\nben 11:30 - 0 open scanned",
    )


def test_a_register_elsewhere_knows_the_owner() -> None:
    events = read_story("09:00 ?7 scan\n11:00 ?7 scan").events
    elsewhere = BadgeHolders({who("?7"): (Tenure("S/ben", (LONG_BEFORE, "")),)})
    record = fold(gather(events), events, elsewhere)
    assert [row(s) for s in record.sessions] == ["ben 09:00 11:00 120 closed scanned"]
