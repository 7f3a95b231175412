"""What is shown of a shift can be typed again and means the same shift, whatever the activity."""

from __future__ import annotations

import pytest

from checkin.rules.activities import Activity
from storage.posts.times import span_text, typed_shift
from tests.checkin.rules.story import at

DAY = Activity("S/D", "Day", "P", at("08:00"), at("12:00"))
NIGHT = Activity("S/N", "Night", "P", at("20:00"), at("2/02:00"), overnight=True)
CAMP = Activity("S/C", "Camp", "P", at("08:00"), at("3/17:00"))


@pytest.mark.parametrize(
    ("activity", "start", "end", "shown"),
    [
        (DAY, "08:00", "10:00", "08:00–10:00"),
        (DAY, "06:00", "08:00", "06:00–08:00"),
        (DAY, "22:00", "2/01:00", "22:00–01:00"),
        (DAY, "0/20:00", "0/22:00", "2026-03-04 20:00–22:00"),
        (DAY, "2/08:00", "2/10:00", "2026-03-06 08:00–10:00"),
        (DAY, "10:00", "2/09:00", "2026-03-05 10:00–2026-03-06 09:00"),
        (NIGHT, "23:00", "2/02:00", "23:00–02:00"),
        (NIGHT, "2/00:30", "2/01:30", "00:30–01:30"),
        (NIGHT, "10:00", "12:00", "2026-03-05 10:00–12:00"),
        (CAMP, "08:00", "10:00", "2026-03-05 08:00–10:00"),
        (CAMP, "2/22:00", "3/06:00", "2026-03-06 22:00–06:00"),
        (CAMP, "08:00", "3/17:00", "2026-03-05 08:00–2026-03-07 17:00"),
    ],
)
def test_a_shift_is_shown_as_it_can_be_typed(activity: Activity, start: str, end: str, shown: str) -> None:
    assert span_text(at(start), at(end), activity) == shown
    assert (
        typed_shift(activity, shown, "") == typed_shift(activity, shown.replace("–", "-"), "") == (at(start), at(end))
    )
