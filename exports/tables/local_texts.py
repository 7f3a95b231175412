"""Local texts of many instants: a long table repeats the same minutes, so each minute is made once."""

from __future__ import annotations

from datetime import tzinfo

from checkin.rules.instants import local_text, local_time

_MINUTE = 60_000
_SECONDS = [f"{second:02d}" for second in range(60)]
_MILLISECONDS = ["", *(f".{millisecond:03d}" for millisecond in range(1, 1000))]


class LocalTexts:
    """Gives the texts of `checkin.rules.instants.local_text` for one zone, but much faster."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._minutes: dict[int, tuple[str, str]] = {}

    def text(self, at: int) -> str:
        """ISO 8601 of an instant (milliseconds) with the zone's offset."""
        parts, rest = self._minutes.get(minute := at // _MINUTE), at % _MINUTE
        if parts is None:
            parts = self._parts(minute)
            if parts is None:
                return local_text(at, self._zone)
            self._minutes[minute] = parts
        return parts[0] + _SECONDS[rest // 1000] + _MILLISECONDS[rest % 1000] + parts[1]

    def _parts(self, minute: int) -> tuple[str, str] | None:
        """The text before and after the seconds; None if the offset is not a whole number of minutes (before 1930)."""
        here = local_time(minute * _MINUTE, self._zone)
        offset = here.utcoffset()
        if offset is None or offset.seconds % 60:
            return None
        text = here.isoformat(timespec="seconds")
        return text[:17], text[19:]
