"""One scan, and all that is decided on it: the body for the log, and the whole answer."""

from __future__ import annotations

from checkin.rules.badge_numbers import NotABadge
from checkin.rules.badge_tenures import Holder
from checkin.rules.decide import Arrival, Decision, Unreadable, decide, decide_unreadable, outcome_of
from checkin.rules.events import ActivityChange, Direction, Refuse, RefuseCause, Scan
from checkin.rules.facts import gather
from checkin.rules.outcomes import Elsewhere, Outcome, OutcomeKind, is_refused
from checkin.rules.record import fold
from checkin.rules.sessions import Effect
from tests.checkin.rules.story import at, read_story, who
from tests.checkin.rules.test_makings import PARK, RIVER, event

BADGE = who("?7")
ANA = Holder("S/ana", BADGE)
REFUSING = "policy consent=refuse\n"


def decided(
    ledger: str, when: str, holder: Holder = ANA, direction: Direction = Direction.AUTO, **said: str
) -> Decision:
    """What desk 1 decides on a scan after the events of a ledger."""
    events = read_story(ledger).events
    arrival = Arrival("90", at(when), "", said.pop("activity", "S/A"), direction, "camera:0", **said)
    return decide(arrival, holder, gather(events), iter(events), "1")


def kind(ledger: str, when: str, holder: Holder = ANA, direction: Direction = Direction.AUTO) -> str:
    return str(decided(ledger, when, holder, direction).outcome.kind)


def test_a_scan_of_a_volunteer_is_written_with_all_that_is_known_of_it() -> None:
    body, outcome = decided("", "09:00", direction=Direction.IN, vouched_by="S/tea")
    assert body == Scan("S/A", Direction.IN, "camera:0", volunteer="S/ana", vouched_by="S/tea")
    assert (outcome.kind, outcome.event, outcome.at) == (OutcomeKind.OPENED, "90", at("09:00"))
    assert (outcome.activity, outcome.volunteer, outcome.effect) == ("S/A", "S/ana", Effect.OPENED)
    assert (outcome.total_minutes, outcome.elsewhere, outcome.detail) == (0, None, None)
    assert outcome.session is not None and outcome.session.open_event == "90"


def test_an_unknown_badge_keeps_its_number() -> None:
    body, outcome = decided("08:00 ?7 in", "09:00", Holder(None, BADGE))
    assert body == Scan("S/A", Direction.AUTO, "camera:0", badge=BADGE)
    assert (outcome.kind, outcome.volunteer, outcome.effect) == (OutcomeKind.UNKNOWN_BADGE, BADGE, Effect.CLOSED)
    assert outcome.total_minutes == 60


def test_the_answer_has_the_session_of_this_scan_and_the_minutes_of_all() -> None:
    ledger = "08:00 ana in\n08:30 ana out\nadd ana 15\n09:00 ana in\n08:00 ben in\n09:00 ben out\n"
    _, outcome = decided(ledger, "09:45")
    assert outcome.session is not None
    assert (outcome.session.open_event, outcome.session.close_event) == ("04", "90")
    assert outcome.total_minutes == 30 + 15 + 45
    open_hours = decided("08:00 ana in\n12:00 close A\n12:30 rule 1 60", "12:40", direction=Direction.OUT)
    assert open_hours.outcome.total_minutes == 60


def test_linked_numbers_are_one_person() -> None:
    _, outcome = decided("link ana ben\n08:00 ben in", "09:00")
    assert (outcome.volunteer, outcome.kind, outcome.total_minutes) == ("S/ben", OutcomeKind.CLOSED, 60)


def test_a_text_that_is_no_badge_leaves_its_length_and_its_fault() -> None:
    arrival = Arrival("90", 7, "secret", "S/A", Direction.OUT, "camera:0")
    body, outcome = decide_unreadable(arrival, Unreadable(18, NotABadge.LENGTH))
    assert body == Refuse("S/A", Direction.OUT, "camera:0", RefuseCause.NOT_A_BADGE, length=18, detail="length")
    assert outcome == Outcome(OutcomeKind.NOT_A_BADGE, "90", 7, "S/A", detail="length")
    assert type(body.detail) is str, "as it will be read back"


def test_a_revoked_badge_is_refused_whatever_else_holds() -> None:
    ledger = "08:00 ana in\n08:30 ana out\n09:00 ana in\n"
    body, outcome = decided(ledger, "10:00", ANA._replace(revoked_at=at("09:30")), direction=Direction.OUT)
    assert body == Refuse("S/A", Direction.OUT, "camera:0", RefuseCause.REVOKED, volunteer="S/ana")
    assert outcome == Outcome(OutcomeKind.REVOKED, "90", at("10:00"), "S/A", "S/ana", total_minutes=30)
    assert kind("", "00:00", ANA._replace(revoked_at=0)) == "revoked"
    nobody = decided("08:00 ?7 in\n08:20 ?7 out", "10:00", Holder(None, BADGE, revoked_at=1))
    assert nobody.body == Refuse("S/A", Direction.AUTO, "camera:0", RefuseCause.REVOKED, badge=BADGE)
    assert (nobody.outcome.volunteer, nobody.outcome.total_minutes) == (BADGE, 20)
    assert decided("", "10:00", Holder(revoked_at=1)).outcome.volunteer is None


def test_consent_refuses_only_by_the_policy_and_never_somebody_who_leaves() -> None:
    for state, told in {
        "missing": "no_consent",
        "withdrawn": "no_consent",
        "given": "opened",
        "not_needed": "opened",
    }.items():
        assert kind(f"{REFUSING}consent ana {state}", "09:00") == told
    assert kind(REFUSING, "09:00") == "opened", "of whom nothing was said"
    assert kind("consent ana missing", "09:00") == "opened"
    assert kind(f"{REFUSING}08:00 ana in\n08:30 consent ana withdrawn", "09:00") == "closed"
    assert kind(f"{REFUSING}08:30 consent ana withdrawn", "08:00") == "opened", "a replay from before"
    assert kind(f"{REFUSING}link ana ben\nconsent ben missing", "09:00") == "no_consent"
    assert kind(f"{REFUSING}consent ana missing", "09:00", Holder(None, BADGE)) == "unknown_badge"
    assert kind("consent ana missing\n08:30 policy v2 since 08:30 consent=refuse", "08:29") == "opened"
    assert kind("consent ana missing\n08:30 policy v2 since 08:30 consent=refuse", "08:30") == "no_consent"


def test_a_closed_activity_takes_nobody_in_from_its_instant_on_and_lets_everybody_out() -> None:
    closed = "08:00 ben in\n12:00 close A"
    assert [kind(closed, when) for when in ("11:59:59.999", "12:00", "12:30")] == ["opened", *["activity_closed"] * 2]
    assert kind("08:00 ana in\n12:00 close A", "12:30") == "closed"
    assert kind("12:00 close A", "12:30", direction=Direction.OUT) == "no_check_in"
    assert kind("12:00 close A\n12:10 reopen A", "12:30") == "opened"
    refused = decided("12:00 close A", "12:30")
    assert refused.body == Refuse("S/A", Direction.AUTO, "camera:0", RefuseCause.ACTIVITY_CLOSED, volunteer="S/ana")
    assert refused.outcome.session is None


def test_where_else_somebody_is_on_site_at_that_instant() -> None:
    other = "activity B name=B place=P\nactivity C name=C place=P\n"

    def elsewhere(ledger: str, when: str = "10:00") -> Elsewhere | None:
        return decided(other + ledger, when).outcome.elsewhere

    found = elsewhere("08:00 ana in @B\n09:00 ana in @C")
    assert found is not None and (found.activity.name, found.since) == ("C", at("09:00")), "the latest"
    again = elsewhere("08:00 ana in @C\n08:30 ana in @B\n")
    assert again is not None and (again.activity.key, again.since) == ("S/B", at("08:30"))
    exactly = elsewhere("10:00 ana in @B")
    assert exactly is not None and exactly.since == at("10:00")
    assert elsewhere("10:01 ana in @B") is None
    assert elsewhere("08:00 ana in @B\n09:00 ana out @B") is None
    assert elsewhere("08:00 ana in\n") is None, "the same activity"
    assert elsewhere("08:00 ben in @B") is None
    assert elsewhere("08:00 ana out @B") is None, "a row without a start"
    assert elsewhere("08:00 ana in @B\n09:00 close B") is None
    assert elsewhere("08:00 ana in @B", "2/10:00") is None, "a session does not cross midnight"


def test_a_scan_that_was_struck_out_is_told_as_one_that_did_nothing() -> None:
    events = read_story("09:00 ana in\n09:10 void 1").events
    scan = next(event for event in events if isinstance(event.body, Scan))
    assert isinstance(scan.body, Scan)
    outcome = outcome_of(scan, scan.body, gather(events), fold(gather(events), events))
    assert (outcome.kind, outcome.effect, outcome.session) == (OutcomeKind.DUPLICATE, Effect.DUPLICATE, None)
    assert outcome.flags == ()


def test_only_four_answers_leave_somebody_out() -> None:
    refused = {kind for kind in OutcomeKind if is_refused(kind)}
    assert refused == {OutcomeKind(cause) for cause in RefuseCause}


def test_where_two_desks_made_one_code_each_decides_for_its_own() -> None:
    events = [*RIVER, *PARK]
    arrival = Arrival("90", at("11:50"), "", "S/K")
    told = [decide(arrival, ANA, gather(events), events, desk).outcome.activity for desk in "12"]
    assert told == ["S/K", "S/K/02"]
    took = [event(20, "09:00", "3", ActivityChange("S/K", {}, making=number)) for number in ("02", "01")]
    scan = event(25, "10:00", "3", Scan("S/K", Direction.IN, "x", "S/dee"))
    log = [*events, took[0], scan, took[1]._replace(id="30")]
    assert isinstance(scan.body, Scan)
    told_again = outcome_of(scan, scan.body, gather(log), fold(gather(log), log))
    assert told_again.activity == "S/K/02", "by what the desk meant then"
    assert told_again.session is not None and told_again.session.activity == "S/K/02"


def test_elsewhere_knows_that_an_activity_is_over_night() -> None:
    night = "activity B name=B place=P start=20:00 end=2/06:00 overnight=true\n20:00 ana in @B"
    found = decided(night, "2/08:00").outcome.elsewhere
    assert found is not None and found.activity.key == "S/B"
