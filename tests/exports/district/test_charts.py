"""The charts of the clerk's screen and of the page name what has no month or category."""

from __future__ import annotations

from checkin.words import category_word
from exports.district.asks.totals import Total
from exports.district.reports.charts import category_chart, month_chart


def _total(group: str) -> Total:
    return Total(group, 1, 1, 1, 60, 0, 0)


def test_hours_without_a_month_or_a_category() -> None:
    """As in the tables: a category that nobody chose has a word, a month that nobody knows a dash."""
    assert [bar.label for bar in month_chart([_total("2026-03"), _total("")]).bars] == ["2026-03", "—"]
    assert [bar.label for bar in category_chart([_total("绿色环保"), _total("")]).bars] == [
        category_word("绿色环保"), category_word(""),
    ]  # fmt: skip
    assert category_word("") not in ("", "—")


def test_sources_stand_apart_in_a_bar_and_a_part_that_nobody_has_is_left_out() -> None:
    chart = month_chart([Total("2026-03", 1, 1, 1, 150, 0, 0, 0, 180), Total("2026-04", 1, 1, 1, 60, 0, 0)])
    assert [(bar.value, bar.parts) for bar in chart.bars] == [("5:30", "2:30 + 3:00"), ("1:00", "1:00 + 0:00")]
    assert chart.heading == "Hours by month (scanned hours + claimed hours)" and chart.most == 330
    plain = month_chart([Total("2026-04", 1, 1, 1, 60, 0, 0)])
    assert plain.heading == "Hours by month" and plain.bars[0].parts == "1:00"
