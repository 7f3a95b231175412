"""Which events are struck out, and by which void: chains, forks and circles of voids, one by one."""

from __future__ import annotations

from itertools import permutations

import pytest

from checkin.rules.events import Close, Event, Void
from checkin.rules.standing import in_order, standing, struck_by
from checkin.rules.voids import struck_out


def told(line: str) -> list[Event]:
    """`02>01` is a void 02 of 01 at two o'clock; `12>01@1` the same, made at one o'clock; `01` alone is a plain event."""
    found = []
    for word in line.split():
        ids, _, at = word.partition("@")
        event, _, target = ids.partition(">")
        found.append(Event(event, int(at or event), "S", "1", Void(target) if target else Close("S/A")))
    return found


@pytest.mark.parametrize(
    ("line", "struck"),
    [
        ("01", {}),
        ("01 02>01", {"01": "02"}),
        ("02>77", {"77": "02"}),
        ("01 02>01 03>02", {"02": "03"}),
        ("01 02>01 03>02 04>03", {"01": "02", "03": "04"}),
        ("01 02>01 03>02 04>03 05>04", {"02": "03", "04": "05"}),
        ("01 02>01 03>01", {"01": "02"}),
        ("01 02>01 03>01@1", {"01": "03"}),
        ("01 03>01@2 02>01", {"01": "02"}),
        ("01 02>01 03>01 04>02", {"01": "03", "02": "04"}),
        ("01 02>01 03>01 04>02 05>03", {"02": "04", "03": "05"}),
        ("01 02>01 03>02 04>02", {"02": "03"}),
        ("01 02>01 03>02 04>02 05>03", {"02": "04", "03": "05"}),
        ("01 02>01 03>02 04>02 05>03 06>04", {"01": "02", "03": "05", "04": "06"}),
        ("01 02>01 03>02 04>02 05>02 06>03 07>04", {"02": "05", "03": "06", "04": "07"}),
        ("01>01", {}),
        ("01>02 02>01", {}),
        ("01>02 02>03 03>01", {}),
        ("01>02 02>01 03>01", {"01": "02"}),
        ("01>02 02>01 03>01@1", {"01": "03"}),
        ("01>02 02>01 03>01 04>03", {"03": "04"}),
        ("01>02 02>01 03>01 04>03 05>04", {"01": "02", "04": "05"}),
        ("01>01 02>01 03", {"01": "02"}),
        ("01>02 02>03 03>01 04>02", {"02": "04", "01": "03"}),
    ],
)
def test_what_is_struck_and_by_the_earliest_void_that_holds(line: str, struck: dict[str, str]) -> None:
    events = told(line)
    for some in list(permutations(events))[:: max(1, len(events) ** 3 // 8)]:
        keys = struck_out([*some, *some[:1]])
        assert {target: void for target, (_at, void) in keys.items()} == struck
        assert all((at, void) in [(e.at, e.id) for e in events] for at, void in keys.values())
        assert {target: void.id for target, void in struck_by(some).items()} == struck
        assert [event.id for event in standing(some)] == [
            event.id for event in in_order(events) if event.id not in struck
        ]


def test_events_are_in_the_order_in_which_they_happened_and_of_one_moment_by_id() -> None:
    events = told("05@1 01@2 04@2 02@9 03@3")
    for order in (events, events[::-1], events * 2):
        assert [event.id for event in in_order(order)] == ["05", "01", "04", "03", "02"]
        assert standing(order) == in_order(order)
        assert [event.id for event in standing(order, {"04", "99"})] == ["05", "01", "03", "02"]
