"""Desks whose hours come to an unusual share from elsewhere than from scans in time: a question to a school, never a verdict.

Minutes belong to the desk that wrote what they rest on: the ruling, the last amendment of a scan, else the opening event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from statistics import median
from typing import NamedTuple

from checkin.durations import h_mm
from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.asks.share_limits import ShareLimits, read_limits
from exports.district.asks.totals import REPLAYED, SERVICE
from exports.district.district import District
from exports.district.record.common_facts import counting_events


class Share(StrEnum):
    """A kind of minutes that people can make without a scan in time, and all kinds together; in the order of every list."""

    REPLAYED = "replayed"
    ADDED = "added"
    RULED = "ruled"
    VOUCHED = "vouched"
    PAPER = "paper"
    CORRECTED = "corrected"
    TOGETHER = "together"


SHARE_WORDS = {
    Share.REPLAYED: N_("entered at another time than scanned"),
    Share.ADDED: N_("added"),
    Share.RULED: N_("ruled"),
    Share.VOUCHED: N_("vouched for"),
    Share.PAPER: N_("from paper sheets"),
    Share.CORRECTED: N_("corrected"),
    Share.TOGETHER: N_("of several kinds without a scan in time"),
}


class DeskShare(NamedTuple):
    """One kind of minutes at one desk. `usual` is the median share of the other desks, None where there is no other."""

    team: str
    team_name: str
    desk: str
    desk_name: str
    share: Share
    minutes: int
    all_minutes: int
    usual: float | None
    unusual: bool

    @property
    def part(self) -> float:
        """The share of the desk's credited minutes, 0 to 1."""
        return self.minutes / self.all_minutes

    @property
    def text(self) -> str:
        """The question to the school, with the figures that it rests on."""
        text = _(
            "{hours} of {all} hours ({part}) are {what}; the median of the other desks is {usual}. Please ask the school why."
        )
        return text.format(
            hours=h_mm(self.minutes), all=h_mm(self.all_minutes), part=percent(self.part), usual=percent(self.usual or 0),
            what=_(SHARE_WORDS[self.share]),
        )  # fmt: skip

    def to_json(self) -> dict[str, object]:
        """The object that `district shares --json` prints for it."""
        return {
            "team": self.team, "team_name": self.team_name, "desk": self.desk, "desk_name": self.desk_name,
            "what": str(self.share), "minutes": self.minutes, "all_minutes": self.all_minutes, "share": round(self.part, 4),
            "median": None if self.usual is None else round(self.usual, 4), "unusual": self.unusual,
        }  # fmt: skip


_MINUTES = f"""
    WITH said AS (SELECT target, arg_max(desk, ("at", id)) AS desk FROM {{said}} WHERE kind = 'amend' GROUP BY target),
    counted AS (
        SELECT s.credited, coalesce(r.desk, ac.desk, ao.desk, o.desk, c.desk) AS desk,
            CASE WHEN s.late THEN 'replayed'
                 WHEN s.source = 'vouched' AND 'paper' IN (o.source, c.source) THEN 'paper' ELSE s.source END AS part
        FROM (SELECT *, {REPLAYED} AS late FROM session) s
        LEFT JOIN event o ON o.id = TRY_CAST(s.open_event AS UUID)
        LEFT JOIN event c ON c.id = TRY_CAST(s.close_event AS UUID)
        LEFT JOIN said ao ON s.source = 'corrected' AND ao.target = o.id
        LEFT JOIN said ac ON s.source = 'corrected' AND ac.target = c.id
        LEFT JOIN event r ON s.source = 'ruled' AND r.kind = 'rule'
            AND r.id = TRY_CAST(list_extract(string_split(s.events, ' '), -1) AS UUID)
        WHERE s.team IS NOT NULL AND s.credited > 0 AND {SERVICE})
    SELECT h.team, coalesce(t.name, ''), h.desk, coalesce(h.desk_name, ''), part, sum(credited)::BIGINT
    FROM counted JOIN chain h USING (desk) LEFT JOIN team t ON t.code = h.team
    WHERE h.desk <> ? GROUP BY ALL ORDER BY ALL"""
_Desk = tuple[str, str, str, str]
_KINDS = tuple(share for share in Share if share is not Share.TOGETHER)


class _Minutes(NamedTuple):
    """The credited minutes of a desk, by source."""

    parts: Mapping[str, int]

    @property
    def all(self) -> int:
        return sum(self.parts.values())

    def of(self, share: Share) -> int:
        if share is Share.TOGETHER:
            return sum(self.parts.get(kind, 0) for kind in _KINDS)
        return self.parts.get(share, 0)


def desk_shares(district: District) -> list[DeskShare]:
    """Every kind of minutes at every desk that has some, by team and desk, and all kinds together where it has several.

    All together are only unusual where no kind alone is: a desk is asked once. What the district itself ruled belongs to no
    desk. Raises Refused for impossible settings.
    """
    desks: defaultdict[_Desk, dict[str, int]] = defaultdict(dict)
    for *desk, part, found in district.db.execute(
        _MINUTES.format(said=counting_events(district)), [district.identity.desk]
    ).fetchall():
        desks[tuple(desk)][part] = found
    minutes = {place: _Minutes(parts) for place, parts in desks.items()}
    limits = read_limits(district)
    return [one for place in minutes for one in _of_desk(place, minutes, limits)]


def unusual_shares(district: District) -> list[DeskShare]:
    """Those that the district asks about, the largest share first."""
    return sorted(
        (one for one in desk_shares(district) if one.unusual), key=lambda one: (-one.part, one.team, one.desk)
    )


def percent(share: float) -> str:
    """A share between 0 and 1 as people read it."""
    return f"{share:.0%}"


def _of_desk(desk: _Desk, minutes: Mapping[_Desk, _Minutes], limits: ShareLimits) -> list[DeskShare]:
    kinds = [_judged(desk, share, minutes, limits) for share in _KINDS if minutes[desk].of(share)]
    if len(kinds) < 2:
        return kinds
    together = _judged(desk, Share.TOGETHER, minutes, limits)
    return [*kinds, together._replace(unusual=together.unusual and not any(one.unusual for one in kinds))]


def _judged(desk: _Desk, share: Share, minutes: Mapping[_Desk, _Minutes], limits: ShareLimits) -> DeskShare:
    mine, whole = minutes[desk].of(share), minutes[desk].all
    others = [theirs.of(share) / theirs.all for other, theirs in minutes.items() if other != desk]
    usual = median(others) if others else None
    part = mine / whole
    unusual = (
        usual is not None
        and mine >= limits.least_minutes
        and part >= limits.least_share
        and part >= limits.times_median * usual
    )
    return DeskShare(*desk, share, mine, whole, usual, unusual)
