"""Many instants as texts: the same as one by one."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from checkin.rules.instants import local_text
from exports.tables.local_texts import LocalTexts

ZONES = (
    "Asia/Shanghai",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/New_York",
    "Asia/Kathmandu",
    "Africa/Monrovia",
    "UTC",
)


@given(st.sampled_from(ZONES), st.lists(st.integers(-2_500_000_000_000, 4_000_000_000_000), min_size=1))
def test_as_the_rules_write_it(zone: str, instants: list[int]) -> None:
    texts = LocalTexts(ZoneInfo(zone))
    for at in (*instants, *(at + 1000 for at in instants)):
        assert texts.text(at) == local_text(at, ZoneInfo(zone))


def test_where_clocks_are_changed_and_at_the_ends_of_the_calendar() -> None:
    monrovia, summer = 63_593_070_000, 1_772_953_200_000
    for zone in ZONES:
        texts = LocalTexts(ZoneInfo(zone))
        for about in (monrovia, summer, -62_135_596_800_000, 253_402_300_799_999):
            for at in range(about - 3_600_000, about + 3_600_000, 61_001):
                assert texts.text(at) == local_text(at, ZoneInfo(zone)), (zone, at)
