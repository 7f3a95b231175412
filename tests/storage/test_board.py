"""The people on site, those who left, and those who are missing: persons are counted, not scans."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from checkin.desk import Desk
from checkin.rules.badge_numbers import badge_number
from checkin.rules.decide import Arrival
from checkin.rules.events import Consent, ConsentState, Direction, Link
from checkin.rules.signature import UNSIGNED
from storage.activities.activities import add_activity, close_activity, edit_activity
from storage.activities.policies import set_policy
from storage.disk.ids import new_id
from storage.people.badges import issue, mint
from storage.people.person import Person
from storage.posts.standing import read_post_board
from storage.presence.board import Board, PresenceState, absent_by_class, read_board, tally_of
from storage.store import Store
from tests.portions import share
from tests.storage.conftest import HOUR, Scanner

UNKNOWN = badge_number("01234567890123456789")


def board(store: Store) -> Board:
    return read_board(store, "FD/A1")


def counts(shown: Board) -> tuple[int | None, int, int, int]:
    return shown.signed_up, shown.on_site, shown.came, shown.left


def counted(shown: Board) -> tuple[dict[str, int], int]:
    """How many stand at each post, and how many adults are on site."""
    tally = shown.tally or tally_of(shown.rows, shown.activity.posts)
    return {post: count for post, count in tally.at_post.items() if count}, tally.adults


def test_counters_count_persons(store: Store, scan: Scanner) -> None:
    """001 in, out, in again; 002 in and out; 003 signed up and did not come; nobody knows whose the last badge is."""
    edit_activity(store, "A1", {"signup": ["FD/001", "FD/003"]})
    for number, minutes in (("001", -50), ("001", -40), ("001", -30), ("002", -45), ("002", -20)):
        scan(number, minutes)
    assert counts(board(store)) == (2, 1, 2, 1)
    Desk(store.ledger).scan(Arrival(new_id(store.now()), store.now(), UNKNOWN, "FD/A1"))
    shown = board(store)
    assert counts(shown) == (2, 2, 3, 1)
    assert [row.volunteer for row in shown.state(PresenceState.ON_SITE)] == [UNKNOWN, "FD/001"]
    unknown = shown.state(PresenceState.ON_SITE)[0]
    assert (unknown.number, unknown.name, unknown.signed_up) == (UNKNOWN, "", False)


def test_without_a_list_nobody_is_absent(store: Store) -> None:
    assert counts(board(store)) == (None, 0, 0, 0)
    assert absent_by_class(board(store)) == {}
    edit_activity(store, "A1", {"signup": []})
    assert counts(board(store)) == (0, 0, 0, 0)


def test_the_absent_by_class_and_number(store: Store, scan: Scanner) -> None:
    """009 is on the list and in no register: shown by number."""
    edit_activity(store, "A1", {"signup": ["FD/009", "FD/003", "FD/002", "FD/001"]})
    scan("002")
    absent = absent_by_class(board(store))
    assert {name: [row.number for row in rows] for name, rows in absent.items()} == {
        "": ["009"],
        "七1班": ["001"],
        "七2班": ["003"],
    }


def test_whoever_left_the_school_before_is_not_waited_for(store: Store) -> None:
    """A series goes on over the holidays with the list of before: 001 left the day before, 002 today; 003 too, and has a second
    number, under which they are still here. At a post as on the list. Who is back is expected again."""
    day, names = store.today(), ("001", "002", "003")
    shift = {
        "start": store.now() - HOUR,
        "end": store.now() + HOUR,
        "people": [f"FD/{name}" for name in names],
    }
    edit_activity(store, "A1", {"signup": shift["people"], "posts": [{"code": "G", "name": "Gate", "shifts": [shift]}]})
    with store.ledger.transaction():
        store.register.write([Person("FD", "301", "王强", "七(3)班")])
        store.register.mark_left(["FD/001", "FD/003"], day - timedelta(days=1))
        store.register.mark_left(["FD/002"], day)
        store.ledger.record(Link("FD/003", "FD/301"), at=store.now())

    def awaited() -> tuple[set[str], set[str]]:
        posts = read_post_board(store, store.ledger.facts().activity("FD/A1")).rows
        return {row.volunteer for row in board(store).rows}, {one.person for row in posts for one in row.missing}

    assert awaited() == ({"FD/002", "FD/301"},) * 2 and board(store).signed_up == 2
    with store.ledger.transaction():
        store.register.mark_back(["FD/001"])
    assert awaited() == ({"FD/001", "FD/002", "FD/301"},) * 2


def test_two_numbers_of_one_person_are_one_row(store: Store, scan: Scanner) -> None:
    edit_activity(store, "A1", {"signup": ["FD/001", "FD/002"]})
    scan("001", -30)
    store.ledger.record(Link("FD/001", "FD/002"), at=store.now())
    shown = board(store)
    assert [row.volunteer for row in shown.rows] == ["FD/002"]
    assert counts(shown) == (1, 1, 1, 0)


def test_who_forgot_to_check_out_is_for_review_after_the_close(store: Store, scan: Scanner) -> None:
    scan("001", -30)
    scan("002", -30)
    scan("002", -10)
    assert [s.volunteer for s in close_activity(store, "A1")] == ["FD/001"]
    shown = board(store)
    assert [row.volunteer for row in shown.state(PresenceState.REVIEW)] == ["FD/001"]
    assert counts(shown) == (None, 0, 2, 1)


def test_another_activitys_scan_leaves_the_board_alone(store: Store) -> None:
    add_activity(
        store, "A2", {"name": "敬老", "place": "敬老院", "start": store.now() - HOUR, "end": store.now() + HOUR}
    )
    badge = store.register.badge("FD/001")
    assert badge is not None
    before = board(store)
    outcome = Desk(store.ledger).scan(Arrival(new_id(store.now()), store.now(), badge, "FD/A2"))
    assert before.after(outcome, store.register.person("FD/001"), store.now()) is before
    assert board(store) == before


def everybody(store: Store) -> list[str]:
    """Badges of forty more people, some of them minors without consent, and two that nobody knows."""
    people = [
        Person("FD", f"1{n:02d}", f"学生{n}", f"八{n % 3}班", kind="student" if n % 5 else "teacher") for n in range(40)
    ]
    with store.ledger.transaction():
        store.register.write(people)
        for person in people:
            issue(store, person, mint(store), UNSIGNED)
        for person in people[::7]:
            store.ledger.record(Consent(f"FD/{person.number}", ConsentState.MISSING), at=store.now())
    return [*store.register.badges().values(), UNKNOWN, badge_number("9" * 20)]


def windows(store: Store) -> None:
    edit_activity(
        store, "A1", {"check_in_until": store.now() - 30 * 60_000, "check_out_from": store.now() + 10 * 60_000}
    )


SETTINGS: dict[str, Callable[[Store], object]] = {
    "defaults": lambda store: None,
    "windows": windows,
    "consent refused": lambda store: set_policy(store, {"consent": "refuse"}),
    "share and limit": lambda store: set_policy(store, {"min_share_of_activity": 0.2, "max_minutes_per_day": 30}),
    "no bounce": lambda store: set_policy(store, {"bounce_seconds": 0, "min_session_minutes": 0}),
}


@pytest.mark.parametrize("setting", share(SETTINGS, 0, 6))
@pytest.mark.parametrize("seed", share([1, 2], 0, 2))
def test_after_a_scan_it_is_what_the_log_says(store: Store, setting: str, seed: int) -> None:
    """Three hundred scans at random: doubles, too soon, ins and outs, moves, badges of nobody, a close in between. What the board
    counts from scan to scan is what there is to count."""
    chance = random.Random(f"{setting} {seed}")
    badges = everybody(store)
    edit_activity(store, "A1", {"signup": ["FD/001", "FD/101", "FD/102", "FD/139"]})
    SETTINGS[setting](store)
    desk, at = Desk(store.ledger), store.now() - HOUR
    kept = board(store)
    kinds = set()
    for step in range(300):
        at += chance.choice((500, 1500, 2500, 20_000, 40_000))
        badge = chance.choice(badges[: chance.choice((3, 8, len(badges)))])
        if step == 220:
            close_activity(store, "A1", at=at)
            kept = board(store)
        if chance.random() < 0.03:
            badge = "500103201203051234"
        direction = chance.choice(("auto", "auto", "auto", "in", "out"))
        post = chance.choice((None, None, None, "gate", "tent"))
        outcome = desk.scan(Arrival(new_id(store.now()), at, badge, "FD/A1", Direction(direction), post=post))
        kinds.add(str(outcome.kind))
        person = store.register.person(outcome.volunteer) if outcome.volunteer else None
        kept = kept.after(outcome, person, store.now())
        if step % 10 == 0 or step > 290:
            read = board(store)
            assert {row.volunteer: row for row in kept.rows} == {row.volunteer: row for row in read.rows}
            assert counts(kept) == counts(read)
            assert kept.tally is None or kept.tally.rows == {row.volunteer: row for row in read.rows}
            assert counted(kept) == counted(read)
    assert {"opened", "closed", "moved", "unknown_badge", "not_a_badge", "activity_closed"} <= kinds


def test_hours_at_another_activity_of_the_day_count_at_the_check_in(store: Store, scan: Scanner) -> None:
    """A pupil of thirteen served 30 minutes elsewhere today, and comes to A1 unasked: the desk knows it with the scan, and what
    she served at A1 with the check-out and the next check-in."""
    person = store.register.person("FD/001")
    assert person is not None
    with store.ledger.transaction():
        store.register.write([person._replace(birth=date(store.today().year - 13, 1, 1))])
    start = store.now() - 3 * HOUR
    add_activity(store, "A2", {"name": "更早", "place": "江边", "start": start, "end": start + 2 * HOUR})
    for minutes in (-120, -90):
        at = store.now() + minutes * 60_000
        Desk(store.ledger).scan(Arrival(new_id(at), at, "", "FD/A2", volunteer="FD/001"))
    kept, served = board(store), []
    for minutes in (-60, -20, -5):
        outcome = scan("001", minutes)
        kept = kept.after(outcome, store.register.person("FD/001"), store.now())
        served.append(kept.rows[0].served // 60_000)
        assert set(kept.rows) == set(board(store).rows)
    assert served == [30, 70, 70]
