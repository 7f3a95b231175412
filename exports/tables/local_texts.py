"""Local texts of many instants: a long table repeats the same minutes, so each minute is made once."""

from __future__ import annotations

from datetime import timedelta, tzinfo

from checkin.rules.instants import local_text, local_time

_MINUTE = 60_000
_QUARTER = 15
"""Minutes. The clocks of all zones stand whole quarters apart today."""
_TWO = [f"{n:02d}" for n in range(60)]
_MILLISECONDS = ["", *(f".{millisecond:03d}" for millisecond in range(1, 1000))]


class LocalTexts:
    """Gives the texts of `checkin.rules.instants.local_text` for one zone, but much faster."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._minutes: dict[int, tuple[str, str]] = {}
        self._quarters: dict[int, tuple[str, int, str] | None] = {}

    def text(self, at: int) -> str:
        """ISO 8601 of an instant (milliseconds) with the zone's offset."""
        parts, rest = self._minutes.get(minute := at // _MINUTE), at % _MINUTE
        if parts is None:
            parts = self._parts(minute)
            if parts is None:
                return local_text(at, self._zone)
            self._minutes[minute] = parts
        return f"{parts[0]}{_TWO[rest // 1000]}{_MILLISECONDS[rest % 1000]}{parts[1]}"

    def _parts(self, minute: int) -> tuple[str, str] | None:
        """The text before and after the seconds; None within a quarter of an hour that has no one offset of whole quarters
        (before 1970, and where clocks are changed in the middle of it)."""
        quarter, behind = divmod(minute, _QUARTER)
        if quarter not in self._quarters:
            self._quarters[quarter] = self._quarter(quarter * _QUARTER)
        found = self._quarters[quarter]
        if found is None:
            return None
        hour, first, offset = found
        return f"{hour}{_TWO[first + behind]}:", offset

    def _quarter(self, minute: int) -> tuple[str, int, str] | None:
        """The text up to the hour, the minute with which the quarter of an hour begins, and the text of the offset."""
        here, last = (local_time(m * _MINUTE, self._zone) for m in (minute, minute + _QUARTER - 1))
        # Two times of one zone are subtracted as its clocks show them.
        if last - here != timedelta(minutes=_QUARTER - 1) or here.minute % _QUARTER or here.second:
            return None
        text = here.isoformat(timespec="seconds")
        return text[:14], here.minute, text[19:]
