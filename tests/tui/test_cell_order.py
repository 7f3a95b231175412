"""Lists of all screens stand in one order: what is a number, an hour or a class by its value, all else as people look it up."""

from __future__ import annotations

import pytest

from tui.words.cell_order import cell_order


@pytest.mark.parametrize(
    "wanted",
    [
        ["", "9", "10", "1,200"],
        ["0:05", "2:05", "10:00", "100:05"],
        ["5.0%", "12.5%", "100.0%"],
        ["", "W3f-2", "W3f-10"],
        ["七(2)班", "七(10)班", "八(1)班"],
        ["陈静", "李明", "张伟", "郑强"],
        ["2025-12-31 09:00", "2026-01-01 08:00"],
        ["-3", "0", "2"],
    ],
)
def test_by_value_and_as_people_look_it_up(wanted: list[str]) -> None:
    turned = wanted[::-1]
    assert sorted(turned, key=cell_order) == wanted
