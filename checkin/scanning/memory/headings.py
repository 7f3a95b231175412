"""The headings above the columns of a hand scanner's file."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_BADGE = (
    "badge", "badgenumber", "badgeno", "badgetext", "barcode", "qrcode", "qr", "code", "codetext", "scancode", "card",
    "cardnumber", "data", "scandata", "text", "content", "value", "result",
    "志愿者证", "志愿者证号", "证号", "条码", "条形码", "二维码", "扫码", "扫码内容", "扫描内容", "扫描结果", "内容", "数据", "卡号", "编码",
)  # fmt: skip
_TIME = (
    "date", "day", "scandate", "time", "clock", "scantime", "datetime", "dateandtime", "timestamp", "scannedat", "at",
    "when", "ampm", "日期", "扫码日期", "扫描日期", "时间", "扫码时间", "扫描时间", "日期时间", "采集时间", "采集日期", "上午下午",
)  # fmt: skip
_WAY = (
    "direction", "inout", "inorout", "checkincheckout", "checkinout", "方向", "进出", "出入", "进出方向", "签到签退", "签到或签退",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of the badge, those of date and time, and that of the direction if there is one, counted from 0;
    `headings` is the line itself."""

    badge: int
    times: tuple[int, ...]
    headings: list[str]
    way: int | None = None

    @property
    def all(self) -> tuple[int, ...]:
        """Every column that is read."""
        return (self.badge, *self.times, *([] if self.way is None else [self.way]))


def columns_of(cells: Sequence[str]) -> Columns | None:
    """The columns that a line of headings names; None for a line that names none for the badge.

    Of two columns for the badge the better word's is read; of several for date and time all are.
    """
    words = [_word(cell) for cell in cells]
    badges = [(_BADGE.index(word), i) for i, word in enumerate(words) if word in _BADGE]
    if not badges or any(char.isdigit() for word in words for char in word):
        return None
    times = tuple(i for i, word in enumerate(words) if word in _TIME)
    ways = [i for i, word in enumerate(words) if word in _WAY]
    return Columns(min(badges)[1], times, list(cells), ways[0] if ways else None)


def _word(heading: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", heading).casefold() if char.isalnum())
