"""Every flag and every effect is reached by a story; one that is added needs its own here."""

import pytest

from checkin.rules.sessions import Effect, Flag
from tests.checkin.rules.story import read_story

SERVED = "09:00 ana in\n11:00 ana out\n"
FLAGS = {
    "no_check_out": "09:00 ana in\n12:00 close A",
    "no_check_in": "09:00 ana out",
    "moved": "09:00 ana scan\n10:00 ana scan &tea",
    "midnight": "09:00 ana in\n2/09:00 ana in",
    "too_long": "activity A overnight=true end=12:00\n09:00 ana in\n2/00:01 ana in",
    "after_close": "09:00 ana in\n12:00 close A\n12:10 ana out",
    "overlap": SERVED + "10:00 ana in @B\n12:00 ana out @B",
    "consent": SERVED + "consent ana missing",
    "clock": SERVED + "10:00 clock +60",
    "replayed": "09:00 ana in came 12:00\n11:00 ana out",
    "far": "3/09:00 ana in\n3/11:00 ana out",
    "outside": SERVED + "policy clamp_end=true clamp_start=true\n12:00 activity A start=14:00 end=16:00",
    "pairs": "policy max_pairs_per_day=1\n08:00 ana in\n08:30 ana out\n" + SERVED,
    "unknown_badge": "09:00 ?7 scan",
    "training": SERVED + "activity A kind=training",
    "not_creditable": SERVED + "activity A not_creditable=Training",
    "share": SERVED + "policy min_share_of_activity=0.9",
    "day_limit": SERVED + "policy max_minutes_per_day=60",
    "claim_limit": "08:00 policy max_claimed_minutes=60\n09:00 claim ana 90 2026-03-05\n10:00 verify 2",
    "rule_unmatched": SERVED + "12:00 rule 2 60",
    "lost_desk": "09:00 ana in #2\n09:30 lost 2",
    "late_check_out": "09:00 ana in\n12:00 rule 1 60 seen 1\n11:00 ana out",
    "objection": SERVED + "12:00 object 1 ana",
    "changed": SERVED + "12:00 confirm 1 ana 90 events 1,2",
}
EFFECTS = {
    "opened": "09:00 ana scan",
    "closed": SERVED,
    "duplicate": "09:00 ana scan\n09:00:01 ana scan",
    "too_soon": "09:00 ana scan\n09:01 ana scan",
    "already_in": "09:00 ana in\n09:01 ana in",
    "already_out": SERVED + "11:30 ana out",
    "no_check_in": "09:00 ana out",
    "moved": "09:00 ana scan\n10:00 ana scan &tea",
}


@pytest.mark.parametrize("flag", list(Flag))
def test_flag(flag: Flag) -> None:
    assert [s for s in read_story(FLAGS[flag]).record.sessions if flag in s.flags]


@pytest.mark.parametrize("effect", list(Effect))
def test_effect(effect: Effect) -> None:
    assert effect in [said for said, _ in read_story(EFFECTS[effect]).record.effects.values()]
