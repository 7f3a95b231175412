"""Which badge newly came into the picture: one that lingers there is one scan."""

from __future__ import annotations

from collections.abc import Iterable

GAP_S = 1.5
"""A badge unread for so long has left the picture; moving and blurred ones go unread for a moment."""

GAP_BESIDE_OTHERS_S = 0.5
"""The same, where another badge has been read meanwhile. Not at once: of two held side by side each is read in turn."""


class Presence:
    """Which badges are in the picture now."""

    def __init__(self, gap_s: float = GAP_S, gap_beside_others_s: float = GAP_BESIDE_OTHERS_S) -> None:
        self._gap_s = gap_s
        self._gap_beside_others_s = min(gap_s, gap_beside_others_s)
        self._last_seen: dict[str, float] = {}

    def see(self, time_s: float, texts: Iterable[str]) -> list[str]:
        """Of the texts read in the frame at `time_s`, those that newly came, in their order."""
        if any(seen > time_s for seen in self._last_seen.values()):
            # The film began anew: what was seen before it can't be measured against its times.
            self._last_seen.clear()
        self._forget_those_who_left(time_s)
        seen = list(dict.fromkeys(texts))
        arrived = [text for text in seen if text not in self._last_seen]
        self._last_seen.update(dict.fromkeys(seen, time_s))
        return arrived

    def _forget_those_who_left(self, time_s: float) -> None:
        newest = max(self._last_seen.values(), default=time_s)
        self._last_seen = {
            text: seen
            for text, seen in self._last_seen.items()
            if time_s - seen < (self._gap_beside_others_s if seen < newest else self._gap_s)
        }
