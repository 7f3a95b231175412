"""Desk.scan: every outcome is reached by a story, a repeat gives its first answer, refusals go by the scan's time."""

from __future__ import annotations

import pytest

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction, Refuse, RefuseCause, Scan
from checkin.rules.outcomes import NamedPost, Outcome, OutcomeKind
from checkin.rules.sessions import Effect
from tests.checkin.desk.memory_ledger import MemoryLedger
from tests.checkin.rules.story import at, read_story, who

BADGES = "badge ?1 ana issued student\nbadge ?2 ben issued student\n"


def scans(ledger: MemoryLedger, story: str, start: int = 50) -> list[Outcome]:
    """`09:00 ?1 scan` or `09:00 ?1 scan&tea` (a post) a line, taken in this order; ids rise from `start`. Other words are the
    scanned text.
    """
    desk, outcomes = Desk(ledger, "Li"), []
    for n, line in enumerate((t for t in story.splitlines() if t.strip()), start):
        when, text, verb = line.split()
        verb, _, post = verb.partition("&")
        direction = {"scan": Direction.AUTO, "in": Direction.IN, "out": Direction.OUT}[verb]
        text = who(text) if text.startswith("?") else text
        outcomes.append(desk.scan(Arrival(f"{n}", at(when), text, "S/A", direction, post=post or None)))
    return outcomes


def kinds(ledger: str, story: str) -> list[str]:
    return [str(o.kind) for o in scans(MemoryLedger(BADGES + ledger), story)]


REFUSING = "policy consent=refuse\nconsent ana missing\n"
STORIES = {
    "opened": ("", "09:00 ?1 scan"),
    "closed": ("", "09:00 ?1 scan\n10:00 ?1 scan"),
    "duplicate": ("", "09:00 ?1 scan\n09:00:02 ?1 scan"),
    "too_soon": ("", "09:00 ?1 scan\n09:01 ?1 scan"),
    "already_in": ("", "09:00 ?1 in\n09:01 ?1 in"),
    "already_out": ("", "09:00 ?1 in\n10:00 ?1 out\n11:00 ?1 out"),
    "no_check_in": ("", "09:00 ?1 out"),
    "unknown_badge": ("", "09:00 ?7 scan"),
    "not_a_badge": ("", "09:00 110101199003070000 scan"),
    "revoked": ("08:00 badge ?1 ana revoked student", "09:00 ?1 scan"),
    "no_consent": (REFUSING, "09:00 ?1 scan"),
    "activity_closed": ("12:00 close A", "12:30 ?1 scan"),
    "moved": ("", "09:00 ?1 scan\n10:00 ?1 scan&tea"),
}


@pytest.mark.parametrize("kind", list(OutcomeKind))
def test_every_outcome(kind: OutcomeKind) -> None:
    assert kinds(*STORIES[kind])[-1] == kind


def test_the_answer_carries_session_and_total() -> None:
    *_, out = scans(MemoryLedger(BADGES + "08:00 add ana 30"), "09:00 ?1 scan\n10:00 ?1 scan")
    assert (out.volunteer, out.at, out.total_minutes) == ("S/ana", at("10:00"), 90)
    assert out.session is not None
    assert (out.session.open_event, out.session.close_event, out.session.minutes) == ("50", "51", 60)


def test_too_soon_and_then_one_key_checks_out() -> None:
    assert kinds("", "09:00 ?1 scan\n09:01 ?1 scan\n09:01:01 ?1 out") == ["opened", "too_soon", "closed"]


def test_a_repeat_gives_the_first_answer_also_after_later_events_and_writes_nothing() -> None:
    ledger = MemoryLedger(BADGES)
    first = scans(ledger, "09:00 ?1 scan")
    scans(ledger, "09:00:02 ?1 scan\n10:00 ?1 scan\n11:00 ?1 scan", start=60)
    length = len(ledger.events)
    assert scans(ledger, "09:00 ?1 scan") == first
    assert len(ledger.events) == length


@pytest.mark.parametrize("kind", list(OutcomeKind))
def test_a_repeat_of_any_answer_is_the_same(kind: OutcomeKind) -> None:
    setting, story = STORIES[kind]
    ledger = MemoryLedger(BADGES + setting)
    first = scans(ledger, story)
    length = len(ledger.events)
    assert scans(ledger, story) == first
    assert len(ledger.events) == length


def test_a_scan_that_comes_late_takes_a_later_id_and_keeps_its_own_for_a_repeat() -> None:
    ledger = MemoryLedger(BADGES)
    scans(ledger, "09:00 ?1 scan", start=70)
    (late,) = scans(ledger, "08:00 ?2 scan", start=60)
    assert late.event > "70"
    assert ledger.events[-1].body == Scan("S/A", Direction.AUTO, "keyboard", volunteer="S/ben", arrival="60")
    assert scans(ledger, "08:00 ?2 scan", start=60) == [late]


@pytest.mark.parametrize(
    ("setting", "refused"),
    [("10:00 badge ?1 ana revoked student", "revoked"), ("10:00 close A", "activity_closed")],
)
def test_a_late_replay_enters_by_its_own_time(setting: str, refused: str) -> None:
    assert kinds(setting, "09:59:59.999 ?1 scan") == ["opened"]
    assert kinds(setting, "10:00 ?1 scan") == [refused]


def test_who_is_in_may_leave_a_closed_activity() -> None:
    outcomes = scans(MemoryLedger(BADGES + "12:00 close A"), "09:00 ?1 scan\n12:30 ?1 scan\n12:40 ?1 scan")
    assert [o.kind for o in outcomes] == ["opened", "closed", "activity_closed"]
    assert [str(f) for f in outcomes[1].flags] == ["after_close"]


def test_who_is_in_may_leave_though_consent_was_withdrawn() -> None:
    setting = "policy consent=refuse\n10:00 consent ana withdrawn"
    assert kinds(setting, "09:00 ?1 scan\n11:00 ?1 scan\n11:30 ?1 scan") == ["opened", "closed", "no_consent"]


def test_a_minor_without_consent_comes_in_and_is_flagged() -> None:
    (opened,) = scans(MemoryLedger(BADGES + "consent ana missing"), "09:00 ?1 scan")
    assert (opened.kind, [str(f) for f in opened.flags]) == (OutcomeKind.OPENED, ["consent"])


def test_an_unknown_badge_is_recorded_under_its_number() -> None:
    ledger = MemoryLedger(BADGES)
    came, left = scans(ledger, "09:00 ?7 scan\n10:00 ?7 scan")
    assert (came.kind, came.effect, left.effect) == (OutcomeKind.UNKNOWN_BADGE, Effect.OPENED, Effect.CLOSED)
    assert came.volunteer == who("?7")
    assert ledger.events[-1].body == Scan("S/A", Direction.AUTO, "keyboard", badge=who("?7"))


def test_a_move_says_the_post_and_the_session_goes_on() -> None:
    """Also after the close and without consent: nobody is turned away who is on site, unless the policy asks for consent."""
    ledger = MemoryLedger(BADGES + "12:00 close A")
    opened, moved, closed = scans(ledger, "09:00 ?1 scan&gate\n12:30 ?1 scan&tea\n13:00 ?1 scan")
    assert [opened.post, moved.post, closed.post] == [NamedPost("gate", "gate"), NamedPost("tea", "tea"), None]
    assert (opened.post_before, moved.post_before) == (None, NamedPost("gate", "gate"))
    assert moved.session is not None and moved.session.key == opened.event
    assert [(part.post, part.start) for part in moved.session.segments] == [("gate", at("09:00")), ("tea", at("12:30"))]
    assert kinds(REFUSING, "09:00 ?1 scan&tea") == ["no_consent"]


def test_a_text_that_is_no_badge_leaves_its_length_and_cause() -> None:
    ledger = MemoryLedger()
    scans(ledger, "09:00 11010119900307000X scan")
    cause = RefuseCause.NOT_A_BADGE
    told = Refuse("S/A", Direction.AUTO, "keyboard", cause, length=18, detail="not_digits")
    assert ledger.events[-1].body == told


def test_full_width_digits_and_a_schools_card() -> None:
    ledger = MemoryLedger(BADGES, cards={"学生-07": "S/ben"})
    wide = "".join(chr(ord(d) + 0xFEE0) for d in who("?1"))
    outcomes = scans(ledger, f"09:00 {wide} scan\n09:00 学生-07 scan")
    assert [o.volunteer for o in outcomes] == ["S/ana", "S/ben"]


def test_a_person_picked_by_hand_needs_no_badge() -> None:
    outcome = Desk(MemoryLedger()).scan(Arrival("50", at("09:00"), "", "S/A", volunteer="S/ana"))
    assert (outcome.kind, outcome.volunteer) == (OutcomeKind.OPENED, "S/ana")


def test_nothing_is_recorded_where_the_write_fails() -> None:
    ledger = MemoryLedger(BADGES)
    length, ledger.fails = len(ledger.events), True
    with pytest.raises(OSError, match="disk full"):
        scans(ledger, "09:00 ?1 scan")
    assert len(ledger.events) == length
    ledger.fails = False
    assert [o.kind for o in scans(ledger, "09:00 ?1 scan")] == [OutcomeKind.OPENED]


def test_the_desk_says_what_the_record_says() -> None:
    ledger = MemoryLedger(BADGES)
    outcomes = scans(ledger, "09:00 ?1 scan\n09:00:01 ?1 scan\n09:02 ?1 scan\n10:00 ?1 scan\n10:10 ?1 out")
    story = read_story("")
    story.events[:] = ledger.events
    effects = story.record.effects
    assert [str(o.kind) for o in outcomes] == [str(effects[o.event][0]) for o in outcomes]


def test_a_badge_of_another_school_is_told_by_its_school() -> None:
    """09:00 an unknown badge that the district told of: recorded as unknown, with the school's name, also at a repeat.

    A known badge and a stranger's have no school, and the school is not asked for a known one.
    """
    ledger = MemoryLedger(BADGES)
    ledger.visitors = {who("?7"): "复旦中学", who("?1"): "never asked"}
    visitor, stranger, known = scans(ledger, "09:00 ?7 scan\n09:00 ?8 scan\n09:00 ?1 scan")
    assert (visitor.kind, visitor.visitor_of) == (OutcomeKind.UNKNOWN_BADGE, "复旦中学")
    assert (stranger.kind, stranger.visitor_of) == (OutcomeKind.UNKNOWN_BADGE, None)
    assert (known.kind, known.visitor_of) == (OutcomeKind.OPENED, None)
    assert scans(ledger, "09:00 ?7 scan") == [visitor]
    assert isinstance(ledger.events[-1].body, Scan)
