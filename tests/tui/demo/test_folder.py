"""The throw-away folder is a real desk with a past."""

from datetime import datetime

from checkin.rules.activities import zone
from checkin.rules.instants import instant
from checkin.rules.sessions import Status
from storage.check import check_store
from storage.record import whole_record
from storage.store import open_store
from tests.standing_clock import StandingClock
from tui.demo.folder import SOURCE, make_demo_desk, scan_all
from tui.demo.scene import LOST_BADGE_OWNER, OLD_BADGE, STRANGER, UNDER_WAY_S, Show, story
from tui.model.jobs import likely_activity
from tui.words.events import device_word


def test_it_has_people_badges_and_hours_of_earlier_weeks(demo, clock):
    path, made = demo
    with open_store(path, clock.clock) as store:
        assert len(store.register.persons()) == 60
        in_force = {name: badge for name, badge in made.badges.items() if name not in (OLD_BADGE, STRANGER)}
        assert {key.split("/")[1]: badge for key, badge in store.register.badges().items()} == in_force
        earlier = [s for s in whole_record(store).sessions if s.activity != made.activity.key]
        assert len({s.activity for s in earlier}) == 2
        assert {s.status for s in earlier} == {Status.CLOSED}
        assert sum(s.minutes for s in earlier) > 60 * 60
    assert check_store(path) == []


def test_the_lost_badge_is_revoked_and_the_stranger_unknown(demo, clock):
    path, made = demo
    with open_store(path, clock.clock) as store:
        lost = store.ledger.holder_of_badge(made.badges[OLD_BADGE])
        assert lost.volunteer == f"QSZX/{LOST_BADGE_OWNER}"
        assert lost.revoked_at is not None
        assert store.ledger.holder_of_badge(made.badges[STRANGER]).volunteer is None


def test_the_screen_opens_on_the_activity_under_way(demo, clock):
    path, made = demo
    with open_store(path, clock.clock) as store:
        activities = list(store.ledger.facts().activities.values())
    chosen = likely_activity(activities, "", clock.now_ms)
    assert chosen is not None
    assert chosen.key == made.activity.key
    assert len(chosen.signup or ()) == 59


def test_who_came_before_the_curtain_is_on_site(demo, tmp_path, clock):
    """The first group is in, each with the time at which they came."""
    path, made = demo
    start = made.activity.start
    past = [s for s in story() if isinstance(s, Show) and s.at < UNDER_WAY_S]
    with open_store(path, clock.clock) as store:
        scan_all(store, made.activity.key, [(start + s.at * 1000, made.badges[s.card]) for s in past], None)
        sessions = [s for s in whole_record(store).sessions if s.activity == made.activity.key]
    assert [s.start for s in sessions] == [start + show.at * 1000 for show in past]
    assert {s.status for s in sessions} == {Status.OPEN}


def test_whoever_watches_at_night_watches_a_night_shift(tmp_path):
    """Planned from 23:40: nobody's session is cut at midnight."""
    start = instant(datetime(2026, 3, 6, 23, 40, tzinfo=zone("Asia/Shanghai")))
    at_start = StandingClock(start).clock
    made = make_demo_desk(tmp_path / "desk", start, None, at_start)
    badge = made.badges["101"]
    with open_store(tmp_path / "desk", at_start) as store:
        scan_all(store, made.activity.key, [(start, badge), (start + 3_600_000, badge)], None)
        sessions = [s for s in whole_record(store).sessions if s.activity == made.activity.key]
        assert {s.status for s in whole_record(store).sessions} == {Status.CLOSED}
    assert [s.minutes for s in sessions] == [60]


def test_a_device_has_a_word_also_where_it_is_one_of_several():
    assert [device_word(one) for one in (SOURCE, "camera:0", "replay", "rfid:2")] == [
        "simulated camera",
        "camera 0",
        "memory of a scanner",
        "rfid:2",
    ]
